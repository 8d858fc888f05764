/**
 * Line origin: the commit that first gave a line the text it has, white space aside.
 *
 * `git blame -w` goes back through edits elsewhere, merges and renames of whole files.
 * Where it stops, the commit's own differences tell whether the line was written there or
 * moved there: within the file, from another one, or out of a file that was split. If it
 * was moved, blame goes on from where it stood before. git's `-M` and `-C` aren't used for
 * that, since they take copies for moves and miss short ones.
 *
 * A line that comes from beyond a shallow clone's edge is told as such, never given to the
 * commit at the edge.
 */
import assert from 'node:assert/strict'
import { blame, type BlamedLines, type LineRange } from './line-origin/blame.ts'
import { removedText, type LinePlace, type RemovedText } from './line-origin/block-move.ts'
import { readCommitDiffs } from './line-origin/commit-diff.ts'
import type { OriginRead } from './line-origin/origin-read.ts'
import { gitPath } from './path-text.ts'

export type OriginStep =
  /** The commit moved it, as part of a block. */
  | { readonly kind: 'moved'; readonly commit: string; readonly from: LinePlace; readonly to: LinePlace }
  /** A commit that is to be looked behind laid it out anew. */
  | {
      readonly kind: 'passed-over'
      readonly commit: string
      readonly from: LinePlace
      readonly to: LinePlace
    }
  /** It came with its file, which had another name once. */
  | { readonly kind: 'renamed'; readonly from: LinePlace; readonly to: LinePlace }

export type LineOrigin = LineRange & {
  readonly origin:
    | {
        readonly kind: 'commit'
        readonly commit: string
        /** Of the first of the lines, in that commit. */
        readonly place: LinePlace
        /** What the first of the lines said before, where this commit changed one into it. */
        readonly replaced: string | undefined
      }
    /** It was there already in the oldest commit that the clone has on this way. */
    | { readonly kind: 'beyond-shallow'; readonly commit: string; readonly place: LinePlace }
    | { readonly kind: 'uncommitted' }
  /** How it got from there to where it is, the latest first. */
  readonly steps: readonly OriginStep[]
  /** Further moves weren't looked for: there were too many in all. */
  readonly isCutOff: boolean
}

export type OriginRequest = {
  /** A full hash; undefined for the worktree. */
  readonly revision: string | undefined
  /** As `pathText` writes it. */
  readonly path: string
  /** None: the whole file. */
  readonly ranges: readonly LineRange[]
  /** Full hashes of commits to look behind, where the line can be told there; needed when the first blame has ended. */
  readonly passedOver: ReadonlySet<string> | Promise<ReadonlySet<string>>
  /** Commits at which a shallow clone ends. */
  readonly shallow: ReadonlySet<string> | Promise<ReadonlySet<string>>
}

/** How often blame is run at most, for lines that were asked for and for a whole file: that may hold lines from everywhere. */
const MOST_BLAMES = 100
const MOST_BLAMES_OF_WHOLE = 8
const BLAMES_AT_ONCE = 4

/** Lines on their way back. */
type Trail = LineRange & {
  readonly revision: string | undefined
  readonly path: string
  readonly lineThere: number
  readonly steps: readonly OriginStep[]
}

/**
 * In the order of lines, neighbours of one origin together.
 *
 * @throws CAPTURE_OBJECT_MISSING, CAPTURE_BLAME_UNUSABLE, CAPTURE_PATH_UNSPEAKABLE
 */
