/**
 * The command line: the first projection of the operations.
 *
 * Flags come from an operation's input schema, help from its texts, exit statuses
 * from the fault table. Standard output carries the answer and nothing else; with
 * `--json` it is one document, with `--jsonl` an item a line. Only a command that says so
 * asks, and only a person who sees what would be done.
 */
import { Command as Parser, CommanderError, Option } from 'commander'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import type { z } from 'zod'
import { systemClock } from '@wakelore/kernel/clock'
import { Fault } from '@wakelore/kernel/fault'
import type { OperationContext } from '@wakelore/server/context'
import { statusOf } from '@wakelore/server/fault-status'
import type { Operation, StreamOperation, UnaryOperation } from '@wakelore/server/operation'
import { loadOperation } from '@wakelore/server/operations'
import { consentFile, wakelorePaths } from '@wakelore/vault/paths'
import {
  COMMON_OPTIONS,
  DESCRIPTION,
  HELP_OPTION,
  VERSION_OPTION,
  describe,
  flagOf,
  kebab,
  sentence,
  wordsOf,
  type CommandOption,
  type Property,
} from './cli/command-line.ts'
import { commands, type Command, type CommandGroup } from './cli/commands.ts'
import { canAsk, isConfirmed } from './cli/confirm.ts'
import { makeProgressBar } from './cli/progress.ts'
import type { RenderContext } from './cli/render.ts'
import { mostSimilar } from './cli/similar.ts'
import { shellWord } from './cli/shell-word.ts'
import { columns, helpColumns, paintError, printable } from './cli/terminal.ts'
import type { BegunRun } from './command-run/begin-run.ts'
import { exitStatusOf } from './command-run/child-process.ts'
import type { RunArguments } from './command-run/run-arguments.ts'
import { cliFault } from './faults.ts'
import { VERSION } from './version.ts'

const HELP_WORDS = new Set(['-h', '--help', 'help'])
const EXIT_OK = 0
const EXIT_UNHEALTHY = 1
const EXIT_FOUND = 1
const EXIT_DECLINED = 1
const EXIT_BUG = 70
const EXIT_INTERRUPTED = 130

/** What was asked for and loaded: a start waits for no other operation. */
const operations = new Map<string, Operation>()

type GlobalOptions = { readonly repo?: string; readonly json?: boolean; readonly jsonl?: boolean }

/** A `run` whose command runs already. */
export type BegunCommand = RunArguments & { readonly run: BegunRun }

/** Runs one command line and says how the process should end. */
export async function main(argv: readonly string[], begun?: BegunCommand): Promise<number> {
  const flags = argv.slice(0, argv.includes('--') ? argv.indexOf('--') : undefined)
  const asJson = flags.includes('--json') || flags.includes('--jsonl')
  let status = EXIT_OK
  if (begun !== undefined) return answerBegun(begun)
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that goes away (`| head`) is no failure.
    if (error.code === 'EPIPE') process.exit(EXIT_OK)
    const fault = cliFault('CLI_OUTPUT_FAILED', `cannot write to standard output: ${error.message}`, {
      cause: error,
    })
    process.exit(complain(fault, asJson))
  })
  // Help lists every command with its summary.
  if (flags.some((word) => HELP_WORDS.has(word))) await Promise.all(commands.map(loadOperationsOf))
  const parser = makeParser(async (command, input, globals) => {
    status = await run(command, input, globals)
  })
  try {
    await parser.parseAsync([...argv], { from: 'user' })
    return status
  } catch (error) {
    if (!(error instanceof CommanderError)) return complain(error, asJson)
    if (error.exitCode === 0) return EXIT_OK
    const command = commands.find(({ name }) => flags.includes(name))
    return complain(usageFault(error, command?.name), asJson)
  }
}

async function loadOperationsOf({ operation, lines, instead }: Command): Promise<void> {
  for (const name of [operation, lines, instead?.operation]) {
    if (name !== undefined && !operations.has(name)) operations.set(name, await loadOperation(name))
  }
}

