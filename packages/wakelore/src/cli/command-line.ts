/**
 * The command line as data: what each command takes and what is said of it, derived from
 * its operations. The parser, help, shells' completion and the man page are made of this,
 * so that none of them knows a flag that another doesn't.
 */
import { z } from 'zod'
import type { Completes, Example, Operation } from '@wakelore/server/operation'
import { loadOperation } from '@wakelore/server/operations'
import { commands, type Command, type CommandGroup } from './commands.ts'

/** One command, in words. */
export type CommandWords = {
  readonly name: string
  readonly group: CommandGroup
  readonly summary: string
  /** Paragraphs, the summary not among them. */
  readonly description: readonly string[]
  readonly arguments: readonly CommandArgument[]
  readonly options: readonly CommandOption[]
  readonly examples: readonly Example[]
}

/** An input that stands without a flag. */
export type CommandArgument = {
  readonly input: string
  /** As help writes it: `path`, `files...`. */
  readonly label: string
  readonly isRequired: boolean
  readonly property: Property
}

export type CommandOption = {
  readonly flag: string
  /** What its value is called; undefined where it takes none. */
  readonly label?: string
  readonly property: Property
}

/** An input as JSON Schema has it. */
export type Property = {
  readonly type?: string
  readonly description?: string
  readonly default?: unknown
  readonly enum?: readonly string[]
  readonly minimum?: number
  readonly maximum?: number
  readonly completes?: Completes
  readonly items?: Property
}
type InputSchema = { readonly properties?: Record<string, Property>; readonly required?: readonly string[] }

/** Options that every command has. */
export const COMMON_OPTIONS = [
  {
    flag: '--repo',
    label: 'path',
    property: {
      description: 'a directory inside the repository; the current one unless told',
      completes: 'repository',
    },
  },
  { flag: '--json', property: { description: 'answer as one JSON document; schemas in docs/schema' } },
] as const satisfies readonly CommandOption[]

export const HELP_OPTION = { short: '-h', flag: '--help', description: 'show help' } as const
export const VERSION_OPTION = { short: '-V', flag: '--version', description: 'print the version' } as const

export const DESCRIPTION =
  'It remembers how your code came to be and what usually changes with it, tells you when you ask, ' +
  'and never leaves your machine.'

/** Every command there is, in the order in which help lists them. */
export async function wordsOfAll(): Promise<CommandWords[]> {
  return Promise.all(
    commands.map(async (command) =>
      wordsOf(
        command,
        await loadOperation(command.operation),
        command.instead && (await loadOperation(command.instead.operation)),
      ),
    ),
  )
}

/** `instead`: what answers where the input that the command names is given. */
export function wordsOf(
  command: Command,
  operation: Operation,
  instead: Operation | undefined,
): CommandWords {
  const { properties = {}, required = [] } = inputSchema(operation)
  const all = { ...properties, ...(instead && inputSchema(instead).properties) }
  return {
    name: command.name,
    group: command.group,
    summary: operation.summary,
    description: [
      operation.description,
      instead && `With ${flagOf(command.instead!.given)}: ${inSentence(instead.summary)}`,
      instead?.description,
    ]
      .filter((text) => text !== undefined)
      .map(sentence),
    arguments: command.positionals.map((input) => {
      const property = properties[input] ?? {}
      return {
        input,
        label: `${kebab(input)}${property.type === 'array' ? '...' : ''}`,
        isRequired: required.includes(input),
        property,
      }
    }),
    options: [
      ...Object.entries(all)
        .filter(([input]) => input !== 'repo' && !command.positionals.includes(input))
        .map(([input, property]) => optionOf(input, property)),
      ...(command.lines === undefined
        ? []
        : [{ flag: '--jsonl', property: { description: 'answer as JSON Lines, an item a line' } }]),
    ],
    examples: [...operation.examples, ...(instead?.examples ?? [])],
  }
}

function inputSchema(operation: Operation): InputSchema {
  return z.toJSONSchema(operation.input, { io: 'input' }) as InputSchema
}

function optionOf(input: string, property: Property): CommandOption {
  const flag = flagOf(input)
  if (property.type === 'boolean') return { flag, property }
  const isNumber = property.type === 'integer' || property.type === 'number'
  const kind = property.completes
  return { flag, label: isNumber ? 'n' : typeof kind === 'string' ? kind : kebab(input), property }
}

export function flagOf(input: string): string {
  return `--${kebab(input)}`
}

export function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** With a full stop, whether it had one or not. */
export function sentence(text: string): string {
  return `${text.replace(/\.$/, '')}.`
}

/** A schema's description as help writes it: no capital but an acronym's, no full stop, the default behind. */
export function describe(property: Property): string {
  const choices = property.enum === undefined ? '' : ` (${property.enum.join(', ')})`
  const usual =
    typeof property.default === 'number' || typeof property.default === 'string'
      ? ` [${property.default}]`
      : ''
  return describeAlone(property) + choices + usual
}

/** As `describe`, without what it may be and what it is unless told. */
export function describeAlone(property: Property): string {
  return inSentence((property.description ?? '').replace(/\.$/, ''))
}

function inSentence(text: string): string {
  return text.replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase())
}
