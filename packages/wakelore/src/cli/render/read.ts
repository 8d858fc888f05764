import type { z } from 'zod'
import type { read } from '@wakelore/server/operation/read'
import { sections, type RenderContext } from '../render.ts'
import { ago, count, fit, padEnd, paint, percent, printable, shortSha, displayWidth } from '../terminal.ts'

type Answer = z.output<typeof read.output>

const MAX_COLUMN = 52

/** The first screen: what was read, what it says, what to ask next. */
export function renderRead(answer: Answer, context: RenderContext): string {
  return sections(
    header(answer),
    section('What changes together', couplings(answer, context)),
    section('Who knows what', knowers(answer)),
    section('Done last', last(answer, context)),
    section('Ask next', hints(answer, context)),
  )
}

function header(answer: Answer): string {
  const { totals, read } = answer
  const news =
    read.newCommits > 0
      ? `${count(read.newCommits, 'new commit')} read in ${read.seconds.toFixed(1)} s`
      : `nothing new · ${read.seconds.toFixed(2)} s`
  return [
    `${paint('bold', printable(answer.repository.name))}  ${paint('dim', printable(answer.repository.path))}`,
    `${count(totals.commits, 'commit')} by ${count(totals.people, 'person', 'people')} over ${count(totals.files, 'file')}, ` +
      `${count(totals.branches, 'branch', 'branches')}, ${count(totals.tags, 'tag')}`,
    `${news} · capture ${answer.capture} · network ${answer.network}`,
    ...read.remarks.map((remark) => paint('yellow', `note: ${printable(remark.message)}`)),
  ].join('\n')
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [paint('bold', title), ...lines.map((line) => `  ${line}`)].join('\n')
}

function couplings(answer: Answer, context: RenderContext): string[] {
  const rows = answer.couplings.map((one) => ({ pair: one.paths.map(printable), one }))
  const half = Math.min(MAX_COLUMN, Math.max(20, Math.floor((context.width - 48) / 2)))
  const fitted = rows.map(({ pair, one }) => ({ cells: pair.map((path) => fit(path, half, 'end')), one }))
  const first = Math.max(0, ...fitted.map(({ cells }) => displayWidth(cells[0] ?? '')))
  const second = Math.max(0, ...fitted.map(({ cells }) => displayWidth(cells[1] ?? '')))
  return fitted.map(
    ({ cells, one }) =>
      `${padEnd(cells[0] ?? '', first)} ${paint('dim', '↔')} ${padEnd(cells[1] ?? '', second)}  ` +
      paint('dim', `${one.together} of ${one.of} times, last in ${shortSha(one.lastCommit)}`),
  )
}

function knowers(answer: Answer): string[] {
  const width = Math.max(0, ...answer.knowers.map((one) => displayWidth(printable(one.directory))))
  return answer.knowers.map(
    (one) =>
      `${padEnd(printable(one.directory), width)}  ` +
      one.people
        .map((person) => `${printable(person.name)} ${paint('dim', percent(person.share))}`)
        .join(', '),
  )
}

function last(answer: Answer, context: RenderContext): string[] {
  const rows = answer.last.map((commit) => ({
    commit,
    when: ago(Date.parse(commit.at), context.nowMs),
    who: fit(printable(commit.author.name), 24),
  }))
  const whenWidth = Math.max(0, ...rows.map((row) => row.when.length))
  const whoWidth = Math.max(0, ...rows.map((row) => displayWidth(row.who)))
  return rows.map(({ commit, when, who }) => {
    const left = 2 + 7 + 2 + whenWidth + 2 + whoWidth + 2
    return (
      `${paint('yellow', shortSha(commit.sha))}  ${paint('dim', padEnd(when, whenWidth))}  ${padEnd(who, whoWidth)}  ` +
      fit(printable(commit.subject), Math.max(20, context.width - left))
    )
  })
}

function hints(answer: Answer, context: RenderContext): string[] {
  const directory = answer.knowers[0]?.directory.replace(/\/$/, '')
  const file = answer.couplings[0]?.paths[0]
  const repo = context.repoHint
  const lines: (readonly [string, string])[] = [
    file === undefined
      ? [`wakelore next${repo}`, 'what still has to change with what you have changed']
      : [
          `wakelore next ${quoted(file)}${repo}`,
          'what else has to change with a file; alone: with your edits',
        ],
    [`wakelore who ${quoted(directory ?? '.')}${repo}`, 'who to ask, with evidence'],
    [`wakelore score${repo}`, 'how often `next` is right on this very history'],
  ]
  const width = Math.max(...lines.map(([command]) => displayWidth(command)))
  return lines.map(([command, does]) => `${paint('cyan', padEnd(command, width))}  ${paint('dim', does)}`)
}

/** A path as one would type it in a shell. */
function quoted(path: string): string {
  const shown = printable(path)
  return /^[\w@%+=:,./-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", `'\\''`)}'`
}
