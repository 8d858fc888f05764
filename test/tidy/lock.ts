/**
 * The lock file serves every machine: it names no registry, and holds the packages of
 * all platforms. npm leaves out those that it couldn't find when it wrote the lock, and
 * `npm ci` then refuses it everywhere.
 */
import type { Tree } from './tree.ts'

type Lock = {
  readonly packages?: Readonly<
    Record<
      string,
      { resolved?: string; link?: boolean; optionalDependencies?: Readonly<Record<string, string>> }
    >
  >
}

export function lockProblems(tree: Tree): string[] {
  const { packages = {} } = JSON.parse(tree.get('package-lock.json') ?? '{}') as Lock
  const problems: string[] = []
  for (const [path, { resolved, link, optionalDependencies = {} }] of Object.entries(packages)) {
    if (resolved !== undefined && link !== true) problems.push(`package-lock.json: ${path} names ${resolved}`)
    for (const name of Object.keys(optionalDependencies)) {
      if (
        packages[`node_modules/${name}`] === undefined &&
        packages[`${path}/node_modules/${name}`] === undefined
      ) {
        problems.push(`package-lock.json: lacks ${name} of ${path === '' ? 'the root' : path}`)
      }
    }
  }
  return problems
}
