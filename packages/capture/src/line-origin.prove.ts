/**
 * Line origins against what is known otherwise: made-up histories whose maker knows every
 * line's origin.
 */
import assert from 'node:assert/strict'
import { makeGit } from '@wakelore/vault/git'
import { findRepository } from '@wakelore/vault/repository'
import { makeLineHistory } from './line-history.fixture.ts'
import { traceLines } from './line-origin.ts'
import { makeScratchRepository } from './scratch-repository.fixture.ts'

const git = makeGit()

const HISTORIES = 60

export async function prove(report: (line: string) => void): Promise<void> {
  let lines = 0
  for (let seed = 1; seed <= HISTORIES; seed++) lines += await holdOrigins(1000 + seed)
  report(`${HISTORIES} made-up histories, ${lines} lines: all origins right`)
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
        passedOver: [],
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
