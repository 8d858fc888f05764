/**
 * A day as a stand-up: when, how long and how much in two lines with a small picture of the
 * hours, then by branch what became of it. Each line ends with the commits it is told by.
 */
import type { z } from 'zod'
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '@wakelore/kernel/clock'
import type { today } from '@wakelore/server/operation/today'
import { sparkline } from '../chart.ts'
import { duration } from '../duration.ts'
import { sections, type RenderContext } from '../render.ts'
import { clockTime, count, displayWidth, fit, paint, printable, shortSha, wrapWords } from '../terminal.ts'

type Answer = z.output<typeof today.output>
type Line = Answer['lines'][number]
type DayOfRepository = Answer['repositories'][number]

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
/** Hours that a picture has at most; of more, every column is a day. */
const MOST_HOURS = 48
/** A name wider than this tells its end. */
const MOST_NAME_COLUMNS = 40
const LEAST_TEXT_COLUMNS = 16

export function renderToday(answer: Answer, context: RenderContext): string {
  const remarks = [answer, ...answer.repositories].flatMap((one) => one.remarks.map(({ message }) => message))
  const notes = [...new Set(remarks)].map((message) =>
    paint('yellow', wrapWords(`note: ${printable(message)}`, context.width)),
  )
  const told = answer.repositories.filter(({ sessions }) => sessions.length > 0)
  if (told.length === 0) return [nothing(answer, context), ...notes].join('\n')
  return sections(
    [...header(answer, context), ...notes].join('\n'),
    ...told.map((repository) => body(answer, repository, told.length > 1, context)),
    hint(answer, context),
  )
}

function nothing(answer: Answer, { nowMs, width }: RenderContext): string {
  const [only] = answer.repositories
  const where = only === undefined || answer.repositories.length > 1 ? '' : ` in ${printable(only.name)}`
  const who =
    answer.author === 'me' ? '' : answer.author === 'all' ? ' by anybody' : ` by ${printable(answer.author)}`
  return wrapWords(
    `Nothing is known to have been done${where}${who} since ${clockTime(answer.since, nowMs)}.`,
    width,
  )
}

function header(answer: Answer, context: RenderContext): string[] {
  const { repositories } = answer
  const sessions = repositories.flatMap((one) => one.sessions)
  const begin = Math.min(...sessions.map(({ from }) => Date.parse(from)))
  const end = Math.max(...sessions.map(({ to }) => Date.parse(to)))
  const commits = repositories.flatMap(({ branches }) => branches.flatMap((one) => one.commits)).length
  const worked = sessions.reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0)
  const facts = [
    isOneDay(begin, end) ? `${clock(begin)}–${clock(end)}` : '',
    worked >= MS_PER_MINUTE
      ? `${duration(worked)} in ${count(sessions.length, 'session')}`
      : count(sessions.length, 'session'),
    count(commits, 'commit'),
  ].filter((fact) => fact !== '')
  const where = repositories.length === 1 ? ` in ${printable(repositories[0]!.name)}` : ''
  const title = `${answer.isEarlierDay ? 'Nothing yet today. ' : ''}${when(answer, context.nowMs)}${where}`
  const line = `${paint('bold', title)}  ${paint('dim', facts.join(' · '))}`
  return [
    displayWidth(title) + 2 + displayWidth(facts.join(' · ')) <= context.width
      ? line
      : `${paint('bold', title)}\n${paint('dim', wrapWords(facts.join(' · '), context.width))}`,
    picture(answer, context),
  ].filter((part) => part !== '')
}

function when({ since, isEarlierDay, author }: Answer, nowMs: number): string {
  const whose = author === 'me' || author === 'all' ? '' : ` by ${printable(author)}`
  const from = new Date(since)
  const midnight = new Date(nowMs)
  midnight.setHours(0, 0, 0, 0)
  if (!isEarlierDay) {
    return from.getTime() === midnight.getTime()
      ? `Today${whose}`
      : `Since ${clockTime(since, nowMs)}${whose}`
  }
  const days = Math.round((midnight.getTime() - from.getTime()) / MS_PER_DAY)
  const day = days === 1 ? 'Yesterday' : WEEKDAYS[from.getDay()]!
  return (days < 7 ? day : `${day}, ${clockTime(since, nowMs).slice(0, 'yyyy-mm-dd'.length)}`) + whose
}

