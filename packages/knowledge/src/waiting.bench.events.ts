/**
 * Git commands to measure with: days of work as capture would have stored them, made from
 * a seed. Half of all commands are beneath another one: what a rebase runs, what a hook
 * runs. Durations are log-normal, as those of real commands are.
 */
import { MS_PER_DAY, MS_PER_HOUR } from '@wakelore/kernel/clock'
import { deriveId } from '@wakelore/kernel/id'
import { makeSeededRandom, type SeededRandom } from '@wakelore/kernel/seeded-random'
import type { LogWriter } from '@wakelore/stream/log'
import type { AttributeValue, DevelopmentEvent, RepositoryId } from '@wakelore/telemetry/event'

/** What the log takes. Here it didn't pass the gate: what is measured begins behind it. */
export type StorableEvent = Parameters<LogWriter['append']>[0][number]

export type MadeDays = {
  readonly seed: number
  readonly days: number
  readonly commandsPerDay: number
  /** Milliseconds since the epoch, of the last day's end. */
  readonly untilMs: number
}

export const MADE_REPOSITORIES: readonly RepositoryId[] = ['atlas', 'borealis', 'cetus'].map((name) =>
  deriveId('repository', name),
)

type CommandMix = {
  readonly name: string
  /** Of a thousand commands. */
  readonly share: number
  readonly medianMs: number
  readonly beneath: readonly string[]
  readonly programs: readonly (readonly [kind: string, name: string])[]
}

const MIX: readonly CommandMix[] = [
  { name: 'status', share: 400, medianMs: 25, beneath: [], programs: [] },
  { name: 'diff', share: 120, medianMs: 15, beneath: [], programs: [['pager', 'less']] },
  { name: 'log', share: 110, medianMs: 20, beneath: [], programs: [['pager', 'less']] },
  { name: 'add', share: 90, medianMs: 12, beneath: [], programs: [] },
  {
    name: 'commit',
    share: 90,
    medianMs: 300,
    beneath: ['diff-index', 'maintenance'],
    programs: [
      ['hook', 'pre-commit'],
      ['editor', 'vim'],
    ],
  },
  { name: 'checkout', share: 60, medianMs: 60, beneath: ['submodule'], programs: [] },
  {
    name: 'fetch',
    share: 50,
    medianMs: 1200,
    beneath: ['maintenance', 'rev-list'],
    programs: [['transport/ssh', 'ssh']],
  },
  {
    name: 'rebase',
    share: 30,
    medianMs: 2500,
    beneath: [...Array.from({ length: 24 }, () => 'commit'), 'maintenance'],
    programs: [['hook', 'pre-rebase']],
  },
  {
    name: 'push',
    share: 50,
    medianMs: 2000,
    beneath: ['pack-objects', 'send-pack'],
    programs: [
      ['hook', 'pre-push'],
      ['transport/ssh', 'ssh'],
    ],
  },
]

/** In the order in which they ended, which is that of the log. */
export function* madeCommands(made: MadeDays): Generator<StorableEvent> {
  const random = makeSeededRandom(made.seed)
  for (let day = 0; day < made.days; day++) {
    const dayAtMs = made.untilMs - (made.days - day) * MS_PER_DAY
    const startsMs = Array.from(
      { length: made.commandsPerDay },
      () => dayAtMs + 9 * MS_PER_HOUR + Math.floor(random.next() * 8 * MS_PER_HOUR),
    ).sort((left, right) => left - right)
    for (const startMs of startsMs) yield* madeCommand(random, startMs)
  }
}

function madeCommand(random: SeededRandom, startMs: number): StorableEvent[] {
  const repository = random.pick(MADE_REPOSITORIES)
  const mix = pickMix(random)
  const durationUs = Math.round(mix.medianMs * 1000 * Math.exp(normal(random) * 0.8))
  const root = makeEvent(random, {
    repository,
    name: mix.name,
    startMs,
    durationUs,
    ancestors: random.below(10) < 7 ? ['bash', 'tmux: server', 'systemd'] : ['node', 'code'],
    programs: mix.programs,
  })
  const share = mix.beneath.length + 1
  return [
    ...mix.beneath.map((name, index) =>
      makeEvent(random, {
        repository,
        name,
        startMs: startMs + Math.floor((durationUs / 1000 / share) * index),
        durationUs: Math.floor(durationUs / share),
        parent: root,
        programs: [],
      }),
    ),
    root,
  ]
}

