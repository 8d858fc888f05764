import type { z } from 'zod'
import type { doctor } from '@wakelore/server/operation/doctor'
import { displayWidth, padEnd, paint, printable } from '../terminal.ts'

type Answer = z.output<typeof doctor.output>

const MARK = {
  ok: ['green', '✓'],
  unchecked: ['dim', '·'],
  warning: ['yellow', '!'],
  failed: ['red', '✗'],
} as const

export function renderDoctor(answer: Answer): string {
  const width = Math.max(...answer.checks.map((check) => displayWidth(check.name)))
  const lines = answer.checks.flatMap((check) => {
    const [colour, mark] = MARK[check.state]
    const line = `${paint(colour, mark)} ${padEnd(check.name, width)}  ${printable(check.found)}`
    return check.fix === undefined
      ? [line]
      : [line, `  ${' '.repeat(width)}  ${paint('cyan', `→ ${printable(check.fix)}`)}`]
  })
  return [
    ...lines,
    '',
    answer.healthy ? 'Nothing is broken.' : paint('red', 'Something is broken: see ✗ above.'),
  ].join('\n')
}
