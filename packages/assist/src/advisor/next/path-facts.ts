/**
 * What paths alone say, as small integers that compare quickly. Facts are kept for
 * the life of the book: a path never changes, only whether it exists.
 */
import { directoryOf, nameStem } from '@wakelore/knowledge/name-stem'
import { isLockFile } from '../../lock-files.ts'

export type PathFacts = {
  readonly path: string
  readonly directory: Directory
  readonly base: number
  readonly stemName: string
  readonly stem: number
  readonly extension: number
  readonly isTest: boolean
  readonly isLock: boolean
  /** Words of the file's name and of its own directory's, ascending. */
  readonly words: Int32Array
}

export type Directory = {
  readonly number: number
  readonly name: string
  /** 0 for the root. */
  readonly depth: number
  readonly parent: Directory | undefined
}

export type PathBook = { readonly facts: (path: string) => PathFacts }

const TEST_PART = /(?:^|[/._-])(?:tests?|specs?|__tests__|testing|e2e|fixtures?|snapshots?)(?:[/._-]|$)/i

/** Directories below this many others count as theirs: a hostile tree has tens of thousands of levels. */
const DEEPEST = 64

export function makePathBook(): PathBook {
  const known = new Map<string, PathFacts>()
  const directories = new Map<string, Directory>()
  const bases = makeNumbering()
  const stems = makeNumbering()
  const extensions = makeNumbering()
  const words = makeNumbering()

  const directory = (name: string): Directory => {
    let found = directories.get(name)
    if (found === undefined) {
      const parent = name === '' ? undefined : directory(directoryOf(name))
      found = { number: directories.size, name, depth: parent === undefined ? 0 : parent.depth + 1, parent }
      directories.set(name, found)
    }
    return found
  }

  const readFacts = (path: string): PathFacts => {
    const base = path.slice(path.lastIndexOf('/') + 1)
    const dot = base.lastIndexOf('.')
    const stemName = nameStem(path)
    return {
      path,
      directory: directory(cutDeep(directoryOf(path))),
      base: bases(base),
      stemName,
      stem: stems(stemName),
      extension: extensions(dot > 0 ? base.slice(dot) : ''),
      isTest: TEST_PART.test(path),
      isLock: isLockFile(path),
      words: Int32Array.from(new Set(wordsOf(path).map(words))).sort(),
    }
  }

  return {
    facts: (path) => {
      let found = known.get(path)
      if (found === undefined) known.set(path, (found = readFacts(path)))
      return found
    },
  }
}

/** How many directories below the root both lie in. */
export function sharedDepth(a: Directory, b: Directory): number {
  let left: Directory | undefined = a
  let right: Directory | undefined = b
  while (left !== right) {
    if (left === undefined || right === undefined) return 0
    if (left.depth >= right.depth) left = left.parent
    else right = right.parent
  }
  return left?.depth ?? 0
}

/** Jaccard index of two ascending lists. */
export function overlap(a: Int32Array, b: Int32Array): number {
  let both = 0
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const difference = a[i]! - b[j]!
    if (difference === 0) both++
    if (difference <= 0) i++
    if (difference >= 0) j++
  }
  return both === 0 ? 0 : both / (a.length + b.length - both)
}

function wordsOf(path: string): string[] {
  const tail = path.split('/').slice(-2).join('/')
  return tail
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1)
}

function makeNumbering(): (text: string) => number {
  const numbers = new Map<string, number>()
  return (text) => {
    let found = numbers.get(text)
    if (found === undefined) numbers.set(text, (found = numbers.size))
    return found
  }
}

function cutDeep(directory: string): string {
  let end = -1
  for (let depth = 0; depth < DEEPEST; depth++) {
    end = directory.indexOf('/', end + 1)
    if (end === -1) return directory
  }
  return directory.slice(0, end)
}
