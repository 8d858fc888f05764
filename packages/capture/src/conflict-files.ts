/**
 * Where a merge that was tried conflicts: files, and lines in either side's version of them.
 *
 * git leaves a file in which its conflict markers stand between lines of both sides. Taking
 * one side's lines of each conflict gives a text that differs from that side's own version
 * by what merged in cleanly alone: the other side's changes that touch none of its own. So
 * counting these tells which lines a conflict has there. What both sides changed of many
 * files is read by two processes, in the merge directory.
 */
import type { MergeDirectory } from '@wakelore/vault/merge-directory'
import type { Repository } from '@wakelore/vault/repository'
import { MARKER_SIZE, OWN_WAYS } from './merge-attributes.ts'
import { pathText } from './path-text.ts'
import { readObjects } from './source/git-history/objects.ts'
import type { CommitsToMerge, TrialMerge, UnmergedEntry } from './trial-merges.ts'

/** First and last line, counted from 1. Where a side has no lines there, the last is one less: it would insert before the first. */
export type LineRange = readonly [first: number, last: number]

export const CONFLICT_KINDS = [
  'content',
  'add/add',
  'modify/delete',
  'rename/delete',
  'rename/rename',
  'rename/collision',
  'file location',
  'directory rename',
  'file/directory',
  'distinct types',
  'binary',
  'submodule',
  'other',
] as const
export type ConflictKind = (typeof CONFLICT_KINDS)[number]

export type ConflictFile = {
  readonly path: string
  readonly kind: ConflictKind
  /** What the file is called on that side, where it was renamed on the other. */
  readonly oursPath: string | null
  readonly theirsPath: string | null
  /** Empty where the conflict isn't about lines, or can't be told by them. */
  readonly ours: readonly LineRange[]
  readonly theirs: readonly LineRange[]
  /** Attributes name a merge driver of the owner's for it, which wasn't run. */
  readonly driver: string | null
}

export type ConflictedMerge = CommitsToMerge & {
  readonly merge: Extract<TrialMerge, { kind: 'conflicts' }>
}

/** By the words of git's that never change; whatever is first here counts where a path has several. */
const KIND_OF: readonly (readonly [RegExp, ConflictKind])[] = [
  [/submodule/, 'submodule'],
  [/file\/directory/, 'file/directory'],
  [/distinct modes/, 'distinct types'],
  [/rename\/rename/, 'rename/rename'],
  [/rename\/delete/, 'rename/delete'],
  [/rename involved in collision/, 'rename/collision'],
  [/directory rename suggested/, 'file location'],
  [/directory rename/, 'directory rename'],
  [/modify\/delete/, 'modify/delete'],
  [/binary/, 'binary'],
  [/contents/, 'content'],
]
/** Of a merge; more conflicts than that are no longer about files. */
export const MOST_CONFLICT_FILES = 1000
const MAX_FILE_BYTES = 16 * 1024 * 1024
/** Compared at a time. */
const COMPARED_FILES = 100
const MAX_DIFF_BYTES = 256 * 1024 * 1024
const SIGNS = new Set(['<', '|', '=', '>'])
const BASE_REF = 'refs/conflicts/base'
const OWN_REF = 'refs/conflicts/own'
const DIFF_TREE = [
  'diff-tree',
  '-r',
  '-p',
  '-U1',
  '--text',
  '--no-renames',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--diff-algorithm=histogram',
  '--no-indent-heuristic',
]

