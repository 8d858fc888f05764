/**
 * Line origins against what is known otherwise: made-up histories whose maker knows every
 * line's origin, and lines of real repositories that were labelled by hand, by somebody who
 * didn't know this code, with `git log -L`, the pickaxe and their own reading.
 *
 * `WAKELORE_WHY_REPOSITORIES` is a directory of clones, each by its repository's short name,
 * which hold the commits that the labels were made at.
 */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeGit } from '@wakelore/vault/git'
import { findRepository } from '@wakelore/vault/repository'
import { makeLineHistory } from './line-history.fixture.ts'
import { readIgnoredRevisions } from './line-origin/ignored-revisions.ts'
import { traceLines } from './line-origin.ts'
import { makeScratchRepository } from './scratch-repository.fixture.ts'

type Labelled = {
  readonly url: string
  readonly at: string
  readonly lines: readonly {
    readonly path: string
    readonly line: number
    /** All that are defensible. */
    readonly introduced: readonly string[]
    readonly kind: string
  }[]
}

const git = makeGit()

const HISTORIES = 60
const LEAST_RIGHT = 0.95
const LABELS = join(import.meta.dirname, 'line-origin', 'labelled-lines.json')

export async function prove(report: (line: string) => void): Promise<void> {
  let lines = 0
  for (let seed = 1; seed <= HISTORIES; seed++) lines += await holdOrigins(1000 + seed)
  report(`${HISTORIES} made-up histories, ${lines} lines: all origins right`)
  await proveLabels(report)
}

/** How many lines were asked about. */
export async function holdOrigins(seed: number): Promise<number> {
  using scratch = makeScratchRepository({ bare: true })
  const { commits, files } = makeLineHistory(seed)
  const shas = scratch.importHistory('refs/heads/main', commits)
  const repository = await findRepository(git, scratch.path)
  let asked = 0
  for (const [path, lines] of files) {
    if (lines.length === 0) continue
    const found = await traceLines(
      { git, repository, signal: undefined },
      {
        revision: shas.at(-1),
        path,
        ranges: [{ start: 1, end: lines.length }],
        passedOver: new Set(),
        shallow: new Set(),
      },
    )
    for (const { start, end, origin } of found) {
      for (let line = start; line <= end; line++) {
        const { text, origin: expected } = lines[line - 1]!
        if (expected === undefined) continue
        asked++
        const commit = origin.kind === 'commit' ? shas.indexOf(origin.commit) : origin.kind
        assert.equal(commit, expected, `seed ${seed}: ${path}:${line} ${JSON.stringify(text)}`)
      }
    }
  }
  return asked
}

async function proveLabels(report: (line: string) => void): Promise<void> {
  const directory = process.env['WAKELORE_WHY_REPOSITORIES']
  assert.ok(directory, 'WAKELORE_WHY_REPOSITORIES names no directory of clones')
  const labelled = JSON.parse(readFileSync(LABELS, 'utf8')) as Record<string, Labelled>
  const absent = Object.keys(labelled).filter((name) => !existsSync(join(directory, name)))
  assert.deepEqual(absent, [], `clones that ${directory} lacks`)
  const scores = new Map<string, { right: number; total: number }>()
  const count = (what: string, isRight: boolean): void => {
    const { right, total } = scores.get(what) ?? { right: 0, total: 0 }
    scores.set(what, { right: right + (isRight ? 1 : 0), total: total + 1 })
  }
  for (const [name, { at, lines }] of Object.entries(labelled)) {
    const read = { git, repository: await findRepository(git, join(directory, name)), signal: undefined }
    const passedOver = new Set((await readIgnoredRevisions(read, at)).shas)
    for (const { path, line, introduced, kind } of lines) {
      const range = { start: line, end: line }
      const [found] = await traceLines(read, {
        revision: at,
        path,
        ranges: [range],
        passedOver,
        shallow: new Set(),
      })
      const commit = found?.origin.kind === 'commit' ? found.origin.commit : (found?.origin.kind ?? 'nothing')
      const isRight = introduced.includes(commit)
      for (const what of [name, `kind ${kind}`, 'all']) count(what, isRight)
      if (!isRight) {
        report(
          `wrong: ${name} ${path}:${line} (${kind}): found ${commit.slice(0, 10)}, labelled ${introduced.map((sha) => sha.slice(0, 10)).join(' or ')}`,
        )
      }
    }
  }
  for (const [what, { right, total }] of scores) report(`${what}: ${right} of ${total}`)
  const { right, total } = scores.get('all')!
  assert.ok(
    right >= LEAST_RIGHT * total,
    `${right} of ${total} origins are right, expected ${LEAST_RIGHT * 100} %`,
  )
}