/** Whatever goes wrong, not before the command has ended. */
async function answerBegun({ input, asJson, run: begunRun }: BegunCommand): Promise<number> {
  const command = commands.find(({ name }) => name === 'run')!
  try {
    return await run(command, { ...input }, asJson ? { json: true } : {}, begunRun)
  } catch (error) {
    const end = await begunRun.process.ended
    complain(error, asJson)
    return exitStatusOf(end)
  }
}

/** The parser's complaint as a fault: its second line, where it has one, is a guess at what was meant. */
function usageFault(error: CommanderError, command: string | undefined): Fault {
  const [what = '', guess] = error.message.split('\n')
  if (error.code === 'commander.help') return cliFault('CLI_USAGE', 'help was asked of no command there is')
  return cliFault(
    'CLI_USAGE',
    what
      .replace(/^error: /, '')
      .replace(/\.$/, '')
      .replace(/ argument '([^']+)'$/, ' argument <$1>'),
    { help: guess?.replace(/^\((.*)\)$/, '$1') ?? seeHelp(command) },
  )
}

function seeHelp(command: string | undefined): string {
  return `See \`wakelore ${command === undefined ? '' : `${command} `}--help\`.`
}

type Run = (command: Command, input: Record<string, unknown>, globals: GlobalOptions) => Promise<void>

function makeParser(onRun: Run): Parser {
  const root = new Parser('wakelore')
    .description(DESCRIPTION)
    .version(VERSION, both(VERSION_OPTION), VERSION_OPTION.description)
    .helpOption(both(HELP_OPTION), HELP_OPTION.description)
    .commandsGroup(heading('Set up'))
    .helpCommand('help [command]', 'Show help of a command')
    .configureHelp({
      showGlobalOptions: true,
      helpWidth: helpColumns(),
      // Without what it takes, which its own help says: summaries would have no room in 80 columns.
      subcommandTerm: (command) => command.name(),
    })
    // What the parser complains of is told as a fault, by `main`.
    .configureOutput({ writeErr: () => undefined })
    .exitOverride()
    .allowExcessArguments()
    .argument('[path]', 'a repository to read: the same as `wakelore read PATH`')
    .usage('[options] [path | command]')
    .action(async (path: string | undefined, options: GlobalOptions) => {
      if (path !== undefined && !existsSync(path)) throw noSuchPath(path)
      if (root.args.length > 1) throw cliFault('CLI_USAGE', `one path is enough, got ${root.args.length}`)
      assertOneRepository(path, options.repo)
      const read = commands.find((command) => command.name === 'read')!
      await loadOperationsOf(read)
      await onRun(read, { repo: path ?? options.repo }, options)
    })
    .addHelpText('after', () => examples(operations.get('read')!.examples))
  for (const common of COMMON_OPTIONS) root.addOption(option(common))
  const undeclared = new Map<Parser, Command>()
  for (const command of commands) {
    const parser = new Parser(command.name)
      .copyInheritedSettings(root)
      .allowExcessArguments(false)
      .helpGroup(heading(command.group))
    root.addCommand(parser)
    if (operations.has(command.operation)) declare(parser, command, onRun)
    else undeclared.set(parser, command)
  }
  root.hook('preSubcommand', async (_root, parser) => {
    const command = undeclared.get(parser)
    if (command === undefined) return
    await loadOperationsOf(command)
    declare(parser, command, onRun)
  })
  return root
}

function assertOneRepository(path: string | undefined, repo: string | undefined): void {
  if (path === undefined || repo === undefined) return
  throw cliFault(
    'CLI_USAGE',
    `two repositories are named: ${shellWord(path)} and --repo ${shellWord(repo)}`,
    {
      help: 'Name one of them.',
    },
  )
}

/** A word that is neither a path nor a command: most likely a command mistyped. */
function noSuchPath(path: string): Fault {
  const meant = mostSimilar(
    path,
    commands.map((command) => command.name),
  )
  return cliFault(
    'CLI_NO_SUCH_PATH',
    `${path} is neither a directory nor a command`,
    meant === undefined ? {} : { help: `Did you mean \`wakelore ${meant}\`?` },
  )
}

