/**
 * Twelve words (BIP 39: 128 random bits and a checksum) that open the store when
 * everything else is lost. Made once, written to a file that asks to be moved away;
 * wakelore keeps no other copy.
 */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { createPrivateFile } from '../private-file.ts'
import type { SlotKeeper } from './slot.ts'

export const RECOVERY_PHRASE_VARIABLE = 'WAKELORE_RECOVERY_PHRASE'
const ENTROPY_BYTES = 16

export type RecoveryPhraseKeeper = SlotKeeper & {
  /** Where `keep` wrote the words; undefined before. */
  readonly writtenTo: () => string | undefined
}

export function makeRecoveryPhraseKeeper(options: {
  directory: string
  phrase: string | undefined
}): RecoveryPhraseKeeper {
  let writtenTo: string | undefined
  return {
    kind: 'recovery-phrase',
    keep: async ({ id }) => {
      const { entropyToMnemonic, wordlist } = await bip39()
      const entropy = randomBytes(ENTROPY_BYTES)
      const text = [
        'These twelve words open your wakelore store when every other key is lost: move them to a safe place, off this machine, and delete this file.',
        '',
        entropyToMnemonic(entropy, wordlist),
        '',
      ].join('\n')
      const usual = join(options.directory, 'recovery-phrase.txt')
      const other = join(options.directory, `recovery-phrase-${id}.txt`)
      // Words of another keyring may lie there, and may be their only copy.
      writtenTo = (await createPrivateFile(usual, text)) ? usual : other
      if (writtenTo === other) await createPrivateFile(other, text)
      return entropy
    },
    fetch: async () => {
      const { phrase } = options
      if (phrase === undefined || phrase === '') {
        return { kind: 'absent', reason: `${RECOVERY_PHRASE_VARIABLE} is not set` }
      }
      const { mnemonicToEntropy, wordlist } = await bip39()
      try {
        const words = phrase.trim().toLowerCase().split(/\s+/).join(' ')
        return { kind: 'found', secret: mnemonicToEntropy(words, wordlist) }
      } catch {
        return { kind: 'absent', reason: 'the recovery phrase has a misspelt, missing or misplaced word' }
      }
    },
    discard: async () => undefined,
    writtenTo: () => writtenTo,
  }
}

async function bip39() {
  const [{ entropyToMnemonic, mnemonicToEntropy }, { wordlist }] = await Promise.all([
    import('@scure/bip39'),
    import('@scure/bip39/wordlists/english.js'),
  ])
  return { entropyToMnemonic, mnemonicToEntropy, wordlist }
}
