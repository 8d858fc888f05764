/**
 * The command line's words: which operation each command is, which of its inputs
 * stand without a flag, and how its answer is told to a person.
 *
 * Everything else (flags, types, defaults, help, examples) comes from the operation.
 */
import { EVENT_KINDS } from '@wakelore/telemetry/conventions.generated'
import type { OperationName } from '@wakelore/server/operations'
import type { RenderContext } from './render.ts'

/** What people come for, in the order in which help lists it. */
export type CommandGroup = 'Ask' | 'Record' | 'See what is stored' | 'Share' | 'Set up'

export type Command = Answering & {
  readonly name: string
  /** Those of one group stand together. */
  readonly group: CommandGroup
  /** Inputs that stand without a flag, in order; a list takes the rest. */
  readonly positionals: readonly string[]
  /** Positional that standard input stands in for; a terminal there is no input. */
  readonly pipedInput?: string
  /** Another operation that answers where this input of its own is given. */
  readonly instead?: Answering & { readonly given: string }
  /**
   * It runs a program that has the terminal: signals are that one's, what is told of it goes
   * to standard error when it has ended, and its exit status is ours.
   */
  readonly runsProgram?: true
}

type Answering = {
  /** Operation that answers it. */
  readonly operation: OperationName
  /** Operation that answers it with `--jsonl`, an item a line. */
  readonly lines?: OperationName
  /** Inputs that differ where the answer is text for a person. */
  readonly textInput?: Readonly<Record<string, unknown>>
  /** Something about an input that is allowed, but hardly meant. */
  readonly remarkOn?: (input: Readonly<Record<string, unknown>>) => string | undefined
  /** Asked of a person who sees the answer, where that isn't `done` yet; yes is the input `yes`. */
  readonly confirm?: string
  /** Whether the answer is one for which the process ends with status 1. */
  readonly isFinding?: (
    answer: Readonly<Record<string, unknown>>,
    input: Readonly<Record<string, unknown>>,
  ) => boolean
  /** Loads what turns the answer into text. Streams are rendered item by item. */
  readonly render: () => Promise<(answer: never, context: RenderContext) => string>
}

