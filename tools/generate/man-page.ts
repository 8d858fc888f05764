/**
 * `wakelore(1)`, in mdoc(7): commands from the command line's own words, exit statuses from
 * the table of faults, files from where wakelore puts them. Only what nothing else says is
 * written here: what each file and variable is for.
 */
import { join } from 'node:path'
import { EXIT_MEANINGS } from '@wakelore/server/fault-status'
import { captureStateFile, consentFile, wakelorePaths } from '@wakelore/vault/paths'
import {
  COMMON_OPTIONS,
  DESCRIPTION,
  HELP_OPTION,
  VERSION_OPTION,
  describe,
  sentence,
  wordsOfAll,
  type CommandOption,
  type CommandWords,
} from 'wakelore/cli/command-line'
import type { GeneratedFile } from '../generate.ts'

/** Of what the page says last; a page has to bear one, and none may come from a clock. */
const REVISED = 'November 25, 2026'
/** mandoc wants lines of its input no longer than 80 bytes. */
const LINE_BYTES = 78
const HOME = '/home'

const VARIABLES: readonly (readonly [name: string, what: string])[] = [
  ['NO_COLOR', 'Where it is set, nothing is coloured; FORCE_COLOR colours what is no terminal.'],
  [
    'XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_CACHE_HOME, XDG_RUNTIME_DIR',
    'Where the directories below are, by the XDG base directory specification; relative ones are passed over.',
  ],
  ['WAKELORE_PASSPHRASE', "Opens the slot `passphrase` of the store's key; 12 characters or more."],
  ['WAKELORE_RECOVERY_PHRASE', 'The twelve words that `wakelore keys recover` opens the store with.'],
  [
    'WAKELORE_EXPORT_HEADERS',
    'What `wakelore export --to` shows a backend: name=value,name=value, the values percent-encoded. It is never stored.',
  ],
  [
    'NODE_EXTRA_CA_CERTS',
    'A file of certificates of authorities that `wakelore export --to` is to trust too.',
  ],
  [
    'OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_HEADERS, OTEL_EXPORTER_OTLP_PROTOCOL, OTEL_RESOURCE_ATTRIBUTES, TRACEPARENT, WAKELORE_RUN',
    'Set by `wakelore env` and for the command of `wakelore run`, so that what speaks OpenTelemetry sends here, and as part of what.',
  ],
]

export async function manPage(): Promise<GeneratedFile> {
  const commands = await wordsOfAll()
  const groups = [...new Set(commands.map(({ group }) => group))]
  const lines = [
    '.\\" Made by `npm run generate` from the operations; what is changed here is lost.',
    `.Dd ${REVISED}`,
    '.Dt WAKELORE 1',
    '.Os',
    '.Sh NAME',
    '.Nm wakelore',
    '.Nd how your code came to be, and what usually changes with it',
    '.Sh SYNOPSIS',
    '.Nm',
    '.Op Fl -repo Ar path',
    '.Op Fl -json',
    '.Op Ar path',
    '.Nm',
    '.Op Fl -repo Ar path',
    '.Op Fl -json',
    '.Ar command',
    '.Op Ar argument ...',
    '.Nm',
    '.Cm help',
    '.Op Ar command',
    '.Sh DESCRIPTION',
    ...prose(DESCRIPTION),
    '.Pp',
    ...prose(
      'Without a command it reads everything new of the repository at `path`, or around the current directory, and prints one screen of what it says. ' +
        'Naming a repository is the consent to read it. What was read is kept sealed outside of the repository, and every command answers from there.',
    ),
    '.Pp',
    ...prose(
      'Answers go to standard output, progress and complaints to standard error. Nothing connects to anything but an export that you run.',
    ),
    '.Pp',
    'Options of every command:',
    ...optionList([...COMMON_OPTIONS, spelled(HELP_OPTION), spelled(VERSION_OPTION)]),
    '.Sh COMMANDS',
    ...groups.flatMap((group) => [
      `.Ss ${group}`,
      '.Bl -tag -width Ds',
      ...commands.filter((command) => command.group === group).flatMap(commandEntry),
      '.El',
    ]),
    '.Sh ENVIRONMENT',
    '.Bl -tag -width Ds',
    ...VARIABLES.flatMap(([names, what]) => [`.It Ev ${names.replaceAll(', ', ' , Ev ')}`, ...prose(what)]),
    '.El',
    '.Sh FILES',
    'On Linux, with no XDG variable set:',
    '.Bl -tag -width Ds',
    ...files().flatMap(([path, what]) => [`.It Pa ${literal(path)}`, ...prose(what)]),
    '.El',
    '.Pp',
    ...prose('On macOS they are in ~/Library/Application Support/wakelore and ~/Library/Caches/wakelore.'),
    '.Sh EXIT STATUS',
    '.Bl -tag -width Ds',
    ...Object.entries(EXIT_MEANINGS).flatMap(([status, meaning]) => [`.It ${status}`, ...prose(meaning)]),
    '.El',
    '.Pp',
    ...prose(
      'A fault is one line on standard error, its code first, and a line that says what to do; with --json it is one JSON object there. ' +
        '`wakelore run` ends as its command did.',
    ),
    '.Sh SEE ALSO',
    '.Xr git 1 ,',
    '.Xr git-blame 1 ,',
    '.Xr git-log 1 ,',
    '.Xr gitignore 5',
  ]
  return { path: 'packages/wakelore/man/wakelore.1', text: `${lines.join('\n')}\n` }
}

