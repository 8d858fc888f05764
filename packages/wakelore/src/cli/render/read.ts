import type { z } from 'zod'
import type { read } from '@wakelore/server/operation/read'
import { sections, type RenderContext } from '../render.ts'
import { hintPath, standsIn } from '../hint-path.ts'
import {
  ago,
  count,
  displayWidth,
  fit,
  padEnd,
  paint,
  pathText,
  percent,
  printable,
  shortSha,
  wrap,
} from '../terminal.ts'

type Answer = z.output<typeof read.output>

/** Narrower than this, a path tells too little: the evidence goes to a line of its own. */
const LEAST_PATH_COLUMNS = 24
/** What `↔` and the indent take beside two paths. */
const PAIR_COLUMNS = 5
const EVIDENCE_COLUMNS = 43
/** ` 100 %,` */
const SHARE_COLUMNS = 7
const INDENT = '  '

/** The first screen: what was read, what it says, what to ask next. */
export function renderRead(answer: Answer, context: RenderContext): string {
  return sections(
    header(answer, context),
    section('What changes together', couplings(answer, context)),
    section('Who knows what', knowers(answer, context)),
    section('Done last', last(answer, context)),
    section('Ask next', hints(answer, context)),
  )
}

function header(answer: Answer, { width, configFile }: RenderContext): string {
  const { totals, read, repository } = answer
  const news =
    read.newCommits > 0
      ? `${count(read.newCommits, 'new commit')} read in ${read.seconds.toFixed(1)} s`
      : answer.detail === 'off'
        ? 'reading is off'
        : `nothing new · ${read.seconds.toFixed(2)} s`
  const notes = [
    ...(answer.detail === 'off'
      ? [`"history" is "off" for this repository in ${pathText(configFile)}; change it there to read on.`]
      : []),
    ...read.remarks.map((remark) => printable(remark.message)),
  ]
  return [
    `${paint('bold', printable(repository.name))}  ${paint('dim', pathText(repository.path))}`,
    wrap(
      [
        `${count(totals.commits, 'commit')} by ${count(totals.people, 'person', 'people')} over ${count(totals.files, 'file')},`,
        `${count(totals.branches, 'branch', 'branches')}, ${count(totals.tags, 'tag')}`,
      ],
      ' ',
      width,
    ),
    wrap([news, `capture ${answer.capture}`, `network ${answer.network}`], ' · ', width),
    ...notes.map((note) => paint('yellow', wrap(`note: ${note}`.split(' '), ' ', width))),
  ].join('\n')
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [paint('bold', title), ...lines.map((line) => `  ${line}`)].join('\n')
}

function couplings(answer: Answer, { width }: RenderContext): string[] {
  const beside = Math.floor((width - PAIR_COLUMNS - EVIDENCE_COLUMNS) / 2)
  const isBeside = beside >= LEAST_PATH_COLUMNS
  const most = isBeside ? beside : Math.floor((width - PAIR_COLUMNS) / 2)
  const rows = answer.couplings.map((one) => ({
    one,
    cells: one.paths.map((path) => fit(pathText(path), most, 'end')),
  }))
  const first = Math.max(0, ...rows.map(({ cells }) => displayWidth(cells[0] ?? '')))
  const second = Math.max(0, ...rows.map(({ cells }) => displayWidth(cells[1] ?? '')))
  return rows.flatMap(({ cells: [left = '', right = ''], one }) => {
    const pair = `${padEnd(left, first)} ${paint('dim', '↔')} `
    const evidence = paint(
      'dim',
      `${count(one.together)} of ${count(one.of, 'time')}, last in ${shortSha(one.lastCommit)}`,
    )
    return isBeside ? [`${pair}${padEnd(right, second)}  ${evidence}`] : [pair + right, INDENT + evidence]
  })
}

function knowers(answer: Answer, { width }: RenderContext): string[] {
  const rows = answer.knowers.map((one) => ({
    directory: fit(pathText(directoryName(one.directory)), Math.floor(width / 2), 'end'),
    people: one.people,
  }))
  const column = Math.max(0, ...rows.map(({ directory }) => displayWidth(directory)))
  const room = width - 2 * INDENT.length - column
  const hanging = ' '.repeat(column + INDENT.length)
  return rows.flatMap(({ directory, people }) => {
    const shares = people.map(
      ({ name, share }) => `${fit(printable(name), room - SHARE_COLUMNS)} ${paint('dim', percent(share))}`,
    )
    return wrap(shares, ', ', room)
      .split('\n')
      .map((line, index) => (index === 0 ? padEnd(directory, column) + INDENT : hanging) + line)
  })
}

/** The root, whose name is empty, as a path that works in a command. */
function directoryName(directory: string): string {
  return directory.replace(/^(?:\.\/)?$/, '.')
}

function last(answer: Answer, { nowMs, width }: RenderContext): string[] {
  const rows = answer.last.map((commit) => ({
    commit,
    when: ago(Date.parse(commit.at), nowMs),
    who: Number.isFinite(width)
      ? fit(printable(commit.author.name), Math.min(24, Math.floor(width / 4)))
      : printable(commit.author.name),
  }))
  const whenWidth = Math.max(0, ...rows.map((row) => row.when.length))
  const whoWidth = Math.max(0, ...rows.map((row) => displayWidth(row.who)))
  const left = 2 + 7 + 2 + whenWidth + 2 + whoWidth + 2
  return rows.map(
    ({ commit, when, who }) =>
      `${paint('yellow', shortSha(commit.sha))}  ${paint('dim', padEnd(when, whenWidth))}  ${padEnd(who, whoWidth)}  ` +
      fit(printable(commit.subject), Math.max(16, width - left)),
  )
}

function hints(answer: Answer, context: RenderContext): string[] {
  const root = answer.repository.path
  const path = (name: string): string => hintPath(name, root, context.cwd)
  const repo = standsIn(root, context.cwd) ? '' : context.repoHint
  const file = answer.couplings[0]?.paths[0]
  const lines: (readonly [string, string])[] = [
    file === undefined
      ? [`wakelore next${repo}`, 'what still has to change with what you have changed']
      : [`wakelore next ${path(file)}${repo}`, 'what else changes with a file; alone: with your edits'],
    [`wakelore who ${path(answer.knowers[0]?.directory ?? '')}${repo}`, 'who to ask, with evidence'],
    [`wakelore score${repo}`, 'how often `next` is right on this very history'],
  ]
  const column = Math.max(...lines.map(([command]) => displayWidth(command)))
  const isBeside =
    2 * INDENT.length + column + Math.max(...lines.map(([, does]) => does.length)) <= context.width
  return lines.flatMap(([command, does]) =>
    isBeside
      ? [`${paint('cyan', padEnd(command, column))}${INDENT}${paint('dim', does)}`]
      : [paint('cyan', command), INDENT + paint('dim', does)],
  )
}