/** A column an hour from the first to the last with work; a column a day, where that is wider. */
function picture({ activity }: Answer, { width }: RenderContext): string {
  const first = activity[0]
  const last = activity.at(-1)
  if (first === undefined || last === undefined) return ''
  const begin = Date.parse(first.from)
  const hours = Math.round((Date.parse(last.from) - begin) / MS_PER_HOUR) + 1
  const stepMs = hours > MOST_HOURS ? MS_PER_DAY : MS_PER_HOUR
  const counts: number[] = []
  for (const { from, moments } of activity) {
    const column = Math.floor((Date.parse(from) - begin) / stepMs)
    counts[column] = (counts[column] ?? 0) + moments
  }
  const bars = sparkline(Array.from(counts, (one) => one ?? 0).slice(-Math.min(width, MOST_HOURS * 4)))
  if (stepMs === MS_PER_DAY) return `${paint('cyan', bars)}  ${paint('dim', 'by day')}`
  return `${paint('dim', clock(begin))} ${paint('cyan', bars)} ${paint('dim', clock(Date.parse(last.from) + MS_PER_HOUR))}`
}

function body(answer: Answer, repository: DayOfRepository, isNamed: boolean, context: RenderContext): string {
  const own = answer.lines.filter((line) => line.repository === repository.id)
  const firstLost = own.find(({ kind }) => kind === 'abandoned')
  const lines = own.flatMap((line) => [
    ...(line === firstLost ? [paint(['bold', 'red'], 'in no branch now')] : []),
    line.kind === 'branch' ? branchLine(line, context) : commitLine(line, context),
  ])
  return [...(isNamed ? [paint('bold', printable(repository.name))] : []), ...lines].join('\n')
}

function branchLine({ branch, text, note }: Line, { width }: RenderContext): string {
  const name = branch === null ? '(branch unknown)' : fit(printable(branch), MOST_NAME_COLUMNS, 'end')
  const told = [printable(text), printable(note)].filter((part) => part !== '')
  const room = width - displayWidth(name) - 2
  const whole = told.join(' · ')
  if (displayWidth(whole) <= room) {
    return `${paint(['bold', 'cyan'], name)}  ${paint('dim', whole)}`
  }
  const lines = told.flatMap((part) => wrapWords(part, width - 2).split('\n'))
  return [paint(['bold', 'cyan'], name), ...lines.map((line) => `  ${paint('dim', line)}`)].join('\n')
}

function commitLine({ kind, text, note, evidence, branch }: Line, { width }: RenderContext): string {
  const was = kind === 'abandoned' && branch !== null ? `was on ${branch}` : ''
  const remark = printable([was, note].filter((part) => part !== '').join(', '))
  if (kind === 'more') return `  ${paint('dim', [text, remark].filter((part) => part !== '').join(': '))}`
  const sha = shortSha(evidence[0] ?? '')
  const left = 2 + sha.length + 2
  const subject = printable(text)
  const style = kind === 'abandoned' ? 'red' : 'yellow'
  const room = width - left - (remark === '' ? 0 : displayWidth(remark) + 2)
  if (remark === '' || room >= Math.min(displayWidth(subject), LEAST_TEXT_COLUMNS * 2)) {
    const shown = fit(subject, Math.max(LEAST_TEXT_COLUMNS, room))
    return `  ${paint(style, sha)}  ${shown}${remark === '' ? '' : `  ${paint('dim', remark)}`}`
  }
  return `  ${paint(style, sha)}  ${fit(subject, width - left)}\n${' '.repeat(left)}${paint('dim', fit(remark, width - left))}`
}

function hint({ lines }: Answer, { repoHint }: RenderContext): string {
  const lost = lines.find(({ kind }) => kind === 'abandoned')?.evidence[0]
  const where = repoHint === '' ? '' : ' in that repository'
  return lost === undefined ? '' : paint('dim', `Bring one back${where}: git branch NAME ${shortSha(lost)}`)
}

function isOneDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString()
}

function clock(atMs: number): string {
  return clockTime(new Date(atMs).toISOString(), atMs)
}