/** Gives a command's parser what its operations say: texts, arguments, options. */
function declare(parser: Parser, command: Command, onRun: Run): void {
  const words = wordsOf(
    command,
    operations.get(command.operation)!,
    command.instead && operations.get(command.instead.operation),
  )
  parser
    .summary(words.summary)
    .description([sentence(words.summary), ...words.description].join('\n\n'))
    .helpOption(both(HELP_OPTION), HELP_OPTION.description)
    .addHelpText('after', () => examples(words.examples))
  for (const { label, isRequired, property } of words.arguments) {
    parser.argument(isRequired ? `<${label}>` : `[${label}]`, describe(property))
  }
  for (const one of words.options) parser.addOption(option(one, command.name))
  parser.action(async (...call: unknown[]) => {
    const given = call.slice(0, command.positionals.length)
    const { json, jsonl, repo, ...flags } = parser.optsWithGlobals() as GlobalOptions &
      Record<string, unknown>
    const input: Record<string, unknown> = { repo, ...flags }
    command.positionals.forEach((name, index) => {
      if (given[index] === undefined) return
      if (name === 'repo') assertOneRepository(String(given[index]), repo)
      input[name] = given[index]
    })
    await onRun(command, input, {
      ...(json === true ? { json } : {}),
      ...(jsonl === true ? { jsonl } : {}),
      ...(repo === undefined ? {} : { repo }),
    })
  })
}

function heading(group: CommandGroup): string {
  return `${group}:`
}

function both({ short, flag }: { readonly short: string; readonly flag: string }): string {
  return `${short}, ${flag}`
}

function option({ flag, label, property }: CommandOption, command?: string): Option {
  if (label === undefined) return new Option(flag, describe(property))
  const made = new Option(`${flag} <${label}>`, describe(property))
  if (property.type === 'array') {
    return made.argParser((text, before: readonly string[] | undefined) => [...(before ?? []), text])
  }
  if (property.type === 'integer' || property.type === 'number') {
    return made.argParser((text) => numberOf(flag, property, text, command))
  }
  return made
}

function numberOf(flag: string, property: Property, text: string, command: string | undefined): number {
  const { minimum = -Infinity, maximum = Infinity } = property
  const value = text.trim() === '' ? NaN : Number(text)
  const isRight = property.type === 'integer' ? Number.isSafeInteger(value) : Number.isFinite(value)
  if (isRight && value >= minimum && value <= maximum) return value
  const kind = property.type === 'integer' ? 'a whole number' : 'a number'
  // JSON Schema bounds every integer by what a double holds: nothing to tell.
  const from = minimum > Number.MIN_SAFE_INTEGER
  const to = maximum < Number.MAX_SAFE_INTEGER
  const range = from && to ? ` from ${minimum} to ${maximum}` : from ? ` of ${minimum} or more` : ''
  throw cliFault('CLI_USAGE', `${flag} takes ${kind}${range}, got ${JSON.stringify(text)}`, {
    help: seeHelp(command),
  })
}

/** What an example does beside it, or beneath it where that has no room. */
function examples(list: Operation['examples']): string {
  const width = Math.max(...list.map(({ command }) => command.length))
  const columns = Math.max(...list.map(({ does }) => `  ${' '.repeat(width)}  ${does}`.length))
  const lines = list.map(({ command, does }) =>
    columns <= helpColumns() ? `  ${command.padEnd(width)}  ${does}` : `  ${command}\n      ${does}`,
  )
  return ['', 'Examples:', ...lines].join('\n')
}

