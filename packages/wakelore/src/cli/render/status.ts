import type { z } from 'zod'
import type { status } from '@wakelore/server/operation/status'
import { sections, type RenderContext } from '../render.ts'
import { ago, bytes, count, displayWidth, padEnd, paint, pathText, printable, wrap } from '../terminal.ts'

type Answer = z.output<typeof status.output>

const DETAIL: Readonly<Record<string, string>> = {
  full: 'keeps everything',
  names: 'keeps names only',
  counts: 'keeps counts only',
  off: 'reading is off',
}

export function renderStatus(answer: Answer, context: RenderContext): string {
  const state = [
    `capture ${answer.capture} · network ${answer.network} · daemon ${answer.daemon === null ? 'none' : answer.daemon.pid}`,
    wrap(
      [`${count(answer.events, 'event')} in ${bytes(answer.bytes)}`, `at ${pathText(answer.store)}`],
      ' ',
      context.width,
    ),
    answer.keys.length === 0
      ? 'no keys yet'
      : wrap(
          [`opened by ${answer.keys[0]}`, ...answer.keys.slice(1).map((kind) => `or ${kind}`)],
          ' ',
          context.width,
        ),
  ].join('\n')
  if (answer.repos.length === 0)
    return sections(state, 'No repository was read yet: `wakelore PATH` reads one.')
  const width = Math.max(...answer.repos.map((repo) => displayWidth(printable(repo.name))))
  const hanging = `\n${' '.repeat(width + 4)}`
  const repos = answer.repos.map((repo) => {
    const facts = [
      `${count(repo.commits, 'commit')}, ${count(repo.events, 'event')}`,
      repo.lastCommitAt === null ? 'empty' : `newest ${ago(Date.parse(repo.lastCommitAt), context.nowMs)}`,
      ...Object.entries(repo.detail).map(([category, level]) =>
        category === 'history' ? (DETAIL[level] ?? level) : `${category} ${level}`,
      ),
    ]
    return (
      `  ${paint('bold', padEnd(printable(repo.name), width))}  ` +
      wrap(facts, ' · ', context.width - width - 4).replaceAll('\n', hanging) +
      hanging +
      paint('dim', pathText(repo.path.replace(/[/\\]\.git$/, '')))
    )
  })
  return sections(state, repos.join('\n'))
}
