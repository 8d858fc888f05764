/**
 * Secrets on a command line, where an argument is secret by the one before it: `git
 * config github.token …`, `--password …`, `curl -u name:…`, `sshpass -p …`, also inside
 * an argument that is a command line of its own (`-c alias.x='!curl …'`).
 *
 * The gate scans every string by itself and can't see that. Whoever has a command line
 * as a list puts it through here first; the names that make a value secret are those of
 * `assignment.ts`, and what an argument shows by itself is left to the gate.
 *
 * What is surely a command is read strictly: any word after `--password` is one. Of other
 * texts, a commit message among them, only what looks like a secret is taken.
 */
import { ASSIGNED_SECRET, isSecretArgument, isSecretName, isSecretValue } from './assignment.ts'
import { replaceFindings, visibleMarker, type Finding, type Report } from './finding.ts'
import { isPlaceholder } from './placeholder.ts'

export type CommandLine = {
  /** The program first. */
  readonly argv: readonly string[]
  /** Then the first argument is a shell's text, and the rest are its parameters. */
  readonly usesShell?: boolean
}

export type RedactedCommandLine = {
  /** As long as `argv`, with visible markers. */
  readonly argv: readonly string[]
  /** What was taken out and is long enough to be told from other text. */
  readonly secrets: readonly string[]
}

const SHORTEST_TOLD = 6
const DEEPEST = 3

export function redactCommandLine({ argv, usesShell }: CommandLine): RedactedCommandLine {
  const found = new Map<number, Finding[]>()
  const words: Word[] = argv.map((text, index) => ({
    text,
    report: (start, end, kind) => {
      const findings = found.get(index) ?? []
      found.set(index, findings)
      findings.push({ start, end, kind })
    },
  }))
  if (usesShell === true && words.length > 0) findInShell(words[0]!, words.slice(1), CERTAIN)
  else findInCommand(words, CERTAIN)

  const redacted = [...argv]
  const secrets = new Set<string>()
  for (const [index, findings] of found) {
    redacted[index] = replaceFindings(argv[index]!, apart(findings), (secret, kind) => {
      if (secret.length >= SHORTEST_TOLD) secrets.add(secret)
      return visibleMarker(kind)
    })
  }
  return { argv: redacted, secrets: [...secrets] }
}

/** `text` without the secrets that a command line held: a program repeats what it doesn't understand. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return [...secrets]
    .sort((a, b) => b.length - a.length)
    .reduce((left, secret) => left.replaceAll(secret, () => visibleMarker(ASSIGNED_SECRET)), text)
}

/** An argument, and where a finding in it goes. */
type Word = { readonly text: string; readonly report: Report }

type Reading = {
  readonly isCertain: boolean
  readonly depth: number
}
const CERTAIN: Reading = { isCertain: true, depth: 0 }

/** How an option's value holds a secret. */
type Shape = 'whole' | 'pair' | 'header' | 'cookie' | 'source'

