/** No junk drawers, and files in kebab-case. */
import { isGenerated, sources, type Tree } from './tree.ts'

const JUNK_NOUNS = ['Manager', 'Service', 'Helper', 'Util', 'Processor', 'Impl']
const JUNK_WORD = new RegExp(`(?:^|[a-z0-9_])(?:${JUNK_NOUNS.join('|')})s?(?![a-z])`)
const JUNK_FILE = new RegExp(`(^|[-./])(${JUNK_NOUNS.join('|').toLowerCase()})s?([-./]|$)`)
/** Common to what? `common-prefix.ts` says it, `common.ts` doesn't. */
const JUNK_DRAWER = /(^|[-/])(common|shared)([./]|$)/
const KEBAB_PATH = /^([a-z0-9]+(-[a-z0-9]+)*[./])*[a-z]+$/

export function nameProblems(tree: Tree): string[] {
  const problems: string[] = []
  for (const path of tree.keys()) {
    if (!/^(packages|tools|test)\/.*\.(ts|js)$/.test(path)) continue
    if (!KEBAB_PATH.test(path)) problems.push(`${path}: not in kebab-case`)
    if (JUNK_FILE.test(path) || JUNK_DRAWER.test(path)) problems.push(`${path}: a name that says nothing`)
  }
  for (const [path, text] of sources(tree)) {
    if (isGenerated(path)) continue
    for (const [, name] of text.matchAll(
      /^(?:export )?(?:async )?(?:function|class|const|let|type|interface) (\w+)/gm,
    )) {
      if (JUNK_WORD.test(name!)) problems.push(`${path}: ${name} is a name that says nothing`)
    }
  }
  return problems
}
