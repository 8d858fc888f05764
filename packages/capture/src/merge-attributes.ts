/**
 * Which of git's own ways to merge a repository's attributes choose, and for which files
 * they name a driver: `merge=union`, `-merge`, `binary` and their kin, from every
 * `.gitattributes` of a commit and from the repository's own `info/attributes`, as the lines
 * of one file.
 *
 * Nothing but these attributes is taken over. Where a driver is named, its name is: no
 * configuration defines it where these lines are used, so that git merges such files as text.
 */
import { open } from 'node:fs/promises'
import { constants } from 'node:fs'
import { posix, join } from 'node:path'
import type { Git } from '@wakelore/vault/git'
import type { Repository } from '@wakelore/vault/repository'
import { pathTexts } from './path-text.ts'
import { readObjects } from './source/git-history/objects.ts'
import { readTreeChanges } from './tree-changes.ts'

const NAME = '.gitattributes'
const PATHSPEC = `:(top,glob)**/${NAME}`
/** git itself reads no longer file, and no longer line, since 2.39. */
const MAX_FILE_BYTES = 1024 * 1024
const MAX_LINE_LENGTH = 2048
const MOST_FILES = 10_000
/** Longer than any line that somebody writes by hand: no heading looks like a marker then. */
export const MARKER_SIZE = 997

/** Values of the attribute that name no driver of anybody's. */
export const OWN_WAYS: ReadonlySet<string> = new Set([
  'set',
  'unset',
  'unspecified',
  'text',
  'binary',
  'union',
])

/** The lines by commit, in the order of `tips`; commits with the same ones have the very same text. */
export async function readMergeAttributes(
  git: Git,
  repository: Repository,
  tips: readonly string[],
  options: { readonly signal?: AbortSignal } = {},
): Promise<string[]> {
  const [first] = tips
  if (first === undefined) return []
  const [inFirst, changes, own] = await Promise.all([
    listFiles(git, repository, first),
    Array.fromAsync(
      readTreeChanges(
        git,
        repository,
        tips.slice(1).map((tip) => ({ from: first, to: tip })),
        { pathspecs: [PATHSPEC], ...options },
      ),
    ),
    readOwnAttributes(repository),
  ])
  const filesOf = [
    inFirst,
    ...changes.map((ofTip) => {
      const files = new Map(inFirst)
      for (const { path, kind, isDirectory, content } of ofTip ?? []) {
        if (isDirectory || posix.basename(path) !== NAME) continue
        if (kind === 'removed') files.delete(path)
        else files.set(path, content)
      }
      return files
    }),
  ]
  const objects = [
    ...new Set(filesOf.flatMap((files) => [...files.values()].flatMap((one) => objectOf(one) ?? []))),
  ]
  const texts = new Map<string, string>()
  for await (const { index, type, content } of readObjects(git, repository, objects, {
    maxBytes: MAX_FILE_BYTES,
    ...options,
  })) {
    if (type === 'blob') texts.set(objects[index]!, content.toString('utf8'))
  }
  const known = new Map<string, string>()
  return filesOf.map((files) => {
    // What is nearer to a file comes later, and so wins.
    const paths = [...files.keys()].sort((a, b) => depthOf(a) - depthOf(b) || (a < b ? -1 : 1))
    const lines = [
      ...paths.flatMap((path) =>
        mergeLines(texts.get(objectOf(files.get(path)!) ?? '') ?? '', posix.dirname(path)),
      ),
      ...mergeLines(own, '.'),
      `* conflict-marker-size=${MARKER_SIZE}`,
    ]
    const text = `${lines.join('\n')}\n`
    const same = known.get(text) ?? text
    known.set(text, same)
    return same
  })
}

