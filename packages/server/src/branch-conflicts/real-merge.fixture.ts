/**
 * What git itself says when two branches are really merged, in a worktree, to hold answers
 * against: exit status, unmerged paths, and conflict markers in the files as written. Lines
 * are found again in a side's own version by their text, and by a longest common
 * subsequence of what stands between conflicts.
 */
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, lstatSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { devNull, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ConflictFile, LineRange } from '@wakelore/capture/conflict-files'
import { readLocalBranches, type Branch } from '@wakelore/capture/local-branches'
import { readMergeSettings } from '@wakelore/capture/merge-settings'
import type { Ancestry } from '@wakelore/knowledge/ancestry'
import { makeGit } from '@wakelore/vault/git'
import { openMergeDirectory } from '@wakelore/vault/merge-directory'
import { findRepository } from '@wakelore/vault/repository'
import { findBranchConflicts, type BranchConflicts } from '../branch-conflicts.ts'
import type { KnownMerges } from './question.ts'

/** Long enough for no text to hold it by chance. */
const MARKER_SIZE = 397
/** Nothing in files of less than fifty lines. */
const SLACK = 0.02
const MOST_CELLS = 600_000_000
const NO_LIMIT_MS = 600_000

export type RealRepository = {
  readonly path: string
  /** Runs git in it; its output without the final newline. */
  readonly git: (...args: string[]) => string
}

const ENVIRONMENT = {
  PATH: process.env['PATH'],
  HOME: devNull,
  LC_ALL: 'C',
  GIT_CONFIG_GLOBAL: devNull,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'x',
  GIT_AUTHOR_EMAIL: 'x',
  GIT_COMMITTER_NAME: 'x',
  GIT_COMMITTER_EMAIL: 'x',
}

/** A repository to merge in: markers are made long, nothing else is changed. */
export function realRepository(path: string): RealRepository {
  const own = join(path, '.git', 'info', 'attributes')
  const known = existsSync(own) ? readFileSync(own, 'utf8') : ''
  writeFileSync(own, `${known}\n* conflict-marker-size=${MARKER_SIZE}\n`)
  return {
    path,
    git: (...args) =>
      execFileSync('git', args, {
        cwd: path,
        env: ENVIRONMENT,
        encoding: 'utf8',
        maxBuffer: 2 ** 30,
        stdio: ['ignore', 'pipe', 'pipe'],
      }).replace(/\n$/, ''),
  }
}

export type AskedBranches = {
  readonly branches: readonly Branch[]
  readonly trunk: number | undefined
  readonly found: BranchConflicts
}

/** Asks as the operation does, of all local branches. */
export async function askAboutBranches(
  { path, git: run }: RealRepository,
  options: {
    readonly known?: KnownMerges
    readonly trunk?: string
    readonly branches?: readonly string[]
  } = {},
): Promise<AskedBranches> {
  const git = makeGit({ environment: ENVIRONMENT })
  const repository = await findRepository(git, path)
  const listed = await readLocalBranches(git, repository)
  const byTip = new Map(
    listed.branches
      .filter(({ name }) => options.branches?.includes(name) !== false)
      .map((branch) => [branch.tip, branch]),
  )
  const branches = [...byTip.values()]
  const settings = await readMergeSettings(git, repository)
  const cacheDir = mkdtempSync(join(tmpdir(), 'wakelore-merges-'))
  const trunk = branches.findIndex(({ name }) => name === options.trunk)
  try {
    const found = await findBranchConflicts({
      git,
      repository,
      ancestry: readAncestry(run),
      branches,
      trunk: trunk === -1 ? undefined : trunk,
      only: undefined,
      openDirectory: () =>
        openMergeDirectory({ cacheDir, repository, settings, nowMs: Date.now(), environment: ENVIRONMENT }),
      known: options.known ?? new Map(),
      deadline: AbortSignal.timeout(NO_LIMIT_MS),
      onProgress: () => undefined,
    })
    return { branches, trunk: trunk === -1 ? undefined : trunk, found }
  } finally {
    rmSync(cacheDir, { recursive: true })
  }
}

