/**
 * Histories of made-up text whose every line's origin is known to whoever made them:
 * lines are written, edited, reindented, copied, moved as blocks within files and between
 * them, files are renamed and deleted, and branches merged. No line's text occurs twice,
 * but for copies, braces and blank lines; of the last two nothing is asked.
 */
import { makeSeededRandom, type SeededRandom } from '@wakelore/kernel/seeded-random'
import type { ScratchCommit, ScratchFiles } from './scratch-repository.fixture.ts'

/** A line, and the index of the commit that wrote it; undefined where that isn't asked. */
export type MadeLine = { readonly text: string; readonly origin: number | undefined }

export type LineHistory = {
  readonly commits: readonly ScratchCommit[]
  /** As of the last commit, by path. */
  readonly files: ReadonlyMap<string, readonly MadeLine[]>
}

type Files = Map<string, MadeLine[]>

const COMMITS = 24
const FIRST_LINES = 30
/** A block is moved or copied with so many lines at least: what is shorter may as well have been written anew. */
const LEAST_BLOCK = 3
const WORDS = 'alpha beta gamma delta epsilon zeta theta kappa lambda sigma omega'.split(' ')

export function makeLineHistory(seed: number): LineHistory {
  const random = makeSeededRandom(seed)
  let written = 0
  const line = (origin: number): MadeLine => {
    const depth = '  '.repeat(random.below(4))
    const word = (): string => random.pick(WORDS)
    return { text: `${depth}${word()}_${written++}(${word()}, ${word()}) = ${word()}${written};`, origin }
  }
  const block = (origin: number, count: number): MadeLine[] =>
    Array.from({ length: count }, (_, at) =>
      at % 7 === 5
        ? { text: '  }', origin: undefined }
        : at % 7 === 6
          ? { text: '', origin: undefined }
          : line(origin),
    )
  const names = { next: 0 }
  const newName = (): string => `${random.pick(['src', 'lib/deep', 'test'])}/file ${names.next++}.c`

  let files: Files = new Map([
    [newName(), block(0, FIRST_LINES)],
    [newName(), block(0, FIRST_LINES)],
  ])
  const commits: ScratchCommit[] = [{ message: 'Begin', files: contents(new Map(), files), parents: [] }]
  let head = 0
  while (commits.length < COMMITS) {
    if (random.below(6) === 0 && files.size > 1) {
      // Two branches change files of their own, and the merge edits a line besides.
      const [ours, theirs] = shuffled(random, [...files.keys()])
      const base = files
      const mine = copied(base)
      edit(random, mine, ours!, commits.length, line)
      commits.push({ message: 'Ours', files: contents(base, mine), parents: [head] })
      const other = copied(base)
      edit(random, other, theirs!, commits.length, line)
      commits.push({ message: 'Theirs', files: contents(base, other), parents: [head] })
      const merged = copied(mine)
      merged.set(theirs!, other.get(theirs!)!)
      if (random.below(2) === 0) replaceLine(random, merged.get(ours!)!, commits.length, line)
      // From the first parent's tree on, as fast-import has it.
      commits.push({
        message: 'Merge',
        files: contents(mine, merged),
        parents: [commits.length - 2, commits.length - 1],
      })
      files = merged
    } else {
      const before = files
      files = copied(before)
      change(random, files, commits.length, { line, block, newName })
      commits.push({ message: `Change ${commits.length}`, files: contents(before, files), parents: [head] })
    }
    head = commits.length - 1
  }
  return { commits, files }
}

type Making = {
  readonly line: (origin: number) => MadeLine
  readonly block: (origin: number, count: number) => MadeLine[]
  readonly newName: () => string
}

