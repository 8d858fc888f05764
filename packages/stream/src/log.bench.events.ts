/**
 * Real events to measure with: a repository's own commits, and git commands that were
 * really run and recorded by git's trace2. Its own small readers, so that a bench of
 * the log needs nothing to its right.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deriveId } from '@wakelore/kernel/id'
import type { AttributeValue, DevelopmentEvent } from '@wakelore/telemetry/event'
import type { AdmittedEvent } from '@wakelore/vault/gate'

const RECORD = '\x01\x02'
const COMMIT_FORMAT =
  '%x01%x02' + ['%H', '%P', '%an', '%ae', '%ai', '%cn', '%ce', '%ci', '%B'].join('%x00') + '%x00'

/** Commits of the repository as events, parents before children. */
export function readCommitEvents(repository: string, limit: number): AdmittedEvent[] {
  const args = [
    'log',
    '--topo-order',
    '-z',
    '--name-status',
    '--no-renames',
    `--format=${COMMIT_FORMAT}`,
    `-n${limit}`,
  ]
  const output = execFileSync('git', ['-C', repository, ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    env: { ...process.env, GIT_TRACE2_EVENT: '0' },
  })
  const repositoryId = deriveId('repository', repository)
  return output
    .split(RECORD)
    .slice(1)
    .toReversed()
    .map((record) => toCommitEvent(record.split('\0'), repositoryId))
}

function toCommitEvent(fields: readonly string[], repository: string): AdmittedEvent {
  const [sha, parents, author, authorEmail, authored, committer, committerEmail, committed, message] =
    fields as [string, string, string, string, string, string, string, string, string]
  const paths: string[] = []
  let status = ''
  // git puts a NUL of its own between the format's last and the first change.
  for (let at = 10; at + 1 < fields.length; at += 2) {
    status += fields[at]!
    paths.push(fields[at + 1]!)
  }
  const attributes: Record<string, AttributeValue> = {
    'vcs.ref.head.revision': sha,
    'vcs.commit.parents': parents === '' ? [] : parents.split(' '),
    'vcs.commit.author.name': author,
    'vcs.commit.author.email': authorEmail,
    'vcs.commit.author.at': Date.parse(authored),
    'vcs.commit.author.offset': offsetMinutes(authored),
  }
  if (committer !== author) attributes['vcs.commit.committer.name'] = committer
  if (committerEmail !== authorEmail) attributes['vcs.commit.committer.email'] = committerEmail
  if (offsetMinutes(committed) !== offsetMinutes(authored)) {
    attributes['vcs.commit.committer.offset'] = offsetMinutes(committed)
  }
  attributes['vcs.commit.message'] = message.replace(/\n$/, '')
  attributes['vcs.commit.files.path'] = paths
  attributes['vcs.commit.files.status'] = status
  return admitted({
    source: 'git-history',
    key: `commit/${sha}`,
    kind: 'vcs.commit',
    occurredAt: Date.parse(committed),
    recordedAt: 1_800_000_000_000,
    repository,
    attributes,
  })
}

/** Minutes east of UTC of a date like `2026-01-31 12:00:00 +0530`. */
function offsetMinutes(date: string): number {
  const [, sign, hours, minutes] = /([+-])(\d\d)(\d\d)$/.exec(date) ?? ['', '+', '0', '0']
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

/** Runs varied git commands in a repository of its own until trace2 has recorded that many processes. */
export function recordCommandEvents(count: number): AdmittedEvent[] {
  const scratch = mkdtempSync(join(tmpdir(), 'wakelore-bench-'))
  try {
    const spool = join(scratch, 'spool')
    const work = join(scratch, 'work')
    mkdirSync(spool)
    mkdirSync(join(work, 'src'), { recursive: true })
    const git = (...args: readonly string[]): void => {
      try {
        execFileSync('git', args, {
          cwd: work,
          stdio: 'ignore',
          env: {
            PATH: process.env['PATH'],
            HOME: scratch,
            GIT_CONFIG_NOSYSTEM: '1',
            GIT_AUTHOR_NAME: 'Grace Hopper',
            GIT_AUTHOR_EMAIL: 'grace@example.org',
            GIT_COMMITTER_NAME: 'Grace Hopper',
            GIT_COMMITTER_EMAIL: 'grace@example.org',
            GIT_TRACE2_EVENT: spool,
          },
        })
      } catch (error) {
        // Commands that fail are recorded too; one that can't be started isn't.
        if ((error as { status?: number }).status === undefined) throw error
      }
    }
    git('init', '-b', 'main')
    for (let round = 0; readdirSync(spool).length < count; round++) {
      const file = `src/module-${round % 17}.ts`
      writeFileSync(join(work, file), `export const revision = ${round}\n`)
      git('status', '--porcelain=v2', '--branch')
      git('add', file)
      git('diff', '--cached', '--stat')
      git('commit', '-m', `Set revision ${round} of module ${round % 17}`)
      git('log', '--oneline', '-n', String(5 + (round % 10)))
      if (round % 3 === 0) git('checkout', '-b', `topic/part-${round}`)
      if (round % 3 === 1) git('rebase', 'main')
      if (round % 3 === 2) git('checkout', 'main')
      if (round % 4 === 0) git('merge', '--no-ff', '--no-edit', `topic/part-${round - 4}`)
      if (round % 5 === 0) git('stash', 'push', '--include-untracked')
      if (round % 7 === 0) git('rev-parse', '--verify', `HEAD~${round % 9}`)
      if (round % 8 === 0) git('show', '--stat', `HEAD~${round % 6}`)
      if (round % 9 === 0) git('fetch', 'origin')
      if (round % 11 === 0) git('branch', '--list', '-v')
      git('blame', '-L', `1,${1 + (round % 4)}`, file)
    }
    const repository = deriveId('repository', work)
    return readdirSync(spool)
      .toSorted()
      .slice(0, count)
      .map((name) => toCommandEvent(readFileSync(join(spool, name), 'utf8'), repository))
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

type Trace2Line = {
  readonly event: string
  readonly sid: string
  readonly time: string
  readonly argv?: readonly string[]
  readonly name?: string
  readonly code?: number
  readonly t_abs?: number
  readonly worktree?: string
}

function toCommandEvent(trace: string, repository: string): AdmittedEvent {
  const attributes: Record<string, AttributeValue> = {}
  let sid = ''
  let occurredAt = 0
  for (const text of trace.split('\n')) {
    if (text === '') continue
    const line = JSON.parse(text) as Trace2Line
    if (line.event === 'start') {
      sid = line.sid
      occurredAt = Date.parse(line.time)
      attributes['git.sid'] = sid
      if (sid.includes('/')) attributes['git.parent_sid'] = sid.slice(0, sid.lastIndexOf('/'))
      attributes['process.command_args'] = line.argv ?? []
    } else if (line.event === 'cmd_name') attributes['git.command.name'] = line.name ?? ''
    else if (line.event === 'def_repo') attributes['process.working_directory'] = line.worktree ?? ''
    else if (line.event === 'exit') {
      attributes['process.exit.code'] = line.code ?? 0
      attributes['git.command.duration'] = Math.round((line.t_abs ?? 0) * 1e9)
    }
  }
  return admitted({
    source: 'git-trace2',
    key: `command/${sid}`,
    kind: 'git.command',
    occurredAt,
    recordedAt: occurredAt + 250,
    repository,
    attributes,
  })
}

/** The gate's part: what is measured here begins behind it. */
function admitted(event: DevelopmentEvent): AdmittedEvent {
  return event as AdmittedEvent
}