/** Of each merge its files, by path, at most `MOST_CONFLICT_FILES`. The directory has the attributes that it was tried with. */
export async function readConflictFiles(
  directory: MergeDirectory,
  repository: Repository,
  merges: readonly ConflictedMerge[],
  options: { readonly signal?: AbortSignal } = {},
): Promise<ConflictFile[][]> {
  const found = merges.map(filesOf)
  const place = { ...repository, cwd: directory.path }
  const inLines = found.flatMap((files) => files.filter(isInLines))
  const drivers = await readDrivers(directory, inLines, options)
  // What one branch did collides with many in the same way: that is looked at once.
  const alike = Map.groupBy(inLines, likenessOf)
  const marked = Array.from(alike.values(), ([first]) => first!)
  const names = marked.map(({ tree, pathInTree }) => `${tree}:${pathInTree}`)
  const texts: ConflictedText[] = []
  for await (const { index, type, content, sizeBytes } of readObjects(directory.git, place, names, {
    maxBytes: MAX_FILE_BYTES,
    ...options,
  })) {
    const file = marked[index]!
    if (type !== 'blob' || sizeBytes > content.length) continue
    const text = takeApart(content.toString('latin1'), file.sides)
    if (text !== undefined) texts.push({ file, ...text })
  }
  const linesOf = new Map<string, Pick<ConflictFile, 'ours' | 'theirs' | 'oursPath' | 'theirsPath'>>()
  for (let from = 0; from < texts.length; from += COMPARED_FILES) {
    const some = texts.slice(from, from + COMPARED_FILES)
    const withBase = some.filter(({ file }) => file.entries.has(1))
    const changes =
      withBase.length === 0 ? new Map<string, Change[]>() : await compare(directory, withBase, options)
    for (const text of some) {
      const { file, ours, theirs } = text
      const number = withBase.indexOf(text)
      const byUs = changes.get(`${number}/2`) ?? []
      const byThem = changes.get(`${number}/3`) ?? []
      linesOf.set(likenessOf(file), {
        ours: inOwnVersion(ours.sections, byUs, byThem),
        theirs: inOwnVersion(theirs.sections, byThem, byUs),
        oursPath: ours.path ?? null,
        theirsPath: theirs.path ?? null,
      })
    }
  }
  return found.map((files) =>
    files.map((file) => ({
      path: file.path,
      kind: file.kind,
      ...(linesOf.get(likenessOf(file)) ?? {
        ours: [],
        theirs: [],
        oursPath: null,
        theirsPath: null,
      }),
      driver: drivers.get(file.path) ?? null,
    })),
  )
}

/** A path that can't be merged, with what each side has there. */
type PathInMerge = {
  readonly path: string
  /** As the merge would leave it: a file that had to make way is called after its side. */
  readonly pathInTree: string
  readonly kind: ConflictKind
  readonly tree: string
  readonly sides: CommitsToMerge
  readonly entries: ReadonlyMap<number, UnmergedEntry>
}

function filesOf({ ours, theirs, merge }: ConflictedMerge): PathInMerge[] {
  const kinds = new Map<string, ConflictKind>()
  const sides = { ours, theirs }
  const rankOf = (kind: ConflictKind): number => KIND_OF.findIndex(([, one]) => one === kind)
  for (const { type, paths } of merge.remarks) {
    if (!type.startsWith('CONFLICT')) continue
    const kind = KIND_OF.find(([words]) => words.test(type))?.[1] ?? 'other'
    for (const path of paths) {
      const known = kinds.get(path)
      if (known === undefined || rankOf(kind) < rankOf(known)) kinds.set(path, kind)
    }
  }
  const byPath = Map.groupBy(merge.unmerged, ({ path }) => path)
  // Some conflicts leave nothing in the index: they are of the paths that git names.
  if (byPath.size === 0) for (const path of kinds.keys()) byPath.set(path, [])
  const files = Array.from(byPath, ([path, entries]): PathInMerge => {
    const stages = new Map(entries.map((entry) => [entry.stage as number, entry]))
    const kind = kinds.get(path) ?? 'other'
    return {
      path: withoutLabel(path, sides),
      pathInTree: path,
      kind: kind === 'content' && !stages.has(1) ? 'add/add' : kind,
      tree: merge.tree,
      sides,
      entries: stages,
    }
  })
  return files.sort((a, b) => (a.path < b.path ? -1 : 1)).slice(0, MOST_CONFLICT_FILES)
}

function withoutLabel(path: string, { ours, theirs }: CommitsToMerge): string {
  const at = Math.max(path.lastIndexOf(`~${ours}`), path.lastIndexOf(`~${theirs}`))
  return at === -1 || !/^~[0-9a-f]+(?:_\d+)?$/.test(path.slice(at)) ? path : path.slice(0, at)
}

/** Whether its lines may have been merged, and it can be asked for by name. */
function isInLines({ entries, pathInTree: path }: PathInMerge): boolean {
  const isText = [2, 3].every((stage) => entries.get(stage)?.mode.startsWith('100') === true)
  return isText && !path.includes('\n') && !path.startsWith('"')
}

/** Equal where the same three versions of a file were merged. */
function likenessOf({ path, entries }: PathInMerge): string {
  return [path, ...[1, 2, 3].map((stage) => entries.get(stage)?.object)].join('\0')
}

