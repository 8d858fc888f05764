/** What is told of sinks: what would go, what went, and everything else that touches a network. */
import type { z } from 'zod'
import type { exportTo } from '@wakelore/server/operation/export-to'
import type { network } from '@wakelore/server/operation/network'
import { foldedTo, PROSE_COLUMNS, room, row } from '../labelled-row.ts'
import { sections, type RenderContext } from '../render.ts'
import { ago, bytes, clockTime, count, fit, paint, printable, wrap } from '../terminal.ts'

type ExportTo = z.output<typeof exportTo.output>
type Network = z.output<typeof network.output>
type Sink = Network['sinks'][number]

/** Somebody says yes to what leaves, so that is listed, within what a person reads; of what stays no more than tells its kind. */
const MOST_NAMES = { sent: 200, withheld: 24 } as const

const LEVELS = {
  counts: 'counts only: times, durations, outcomes, which belongs to which',
  names: 'names too: paths, branches, people; no texts',
  full: 'everything, texts too, as it is stored',
} as const

const CLASSES = { count: 'counts', name: 'names', identity: 'people', text: 'texts' } as const

export function renderExportTo(answer: ExportTo, context: RenderContext): string {
  if (answer.sent !== null) return renderSent(answer, answer.sent, context)
  if (answer.dryRun !== null) return renderDryRun(answer, answer.dryRun, context)
  const { sink, change } = answer
  return sections(
    change === 'changed'
      ? `Send to ${paint('bold', sink.name)} another way than before`
      : `Send to ${paint('bold', sink.name)}, now and whenever you export to it`,
    planRows(answer, context),
  )
}

function planRows(answer: ExportTo, context: RenderContext): string {
  const { sink, queued, headers, metrics } = answer
  const fold = (text: string): string[] => foldedTo(room(context), text)
  const total = queued.reduce((sum, { events }) => sum + events, 0)
  const waiting =
    total === 0
      ? ['nothing new is stored for it']
      : wrap(
          [
            `${count(total, 'event')}:`,
            ...queued.map(({ kind, events }) => `${count(events)} ${printable(kind)}`),
          ],
          '  ',
          room(context),
        ).split('\n')
  return [
    row('To', fold(`${sink.endpoint} by ${sink.protocol}, ${compressionText(sink)}, ${securityText(sink)}`)),
    row('Detail', fold(LEVELS[sink.detail])),
    row('Of', fold(repositoriesText(sink))),
    row('Waiting', waiting),
    ...(metrics.length === 0 ? [] : [row('Computed', fold(metrics.join(', ')))]),
    ...fieldRows('Leaves', answer.fields, 'sent', fold),
    ...fieldRows('Stays', answer.fields, 'withheld', fold),
    ...(headers.length === 0 ? [] : [row('Headers', fold(`${headers.join(', ')}; not stored`))]),
    row('Undone', fold(`by wakelore network --remove ${sink.name}; what was sent stays there`)),
  ].join('\n')
}

function fieldRows(
  label: string,
  fields: ExportTo['fields'],
  fate: 'sent' | 'withheld',
  fold: (text: string) => string[],
): string[] {
  const lines = fields.flatMap(({ privacy, [fate]: list }) =>
    list.length === 0 ? [] : fold(`${CLASSES[privacy]}: ${names(list, MOST_NAMES[fate])}`),
  )
  return lines.length === 0 ? [] : [row(label, lines)]
}

function renderSent(answer: ExportTo, sent: NonNullable<ExportTo['sent']>, context: RenderContext): string {
  const name = sinkName(answer.sink)
  if (sent.events === 0) return `Nothing was left to send to ${name}.`
  const faults = Object.entries(sent.faults).map(([code, times]) =>
    times === 1 ? code : `${code} × ${count(times)}`,
  )
  return sections(
    wrap(
      [
        `${count(sent.events, 'event')} sent to ${name}`,
        `${count(sent.items, 'span, record or point', 'spans, records and points')} in ${bytes(sent.bytes)}`,
        ...(sent.refused === 0 ? [] : [paint('yellow', `${count(sent.refused)} of them refused for good`)]),
      ],
      ' · ',
      context.width,
    ),
    faults.length === 0 ? '' : paint('dim', `met on the way: ${faults.join(', ')}`),
  )
}