/** Options that mean this for these programs only; where `attached` is set, `-p x` is something else. */
type Program = {
  readonly options: Readonly<Record<string, Shape>>
  readonly attached?: true
  /** Letters that may stand before an option's in one argument. */
  readonly letters?: string
  /** The word without which the options mean something else. */
  readonly needs?: string
  /** Takes a command line of another program. */
  readonly startsOther?: true
}
const mysql: Program = { options: { '-p': 'whole' }, attached: true }
const docker: Program = { options: { '-p': 'whole' }, needs: 'login' }
const httpie: Program = { options: { '-a': 'pair', '--auth': 'pair' } }
const PROGRAMS: ReadonlyMap<string, Program> = new Map(
  Object.entries<Program>({
    curl: {
      options: {
        '-u': 'pair',
        '--user': 'pair',
        '-U': 'pair',
        '--proxy-user': 'pair',
        '-H': 'header',
        '--header': 'header',
        '-b': 'cookie',
        '--cookie': 'cookie',
      },
      letters: 'fgijklnpqsvGILNORSVZ#0123456',
    },
    wget: { options: { '--header': 'header' } },
    http: httpie,
    https: httpie,
    sshpass: { options: { '-p': 'whole' }, letters: 'v', startsOther: true },
    mysql,
    mysqldump: mysql,
    mysqladmin: mysql,
    mariadb: mysql,
    '7z': mysql,
    'redis-cli': { options: { '-a': 'whole' } },
    openssl: { options: { '-passin': 'source', '-passout': 'source', '-pass': 'source' } },
    docker,
    podman: docker,
    zip: { options: { '-P': 'whole' } },
    unzip: { options: { '-P': 'whole' } },
    ldapsearch: { options: { '-w': 'whole' } },
    mongosh: { options: { '-p': 'whole' } },
  }),
)
const KNOWN_PROGRAM = new RegExp(`(?:^|[^\\w-])(?:${[...PROGRAMS.keys()].join('|')})(?:\\.exe)?\\s`)
const SHELLS = new Set(['sh', 'bash', 'dash', 'zsh', 'ksh'])

function findInCommand(words: readonly Word[], reading: Reading): void {
  let program: Program | undefined
  let isShell = false
  let isRemote = false
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!
    // What a program is given that starts no other is no program, whatever it is called.
    const mayStart = program === undefined || program.startsOther === true || !reading.isCertain
    const name = mayStart ? programName(word.text) : ''
    if (reading.isCertain && /^git(?:-|$)/.test(name)) {
      const command = name === 'git' ? [] : [{ text: name.slice(4), report: () => undefined }]
      findInGit([...command, ...words.slice(index + 1)], reading)
      return
    }
    if (PROGRAMS.has(name)) {
      const { needs } = (program = PROGRAMS.get(name)!)
      if (needs !== undefined && words[index + 1]?.text !== needs) program = undefined
      continue
    }
    if (SHELLS.has(name)) isShell = true
    if (name === 'ssh') isRemote = true
    const next = words[index + 1]
    if (program !== undefined && findByProgram(program, word, next, reading)) continue
    if (isShell && next !== undefined && /^-[a-z]*c$/.test(word.text)) {
      findInShell(next, [], reading)
      index++
    } else if (isRemote && reading.isCertain && /\s/.test(word.text)) findInShell(word, [], reading)
    else if (findByFlag(word, next, reading, /^--?/)) continue
    else if (reading.isCertain && word.text === 'set') findSetting(next, words[index + 2])
    else if (reading.isCertain) findInArgument(word, reading)
  }
}

/** As in `npm config set key value` and `aws configure set key value`. */
function findSetting(key: Word | undefined, value: Word | undefined): void {
  if (key === undefined || value === undefined || !isSecretArgument(key.text, value.text)) return
  reportWhole(value, ASSIGNED_SECRET)
}

