/**
 * Random work with real git and no pause between commands, with what git itself said of
 * HEAD before and after each.
 */
import { join } from 'node:path'
import { makeSeededRandom, type SeededRandom } from '@wakelore/kernel/seeded-random'
import { makeTracedGit, type TracedGit } from '../git-trace2/traced-git.fixture.ts'

export type WorkStep = {
  readonly args: readonly string[]
  /** Name of the linked worktree. */
  readonly worktree: string | undefined
  /** Short name; undefined where HEAD was detached. */
  readonly branch: string | undefined
  readonly before: string
  readonly after: string
}

export type GitWork = Disposable & {
  readonly traced: TracedGit
  readonly random: SeededRandom
  readonly steps: readonly WorkStep[]
  /** Runs a command as a step, in the main worktree unless told. */
  readonly step: (args: readonly string[], worktree?: string, env?: NodeJS.ProcessEnv) => void
  /** As many steps at random. */
  readonly work: (count: number) => void
  /** Runs git without a trace. */
  readonly untraced: (args: readonly string[], worktree?: string) => string
  /** Adds a linked worktree as a step. */
  readonly addWorktree: (name: string, ...args: string[]) => void
}

const UNTRACED = { GIT_TRACE2_EVENT: '0' }
const FILES = ['a', 'b', 'c']

