/**
 * A path argument as git names it: relative to the repository's root, with "/".
 *
 * Relative arguments are meant from the current directory where that lies inside
 * the repository's worktree, otherwise from the repository's root.
 */
import { lstatSync, realpathSync } from 'node:fs'
import { isAbsolute, join, relative, resolve, sep } from 'node:path'
import type { Repository } from '@wakelore/vault/repository'
import { serverFault } from './faults.ts'

/** @throws PATH_OUTSIDE */
export function repositoryPath(repository: Repository, cwd: string, argument: string): string {
  const root = repository.worktreeRoot ?? repository.cwd
  const here = resolved(cwd)
  const base = isInside(root, here) ? here : root
  // Only the directory is resolved: the last part may be a link that git tracks as one.
  const absolute = isAbsolute(argument)
    ? join(resolved(join(argument, '..')), lastPart(argument))
    : resolve(base, argument)
  const path = relative(root, absolute)
  if (path === '') return ''
  if (path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path)) {
    throw serverFault('PATH_OUTSIDE', `${argument} lies outside ${root}`, { fields: { path: argument } })
  }
  return sep === '/' ? path : path.split(sep).join('/')
}

/** What stands at a path of `repositoryPath` in the worktree; a link counts as a file, as for git. */
export function kindInWorktree({ worktreeRoot }: Repository, path: string): 'file' | 'directory' | 'absent' {
  if (worktreeRoot === undefined) return 'absent'
  try {
    const found = lstatSync(join(worktreeRoot, path), { throwIfNoEntry: false })
    if (found === undefined) return 'absent'
    return found.isDirectory() ? 'directory' : 'file'
  } catch {
    // Below a file, or where one may not look: for the question at hand it isn't there.
    return 'absent'
  }
}

function lastPart(path: string): string {
  return (
    path
      .replace(/[/\\]+$/, '')
      .split(/[/\\]/)
      .at(-1) ?? ''
  )
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way))
}

/** The real path of what exists of it. */
function resolved(path: string): string {
  const absolute = resolve(path)
  try {
    return realpathSync(absolute)
  } catch {
    // A deleted directory is a fair question: resolve its parent instead.
    const parent = resolve(absolute, '..')
    return parent === absolute ? absolute : join(resolved(parent), lastPart(absolute))
  }
}
