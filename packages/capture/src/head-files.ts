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
  | { readonly kind: 'text'; readonly content: Buffer }
  /** A NUL among its first bytes, as git tells it. */
  | { readonly kind: 'binary' }
  | { readonly kind: 'large'; readonly sizeBytes: number }
  /** HEAD's tree has no such file; or a submodule, or a directory. */
  | { readonly kind: 'absent' }
  /** HEAD has it, but its content isn't here. */
  | { readonly kind: 'missing' }

export type HeadFileOptions = { readonly maxBytes: number; readonly signal?: AbortSignal }

const BINARY_LOOK_BYTES = 8000
/** Few enough for any system's longest command line. */
const PATHS_PER_LISTING = 50

/** Every path with what HEAD has there. */
export async function readHeadFiles(
  git: Git,
  repository: Repository,
  paths: readonly string[],
  options: HeadFileOptions,
): Promise<ReadonlyMap<string, HeadFile>> {
  const asked = paths.filter(canAsk)
  const found = new Map<string, HeadFile>(paths.map((path) => [path, { kind: 'missing' }]))
  const sizes = await readSizes(
    git,
    repository,
    asked.map((path) => `HEAD:${path}`),
  )
  const wanted: { readonly path: string; readonly hash: string }[] = []
  const unknown: string[] = []
  for (const [at, path] of asked.entries()) {
    const object = sizes[at]
    if (object === undefined) unknown.push(path)
    else if (object.type !== 'blob') found.set(path, { kind: 'absent' })
    else if (object.sizeBytes > options.maxBytes)
      found.set(path, { kind: 'large', sizeBytes: object.sizeBytes })
    else wanted.push({ path, hash: object.hash })
  }
  for (const path of await absentPaths(git, repository, unknown)) found.set(path, { kind: 'absent' })
  const hashes = wanted.map(({ hash }) => hash)
  for await (const { index, content } of readObjects(git, repository, hashes, options)) {
    const isText = !content.subarray(0, BINARY_LOOK_BYTES).includes(0)
    found.set(wanted[index]!.path, isText ? { kind: 'text', content } : { kind: 'binary' })
  }
  return found
}

/**
 * The files just before a commit, by its hash and their paths then, in the order asked for;
 * undefined for those that weren't there, aren't here or aren't text of a bearable size.
 */
export async function readFilesBefore(
  git: Git,
  repository: Repository,
  files: readonly { readonly sha: string; readonly path: string }[],
  options: HeadFileOptions,
): Promise<(Buffer | undefined)[]> {
  const contents: (Buffer | undefined)[] = files.map(() => undefined)
  const sizes = await readSizes(
    git,
    repository,
    // A name that can't be asked for stands for an object that nobody has.
    files.map(({ sha, path }) => (canAsk(path) ? `${sha}^:${path}` : ':')),
  )
  const wanted = sizes.flatMap((object, at) =>
    object?.type === 'blob' && object.sizeBytes <= options.maxBytes ? [{ at, hash: object.hash }] : [],
  )
  const hashes = wanted.map(({ hash }) => hash)
  for await (const { index, content } of readObjects(git, repository, hashes, options)) {
    if (!content.subarray(0, BINARY_LOOK_BYTES).includes(0)) contents[wanted[index]!.at] = content
  }
  return contents
}

/** A newline would end the question, and what git had to quote isn't the path's bytes. */
function canAsk(path: string): boolean {
  return !path.includes('\n') && !path.startsWith('"')
}

type ObjectSize = { readonly hash: string; readonly type: string; readonly sizeBytes: number }

/** In the order of the names; undefined for what isn't there or isn't here. */
async function readSizes(
  git: Git,
  { cwd }: Repository,
  names: readonly string[],
): Promise<(ObjectSize | undefined)[]> {
  if (names.length === 0) return []
  const args = ['cat-file', '--batch-check=%(objectname) %(objecttype) %(objectsize)']
  const input = `${names.join('\n')}\n`
  const result = await git.run(args, { cwd, input })
  // Of an object that it dies of git says no more: what comes after it isn't known either.
  if (result.exitCode !== 0) throwUnlessObject(args, cwd, result)
  return result.stdout
    .toString('latin1')
    .split('\n')
    .slice(0, names.length)
    .map((line) => {
      const [, hash, type, size] = /^([0-9a-f]{40,64}) ([a-z]+) ([0-9]+)$/.exec(line) ?? []
      return hash === undefined ? undefined : { hash, type: type!, sizeBytes: Number(size) }
    })
}

/** Those that HEAD's tree has no file at; none where that tree itself can't be read. */
async function absentPaths(git: Git, { cwd }: Repository, paths: readonly string[]): Promise<string[]> {
  const absent: string[] = []
  for (let at = 0; at < paths.length; at += PATHS_PER_LISTING) {
    const asked = paths.slice(at, at + PATHS_PER_LISTING)
    const args = ['--literal-pathspecs', 'ls-tree', '-z', '--full-tree', 'HEAD', '--', ...asked]
    const { stdout, exitCode } = await git.run(args, { cwd })
    if (exitCode !== 0) continue
    const present = new Set<string>()
    for (const entry of entriesOf(stdout)) if (entry.type === 'blob') present.add(entry.path)
    absent.push(...asked.filter((path) => !present.has(path)))
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
