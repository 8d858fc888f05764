/** `today` on the days that aren't like others: made with real git, asked through the whole pipeline. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after } from 'node:test'
import type { z } from 'zod'
import { MS_PER_DAY, MS_PER_SECOND } from '@wakelore/kernel/clock'
import { today } from '@wakelore/server/operation/today'
import { renderToday } from './cli/render/today.ts'
import { openPipeline, type Pipeline } from './pipeline.ts'

type Answer = z.output<typeof today.output>
type Place = {
  readonly repository: string
  /** Runs git at that moment. */
  readonly git: (at: Date, ...args: string[]) => string
  readonly commit: (at: Date, subject: string, ...args: string[]) => string
  /** By `wakelore run`, at that moment. */
  readonly run: (at: Date, command: string) => Promise<void>
  readonly ask: (now: Date, input?: object) => Promise<Answer>
}

const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'wakelore-today-')))
const zone = process.env['TZ']
after(() => {
  rmSync(scratch, { recursive: true })
  if (zone === undefined) delete process.env['TZ']
  else process.env['TZ'] = zone
})
let places = 0

function makePlace({ bare = false, email = 'ada@example.org' } = {}): Place {
  const home = join(scratch, `home-${places++}`)
  const repository = join(home, 'atlas')
  mkdirSync(repository, { recursive: true })
  const environment: NodeJS.ProcessEnv = {
    PATH: process.env['PATH'],
    HOME: home,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: join(home, 'gitconfig'),
  }
  writeFileSync(join(home, 'gitconfig'), email === '' ? '' : `[user]\nname = Ada\nemail = ${email}\n`)
  const git: Place['git'] = (at, ...args) => {
    const date = `${at.getTime() / MS_PER_SECOND} +0000`
    const identity = { GIT_AUTHOR_NAME: 'Ada', GIT_AUTHOR_EMAIL: 'ada@example.org' }
    const committer = { GIT_COMMITTER_NAME: 'Ada', GIT_COMMITTER_EMAIL: 'ada@example.org' }
    return execFileSync('git', args, {
      cwd: repository,
      env: { ...environment, ...identity, ...committer, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim()
  }
  git(new Date(0), 'init', '--quiet', '--initial-branch=main', ...(bare ? ['--bare'] : []))
  const open = (now: Date): Pipeline =>
    openPipeline({ cwd: repository, environment, clock: { nowMs: () => now.getTime() } })
  let files = 0
  return {
    repository,
    git,
    commit: (at, subject, ...args) => {
      appendFileSync(join(repository, `${files++}.txt`), `${subject}\n`)
      git(at, 'add', '--all')
      git(at, 'commit', '--quiet', '-m', subject, ...args)
      return git(at, 'rev-parse', 'HEAD')
    },
    run: async (at, command) => {
      await using pipeline = open(at)
      const request = { command: [command], path: '.', detail: undefined, class: 'test' as const }
      await pipeline.runCommand({ ...request, results: [], readsTap: false })
    },
    ask: async (now, input = {}) => {
      await using pipeline = open(now)
      return await today.handler(today.input.parse(input), pipeline)
    },
  }
}

const subjects = (answer: Answer): string[] =>
  answer.repositories.flatMap(({ branches }) =>
    branches.flatMap(({ name, commits }) => commits.map(({ subject }) => `${name}: ${subject}`)),
  )
const codes = (answer: Answer): string[] =>
  answer.repositories.flatMap(({ remarks }) => remarks.map(({ code }) => code))

test('where nothing was done today the last working day is told, of 23 hours where clocks were put forward', async () => {
  process.env['TZ'] = 'Europe/Berlin'
  const place = makePlace()
  place.commit(new Date(2026, 2, 28, 23, 59), 'The day before')
  place.commit(new Date(2026, 2, 29, 1, 30), 'Before the gap')
  place.commit(new Date(2026, 2, 29, 3, 30), 'After the gap')
  place.commit(new Date(2026, 2, 31, 8), 'By Grace, today', '--author=Grace <grace@example.org>')
  place.git(new Date(2026, 2, 31, 8), 'reflog', 'delete', 'HEAD@{0}')
  place.git(new Date(2026, 2, 31, 8), 'reflog', 'delete', 'main@{0}')
  const answer = await place.ask(new Date(2026, 2, 31, 9))
  assert.deepEqual(codes(answer), [])
  assert.equal(answer.isEarlierDay, true)
  assert.deepEqual(subjects(answer), ['main: Before the gap', 'main: After the gap'])
  assert.equal(Date.parse(answer.until) - Date.parse(answer.since), (23 / 24) * MS_PER_DAY)
  // An hour lies between them by the clock of the wall, but not by the sun's.
  assert.equal(answer.repositories[0]!.sessions.length, 2)
  assert.deepEqual(
    answer.activity.map(({ from }) => from),
    ['2026-03-29T00:00:00.000Z', '2026-03-29T01:00:00.000Z'],
  )
})

test('an hour that a clock goes through twice is two', async () => {
  process.env['TZ'] = 'Europe/Berlin'
  const place = makePlace()
  place.commit(new Date('2026-10-25T00:30:00Z'), 'In summer')
  place.commit(new Date('2026-10-25T01:30:00Z'), 'In winter')
  const answer = await place.ask(new Date('2026-10-25T12:00:00Z'))
  assert.deepEqual(
    answer.activity.map(({ from }) => from),
    ['2026-10-25T00:00:00.000Z', '2026-10-25T01:00:00.000Z'],
  )
})

test('what was committed before midnight and amended after it is today’s work, but no new commit', async () => {
  const place = makePlace()
  place.commit(new Date(2026, 4, 4, 23, 58), 'Late')
  place.git(new Date(2026, 4, 5, 0, 5), 'commit', '--quiet', '--amend', '-m', 'Late, mended')
  const answer = await place.ask(new Date(2026, 4, 5, 1))
  const [commit] = answer.repositories[0]!.branches[0]!.commits
  assert.deepEqual([commit?.subject, commit?.new, commit?.amended], ['Late, mended', false, 1])
})

test('last week’s work that was rebased today is told as rebased, not as done', async () => {
  const place = makePlace()
  const lastWeek = new Date(2026, 4, 4, 10)
  place.commit(lastWeek, 'Base')
  place.git(lastWeek, 'checkout', '--quiet', '-b', 'topic')
  place.commit(lastWeek, 'Old 1')
  place.commit(lastWeek, 'Old 2')
  place.git(lastWeek, 'checkout', '--quiet', 'main')
  place.commit(lastWeek, 'Main goes on')
  place.git(new Date(2026, 4, 11, 9), 'checkout', '--quiet', 'topic')
  place.git(new Date(2026, 4, 11, 9, 1), 'rebase', '--quiet', 'main')
  const answer = await place.ask(new Date(2026, 4, 11, 10))
  assert.deepEqual(subjects(answer), [])
  const [branch] = answer.repositories[0]!.branches
  assert.deepEqual(
    [branch?.name, branch?.rebased[0]?.commits, branch?.rebased[0]?.onto],
    ['topic', 2, 'main'],
  )
  assert.deepEqual(answer.repositories[0]!.abandoned, [])
})

test('a branch that was rebased upon what it stood on was rewritten; each reset is told by where it led', async () => {
  const place = makePlace()
  const at = (minute: number): Date => new Date(2026, 4, 11, 9, minute)
  place.commit(new Date(2026, 4, 4, 10), 'Base')
  place.git(at(0), 'checkout', '--quiet', '-b', 'topic')
  for (const subject of ['One', 'Two']) place.commit(at(1), subject)
  place.git(at(2), 'rebase', '--quiet', '--force-rebase', 'main')
  place.git(at(3), 'reset', '--quiet', '--hard', 'HEAD~1')
  place.git(at(4), 'reset', '--quiet', '--hard', 'ORIG_HEAD')
  place.git(at(5), 'reset', '--quiet', '--hard', 'HEAD~1')
  place.git(at(6), 'reset', '--quiet', '--hard', 'ORIG_HEAD')
  const answer = await place.ask(new Date(2026, 4, 11, 10))
  const [rebased] = answer.repositories[0]!.branches[0]!.rebased
  assert.deepEqual([rebased?.onto, rebased?.isInPlace, rebased?.commits], ['main', true, 2])
  assert.equal(answer.lines[0]!.note, 'new, rewrote 2 commits, reset to ORIG_HEAD 2×, HEAD~1 2×')
})

test('the branch of what was written elsewhere is known in a history that was deepened since', async () => {
  const place = makePlace()
  const [lastWeek, at] = [new Date(2026, 4, 4, 9), new Date(2026, 4, 11, 9)]
  place.commit(lastWeek, 'Root')
  place.commit(at, 'Today')
  place.commit(lastWeek, 'Tip')
  const shallow = join(place.repository, '../shallow')
  place.git(lastWeek, 'clone', '--quiet', '--depth=1', `file://${place.repository}`, shallow)
  const now = new Date(2026, 4, 11, 10)
  await place.ask(now, { repo: shallow })
  place.git(at, '-C', shallow, 'fetch', '--quiet', '--unshallow')
  assert.deepEqual(subjects(await place.ask(now, { repo: shallow })), ['main: Today'])
})

test('what was done and undone again between two questions is told as abandoned', async () => {
  const place = makePlace()
  place.commit(new Date(2026, 4, 5, 9), 'Kept')
  await place.ask(new Date(2026, 4, 5, 9, 1))
  const lost = place.commit(new Date(2026, 4, 5, 9, 2), 'Lost')
  place.git(new Date(2026, 4, 5, 9, 3), 'reset', '--quiet', '--hard', 'HEAD~1')
  const answer = await place.ask(new Date(2026, 4, 5, 10))
  assert.deepEqual(
    answer.repositories[0]!.abandoned.map(({ sha, branch }) => [sha, branch]),
    [[lost, 'main']],
  )
  assert.ok(answer.lines.some(({ kind, evidence }) => kind === 'abandoned' && evidence.includes(lost)))
})

test('of what was done within one second the reflog tells the order', async () => {
  const place = makePlace()
  const at = new Date(2026, 4, 5, 9)
  for (const subject of ['One', 'Two', 'Three']) place.commit(at, subject)
  place.git(at, 'commit', '--quiet', '--amend', '-m', 'Three, mended')
  place.git(at, 'reset', '--quiet', '--hard', 'HEAD~1')
  const answer = await place.ask(new Date(2026, 4, 5, 10))
  assert.deepEqual(subjects(answer), ['main: One', 'main: Two'])
  assert.deepEqual(
    answer.repositories[0]!.abandoned.map(({ subject, amended }) => [subject, amended]),
    [['Three, mended', 1]],
  )
})

test('dates of the future are left out, and said to be', async () => {
  const place = makePlace()
  place.commit(new Date(2026, 4, 5, 9), 'Now')
  place.commit(new Date(2027, 4, 5, 9), 'Then')
  const answer = await place.ask(new Date(2026, 4, 5, 10))
  assert.deepEqual(subjects(answer), ['main: Now'])
  assert.deepEqual(codes(answer), ['TODAY_AHEAD'])
})

test('without reflogs the commits tell, of the one branch that holds them or of none', async () => {
  const place = makePlace()
  place.git(new Date(0), 'config', 'core.logAllRefUpdates', 'false')
  place.commit(new Date(2026, 4, 5, 9), 'On both')
  place.git(new Date(2026, 4, 5, 9), 'checkout', '--quiet', '-b', 'topic')
  place.commit(new Date(2026, 4, 5, 9, 1), 'On one')
  assert.deepEqual(subjects(await place.ask(new Date(2026, 4, 5, 10))), ['topic: On one', 'null: On both'])
})

test('an expired reflog tells less, and what was read of it before is kept', async () => {
  const place = makePlace()
  place.commit(new Date(2026, 4, 5, 9), 'First')
  place.git(new Date(2026, 4, 5, 9, 1), 'commit', '--quiet', '--amend', '-m', 'First, again')
  await place.ask(new Date(2026, 4, 5, 9, 2))
  place.git(new Date(2026, 4, 5, 9, 3), 'reflog', 'expire', '--expire=all', '--all')
  place.git(new Date(2026, 4, 5, 9, 3), 'gc', '--quiet', '--prune=now')
  const answer = await place.ask(new Date(2026, 4, 5, 10))
  assert.deepEqual(subjects(answer), ['main: First, again'])
  assert.equal(answer.repositories[0]!.branches[0]!.commits[0]!.amended, 1)
})

test('a repository without commits, or bare, has an answer', async () => {
  const now = new Date(2026, 4, 5, 10)
  const empty = await makePlace().ask(now)
  assert.deepEqual([empty.lines, empty.isEarlierDay, empty.repositories.length], [[], false, 1])
  assert.match(render(empty, now), /^Nothing is known to have been done in atlas since 00:00\.$/)
  const bare = makePlace({ bare: true })
  const tree = bare.git(now, 'hash-object', '-w', '-t', 'tree', '/dev/null')
  const commit = bare.git(new Date(2026, 4, 5, 9), 'commit-tree', '-m', 'In a bare one', tree)
  bare.git(now, 'update-ref', 'refs/heads/main', commit)
  assert.deepEqual(subjects(await bare.ask(now)), ['main: In a bare one'])
})

test('where git knows no address, what anybody did is told, and that it is', async () => {
  const place = makePlace({ email: '' })
  place.commit(new Date(2026, 4, 5, 9), 'By Ada')
  place.commit(new Date(2026, 4, 5, 9, 1), 'By Grace', '--author=Grace <grace@example.org>')
  const answer = await place.ask(new Date(2026, 4, 5, 10))
  assert.deepEqual(subjects(answer), ['main: By Ada', 'main: By Grace'])
  assert.deepEqual(codes(answer), ['TODAY_AUTHOR_UNKNOWN'])
  assert.deepEqual(subjects(await place.ask(new Date(2026, 4, 5, 10), { author: 'grace' })), [
    'main: By Grace',
  ])
})

test('other addresses of the same person count, by the mailmap', async () => {
  const place = makePlace({ email: 'ada@new.example.org' })
  writeFileSync(join(place.repository, '.mailmap'), 'Ada <ada@new.example.org> <ada@example.org>\n')
  place.commit(new Date(2026, 4, 5, 9), 'By the old address')
  assert.deepEqual(subjects(await place.ask(new Date(2026, 4, 5, 10))), ['main: By the old address'])
})

test('what was run counts for its branch and its session, with what failed', async () => {
  const place = makePlace()
  place.commit(new Date(2026, 4, 5, 9), 'Base')
  const { sessions } = (await place.ask(new Date(2026, 4, 5, 9, 1))).repositories[0]!
  assert.equal(Date.parse(sessions[0]!.to), new Date(2026, 4, 5, 9).getTime())
  await place.run(new Date(2026, 4, 5, 9, 20), 'true')
  await place.run(new Date(2026, 4, 5, 9, 30), 'false')
  const [repository] = (await place.ask(new Date(2026, 4, 5, 10))).repositories
  assert.deepEqual(
    repository!.branches.map(({ name, runs }) => [
      name,
      runs.map((one) => [one.command, one.runs, one.failed]),
    ]),
    [
      [
        'main',
        [
          ['true', 1, 0],
          ['false', 1, 1],
        ],
      ],
    ],
  )
  assert.deepEqual(
    repository!.sessions.map(({ to }) => Date.parse(to)),
    [new Date(2026, 4, 5, 9, 30).getTime()],
  )
  const others = await place.ask(new Date(2026, 4, 5, 10), { author: 'grace' })
  assert.deepEqual(others.repositories[0]!.branches, [])
})

test('of all repositories one that is gone is passed over', async () => {
  const place = makePlace()
  place.commit(new Date(2026, 4, 5, 9), 'Here')
  const other = join(place.repository, '../other')
  execFileSync('git', ['clone', '--quiet', place.repository, other])
  await place.ask(new Date(2026, 4, 5, 10))
  await place.ask(new Date(2026, 4, 5, 10), { repo: other })
  renameSync(other, `${other}-gone`)
  const answer = await place.ask(new Date(2026, 4, 5, 10), { allRepos: true })
  assert.deepEqual(
    answer.repositories.map(({ name }) => name),
    ['atlas'],
  )
  assert.deepEqual(
    answer.remarks.map(({ code }) => code),
    ['TODAY_REPOSITORY_GONE'],
  )
})

test('names and subjects of a repository can’t move the cursor, and nothing is wider than the terminal', async () => {
  const place = makePlace()
  const at = new Date(2026, 4, 5, 9)
  place.commit(at, 'Base')
  place.git(at, 'checkout', '--quiet', '-b', `feature/${'very-long-'.repeat(12)}name`)
  place.commit(at, `\u001b[31mred\u202e ${'word '.repeat(60)}#12 PROJ-7`)
  place.git(at, 'checkout', '--quiet', 'main')
  const now = new Date(2026, 4, 5, 10)
  for (const width of [40, 80, 120]) {
    const text = render(await place.ask(now), now, width)
    // eslint-disable-next-line no-control-regex
    assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u202e]/)
    for (const line of text.split('\n')) assert.ok(line.length <= width, `${width}: ${line}`)
  }
})

function render(answer: Answer, now: Date, width = 80): string {
  return renderToday(answer, { nowMs: now.getTime(), width, repoHint: '', cwd: '/', configFile: '' })
}