/** `NAME=value`, `GIT_SSH_COMMAND='…'`, `user=x&password=y`, and what else has blanks in it. */
function findInArgument(word: Word, reading: Reading): void {
  const assigned = /^([A-Za-z_]\w{0,63})=(.*)$/s.exec(word.text)
  if (assigned !== null) {
    const value = tail(word, assigned[1]!.length + 1)
    if (isSecretArgument(assigned[1]!, value.text)) reportWhole(value, ASSIGNED_SECRET)
    else if (/\s/.test(value.text)) findInShell(value, [], reading)
    else findEchoed(word)
    return
  }
  findEchoed(word)
  if (/\$\(|`/.test(word.text)) findInShell(word, [], reading)
  else if (/\s/.test(word.text)) findInText(word, reading)
}

function findEchoed(word: Word): void {
  for (const match of word.text.matchAll(ECHOED)) {
    const start = match.index + match[0].length - match[2]!.length
    if (isSecretArgument(match[1]!, match[2]!)) word.report(start, start + match[2]!.length, ASSIGNED_SECRET)
  }
}

const ECHOED = /(?:^|\\n|[^\w.-])([A-Za-z_][\w.-]{0,63})=([^\s\\;"'`&]{4,1024})/g

/** git's options and configuration; `words` come after the program. */
function findInGit(words: readonly Word[], reading: Reading): void {
  let command: string | undefined
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!
    const next = words[index + 1]
    const { text } = word
    if (text === '--') {
      for (const other of words.slice(index + 1)) findInText(other, reading)
      return
    }
    const attached = /^(?:--config=|-c(?=[A-Za-z]))/.exec(text)
    if (attached !== null) findInSetting(tail(word, attached[0].length), reading)
    else if ((text === '-c' || text === '--config') && next !== undefined) {
      findInSetting(next, reading)
      index++
    } else if (command === undefined && TAKES_VALUE.test(text)) index++
    else if (command === undefined && !text.startsWith('-')) {
      command = text
      if (command === 'config') {
        findInConfig(words.slice(index + 1), reading)
        return
      }
    } else if ((command === 'bisect' && text === 'run') || (command === 'submodule' && text === 'foreach')) {
      const rest = words.slice(index + 1)
      const run = rest.slice(rest.findIndex((other) => !other.text.startsWith('-')))
      if (run.length === 1) findInShell(run[0]!, [], reading)
      else if (reading.depth < DEEPEST) findInCommand(run, { ...reading, depth: reading.depth + 1 })
      return
    } else if (RUNS.test(text) && next !== undefined) {
      findInShell(next, [], reading)
      index++
    } else if (text.startsWith('--exec=')) findInShell(tail(word, 7), [], reading)
    else if (command === 'push' && (text === '-o' || text === '--push-option') && next !== undefined) {
      findInArgument(next, reading)
      index++
    } else if (text.startsWith('--push-option=')) findInArgument(tail(word, 14), reading)
    else if (!findByFlag(word, next, reading, /^--/)) findInText(word, reading)
  }
}

/** Options of git's commands that take a shell's text. */
const RUNS = /^(?:-x|--exec|--extcmd|--(?:setup|env|tree|index|parent|msg|commit|tag-name)-filter)$/

const TAKES_VALUE =
  /^(?:-C|--git-dir|--work-tree|--namespace|--super-prefix|--config-env|--attr-source|--exec-path)$/

/** What comes after `git config`: an option, a verb, the key, and its value. */
function findInConfig(words: readonly Word[], reading: Reading): void {
  for (let index = 0; index < words.length; index++) {
    const { text } = words[index]!
    if (/^(?:-f|--file|--blob|-t|--type|--default|--comment|--value)$/.test(text)) index++
    else if (!text.startsWith('-') && text.includes('.')) {
      for (const value of words.slice(index + 1)) findInValue(text, value, reading)
      return
    }
  }
}

/** `section.key=value`. */
function findInSetting(word: Word, reading: Reading): void {
  const key = /^[A-Za-z][^=]{0,1024}(?==)/.exec(word.text)?.[0]
  if (key?.includes('.') === true) findInValue(key, tail(word, key.length + 1), reading)
}

/** Of a configuration's value. */
function findInValue(key: string, value: Word, reading: Reading): void {
  const name = key.slice(key.lastIndexOf('.') + 1).toLowerCase()
  if (!NAMES_COMMAND.test(key) && isSecretArgument(key, value.text)) reportWhole(value, ASSIGNED_SECRET)
  else if (name === 'extraheader') findHeader(value, reading)
  else if (name === 'proxy') {
    const userinfo = /^(?:[a-z][a-z\d+.-]{0,15}:\/\/)?([^/\s:@]{0,256}:([^\s@]{1,512}))@/i.exec(value.text)
    if (userinfo === null || isPlaceholder(userinfo[2]!)) return
    const end = userinfo[0].length - 1
    value.report(end - userinfo[1]!.length, end, 'url-credentials')
  } else if (value.text.startsWith('!')) findInShell(tail(value, 1), [], reading)
  else if (/^alias\./i.test(key)) {
    if (reading.depth >= DEEPEST) return
    const inner = { ...reading, depth: reading.depth + 1 }
    for (const command of shellCommands(value)) findInGit(command, inner)
  } else if (/\s/.test(value.text)) findInShell(value, [], reading)
}

