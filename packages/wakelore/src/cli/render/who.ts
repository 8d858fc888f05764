import type { z } from 'zod'
import type { who } from '@wakelore/server/operation/who'
import type { RenderContext } from '../render.ts'
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
} from '../terminal.ts'

type Answer = z.output<typeof who.output>

/** Indent, share, gap. */
const LEFT_COLUMNS = 9

export function renderWho(answer: Answer, context: RenderContext): string {
  const path = answer.path === '' ? 'the whole repository' : pathText(answer.path)
  if (answer.people.length === 0) return `Nobody is known for ${path}: only bots and bulk commits touched it.`
  const rows = answer.people.map((person) => ({
    name: fit(`${printable(person.name)} <${printable(person.email)}>`, context.width - LEFT_COLUMNS),
    share: percent(person.score),
    evidence:
      [
        person.commits > 0 ? count(person.commits, 'commit') : '',
        person.reviews > 0 ? count(person.reviews, 'review') : '',
      ]
        .filter((part) => part !== '')
        .join(', ') +
      `, last ${ago(Date.parse(person.lastAt), context.nowMs)} in ${shortSha(person.lastCommit)}`,
  }))
  const width = Math.max(...rows.map((row) => displayWidth(row.name)))
  const longest = Math.max(...rows.map((row) => displayWidth(row.evidence)))
  const gap = LEFT_COLUMNS + width + 2 + longest <= context.width ? '  ' : `\n${' '.repeat(LEFT_COLUMNS)}`
  return [
    paint('bold', path),
    ...rows.map(
      (row) =>
        `  ${row.share.padStart(5)}  ${gap === '  ' ? padEnd(row.name, width) : row.name}${gap}${paint('dim', row.evidence)}`,
    ),
  ].join('\n')
}
