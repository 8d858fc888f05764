/**
 * The script: a day of git as a table, with what a person would say happened.
 *
 * Each line says what is run, where, on which branch it begins, how it ends, how long it
 * takes at least, what runs beneath it and what it rewrites into what. Nothing in here is
 * derived from how capture works.
 */
import { SLEEP_MS, type Place } from './places.ts'

export type Rewrites = {
  readonly type: 'amend' | 'rebase' | 'cherry_pick'
  /** Where the old commits are before the line, and the new ones after it. */
  readonly from: string
  readonly to: string
  /** Subjects, old and new; the newest commit that has it. */
  readonly pairs: readonly (readonly [string, string])[]
}

export type Expectation = {
  /** Exit status of the shell; 0 unless told. */
  readonly exits?: number
  /** `error.type`; `exit_<status>` of a line that fails unless told. */
  readonly error?: string
  /** `vcs.operation.name`; the line's second word unless told. */
  readonly name?: string
  /** As it was typed. */
  readonly alias?: string
  readonly atLeastMs?: number
  /** Killed: then its duration ends with the last thing heard of it. */
  readonly isKilled?: boolean
  /** Programs that it or a git beneath it starts: class and name, as `hook pre-commit`. */
  readonly beneath?: readonly string[]
  readonly rewrites?: Rewrites
  /** Ref that a tool with git built in moves, and what it does. */
  readonly moves?: { readonly ref: string; readonly name: string }
  /** Neither this nor anything like it may be stored. */
  readonly secret?: string
  readonly hasFalseParent?: boolean
  readonly carriedIn?: { readonly traceId: string; readonly spanId: string }
  readonly environment?: Readonly<Record<string, string>>
}

/** What is done to files before the line, staged or not, and who runs it. */
export type Preparation = {
  readonly files?: Readonly<Record<string, string | null>>
  readonly isUnstaged?: boolean
  readonly pauseMs?: number
  /** Somebody asks wakelore before it. */
  readonly isAskedBefore?: boolean
}

export type Step = Expectation &
  Preparation & {
    readonly line: string
    readonly place: Place
    /** Where HEAD is when it begins; undefined where it is detached. */
    readonly branch: string | undefined
    /** `unseen`: as a tool with git built in would do it. `outside`: in a repository that isn't captured. */
    readonly by: 'command' | 'unseen' | 'outside'
  }

type Line = Omit<Step, 'place' | 'branch'>

const git = (line: string, told: Expectation & Preparation = {}): Line => ({ by: 'command', line, ...told })
const unseen = (
  line: string,
  moves: Expectation['moves'] | undefined,
  told: Expectation & Preparation = {},
): Line => ({ by: 'unseen', line, ...(moves === undefined ? {} : { moves }), ...told })
const outside = (line: string, told: Expectation & Preparation = {}): Line => ({
  by: 'outside',
  line,
  ...told,
})

const on = (branch: string, ...lines: Line[]): Step[] =>
  lines.map((line) => ({ place: 'atlas', branch, ...line }))
const detached = (...lines: Line[]): Step[] =>
  lines.map((line) => ({ place: 'atlas', branch: undefined, ...line }))
const linked = (branch: string, ...lines: Line[]): Step[] =>
  lines.map((line) => ({ place: 'linked', branch, ...line }))
const beside = (place: Place, ...lines: Line[]): Step[] =>
  lines.map((line) => ({ place, branch: 'main', ...line }))

/** Reflogs know the second: a movement that shares it with a command that makes such ones counts as that command's. */
const APART_MS = 1100
const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736'
const SPAN_ID = '00f067aa0ba902b7'
export const SECRETS = {
  token: 'ghp_Zx81kQ0aPq7vYt5RmBn3LsWc9EdHuJ2fKg4X',
  password: 'Tr0ub4dorAnd3Horses',
  key: 'AKIAQ7WZ5R2MXK4PLVTB',
}

