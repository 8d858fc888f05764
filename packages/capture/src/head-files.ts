/**
 * Files as HEAD has them, by their paths: the contents of those that are text of a
 * bearable size, and of the others what keeps them from being read.
 *
 * Read from the object store, never from the worktree: no filter, no text conversion, and
 * what nobody committed doesn't count. Sizes are asked before contents, so that one giant
 * file costs nothing; what a partial clone lacks isn't fetched.
 */
import type { Git } from '@wakelore/vault/git'
import type { Repository } from '@wakelore/vault/repository'
import { pathText } from './path-text.ts'
import { readObjects, throwUnlessObject } from './source/git-history/objects.ts'

export type HeadFile =
  | { readonly kind: 'text'; readonly hash: string; readonly content: Buffer }
  /** Its content was known by its hash, and not read. */
  | { readonly kind: 'known'; readonly hash: string }
  /** A NUL among its first bytes, as git tells it. */
  | { readonly kind: 'binary'; readonly hash: string }
  | { readonly kind: 'large'; readonly sizeBytes: number }
  /** HEAD's tree has no such file; or a submodule, or a directory. */
  | { readonly kind: 'absent' }
  /** HEAD has it, but its content isn't here. */
  | { readonly kind: 'missing' }

export type FileReadOptions = {
  readonly maxBytes: number
  /** Whether a content needn't be read. */
  readonly isKnown?: (hash: string) => boolean
  readonly signal?: AbortSignal
}

const BINARY_LOOK_BYTES = 8000
/** An older git dies of each object that a partial clone lacks: where many are missing, all may be. */
const MOST_DEATHS = 8
/** Few enough for any system's longest command line. */
const PATHS_PER_LISTING = 50

/** Every path with what HEAD has there, as it is read. */
export async function* readHeadFiles(
  git: Git,
  repository: Repository,
  paths: readonly string[],
  options: FileReadOptions,
): AsyncGenerator<readonly [path: string, file: HeadFile]> {
  const asked = paths.filter(canAsk)
  for (const path of paths) if (!canAsk(path)) yield [path, { kind: 'missing' }]
  const names = asked.map((path) => `HEAD:${path}`)
  const unknown: string[] = []
  for await (const [at, file] of readFiles(git, repository, names, options)) {
    if (file.kind === 'missing') unknown.push(asked[at]!)
    else yield [asked[at]!, file]
  }
  const absent = await absentPaths(git, repository, unknown)
  for (const path of unknown) yield [path, { kind: absent.has(path) ? 'absent' : 'missing' }]
}

/**
 * The files just before a commit, by its hash and their paths then, with their place among
 * those asked for. Of one that isn't there nothing more is said than that it's missing.
 */
export function readFilesBefore(
  git: Git,
  repository: Repository,
  files: readonly { readonly sha: string; readonly path: string }[],
  options: FileReadOptions,
): AsyncGenerator<readonly [at: number, file: HeadFile]> {
  // What can't be asked for becomes a name that nothing has.
  const names = files.map(({ sha, path }) => (canAsk(path) ? `${sha}^:${path}` : ':'))
  return readFiles(git, repository, names, options)
}

/** A newline would end the question, and what git had to quote isn't the path's bytes. */
function canAsk(path: string): boolean {
  return !path.includes('\n') && !path.startsWith('"')
}

async function* readFiles(
  git: Git,
  repository: Repository,
  names: readonly string[],
  { maxBytes, isKnown = () => false, signal }: FileReadOptions,
): AsyncGenerator<readonly [at: number, file: HeadFile]> {
  const wanted: { readonly at: number; readonly hash: string }[] = []
  for (const [at, object] of (await readSizes(git, repository, names)).entries()) {
    if (object === undefined) yield [at, { kind: 'missing' }]
    else if (object.type !== 'blob') yield [at, { kind: 'absent' }]
    else if (object.sizeBytes > maxBytes) yield [at, { kind: 'large', sizeBytes: object.sizeBytes }]
    else if (isKnown(object.hash)) yield [at, { kind: 'known', hash: object.hash }]
    else wanted.push({ at, hash: object.hash })
  }
  if (wanted.length === 0) return
  const hashes = wanted.map(({ hash }) => hash)
  const limits = { maxBytes, ...(signal === undefined ? {} : { signal }) }
  for await (const { index, hash, content } of readObjects(git, repository, hashes, limits)) {
    const isText = !content.subarray(0, BINARY_LOOK_BYTES).includes(0)
    yield [wanted[index]!.at, isText ? { kind: 'text', hash, content } : { kind: 'binary', hash }]
  }
}

type ObjectSize = { readonly hash: string; readonly type: string; readonly sizeBytes: number }

/** In the order of the names; undefined for what isn't there or isn't here. */
async function readSizes(
  git: Git,
  { cwd }: Repository,
  names: readonly string[],
): Promise<(ObjectSize | undefined)[]> {
  const sizes: (ObjectSize | undefined)[] = []
  const args = ['cat-file', '--batch-check=%(objectname) %(objecttype) %(objectsize)']
  for (let deaths = 0; sizes.length < names.length && deaths < MOST_DEATHS; deaths++) {
    const asked = names.slice(sizes.length)
    const result = await git.run(args, { cwd, input: `${asked.join('\n')}\n` })
    const lines = result.stdout.toString('latin1').split('\n', asked.length + 1)
    for (const line of lines.slice(0, -1)) {
      const [, hash, type, size] = /^([0-9a-f]{40,64}) ([a-z]+) ([0-9]+)$/.exec(line) ?? []
      sizes.push(hash === undefined ? undefined : { hash, type: type!, sizeBytes: Number(size) })
    }
    if (result.exitCode === 0) break
    throwUnlessObject(args, cwd, result)
    sizes.push(undefined)
  }
  return names.map((_, at) => sizes[at])
}

/** Those that HEAD's tree has no file at; none where that tree itself can't be read. */
async function absentPaths(
  git: Git,
  { cwd }: Repository,
  paths: readonly string[],
): Promise<ReadonlySet<string>> {
  const absent = new Set<string>()
  for (let at = 0; at < paths.length; at += PATHS_PER_LISTING) {
    const asked = paths.slice(at, at + PATHS_PER_LISTING)
    const args = ['--literal-pathspecs', 'ls-tree', '-z', '--full-tree', 'HEAD', '--', ...asked]
    const { stdout, exitCode } = await git.run(args, { cwd })
    if (exitCode !== 0) continue
    for (const path of asked) absent.add(path)
    for (const entry of entriesOf(stdout)) if (entry.type === 'blob') absent.delete(entry.path)
  }
  return absent
}

function* entriesOf(listing: Buffer): Generator<{ readonly type: string; readonly path: string }> {
  let start = 0
  for (let end = listing.indexOf(0); end !== -1; end = listing.indexOf(0, start)) {
    const tab = listing.indexOf('\t', start)
    const [, type = ''] = listing.toString('latin1', start, tab).split(' ')
    yield { type, path: pathText(listing, tab + 1, end) }
    start = end + 1
  }
}