function change(random: SeededRandom, files: Files, commit: number, { line, block, newName }: Making): void {
  const path = random.pick([...files.keys()])
  const lines = files.get(path)!
  switch (random.below(9)) {
    case 0:
    case 1:
      edit(random, files, path, commit, line)
      return
    case 2:
      insert(random, lines, block(commit, 1 + random.below(6)))
      return
    case 3: {
      const start = random.below(lines.length + 1)
      for (let at = start; at < Math.min(lines.length, start + 8); at++) {
        lines[at] = {
          ...lines[at]!,
          text: lines[at]!.text === '' ? '' : `\t${lines[at]!.text.trim().replace('(', ' ( ')}`,
        }
      }
      return
    }
    case 4: {
      const moved = takeBlock(random, lines)
      if (moved !== undefined) insert(random, lines, moved)
      return
    }
    case 5: {
      const moved = takeBlock(random, lines)
      if (moved === undefined) return
      // Where a copy's two ends meet in one file, nobody can tell which is which.
      const texts = new Set(
        moved.filter(({ origin }) => origin !== undefined).map(({ text }) => text.replaceAll(/\s/g, '')),
      )
      const others = [...files.keys()].filter(
        (other) =>
          other !== path && !files.get(other)!.some(({ text }) => texts.has(text.replaceAll(/\s/g, ''))),
      )
      if (others.length === 0 || random.below(2) === 0) files.set(newName(), [...block(commit, 3), ...moved])
      else insert(random, files.get(random.pick(others))!, moved)
      return
    }
    case 6: {
      // The original stays: these lines begin here.
      const copy = blockOf(random, lines)?.map((one) => ({
        ...one,
        origin: one.origin === undefined ? undefined : commit,
      }))
      if (copy !== undefined) files.set(newName(), [...block(commit, 8), ...copy])
      return
    }
    case 7:
      files.delete(path)
      files.set(newName(), lines)
      if (random.below(2) === 0 && lines.length > 8) replaceLine(random, lines, commit, line)
      return
    default:
      if (files.size > 2) files.delete(path)
      else insert(random, lines, block(commit, 4))
  }
}

function edit(
  random: SeededRandom,
  files: Files,
  path: string,
  commit: number,
  line: (origin: number) => MadeLine,
): void {
  const lines = files.get(path)!
  for (let count = 1 + random.below(3); count > 0; count--) replaceLine(random, lines, commit, line)
  if (random.below(3) === 0) lines.splice(random.below(lines.length), 1)
}

function replaceLine(
  random: SeededRandom,
  lines: MadeLine[],
  commit: number,
  line: (origin: number) => MadeLine,
): void {
  if (lines.length > 0) lines[random.below(lines.length)] = line(commit)
  else lines.push(line(commit))
}

/** A block with something to know it by. */
function blockOf(random: SeededRandom, lines: readonly MadeLine[]): MadeLine[] | undefined {
  const start = random.below(Math.max(1, lines.length - LEAST_BLOCK))
  const found = lines.slice(start, start + LEAST_BLOCK + random.below(8))
  return found.filter(({ origin }) => origin !== undefined).length < LEAST_BLOCK ? undefined : found
}

function takeBlock(random: SeededRandom, lines: MadeLine[]): MadeLine[] | undefined {
  const found = blockOf(random, lines)
  if (found !== undefined) lines.splice(lines.indexOf(found[0]!), found.length)
  return found
}

function insert(random: SeededRandom, lines: MadeLine[], added: readonly MadeLine[]): void {
  lines.splice(random.below(lines.length + 1), 0, ...added)
}

function copied(files: Files): Files {
  return new Map(Array.from(files, ([path, lines]) => [path, [...lines]]))
}

function shuffled(random: SeededRandom, items: string[]): string[] {
  return items
    .map((item) => [random.next(), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item)
}

/** What differs, as files to write and to delete. */
function contents(before: Files, after: Files): ScratchFiles {
  const changes: Record<string, string | null> = {}
  const textOf = (lines: readonly MadeLine[]): string => lines.map(({ text }) => `${text}\n`).join('')
  for (const [path, lines] of after) {
    const text = textOf(lines)
    const old = before.get(path)
    if (old === undefined || textOf(old) !== text) changes[path] = text
  }
  for (const path of before.keys()) if (!after.has(path)) changes[path] = null
  return changes
}
