import type { z } from 'zod'
import type { env } from '@wakelore/server/operation/env'
import { fishQuoted, shellQuoted } from '../shell-word.ts'

type Answer = z.output<typeof env.output>

type Words = {
  readonly set: (name: string, value: string) => string
  readonly unset: (name: string) => string
}

const WORDS: Readonly<Record<Answer['shell'], Words>> = {
  sh: {
    set: (name, value) => `export ${name}=${shellQuoted(value)}`,
    unset: (name) => `unset ${name}`,
  },
  fish: {
    set: (name, value) => `set -gx ${name} ${fishQuoted(value)}`,
    unset: (name) => `set -e ${name}`,
  },
  powershell: {
    set: (name, value) => `$env:${name} = '${value.replaceAll("'", "''")}'`,
    unset: (name) => `Remove-Item -ErrorAction SilentlyContinue Env:${name}`,
  },
}

/** For a shell to read, and nobody else. */
export function renderEnv({ shell, variables }: Answer): string {
  const words = WORDS[shell]
  return variables
    .map(({ name, value }) => (value === null ? words.unset(name) : words.set(name, value)))
    .join('\n')
}
