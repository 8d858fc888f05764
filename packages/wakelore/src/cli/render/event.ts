import type { EventJson } from '@wakelore/server/schema/event'
import { EVENT_KINDS } from '@wakelore/telemetry/conventions.generated'
import { duration } from '../duration.ts'
import type { RenderContext } from '../render.ts'
import { namedSender } from '../named-sender.ts'
import { shellCommand } from '../shell-word.ts'
import { count, fit, padEnd, paint, printable } from '../terminal.ts'

/** Narrower than this, kinds of wakelore's own are told without its name. */
const ROOM_FOR_KINDS = 110
const OWN_KIND = /^wakelore\./
const KIND_WIDTH = Math.max(...EVENT_KINDS.map((kind) => kind.length))
const SHORT_KIND_WIDTH = Math.max(...EVENT_KINDS.map((kind) => kind.replace(OWN_KIND, '…').length))
/** Narrower than this, the time of the day is left out. */
const ROOM_FOR_TIME = 80
/** Narrower than this, the kind is left to what the event says. */
const ROOM_FOR_KIND = 60

/** One event on one line: when, what, and what it says. */
export function renderEventLine(event: EventJson, context: RenderContext): string {
  const when = event.occurredAt.slice(0, context.width < ROOM_FOR_TIME ? 10 : 16).replace('T', ' ')
  const kind = kindColumn(event.kind, context.width)
  const left = 8 + 2 + when.length + 2 + kind.length
  return (
    `${paint('yellow', event.id.slice(0, 8))}  ${paint('dim', when)}  ${kind}` +
    fit(printable(gist(event)), context.width - left)
  )
}

function kindColumn(kind: string, width: number): string {
  if (width < ROOM_FOR_KIND) return ''
  return width < ROOM_FOR_KINDS
    ? `${padEnd(kind.replace(OWN_KIND, '…'), SHORT_KIND_WIDTH)}  `
    : `${padEnd(kind, KIND_WIDTH)}  `
}

/** The whole event, attribute by attribute. */
export function renderEvent(event: EventJson): string {
  const { attributes, ...envelope } = event
  const rows = [...Object.entries(envelope), ...Object.entries(attributes)]
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows
    .map(([name, value]) => `${paint('dim', padEnd(name, width))}  ${shown(value, width)}`)
    .join('\n')
}

function gist(event: EventJson): string {
  const { attributes } = event
  const text = (name: string): string => (typeof attributes[name] === 'string' ? attributes[name] : '')
  const sha = text('vcs.ref.head.revision').slice(0, 7)
  switch (event.kind) {
    case 'vcs.commit':
      return `${sha} ${text('vcs.commit.author.name')}: ${firstLine(text('vcs.commit.message'))}`
    case 'vcs.ref.change':
      return `${text('vcs.ref.head.name')} ${sha === '' ? 'deleted' : `→ ${sha}`}`
    case 'vcs.reflog.entry':
      return `${text('vcs.ref.head.name')} ${sha} ${text('vcs.reflog.message')}`
    case 'vcs.note':
      return `${sha} ${firstLine(text('vcs.note.message'))}`
    case 'git.command':
      return joined(
        commandLine(event),
        event.branch ?? '',
        tookUs(event, 'process.duration_us'),
        text('error.type').replace('_', ' '),
      )
    case 'command.run':
      return joined(
        runLine(event),
        event.branch ?? '',
        tookUs(event, 'process.duration_us'),
        text('error.type').replace('_', ' '),
        testCounts(event),
      )
    case 'test.suite':
      return joined(text('test.suite.name') || 'suite', testCounts(event), tookUs(event, 'test.duration_us'))
    case 'test.case':
      return joined(
        [text('test.case.result.status') || 'test', text('test.case.name')].join(' ').trim(),
        tookUs(event, 'test.duration_us'),
        firstLine(text('error.message')),
      )
    case 'wakelore.context':
      return `a shell was given its context${inDirectory(text('process.working_directory'))}`
    case 'otel.span':
      return joined(
        `${service(event)}${text('otlp.span.name') || 'span'}`,
        tookNs(event),
        text('otlp.span.status') === 'error' ? text('error.type') || 'error' : '',
      )
    case 'otel.log':
      return joined(
        `${service(event)}${text('otlp.log.event_name') || text('otlp.log.severity_text') || 'log'}`,
        firstLine(text('otlp.log.body')),
      )
    case 'otel.metric':
      return `${service(event)}${text('otlp.metric.name') || 'metric'} ${metricValue(event)}`.trim()
    case 'vcs.operation':
      return `${text('vcs.operation.name')} by no git command: ${text('vcs.ref.head.name')} → ${sha}`
    case 'vcs.rewrite':
      return `${text('vcs.rewrite.type')} ${text('vcs.ref.base.revision').slice(0, 7)} → ${sha} (by ${text('vcs.rewrite.evidence')})`
    case 'session.start':
      return 'work began'
    case 'session.end':
      return `${text('session.end_reason')} after ${String(attributes['session.commands'] ?? '?')} commands`
    case 'wakelore.capture.change':
      return [`capture ${text('wakelore.capture.state')}`, ...texts(event, 'wakelore.consent.detail')].join(
        ', ',
      )
    case 'wakelore.capture.loss':
      return `traces of git lost: ${text('wakelore.capture.loss.reason')}`
    case 'wakelore.capture.sentinel':
      return `what doctor ran arrived after ${tookUs(event, 'wakelore.capture.latency_us')}`
    case 'wakelore.consent.grant':
      return `may be read: ${texts(event, 'wakelore.consent.detail').join(', ')}`
    case 'wakelore.consent.change':
      return `is kept from now on: ${texts(event, 'wakelore.consent.detail').join(', ')}`
    case 'wakelore.sink.change':
      return `sink ${text('wakelore.sink.name')} ${text('wakelore.sink.state')}: ${text('wakelore.sink.endpoint')}, ${text('wakelore.sink.detail')}`
    case 'wakelore.sink.report':
      return [
        `sent ${count(number(event, 'wakelore.sink.events'), 'event')} to ${text('wakelore.sink.name')}`,
        ...(number(event, 'wakelore.sink.refused') === 0
          ? []
          : [`${count(number(event, 'wakelore.sink.refused'))} refused`]),
        ...texts(event, 'wakelore.sink.faults').map((fault) => fault.replace('=', ' × ')),
      ].join(', ')
    case 'wakelore.origin.change':
      return `pages of ${text('wakelore.origin.url')} ${text('wakelore.origin.state') === 'allowed' ? 'may send telemetry' : 'may send no telemetry any more'}`
    case 'wakelore.daemon.report':
      return [
        `daemon took in ${count(number(event, 'wakelore.daemon.traces'), 'trace')}`,
        `stored ${count(number(event, 'wakelore.daemon.events'), 'event')}`,
        ...texts(event, 'wakelore.daemon.faults').map((fault) => fault.replace('=', ' × ')),
      ].join(', ')
    default:
      return event.key
  }
}

