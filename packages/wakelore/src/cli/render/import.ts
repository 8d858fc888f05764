import type { z } from 'zod'
import type { importEvents } from '@wakelore/server/operation/import'
import { count } from '../terminal.ts'

export function renderImport(answer: z.output<typeof importEvents.output>): string {
  return (
    `${count(answer.stored, 'event')} stored, ${count(answer.present)} there already` +
    (answer.refused > 0 ? `, ${count(answer.refused)} refused by the gate` : '')
  )
}