async function run(
  asked: Command,
  input: Record<string, unknown>,
  globals: GlobalOptions,
  begunRun?: BegunRun,
): Promise<number> {
  await loadOperationsOf(asked)
  const command = answering(asked, input, globals)
  const operation = operations.get(globals.jsonl === true ? command.lines! : command.operation)!
  const isText = globals.json !== true && globals.jsonl !== true
  // Only what the operation takes: a global --repo means nothing to some.
  const known = Object.fromEntries(
    Object.entries({ ...(isText ? command.textInput : {}), ...input }).filter(
      ([name]) => name in operation.input.shape,
    ),
  )
  const parsed = operation.input.safeParse(known)
  if (!parsed.success) throw inputFault(command, known, parsed.error)
  if (command.pipedInput !== undefined && known[command.pipedInput] === undefined && process.stdin.isTTY) {
    throw cliFault('CLI_USAGE', `nothing is piped in, and no <${command.pipedInput}> is named`, {
      help: `Pipe something in, or name a file. ${seeHelp(command.name)}`,
    })
  }
  const remark = command.remarkOn?.(parsed.data)
  if (remark !== undefined) process.stderr.write(`${printable(remark)}\n`)
  if (command.runsProgram === true) return runProgram(operation, parsed.data, command, globals, begunRun)
  const interruption = new AbortController()
  const interrupt = (): void => interruption.abort()
  process.once('SIGINT', interrupt)
  process.once('SIGTERM', interrupt)
  const bar = makeProgressBar(systemClock.nowMs)
  const { openPipeline } = await import('./pipeline.ts')
  const pipeline = openPipeline({
    cwd: process.cwd(),
    environment: process.env,
    clock: systemClock,
    signal: interruption.signal,
    onProgress: bar.update,
    onNotice: (text) => {
      bar.end()
      process.stderr.write(`${text}\n`)
    },
  })
  try {
    await using context = pipeline
    if (operation.kind === 'stream')
      return await answerStream(operation, parsed.data, context, command, globals)
    return await answerUnary(operation, parsed.data, context, command, globals, bar.end)
  } catch (error) {
    bar.end()
    if (!interruption.signal.aborted) throw error
    // To stop is all that a daemon is told.
    if (input['foreground'] === true) return EXIT_OK
    process.stderr.write('Interrupted. What was read so far is kept: run it again to go on.\n')
    return EXIT_INTERRUPTED
  } finally {
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
  }
}

async function runProgram(
  operation: Operation,
  input: Record<string, unknown>,
  command: Command,
  globals: GlobalOptions,
  begunRun: BegunRun | undefined,
): Promise<number> {
  const { openPipeline } = await import('./pipeline.ts')
  // Said when the program has ended: until then the terminal is its own.
  const notices: string[] = []
  await using context = openPipeline({
    cwd: process.cwd(),
    environment: process.env,
    clock: systemClock,
    onNotice: (text) => notices.push(text),
    commandOutput: globals.json === true ? 'stderr' : 'stdout',
    ...(begunRun === undefined ? {} : { begunRun }),
  })
  const answer = await (operation as UnaryOperation).handler(input, context)
  if (globals.json === true) await write(`${JSON.stringify(answer, undefined, 2)}\n`)
  else if (input['quiet'] !== true) {
    const text = (await command.render())(answer as never, {
      ...renderContext(input),
      width: columns(process.stderr),
    })
    for (const line of [...notices, text]) if (line !== '') process.stderr.write(`${line}\n`)
  }
  return (answer as { readonly exitStatus: number }).exitStatus
}

/** The command with the operation that answers this input; input of the other one would be passed over. */
function answering(command: Command, input: Record<string, unknown>, globals: GlobalOptions): Command {
  const { instead, lines: _lines, ...rest } = command
  if (instead === undefined) return command
  const isInstead = input[instead.given] !== undefined
  const [chosen, other] = [instead.operation, command.operation].map(
    (name) => operations.get(name)!.input.shape,
  )
  const stray = Object.keys(input).find(
    (name) =>
      input[name] !== undefined &&
      name in (isInstead ? other! : chosen!) &&
      !(name in (isInstead ? chosen! : other!)),
  )
  if (stray !== undefined) {
    throw cliFault(
      'CLI_USAGE',
      `${flagOf(stray)} ${isInstead ? "doesn't go" : 'goes'} with ${flagOf(instead.given)}`,
      { help: seeHelp(command.name) },
    )
  }
  if (!isInstead) return command
  if (globals.jsonl === true) {
    throw cliFault('CLI_USAGE', `--jsonl doesn't go with ${flagOf(instead.given)}`, {
      help: 'Give --json.',
    })
  }
  return { ...rest, ...instead }
}

