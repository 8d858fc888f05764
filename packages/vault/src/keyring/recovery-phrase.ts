/**
 * Twelve words (BIP 39: 128 random bits and a checksum) that open the store when
 * everything else is lost. Made once, written to a file that asks to be moved away;
 * wakelore keeps no other copy.
 */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { createPrivateFile, readPrivateFile } from '../private-file.ts'
import type { SlotFrame, SlotKeeper } from './slot.ts'

export const RECOVERY_PHRASE_VARIABLE = 'WAKELORE_RECOVERY_PHRASE'
const ENTROPY_BYTES = 16

export type RecoveryPhraseKeeper = SlotKeeper & {
  /** Where `keep` wrote the words; undefined before. */
  readonly writtenTo: () => string | undefined
  /** Words that lie beside the keys, where `keep` writes them; whether they are this slot's is for the caller to try. */
  readonly writtenDown: (frame: SlotFrame) => Promise<readonly WrittenWords[]>
}

export type WrittenWords = { readonly path: string; readonly secret: Uint8Array }

export function makeRecoveryPhraseKeeper(options: {
  directory: string
  phrase: string | undefined
}): RecoveryPhraseKeeper {
  let writtenTo: string | undefined
  const usualPath = join(options.directory, 'recovery-phrase.txt')
  const otherPath = ({ id }: SlotFrame): string => join(options.directory, `recovery-phrase-${id}.txt`)
  return {
    kind: 'recovery-phrase',
    keep: async (frame) => {
      const { entropyToMnemonic, wordlist } = await bip39()
      const entropy = randomBytes(ENTROPY_BYTES)
      const text = [
        'These twelve words open your wakelore store when every other key is lost: move them to a safe place, off this machine, and delete this file.',
        '',
        entropyToMnemonic(entropy, wordlist),
        '',
      ].join('\n')
      const other = otherPath(frame)
      // Words of another keyring may lie there, and may be their only copy.
      writtenTo = (await createPrivateFile(usualPath, text)) ? usualPath : other
      if (writtenTo === other) await createPrivateFile(other, text)
      return entropy
    },
    fetch: async () => {
      const { phrase } = options
      if (phrase === undefined || phrase === '') {
        return { kind: 'absent', reason: `${RECOVERY_PHRASE_VARIABLE} is not set`, isUnset: true }
      }
      const secret = await entropyOf(phrase)
      return secret === undefined
        ? { kind: 'absent', reason: 'the recovery phrase has a misspelt, missing or misplaced word' }
        : { kind: 'found', secret }
    },
    discard: async () => undefined,
    writtenTo: () => writtenTo,
    writtenDown: async (frame) => {
      const found: WrittenWords[] = []
      for (const path of [usualPath, otherPath(frame)]) {
        const words = (await readPrivateFile(path))?.trim().split('\n').at(-1)
        const secret = words === undefined ? undefined : await entropyOf(words)
        if (secret !== undefined) found.push({ path, secret })
      }
      return found
    },
  }
}

/** Undefined where they aren't twelve words with a checksum that holds. */
async function entropyOf(phrase: string): Promise<Uint8Array | undefined> {
  const { mnemonicToEntropy, wordlist } = await bip39()
  try {
    return mnemonicToEntropy(phrase.trim().toLowerCase().split(/\s+/).join(' '), wordlist)
  } catch {
    return undefined
  }
}

async function bip39() {
  const [{ entropyToMnemonic, mnemonicToEntropy }, { wordlist }] = await Promise.all([
    import('@scure/bip39'),
    import('@scure/bip39/wordlists/english.js'),
  ])
  return { entropyToMnemonic, mnemonicToEntropy, wordlist }
}
