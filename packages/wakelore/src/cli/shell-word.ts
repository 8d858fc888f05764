/** Words as one would type them in a shell, on one line whatever they hold. */
import { printable } from './terminal.ts'

/** A path or name; one that begins with a dash would be a flag. */
export function shellWord(word: string): string {
  return quoted(word.startsWith('-') ? `./${word}` : word)
}

/** A command as it was given, its program without the directory. */
export function shellCommand([program = 'git', ...rest]: readonly string[]): string {
  return [program.replace(/^.*[/\\]/, ''), ...rest].map(quoted).join(' ')
}

function quoted(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word
  if (printable(word) === word) return shellQuoted(word)
  return `$'${printable(word.replaceAll('\\', '\\\\').replaceAll("'", "\\'"))}'`
}

/** In single quotes, as sh, bash and zsh read them. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

/** In single quotes, as fish reads them. */
export function fishQuoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`
}