/** What of the input doesn't fit, in the words of the command line. */
function inputFault(command: Command, input: Record<string, unknown>, error: z.ZodError): Fault {
  const complaints = error.issues.map((issue) => {
    const name = String(issue.path[0])
    const value = issue.path.reduce<unknown>((part, key) => (part as never)?.[key], input)
    const label = command.positionals.includes(name) ? `<${kebab(name)}>` : flagOf(name)
    if (value === '') return `${label} is empty`
    const what = issue.code === 'invalid_value' ? `takes one of ${issue.values.join(', ')}` : issue.message
    return `${label} ${what}, got ${JSON.stringify(value)}`
  })
  return cliFault('CLI_USAGE', complaints.join('; '), { help: seeHelp(command.name) })
}

async function answerUnary(
  operation: UnaryOperation,
  input: Record<string, unknown>,
  context: OperationContext,
  command: Command,
  globals: GlobalOptions,
  onAnswer: () => void,
): Promise<number> {
  let answer = await operation.handler(input, context)
  onAnswer()
  const show = async (): Promise<void> => {
    if (globals.json === true) await write(`${JSON.stringify(answer, undefined, 2)}\n`)
    else {
      const text = (await command.render())(answer as never, renderContext(input))
      // Nothing to say is no empty line.
      if (text !== '') await write(`${text}\n`)
    }
  }
  await show()
  if (command.confirm !== undefined && globals.json !== true && isUndone(answer)) {
    if (!canAsk()) throw cliFault('CLI_UNCONFIRMED', 'this has to be confirmed, and there is nobody to ask')
    if (!(await isConfirmed(command.confirm, context.signal))) {
      process.stderr.write('Nothing was changed.\n')
      return EXIT_DECLINED
    }
    answer = await operation.handler({ ...input, yes: true }, context)
    await show()
  }
  const isUnhealthy =
    typeof answer === 'object' && answer !== null && 'healthy' in answer && answer.healthy === false
  if (command.isFinding?.(answer as Readonly<Record<string, unknown>>, input) === true) return EXIT_FOUND
  return isUnhealthy ? EXIT_UNHEALTHY : EXIT_OK
}

function isUndone(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'done' in answer && answer.done === false
}

async function answerStream(
  operation: StreamOperation,
  input: Record<string, unknown>,
  context: OperationContext,
  command: Command,
  globals: GlobalOptions,
): Promise<number> {
  const isText = globals.json !== true && globals.jsonl !== true
  const render = isText ? await command.render() : undefined
  const shape = renderContext(input)
  let pending = globals.json === true ? '[' : ''
  let isFirst = true
  for await (const item of operation.handler(input, context)) {
    if (render !== undefined) pending += `${render(item as never, shape)}\n`
    else if (globals.json === true) pending += `${isFirst ? '\n' : ',\n'}${JSON.stringify(item)}`
    else pending += `${JSON.stringify(item)}\n`
    isFirst = false
    if (pending.length > WRITE_CHARS) {
      await write(pending)
      pending = ''
    }
  }
  await write(pending + (globals.json === true ? '\n]\n' : ''))
  return EXIT_OK
}

const WRITE_CHARS = 64 * 1024

async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain')
}

function renderContext(input: Record<string, unknown>): RenderContext {
  const repo = input['repo']
  return {
    nowMs: systemClock.nowMs(),
    width: columns(),
    repoHint: typeof repo === 'string' ? ` --repo ${shellWord(repo)}` : '',
    cwd: process.cwd(),
    configFile: consentFile(wakelorePaths({ environment: process.env })),
  }
}

/** Tells what failed, on standard error, and which exit status that is. */
function complain(error: unknown, asJson: boolean): number {
  if (error instanceof Fault) {
    if (asJson) {
      const { code, message, help, fields } = error
      process.stderr.write(`${JSON.stringify({ error: { code, message, help, fields } })}\n`)
    } else {
      process.stderr.write(
        `${paintError('red', error.code)}: ${printable(error.message)}\n  ${printable(error.help)}\n`,
      )
    }
    return statusOf(error.code).exit
  }
  process.stderr.write(
    `${paintError('red', 'wakelore failed by its own fault')}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n` +
      '  Nothing acknowledged is lost. Please report this with the lines above.\n',
  )
  return EXIT_BUG
}
