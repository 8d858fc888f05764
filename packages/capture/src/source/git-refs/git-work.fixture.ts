/**
 * Work with real git and no pause between commands, by script or at random, with what
 * git itself said of HEAD before and after each.
 */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { MS_PER_SECOND, systemClock } from '@wakelore/kernel/clock'
import { makeSeededRandom } from '@wakelore/kernel/seeded-random'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import { makeGit } from '@wakelore/vault/git'
import { findRepository } from '@wakelore/vault/repository'
import { readGitRefs, type GitRefsPlace, type RefsRead, type RefsRequest } from '../git-refs.ts'
import { makeTracedGit, type TracedGit } from '../git-trace2/traced-git.fixture.ts'

export type WorkStep = {
  readonly args: readonly string[]
  /** Name of the linked worktree. */
  readonly worktree: string | undefined
  /** Short name; undefined where HEAD was detached. */
  readonly branch: string | undefined
  /** Where HEAD stood, empty where there was no commit yet. */
  readonly before: string
  readonly after: string
}

export type GitWork = Disposable & {
  readonly traced: TracedGit
  readonly steps: readonly WorkStep[]
  /** Runs a command as a step, in the main worktree unless told. */
  readonly step: (args: readonly string[], worktree?: string, env?: NodeJS.ProcessEnv) => void
  /** Writes a file and commits it, in two steps; the commit's hash. */
  readonly commit: (message: string, files?: Readonly<Record<string, string>>, worktree?: string) => string
  /** As many steps at random; with such as no reflog tells of unless `isTold`. */
  readonly work: (count: number, options: { readonly seed: number; readonly isTold: boolean }) => void
  /** Runs git without a trace; what it printed, without the final newline. */
  readonly untraced: (args: readonly string[], worktree?: string) => string
  /** As `untraced`, with entries in the reflogs as of `IN_PROCESS_AGO_SECONDS` before the work began. */
  readonly inProcess: (args: readonly string[], worktree?: string) => string
  /** When `inProcess` did what it did, milliseconds since the epoch. */
  readonly inProcessMs: number
  readonly addWorktree: (name: string, ...args: string[]) => void
  readonly place: () => Promise<GitRefsPlace>
  /** Asks for what is new of commands, and for everything that was done in process. */
  readonly read: (request?: Partial<RefsRequest>) => Promise<RefsRead>
}

const IN_PROCESS_AGO_SECONDS = 30
const UNTRACED = { GIT_TRACE2_EVENT: '0' }
const FILES = ['a', 'b', 'c']
const STATES = {
  rebase: 'rebase-merge',
  merge: 'MERGE_HEAD',
  'cherry-pick': 'CHERRY_PICK_HEAD',
  revert: 'REVERT_HEAD',
} as const

