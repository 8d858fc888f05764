/**
 * Which commits are to be read: all that refs, HEADs and reflogs reach and the store
 * doesn't hold, parents before children.
 *
 * Normally that is one `rev-list`. Where it dies of a damaged or missing commit, the
 * same walk is made here over every commit that can still be read. What can't be is
 * noted in the read's `unread`.
 */
import { complaintOf } from '@wakelore/vault/git'
import { captureFault } from '../../faults.ts'
import type { HistoryRead } from './history-event.ts'
import { readObjects, resolveObjects, throwUnlessObject } from './objects.ts'

export type CommitTips = {
  /** Commits to start from. */
  readonly wanted: readonly string[]
  /** Commits whose past was read before; those that are gone are ignored. */
  readonly known: readonly string[]
}

/** Ten million commits. */
const MAX_LIST_BYTES = 10_000_000 * 65
const MAX_COMMIT_HEADER_BYTES = 64 * 1024

/** @param shallow where a shallow clone ends: these have no parents here */
export async function listCommits(
  read: HistoryRead,
  tips: CommitTips,
  shallow: ReadonlySet<string>,
  hasCommit: (sha: string) => boolean,
): Promise<string[]> {
  const { cwd } = read.repository
  const args = ['rev-list', '--topo-order', '--reverse', '--ignore-missing', '--reflog', '--stdin']
  const input = [...tips.wanted, ...tips.known.map((sha) => `^${sha}`), ''].join('\n')
  const result = await read.git.run(args, {
    cwd,
    input,
    maxBytes: MAX_LIST_BYTES,
    ...(read.signal === undefined ? {} : { signal: read.signal }),
  })
  read.signal?.throwIfAborted()
  if (result.exitCode !== 0) {
    throwUnlessObject(args, cwd, result)
    return (await walkReadableCommits(read, tips, shallow)).filter((sha) => !hasCommit(sha))
  }
  const listed = new Set(linesOf(result.stdout))
  // A tip that is missing is passed over in silence.
  await noteUnread(read, new Set(tips.wanted.filter((sha) => !listed.has(sha) && !hasCommit(sha))))
  return [...listed].filter((sha) => !hasCommit(sha))
}

/** Of tips that aren't commits to be read, those that no blob or tree explains. */
async function noteUnread(read: HistoryRead, tips: ReadonlySet<string>): Promise<void> {
  const names = [...tips]
  const peeled = await resolveObjects(
    read.git,
    read.repository,
    names.map((sha) => `${sha}^{}`),
  )
  for (const [index, sha] of names.entries()) if (peeled[index] === undefined) read.unread.add(sha)
}

/** Also through commits that are stored: the past behind them need not be. */
async function walkReadableCommits(
  read: HistoryRead,
  tips: CommitTips,
  shallow: ReadonlySet<string>,
): Promise<string[]> {
  const parents = await readParents(read)
  const list: string[] = []
  const tipsUnread = new Set<string>()
  const visited = new Set<string>()
  // Each commit is met twice: on the way down to its parents, and when they are done.
  const stack: { sha: string; isDone: boolean }[] = []
  for (const tip of [...(await reflogTips(read)), ...tips.wanted]) {
    stack.push({ sha: tip, isDone: false })
    for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
      if (top.isDone) {
        list.push(top.sha)
        continue
      }
      if (visited.has(top.sha)) continue
      visited.add(top.sha)
      const next = shallow.has(top.sha) ? [] : parents.get(top.sha)
      if (next === undefined) {
        if (top.sha === tip) tipsUnread.add(tip)
        else read.unread.add(top.sha)
        continue
      }
      stack.push({ sha: top.sha, isDone: true })
      for (const sha of next) if (!visited.has(sha)) stack.push({ sha, isDone: false })
    }
  }
  await noteUnread(read, tipsUnread)
  return list
}

/** Of every commit among the objects, reachable or not. */
async function readParents(read: HistoryRead): Promise<Map<string, string[]>> {
  const { git, repository } = read
  const listing = await git.run(
    ['cat-file', '--batch-all-objects', '--unordered', '--batch-check=%(objectname) %(objecttype)'],
    { cwd: repository.cwd, maxBytes: MAX_LIST_BYTES },
  )
  const commits: string[] = []
  for (const line of linesOf(listing.stdout)) {
    if (line.endsWith(' commit')) commits.push(line.slice(0, -' commit'.length))
  }
  if (commits.length === 0 && listing.exitCode !== 0) {
    throw captureFault(
      'CAPTURE_OBJECTS_DAMAGED',
      `git cannot list the objects of ${repository.cwd}: ${complaintOf(listing.stderr)}`,
      { fields: { path: repository.cwd } },
    )
  }
  const parents = new Map<string, string[]>()
  const limits = {
    maxBytes: MAX_COMMIT_HEADER_BYTES,
    ...(read.signal === undefined ? {} : { signal: read.signal }),
  }
  for await (const { hash, content } of readObjects(git, repository, commits, limits)) {
    const header = content.toString('latin1').split('\n\n', 1)[0]!
    parents.set(
      hash,
      Array.from(header.matchAll(/^parent ([0-9a-f]+)$/gm), (match) => match[1]!),
    )
  }
  return parents
}

async function reflogTips({ git, repository }: HistoryRead): Promise<string[]> {
  const { stdout } = await git.run(
    ['log', '--walk-reflogs', '--all', '--format=%H', '--no-show-signature', '-s'],
    {
      cwd: repository.cwd,
      maxBytes: MAX_LIST_BYTES,
    },
  )
  return linesOf(stdout)
}

function linesOf(output: Buffer): string[] {
  const lines = output.toString('latin1').split('\n')
  lines.pop()
  return lines
}
