/**
 * Working days of recorded git commands: eight hours with commands at random times, each
 * told anew, and what they did to the repository done in it, untraced, at that time.
 */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_SECOND } from '@wakelore/kernel/clock'
import type { SeededRandom } from '@wakelore/kernel/seeded-random'
import { pathOf, retell, type RecordedCommand } from './capture.prove.commands.ts'

export type Replay = {
  readonly commands: readonly RecordedCommand[]
  readonly repository: string
  readonly environment: NodeJS.ProcessEnv
  readonly spool: string
  readonly random: SeededRandom
}

const WORK_MS = 8 * MS_PER_HOUR
const BRANCHES = ['main', 'feature/parser', 'feature/wider-gate', 'fix/torn-tail', 'docs/glossary']
const WORDS =
  'fix parser gate torn tail read write block wider when empty names session keep spool order faster test docs rename split index hidden crash again'
    .split(' ')
    .concat(['API', 'UTF-8', '#1234', 'null', 'README'])
const LONGEST_MESSAGE_WORDS = 9

/** When the commands of a day begin, in order. */
export function startsOfDay(dayMs: number, commands: number, random: SeededRandom): number[] {
  const startOfWorkMs = dayMs - (dayMs % MS_PER_DAY) + 8 * MS_PER_HOUR
  return Array.from({ length: commands }, () => startOfWorkMs + random.next() * WORK_MS).sort((a, b) => a - b)
}

/** What the days will check out. */
export function makeBranches({ repository, environment }: Pick<Replay, 'repository' | 'environment'>): void {
  const env = { ...environment, GIT_TRACE2_EVENT: '0' }
  for (const branch of BRANCHES) {
    execFileSync('git', ['branch', '--force', branch, 'HEAD'], { cwd: repository, env, stdio: 'ignore' })
  }
}

/** Some command, by its share of all. */
export function pickCommand({ commands, random }: Replay): RecordedCommand {
  let left = random.next() * commands.reduce((sum, { share }) => sum + share, 0)
  return commands.find(({ share }) => (left -= share) < 0)!
}

/** A command as it would have left its traces; says when it ended. */
export function replayCommand(replay: Replay, command: RecordedCommand, startMs: number): number {
  const { random } = replay
  const message = Array.from({ length: 2 + random.below(LONGEST_MESSAGE_WORDS - 2) }, () =>
    random.pick(WORDS),
  ).join(' ')
  const path = pathOf(random.below(random.below(200) + 1))
  const branch = random.pick(BRANCHES)
  // Normal enough: the sum of four uniform numbers.
  const spread = random.next() + random.next() + random.next() + random.next() - 2
  const endMs = retell(random.pick(command.recordings), replay.spool, {
    startUs: Math.round(startMs * 1000),
    pidShift: random.below(4_000_000),
    slowness: Math.exp(spread),
    message,
    path,
    branch,
  })
  moveHead(replay, command.name, { endMs, message, path, branch })
  return endMs
}

/** What the command would have done to HEAD, for reflogs tell branch and revision. */
function moveHead(
  { repository, environment, random }: Replay,
  name: string,
  did: { readonly endMs: number; readonly message: string; readonly path: string; readonly branch: string },
): void {
  const date = `${Math.floor(did.endMs / MS_PER_SECOND)} +0000`
  const env = {
    ...environment,
    GIT_TRACE2_EVENT: '0',
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_DATE: date,
  }
  const git = (args: readonly string[]): void => {
    execFileSync('git', args, { cwd: repository, env, stdio: 'ignore' })
  }
  if (name === 'commit') {
    writeFileSync(join(repository, did.path), `${random.next()}\n`)
    git(['commit', '--quiet', '--no-verify', '--allow-empty', '-m', did.message, '--', did.path])
  } else if (name === 'commit --amend') {
    git(['commit', '--quiet', '--no-verify', '--amend', '--allow-empty', '-m', did.message])
  } else if (name === 'checkout') {
    git(['checkout', '--quiet', '--force', did.branch])
  }
}