/** By path, for those whose attributes name a driver that isn't git's own. */
async function readDrivers(
  { git, path: cwd }: MergeDirectory,
  files: readonly PathInMerge[],
  options: { readonly signal?: AbortSignal },
): Promise<ReadonlyMap<string, string>> {
  const drivers = new Map<string, string>()
  const paths = [...new Set(files.map(({ path }) => path))]
  if (paths.length === 0) return drivers
  const input = paths.map((path) => `${path}\0`).join('')
  const list = await git.read(['check-attr', '-z', '--stdin', 'merge'], { cwd, input, ...options })
  const fields = list.toString('utf8').split('\0')
  for (let at = 0; at + 2 < fields.length; at += 3) {
    const value = fields[at + 2]!
    if (!OWN_WAYS.has(value)) drivers.set(paths[at / 3]!, value)
  }
  return drivers
}

/** A text with this side's lines of each conflict. */
type Side = {
  lines: number
  /** Where in it the lines of each conflict stand. */
  readonly sections: [first: number, last: number][]
  /** As the conflict's label calls it. */
  path: string | undefined
}

type Sides = { readonly ours: Side; readonly theirs: Side }
type ConflictedText = Sides & { readonly file: PathInMerge }

/** Undefined where the text, a character for each byte, has no conflict markers as git writes them. */
function takeApart(text: string, commits: CommitsToMerge): Sides | undefined {
  const ours: Side = { lines: 0, sections: [], path: undefined }
  const theirs: Side = { lines: 0, sections: [], path: undefined }
  let within: 'ours' | 'base' | 'theirs' | undefined
  for (let start = 0, end = 0; start < text.length; start = end) {
    end = text.indexOf('\n', start) + 1 || text.length
    const line = text.slice(start, end)
    const marker = markerOf(line)
    if (marker?.sign === '<' && within === undefined && isLabel(marker.label, commits.ours)) {
      within = 'ours'
      for (const { lines, sections } of [ours, theirs]) sections.push([lines + 1, lines])
      ours.path ??= pathOf(marker.label, commits.ours)
    } else if (marker?.sign === '|' && within === 'ours') {
      within = 'base'
    } else if (marker?.sign === '=' && (within === 'ours' || within === 'base')) {
      within = 'theirs'
    } else if (marker?.sign === '>' && within === 'theirs' && isLabel(marker.label, commits.theirs)) {
      within = undefined
      for (const { lines, sections } of [ours, theirs]) sections.at(-1)![1] = lines
      theirs.path ??= pathOf(marker.label, commits.theirs)
    } else {
      if (within === undefined || within === 'ours') ours.lines++
      if (within === undefined || within === 'theirs') theirs.lines++
    }
  }
  return ours.sections.length === 0 || within !== undefined ? undefined : { ours, theirs }
}

function markerOf(line: string): { readonly sign: string; readonly label: string } | undefined {
  const sign = line[0] ?? ''
  if (line.length < MARKER_SIZE || !SIGNS.has(sign) || !line.startsWith(sign.repeat(MARKER_SIZE))) {
    return undefined
  }
  const rest = line.slice(MARKER_SIZE).replace(/\r?\n$/, '')
  return rest === '' || rest.startsWith(' ') ? { sign, label: rest.slice(1) } : undefined
}

/** The commit, and where the file has another name there, that. */
function isLabel(label: string, commit: string): boolean {
  return label === commit || label.startsWith(`${commit}:`)
}

function pathOf(label: string, commit: string): string | undefined {
  return label === commit ? undefined : pathText(Buffer.from(label.slice(commit.length + 1), 'latin1'))
}

/** Lines of the merge base that a side replaced by its own; counted from 0, a count may be 0. */
type Change = {
  readonly base: number
  readonly baseCount: number
  readonly own: number
  readonly ownCount: number
}

/**
 * What each side changed of the merge base's version, by the file's number and side: two
 * commits of nothing but these files are made, and compared as merges compare, which
 * differs in nothing from how git shows a difference but that no tail is cut off first:
 * hence the line of context.
 */
