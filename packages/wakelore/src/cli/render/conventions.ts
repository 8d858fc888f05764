/** What the registry of conventions holds, one of its entries, or how what is stored keeps to it. */
import type { z } from 'zod'
import type { conventions } from '@wakelore/server/operation/conventions'
import { sections, type RenderContext } from '../render.ts'
import { count, displayWidth, fit, padEnd, paint, printable, wrapWords } from '../terminal.ts'

type Answer = z.output<typeof conventions.output>
type Shown = Answer['shown'][number]

const GAP = '  '
const MOST_NAME_COLUMNS = 44

export function renderConventions(answer: Answer, context: RenderContext): string {
  if (answer.check !== null) return checkText(answer, answer.check, context)
  if (answer.shown.length > 0) return sections(...answer.shown.map((entry) => entryText(entry, context)))
  if (answer.action === 'search') return foundText(answer, context)
  return summaryText(answer, context)
}

function summaryText({ version, entries }: Answer, { width }: RenderContext): string {
  const { attribute = 0, kind = 0, metric = 0, entity = 0 } = entries
  return [
    wrapWords(
      `Conventions ${version}: ${count(kind, 'kind')} of events and spans, ${count(attribute, 'attribute')}, ` +
        `${count(metric, 'metric')}, ${entity === 1 ? '1 entity' : `${count(entity)} entities`}.`,
      width,
    ),
    wrapWords(
      '`wakelore conventions search WORDS` finds one, `show NAME` tells it, `check` holds what is stored against them.',
      width,
    ),
  ].join('\n')
}

function foundText({ found, omitted }: Answer, { width }: RenderContext): string {
  if (found.length === 0) return 'No convention has all of these words.'
  const nameColumns = columnsFor(found, width)
  const sortColumns = Math.max(...found.map(({ sort }) => sort.length))
  const lines = found.map(({ sort, name, brief }) => {
    const left = `${padEnd(fit(name, nameColumns), nameColumns)}${GAP}${paint('dim', padEnd(sort, sortColumns))}${GAP}`
    return left + fit(printable(brief), width - nameColumns - sortColumns - 2 * GAP.length)
  })
  return [
    ...lines,
    ...(omitted === 0 ? [] : [paint('dim', `${count(omitted)} more: \`--limit\` shows them.`)]),
  ].join('\n')
}

function entryText(entry: Shown, { width }: RenderContext): string {
  const facts = factsOf(entry)
  const factColumns = Math.max(0, ...facts.map(([name]) => name.length))
  const room = width - factColumns - GAP.length
  const prose = entry.note === undefined ? entry.brief : `${entry.brief} ${entry.note}`
  return [
    `${paint('bold', entry.name)}${GAP}${paint('dim', entry.sort)}`,
    wrapWords(printable(prose), width),
    ...facts.flatMap(([name, text]) =>
      wrapWords(printable(text), room)
        .split('\n')
        .map((line, index) => `${paint('dim', padEnd(index === 0 ? name : '', factColumns))}${GAP}${line}`),
    ),
    ...(entry.attributes.length === 0 ? [] : ['', ...attributeLines(entry, width)]),
  ].join('\n')
}

function factsOf(entry: Shown): (readonly [name: string, text: string])[] {
  const { members, isOpen, usedBy } = entry
  const listed = members.map(({ value, brief }) =>
    brief === undefined ? `${value}` : `${value} (${brief.replace(/\.$/, '')})`,
  )
  const facts: (readonly [string, string | undefined | null])[] = [
    ['deprecated', entry.deprecated],
    ['type', entry.type],
    ['values', listed.length === 0 ? undefined : `${listed.join(', ')}${isOpen ? ', and others' : ''}`],
    ['unit', entry.unit],
    ['instrument', entry.instrument],
    ['signal', entry.signal],
    ['called', entry.spanName],
    ['privacy', entry.privacy === 'of_key' ? 'that of the attribute that the key names' : entry.privacy],
    ['source', entry.sort === 'kind' ? (entry.source ?? 'nothing yet') : undefined],
    ['category', entry.category],
    ['key', entry.key],
    ['stability', entry.stability.replaceAll('_', ' ')],
    ['upstream', entry.isUpstream ? "defined by OpenTelemetry's conventions" : undefined],
    ['kept', entry.isLocal ? 'on this machine only' : undefined],
    ['example', entry.examples.length === 0 ? undefined : JSON.stringify(entry.examples[0])],
    [
      'used by',
      usedBy.length === 0
        ? undefined
        : usedBy.map((use) => `${use.name} (${use.condition ?? use.level.replaceAll('_', ' ')})`).join(', '),
    ],
  ]
  return facts.flatMap(([name, text]) => (text === undefined || text === null ? [] : [[name, text] as const]))
}

function attributeLines({ attributes }: Shown, width: number): string[] {
  const nameColumns = columnsFor(attributes, width)
  return attributes.map(({ name, level, condition, brief }) => {
    const present = condition ?? level.replaceAll('_', ' ')
    const text = fit(`${brief} [${present}]`, width - nameColumns - GAP.length)
    return `${padEnd(fit(name, nameColumns), nameColumns)}${GAP}${printable(text)}`
  })
}

/** Columns for the names: at most half a terminal. */
function columnsFor(entries: readonly { readonly name: string }[], width: number): number {
  const most = Math.min(MOST_NAME_COLUMNS, Math.floor(width / 2))
  return Math.min(most, Math.max(...entries.map(({ name }) => displayWidth(name))))
}

function checkText(
  { omitted, version }: Answer,
  check: NonNullable<Answer['check']>,
  { width }: RenderContext,
): string {
  const { events, violations, advice, problems } = check
  if (events === 0) return 'Nothing is stored of that to check.'
  const counts = problems.map((problem) => count(problem.count))
  const countColumns = Math.max(0, ...counts.map((text) => text.length))
  const lines = problems.map(({ level, kind, subject, message, example }, index) => {
    const mark = level === 'violation' ? paint('red', '✗') : paint('dim', '·')
    const room = width - countColumns - 2 - 2 * GAP.length
    const text = `${kind} ${subject}: ${message} (${example.slice(0, 8)})`
    return `${mark} ${counts[index]!.padStart(countColumns)}${GAP}${fit(printable(text), room)}`
  })
  const verdict =
    violations === 0
      ? `${count(events, 'event')} keep to conventions ${version}`
      : `${count(violations, 'violation')} of conventions ${version} in ${count(events, 'event')}`
  const advised = advice === 0 ? '' : `; ${advice === 1 ? 'one piece' : `${count(advice)} pieces`} of advice`
  return sections(
    paint(violations === 0 ? 'reset' : 'red', wrapWords(`${verdict}${advised}.`, width)),
    lines.join('\n'),
    omitted === 0 ? '' : paint('dim', `${count(omitted)} more: \`--limit\` shows them.`),
  )
}
