import type { z } from 'zod'
import type { status } from '@wakelore/server/operation/status'
import { sections, type RenderContext } from '../render.ts'
import { ago, bytes, count, displayWidth, padEnd, paint, printable } from '../terminal.ts'

type Answer = z.output<typeof status.output>

export function renderStatus(answer: Answer, context: RenderContext): string {
  const state = [
    `capture ${answer.capture} · network ${answer.network} · daemon ${answer.daemon === null ? 'none' : answer.daemon.pid}`,
    `${count(answer.events, 'event')} in ${bytes(answer.bytes)} at ${printable(answer.store)}`,
    answer.keys.length === 0 ? 'no keys yet' : `opened by ${answer.keys.join(' or ')}`,
  ].join('\n')
  if (answer.repos.length === 0)
    return sections(state, 'No repository was read yet: `wakelore PATH` reads one.')
  const width = Math.max(...answer.repos.map((repo) => displayWidth(printable(repo.name))))
  const repos = answer.repos.map(
    (repo) =>
      `  ${paint('bold', padEnd(printable(repo.name), width))}  ${count(repo.commits, 'commit')}, ` +
      `${count(repo.events, 'event')}, ` +
      (repo.lastEventAt === null ? 'empty' : `newest ${ago(Date.parse(repo.lastEventAt), context.nowMs)}`) +
      ` · detail ${Object.entries(repo.detail)
        .map(([category, level]) => `${category} ${level}`)
        .join(', ')}` +
      `\n  ${' '.repeat(width)}  ${paint('dim', printable(repo.path))}`,
  )
  return sections(state, repos.join('\n'))
}