export function scriptOf(root: string): Step[] {
  const remote = `${root}/remote.git`
  return [
    ...on(
      'main',
      git('git status --short'),
      git('git add src/numbers.txt', { files: { 'src/numbers.txt': 'one\n' }, isUnstaged: true }),
      git('git commit -q -m "Parse numbers"', { beneath: ['hook pre-commit'] }),
      git('git commit -q -m "Refused"', {
        files: { 'src/refused.txt': 'no\n' },
        exits: 1,
        environment: { DAY_HOOK: 'refuse' },
        beneath: ['hook pre-commit'],
      }),
      git('git commit -q -m "Parse strings"', {
        environment: { DAY_HOOK: 'slow' },
        atLeastMs: SLEEP_MS.hook,
        beneath: ['hook pre-commit'],
      }),
      git('git commit -q', {
        files: { 'src/lists.txt': 'one\n' },
        environment: { DAY_LINE: 'Parse lists' },
        atLeastMs: SLEEP_MS.editor,
        beneath: ['hook pre-commit', 'editor editor'],
      }),
      git('git commit -q --amend -m "Parse lists and maps"', {
        files: { 'src/lists.txt': 'two\n' },
        rewrites: {
          type: 'amend',
          from: 'main',
          to: 'main',
          pairs: [['Parse lists', 'Parse lists and maps']],
        },
        beneath: ['hook pre-commit', 'hook post-rewrite'],
      }),
      git('git commit -q --amend --no-edit', {
        files: { 'src/lists.txt': 'three\n' },
        rewrites: {
          type: 'amend',
          from: 'main',
          to: 'main',
          pairs: [['Parse lists and maps', 'Parse lists and maps']],
        },
      }),
      git('git branch topic'),
      git('git branch doomed'),
      git('git switch -q -c feature'),
    ),
    ...beside('outside', outside('git status'), outside('git commit -q --allow-empty -m "Elsewhere"')),
    ...on(
      'feature',
      git('git commit -q -m "Feature one"', { files: { 'src/feature.txt': '1\n' } }),
      git('git commit -q -m "Feature two"', { files: { 'src/feature.txt': '2\n' } }),
      git('git log --oneline -3'),
      git('git checkout -q main', { name: 'checkout' }),
    ),
    ...on('main', git('git merge -q --ff-only feature'), git('git switch -q topic')),
    ...on(
      'topic',
      git('git commit -q -m "Topic one"', { files: { 'shared.txt': 'by topic\n' } }),
      git('git commit -q -m "Topic two"', { files: { 'src/topic-two.txt': '2\n' } }),
      git('git commit -q -m "Topic three"', { files: { 'src/topic-three.txt': '3\n' } }),
      git('git checkout -q main'),
    ),
    ...on(
      'main',
      git('git commit -q -m "Shared by main"', { files: { 'shared.txt': 'by main\n' } }),
      git('git merge topic', { exits: 1 }),
      git('git merge --abort'),
      git('git switch -q topic'),
    ),
    ...on('topic', git('git rebase -q main', { exits: 1 })),
    ...detached(
      git('git diff --name-only'),
      git('git add shared.txt', { files: { 'shared.txt': 'by both\n' }, isUnstaged: true }),
      git('git rebase --continue', {
        atLeastMs: SLEEP_MS.editor,
        beneath: ['editor editor', 'hook post-rewrite'],
        rewrites: {
          type: 'rebase',
          from: 'topic',
          to: 'topic',
          pairs: [
            ['Topic one', 'Topic one'],
            ['Topic two', 'Topic two'],
            ['Topic three', 'Topic three'],
          ],
        },
      }),
    ),
    ...on(
      'topic',
      git('git rebase -i HEAD~3', {
        environment: {
          GIT_SEQUENCE_EDITOR: `${root}/bin/sequence`,
          DAY_OLD_LINE: 'Topic one',
          DAY_LINE: 'Topic one, in other words',
        },
        atLeastMs: 2 * SLEEP_MS.editor,
        beneath: ['editor sequence', 'editor editor'],
        rewrites: {
          type: 'rebase',
          from: 'topic',
          to: 'topic',
          pairs: [
            ['Topic one', 'Topic one, in other words'],
            ['Topic two', 'Topic two'],
            ['Topic three', 'Topic two'],
          ],
        },
      }),
      git('git switch -q doomed'),
    ),
    ...on(
      'doomed',
      git('git commit -q -m "Doomed"', { files: { 'shared.txt': 'doomed\n' } }),
      git('git rebase -q main', { exits: 1 }),
    ),
    ...detached(git('git status --short'), git('git rebase --abort')),
    ...on('doomed', git('git checkout -q main')),
    ...on(
      'main',
      git('git cherry-pick topic', {
        rewrites: { type: 'cherry_pick', from: 'topic', to: 'main', pairs: [['Topic two', 'Topic two']] },
      }),
      git('git cherry-pick doomed', { exits: 1 }),
      git('git cherry-pick --abort'),
      git('git revert --no-edit HEAD'),
      git('git stash push -q -m "Half done"', { files: { 'src/numbers.txt': 'half\n' } }),
      git('git stash pop -q'),
      git('git checkout -q HEAD -- src/numbers.txt'),
      git('git worktree add -q -b side ../linked'),
    ),
    ...linked(
      'side',
      git('git commit -q -m "Side one"', { files: { 'src/side.txt': '1\n' } }),
      git('git commit -q --amend -m "Side one, again"', {
        files: { 'src/side.txt': '2\n' },
        rewrites: { type: 'amend', from: 'side', to: 'side', pairs: [['Side one', 'Side one, again']] },
      }),
      git('git switch -q -c side-two'),
    ),
    ...on('main', git('git status --short --branch')),
    ...linked(
      'side-two',
      git('git commit -q -m "Side two"', { files: { 'src/side-two.txt': '1\n' } }),
      git('git rev-parse --show-toplevel'),
    ),
    ...on(
      'main',
      git('git worktree remove ../linked', { isAskedBefore: true }),
      git(`git submodule --quiet add file://${root}/lib vendor/lib`, { name: 'submodule' }),
      git('git commit -q -m "Add the library"'),
      git('git submodule --quiet update --init --recursive', { name: 'submodule' }),
      git('git tag v1'),
      git('git tag -a -m "Release two" v2'),
      git('git tag -d v1'),
      git('git notes add -m "Benchmarked" HEAD'),
      git('git bisect start HEAD HEAD~6'),
    ),
    ...detached(
      git('git bisect run sh -c "sleep 0.03; test ! -f src/feature.txt"', { atLeastMs: 60 }),
      git('git bisect reset'),
    ),
    ...on(
      'main',
      git('git gc -q'),
      git('git reflog expire --expire=now refs/heads/feature'),
      git('git push -q origin main', {
        atLeastMs: SLEEP_MS.hook,
        beneath: ['hook pre-push'],
      }),
      git('git fetch -q origin'),
      git(`git push -q file://${remote} topic`, { beneath: ['hook pre-push'] }),
      git(`git push -q day-host:${remote} topic:topic-by-ssh`, {
        beneath: ['hook pre-push', 'transport/ssh ssh-like'],
      }),
      git(`git fetch -q day-host:${remote} topic-by-ssh`, { beneath: ['transport/ssh ssh-like'] }),
    ),
    ...beside(
      'colleague',
      outside('git pull -q --rebase'),
      outside('git commit -q --allow-empty -m "A colleague was first"'),
      outside('git push -q origin main'),
    ),
    ...on(
      'main',
      git('git commit -q -m "Diverged"', { files: { 'src/diverged.txt': '1\n' } }),
      git('git push -q origin main', { exits: 1, beneath: ['hook pre-push'] }),
      git('git pull -q --rebase', {
        rewrites: { type: 'rebase', from: 'main', to: 'main', pairs: [['Diverged', 'Diverged']] },
      }),
      unseen(
        'git commit -q -m "By a tool"',
        { ref: 'refs/heads/main', name: 'commit' },
        { pauseMs: APART_MS, files: { 'src/tool.txt': '1\n' } },
      ),
      git('git log -1 --format=%h'),
      unseen(
        'git commit -q --amend -m "By a tool, amended"',
        { ref: 'refs/heads/main', name: 'commit' },
        {
          files: { 'src/tool.txt': '2\n' },
          rewrites: { type: 'amend', from: 'main', to: 'main', pairs: [['By a tool', 'By a tool, amended']] },
        },
      ),
      git('git commit -q -m "After the tool"', { pauseMs: APART_MS, files: { 'src/after.txt': '1\n' } }),
      unseen(
        'git update-ref -m "tool: moved" refs/heads/doomed main',
        { ref: 'refs/heads/doomed', name: 'update' },
        { pauseMs: APART_MS },
      ),
      unseen('git switch -q topic', { ref: 'HEAD', name: 'checkout' }),
    ),
    ...on(
      'topic',
      git('git status --short', { pauseMs: APART_MS }),
      git('GIT_COMMITTER_DATE="2020-02-02T02:02:02Z" git commit -q -m "Dated by hand"', {
        name: 'commit',
        pauseMs: APART_MS,
        files: { 'src/dated.txt': '1\n' },
      }),
      git('git switch -q main'),
    ),
    ...on(
      'main',
      git('git st', { name: 'status', alias: 'st' }),
      git('git tally', { name: 'alias', alias: 'tally' }),
      git('git -c alias.now="log -1 --format=%h" now', { name: 'log', alias: 'now' }),
      git('git hello', { name: 'external', alias: 'hello' }),
      git('script -qec "git -p log -2" /dev/null', {
        name: 'log',
        environment: { GIT_PAGER: `sleep ${SLEEP_MS.pager / 1000}; cat` },
        atLeastMs: SLEEP_MS.pager,
        beneath: ['pager sleep'],
      }),
      git(`git -c http.extraHeader="Authorization: Bearer ${SECRETS.token}" status --short`, {
        name: 'status',
        secret: SECRETS.token,
      }),
      git(`git remote add vault https://ada:${SECRETS.password}@127.0.0.1:1/x.git`, {
        secret: SECRETS.password,
      }),
      git(`git ls-remote https://ada:${SECRETS.password}@127.0.0.1:1/x.git`, {
        exits: 128,
        secret: SECRETS.password,
      }),
      git('git fetch -q vault', { exits: 128, secret: SECRETS.password }),
      git(`git commit -q --allow-empty -m "The key is ${SECRETS.key}"`, { secret: SECRETS.key }),
      git('git checkout -q no-such-branch', { exits: 1 }),
      git('git log no-such-revision', { exits: 128 }),
      git('git show HEAD:src/long.txt | true', { error: 'signal_13', isKilled: true }),
      git('git commit -q -m "Killed in its hook"', {
        files: { 'src/killed.txt': '1\n' },
        environment: { DAY_HOOK: 'kill' },
        exits: 137,
        error: 'killed',
        isKilled: true,
      }),
      git('git commit -q -m "Ended in its hook"', {
        files: { 'src/ended.txt': '1\n' },
        environment: { DAY_HOOK: 'end' },
        exits: 143,
        error: 'killed',
        isKilled: true,
      }),
      git('git commit -q -m "Across"', {
        environment: { DAY_HOOK: 'across', DAY_ACROSS: `${root}/outside` },
        beneath: ['hook pre-commit'],
      }),
      git('git status --short', { environment: { GIT_TRACE2_PARENT_SID: '$first' }, hasFalseParent: true }),
      git('git diff --stat', {
        environment: { GIT_TRACE2_PARENT_SID: `00-${TRACE_ID}-${SPAN_ID}-01` },
        carriedIn: { traceId: TRACE_ID, spanId: SPAN_ID },
      }),
    ),
    ...beside(
      'outside',
      outside('git commit -q --allow-empty -m "Elsewhere again"', {
        environment: { DAY_HOOK: 'across', DAY_ACROSS: `${root}/atlas` },
      }),
    ),
    ...on('main', git('git branch -d feature'), git('git status')),
  ]
}