function commandEntry(command: CommandWords): string[] {
  const { name, summary, description, options, examples } = command
  const taken = command.arguments.map(({ label, isRequired }) => {
    const argument = `Ar ${label.replace('...', ' ...')}`
    return isRequired ? argument : `Op ${argument}`
  })
  return [
    `.It Cm ${[name, ...taken].join(' ')}`,
    ...prose(sentence(summary)),
    ...description.flatMap((paragraph) => ['.Pp', ...prose(paragraph)]),
    ...argumentList(command),
    ...(options.length === 0 ? [] : optionList(options)),
    '.Pp',
    examples.length === 1 ? 'Example:' : 'Examples:',
    '.Bl -tag -width Ds -compact',
    ...examples.flatMap(({ command: line, does }) => [`.It Ic ${quoted(line)}`, ...prose(does)]),
    '.El',
  ]
}

function argumentList({ arguments: taken }: CommandWords): string[] {
  const told = taken.filter(({ property }) => property.description !== undefined)
  if (told.length === 0) return []
  return [
    '.Bl -tag -width Ds',
    ...told.flatMap(({ label, property }) => [
      `.It Ar ${label.replace('...', '')}`,
      ...prose(describe(property)),
    ]),
    '.El',
  ]
}

function optionList(options: readonly CommandOption[]): string[] {
  return [
    '.Bl -tag -width Ds',
    ...options.flatMap(({ flag, label, property }) => [
      `.It ${flag
        .split(', ')
        .map((one) => `Fl ${one.slice(1)}`)
        .join(' , ')}${label === undefined ? '' : ` Ar ${label}`}`,
      ...prose(describe(property)),
    ]),
    '.El',
  ]
}

function spelled({ short, flag, description }: typeof HELP_OPTION | typeof VERSION_OPTION): CommandOption {
  return { flag: `${short}, ${flag}`, property: { description } }
}

function files(): (readonly [path: string, what: string])[] {
  const paths = wakelorePaths({ environment: {}, platform: 'linux', home: HOME })
  const all: (readonly [path: string, what: string])[] = [
    [consentFile(paths), 'Which repositories may be read, and in how much detail; sinks. Yours to change.'],
    [join(paths.configDir, 'keys.json'), 'The data key, wrapped in two slots or more.'],
    [
      join(paths.configDir, 'recovery-phrase.txt'),
      'Twelve words that open the store, until you move them to a safe place.',
    ],
    [captureStateFile(paths), 'Whether capture is on, and everything that `wakelore off` has to undo.'],
    [join(paths.dataDir, 'log'), 'Everything that was recorded, sealed; the only truth.'],
    [join(paths.dataDir, 'graph.db'), 'A view of the log, encrypted; it can be deleted at any time.'],
    [join(paths.dataDir, 'unattributed'), 'Telemetry of no repository that allows it, for seven days.'],
    [paths.spoolDir, 'Where git leaves its traces until they are taken in, while capture is on.'],
  ]
  return all.map(([path, what]) => [path.replace(HOME, '~'), what])
}

/**
 * Lines of text: a sentence begins on a line of its own, words in backticks are literal,
 * and nothing in it is taken for a macro.
 */
function prose(text: string): string[] {
  const lines: string[] = []
  let line = ''
  const flush = (): void => {
    if (line !== '') lines.push(line)
    line = ''
  }
  for (const part of text.split(/(`[^`]+`\S*)/)) {
    const code = /^`([^`]+)`(\S*)$/.exec(part)
    if (code !== null) {
      flush()
      const [, words = '', behind = ''] = code
      lines.push(`.Ql ${quoted(words)}${behind === '' ? '' : ` ${[...behind].map(escaped).join(' ')}`}`)
      continue
    }
    for (const word of part.split(/\s+/).filter(Boolean).map(escaped)) {
      if (line !== '' && Buffer.byteLength(`${line} ${word}`) > LINE_BYTES) flush()
      line = line === '' ? (/^[.']/.test(word) ? `\\&${word}` : word) : `${line} ${word}`
      if (/[.?!]$/.test(word)) flush()
    }
  }
  flush()
  return lines
}

/** As one argument of a macro, dashes as they are typed, its end no punctuation of the sentence's. */
function quoted(text: string): string {
  return `"${literal(text).replaceAll('"', '""')}${/[.,:;!?)\]]$/.test(text) ? '\\&' : ''}"`
}

function literal(text: string): string {
  return escaped(text).replaceAll('-', '\\-')
}

function escaped(text: string): string {
  return [...text]
    .map((character) => {
      if (character === '\\') return '\\e'
      const code = character.codePointAt(0)!
      return code < 0x7f ? character : `\\[u${code.toString(16).toUpperCase().padStart(4, '0')}]`
    })
    .join('')
}
