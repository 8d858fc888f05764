/** How a hint names a path and a repository, so that it works as printed where the user stands. */
import { existsSync } from 'node:fs'
import { dirname, join, posix, relative, sep } from 'node:path'
import { shellWord } from './shell-word.ts'

/**
 * A path of the repository as an argument: relative to `cwd` where that lies below
 * `root`, to the root elsewhere. The same rule by which arguments are understood.
 */
export function hintPath(path: string, root: string, cwd: string): string {
  const way = relative(root, cwd).split(sep).join('/')
  const isBelow = way !== '..' && !way.startsWith('../') && !posix.isAbsolute(way)
  return shellWord((isBelow ? posix.relative(way, path) : posix.normalize(path)) || '.')
}

/** Whether the repository whose top is `root` is the one that git would find from `cwd`. */
export function standsIn(root: string, cwd: string): boolean {
  for (let directory = cwd; ; directory = dirname(directory)) {
    if (directory === root) return true
    // A submodule, or any repository between.
    if (existsSync(join(directory, '.git')) || directory === dirname(directory)) return false
  }
}