/** By `git rev-list`, of everything that refs reach. */
function readAncestry(run: RealRepository['git']): Ancestry {
  const list = run('rev-list', '--branches', '--topo-order', '--reverse', '--parents')
  const shas: string[] = []
  const rows = new Map<string, number>()
  const parents: Int32Array[] = []
  for (const line of list.split('\n').filter(Boolean)) {
    const [sha, ...ofCommit] = line.split(' ')
    rows.set(sha!, shas.length)
    shas.push(sha!)
    parents.push(Int32Array.from(ofCommit.flatMap((parent) => rows.get(parent) ?? [])))
  }
  return {
    count: shas.length,
    rowOf: (sha) => rows.get(sha),
    sha: (row) => shas[row]!,
    parentsOf: (row) => parents[row]!,
    isCutAt: () => false,
  }
}

export type RealMerge =
  /** git itself breaks down. */
  | { readonly kind: 'failed' }
  | { readonly kind: 'clean'; readonly tree: string }
  | { readonly kind: 'conflicts'; readonly files: ReadonlyMap<string, RealConflict> }

type RealConflict = {
  /** Undefined where the file has no markers. */
  readonly ours: MarkedSide | undefined
  readonly theirs: MarkedSide | undefined
}

type MarkedSide = {
  /** The side's own version. */
  readonly own: readonly string[]
  /** The file with its lines of each conflict, and where these are: from, to without it. */
  readonly lines: readonly string[]
  readonly sections: readonly (readonly [number, number])[]
}

/** Merges `theirs` while `ours` is checked out, and leaves the worktree as it was before. */
export function mergeForReal({ path, git }: RealRepository, ours: string, theirs: string): RealMerge {
  git('checkout', '--quiet', '--force', '--detach', ours)
  const args = ['-c', 'gc.auto=0', 'merge', '--no-ff', '--no-commit', '--quiet', theirs]
  const { status, signal, stdout, stderr } = spawnSync('git', args, {
    cwd: path,
    env: ENVIRONMENT,
    encoding: 'utf8',
  })
  try {
    if (status === 134 || signal === 'SIGABRT') {
      rmSync(join(path, '.git', 'index.lock'), { force: true })
      return { kind: 'failed' }
    }
    if (status === 0) return { kind: 'clean', tree: git('write-tree') }
    assert.equal(status, 1, `${stdout}${stderr}`)
    assert.match(stdout, /Automatic merge failed/, stderr)
    const files = new Map<string, RealConflict>()
    const entries = git('ls-files', '-u', '-z').split('\0').filter(Boolean)
    const stages = new Map<string, Map<string, string>>()
    for (const entry of entries) {
      const [facts = '', name = ''] = entry.split('\t')
      const [mode = '', object = '', stage = ''] = facts.split(' ')
      const known = stages.get(name) ?? new Map<string, string>()
      stages.set(name, known.set(stage, mode.startsWith('100') ? object : ''))
    }
    for (const [name, objects] of stages) {
      // Where a file was renamed to two names, a side's entry is what both merged to.
      const isMerged = ['2', '3'].every((stage) => (objects.get(stage) ?? '') !== '')
      const label = name.replace(/~(?:HEAD|[^~/]*)(?:_\d+)?$/, '')
      files.set(label, {
        ours: isMerged ? markedSide(path, name, objects.get('2')!, 'ours') : undefined,
        theirs: isMerged ? markedSide(path, name, objects.get('3')!, 'theirs') : undefined,
      })
    }
    return { kind: 'conflicts', files }
  } finally {
    git('reset', '--quiet', '--hard')
    git('clean', '--quiet', '-ffdx')
  }
}

