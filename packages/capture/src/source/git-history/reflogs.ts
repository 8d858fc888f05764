/**
 * Reflogs: where every ref and every worktree's HEAD stood, oldest entry first.
 *
 * git itself leaves out entries whose commits are gone. The branch of an entry of a
 * HEAD is followed backwards from where that HEAD stands now, through the checkouts
 * that the reflog tells of.
 */
import { isFault } from '@wakelore/kernel/fault'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import { faultOf } from '@wakelore/vault/git'
import { pathText } from '../../path-text.ts'
import type { Known } from '../../source.ts'
import { millisecondsOf } from './git-time.ts'
import { historyEvent, historyEventId, type HistoryRead } from './history-event.ts'
import { branchName, headBranch, isHead, worktreeOf } from './refs.ts'
import { shortened } from './shortened.ts'

/** The newest entries of all reflogs together. */
const MAX_ENTRIES = 200_000
const MAX_REFLOG_BYTES = 256 * 1024 * 1024
const MAX_NAME_BYTES = 1024
const MAX_REASON_BYTES = 4096

const FIELDS = ['%gD', '%H', '%gn', '%ge', '%gs']
const CHECKOUT = /^checkout: moving from (\S+) to \S+$/
const HASH = /^[0-9a-f]{40,64}$/

type Entry = {
  readonly ref: string
  readonly seconds: number
  readonly sha: string
  readonly name: string
  readonly email: string
  readonly reason: string
  readonly branch: string | undefined
}

export async function* readReflogEvents(read: HistoryRead, known: Known): AsyncGenerator<DevelopmentEvent> {
  const occurrences = new Map<string, number>()
  for (const entry of (await readEntries(read)).reverse()) {
    const worktree = worktreeOf(entry.ref)
    const base = `reflog/${worktree ?? ''}/${entry.ref}/${entry.seconds}/${entry.sha}`
    const nth = occurrences.get(base) ?? 0
    occurrences.set(base, nth + 1)
    const key = `${base}/${nth}`
    if (known.hasEvent(historyEventId(read, key))) continue
    const attributes = {
      'vcs.ref.head.name': entry.ref,
      'vcs.ref.head.revision': entry.sha,
      'vcs.reflog.message': entry.reason,
      'vcs.reflog.name': entry.name,
      'vcs.reflog.email': entry.email,
    }
    const where = { worktree, branch: entry.branch }
    yield historyEvent(read, 'vcs.reflog.entry', key, millisecondsOf(entry.seconds), attributes, where)
  }
}

/** Newest first within each ref. */
async function readEntries(read: HistoryRead): Promise<Entry[]> {
  const { git, repository } = read
  const args = [
    'log',
    '--walk-reflogs',
    '--all',
    `--max-count=${MAX_ENTRIES}`,
    '--no-patch',
    '--no-notes',
    '-z',
    '--date=raw',
    `--format=${FIELDS.join('%x00')}`,
  ]
  const entries: Entry[] = []
  const branches = new Map<string, string | undefined>()
  let tokens: Buffer[]
  try {
    const result = await git.run(args, { cwd: repository.cwd, maxBytes: MAX_REFLOG_BYTES })
    if (result.exitCode !== 0) throw faultOf(args, repository.cwd, result)
    tokens = tokensOf(result.stdout)
  } catch (error) {
    if (!isFault(error, 'GIT_FAILED') && !isFault(error, 'GIT_OUTPUT_TOO_LARGE')) throw error
    read.onRemark('GIT_REFLOGS_UNREADABLE', `the reflogs were left out: ${error.message}`)
    return entries
  }
  for (let at = 0; at + FIELDS.length <= tokens.length; at += FIELDS.length) {
    const selector = pathText(tokens[at]!)
    const brace = selector.lastIndexOf('@{')
    const ref = fullName(selector.slice(0, brace), repository.worktree)
    const reason = shortened(tokens[at + 4]!, { maxBytes: MAX_REASON_BYTES })
    if (!branches.has(ref)) {
      branches.set(ref, isHead(ref) ? await headBranch(read, ref) : branchName(ref))
    }
    entries.push({
      ref,
      seconds: Number.parseInt(selector.slice(brace + 2), 10) || 0,
      sha: tokens[at + 1]!.toString('latin1'),
      name: shortened(tokens[at + 2]!, { maxBytes: MAX_NAME_BYTES }),
      email: shortened(tokens[at + 3]!, { maxBytes: MAX_NAME_BYTES }),
      reason,
      // A rebase runs on a detached HEAD and is back on the branch only when it finishes.
      branch:
        reason.startsWith('rebase') && !/^rebase.*\(finish\)/.test(reason) ? undefined : branches.get(ref),
    })
    if (isHead(ref)) {
      const from = CHECKOUT.exec(reason)?.[1]
      const renamedFrom = /^Branch: renamed (\S+) to \S+$/.exec(reason)?.[1]
      if (from !== undefined) branches.set(ref, HASH.test(from) ? undefined : from)
      else if (renamedFrom !== undefined) branches.set(ref, branchName(renamedFrom))
    }
  }
  if (entries.length === MAX_ENTRIES) {
    read.onRemark('GIT_REFLOGS_CUT', `only the newest ${MAX_ENTRIES} entries of the reflogs were read`)
  }
  return entries
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