export function makeGitWork(): GitWork {
  const traced = makeTracedGit()
  const startedMs = Date.now()
  const steps: WorkStep[] = []
  const worktrees = new Map<string | undefined, string>([[undefined, traced.captured]])

  const untraced: GitWork['untraced'] = (args, worktree) =>
    traced.git(args, { cwd: worktrees.get(worktree)!, env: UNTRACED }).replace(/\n$/, '')
  const inProcessMs = (Math.floor(startedMs / MS_PER_SECOND) - IN_PROCESS_AGO_SECONDS) * MS_PER_SECOND
  const inProcess: GitWork['inProcess'] = (args, worktree) => {
    const env = { ...UNTRACED, GIT_COMMITTER_DATE: `${inProcessMs / MS_PER_SECOND} +0000` }
    return traced.git(args, { cwd: worktrees.get(worktree)!, env }).replace(/\n$/, '')
  }
  const headOf = (worktree?: string): string =>
    untraced(['rev-parse', '--quiet', '--verify', 'HEAD'], worktree)

  const step: GitWork['step'] = (args, worktree, env = {}) => {
    const branch = untraced(['symbolic-ref', '--quiet', '--short', 'HEAD'], worktree)
    const before = headOf(worktree)
    traced.git(args, { cwd: worktrees.get(worktree)!, env })
    const after = headOf(worktree)
    steps.push({ args, worktree, branch: branch === '' ? undefined : branch, before, after })
  }

  const commit: GitWork['commit'] = (message, files = {}, worktree) => {
    for (const [name, content] of Object.entries(files)) {
      writeFileSync(join(worktrees.get(worktree)!, name), content)
    }
    step(['add', '--all'], worktree)
    step(['commit', '--quiet', '--allow-empty', '-m', message], worktree)
    return headOf(worktree)
  }

  const addWorktree: GitWork['addWorktree'] = (name, ...args) => {
    const path = join(traced.home, name)
    traced.allowed.set(path, name)
    step(['worktree', 'add', '--quiet', ...args, path])
    worktrees.set(name, path)
  }

  const work: GitWork['work'] = (count, { seed, isTold }) => {
    const random = makeSeededRandom(seed)
    let made = 0
    let here: string | undefined
    const run = (args: readonly string[], env?: NodeJS.ProcessEnv): void => step(args, here, env)
    const aBranch = (): string => {
      const names = untraced(['for-each-ref', '--format=%(refname:short)', 'refs/heads']).split('\n')
      return random.pick([...names.filter((name) => name !== ''), 'main'])
    }
    const change = (): void => {
      writeFileSync(join(worktrees.get(here)!, random.pick(FILES)), `${made++ % 5}\n${random.below(4)}\n`)
    }
    const commitChange = (): void => {
      change()
      run(['add', '--all'])
      run(['commit', '--quiet', '-m', random.pick(['Fix it', 'Again', `Change ${made}`])])
    }
    /** Gets out of what stopped halfway, in one of the ways there are. */
    const settle = (): void => {
      for (const [command, state] of Object.entries(STATES)) {
        const file = untraced(['rev-parse', '--path-format=absolute', '--git-path', state], here)
        for (let attempt = 0; attempt < 3 && existsSync(file); attempt++) {
          const way = attempt === 2 ? '--abort' : random.pick(['--abort', '--skip', '--continue'])
          if (command === 'merge' && way !== '--abort') {
            run(['add', '--all'])
            run(['commit', '--quiet', '--no-edit'])
            continue
          }
          if (way === '--continue') run(['add', '--all'])
          run([command, way])
        }
      }
    }
    const moves: (() => void)[] = [
      commitChange,
      commitChange,
      commitChange,
      () => run(['commit', '--quiet', '-m', 'Nothing to commit']),
      () => (change(), run(['commit', '--quiet', '--all', '--amend', '--no-edit'])),
      () => run(['checkout', '--quiet', aBranch()]),
      () => run(['checkout', '--quiet', aBranch()]),
      () => run(['checkout', '--quiet', '--force', aBranch()]),
      () => run(['checkout', '--quiet', '-b', `topic-${made++}`]),
      () => run(['switch', '--quiet', '-c', `topic-${made++}`, aBranch()]),
      () => run(['switch', '--quiet', '-']),
      () => run(['checkout', '--quiet', '--detach']),
      () => run(['checkout', '--quiet', 'HEAD~1']),
      () => run(['checkout', '--quiet', '--', random.pick(FILES)]),
      () => run(['checkout', '--quiet', 'no-such-branch']),
      () => run(['checkout']),
      () => run(['reset', '--quiet', '--hard', 'HEAD~1']),
      () => run(['reset', '--quiet', '--hard']),
      () => run(['reset', '--quiet', '--', random.pick(FILES)]),
      () => run(['reset', '--quiet', '--soft', aBranch()], { GIT_REFLOG_ACTION: 'my script' }),
      () => run(['merge', '--quiet', '--no-edit', aBranch()]),
      () => run(['merge', '--quiet', '--no-ff', '--no-edit', aBranch()]),
      () => run(['rebase', '--quiet', aBranch()]),
      () => run(['rebase', '--quiet', aBranch(), aBranch()]),
      () => run(['cherry-pick', aBranch()]),
      () => run(['revert', '--no-edit', 'HEAD']),
      () => (change(), run(['stash', '--quiet'])),
      () => run(['stash', 'pop', '--quiet']),
      () => run(['branch', `topic-${made++}`, aBranch()]),
      () => run(['branch', '--move', `renamed-${made++}`]),
      () => run(['tag', `tag-${made++}`]),
      () => run(['notes', 'add', '--force', '--message', `note ${made++}`]),
      () => run(['status', '--short']),
      () => run(['log', '--oneline', '-3']),
      () => (change(), run(['save'])),
      () => run(['back']),
      () => run(['pull', '--quiet', '--no-edit', '--no-rebase', '.', aBranch()]),
      () => run(['pull', '--quiet', '--rebase', '.', aBranch()]),
      () => run(['fetch', '--quiet', 'origin']),
      () => run(['push', '--quiet', '--force', 'origin', 'HEAD']),
      () => {
        run(['bisect', 'start', 'HEAD', 'HEAD~2'])
        run(['bisect', random.pick(['good', 'bad'])])
        run(['bisect', 'reset'])
      },
    ]
    if (!isTold) {
      moves.push(
        () => run(['symbolic-ref', 'HEAD', `refs/heads/${aBranch()}`]),
        () => (run(['checkout', '--quiet', '--orphan', `orphan-${made++}`]), commitChange()),
        () => run(['branch', '--quiet', '--delete', '--force', aBranch()]),
        () => run(['update-ref', 'HEAD', aBranch()]),
      )
    }
    const until = steps.length + count
    while (steps.length < until) {
      here = random.pick([...worktrees.keys()])
      random.pick(moves)()
      settle()
    }
  }

  const place: GitWork['place'] = async () => {
    const git = makeGit({ environment: traced.environment })
    return { git, repository: await findRepository(git, traced.captured), clock: systemClock }
  }

  const read: GitWork['read'] = async (request) =>
    readGitRefs(await place(), {
      commands: (await traced.read()).events,
      earlier: [],
      judgedMs: inProcessMs - MS_PER_SECOND,
      // Whatever there is belongs to a second that will be over.
      settledMs: Date.now() + 2000,
      losses: [],
      ...request,
    })

  for (const [key, value] of [
    ['alias.back', '!git checkout --quiet - && git status --short'],
    ['advice.detachedHead', 'false'],
    ['core.editor', 'true'],
  ]) {
    untraced(['config', '--global', key!, value!])
  }
  untraced(['init', '--quiet', '--bare', '../origin.git'])
  untraced(['remote', 'add', 'origin', '../origin.git'])
  return {
    traced,
    steps,
    step,
    commit,
    work,
    untraced,
    inProcess,
    inProcessMs,
    addWorktree,
    place,
    read,
    [Symbol.dispose]: () => traced[Symbol.dispose](),
  }
}

/** Where a step was told otherwise than it went; what wasn't told only if `isStrict`. */
export function wronglyTold(
  work: GitWork,
  commands: readonly DevelopmentEvent[],
  { isStrict }: { readonly isStrict: boolean },
): string[] {
  const roots = commands.filter((event) => event.parentSpanId === undefined)
  if (roots.length !== work.steps.length) return [`${work.steps.length} steps, ${roots.length} told`]
  return work.steps.flatMap((step, index) => {
    const { branch, worktree, attributes } = roots[index]!
    const revision = attributes['vcs.ref.head.revision']
    const isRightBranch = branch === step.branch || (!isStrict && branch === undefined)
    const hasMoved = step.before !== step.after && step.after !== ''
    const isRightRevision = revision === step.after || (revision === undefined && !hasMoved)
    if (isRightBranch && isRightRevision && worktree === step.worktree) return []
    const was = `on ${step.branch}, ${step.before.slice(0, 7)} to ${step.after.slice(0, 7)}`
    return [`${index} ${step.args.join(' ')}: ${was}; told ${branch}, ${String(revision).slice(0, 7)}`]
  })
}
