/** Command lines as text: bounded, quoted as a shell would, without secrets; and the program's name alone. */
import { redactCommandLine } from '@wakelore/vault/redact/command-line'

export type Program = {
  readonly argv: readonly string[]
  /** Then the first argument is a shell's text, and the rest are its parameters. */
  readonly usesShell: boolean
}

/** A word that is longer isn't cut but left out: half a secret is one that no rule knows. */
const LONGEST_WORD = 1024
/** What a program's name is looked for in. */
const LOOKED_AT = 4096

/** At most so many UTF-16 units and a remark, cut between words. */
export function boundedText(text: string, length: number): string {
  if (text.length <= length) return text
  const from = Math.max(0, length - LONGEST_WORD)
  const blank = text.slice(from, length).search(/\s\S*$/)
  const kept = blank < 0 ? 0 : from + blank
  return `${text.slice(0, kept).toWellFormed()}[truncated: ${text.length - kept} characters]`
}

/** Empty for git's own commands: they are traced themselves. */
export function commandLine({ argv, usesShell }: Program, length: number): string {
  if (isGit({ argv, usesShell })) return ''
  const { argv: shown } = redactCommandLine({ argv, usesShell })
  const words = shown.map((word, index) => (usesShell && index === 0 ? word : quoted(word)))
  return boundedText(words.join(' '), length)
}

/** Without directory and arguments; `sh` where a shell's text doesn't begin with a program. */
export function programName({ argv, usesShell }: Program): string {
  const first = (argv[0] ?? '').slice(0, LOOKED_AT)
  const program = usesShell
    ? /^\s*(?:[A-Za-z_]\w*=[^\s'"`$\\]*\s+)*([^\s'"`$\\;&|<>(){}!*?]+)(?=\s|$)/.exec(first)?.[1]
    : first
  return program === undefined ? 'sh' : program.slice(program.search(/[^/\\]*$/))
}

function isGit({ argv, usesShell }: Program): boolean {
  const program = argv[0] ?? ''
  if (usesShell) return /^git-(?:upload-pack|receive-pack|upload-archive) /.test(program)
  return program === 'git'
}

function quoted(word: string): string {
  return /^(?:[\w@%+=:,./-]|\[redacted:[\w-]+\])+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