/** Keys that end with whatever a command is called. */
const NAMES_COMMAND = /^(?:alias|pager)\./i

/** `--password x`, `--api-key=x`, `--user name:x`; true where something was found. */
function findByFlag(word: Word, next: Word | undefined, reading: Reading, opening: RegExp): boolean {
  const flag = /^--?([A-Za-z][\w.-]{0,63})(?:=|$)/.exec(word.text)
  if (flag === null || !opening.test(word.text)) return false
  const value = flag[0].endsWith('=') ? tail(word, flag[0].length) : next
  if (value === undefined) return false
  const name = flag[1]!
  const isPair = /^(?:user|userpass|auth|credentials?|basic-auth)$/i.test(name)
  if (isPair && value.text.includes(':')) return findPair(value, false)
  if (name === 'auth') return isSecretValue('token', value.text, false) && reportWhole(value, ASSIGNED_SECRET)
  // Prose is the gate's: it knows flags and what follows them in one string.
  if (!reading.isCertain || !isSecretName(name) || NO_VALUE.test(name)) return false
  if (value === next && value.text.startsWith('-')) return false
  return isSecretArgument(name, value.text) && reportWhole(value, ASSIGNED_SECRET)
}

/** Of flags: what asks for a secret, shows or forgets it, has none for its value. */
const NO_VALUE =
  /^(?:no|ask|prompt|show|print|with|get|list|check|has|require|skip|allow|generate|rotate|revoke|reset|delete|save|store|cache|forget)[-_]/i

/** True where the word is an option that the program is known by. */
function findByProgram(program: Program, word: Word, next: Word | undefined, reading: Reading): boolean {
  for (const [option, shape] of Object.entries(program.options)) {
    const { text } = word
    if (text === option || (option.length === 2 && isCluster(text, option, program))) {
      if (program.attached !== true && next !== undefined) findShape(shape, next, reading)
      return true
    }
    const from = option.startsWith('--')
      ? text.startsWith(`${option}=`)
        ? option.length + 1
        : undefined
      : option.length === 2
        ? valueInCluster(text, option, program)
        : undefined
    if (from === undefined) continue
    findShape(shape, tail(word, from), reading)
    return true
  }
  return false
}

function isCluster(text: string, option: string, program: Program): boolean {
  return valueInCluster(text, option, program) === text.length
}

/** Where the value begins in `-sSuname:x`. */
function valueInCluster(text: string, option: string, { letters = '' }: Program): number | undefined {
  if (!text.startsWith('-')) return undefined
  let at = 1
  while (at < text.length && text[at] !== option[1] && letters.includes(text[at]!)) at++
  return text[at] === option[1] ? at + 1 : undefined
}

function findShape(shape: Shape, value: Word, reading: Reading): boolean {
  switch (shape) {
    case 'whole':
      return isSecretWord(value.text, reading.isCertain) && reportWhole(value, ASSIGNED_SECRET)
    case 'pair':
      return findPair(value, reading.isCertain)
    case 'header':
      return findHeader(value, reading)
    case 'cookie':
      return /^[\w.-]+=[^$]/.test(value.text) && reportWhole(value, 'cookie-header')
    case 'source':
      return (
        value.text.startsWith('pass:') &&
        isSecretWord(value.text.slice(5), reading.isCertain) &&
        reportWhole(tail(value, 5), ASSIGNED_SECRET)
      )
  }
}

/** `name:password`; the name stays. */
function findPair(word: Word, isCertain: boolean): boolean {
  const colon = word.text.indexOf(':')
  const password = tail(word, colon + 1)
  return colon >= 0 && isSecretWord(password.text, isCertain) && reportWhole(password, ASSIGNED_SECRET)
}

