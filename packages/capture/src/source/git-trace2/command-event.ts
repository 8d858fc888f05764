/**
 * A trace as the event that is stored: see `git.command` in conventions/git.yaml.
 *
 * Secrets that only the argument before them gives away are taken out here, where it is
 * known that a list is a command line; the gate finds the others.
 */
import { OWN_REPOSITORY, type AttributeValue, type DevelopmentEvent } from '@wakelore/telemetry/event'
import {
  redactCommandLine,
  withoutSecrets,
  type RedactedCommandLine,
} from '@wakelore/vault/redact/command-line'
import { operationName, programCommand, isGitCommand } from './command-names.ts'
import type { Link, Place } from './family.ts'
import { spanIdOf } from './session-id.ts'
import type { Trace, TracedChild } from './trace.ts'

const SOURCE = 'git-trace2'

const MOST_REGIONS = 16
const SHORTEST_REGION_US = 1000
const MOST_COUNTERS = 16
const US_PER_MS = 1000

export function commandEvent(
  trace: Trace,
  place: NonNullable<Place>,
  link: Link,
  nowMs: number,
): DevelopmentEvent {
  const { component, startUs, pid } = trace.process
  const { argv, complaint } = withoutItsSecrets(trace)
  return {
    source: SOURCE,
    key: `command/${component}`,
    kind: 'git.command',
    occurredAt: Math.floor(startUs / US_PER_MS),
    recordedAt: nowMs,
    repository: place.repository,
    ...(place.worktree === undefined ? {} : { worktree: place.worktree }),
    traceId: link.traceId,
    spanId: spanIdOf(component),
    ...(link.parentSpanId === undefined ? {} : { parentSpanId: link.parentSpanId }),
    attributes: {
      'vcs.operation.name': operationName(trace.naming),
      ...optional('git.command.mode', trace.mode),
      ...optional('git.command.alias', typedWord(trace)),
      'git.version': trace.version,
      'process.pid': pid,
      'process.command_args': argv,
      ...(trace.end.kind === 'exited' ? { 'process.exit.code': trace.end.code } : {}),
      'process.duration_us': trace.durationUs,
      ...(link.parentSpanId === undefined || link.isParentRemote === true
        ? list('process.ancestors', trace.ancestors)
        : {}),
      ...optional('error.type', errorType(trace)),
      ...optional('error.message', complaint === '' ? undefined : complaint),
      ...childAttributes(trace.children),
      ...regionAttributes(trace.regions),
      ...counterAttributes(trace.counters),
      ...(trace.isCut ? { 'git.trace.is_cut': true } : {}),
      ...(link.isParentFalse === true ? { 'git.parent.is_false': true } : {}),
      ...(link.isParentRemote === true ? { 'git.parent.is_remote': true } : {}),
    },
  }
}

export function sentinelEvent(trace: Trace, word: string, nowMs: number): DevelopmentEvent {
  const { component, startUs } = trace.process
  return {
    source: SOURCE,
    key: `command/${component}`,
    kind: 'wakelore.capture.sentinel',
    occurredAt: Math.floor(startUs / US_PER_MS),
    recordedAt: nowMs,
    repository: OWN_REPOSITORY,
    attributes: {
      'wakelore.capture.sentinel': word,
      'wakelore.capture.latency_us': Math.max(0, nowMs * US_PER_MS - (startUs + trace.durationUs)),
    },
  }
}

/** What was typed after an alias is secret by the alias's own words, and git's complaint may repeat it. */
function withoutItsSecrets({ naming, complaint }: Trace): {
  readonly argv: readonly string[]
  readonly complaint: string
} {
  const typed = redactCommandLine({ argv: naming.argv })
  const expanded = redactExpansion(naming)
  const secrets = [...typed.secrets, ...expanded.secrets]
  return {
    argv: typed.argv.map((argument) => withoutSecrets(argument, expanded.secrets)),
    complaint: withoutSecrets(complaint, secrets),
  }
}

function redactExpansion({ expansion, names }: Trace['naming']): RedactedCommandLine {
  if (names.at(-1) === '_run_shell_alias_')
    return redactCommandLine({ argv: expansion ?? [], usesShell: true })
  return redactCommandLine({ argv: ['git', ...(expansion ?? [])] })
}

/** Of an alias, or of a command that isn't git's. */
function typedWord({ alias, naming }: Trace): string | undefined {
  if (alias !== undefined) return alias
  if (naming.names.at(-1) !== '_run_dashed_') return undefined
  const word = programCommand(naming.dashed ?? '')
  return word === undefined || isGitCommand(word) ? undefined : word
}

function errorType({ end }: Trace): string | undefined {
  switch (end.kind) {
    case 'exited':
      return end.code === 0 ? undefined : `exit_${end.code}`
    case 'signalled':
      return `signal_${end.signal}`
    case 'replaced':
      return undefined
    case 'killed':
      return 'killed'
  }
}

function childAttributes(children: readonly TracedChild[]): Record<string, AttributeValue> {
  if (children.length === 0) return {}
  return {
    'git.child.class': children.map((child) => child.class),
    'git.child.name': children.map((child) => child.name),
    'git.child.command': children.map((child) => child.command),
    'git.child.pid': children.map((child) => child.pid),
    'git.child.start_us': children.map((child) => child.startUs),
    'git.child.duration_us': children.map((child) => child.durationUs),
    'git.child.exit_code': children.map((child) => child.exitCode),
  }
}

function regionAttributes(regions: ReadonlyMap<string, number>): Record<string, AttributeValue> {
  const longest = [...regions]
    .filter(([, tookUs]) => tookUs >= SHORTEST_REGION_US)
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_REGIONS)
  if (longest.length === 0) return {}
  return {
    'git.region.name': longest.map(([name]) => name),
    'git.region.duration_us': longest.map(([, tookUs]) => tookUs),
  }
}

function counterAttributes(counters: ReadonlyMap<string, number>): Record<string, AttributeValue> {
  const names = [...counters.keys()].sort().slice(0, MOST_COUNTERS)
  if (names.length === 0) return {}
  return {
    'git.counter.name': names,
    'git.counter.value': names.map((name) => counters.get(name)!),
  }
}

function optional(name: string, value: string | undefined): Record<string, AttributeValue> {
  return value === undefined ? {} : { [name]: value }
}

function list(name: string, values: readonly string[]): Record<string, AttributeValue> {
  return values.length === 0 ? {} : { [name]: values }
}