export const commands: readonly Command[] = [
  {
    name: 'read',
    group: 'Ask',
    operation: 'read',
    positionals: ['repo'],
    render: async () => (await import('./render/read.ts')).renderRead,
  },
  {
    name: 'why',
    group: 'Ask',
    operation: 'why',
    positionals: ['file'],
    render: async () => (await import('./render/why.ts')).renderWhy,
  },
  {
    name: 'next',
    group: 'Ask',
    operation: 'next',
    positionals: ['files'],
    render: async () => (await import('./render/next.ts')).renderNext,
  },
  {
    name: 'check',
    group: 'Ask',
    operation: 'check',
    positionals: ['files'],
    isFinding: ({ isSilent }, { exitCode }) => exitCode === true && isSilent === false,
    render: async () => (await import('./render/check.ts')).renderCheck,
  },
  {
    name: 'today',
    group: 'Ask',
    operation: 'today',
    positionals: [],
    render: async () => (await import('./render/today.ts')).renderToday,
  },
  {
    name: 'who',
    group: 'Ask',
    operation: 'who',
    positionals: ['path'],
    render: async () => (await import('./render/who.ts')).renderWho,
  },
  {
    name: 'hot',
    group: 'Ask',
    operation: 'hot',
    positionals: ['path'],
    render: async () => (await import('./render/hot.ts')).renderHot,
    instead: {
      given: 'svg',
      operation: 'hot.map',
      render: async () => (await import('./render/hot-map.ts')).renderHotMap,
    },
  },
  {
    name: 'couplings',
    group: 'Ask',
    operation: 'couplings',
    positionals: ['path'],
    render: async () => (await import('./render/couplings.ts')).renderCouplings,
    instead: {
      given: 'svg',
      operation: 'couplings.map',
      render: async () => (await import('./render/couplings-map.ts')).renderCouplingsMap,
    },
  },
  {
    name: 'conflicts',
    group: 'Ask',
    operation: 'conflicts',
    positionals: [],
    render: async () => (await import('./render/conflicts.ts')).renderConflicts,
  },
  {
    name: 'waiting',
    group: 'Ask',
    operation: 'waiting',
    positionals: [],
    render: async () => (await import('./render/waiting.ts')).renderWaiting,
  },
  {
    name: 'score',
    group: 'Ask',
    operation: 'score',
    lines: 'score.queries',
    positionals: [],
    render: async () => (await import('./render/score.ts')).renderScore,
  },
  {
    name: 'on',
    group: 'Record',
    operation: 'on',
    positionals: [],
    confirm: 'Turn it on?',
    render: async () => (await import('./render/switch.ts')).renderOn,
  },
  {
    name: 'off',
    group: 'Record',
    operation: 'off',
    positionals: [],
    render: async () => (await import('./render/switch.ts')).renderOff,
  },
  {
    name: 'pause',
    group: 'Record',
    operation: 'pause',
    positionals: ['duration'],
    render: async () => (await import('./render/switch.ts')).renderPause,
  },
  {
    name: 'run',
    group: 'Record',
    operation: 'run',
    positionals: ['command'],
    runsProgram: true,
    render: async () => (await import('./render/run.ts')).renderRun,
  },
  {
    name: 'env',
    group: 'Record',
    operation: 'env',
    positionals: [],
    render: async () => (await import('./render/env.ts')).renderEnv,
  },
  {
    name: 'log',
    group: 'See what is stored',
    operation: 'log',
    lines: 'log',
    textInput: { limit: 20 },
    positionals: [],
    remarkOn: ({ kind }) => (typeof kind === 'string' ? remarkOnKind(kind) : undefined),
    render: async () => (await import('./render/event.ts')).renderEventLine,
  },
  {
    name: 'show',
    group: 'See what is stored',
    operation: 'show',
    positionals: ['id'],
    render: async () => (await import('./render/event.ts')).renderEvent,
  },
  {
    name: 'trace',
    group: 'See what is stored',
    operation: 'trace',
    positionals: ['id'],
    render: async () => (await import('./render/trace.ts')).renderTrace,
  },
  {
    name: 'status',
    group: 'See what is stored',
    operation: 'status',
    positionals: [],
    render: async () => (await import('./render/status.ts')).renderStatus,
  },
  {
    name: 'conventions',
    group: 'See what is stored',
    operation: 'conventions',
    positionals: ['action', 'words'],
    render: async () => (await import('./render/conventions.ts')).renderConventions,
  },
  {
    name: 'export',
    group: 'Share',
    operation: 'export',
    lines: 'export',
    positionals: [],
    render: async () => (event: unknown) => JSON.stringify(event),
    instead: {
      given: 'to',
      operation: 'export.to',
      confirm: 'Send it?',
      render: async () => (await import('./render/sink.ts')).renderExportTo,
    },
  },
  {
    name: 'import',
    group: 'Share',
    operation: 'import',
    positionals: ['file'],
    pipedInput: 'file',
    render: async () => (await import('./render/import.ts')).renderImport,
  },
  {
    name: 'network',
    group: 'Share',
    operation: 'network',
    positionals: [],
    render: async () => (await import('./render/sink.ts')).renderNetwork,
  },
  {
    name: 'completion',
    group: 'Set up',
    operation: 'completion',
    positionals: ['shell'],
    render: async () => (await import('./render/completion.ts')).renderCompletion,
  },
  {
    name: 'doctor',
    group: 'Set up',
    operation: 'doctor',
    positionals: [],
    render: async () => (await import('./render/doctor.ts')).renderDoctor,
  },
  {
    name: 'keys',
    group: 'Set up',
    operation: 'keys',
    positionals: ['action', 'slot'],
    render: async () => (await import('./render/keys.ts')).renderKeys,
  },
  {
    name: 'up',
    group: 'Set up',
    operation: 'up',
    positionals: [],
    render: async () => (await import('./render/daemon.ts')).renderUp,
  },
  {
    name: 'down',
    group: 'Set up',
    operation: 'down',
    positionals: [],
    render: async () => (await import('./render/daemon.ts')).renderDown,
  },
  {
    name: 'uninstall',
    group: 'Set up',
    operation: 'uninstall',
    positionals: [],
    confirm: 'Remove it?',
    render: async () => (await import('./render/switch.ts')).renderUninstall,
  },
]

function remarkOnKind(wanted: string): string | undefined {
  if (EVENT_KINDS.some((kind) => kind === wanted || (wanted.endsWith('.') && kind.startsWith(wanted))))
    return undefined
  return `No kind of event is called "${wanted}"; there are ${EVENT_KINDS.join(', ')}.`
}
