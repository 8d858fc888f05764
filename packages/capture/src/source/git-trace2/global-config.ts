/**
 * Two values in git's global configuration, which make every git leave its trace in the
 * spool; put there and taken away again to the byte.
 *
 * They are appended to the file itself, not included from it, as a section of their own.
 * Nothing is written that git wouldn't read as exactly what it read before, plus these
 * two: every change is made in memory first, and git's own reading of it is compared.
 * Files are written as `git config` writes them: under its lock, which is never taken
 * from another, and by a rename, with mode and owner kept and links followed.
 *
 * What was appended is handed out, to be remembered. Where it still stands as it was, it
 * is cut out; where somebody rearranged it meanwhile, git takes the two values out and
 * everything else stays.
 */
import { constants } from 'node:fs'
import {
  access,
  lstat,
  mkdtemp,
  open,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  unlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, isAbsolute, join, parse, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { errorCode } from '@wakelore/kernel/error-code'
import { isFault } from '@wakelore/kernel/fault'
import { complaintOf, type Git } from '@wakelore/vault/git'
import { reasonOf } from '@wakelore/vault/private-file'
import { captureFault } from '../../faults.ts'

/** Beyond so many traces in the spool git writes no more: what keeps its cost small. */
export const GIT_TRACE2_MAX_FILES = 1000

export type ConfigInsertion = {
  /** The file as git names it; may be a link. */
  readonly path: string
  /** The file that was written. */
  readonly file: string
  /** Exactly what was appended; empty where that isn't known. */
  readonly text: string
  /** Whether there was no such file. */
  readonly isCreated: boolean
  /** The value of `trace2.eventTarget`: the spool, ending in "/". */
  readonly target: string
  /** The value of `trace2.maxFiles`. */
  readonly maxFiles: number
  /** Whether the file had a `trace2.maxFiles` of the same value already. */
  readonly hadMaxFiles: boolean
}

/** A value of git's configuration, and the file that it is in. */
export type ConfigValue = { readonly file: string; readonly value: string }

export type TraceSettings = {
  /** In git's order: the last one counts. */
  readonly targets: readonly ConfigValue[]
  readonly maxFiles: readonly ConfigValue[]
}

/** `absent`: nothing of ours was there any more. `kept`: a `maxFiles` that may be its owner's was left. */
export type Removal = 'removed' | 'kept' | 'absent'

const MAX_CONFIG_BYTES = 32 * 1024 * 1024
const LOCK_WAIT_MS = 2000
const LOCK_POLL_MS = 50
const MOST_LINKS = 40
const MOST_ATTEMPTS = 5
const TARGET_KEY = 'trace2.eventtarget'
const MAX_FILES_KEY = 'trace2.maxfiles'

/** The file that `git config --global` would write. @throws CAPTURE_CONFIG_UNUSABLE */
export async function globalConfigPath(environment: NodeJS.ProcessEnv): Promise<string> {
  const named = environment['GIT_CONFIG_GLOBAL']
  if (named !== undefined) {
    if (isAbsolute(named)) return named
    throw captureFault(
      'CAPTURE_CONFIG_UNUSABLE',
      `GIT_CONFIG_GLOBAL is "${named}", expected an absolute path`,
      { help: 'Unset it, or set it to an absolute path.' },
    )
  }
  const home = environment['HOME'] ?? environment['USERPROFILE']
  if (home === undefined || !isAbsolute(home)) {
    throw captureFault('CAPTURE_CONFIG_UNUSABLE', `HOME is "${home ?? ''}", expected an absolute path`, {
      help: 'Set HOME: git looks there for its global configuration.',
    })
  }
  const own = join(home, '.gitconfig')
  if (await isReadable(own)) return own
  const base = environment['XDG_CONFIG_HOME']
  const xdg = join(base !== undefined && isAbsolute(base) ? base : join(home, '.config'), 'git', 'config')
  return (await isReadable(xdg)) ? xdg : own
}

/** What git's system and global configuration say of traces, includes followed. @throws CAPTURE_CONFIG_MALFORMED */
export async function readTraceSettings(git: Git, path: string): Promise<TraceSettings> {
  // Outside any repository, whose configuration has no say in this.
  const { stdout, stderr, exitCode } = await git.run(
    ['config', '--show-scope', '--show-origin', '-z', '--get-regexp', '^trace2\\.(eventtarget|maxfiles)$'],
    { cwd: parse(path).root },
  )
  if (exitCode > 1) throw malformed(path, stderr)
  const parts = stdout.toString('utf8').split('\0')
  const targets: ConfigValue[] = []
  const maxFiles: ConfigValue[] = []
  for (let i = 0; i + 2 < parts.length; i += 3) {
    const [scope, origin = '', entry = ''] = parts.slice(i, i + 3)
    if (scope !== 'system' && scope !== 'global') continue
    const [key, value] = keyAndValue(entry)
    const found = { file: origin.replace(/^file:/, ''), value: value ?? '' }
    ;(key === TARGET_KEY ? targets : maxFiles).push(found)
  }
  return { targets, maxFiles }
}

/** What would be appended. @throws CAPTURE_CONFIG_UNUSABLE, CAPTURE_CONFIG_UNWRITABLE, CAPTURE_CONFIG_MALFORMED */
export async function planInsertion(
  git: Git,
  path: string,
  value: Pick<ConfigInsertion, 'target' | 'maxFiles'>,
): Promise<ConfigInsertion> {
  const file = await writtenFile(path)
  await access(dirname(file), constants.W_OK).catch((cause: unknown) => {
    throw unwritable(file, cause)
  })
  return makeInsertion(git, path, file, (await readConfig(file))?.bytes, value)
}

/**
 * Appends. `onPlanned` is told exactly what, just before it is there.
 *
 * @throws those of `planInsertion`, CAPTURE_CONFIG_LOCKED
 */
export async function insertTarget(
  git: Git,
  path: string,
  value: Pick<ConfigInsertion, 'target' | 'maxFiles'>,
  onPlanned: (insertion: ConfigInsertion) => Promise<void>,
): Promise<ConfigInsertion> {
  const file = await writtenFile(path)
  return changeConfig(
    file,
    (bytes) => makeInsertion(git, path, file, bytes, value),
    async (insertion, config) => {
      await onPlanned(insertion)
      await config.replace(Buffer.concat([config.bytes ?? Buffer.alloc(0), Buffer.from(insertion.text)]))
      return insertion
    },
  )
}

/** Values of ours that nobody remembers having put there, as if it had just been done. */
export async function adoptInsertion(
  git: Git,
  path: string,
  value: Pick<ConfigInsertion, 'target' | 'maxFiles'>,
): Promise<ConfigInsertion> {
  const file = await writtenFile(path)
  const bytes = (await readConfig(file))?.bytes ?? Buffer.alloc(0)
  const text = ['\n', '\r\n']
    .map((eol) => section(value, eol))
    .find((block) => occurrences(bytes, block) === 1)
  const entries = await listing(git, file, bytes)
  const sameMaxFiles = entries.filter((entry) => entry === maxFilesEntry(value)).length
  return {
    path,
    file,
    text: text ?? '',
    isCreated: false,
    ...value,
    hadMaxFiles: sameMaxFiles > 1,
  }
}

/**
 * Takes the two values out of the file that they were put into, and wherever that file
 * is now. @throws CAPTURE_CONFIG_LOCKED, CAPTURE_CONFIG_UNWRITABLE, CAPTURE_CONFIG_MALFORMED
 */
export async function removeInsertion(git: Git, insertion: ConfigInsertion): Promise<Removal> {
  const files = new Set([insertion.file, await writtenFile(insertion.path).catch(() => insertion.file)])
  let outcome: Removal = 'absent'
  for (const file of files) {
    // Nothing to lock where there is nothing to change; nor a directory to lock it in, perhaps.
    const before = (await readConfig(file))?.bytes
    if (before === undefined || !(await holdsOurs(git, file, before, insertion))) continue
    outcome = await changeConfig(
      file,
      (bytes) => withoutOurs(git, file, bytes ?? Buffer.alloc(0), insertion),
      async ({ bytes, kept }, config) => {
        const isOnlyOurs = bytes.length === 0 && insertion.isCreated && file === insertion.file
        await (isOnlyOurs ? config.remove() : config.replace(bytes))
        return kept ? 'kept' : 'removed'
      },
    )
  }
  return outcome
}

async function makeInsertion(
  git: Git,
  path: string,
  file: string,
  bytes: Buffer | undefined,
  value: Pick<ConfigInsertion, 'target' | 'maxFiles'>,
): Promise<ConfigInsertion> {
  const before = bytes ?? Buffer.alloc(0)
  const entries = await listing(git, file, before)
  const expected = [...entries, targetEntry(value), maxFilesEntry(value)]
  const eol = lineEnding(before)
  // A line may have no end, or go on in the next by a backslash: then a line more keeps them apart.
  const isLineStart = before.length === 0 || before.at(-1) === 0x0a
  for (const separator of isLineStart ? ['', eol, eol + eol] : [eol, eol + eol]) {
    const text = separator + section(value, eol)
    if (isSame(await tryListing(git, Buffer.concat([before, Buffer.from(text)])), expected)) {
      return {
        path,
        file,
        text,
        isCreated: bytes === undefined,
        ...value,
        hadMaxFiles: entries.includes(maxFilesEntry(value)),
      }
    }
  }
  throw captureFault(
    'CAPTURE_CONFIG_MALFORMED',
    `whatever is appended to ${file} would be read as part of what stands there`,
    { fields: { path: file } },
  )
}

/** The file's bytes without our values, by the least change that git reads as that. */
async function withoutOurs(
  git: Git,
  file: string,
  bytes: Buffer,
  insertion: ConfigInsertion,
): Promise<{ bytes: Buffer; kept: boolean }> {
  const expected = entriesWithoutOurs(await listing(git, file, bytes), insertion)
  // The line end before it may have come to part what was written later.
  for (const text of [insertion.text, insertion.text.replace(/^[\r\n]+/, '')]) {
    if (text === '' || occurrences(bytes, text) !== 1) continue
    const start = bytes.indexOf(text)
    const cut = Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + Buffer.byteLength(text))])
    if (isSame(await tryListing(git, cut), expected)) return { bytes: cut, kept: false }
  }
  const unset = await unsetByGit(git, bytes, insertion)
  return { bytes: unset, kept: !isSame(await tryListing(git, unset), expected) }
}

