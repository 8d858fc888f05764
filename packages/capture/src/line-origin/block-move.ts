/**
 * Where a line that a commit put in was moved from: the place where the same commit took
 * the same text away, if there is one. Text that stays where it was is a copy's source,
 * not a move's, and never found, since only what was taken away is looked at.
 *
 * Blank space doesn't count, nor do blank lines stand for anything. A line moves with its
 * block: the lines around it that were put in and taken away in the same order, small
 * edits in between passed over. The evidence that a block wasn't written anew is its letters
 * and digits, those of a line that was put in or taken away k times for 1/k: a lone brace
 * moves with its block or not at all. More is asked of a block from another file than of one
 * from the same, and less where much else came from there. What was taken away once went to
 * one place: to the one that much more of its surroundings went to.
 */
import type { FileDiff, Hunk } from './commit-diff.ts'

export type LinePlace = {
  /** As `pathText` writes it. */
  readonly path: string
  readonly line: number
}

/** What a commit took away, ready to be searched for the lines that it put in. */
export type RemovedText = {
  /** Undefined where the line was written in this commit, as far as can be told. */
  readonly moveOf: (path: string, line: number) => LinePlace | undefined
  /** The line that the commit replaced by this one, where one resembles it. */
  readonly replacedBy: (path: string, line: number) => string | undefined
  /**
   * For a commit that only changed how the text is laid out: the line that held this one's
   * text, or whose text this one holds.
   */
  readonly laidOutFrom: (path: string, line: number) => LinePlace | undefined
}

/** Evidence that makes a block the same, from the same file and from another. */
const LEAST_SAME_FILE = 10
const LEAST_OTHER_FILE = 16
/** What else went from one file to the other makes this much of it likely for less. */
const LEAST_COMPANY = 60
const LEAST_IN_COMPANY = 6
/** A place that has this many times the evidence is where a block really went. */
const CLEARLY_MORE = 2
/** How many lines off a line is looked for that a commit only laid out anew; at most, where lines became more or fewer. */
const FARTHEST_LAYOUT = 20
const MOST_LAYOUT_DRIFT = 200
/** How many edited lines within a block are passed over, on either side. */
const MOST_EDITED = 3
/** A line that goes on behind an edit has at least so many letters and digits, or the next does. */
const LEAST_AFTER_EDIT = 4
/** How far a block is followed in each direction: what is farther changes no verdict. */
const MOST_BLOCK_LINES = 100
/** Places looked at for one line; only lines that say nothing occur more often. */
const MOST_PLACES = 300
/** Of lines that are longer, the beginning. */
const MOST_COMPARED_CHARS = 1000
/** A line resembles another from this share of common pairs of characters on. */
const LEAST_RESEMBLANCE = 0.5
/** The same, as a share of the shorter of two lines, for one that was wrapped or joined. */
const LEAST_SHARED = 0.6

/** A run of lines that a commit took away and put in at one place. */
type Run = {
  readonly oldPath: string | undefined
  readonly newPath: string | undefined
  readonly hunk: Hunk
  /** Without blank space. */
  readonly removed: readonly string[]
  readonly added: readonly string[]
}

type Place = { readonly run: Run; readonly index: number }

type Candidate = {
  readonly place: Place
  /** Evidence of the block. */
  readonly weight: number
  readonly isSameFile: boolean
  readonly distance: number
}

export function removedText(files: readonly FileDiff[]): RemovedText {
  const runs = files.flatMap(runsOf)
  let prepared: Evidence | undefined
  const runsOfPath = Map.groupBy(runs, (run) => run.newPath)
  const addedAt = (path: string, line: number): Place | undefined => {
    for (const run of runsOfPath.get(path) ?? []) {
      const index = line - run.hunk.newStart
      if (index >= 0 && index < run.hunk.added.length) return { run, index }
    }
    return undefined
  }

  return {
    moveOf: (path, line) => {
      const target = addedAt(path, line)
      const text = target?.run.added[target.index]
      if (target === undefined || text === undefined || text === '') return undefined
      const evidence = (prepared ??= evidenceOf(runs))
      let best: Candidate | undefined
      for (const place of (evidence.removed.get(text) ?? []).slice(0, MOST_PLACES)) {
        const candidate = {
          place,
          weight: blockWeight(target, place, evidence.between(place, target).weightOf),
          isSameFile: place.run.oldPath === target.run.oldPath,
          distance: Math.abs(lineOf(place) - line),
        }
        if (best !== undefined && !isBetter(candidate, best)) continue
        if (!isEnough(candidate, target, evidence)) continue
        if (!wentElsewhere(candidate, target, evidence)) best = candidate
      }
      return best && { path: best.place.run.oldPath!, line: lineOf(best.place) }
    },
    laidOutFrom: (path, line) => {
      const target = addedAt(path, line)
      const place = target && heldBy(target, runsOfPath.get(path)!)
      return place && { path: place.run.oldPath!, line: lineOf(place) }
    },
    replacedBy: (path, line) => {
      const target = addedAt(path, line)
      if (target === undefined) return undefined
      const { run, index } = target
      let best: number | undefined
      let most = LEAST_RESEMBLANCE
      for (const [at, removed] of run.removed.slice(0, MOST_BLOCK_LINES).entries()) {
        const found = resemblance(removed, run.added[index]!)
        if (found > most || (found === most && best === undefined)) {
          best = at
          most = found
        }
      }
      return best === undefined ? undefined : Buffer.from(run.hunk.removed[best]!, 'latin1').toString('utf8')
    },
  }
}

