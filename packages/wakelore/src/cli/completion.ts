/**
 * Completion for shells: a script that holds every command, option and choice there is,
 * made from the command line's own words.
 *
 * It is static, for a Tab is felt: starting wakelore takes a tenth of a second and more,
 * asking git for branches some milliseconds. So branches and tags come from git, known
 * repositories and sinks from `config.json` as wakelore writes it, files from the shell;
 * only ids of events are asked of wakelore.
 *
 * What git and the file system answer is hostile: names go from there to the line as data,
 * are quoted by the shell's own means, and nothing evaluates them. git runs as everywhere:
 * plumbing alone, which runs nothing that a repository names; it leaves no trace either, or
 * each Tab would be recorded as a command.
 */
import { bashCompletion } from './completion/bash.ts'
import { fishCompletion } from './completion/fish.ts'
import { zshCompletion } from './completion/zsh.ts'
import {
  COMMON_OPTIONS,
  HELP_OPTION,
  VERSION_OPTION,
  describeAlone,
  wordsOfAll,
  type CommandWords,
  type Property,
} from './command-line.ts'
import { VERSION } from '../version.ts'

export type Shell = 'bash' | 'zsh' | 'fish'

/** What a value is: words, or one of the kinds that each script has a function for. */
export type CompletedValue =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | {
      readonly kind:
        'path' | 'repository' | 'branch' | 'ref' | 'event' | 'command' | 'sink' | 'program' | 'any'
    }

export type CompletedFlag = {
  readonly flag: string
  readonly short?: string
  readonly description: string
  /** Undefined where it takes none. */
  readonly value?: CompletedValue
  readonly label: string
  readonly isRepeatable: boolean
}

export type CompletedCommand = {
  readonly name: string
  readonly summary: string
  readonly flags: readonly CompletedFlag[]
  readonly arguments: readonly {
    readonly label: string
    readonly value: CompletedValue
    readonly isList: boolean
  }[]
}

/** A command line for a shell to complete; the commands' flags are their own ones. */
export type Completed = {
  readonly version: string
  /** Flags that stand anywhere. */
  readonly common: readonly CompletedFlag[]
  /** Flags that stand before any command. */
  readonly first: readonly CompletedFlag[]
  readonly commands: readonly CompletedCommand[]
}

const SCRIPTS: Readonly<Record<Shell, (line: Completed) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
}

export async function completionScript(shell: Shell): Promise<string> {
  return SCRIPTS[shell](completedLine(await wordsOfAll()))
}

function completedLine(commands: readonly CommandWords[]): Completed {
  return {
    version: VERSION,
    common: [...COMMON_OPTIONS.map(completedFlag), { ...HELP_OPTION, label: '', isRepeatable: false }],
    first: [{ ...VERSION_OPTION, label: '', isRepeatable: false }],
    commands: [
      ...commands.map((command) => ({
        name: command.name,
        summary: command.summary,
        flags: command.options.map(completedFlag),
        arguments: command.arguments.map(({ label, property }) => ({
          label: label.replace('...', ''),
          value: completedValue(property),
          isList: property.type === 'array',
        })),
      })),
      {
        name: 'help',
        summary: 'Show help of a command',
        flags: [],
        arguments: [
          {
            label: 'command',
            value: { kind: 'words', words: commands.map(({ name }) => name) },
            isList: false,
          },
        ],
      },
    ],
  }
}

function completedFlag({
  flag,
  label,
  property,
}: {
  readonly flag: string
  readonly label?: string
  readonly property: Property
}): CompletedFlag {
  return {
    flag,
    description: describeAlone(property),
    ...(label === undefined ? {} : { value: completedValue(property) }),
    label: label ?? '',
    isRepeatable: property.type === 'array',
  }
}

function completedValue(property: Property): CompletedValue {
  const words = property.enum ?? property.items?.enum ?? property.completes
  if (words === undefined) return { kind: 'any' }
  return typeof words === 'string' ? { kind: words } : { kind: 'words', words }
}
