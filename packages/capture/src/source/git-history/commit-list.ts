/**
 * Which commits are to be read: all that refs, HEADs and reflogs reach and the store
 * doesn't hold, parents before children.
 *
 * Normally that is one `rev-list`. Where it dies of a damaged or missing commit, the
 * same walk is made here over every commit that can still be read.
 */
import { captureFault } from '../../faults.ts'
import type { HistoryRead } from './history-event.ts'
import { readObjects, throwUnlessObject } from './objects.ts'

export type CommitTips = {
  /** Commits to start from. */
  readonly wanted: readonly string[]
  /** Commits whose past was read before; those that are gone are ignored. */
  readonly known: readonly string[]
}

/** Ten million commits. */
const MAX_LIST_BYTES = 10_000_000 * 65
const MAX_COMMIT_HEADER_BYTES = 64 * 1024
const NAMED_IN_REMARK = 5

export async function listCommits(
  read: HistoryRead,
  tips: CommitTips,
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
  if (result.exitCode === 0) return linesOf(result.stdout).filter((sha) => !hasCommit(sha))
  throwUnlessObject(args, cwd, result)
  return walkReadableCommits(read, tips, hasCommit)
}

async function walkReadableCommits(
  read: HistoryRead,
  tips: CommitTips,
  hasCommit: (sha: string) => boolean,
): Promise<string[]> {
  const parents = await readParents(read)
  const list: string[] = []
  const unreadable = new Set<string>()
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
      if (hasCommit(top.sha)) continue
      const next = parents.get(top.sha)
      if (next === undefined) {
        unreadable.add(top.sha)
        continue
      }
      stack.push({ sha: top.sha, isDone: true })
      for (const sha of next) if (!visited.has(sha)) stack.push({ sha, isDone: false })
    }
  }
  if (unreadable.size > 0) {
    const named = [...unreadable].slice(0, NAMED_IN_REMARK).join(', ')
    read.onRemark(
      'GIT_COMMIT_UNREADABLE',
      `${unreadable.size} commits are missing or damaged and were left out with the past that only they lead to: ${named}`,
    )
  }
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
      `git cannot list the objects of ${repository.cwd}: ${listing.stderr.trim()}`,
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
