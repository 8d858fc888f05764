import type { z } from 'zod'
import type { doctor } from '@wakelore/server/operation/doctor'
import type { RenderContext } from '../render.ts'
import { displayWidth, padEnd, paint, printable, wrapWords } from '../terminal.ts'

type Answer = z.output<typeof doctor.output>

const MARK = {
  ok: ['green', '✓'],
  unchecked: ['dim', '·'],
  warning: ['yellow', '!'],
  failed: ['red', '✗'],
} as const
const FIX_MARK = '→ '

export function renderDoctor(answer: Answer, context: RenderContext): string {
  const width = Math.max(...answer.checks.map((check) => displayWidth(check.name)))
  const lines = answer.checks.flatMap((check) => {
    const [colour, mark] = MARK[check.state]
    const hanging = ' '.repeat(width + 4)
    const room = context.width - hanging.length
    const found = wrapWords(printable(check.found), room).split('\n')
    const fix =
      check.fix === undefined ? [] : wrapWords(printable(check.fix), room - FIX_MARK.length).split('\n')
    return [
      `${paint(colour, mark)} ${padEnd(check.name, width)}  ${found[0]}`,
      ...found.slice(1).map((more) => hanging + more),
      ...fix.map((more, index) => hanging + paint('cyan', (index === 0 ? FIX_MARK : '  ') + more)),
    ]
  })
  return [
    ...lines,
    '',
    answer.healthy ? 'Nothing is broken.' : paint('red', 'Something is broken: see ✗ above.'),
  ].join('\n')
}
