/** Nothing left lying about: notes to oneself, code in comments, prints, focused tests. */
import { isAside, type Tree } from './tree.ts'

const NOTE = /\b(TODO|FIXME|XXX|HACK)\b/
const COMMENTED_CODE =
  /^\s*\/\/\s*(?:(?:import|export|const|let|var|return|throw|await|if|for|while|function|class)\b.*[;{(=]|[\w.]+\([^)]*\);?$|[}\])]+[;,]?$)/
const FOCUSED_TEST = /\b(?:test|describe|it)\.only\(|\bdebugger\b/
const PRINT = /\bconsole\.\w+\(/
/** These speak of the words that they look for. */
const EXEMPT = /^test\/tidy[./]/

export function leftoverProblems(tree: Tree): string[] {
  const problems: string[] = []
  for (const [path, text] of tree) {
    if (!/^(packages|tools|test)\/.*\.(ts|js|yaml)$/.test(path) || EXEMPT.test(path)) continue
    const mayPrint = !/^packages\/[^/]+\/src\//.test(path) || isAside(path)
    text.split('\n').forEach((line, index) => {
      const where = `${path}:${index + 1}`
      if (NOTE.test(line)) problems.push(`${where}: a note to oneself; file an issue or do it`)
      if (COMMENTED_CODE.test(line)) problems.push(`${where}: code in a comment`)
      if (FOCUSED_TEST.test(line)) problems.push(`${where}: a focused test or a breakpoint`)
      if (!mayPrint && PRINT.test(line))
        problems.push(`${where}: prints; only the CLI does, to its own streams`)
    })
  }
  return problems
}
