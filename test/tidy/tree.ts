/**
 * The repository as the tidiness rules see it: every text file by its path from the
 * root. A rule is a function from a tree to what is wrong with it, so that the tests
 * can give it small broken ones.
 */
import { glob, readFile } from 'node:fs/promises'
import { dirname, join, posix } from 'node:path'

export type Tree = ReadonlyMap<string, string>

export type Import = {
  /** As written: `./x.ts`, `@wakelore/kernel/id`, `zod`, `node:fs`. */
  readonly specifier: string
  /** The file of this repository that it stands for, whether or not it exists. */
  readonly target?: string
  /** Names taken from it; `*` for all. Empty where it only runs. */
  readonly names: readonly string[]
}

export type Manifest = {
  readonly name: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly bundleDependencies?: readonly string[]
  readonly scripts?: Readonly<Record<string, string>>
}

/** Runs beside the product, never in it: not packed, and no reason for code to exist. */
const ASIDE = /\.(test|bench|prove|contract|fixture)\.[^/]*$/

export async function readTree(root: string): Promise<Tree> {
  const paths: string[] = []
  const exclude = ['**/node_modules', '**/dist']
  for await (const path of glob('**/*.{ts,js,json,md,yaml,sql}', { cwd: root, exclude })) paths.push(path)
  paths.sort()
  return new Map(
    await Promise.all(paths.map(async (path) => [path, await readFile(join(root, path), 'utf8')] as const)),
  )
}

export function isAside(path: string): boolean {
  return ASIDE.test(path)
}

export function isTest(path: string): boolean {
  return /\.(test|contract|fixture)\.ts$/.test(path)
}

export function isGenerated(path: string): boolean {
  return path.endsWith('.generated.ts')
}

/** `packages/vault/src/x.ts` → `vault` */
export function packageOf(path: string): string | undefined {
  return /^packages\/([^/]+)\//.exec(path)?.[1]
}

/** TypeScript under packages/<name>/src. */
export function sources(tree: Tree): [path: string, text: string][] {
  return [...tree].filter(([path]) => /^packages\/[^/]+\/src\/.*\.ts$/.test(path))
}

export function manifests(tree: Tree): [directory: string, manifest: Manifest][] {
  return [...tree]
    .filter(([path]) => /^packages\/[^/]+\/package\.json$/.test(path))
    .map(([path, text]) => [dirname(path), JSON.parse(text) as Manifest])
}

/**
 * What a file imports, read by pattern: statements begin their line (prettier sees to
 * that), so that comments and examples don't count; calls may stand anywhere.
 */
export function importsOf(path: string, text: string): Import[] {
  const found: Import[] = []
  const add = (specifier: string, names: readonly string[]): void => {
    const target = targetOf(path, specifier)
    found.push({ specifier, names, ...(target === undefined ? {} : { target }) })
  }
  for (const [, clause, specifier] of text.matchAll(/^(?:import|export)\b([^'";=]*?)\bfrom '([^']+)'/gm)) {
    add(specifier!, namesOf(clause!))
  }
  for (const [, specifier] of text.matchAll(/^import '([^']+)'/gm)) add(specifier!, [])
  for (const [, specifier] of text.matchAll(/\bimport\('([^']+)'\)/g)) add(specifier!, ['*'])
  for (const [, sibling] of text.matchAll(/\bnew URL\('(?:\.\/)?([^'/][^']*\.ts)', import\.meta\.url\)/g)) {
    add(`./${sibling}`, ['*'])
  }
  return found
}

function namesOf(clause: string): string[] {
  const braces = /\{([^}]*)\}/.exec(clause)
  if (braces === null) return ['*']
  const named = braces[1]!
    .split(',')
    .map(
      (part) =>
        part
          .trim()
          .replace(/^type /, '')
          .split(' as ')[0]!,
    )
    .filter((name) => name !== '')
  return clause
    .slice(0, braces.index)
    .replace(/\btype\b/, '')
    .trim() === ''
    ? named
    : [...named, 'default']
}

function targetOf(path: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(path), specifier)
  const [, owner, rest] = /^@wakelore\/([^/]+)\/(.+)$/.exec(specifier) ?? []
  return owner === undefined ? undefined : `packages/${owner}/src/${rest}.ts`
}
