/** A word as one would type it in a shell, on one line whatever it holds. */
import { printable } from './terminal.ts'

export function shellWord(word: string): string {
  // A leading dash would make it a flag.
  const safe = word.startsWith('-') ? `./${word}` : word
  if (/^[\w@%+=:,./-]+$/.test(safe)) return safe
  if (printable(safe) === safe) return `'${safe.replaceAll("'", `'\\''`)}'`
  return `$'${printable(safe.replaceAll('\\', '\\\\').replaceAll("'", "\\'"))}'`
}