function markedSide(
  path: string,
  name: string,
  object: string,
  side: 'ours' | 'theirs',
): MarkedSide | undefined {
  const file = join(path, name)
  if (!existsSync(file) || !lstatSync(file).isFile()) return undefined
  const lines: string[] = []
  const sections: [number, number][] = []
  let isIn: 'ours' | 'theirs' | undefined
  for (const line of splitLines(readFileSync(file, 'latin1'))) {
    const [, signs = ''] = /^(<+|=+|>+)(?: |$)/.exec(line) ?? []
    const sign = signs.length === MARKER_SIZE ? signs[0] : undefined
    if (sign === '<') {
      isIn = 'ours'
      sections.push([lines.length, lines.length])
    } else if (sign === '=') isIn = 'theirs'
    else if (sign === '>') {
      isIn = undefined
      sections.at(-1)![1] = lines.length
    } else if (isIn === undefined || isIn === side) lines.push(line)
  }
  if (sections.length === 0) return undefined
  // The one way to have the blob's bytes and nothing else: `git` cuts a final newline off.
  const own = execFileSync('git', ['cat-file', 'blob', object], { cwd: path, maxBuffer: 2 ** 30 })
  return { own: splitLines(own.toString('latin1')), lines, sections }
}

function splitLines(text: string): string[] {
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines.map((line) => line.replace(/\r$/, ''))
}

/** Holds what was found of a pair against what git did; says how many conflicts of lines were compared. */
export function assertSameConflicts(
  found: readonly ConflictFile[] | undefined,
  real: RealMerge,
  what: string,
): number {
  assert.equal(found === undefined ? 'clean' : 'conflicts', real.kind, what)
  if (found === undefined || real.kind !== 'conflicts') return 0
  let compared = 0
  if (real.files.size > 0) {
    assert.deepEqual([...new Set(found.map(({ path }) => path))].sort(), [...real.files.keys()].sort(), what)
  }
  for (const file of found) {
    const { ours, theirs } = real.files.get(file.path) ?? {}
    compared += assertSameLines(file.ours, ours, `${what}: ${file.path}, ours`)
    compared += assertSameLines(file.theirs, theirs, `${what}: ${file.path}, theirs`)
  }
  return compared
}

function assertSameLines(ranges: readonly LineRange[], side: MarkedSide | undefined, what: string): number {
  if (side === undefined) {
    assert.deepEqual(ranges, [], what)
    return 0
  }
  const { own, lines, sections } = side
  assert.equal(ranges.length, sections.length, `${what}: ${JSON.stringify({ ranges, sections })}`)
  let ownEnd = 0
  let end = 0
  let common = 0
  for (const [index, [first, last]] of ranges.entries()) {
    const [from, to] = sections[index]!
    const where = `${what}: ${first}-${last} of ${own.length}, conflict ${index + 1}`
    assert.deepEqual(own.slice(first - 1, last), lines.slice(from, to), where)
    assert.ok(first - 1 >= ownEnd, `${where} begins before ${ownEnd}`)
    common += to - from + commonLength(own.slice(ownEnd, first - 1), lines.slice(end, from))
    ownEnd = last
    end = to
  }
  common += commonLength(own.slice(ownEnd), lines.slice(end))
  // Merges compare by histograms, which find a little less in common than there is.
  const most = commonLength(own, lines)
  assert.ok(
    common >= most * (1 - SLACK),
    `${what}: ${JSON.stringify(ranges)} leaves ${common} of ${most} lines in common`,
  )
  return ranges.length
}

/** Length of a longest common subsequence, by the textbook. */
function commonLength(a: readonly string[], b: readonly string[]): number {
  let begin = 0
  while (begin < a.length && begin < b.length && a[begin] === b[begin]) begin++
  let end = 0
  while (end < a.length - begin && end < b.length - begin && a.at(-1 - end) === b.at(-1 - end)) end++
  const rows = a.slice(begin, a.length - end)
  const columns = b.slice(begin, b.length - end)
  assert.ok(rows.length * columns.length <= MOST_CELLS, 'too long to compare by the textbook')
  let above = new Uint32Array(columns.length + 1)
  for (const row of rows) {
    const lengths = new Uint32Array(columns.length + 1)
    for (let at = 0; at < columns.length; at++) {
      lengths[at + 1] = row === columns[at] ? above[at]! + 1 : Math.max(above[at + 1]!, lengths[at]!)
    }
    above = lengths
  }
  return begin + end + above[columns.length]!
}
