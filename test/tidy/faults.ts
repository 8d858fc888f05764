/** Every code of a faults.ts is thrown somewhere, in one package only. */
import { isAside, sources, type Tree } from './tree.ts'

export function faultProblems(tree: Tree): string[] {
  const problems: string[] = []
  const owners = new Map<string, string>()
  for (const [path, text] of sources(tree)) {
    if (!path.endsWith('/src/faults.ts')) continue
    for (const [, code] of text.matchAll(/^ {2}([A-Z][A-Z0-9_]*): \{/gm)) {
      const owner = owners.get(code!)
      if (owner !== undefined) problems.push(`${path}: ${code} is ${owner}'s`)
      owners.set(code!, path)
      if (!isThrown(tree, path, code!)) problems.push(`${path}: nothing throws ${code}`)
    }
  }
  for (const [path, text] of sources(tree)) {
    if (isAside(path)) continue
    for (const [, code] of withoutComments(text).matchAll(/\b\w+Fault\(\s*'([A-Z0-9_]+)'/g)) {
      if (!owners.has(code!)) problems.push(`${path}: ${code} is in no faults.ts`)
    }
  }
  return problems
}

function isThrown(tree: Tree, definition: string, code: string): boolean {
  return sources(tree).some(
    ([path, text]) => path !== definition && !isAside(path) && withoutComments(text).includes(`'${code}'`),
  )
}

function withoutComments(text: string): string {
  return text.replace(/^\s*(\*|\/\*|\/\/).*$/gm, '')
}