/** On a copy that nobody else can read: a configuration may hold passwords. */
async function unsetByGit(git: Git, bytes: Buffer, insertion: ConfigInsertion): Promise<Buffer> {
  const directory = await mkdtemp(join(tmpdir(), 'wakelore-config-'))
  try {
    const copy = join(directory, 'config')
    await writeFile(copy, bytes, { mode: 0o600 })
    const unset = async (flag: string, key: string, value: string): Promise<void> => {
      const { exitCode, stderr } = await git.run(
        ['config', '--file', copy, '--fixed-value', flag, key, value],
        { cwd: directory },
      )
      // 5: there is none, or there are several and which of them is ours can't be told.
      if (exitCode !== 0 && exitCode !== 5) throw malformed(insertion.file, stderr)
    }
    await unset('--unset-all', 'trace2.eventTarget', insertion.target)
    if (!insertion.hadMaxFiles) await unset('--unset', 'trace2.maxFiles', String(insertion.maxFiles))
    return await readFile(copy)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

async function holdsOurs(
  git: Git,
  file: string,
  bytes: Buffer,
  insertion: ConfigInsertion,
): Promise<boolean> {
  const entries = await listing(git, file, bytes)
  return (
    entries.includes(targetEntry(insertion)) ||
    (!insertion.hadMaxFiles && entries.includes(maxFilesEntry(insertion)))
  )
}

/** All of our target, and the `maxFiles` that belongs to it. */
function entriesWithoutOurs(entries: readonly string[], insertion: ConfigInsertion): string[] {
  const target = entries.indexOf(targetEntry(insertion))
  const ownMaxFiles =
    target === -1 && insertion.hadMaxFiles ? -1 : entries.indexOf(maxFilesEntry(insertion), target + 1)
  return entries.filter((entry, index) => index !== ownMaxFiles && entry !== targetEntry(insertion))
}

function section(value: Pick<ConfigInsertion, 'target' | 'maxFiles'>, eol: string): string {
  const lines = ['[trace2]', `\teventTarget = ${configValue(value.target)}`, `\tmaxFiles = ${value.maxFiles}`]
  return lines.map((line) => line + eol).join('')
}

/** Quoted and escaped where git would. */
function configValue(value: string): string {
  const escaped = value.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t')
  return /^\s|[;#\r]|\s$/.test(value) ? `"${escaped}"` : escaped
}

/** The file's own; of several, that of its first line. */
function lineEnding(bytes: Buffer): string {
  const end = bytes.indexOf(0x0a)
  return end > 0 && bytes[end - 1] === 0x0d ? '\r\n' : '\n'
}

function occurrences(bytes: Buffer, text: string): number {
  let count = 0
  for (let at = bytes.indexOf(text); at !== -1; at = bytes.indexOf(text, at + 1)) count++
  return count
}

/** What git reads in these bytes, in order: `key\nvalue`, as Latin-1, which keeps every byte. @throws CAPTURE_CONFIG_MALFORMED */
async function listing(git: Git, file: string, bytes: Buffer): Promise<string[]> {
  const { stdout, stderr, exitCode } = await git.run(LIST, { cwd: parse(file).root, input: bytes })
  if (exitCode !== 0) throw malformed(file, stderr)
  return stdout.toString('latin1').split('\0').slice(0, -1)
}

async function tryListing(git: Git, bytes: Buffer): Promise<string[] | undefined> {
  const { stdout, exitCode } = await git.run(LIST, { cwd: parse(process.execPath).root, input: bytes })
  return exitCode === 0 ? stdout.toString('latin1').split('\0').slice(0, -1) : undefined
}

/** What is included stays where it is, and isn't read: from standard input git would try to. */
const LIST = ['config', '--file', '-', '--no-includes', '--list', '-z']

function targetEntry({ target }: Pick<ConfigInsertion, 'target'>): string {
  return `${TARGET_KEY}\n${Buffer.from(target).toString('latin1')}`
}

function maxFilesEntry({ maxFiles }: Pick<ConfigInsertion, 'maxFiles'>): string {
  return `${MAX_FILES_KEY}\n${maxFiles}`
}

/** A key that stands alone has no value. */
function keyAndValue(entry: string): [key: string, value: string | undefined] {
  const end = entry.indexOf('\n')
  return end === -1 ? [entry, undefined] : [entry.slice(0, end), entry.slice(end + 1)]
}

function isSame(found: readonly string[] | undefined, expected: readonly string[]): boolean {
  return (
    found !== undefined && found.length === expected.length && found.every((one, i) => one === expected[i])
  )
}

/** As git asks it. */
async function isReadable(path: string): Promise<boolean> {
  return access(path, constants.R_OK).then(
    () => true,
    () => false,
  )
}

/** Where the links end, also at a file that isn't there yet, as git follows them. */
async function writtenFile(path: string): Promise<string> {
  let file = path
  for (let links = 0; links < MOST_LINKS; links++) {
    const target = await readlink(file).catch(() => undefined)
    if (target === undefined) return join(await realDirectory(dirname(file)), parse(file).base)
    file = resolve(await realDirectory(dirname(file)), target)
  }
  throw captureFault('CAPTURE_CONFIG_UNUSABLE', `${path} is a link that leads in a circle`, {
    fields: { path },
  })
}

async function realDirectory(directory: string): Promise<string> {
  return realpath(directory).catch((cause: unknown) => {
    if (errorCode(cause) !== 'ENOENT') throw unwritable(directory, cause)
    throw captureFault(
      'CAPTURE_CONFIG_UNWRITABLE',
      `there is no directory ${directory} for git's configuration`,
      {
        fields: { path: directory },
        help: 'Make it, or name a file elsewhere in GIT_CONFIG_GLOBAL.',
        cause,
      },
    )
  })
}

type ReadConfig = {
  readonly bytes: Buffer
  readonly mode: number
  readonly uid: number
  readonly gid: number
}

/** Undefined where there is none. @throws CAPTURE_CONFIG_UNUSABLE */
async function readConfig(file: string): Promise<ReadConfig | undefined> {
  const unusable = (found: string, cause?: unknown): Error =>
    captureFault('CAPTURE_CONFIG_UNUSABLE', `${file} ${found}`, { fields: { path: file }, cause })
  try {
    const found = await lstat(file)
    if (!found.isFile()) throw unusable('is no regular file')
    if (found.size > MAX_CONFIG_BYTES)
      throw unusable(`has ${found.size} bytes, at most ${MAX_CONFIG_BYTES} expected`)
    return { bytes: await readFile(file), mode: found.mode & 0o7777, uid: found.uid, gid: found.gid }
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT') return undefined
    if (isFault(cause)) throw cause
    throw unusable(`cannot be read: ${reasonOf(cause)}`, cause)
  }
}

type LockedConfig = {
  /** Undefined where there is no such file. */
  readonly bytes: Buffer | undefined
  readonly replace: (bytes: Buffer) => Promise<void>
  readonly remove: () => Promise<void>
}

/**
 * What is to be written is worked out first and written under the lock, where the file is
 * still the same then: so the lock, which stands in every git's way if we die, is held briefly.
 */
async function changeConfig<Change, Result>(
  file: string,
  workOut: (bytes: Buffer | undefined) => Promise<Change>,
  write: (change: Change, config: LockedConfig) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const before = (await readConfig(file))?.bytes
    const change = await workOut(before)
    const done = await withLockedConfig(file, async (config) =>
      isSameBytes(config.bytes, before) ? { result: await write(change, config) } : undefined,
    )
    if (done !== undefined) return done.result
  }
  throw captureFault('CAPTURE_CONFIG_LOCKED', `${file} is changed over and over by somebody else`, {
    fields: { path: file },
  })
}

function isSameBytes(one: Buffer | undefined, other: Buffer | undefined): boolean {
  return one === undefined || other === undefined ? one === other : one.equals(other)
}

/** Under the lock that `git config` takes: `<file>.lock`, which becomes the file. */
async function withLockedConfig<T>(file: string, body: (config: LockedConfig) => Promise<T>): Promise<T> {
  const lock = `${file}.lock`
  const handle = await takeLock(file, lock)
  let isPlaced = false
  try {
    const before = await readConfig(file)
    return await body({
      bytes: before?.bytes,
      replace: async (bytes) => {
        try {
          await keepOwner(handle, before)
          await handle.writeFile(bytes)
          await handle.sync()
          await rename(lock, file)
          isPlaced = true
        } catch (cause) {
          throw unwritable(file, cause)
        }
      },
      remove: () =>
        unlink(file).catch((cause: unknown) => {
          throw unwritable(file, cause)
        }),
    })
  } finally {
    await handle.close()
    if (!isPlaced) await unlink(lock).catch(() => undefined)
  }
}

async function takeLock(file: string, lock: string): Promise<Awaited<ReturnType<typeof open>>> {
  const startedAt = performance.now()
  for (;;) {
    try {
      return await open(lock, 'wx', 0o666)
    } catch (cause) {
      if (errorCode(cause) !== 'EEXIST') throw unwritable(file, cause)
      if (performance.now() - startedAt >= LOCK_WAIT_MS) {
        throw captureFault('CAPTURE_CONFIG_LOCKED', `${lock} exists: another git is changing ${file}`, {
          fields: { path: lock },
          cause,
        })
      }
      await delay(LOCK_POLL_MS)
    }
  }
}

async function keepOwner(
  handle: Awaited<ReturnType<typeof open>>,
  before: ReadConfig | undefined,
): Promise<void> {
  if (before === undefined || process.platform === 'win32') return
  const made = await handle.stat()
  // Changing the owner takes mode bits away.
  if (made.uid !== before.uid || made.gid !== before.gid) await handle.chown(before.uid, before.gid)
  await handle.chmod(before.mode)
}

function unwritable(path: string, cause: unknown): Error {
  return captureFault('CAPTURE_CONFIG_UNWRITABLE', `cannot write ${path}: ${reasonOf(cause)}`, {
    fields: { path },
    cause,
  })
}

function malformed(file: string, stderr: string): Error {
  const complaint = complaintOf(stderr)
    .replace(/^fatal: /, '')
    .replace('standard input', file)
  return captureFault('CAPTURE_CONFIG_MALFORMED', `git cannot read ${file}: ${complaint || 'no message'}`, {
    fields: { path: file },
  })
}
