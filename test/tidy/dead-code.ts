/**
 * Files that the product doesn't reach, and exports that nothing needs.
 *
 * Tests don't keep code alive: what only a test reaches isn't wired, or isn't needed.
 * Fixtures and contract suites are there for tests and live by them. What its own file
 * uses may be exported for a test, and a type for the sake of a signature beside it.
 */
import { importsOf, isAside, isGenerated, isTest, sources, type Tree } from './tree.ts'

/** Where the launcher goes. */
const CLI = /^packages\/wakelore\/src\/main\.ts$/
/** What an application imports of `@wakelore/telemetry`. */
const LIBRARY =
  /^packages\/telemetry\/src\/(telemetry|node|context\/(api-context|environment|grpc-metadata|headers))\.ts$/
const ENTRIES = [CLI, LIBRARY, /\.(bench|prove)\.ts$/, /^tools\//]
const TEST_ENTRIES = [...ENTRIES, /^test\//, /\.test\.ts$/]

export function deadFileProblems(tree: Tree, allowed: ReadonlyMap<string, string>): string[] {
  const reached = reachable(tree, ENTRIES)
  const reachedByTests = reachable(tree, TEST_ENTRIES)
  const problems: string[] = []
  for (const [path] of sources(tree)) {
    const isReached = (isAside(path) ? reachedByTests : reached).has(path)
    if (!isReached && !allowed.has(path)) {
      problems.push(`${path}: nothing ${isAside(path) ? '' : 'but tests '}reaches it`)
    }
    if (isReached && allowed.has(path))
      problems.push(`${path}: is reached now, and needs no exception any more`)
  }
  return problems
}

/** `allowed` has files, and exports as `file#name`. */
export function deadExportProblems(tree: Tree, allowed: ReadonlyMap<string, string>): string[] {
  const imported = importedNames(tree, (path) => !isTest(path))
  const tested = importedNames(tree, isTest)
  const problems: string[] = []
  for (const [path, text] of sources(tree)) {
    if (isAside(path) || isGenerated(path) || CLI.test(path) || LIBRARY.test(path) || allowed.has(path))
      continue
    for (const [, kind, name] of text.matchAll(
      /^export (?:declare )?(?:async )?(function\*?|class|const|let|type|interface) (\w+)/gm,
    )) {
      const isOwnTool =
        isMentionedAgain(text, name!) && (/type|interface/.test(kind!) || takes(tested, path, name!))
      const isUsed = takes(imported, path, name!) || isOwnTool
      const entry = `${path}#${name}`
      if (!isUsed && !allowed.has(entry)) problems.push(`${entry}: nothing needs this export`)
      if (isUsed && allowed.has(entry))
        problems.push(`${entry}: is used now, and needs no exception any more`)
    }
  }
  return problems
}

/** Names by the file that they are imported from. */
function importedNames(tree: Tree, isImporter: (path: string) => boolean): Map<string, Set<string>> {
  const imported = new Map<string, Set<string>>()
  for (const [path, text] of tree) {
    if (!path.endsWith('.ts') || !isImporter(path)) continue
    for (const { target, names } of importsOf(path, text)) {
      if (target === undefined) continue
      const taken = imported.get(target) ?? new Set()
      for (const name of names) taken.add(name)
      imported.set(target, taken)
    }
  }
  return imported
}

function takes(imported: ReadonlyMap<string, ReadonlySet<string>>, path: string, name: string): boolean {
  const taken = imported.get(path)
  return taken !== undefined && (taken.has('*') || taken.has(name))
}

function isMentionedAgain(text: string, name: string): boolean {
  return text.split(new RegExp(`\\b${name}\\b`)).length > 2
}

function reachable(tree: Tree, entries: readonly RegExp[]): Set<string> {
  const reached = new Set<string>()
  const waiting = [...tree.keys()].filter((path) => entries.some((entry) => entry.test(path)))
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const text = tree.get(path)
    if (text === undefined || reached.has(path) || !/\.[jt]s$/.test(path)) continue
    reached.add(path)
    for (const { target } of importsOf(path, text)) if (target !== undefined) waiting.push(target)
  }
  return reached
}
