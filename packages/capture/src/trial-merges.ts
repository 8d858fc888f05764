/**
 * Merges tried without a trace: `git merge-tree --write-tree` in a merge directory, for many
 * pairs of commits in one process where git can.
 *
 * What a merge comes to is git's own word. One that git can't make, of an object that is
 * missing or damaged, is an answer; git ends of it, and is started again behind it.
 */
import { complaintOf } from '@wakelore/vault/git'
import type { MergeDirectory } from '@wakelore/vault/merge-directory'
import { captureFault } from './faults.ts'
import { nulFields } from './nul-fields.ts'
import { pathText } from './path-text.ts'
import { throwUnlessObject } from './source/git-history/objects.ts'

export type CommitsToMerge = { readonly ours: string; readonly theirs: string }

export type TrialMerge =
  | { readonly kind: 'clean'; readonly tree: string }
  | {
      readonly kind: 'conflicts'
      /** What git would leave in the worktree, conflict markers included. */
      readonly tree: string
      readonly unmerged: readonly UnmergedEntry[]
      readonly remarks: readonly MergeRemark[]
    }
  | { readonly kind: 'failed'; readonly message: string }

/** An entry of the index as the merge would leave it. */
export type UnmergedEntry = {
  readonly path: string
  /** 1: the merge base's, 2: ours, 3: theirs. */
  readonly stage: 1 | 2 | 3
  readonly mode: string
  readonly object: string
}

/** What git says of some paths: `type` never changes between versions, unlike its messages. */
export type MergeRemark = { readonly type: string; readonly paths: readonly string[] }

const MERGE_TREE = { major: 2, minor: 38 } as const
const MERGE_TREE_STDIN = { major: 2, minor: 39 } as const
const MERGE = ['merge-tree', '--write-tree'] as const
const CONFLICT = '0'
const COUNT = /^\d+$/
const TAB = 0x09
/** Far more than anybody reads; what is beyond isn't kept. */
const MOST_ENTRIES = 30_000
const MOST_REMARKS = 30_000

/**
 * Each pair's merge as it comes, in order; ends early, without a word, when `deadline` has
 * come. All go by the attributes that the directory has.
 *
 * @throws CAPTURE_GIT_WITHOUT_MERGE_TREE
 */
export async function* readTrialMerges(
  { git, path: cwd }: MergeDirectory,
  pairs: readonly CommitsToMerge[],
  options: { readonly deadline?: AbortSignal; readonly signal?: AbortSignal } = {},
): AsyncGenerator<TrialMerge> {
  if (pairs.length === 0) return
  const found = await git.version()
  if (!isAtLeast(found, MERGE_TREE)) {
    throw captureFault(
      'CAPTURE_GIT_WITHOUT_MERGE_TREE',
      `found "${found.text}", expected ${MERGE_TREE.major}.${MERGE_TREE.minor} or newer`,
    )
  }
  const isBatch = isAtLeast(found, MERGE_TREE_STDIN)
  const signal = AbortSignal.any([options.signal, options.deadline].filter((one) => one !== undefined))
  const isOver = (): boolean => {
    options.signal?.throwIfAborted()
    return options.deadline?.aborted === true
  }
  let done = 0
  while (done < pairs.length && !isOver()) {
    const asked = isBatch ? pairs.slice(done) : pairs.slice(done, done + 1)
    const args = isBatch
      ? [...MERGE, '--stdin']
      : [...MERGE, '-z', ...asked.flatMap(({ ours, theirs }) => [ours, theirs])]
    const input = isBatch ? asked.map(({ ours, theirs }) => `${ours} ${theirs}\n`).join('') : ''
    const { stdout, ended, kill } = await git.stream(args, { cwd, input, signal })
    const output = stdout as AsyncIterable<Buffer>
    let answered = 0
    try {
      for await (const merge of parse(isBatch ? output : asInBatch(output, ended))) {
        yield merge
        answered++
      }
    } finally {
      kill()
    }
    const result = await ended
    done += answered
    if (answered === asked.length || isOver()) continue
    // Some merges are beyond git, and it says so of itself.
    if (!/Assertion .* failed|^BUG: /m.test(result.stderr)) throwUnlessObject(args, cwd, result)
    yield { kind: 'failed', message: complaintOf(result.stderr).replace(/^fatal: /, '') }
    done++
  }
}

/** What a single merge prints, as it would among others: with its outcome before and an end behind. */
async function* asInBatch(
  output: AsyncIterable<Buffer>,
  ended: Promise<{ readonly exitCode: number }>,
): AsyncGenerator<Buffer> {
  const printed: Buffer[] = []
  for await (const chunk of output) printed.push(chunk)
  const { exitCode } = await ended
  if (exitCode > 1) return
  yield Buffer.concat([Buffer.from(exitCode === 0 ? '1\0' : '0\0'), ...printed, Buffer.from('\0')])
}

/** Outcome and tree; of a conflict its entries, an empty field, its remarks; an empty field. */
async function* parse(chunks: AsyncIterable<Buffer>): AsyncGenerator<TrialMerge> {
  const fields = nulFields(chunks)
  const next = async (): Promise<Buffer | undefined> => {
    const { value } = await fields.next()
    return value as Buffer | undefined
  }
  for (let outcome = await next(); outcome !== undefined; outcome = await next()) {
    const tree = (await next())?.toString('latin1')
    const unmerged: UnmergedEntry[] = []
    const remarks: MergeRemark[] = []
    let field = await next()
    for (; field !== undefined && field.length > 0; field = await next()) {
      if (unmerged.length < MOST_ENTRIES) unmerged.push(entryOf(field))
    }
    if (outcome.toString() === CONFLICT) {
      // In the place of the empty field, advice about submodules may stand.
      for (field = await next(); COUNT.test(field?.toString('latin1') ?? ''); field = await next()) {
        const paths: string[] = []
        for (let left = Number(field!.toString()); left > 0; left--) {
          const path = await next()
          if (path === undefined) return
          paths.push(pathText(path))
        }
        const type = await next()
        await next()
        if (remarks.length < MOST_REMARKS && type !== undefined) {
          remarks.push({ type: type.toString('latin1'), paths })
        }
      }
    }
    // git died within it.
    if (tree === undefined || field === undefined) return
    if (outcome.toString() === CONFLICT) yield { kind: 'conflicts', tree, unmerged, remarks }
    else yield { kind: 'clean', tree }
  }
}

function entryOf(field: Buffer): UnmergedEntry {
  const tab = field.indexOf(TAB)
  const [mode = '', object = '', stage = ''] = field.toString('latin1', 0, tab).split(' ')
  return { path: pathText(field, tab + 1), mode, object, stage: Number(stage) as UnmergedEntry['stage'] }
}

function isAtLeast(
  found: { readonly major: number; readonly minor: number },
  wanted: { readonly major: number; readonly minor: number },
): boolean {
  return found.major > wanted.major || (found.major === wanted.major && found.minor >= wanted.minor)
}
