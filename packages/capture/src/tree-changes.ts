/**
 * What differs between two commits, for many pairs of them in one `git diff-tree`: files,
 * and directories that came or went as a whole. A rename is a file that went and another
 * that came, since no contents are looked at.
 *
 * Where git dies of an object that is missing or damaged, that pair has no answer and
 * reading goes on behind it.
 */
import type { Git } from '@wakelore/vault/git'
import type { Repository } from '@wakelore/vault/repository'
import { nulFields } from './nul-fields.ts'
import { pathText } from './path-text.ts'
import { throwUnlessObject } from './source/git-history/objects.ts'

/** A path has two of them where a file gave way to a directory, or the other way round. */
export type TreeChange = {
  readonly path: string
  readonly kind: 'added' | 'removed' | 'changed'
  readonly isDirectory: boolean
  /** Mode and object as they are after it; equal where the same was put there. */
  readonly content: string
}

export type CommitPair = { readonly from: string; readonly to: string }

const DIRECTORY_MODE = '040000'
const KINDS: Readonly<Record<string, TreeChange['kind']>> = { A: 'added', D: 'removed' }
const DIFF_TREE = [
  'diff-tree',
  '--stdin',
  '--always',
  '-r',
  '-t',
  '-z',
  '--raw',
  '--no-abbrev',
  '--no-renames',
]
const COLON = 0x3a

/** As they come, in the order they were asked for; undefined for what can't be read. */
export async function* readTreeChanges(
  git: Git,
  { cwd }: Pick<Repository, 'cwd'>,
  pairs: readonly CommitPair[],
  options: {
    /** Only what these pathspecs name. */
    readonly pathspecs?: readonly string[]
    readonly signal?: AbortSignal
  } = {},
): AsyncGenerator<TreeChange[] | undefined> {
  const { pathspecs = [], ...rest } = options
  const args = [...DIFF_TREE, ...(pathspecs.length === 0 ? [] : ['--', ...pathspecs])]
  let done = 0
  while (done < pairs.length) {
    const input = pairs.slice(done).map(({ from, to }) => `${to} ${from}\n`)
    const { stdout, ended, kill } = await git.stream(args, { cwd, input: input.join(''), ...rest })
    try {
      for await (const changes of parse(stdout as AsyncIterable<Buffer>)) {
        done++
        yield changes
      }
    } finally {
      kill()
    }
    const result = await ended
    options.signal?.throwIfAborted()
    if (done >= pairs.length) return
    throwUnlessObject(args, cwd, result)
    done++
    yield undefined
  }
}

/** Each pair begins with the hash that it was asked by; each change is a line of facts and a path. */
async function* parse(chunks: AsyncIterable<Buffer>): AsyncGenerator<TreeChange[]> {
  let changes: TreeChange[] | undefined
  let facts: string | undefined
  for await (const field of nulFields(chunks)) {
    if (facts !== undefined) {
      const change = changeOf(facts, pathText(field))
      if (change !== undefined) changes?.push(change)
      facts = undefined
    } else if (field[0] === COLON) {
      facts = field.toString('latin1')
    } else {
      if (changes !== undefined) yield changes
      changes = []
    }
  }
  if (changes !== undefined) yield changes
}

/** Undefined for a directory in which something changed: what did is told by itself. */
function changeOf(facts: string, path: string): TreeChange | undefined {
  const [, modeAfter, , after, status = ''] = facts.split(' ')
  const isDirectory = facts.startsWith(`:${DIRECTORY_MODE}`) || modeAfter === DIRECTORY_MODE
  const kind = KINDS[status[0] ?? ''] ?? 'changed'
  if (isDirectory && kind === 'changed') return undefined
  return { path, kind, isDirectory, content: `${modeAfter} ${after}` }
}