async function compare(
  { git, path: cwd }: MergeDirectory,
  texts: readonly ConflictedText[],
  options: { readonly signal?: AbortSignal },
): Promise<ReadonlyMap<string, readonly Change[]>> {
  const commit = (ref: string, objectOf: (file: PathInMerge, stage: number) => string): string => {
    const files = texts.flatMap(({ file }, index) =>
      ([2, 3] as const).map((stage) => `M 100644 ${objectOf(file, stage)} ${index}/${stage}\n`),
    )
    return `commit ${ref}\ncommitter x <x> 0 +0000\ndata 0\n${files.join('')}\n`
  }
  const objectAt = ({ entries }: PathInMerge, stage: number): string => entries.get(stage)!.object
  const input =
    commit(BASE_REF, (file) => objectAt(file, 1)) + commit(OWN_REF, (file, stage) => objectAt(file, stage))
  await git.read(['fast-import', '--quiet', '--force'], { cwd, input, ...options })
  const args = [...DIFF_TREE, BASE_REF, OWN_REF]
  return changesOf(await git.read(args, { cwd, maxBytes: MAX_DIFF_BYTES, ...options }))
}

function changesOf(difference: Buffer): ReadonlyMap<string, readonly Change[]> {
  const changes = new Map<string, Change[]>()
  let found: Change[] = []
  const lines = difference.toString('latin1').split('\n')
  for (let at = 0; at < lines.length; at++) {
    const [, name] = /^diff --git a\/(\d+\/\d) /.exec(lines[at]!) ?? []
    if (name !== undefined) changes.set(name, (found = []))
    const numbers = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(lines[at]!)?.slice(1)
    if (numbers === undefined) continue
    const [first = 0, baseLeft = 1, firstOwn = 0, ownLeft = 1] = numbers.map((digits) =>
      digits === undefined ? undefined : Number(digits),
    )
    // Without lines, a side stands behind the line that is named.
    const base = baseLeft === 0 ? first : first - 1
    const own = ownLeft === 0 ? firstOwn : firstOwn - 1
    at += readHunk(lines, at + 1, { base, own, baseLeft, ownLeft }, found)
  }
  return changes
}

/** Adds a hunk's changes to those found, and says how many lines it has. */
function readHunk(
  lines: readonly string[],
  begin: number,
  counts: { base: number; own: number; baseLeft: number; ownLeft: number },
  found: Change[],
): number {
  let { base, own, baseLeft, ownLeft } = counts
  let at = begin
  let open = { base, own }
  const close = (): void => {
    if (base > open.base || own > open.own) {
      found.push({ ...open, baseCount: base - open.base, ownCount: own - open.own })
    }
  }
  for (; baseLeft > 0 || ownLeft > 0; at++) {
    const sign = lines[at]![0]
    if (sign === ' ') {
      close()
      open = { base: base + 1, own: own + 1 }
    }
    if (sign === ' ' || sign === '-') {
      base++
      baseLeft--
    }
    if (sign === ' ' || sign === '+') {
      own++
      ownLeft--
    }
  }
  close()
  return at - begin
}

/** What merged cleanly into a side's version: its lines, and those that took their place; counted from 0. */
type CleanChange = {
  readonly own: number
  readonly ownCount: number
  readonly merged: number
  readonly mergedCount: number
}

/** Changes of the other side's that touch none of this one's are those that merge cleanly. */
function cleanChanges(own: readonly Change[], others: readonly Change[]): CleanChange[] {
  const clean: CleanChange[] = []
  let next = 0
  let shift = 0
  let merged = 0
  for (const { base, baseCount, ownCount } of others) {
    while (next < own.length && own[next]!.base + own[next]!.baseCount < base) {
      shift += own[next]!.ownCount - own[next]!.baseCount
      next++
    }
    if (next < own.length && own[next]!.base <= base + baseCount) continue
    clean.push({
      own: base + shift,
      ownCount: baseCount,
      merged: base + shift + merged,
      mergedCount: ownCount,
    })
    merged += ownCount - baseCount
  }
  return clean
}

/** Where the lines of conflicts stand in that side's own version. */
function inOwnVersion(
  sections: readonly LineRange[],
  own: readonly Change[],
  others: readonly Change[],
): LineRange[] {
  const clean = cleanChanges(own, others)
  let shift = 0
  let next = 0
  return sections.map(([first, last]) => {
    while (next < clean.length && clean[next]!.merged + clean[next]!.mergedCount < first) {
      shift += clean[next]!.ownCount - clean[next]!.mergedCount
      next++
    }
    return [first + shift, last + shift]
  })
}
