import { z } from 'zod'
import { serverFault } from '../faults.ts'
import { defineUnary } from '../operation.ts'
import { moment } from '../schema/event.ts'
import { momentText } from '../schema/parts.ts'

export const keys = defineUnary({
  name: 'keys',
  summary: 'What can open the store: list, add, remove, recover',
  description:
    'The data key is wrapped in at least two slots, one of a kind: adding a kind again replaces it. A passphrase is taken from WAKELORE_PASSPHRASE, ' +
    'a recovery phrase from WAKELORE_RECOVERY_PHRASE; neither is ever an argument.',
  access: 'administer',
  input: z.object({
    action: z.enum(['list', 'add', 'remove', 'recover']).default('list').describe('What to do.'),
    slot: z
      .enum(['git-credential', 'recovery-phrase', 'passphrase', 'key-file'])
      .optional()
      .describe('Which kind of slot to add or remove.'),
  }),
  output: z.object({
    slots: z.array(z.object({ kind: z.string(), createdAt: momentText })),
  }),
  examples: [
    { command: 'wakelore keys', does: 'which slots there are' },
    {
      command: 'WAKELORE_PASSPHRASE=… wakelore keys add passphrase',
      does: 'open the store with a passphrase too',
    },
    {
      command: 'WAKELORE_RECOVERY_PHRASE="…" wakelore keys recover',
      does: 'after the other slots were lost',
    },
  ],
  faults: [
    'VAULT_KEY_WRONG',
    'VAULT_KEY_LOST',
    'VAULT_PASSPHRASE_SHORT',
    'VAULT_SLOT_LAST',
    'KEYS_SLOT_MISSING',
    'KEYS_SLOT_UNEXPECTED',
  ],
  handler: async (input, context) => {
    if (input.action === 'add' || input.action === 'remove') {
      if (input.slot === undefined) throw serverFault('KEYS_SLOT_MISSING', `which slot to ${input.action}?`)
      await (input.action === 'add' ? context.addKeySlot(input.slot) : context.removeKeySlot(input.slot))
    } else if (input.slot !== undefined) {
      throw serverFault('KEYS_SLOT_UNEXPECTED', `keys ${input.action} takes no slot, found "${input.slot}"`)
    }
    if (input.action === 'recover') await context.recoverKeys()
    const slots = await context.keySlots()
    return { slots: slots.map((slot) => ({ kind: slot.kind, createdAt: moment(slot.createdAtMs) })) }
  },
})