export function makeGitWork(seed: number): GitWork {
  const traced = makeTracedGit()
  const random = makeSeededRandom(seed)
  const steps: WorkStep[] = []
  const worktrees = new Map<string | undefined, string>([[undefined, traced.captured]])
  let made = 0

  const untraced: GitWork['untraced'] = (args, worktree) =>
    traced.git(args, { cwd: worktrees.get(worktree)!, env: UNTRACED }).replace(/\n$/, '')
  const headOf = (worktree: string | undefined): string =>
    untraced(['rev-parse', '--quiet', '--verify', 'HEAD'], worktree)

  const step: GitWork['step'] = (args, worktree, env = {}) => {
    const branch = untraced(['symbolic-ref', '--quiet', '--short', 'HEAD'], worktree)
    const before = headOf(worktree)
    traced.git(args, { cwd: worktrees.get(worktree)!, env })
    steps.push({
      args,
      worktree,
      branch: branch === '' ? undefined : branch,
      before,
      after: headOf(worktree),
    })
  }

  const addWorktree: GitWork['addWorktree'] = (name, ...args) => {
    const path = join(traced.home, name)
    traced.allowed.set(path, name)
    step(['worktree', 'add', '--quiet', ...args, path])
    worktrees.set(name, path)
  }

  const branches = (): string[] =>
    untraced(['for-each-ref', '--format=%(refname:short)', 'refs/heads'])
      .split('\n')
      .filter((name) => name !== '')
  const aBranch = (): string => random.pick([...branches(), 'main'])
  const change = (): void => {
    const content = `${made++ % 5}\n${random.below(4)}\n`
    traced.write(random.pick(FILES), content)
  }
  /** Leaves whatever is going on: as a user would, by whichever way works. */
  const settle = (): void => {
    const way = random.pick(['--abort', '--abort', '--skip', '--continue'])
    for (const command of ['rebase', 'merge', 'cherry-pick', 'revert']) {
      const state = {
        rebase: 'rebase-merge',
        merge: 'MERGE_HEAD',
        'cherry-pick': 'CHERRY_PICK_HEAD',
        revert: 'REVERT_HEAD',
      }
      const file = untraced(['rev-parse', '--git-path', state[command as keyof typeof state]])
      if (
        untraced(['rev-parse', '--git-dir']) === '' ||
        !traced.shell(`test -e '${file}' && echo y || true`).includes('y')
      )
        continue
      if (way === '--continue' || command === 'merge') {
        if (random.below(2) === 0) step(['add', '--all'])
        if (command === 'merge' && random.below(2) === 0) step(['commit', '--quiet', '--no-edit'])
        else step([command, command === 'merge' ? '--abort' : way])
      } else step([command, way])
    }
  }
  const commit = (): void => {
    change()
    step(['add', '--all'])
    step(['commit', '--quiet', '-m', random.pick(['Fix it', 'Again', `Change ${made}`])])
  }
  const moves: readonly (() => void)[] = [
    commit,
    commit,
    commit,
    () => step(['commit', '--quiet', '-m', 'Nothing to commit']),
    () => (change(), step(['commit', '--quiet', '--all', '--amend', '--no-edit'])),
    () => step(['checkout', '--quiet', aBranch()]),
    () => step(['checkout', '--quiet', aBranch()]),
    () => step(['checkout', '--quiet', aBranch()]),
    () => step(['checkout', '--quiet', '--force', aBranch()]),
    () => step(['checkout', '--quiet', '-b', `topic-${made++}`]),
    () => step(['switch', '--quiet', '-c', `topic-${made++}`, aBranch()]),
    () => step(['switch', '--quiet', '-']),
    () => step(['checkout', '--quiet', '--detach']),
    () => step(['checkout', '--quiet', 'HEAD~1']),
    () => step(['checkout', '--quiet', '--', random.pick(FILES)]),
    () => step(['checkout', '--quiet', 'no-such-branch']),
    () => step(['checkout']),
    () => step(['reset', '--quiet', '--hard', 'HEAD~1']),
    () => step(['reset', '--quiet', '--hard']),
    () => step(['reset', '--quiet', '--', random.pick(FILES)]),
    () => step(['reset', '--quiet', '--soft', aBranch()], undefined, { GIT_REFLOG_ACTION: 'my script' }),
    () => step(['merge', '--quiet', '--no-edit', aBranch()]),
    () => step(['merge', '--quiet', '--no-ff', '--no-edit', aBranch()]),
    () => step(['rebase', '--quiet', aBranch()]),
    () => step(['rebase', '--quiet', aBranch(), aBranch()]),
    () => step(['cherry-pick', aBranch()]),
    () => step(['revert', '--no-edit', 'HEAD']),
    () => (change(), step(['stash', '--quiet'])),
    () => step(['stash', 'pop', '--quiet']),
    () => step(['branch', `topic-${made++}`, aBranch()]),
    () => step(['branch', '--move', `renamed-${made++}`]),
    () => step(['branch', '--quiet', '--delete', '--force', aBranch()]),
    () => step(['tag', `tag-${made++}`]),
    () => step(['notes', 'add', '--force', '--message', `note ${made++}`]),
    () => step(['status', '--short']),
    () => step(['log', '--oneline', '-3']),
    () => (change(), step(['save'])),
    () => step(['back']),
    () => step(['symbolic-ref', 'HEAD', `refs/heads/${aBranch()}`]),
    () => (step(['checkout', '--quiet', '--orphan', `orphan-${made++}`]), commit()),
    () => step(['pull', '--quiet', '--no-edit', '--no-rebase', '.', aBranch()]),
    () => step(['pull', '--quiet', '--rebase', '.', aBranch()]),
    () => step(['fetch', '--quiet', 'origin']),
    () => step(['push', '--quiet', '--force', 'origin', 'HEAD']),
    () => {
      step(['bisect', 'start', 'HEAD', 'HEAD~2'])
      step(['bisect', random.pick(['good', 'bad'])])
      step(['bisect', 'reset'])
    },
  ]

  const work: GitWork['work'] = (count) => {
    const until = steps.length + count
    while (steps.length < until) {
      random.pick(moves)()
      settle()
    }
  }

  traced.git(['config', '--global', 'alias.back', '!git checkout --quiet - && git status --short'], {
    env: UNTRACED,
  })
  traced.git(['config', '--global', 'advice.detachedHead', 'false'], { env: UNTRACED })
  traced.git(['config', '--global', 'core.editor', 'true'], { env: UNTRACED })
  traced.git(['init', '--quiet', '--bare', '../origin.git'], { env: UNTRACED })
  untraced(['remote', 'add', 'origin', '../origin.git'])
  return {
    traced,
    random,
    steps,
    step,
    work,
    untraced,
    addWorktree,
    [Symbol.dispose]: () => traced[Symbol.dispose](),
  }
}