function makeEvent(
  random: SeededRandom,
  command: {
    readonly repository: RepositoryId
    readonly name: string
    readonly startMs: number
    readonly durationUs: number
    readonly programs: CommandMix['programs']
    readonly ancestors?: readonly string[]
    readonly parent?: StorableEvent
  },
): StorableEvent {
  const { programs, durationUs, parent } = command
  const pid = 1000 + random.below(60_000)
  const stamp = new Date(command.startMs).toISOString().replaceAll(/[-:]/g, '')
  const micros = String(random.below(1000)).padStart(3, '0')
  const component = `${stamp.slice(0, -1)}${micros}Z-H0a7c9cdf-P${pid.toString(16).padStart(8, '0')}`
  const isFailed = random.below(25) === 0
  const each = <T>(value: (index: number) => T): T[] => programs.map((_, index) => value(index))
  const attributes: Record<string, AttributeValue> = {
    'vcs.operation.name': command.name,
    'git.version': '2.54.0',
    'process.pid': pid,
    'process.command_args': [
      'git',
      command.name,
      `--option=${random.below(40)}`,
      `path/${random.below(3000)}.ts`,
    ],
    'process.exit.code': isFailed ? 1 : 0,
    'process.duration_us': durationUs,
    ...(command.ancestors === undefined ? {} : { 'process.ancestors': command.ancestors }),
    ...(isFailed ? { 'error.type': 'exit_1' } : {}),
    ...(programs.length === 0
      ? {}
      : {
          'git.child.class': programs.map(([kind]) => kind),
          'git.child.name': programs.map(([, name]) => name),
          'git.child.command': programs.map(([, name]) => `/usr/bin/${name} ${random.below(1000)}`),
          'git.child.pid': each(() => 1000 + random.below(60_000)),
          'git.child.start_us': each((index) => Math.floor((durationUs / (programs.length + 1)) * index)),
          'git.child.duration_us': each(() => Math.floor(durationUs / (programs.length + 1))),
          'git.child.exit_code': each(() => 0),
        }),
    ...(durationUs < 20_000
      ? {}
      : {
          'git.region.name': ['index/do_read_index', 'index/refresh'],
          'git.region.duration_us': [1000 + random.below(4000), 1000 + random.below(9000)],
          'git.counter.name': ['index/read/cache_nr'],
          'git.counter.value': [4000 + random.below(3000)],
        }),
  }
  const event: DevelopmentEvent = {
    source: 'git-trace2',
    key: `command/${component}`,
    kind: 'git.command',
    occurredAt: command.startMs,
    recordedAt: command.startMs + Math.ceil(durationUs / 1000) + 120,
    repository: command.repository,
    branch: `topic/part-${Math.floor(command.startMs / MS_PER_DAY) % 90}`,
    traceId: parent?.traceId ?? deriveId('trace', component),
    spanId: deriveId('span', component).slice(0, 16),
    ...(parent?.spanId === undefined ? {} : { parentSpanId: parent.spanId }),
    session: deriveId('session', String(Math.floor(command.startMs / (3 * MS_PER_HOUR)))),
    attributes,
  }
  return event as StorableEvent
}

/** Commits of the size that real ones have, as history would have been read. */
export function* madeCommits(seed: number, count: number): Generator<StorableEvent> {
  const random = makeSeededRandom(seed)
  const word = (): string => random.below(36 ** 4).toString(36)
  let parent = ''
  for (let index = 0; index < count; index++) {
    const sha = deriveId('commit', String(seed), String(index)) + 'c0ffee00'
    const event: DevelopmentEvent = {
      source: 'git-history',
      key: `commit/${sha}`,
      kind: 'vcs.commit',
      occurredAt: (1_400_000_000 + index * 3600) * 1000,
      recordedAt: 1_800_000_000_000,
      repository: random.pick(MADE_REPOSITORIES),
      attributes: {
        'vcs.ref.head.revision': sha,
        'vcs.commit.parents': parent === '' ? [] : [parent],
        'vcs.commit.author.name': `Author ${random.below(60)}`,
        'vcs.commit.author.email': `author${random.below(60)}@example.org`,
        'vcs.commit.message': Array.from({ length: 10 + random.below(40) }, word).join(' '),
        'vcs.commit.files.path': Array.from(
          { length: 1 + random.below(6) },
          () => `src/part${random.below(40)}/file${random.below(200)}.ts`,
        ).sort(),
      },
    }
    parent = sha
    yield event as StorableEvent
  }
}

function pickMix(random: SeededRandom): CommandMix {
  let left = random.below(1000)
  return MIX.find((mix) => (left -= mix.share) < 0) ?? MIX[0]!
}

/** Standard normal (Box and Muller 1958). */
function normal(random: SeededRandom): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
}
