/**
 * The command line of `wakelore run`, read before anything else is loaded: the command
 * is to start at once, and loading the parser of all commands takes longer than that.
 *
 * It takes the flags that the operation has, and a command that begins at `--` or at the
 * first word that is no flag, whatever follows. Where it doesn't understand something, it
 * leaves all of it to that parser, to help or to complain: a test holds the two together.
 */
export type RunArguments = {
  readonly input: {
    readonly command: readonly string[]
    readonly repo?: string
    readonly detail?: string
    readonly class?: string
    readonly results?: readonly string[]
    readonly tap?: true
    readonly quiet?: true
  }
  readonly asJson: boolean
}

const CHOICES: Readonly<Record<string, readonly string[] | undefined>> = {
  repo: undefined,
  results: undefined,
  detail: ['counts', 'names', 'full'],
  class: ['build', 'test', 'other'],
}
/** Flags that every command has may stand before its name. */
const ANYWHERE: ReadonlySet<string> = new Set(['repo', 'json'])
const SWITCHES: ReadonlySet<string> = new Set(['tap', 'quiet', 'json'])

export function readRunArguments(argv: readonly string[]): RunArguments | undefined {
  const words = [...argv]
  const results: string[] = []
  const values = new Map<string, string | true>()
  let isRun = false
  for (;;) {
    const word = words.shift()
    if (word === undefined) return undefined
    if (word === '--' && isRun) break
    if (!word.startsWith('-')) {
      if (isRun) {
        words.unshift(word)
        break
      }
      if (word !== 'run') return undefined
      isRun = true
      continue
    }
    const flag = /^--([a-z]+)(?:=(.*))?$/s.exec(word)
    if (flag === null) return undefined
    const [, name = '', joined] = flag
    if (!isRun && !ANYWHERE.has(name)) return undefined
    if (SWITCHES.has(name) && joined === undefined) {
      values.set(name, true)
      continue
    }
    if (!Object.hasOwn(CHOICES, name)) return undefined
    const value = joined ?? words.shift()
    if (value === undefined || value === '' || (joined === undefined && value.startsWith('-')))
      return undefined
    if (CHOICES[name]?.includes(value) === false) return undefined
    if (name === 'results') results.push(value)
    else values.set(name, value)
  }
  if (words.length === 0) return undefined
  const { json, ...input } = Object.fromEntries(values)
  return {
    input: { ...input, ...(results.length === 0 ? {} : { results }), command: words },
    asJson: json === true,
  }
}