/** Most of what a commit put in is never looked at. */
function runsOf({ oldPath, newPath, hunks }: FileDiff): Run[] {
  return hunks.map((hunk) => {
    let added: readonly string[] | undefined
    return {
      oldPath,
      newPath,
      hunk,
      removed: hunk.removed.map(withoutBlanks),
      get added() {
        return (added ??= hunk.added.map(withoutBlanks))
      },
    }
  })
}

type Evidence = {
  readonly removed: Places
  readonly added: () => Places
  readonly between: (place: Place, target: Place) => Relation
}

/** What a file that lines may have come from and one that they may have gone to have in common. */
type Relation = {
  /** Evidence of one line. */
  readonly weightOf: (text: string) => number
  /** Evidence of all lines that the one lost and the other gained. */
  readonly company: () => number
}

function evidenceOf(runs: readonly Run[]): Evidence {
  const removed = placesByText(runs, ({ removed }) => removed)
  let knownAdded: Places | undefined
  const added = (): Places => (knownAdded ??= placesByText(runs, (run) => run.added))
  const ofCommit = weightBy(removed, added)
  const ofFile = new Map<string, (text: string) => number>()
  let company: Map<string, number> | undefined
  const weightWithin = (oldPath: string): ((text: string) => number) => {
    let known = ofFile.get(oldPath)
    if (known === undefined) {
      const own = runs.filter((run) => run.oldPath === oldPath)
      const ownAdded = placesByText(own, (run) => run.added)
      known = weightBy(
        placesByText(own, ({ removed }) => removed),
        () => ownAdded,
      )
      ofFile.set(oldPath, known)
    }
    return known
  }
  return {
    removed,
    added,
    between: ({ run: from }, { run: to }) => ({
      // How often another file has a line says nothing about moves within one.
      weightOf:
        from.oldPath !== undefined && from.oldPath === to.oldPath ? weightWithin(from.oldPath) : ofCommit,
      company: () => {
        company ??= companyOf(removed, added(), ofCommit)
        return company.get(`${from.oldPath}\0${to.newPath}`) ?? 0
      },
    }),
  }
}

type Places = ReadonlyMap<string, readonly Place[]>

function weightBy(removed: Places, added: () => Places): (text: string) => number {
  return (text) =>
    letterCount(text) / Math.max(1, removed.get(text)?.length ?? 0, added().get(text)?.length ?? 0)
}

function companyOf(removed: Places, added: Places, weightOf: (text: string) => number): Map<string, number> {
  const company = new Map<string, number>()
  for (const [text, sources] of removed) {
    const targets = added.get(text)
    if (targets === undefined || sources.length * targets.length > MOST_PLACES) continue
    const pairs = new Set<string>()
    for (const from of sources) for (const to of targets) pairs.add(`${from.run.oldPath}\0${to.run.newPath}`)
    for (const pair of pairs) company.set(pair, (company.get(pair) ?? 0) + weightOf(text))
  }
  return company
}

function placesByText(runs: readonly Run[], linesOf: (run: Run) => readonly string[]): Map<string, Place[]> {
  const places = new Map<string, Place[]>()
  for (const run of runs) {
    for (const [index, text] of linesOf(run).entries()) {
      if (text === '') continue
      const known = places.get(text)
      if (known === undefined) places.set(text, [{ run, index }])
      else known.push({ run, index })
    }
  }
  return places
}

function isEnough({ weight, isSameFile, place }: Candidate, target: Place, evidence: Evidence): boolean {
  if (isSameFile) return weight >= LEAST_SAME_FILE
  if (weight >= LEAST_OTHER_FILE) return true
  const letters = blockWeight(target, place, letterCount)
  return letters >= LEAST_IN_COMPANY && evidence.between(place, target).company() - weight >= LEAST_COMPANY
}

/** Whether much more of what stood around the place went along to another line with this text. */
function wentElsewhere({ place }: Candidate, target: Place, evidence: Evidence): boolean {
  const own = blockWeight(target, place, letterCount)
  const others = evidence.added().get(target.run.added[target.index]!) ?? []
  return others
    .slice(0, MOST_PLACES)
    .some((other) => blockWeight(other, place, letterCount) > CLEARLY_MORE * own)
}

/**
 * The removed line thereabouts that has most of this line's text, where it is most of either:
 * a wrapped line's parts are held by it, a joined line's greatest part stands for it.
 */
