/**
 * Entries of reflogs, as `git log --walk-reflogs` tells them.
 *
 * Through git, so that it's the same for every way of storing refs; it leaves out
 * entries whose commits are gone. Newest first within each ref, and the refs merged by
 * the time of what comes next in each.
 */
import { faultOf, type Git, type GitResult } from '@wakelore/vault/git'
import type { Repository } from '@wakelore/vault/repository'
import { pathText } from '../../path-text.ts'
import { headNames } from './refs.ts'
import { shortened } from './shortened.ts'

export type ReflogEntry = {
  /** Full name; `HEAD` is the main worktree's, `worktrees/<name>/HEAD` a linked one's. */
  readonly ref: string
  /** Since the epoch; all that git keeps. */
  readonly seconds: number
  /** Where the ref stood then. */
  readonly sha: string
  readonly parents: readonly string[]
  readonly name: string
  readonly email: string
  readonly message: string
}

type Place = { readonly git: Git; readonly repository: Repository }

const MAX_REFLOG_BYTES = 256 * 1024 * 1024
const MAX_NAME_BYTES = 1024
const MAX_MESSAGE_BYTES = 4096
const FIELDS = ['%gD', '%H', '%P', '%gn', '%ge', '%gs']

/**
 * @param options of all refs and every worktree's HEAD, unless `refs` names some as git spells them
 * @throws GIT_FAILED, GIT_OUTPUT_TOO_LARGE, and whatever else `faultOf` knows
 */
export async function readReflogEntries(
  { git, repository }: Place,
  options: { readonly maxCount: number; readonly refs?: readonly string[]; readonly signal?: AbortSignal },
): Promise<ReflogEntry[]> {
  const args = [
    'log',
    '--walk-reflogs',
    `--max-count=${options.maxCount}`,
    '--no-patch',
    '--no-notes',
    '-z',
    '--date=raw',
    `--format=${FIELDS.join('%x00')}`,
  ]
  const { cwd } = repository
  const limits = {
    cwd,
    maxBytes: MAX_REFLOG_BYTES,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  }
  const ofNamed = async (names: Buffer | string): Promise<GitResult> =>
    git.run([...args, '--ignore-missing', '--stdin'], { ...limits, input: names })
  let result =
    options.refs === undefined
      ? await git.run([...args, '--all'], limits)
      : await ofNamed(`${options.refs.join('\n')}\n`)
  // One ref that is broken, such as the copy "main 2" of a file, and git tells nothing of any.
  if (options.refs === undefined && /^fatal: bad object refs\//m.test(result.stderr)) {
    result = await ofNamed(await readableRefs({ git, repository }))
  }
  options.signal?.throwIfAborted()
  if (result.exitCode !== 0) throw faultOf(args, cwd, result)
  const tokens = tokensOf(result.stdout)
  const entries: ReflogEntry[] = []
  for (let at = 0; at + FIELDS.length <= tokens.length; at += FIELDS.length) {
    const selector = tokens[at]!
    const brace = selector.lastIndexOf('@{')
    const parents = tokens[at + 2]!.toString('latin1')
    entries.push({
      ref: fullName(pathText(selector, 0, brace), repository.worktree),
      seconds: Number.parseInt(selector.toString('latin1', brace + 2), 10) || 0,
      sha: tokens[at + 1]!.toString('latin1'),
      parents: parents === '' ? [] : parents.split(' '),
      name: shortened(tokens[at + 3]!, { maxBytes: MAX_NAME_BYTES }),
      email: shortened(tokens[at + 4]!, { maxBytes: MAX_NAME_BYTES }),
      message: shortened(tokens[at + 5]!, { maxBytes: MAX_MESSAGE_BYTES }),
    })
  }
  return entries
}

/** The refs that git doesn't call broken, and the HEADs, one in a line. */
async function readableRefs({ git, repository }: Place): Promise<Buffer> {
  const { cwd } = repository
  const names = await git.read(['for-each-ref', '--format=%(refname)'], { cwd, maxBytes: MAX_REFLOG_BYTES })
  const heads = await headNames({ repository })
  return Buffer.concat([names, Buffer.from(heads.map(({ spelling }) => `${spelling}\n`).join(''))])
}

/** From a linked worktree git calls its own HEAD `HEAD` and the main one's `main-worktree/HEAD`. */
function fullName(name: string, worktree: string | undefined): string {
  if (name === 'main-worktree/HEAD') return 'HEAD'
  return name === 'HEAD' && worktree !== undefined ? `worktrees/${worktree}/HEAD` : name
}

function tokensOf(output: Buffer): Buffer[] {
  const tokens: Buffer[] = []
  let start = 0
  for (let end = output.indexOf(0); end !== -1; end = output.indexOf(0, start)) {
    tokens.push(output.subarray(start, end))
    start = end + 1
  }
  return tokens
}