/** Mode and object of each file of attributes, by path. */
async function listFiles(git: Git, { cwd }: Repository, commit: string): Promise<Map<string, string>> {
  const { stdout } = await git.run(['ls-tree', '-r', '-z', '--full-tree', commit], { cwd })
  const files = new Map<string, string>()
  let start = 0
  for (let end = stdout.indexOf(0); end !== -1; end = stdout.indexOf(0, start)) {
    const isWanted = stdout.toString('latin1', Math.max(start, end - NAME.length), end) === NAME
    if (isWanted && files.size < MOST_FILES) {
      const tab = stdout.indexOf(0x09, start)
      const [mode, , object] = stdout.toString('latin1', start, tab).split(' ')
      const [path = ''] = pathTexts(stdout.subarray(tab + 1, end + 1))
      if (posix.basename(path) === NAME) files.set(path, `${mode} ${object}`)
    }
    start = end + 1
  }
  return files
}

/** Undefined for what isn't a file: a link by that name isn't followed, by git neither. */
function objectOf(content: string): string | undefined {
  const [mode = '', object] = content.split(' ')
  return mode.startsWith('100') ? object : undefined
}

function depthOf(path: string): number {
  return path.split('/').length
}

/** The repository's own attributes, which no commit has; empty where there are none. */
export async function readOwnAttributes({ commonDir }: Repository): Promise<string> {
  // Opening a pipe would wait for whoever writes into it.
  const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)
  const file = await open(join(commonDir, 'info', 'attributes'), flags).catch(() => undefined)
  if (file === undefined) return ''
  try {
    const found = await file.stat()
    return found.isFile() && found.size <= MAX_FILE_BYTES ? await file.readFile('utf8') : ''
  } finally {
    await file.close()
  }
}

/** What the lines of a file in `directory` say of merging, as lines of a file at the top. */
export function mergeLines(text: string, directory: string): string[] {
  if (directory.startsWith('"')) return []
  const macros = new Set(['binary'])
  return text.split('\n').flatMap((line) => {
    if (line.length > MAX_LINE_LENGTH) return []
    const [, pattern, rest] = LINE.exec(line) ?? []
    if (pattern === undefined || rest === undefined) return []
    const chosen = rest.split(BLANKS).flatMap((word) => mergeAttribute(word, macros) ?? [])
    const [, macro] = MACRO.exec(pattern) ?? []
    if (macro !== undefined) {
      if (directory !== '.') return []
      macros.add(macro)
      return [[pattern, ...chosen].join(' ')]
    }
    const name = pattern.startsWith('"') ? unquoted(pattern) : pattern
    if (chosen.length === 0 || name.startsWith('!') || name.startsWith('[attr]')) return []
    return [[quoted(placed(name, directory)), ...chosen].join(' ')]
  })
}

const BLANKS = /[ \t\r]+/
const LINE = /^[ \t]*(?!#)("(?:[^"\\]|\\.)*"|[^ \t\r"][^ \t\r]*)[ \t\r]+([^]*)$/
const MACRO = /^\[attr\]([\w.][\w.-]{0,99})$/

function mergeAttribute(word: string, macros: ReadonlySet<string>): string | undefined {
  const [, sign = '', name = '', , value = ''] = /^([-!]?)([^=]+)(=(.*))?$/.exec(word) ?? []
  if (macros.has(name)) return sign + name
  if (name !== 'merge') return undefined
  if (sign !== '' || !word.includes('=')) return sign + name
  return `merge=${/^[\w.+-]{1,100}$/.test(value) ? value : 'driver'}`
}

/** gitattributes(5): a pattern without a slash is of any directory below. */
function placed(pattern: string, directory: string): string {
  if (directory === '.') return pattern
  const base = directory.replace(/[\\*?[]/g, '\\$&')
  if (pattern.startsWith('/')) return base + pattern
  return /\/./.test(pattern) ? `${base}/${pattern}` : `${base}/**/${pattern}`
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

function unquoted(text: string): string {
  return text
    .slice(1, -1)
    .replace(/\\([0-3][0-7]{2}|.)/g, (_, escape: string) =>
      escape.length === 3 ? String.fromCharCode(Number.parseInt(escape, 8)) : (ESCAPES[escape] ?? escape),
    )
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`
}