function heldBy({ run, index }: Place, runs: readonly Run[]): Place | undefined {
  const text = run.added[index]!
  if (text === '') return undefined
  const drift = Math.min(MOST_LAYOUT_DRIFT, Math.abs(run.removed.length - run.added.length))
  const expected = run.hunk.oldStart + (index * run.removed.length) / run.added.length
  let best: { readonly place: Place; readonly common: number; readonly distance: number } | undefined
  for (const other of runs) {
    // How the difference is cut into runs is chance where most lines changed.
    if (other.oldPath !== run.oldPath) continue
    for (const [at, removed] of other.removed.entries()) {
      const distance = Math.abs(other.hunk.oldStart + at - expected)
      if (distance > drift + FARTHEST_LAYOUT) continue
      const { common, pairs, otherPairs } = commonPairs(removed, text)
      const shorter = Math.min(pairs, otherPairs)
      const isHeld = holds(removed, text) || (shorter > 1 && common >= LEAST_SHARED * shorter)
      if (!isHeld) continue
      if (
        best === undefined ||
        common > best.common ||
        (common === best.common && distance < best.distance)
      ) {
        best = { place: { run: other, index: at }, common, distance }
      }
    }
  }
  return best?.place
}

/** Quotes and commas are what laying out changes; a line that has nothing else is taken as it is. */
function holds(removed: string, text: string): boolean {
  const words = wordsOf(text)
  return words === '' ? removed.includes(text) : wordsOf(removed).includes(words)
}

function wordsOf(text: string): string {
  return text.replace(/[^0-9A-Za-z\x80-\xff]+/g, '')
}

function lineOf({ run, index }: Place): number {
  return run.hunk.oldStart + index
}

function isBetter(one: Candidate, other: Candidate): boolean {
  if (one.weight !== other.weight) return one.weight > other.weight
  if (one.isSameFile !== other.isSameFile) return one.isSameFile
  return one.distance < other.distance
}

/** Of the lines that were put in around `target` as they were taken away around `place`. */
function blockWeight(target: Place, place: Place, weightOf: (text: string) => number): number {
  const own = weightOf(target.run.added[target.index]!)
  return own + weightBeyond(target, place, -1, weightOf) + weightBeyond(target, place, 1, weightOf)
}

function weightBeyond(target: Place, place: Place, step: 1 | -1, weightOf: (text: string) => number): number {
  const { added } = target.run
  const { removed } = place.run
  let weight = 0
  let at = target.index + step
  let from = place.index + step
  for (let line = 0; line < MOST_BLOCK_LINES; line++) {
    if (at < 0 || from < 0 || at >= added.length || from >= removed.length) break
    if (added[at] !== removed[from]) {
      const skip = shortestEdit(added, at, removed, from, step)
      if (skip === undefined) break
      at += skip.added * step
      from += skip.removed * step
    }
    weight += weightOf(added[at]!)
    at += step
    from += step
  }
  return weight
}

/** How many lines have to be passed over on each side until a telling one is the same again. */
function shortestEdit(
  added: readonly string[],
  at: number,
  removed: readonly string[],
  from: number,
  step: 1 | -1,
): { readonly added: number; readonly removed: number } | undefined {
  for (let total = 1; total <= 2 * MOST_EDITED; total++) {
    for (let skipped = Math.max(0, total - MOST_EDITED); skipped <= Math.min(total, MOST_EDITED); skipped++) {
      const text = added[at + skipped * step]
      if (text !== undefined && text === removed[from + (total - skipped) * step]) {
        if (letterCount(text) >= LEAST_AFTER_EDIT) return { added: skipped, removed: total - skipped }
      }
    }
  }
  return undefined
}

/** A line as it is compared: blank space counts for nothing. */
function withoutBlanks(line: string): string {
  // What isspace(3) knows in the C locale, as git does.
  return line.replace(/[ \t\r\v\f]+/g, '')
}

/** Letters and digits; bytes beyond ASCII are parts of letters. */
function letterCount(text: string): number {
  let weight = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if ((code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a))
      weight++
    else if (code >= 0x80) weight++
  }
  return weight
}

/** Share of the pairs of neighbouring characters that two texts have in common: Dice's coefficient. */
function resemblance(one: string, other: string): number {
  const { common, pairs, otherPairs } = commonPairs(one, other)
  return pairs + otherPairs === 0 ? 0 : (2 * common) / (pairs + otherPairs)
}

function commonPairs(
  whole: string,
  otherWhole: string,
): { readonly common: number; readonly pairs: number; readonly otherPairs: number } {
  const [one, other] = [whole.slice(0, MOST_COMPARED_CHARS), otherWhole.slice(0, MOST_COMPARED_CHARS)]
  const counts = new Map<string, number>()
  for (let at = 0; at + 1 < one.length; at++) {
    const pair = one.slice(at, at + 2)
    counts.set(pair, (counts.get(pair) ?? 0) + 1)
  }
  let common = 0
  for (let at = 0; at + 1 < other.length; at++) {
    const pair = other.slice(at, at + 2)
    const left = counts.get(pair) ?? 0
    if (left === 0) continue
    counts.set(pair, left - 1)
    common++
  }
  return { common, pairs: Math.max(0, one.length - 1), otherPairs: Math.max(0, other.length - 1) }
}
