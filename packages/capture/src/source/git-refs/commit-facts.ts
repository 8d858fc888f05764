/** What of a commit tells that another one is the same change: who wrote it when, its subject and its change id. */
import type { Git } from '@wakelore/vault/git'
import type { Repository } from '@wakelore/vault/repository'
import { throwUnlessObject } from '../git-history/objects.ts'
import { shortened } from '../git-history/shortened.ts'
import { isFault } from '@wakelore/kernel/fault'

export type CommitFacts = {
  readonly sha: string
  readonly parents: readonly string[]
  readonly tree: string
  /** As in the commit object, with the second and the time zone. */
  readonly author: string
  /** Since the epoch. */
  readonly committedSeconds: number
  readonly subject: string
  /** Gerrit's `Change-Id` trailer, or the header that jj and GitButler write. */
  readonly changeId: string | undefined
  /** From the line that `cherry-pick -x` writes; the last of them. */
  readonly pickedFrom: string | undefined
}

type Place = { readonly git: Git; readonly repository: Repository }
type Options = { readonly signal?: AbortSignal }

const MAX_COMMITS_BYTES = 16 * 1024 * 1024
/** Commits among which a cherry-picked one's origin is looked for. */
const MOST_CANDIDATES = 2000
const MAX_LINE_BYTES = 1024
const BLANK_LINE = Buffer.from('\n\n')

/**
 * The commits that only the left or only the right side reaches, oldest first; undefined
 * where there are more than `maxCount` on both together, or commits are missing.
 *
 * @param without what these reach is left out
 */
export async function readBothSides(
  place: Place,
  sides: { readonly left: string; readonly right: string; readonly without: readonly string[] },
  { maxCount, ...options }: Options & { readonly maxCount: number },
): Promise<{ went: CommitFacts[]; came: CommitFacts[] } | undefined> {
  const args = [
    'rev-list',
    '--header',
    '--left-right',
    '--topo-order',
    `--max-count=${maxCount + 1}`,
    `${sides.left}...${sides.right}`,
    ...sides.without.map((sha) => `^${sha}`),
  ]
  const commits = await readHeaders(place, args, '', options)
  if (commits === undefined || commits.length > maxCount) return undefined
  commits.reverse()
  const of = (mark: string): CommitFacts[] =>
    commits.filter((one) => one.mark === mark).map(({ facts }) => facts)
  return { went: of('<'), came: of('>') }
}

/** Those of the commits that are there, in no particular order. */
export async function readCommitFacts(
  place: Place,
  shas: readonly string[],
  options: Options = {},
): Promise<CommitFacts[]> {
  if (shas.length === 0) return []
  const args = ['rev-list', '--header', '--no-walk=unsorted', '--ignore-missing', '--stdin']
  const commits = await readHeaders(place, args, `${shas.join('\n')}\n`, options)
  return (commits ?? []).map(({ facts }) => facts)
}

/**
 * Commits that `commit` doesn't reach, with its author, authored time and subject, and no
 * younger, newest first: among the newest that refs reach, or else that reflogs do.
 */
export async function readSameAuthored(
  place: Place,
  commit: CommitFacts,
  options: Options = {},
): Promise<CommitFacts[]> {
  for (const where of ['--all', '--reflog']) {
    const args = [
      'rev-list',
      '--header',
      `--max-count=${MOST_CANDIDATES}`,
      where,
      '--ignore-missing',
      `^${commit.sha}`,
    ]
    const commits = (await readHeaders(place, args, '', options)) ?? []
    const same = commits
      .map(({ facts }) => facts)
      .filter(
        ({ author, subject, committedSeconds }) =>
          author === commit.author &&
          subject === commit.subject &&
          committedSeconds <= commit.committedSeconds,
      )
    if (same.length > 0) return same
  }
  return []
}

async function readHeaders(
  { git, repository }: Place,
  args: readonly string[],
  input: string,
  options: Options,
): Promise<{ mark: string; facts: CommitFacts }[] | undefined> {
  try {
    const { cwd } = repository
    const result = await git.run(args, { cwd, input, maxBytes: MAX_COMMITS_BYTES, ...options })
    options.signal?.throwIfAborted()
    if (result.exitCode !== 0) {
      throwUnlessObject(args, cwd, result)
      return undefined
    }
    return parseHeaders(result.stdout)
  } catch (error) {
    if (isFault(error, 'GIT_OUTPUT_TOO_LARGE')) return undefined
    throw error
  }
}

/** Each ends with NUL; the message's lines are indented by four spaces, so no header can be taken for one. */
function parseHeaders(output: Buffer): { mark: string; facts: CommitFacts }[] {
  const commits: { mark: string; facts: CommitFacts }[] = []
  let start = 0
  for (let end = output.indexOf(0); end !== -1; end = output.indexOf(0, start)) {
    const record = output.subarray(start, end)
    start = end + 1
    const blank = record.indexOf(BLANK_LINE)
    const head = record.toString('latin1', 0, blank === -1 ? record.length : blank).split('\n')
    const [, mark = '', sha = ''] = /^([<>]?)([0-9a-f]{40,64})$/.exec(head[0] ?? '') ?? []
    if (sha === '') continue
    const headers = (name: string): string[] =>
      head.flatMap((line) => (line.startsWith(`${name} `) ? [line.slice(name.length + 1)] : []))
    const body = blank === -1 ? record.subarray(record.length) : record.subarray(blank + 2)
    const line = body.indexOf(0x0a)
    const subject = shortened(body.subarray(0, line === -1 ? body.length : line), {
      maxBytes: MAX_LINE_BYTES,
    })
    const message = body.toString('latin1')
    const changeId =
      headers('change-id')[0] ??
      headers('gitbutler-change-id')[0] ??
      [...message.matchAll(/^ {4}Change-Id: (\S{8,128})$/gm)].at(-1)?.[1]
    commits.push({
      mark,
      facts: {
        sha,
        parents: headers('parent'),
        tree: headers('tree')[0] ?? '',
        author: headers('author')[0] ?? '',
        committedSeconds: Number(/> (-?\d{1,15}) [+-]\d+$/.exec(headers('committer')[0] ?? '')?.[1] ?? 0),
        subject: subject.trim(),
        changeId,
        pickedFrom: [...message.matchAll(/^ {4}\(cherry picked from commit ([0-9a-f]{40,64})\)$/gm)].at(
          -1,
        )?.[1],
      },
    })
  }
  return commits
}