export async function traceLines(read: OriginRead, request: OriginRequest): Promise<LineOrigin[]> {
  const { revision, path, ranges } = request
  const found: LineOrigin[] = []
  let blames = 0
  const mostBlames = ranges.length === 0 ? MOST_BLAMES_OF_WHOLE : MOST_BLAMES
  const asked: readonly LineRange[] = ranges.length === 0 ? [{ start: 1, end: Infinity }] : ranges
  let trails = asked.map((range): Trail => ({ ...range, revision, path, lineThere: range.start, steps: [] }))
  const stopsOfAll = async (): Promise<Stop[]> => {
    const groups = groupsOf(trails)
    const followed = groups.slice(0, mostBlames - blames)
    blames += followed.length
    for (const group of groups.slice(followed.length)) for (const trail of group) found.push(cutOff(trail))
    const stops: Stop[] = []
    for (let at = 0; at < followed.length; at += BLAMES_AT_ONCE) {
      const next = followed.slice(at, at + BLAMES_AT_ONCE)
      const blamed = await Promise.all(next.map((group) => blameOf(read, group)))
      for (const [index, group] of next.entries()) {
        for (const trail of group) for (const stop of stopsOf(trail, blamed[index]!)) stops.push(stop)
      }
    }
    return stops
  }
  while (trails.length > 0) {
    const [stops, passedOver, shallow] = await Promise.all([
      stopsOfAll(),
      request.passedOver,
      request.shallow,
    ])
    const removed = await readRemovals(read, stops, shallow)
    const ends = stops.flatMap((stop) => endsOf(stop, removed, passedOver, shallow))
    trails = []
    // As many as a file has lines: more than a call takes as arguments.
    for (const end of ends) {
      if ('revision' in end) trails.push(end)
      else found.push(end)
    }
  }
  return joined(found)
}

/** Where blame stopped for some lines of a trail. */
type Stop = LineRange & {
  readonly commit: string | undefined
  readonly place: LinePlace
  readonly steps: readonly OriginStep[]
}

