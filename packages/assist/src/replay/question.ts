/**
 * The question that a past commit makes: with all of its files changed but one,
 * which one is missing?
 */
import { hash } from 'node:crypto'
import { isLockFile } from '../lock-files.ts'

const FEWEST_FILES = 2
const MOST_FILES = 30

/**
 * Holds one file out, drawn by a hash of the commit's: nothing that came later, and
 * nothing in the files, has a say. Lock files are neither counted nor asked for.
 * Undefined where the commit isn't eligible.
 */
export function drawQuestion(
  sha: string,
  paths: Iterable<string>,
): { readonly changed: string[]; readonly heldOut: string } | undefined {
  const changed = questionFiles(paths)
  if (changed === undefined) return undefined
  const draw = Number.parseInt(hash('sha256', sha, 'hex').slice(0, 12), 16) % changed.length
  const [heldOut] = changed.splice(draw, 1)
  return { changed, heldOut: heldOut! }
}

/** The files that a question about a commit is made of, in the order of code units; undefined where none is. */
export function questionFiles(paths: Iterable<string>): string[] | undefined {
  const files = [...new Set(paths)].filter((path) => !isLockFile(path)).sort()
  return files.length < FEWEST_FILES || files.length > MOST_FILES ? undefined : files
}
