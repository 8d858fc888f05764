import type { z } from 'zod'
import type { who } from '@wakelore/server/operation/who'
import type { RenderContext } from '../render.ts'
import { ago, count, displayWidth, padEnd, paint, percent, printable, shortSha } from '../terminal.ts'

type Answer = z.output<typeof who.output>

export function renderWho(answer: Answer, context: RenderContext): string {
  const path = answer.path === '' ? 'the whole repository' : printable(answer.path)
  if (answer.people.length === 0) return `Nobody is known for ${path}: only bots and bulk commits touched it.`
  const rows = answer.people.map((person) => ({
    name: `${printable(person.name)} <${printable(person.email)}>`,
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
  return [
    paint('bold', path),
    ...rows.map(
      (row) => `  ${row.share.padStart(5)}  ${padEnd(row.name, width)}  ${paint('dim', row.evidence)}`,
    ),
  ].join('\n')
}