/** Trails that one blame can follow, those of most lines first. */
function groupsOf(trails: readonly Trail[]): Trail[][] {
  const groups = new Map<string, Trail[]>()
  for (const trail of trails) {
    const key = `${trail.revision ?? ''}\0${trail.path}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [trail])
    else group.push(trail)
  }
  const lineCount = (group: readonly Trail[]): number =>
    group.reduce((sum, { start, end }) => sum + end - start + 1, 0)
  return [...groups.values()].sort((a, b) => lineCount(b) - lineCount(a))
}

/** @param group of one revision and path */
function blameOf(read: OriginRead, group: readonly Trail[]): Promise<BlamedLines[]> {
  const { revision, path } = group[0]!
  return blame(read, { revision, path: gitPath(path), ranges: group.flatMap(thereOf) })
}

function thereOf({ lineThere, start, end }: Trail): LineRange[] {
  return end === Infinity ? [] : [{ start: lineThere, end: lineThere + end - start }]
}

function stopsOf(trail: Trail, blamed: readonly BlamedLines[]): Stop[] {
  return blamed.flatMap((run): Stop[] => {
    const offset = trail.start - trail.lineThere
    const start = Math.max(trail.start, run.line + offset)
    const end = Math.min(trail.end, run.line + run.count - 1 + offset)
    if (start > end) return []
    const place = { path: run.path, line: run.lineThere + start - offset - run.line }
    const steps: OriginStep[] =
      run.path === trail.path
        ? [...trail.steps]
        : [...trail.steps, { kind: 'renamed', from: place, to: { path: trail.path, line: start - offset } }]
    return [{ start, end, commit: run.commit, place, steps }]
  })
}

type Removal = { readonly parent: string; readonly text: RemovedText }

/** What the commits took away at which blame stopped, from each of their parents. */
async function readRemovals(
  read: OriginRead,
  stops: readonly Stop[],
  shallow: ReadonlySet<string>,
): Promise<ReadonlyMap<string, readonly Removal[]>> {
  const changed = new Map<string, Set<string>>()
  for (const { commit, place } of stops) {
    if (commit === undefined || shallow.has(commit)) continue
    const known = changed.get(commit)
    if (known === undefined) changed.set(commit, new Set([place.path]))
    else known.add(place.path)
  }
  const diffs = await readCommitDiffs(read, changed)
  return new Map(
    [...diffs].map(([commit, parents]) => [
      commit,
      parents.map(({ parent, files }) => ({ parent, text: removedText(files) })),
    ]),
  )
}

/** A stop's lines one by one: where they began, or where they go on. */
function endsOf(
  { start, end, commit, place, steps }: Stop,
  removed: ReadonlyMap<string, readonly Removal[]>,
  passedOver: ReadonlySet<string>,
  shallow: ReadonlySet<string>,
): (LineOrigin | Trail)[] {
  const range = { start, end }
  if (commit === undefined) return [{ ...range, origin: { kind: 'uncommitted' }, steps, isCutOff: false }]
  if (shallow.has(commit)) {
    return [{ ...range, origin: { kind: 'beyond-shallow', commit, place }, steps, isCutOff: false }]
  }
  const removals = removed.get(commit) ?? []
  const ends: (LineOrigin | Trail)[] = []
  for (let line = start; line <= end; line++) {
    const there = { path: place.path, line: place.line + line - start }
    const one = { start: line, end: line }
    const before = placeBefore(removals, there, passedOver.has(commit))
    if (before !== undefined) {
      const { kind, parent, from } = before
      const step = { kind, commit, from, to: there }
      ends.push({ ...one, revision: parent, path: from.path, lineThere: from.line, steps: [...steps, step] })
      continue
    }
    const replaced = removals[0]?.text.replacedBy(there.path, there.line)
    ends.push({ ...one, origin: { kind: 'commit', commit, place: there, replaced }, steps, isCutOff: false })
  }
  return joinedTrails(ends)
}

type PlaceBefore = {
  readonly kind: 'moved' | 'passed-over'
  readonly parent: string
  readonly from: LinePlace
}

function placeBefore(
  removals: readonly Removal[],
  { path, line }: LinePlace,
  isPassedOver: boolean,
): PlaceBefore | undefined {
  for (const { parent, text } of removals) {
    const from = text.moveOf(path, line)
    if (from !== undefined) return { kind: 'moved', parent, from }
  }
  if (!isPassedOver) return undefined
  for (const { parent, text } of removals) {
    const from = text.laidOutFrom(path, line)
    if (from !== undefined) return { kind: 'passed-over', parent, from }
  }
  return undefined
}

/** Neighbours that stood beneath one another there too. */
function joinedTrails(ends: readonly (LineOrigin | Trail)[]): (LineOrigin | Trail)[] {
  const all: (LineOrigin | Trail)[] = []
  for (const end of ends) {
    const last = all.at(-1)
    const isNext =
      last !== undefined &&
      'revision' in last &&
      'revision' in end &&
      last.revision === end.revision &&
      last.path === end.path &&
      last.lineThere + end.start - last.start === end.lineThere &&
      last.steps.at(-1)?.kind === end.steps.at(-1)?.kind &&
      last.end + 1 === end.start
    if (isNext) all[all.length - 1] = { ...last, end: end.end }
    else all.push(end)
  }
  return all
}

/** Lines that aren't followed beyond the commit that moved them last. */
function cutOff({ start, end, steps }: Trail): LineOrigin {
  const move = steps.findLast((step) => step.kind !== 'renamed')
  assert(move !== undefined, 'only what was moved is blamed again')
  return {
    start,
    end,
    origin: { kind: 'commit', commit: move.commit, place: move.to, replaced: undefined },
    steps: steps.slice(0, steps.lastIndexOf(move)),
    isCutOff: true,
  }
}

/** In the order of lines, neighbours that came from one commit by the same way as one. */
function joined(origins: readonly LineOrigin[]): LineOrigin[] {
  const all: LineOrigin[] = []
  for (const one of [...origins].sort((a, b) => a.start - b.start)) {
    const last = all.at(-1)
    if (last !== undefined && last.end + 1 === one.start && shapeOf(last) === shapeOf(one)) {
      all[all.length - 1] = { ...last, end: one.end }
    } else all.push(one)
  }
  return all
}

/** What two origins have to share to be told as one; on which lines they stood doesn't matter. */
function shapeOf({ origin, steps, isCutOff }: LineOrigin): string {
  return JSON.stringify([
    origin.kind,
    origin.kind === 'uncommitted' ? '' : [origin.commit, origin.place.path],
    steps.map((step) => [step.kind === 'renamed' ? '' : step.commit, step.from.path, step.to.path]),
    isCutOff,
  ])
}