function isSecretWord(text: string, isCertain: boolean): boolean {
  return isCertain ? isSecretArgument('password', text) : isSecretValue('password', text, false)
}

function findHeader(word: Word, { isCertain }: Reading): boolean {
  if (!isCertain) return false
  const header =
    /^\s{0,8}((?:proxy-)?authorization|cookie|[\w-]{0,64}(?:token|key|secret|auth))\s{0,8}:\s{0,8}(?:[A-Za-z]{3,12}\s{1,8}(?=\S))?/i.exec(
      word.text,
    )
  if (header === null) return false
  const value = tail(word, header[0].length)
  if (value.text.length < 4 || isPlaceholder(value.text)) return false
  return reportWhole(value, /cookie/i.test(header[1]!) ? 'cookie-header' : 'authorization-header')
}

/** A shell's text that is surely one; its last command gets the parameters. */
function findInShell(word: Word, parameters: readonly Word[], reading: Reading): void {
  if (reading.depth >= DEEPEST) return
  const inner = { isCertain: true, depth: reading.depth + 1 }
  const commands = shellCommands(word)
  const last = (commands.pop() ?? []).filter(({ text }) => text !== '$@' && text !== '$*')
  for (const command of [...commands, [...last, ...parameters]]) findInCommand(command, inner)
}

/** A text that may quote a command: a message, a pattern. */
function findInText(word: Word, reading: Reading): void {
  if (reading.depth >= DEEPEST || !KNOWN_PROGRAM.test(word.text)) return
  const words = Array.from(word.text.matchAll(/[^\s"'`;|()]+/g), ({ 0: text, index }) => ({
    text,
    report: shifted(word.report, index),
  }))
  findInCommand(words, { isCertain: false, depth: reading.depth + 1 })
}

/** The words of each command in a shell's text, without quotes; their reports are of the text. */
function shellCommands({ text, report }: Word): Word[][] {
  const commands: Word[][] = []
  let command: Word[] = []
  let word = ''
  /** By character of the word: where it stands in the text. */
  let places: number[] = []
  let isWord = false
  let quote = ''
  const endWord = (): void => {
    const stands = places
    if (isWord) {
      command.push({
        text: word,
        report: (start, end, kind) => {
          if (start < end) report(stands[start]!, stands[end - 1]! + 1, kind)
        },
      })
    }
    word = ''
    places = []
    isWord = false
  }
  const endCommand = (): void => {
    endWord()
    if (command.length > 0) commands.push(command)
    command = []
  }
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!
    if (character === quote) {
      quote = ''
      continue
    }
    if (quote === '') {
      if (character === '"' || character === "'") {
        quote = character
        isWord = true
        continue
      }
      if (character === ' ' || character === '\t') {
        endWord()
        continue
      }
      if (';|&()`\n'.includes(character)) {
        endCommand()
        continue
      }
    }
    const isEscape =
      character === '\\' && (quote === '' || (quote === '"' && '"\\$`\n'.includes(text[at + 1] ?? ' ')))
    if (isEscape && at + 1 < text.length) at++
    word += text[at]!
    places.push(at)
    isWord = true
  }
  endCommand()
  return commands
}

function tail({ text, report }: Word, from: number): Word {
  return { text: text.slice(from), report: shifted(report, from) }
}

function shifted(report: Report, by: number): Report {
  return (start, end, kind) => report(start + by, end + by, kind)
}

function reportWhole({ text, report }: Word, kind: string): true {
  report(0, text.length, kind)
  return true
}

function programName(word: string): string {
  if (word.includes('://')) return ''
  return word.slice(word.search(/[^/\\]{0,64}$/)).replace(/\.exe$/i, '')
}

/** In order, overlapping ones joined. */
function apart(findings: readonly Finding[]): Finding[] {
  const joined: Finding[] = []
  for (const finding of findings.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1)
    if (last === undefined || finding.start >= last.end) joined.push(finding)
    else joined[joined.length - 1] = { ...last, end: Math.max(last.end, finding.end) }
  }
  return joined
}
