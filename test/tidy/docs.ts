/**
 * The documentation is true where a machine can tell: links lead somewhere, every
 * document is linked from a first one, and every command it shows exists.
 */
import { posix } from 'node:path'
import type { Manifest, Tree } from './tree.ts'

const FIRST_DOCUMENTS = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md']

export function linkProblems(tree: Tree, exists: (path: string) => boolean): string[] {
  const problems: string[] = []
  const linked = new Set<string>()
  for (const [path, text] of markdown(tree)) {
    for (const [, link] of withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(link!)) continue
      const [file, anchor] = link!.split('#')
      const target = file === '' ? path : posix.join(posix.dirname(path), file!)
      if (FIRST_DOCUMENTS.includes(path)) linked.add(target)
      if (!exists(target)) problems.push(`${path}: ${link} leads nowhere`)
      else if (anchor !== undefined && !anchors(tree.get(target) ?? '').has(anchor)) {
        problems.push(`${path}: ${link} has no such heading`)
      }
    }
  }
  for (const [path] of markdown(tree)) {
    if (/^docs\/[^/]+\.md$/.test(path) && !linked.has(path)) {
      problems.push(`${path}: neither ${FIRST_DOCUMENTS.join(' nor ')} links to it`)
    }
  }
  return problems
}

/**
 * `helpOf()` is `wakelore --help`, `helpOf('next')` is `wakelore next --help`. A command
 * is a line of a fenced block, or a text in backticks, that begins with `wakelore`, `npm`
 * or a path to wakelore; a fault's help counts too.
 */
export function commandProblems(tree: Tree, helpOf: (command?: string) => string): string[] {
  const problems: string[] = []
  const { scripts = {} } = JSON.parse(tree.get('package.json') ?? '{}') as Manifest
  const commands = new Set([...helpOf().matchAll(/^ {2}([a-z][a-z-]*)\b/gm)].map(([, name]) => name!))
  for (const [path, text] of tree) {
    if (!path.endsWith('.md') && !path.endsWith('/src/faults.ts')) continue
    for (const line of commandLines(text)) {
      const [program, ...words] = line.split(/\s+/)
      if (program === 'npm') {
        const script = words[0] === 'run' ? words[1] : words[0]
        const isScript = words[0] === 'run' || script === 'start' || script === 'test'
        if (isScript && scripts[script!] === undefined) problems.push(`${path}: no script for \`${line}\``)
        continue
      }
      const name = words.find((word) => /^[a-z][a-z-]*$/.test(word))
      const command = name !== undefined && commands.has(name) ? name : undefined
      if (command === undefined && name === words[0] && name !== undefined) {
        problems.push(`${path}: no command for \`${line}\``)
        continue
      }
      const help = command === undefined ? helpOf() : helpOf() + helpOf(command)
      // Behind a `--` stands another program's.
      const own = words.includes('--') ? words.slice(0, words.indexOf('--')) : words
      for (const word of own) {
        const option = /^(--?[a-z][a-z-]*)/.exec(word)?.[1]
        if (option !== undefined && !new RegExp(`${option}\\b(?!-)`).test(help)) {
          problems.push(`${path}: no option ${option} for \`${line}\``)
        }
      }
    }
  }
  return problems
}

function commandLines(text: string): string[] {
  const fenced = [...text.matchAll(/^```(?:sh|bash|console|text)?\n(.*?)^```/gms)].flatMap(([, block]) =>
    block!.split('\n'),
  )
  const inline = [...withoutFences(text).matchAll(/`([^`\n]+)`/g)].map(([, code]) => code!)
  return [...fenced, ...inline].flatMap((line) =>
    line
      .replace(/^\$ /, '')
      .replace(/\s+#.*$/, '')
      .split(/\s*(?:&&|\|\||\||;)\s*/)
      .map((part) => part.replace(/^(?:[A-Z_]+=\S* )+/, '').replace(/^\S*\/wakelore(?= |$)/, 'wakelore'))
      .filter((part) => /^(wakelore|npm)( |$)/.test(part))
      .map((part) => part.replace(/ [<>] .*$/, '').replace(/[[\]]/g, '')),
  )
}

function markdown(tree: Tree): [path: string, text: string][] {
  return [...tree].filter(([path]) => path.endsWith('.md'))
}

function withoutFences(text: string): string {
  return text.replace(/^```.*?^```/gms, '')
}

function withoutCode(text: string): string {
  return withoutFences(text).replace(/`[^`\n]*`/g, '')
}

/** Ids that a forge gives the headings. */
function anchors(text: string): Set<string> {
  return new Set(
    [...withoutFences(text).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
      heading!
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replace(/\s/g, '-'),
    ),
  )
}
