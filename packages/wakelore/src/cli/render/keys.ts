import type { z } from 'zod'
import type { keys } from '@wakelore/server/operation/keys'
import { padEnd, paint } from '../terminal.ts'

const WHAT = {
  'git-credential': 'kept by your git credential helper',
  'recovery-phrase': 'twelve words; keep them off this machine',
  passphrase: 'from WAKELORE_PASSPHRASE',
  'key-file': 'a file only you can read: whoever can read your files can read the store',
} as Readonly<Record<string, string>>

export function renderKeys(answer: z.output<typeof keys.output>): string {
  if (answer.slots.length === 0) return 'No keys yet: they are made when the first repository is read.'
  return answer.slots
    .map(
      (slot) =>
        `${padEnd(slot.kind, 16)} ${slot.createdAt.slice(0, 10)}  ${paint('dim', WHAT[slot.kind] ?? '')}`,
    )
    .join('\n')
}