function texts({ attributes }: EventJson, name: string): string[] {
  const value = attributes[name]
  return Array.isArray(value) ? value.map(String) : []
}

function number({ attributes }: EventJson, name: string): number {
  const value = attributes[name]
  return typeof value === 'number' ? value : 0
}

function tookUs({ attributes }: EventJson, name: string): string {
  const value = attributes[name]
  return typeof value === 'number' ? duration(value / 1000) : ''
}

/** As it was given, where arguments are kept. */
function commandLine({ attributes }: EventJson): string {
  const args = attributes['process.command_args']
  if (!Array.isArray(args)) return `git ${String(attributes['vcs.operation.name'] ?? '')}`
  return shellCommand(args.map(String))
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ')
}

/** As it was given, where arguments are kept. */
function runLine({ attributes }: EventJson): string {
  const args = attributes['process.command_args']
  if (Array.isArray(args) && args.length > 0) return shellCommand(args.map(String))
  return String(attributes['command.name'] ?? `${String(attributes['command.class'] ?? '')} command`).trim()
}

function testCounts(event: EventJson): string {
  if (event.attributes['test.passed'] === undefined) return ''
  const failed = number(event, 'test.failed')
  const skipped = number(event, 'test.skipped')
  return [
    `${count(number(event, 'test.passed'))} passed`,
    ...(failed === 0 ? [] : [`${count(failed)} failed`]),
    ...(skipped === 0 ? [] : [`${count(skipped)} skipped`]),
  ].join(', ')
}

/** Which service a sender says that it is. */
function service({ attributes }: EventJson): string {
  const name = attributes['otlp.resource.attribute.service.name']
  return namedSender(typeof name === 'string' ? name : null)
}

function inDirectory(directory: string): string {
  return directory === '' ? '' : ` in ${directory}`
}

function tookNs({ attributes }: EventJson): string {
  const value = attributes['otlp.span.duration_ns']
  return typeof value === 'number' ? duration(value / 1e6) : ''
}

function metricValue({ attributes }: EventJson): string {
  const value = attributes['otlp.metric.value']
  const unit = attributes['otlp.metric.unit']
  if (typeof value !== 'number') return String(attributes['otlp.metric.type'] ?? '')
  return typeof unit === 'string' && unit !== '' && unit !== '1' ? `${value} ${unit}` : String(value)
}

function firstLine(text: string): string {
  const end = text.indexOf('\n')
  return end === -1 ? text : text.slice(0, end)
}

function shown(value: unknown, indent: number): string {
  const lines = Array.isArray(value)
    ? value.map((item) => printable(String(item)))
    : typeof value === 'string'
      ? value.split('\n').map(printable)
      : [String(value)]
  return lines.join(`\n${' '.repeat(indent + 2)}`)
}