function renderDryRun(
  answer: ExportTo,
  events: NonNullable<ExportTo['dryRun']>,
  context: RenderContext,
): string {
  const waiting = answer.queued.reduce((sum, one) => sum + one.events, 0)
  const shown = events.map(({ id, kind, signal, fields, withheld }) => {
    const width = Math.max(0, ...fields.map(({ name }) => name.length))
    return [
      `${paint('yellow', id.slice(0, 8))}  ${paint('bold', printable(kind))} ${paint('dim', `in ${signal}`)}`,
      ...fields.map(({ name, value }) =>
        fit(`  ${printable(name).padEnd(width)}  ${printable(valueText(value))}`, context.width),
      ),
      ...(withheld.length === 0
        ? []
        : foldedTo(
            Math.min(context.width, PROSE_COLUMNS) - 2,
            `stays here: ${withheld.map(printable).join(', ')}`,
          ).map((line) => `  ${paint('dim', line)}`)),
    ].join('\n')
  })
  return sections(
    foldedTo(
      context.width,
      `Nothing was sent. Of ${count(waiting, 'event')} that would go to ${sinkName(answer.sink)} at ${answer.sink.detail}, the first ${count(events.length)}:`,
    ).join('\n'),
    ...shown,
    answer.metrics.length === 0
      ? ''
      : paint('dim', `with them go ${answer.metrics.join(', ')}, computed from them`),
  )
}

export function renderNetwork(answer: Network, context: RenderContext): string {
  const sinks = answer.sinks.map((sink) => sinkLines(sink, context)).join('\n')
  const { listener, origins } = answer
  return sections(
    answer.sinks.length === 0
      ? 'Nothing connects to anything: there is no sink.'
      : `Exports that you run connect to\n${sinks}`,
    listener === null
      ? 'Nothing listens: no daemon runs, or it found no port.'
      : wrap(
          [
            `The daemon listens on ${paint('bold', listener.url)} since ${clockTime(listener.since, context.nowMs)}`,
            `${count(listener.taken, 'request')} taken`,
            `${count(listener.refused)} refused`,
          ],
          ' · ',
          context.width,
        ),
    origins.length === 0
      ? 'No web page may send to it.'
      : `Web pages may send to it of ${origins.map(printable).join(', ')}`,
  )
}

function sinkLines(sink: Sink, context: RenderContext): string {
  const facts = [
    sink.detail,
    sink.protocol,
    securityText(sink),
    repositoriesText(sink),
    sink.sending ? paint('green', 'sending now') : `${count(sink.queued, 'event')} waiting`,
    sink.acknowledgedAt === null
      ? 'nothing acknowledged yet'
      : `last acknowledged ${ago(Date.parse(sink.acknowledgedAt), context.nowMs)}`,
  ]
  const fault =
    sink.lastFault === null
      ? []
      : foldedTo(
          Math.min(context.width, PROSE_COLUMNS) - 4,
          `${sink.lastFault.code} ${ago(Date.parse(sink.lastFault.at), context.nowMs)}: ${printable(sink.lastFault.message)}`,
        ).map((line, index) => (index === 0 ? `  ${paint('yellow', '!')} ${line}` : `    ${line}`))
  return [
    `  ${paint('bold', sink.name)}  ${sink.endpoint}`,
    wrap(facts, ' · ', context.width - 4).replace(/^/gm, '    '),
    ...fault,
  ].join('\n')
}

function sinkName({ name, endpoint }: ExportTo['sink']): string {
  return `${paint('bold', name)} (${endpoint})`
}

function compressionText({ compression }: ExportTo['sink']): string {
  return compression === 'gzip' ? 'compressed' : 'not compressed'
}

function securityText({ endpoint, insecure }: ExportTo['sink']): string {
  if (endpoint.startsWith('https:')) return 'encrypted'
  return insecure ? paint('yellow', 'unencrypted') : 'on this machine'
}

function repositoriesText({ repositories, ownEvents }: ExportTo['sink']): string {
  const which =
    repositories === 'all'
      ? 'all repositories, those to come too'
      : count(repositories.length, 'repository', 'repositories')
  return ownEvents ? `${which}, and what wakelore says of itself and your decisions` : which
}

function names(list: readonly string[], most: number): string {
  const shown = list.slice(0, most).map(printable).join(', ')
  return list.length > most ? `${shown} and ${count(list.length - most)} more (\`--json\` has all)` : shown
}

function valueText(value: NonNullable<ExportTo['dryRun']>[number]['fields'][number]['value']): string {
  return Array.isArray(value) ? value.map(String).join(' ') : String(value)
}
