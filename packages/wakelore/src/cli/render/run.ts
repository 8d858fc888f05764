/** What became of a command that was run, as one line behind its own output, and what else there is to say. */
import type { z } from 'zod'
import type { run } from '@wakelore/server/operation/run'
import { duration } from '../duration.ts'
import { failureWords } from '../failure-words.ts'
import type { RenderContext } from '../render.ts'
import { count, paintError, printable, wrap, wrapWords } from '../terminal.ts'

type Answer = z.output<typeof run.output>

export function renderRun(answer: Answer, { width }: RenderContext): string {
  const facts = [
    `wakelore: ${paintError('bold', printable(answer.name))}`,
    ...ending(answer),
    ...tests(answer),
    ...usual(answer),
    ...(answer.stored ? [`trace ${answer.traceId.slice(0, 8)}`] : []),
    ...(answer.repository === null && answer.remarks.length === 0 ? ['in no repository, not stored'] : []),
  ]
  return [wrap(facts, ' · ', width), ...answer.remarks.map((text) => note(text, width))].join('\n')
}

function ending({ errorType, durationMs }: Answer): string[] {
  if (errorType === null) return [`${paintError('green', 'ok')} after ${duration(durationMs)}`]
  if (errorType.startsWith('not_')) return [paintError('red', errorType.replaceAll('_', ' '))]
  return [`${paintError('red', failureWords(errorType))} after ${duration(durationMs)}`]
}

function tests({ tests }: Answer): string[] {
  if (tests === null) return []
  const { passed, failed, skipped } = tests
  return [
    [
      `${count(passed)} passed`,
      ...(failed === 0 ? [] : [paintError('red', `${count(failed)} failed`)]),
      ...(skipped === 0 ? [] : [`${count(skipped)} skipped`]),
    ].join(', '),
  ]
}

function usual({ usual }: Answer): string[] {
  if (usual === null || usual.verdict === 'same') return []
  return [`${usual.verdict} than usual (median ${duration(usual.medianMs)})`]
}

function note(text: string, width: number): string {
  return wrapWords(`wakelore: note: ${printable(text)}`, width)
}
