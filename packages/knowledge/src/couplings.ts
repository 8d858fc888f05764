/**
 * Couplings: pairs of files that change together, the surprising ones first.
 *
 * A pair's weight is the sum over the commits that touched both, halved with age and
 * divided by how many other files the commit touched. It is set against what either
 * file does without the other (a weighted Jaccard index, with a constant that holds
 * thin evidence back), so what changes with everything is coupled to nothing. Pairs
 * that a name or a directory gives away count less, and no file is shown twice.
 */
import { MS_PER_DAY } from '@wakelore/kernel/clock'
import type { ChangeHistory, CommitNumber, FileNumber, PersonNumber } from './change-history.ts'
import { filesOfPair, pairKey } from './couplings/coupled-pairs.ts'
import { likenessOf } from './couplings/likeness.ts'
import { directoryOf } from './name-stem.ts'

export type Coupling = {
  /** The one that changes less often first: when it changes, the other does. */
  readonly paths: readonly [string, string]
  /** Between 0 and 1. */
  readonly score: number
  /** Commits looked at that touched both. */
  readonly together: number
  /** Commits looked at that touched the first path. */
  readonly of: number
  readonly lastSha: string
  /** Author time of the last commit that touched both, milliseconds since the epoch. */
  readonly lastAt: number
}

export type CouplingOptions = {
  readonly nowMs: number
  /** At most so many. */
  readonly count: number
  readonly isBot: (person: PersonNumber) => boolean
  /** Paths that are never worth a mention: lock files. */
  readonly isIgnored: (path: string) => boolean
}

const COMMITS_LOOKED_AT = 4_000
/** Larger commits pair too much with too little reason. */
const MAX_FILES_PAIRED = 16
const MIN_TOGETHER = 3
const HALF_LIFE_DAYS = 240
const THIN_EVIDENCE = 1.5
const SAME_STEM_FACTOR = 0.2
const KIN_STEM_FACTOR = 0.5
const SAME_DIRECTORY_FACTOR = 0.5
const MAX_PER_DIRECTORY_PAIR = 2

type Tally = { weight: number; count: number; last: CommitNumber }
type Pair = {
  readonly files: readonly [FileNumber, FileNumber]
  readonly score: number
  readonly tally: Tally
}

export function couplings(history: ChangeHistory, options: CouplingOptions): Coupling[] {
  const commits = history
    .newest(COMMITS_LOOKED_AT)
    .filter((commit) => !options.isBot(history.authorOf(commit)))
    .map((commit) => ({ commit, touched: history.filesOf(commit).filter((file) => history.isAlive(file)) }))
  const weights = decayedWeights(history, commits, options.nowMs)

  const files = new Map<FileNumber, Tally>()
  for (const [at, { commit, touched }] of commits.entries()) {
    for (const file of touched) add(files, file, weights[at]!, commit)
  }
  // A file with few commits is in no pair with more.
  const isPaired = (file: FileNumber): boolean =>
    files.get(file)!.count >= MIN_TOGETHER && !options.isIgnored(history.path(file))
  const pairedFiles = new Set([...files.keys()].filter(isPaired))
  const tallies = new Map<number, Tally>()
  for (const [at, { commit, touched }] of commits.entries()) {
    if (touched.length > MAX_FILES_PAIRED) continue
    const paired = touched.filter((file) => pairedFiles.has(file))
    for (let a = 0; a < paired.length; a++) {
      for (let b = a + 1; b < paired.length; b++)
        add(tallies, pairKey(paired[a]!, paired[b]!), weights[at]!, commit)
    }
  }

  const ranked: Pair[] = []
  for (const [key, tally] of tallies) {
    if (tally.count < MIN_TOGETHER) continue
    const [a, b] = filesOfPair(key).map((file) => ({ file, all: files.get(file)!, path: history.path(file) }))
    const either = a!.all.weight + b!.all.weight - tally.weight
    ranked.push({
      files: a!.all.count <= b!.all.count ? [a!.file, b!.file] : [b!.file, a!.file],
      score: (tally.weight / (either + THIN_EVIDENCE)) * surprise(a!.path, b!.path),
      tally,
    })
  }
  ranked.sort((a, b) => b.score - a.score || a.files[0] - b.files[0] || a.files[1] - b.files[1])
  return diverse(history, ranked, options.count).map((pair) => ({
    paths: [history.path(pair.files[0]), history.path(pair.files[1])],
    score: pair.score,
    together: pair.tally.count,
    of: files.get(pair.files[0])!.count,
    lastSha: history.sha(pair.tally.last),
    lastAt: history.authoredAt(pair.tally.last),
  }))
}

/** Age counts from the newest commit, not from now: a repository that rests keeps its couplings. */
function decayedWeights(
  history: ChangeHistory,
  commits: readonly { readonly commit: CommitNumber; readonly touched: Int32Array }[],
  nowMs: number,
): number[] {
  let newestMs = -Infinity
  for (const { commit } of commits) newestMs = Math.max(newestMs, Math.min(nowMs, history.authoredAt(commit)))
  return commits.map(({ commit, touched }) => {
    const ageDays = Math.max(0, newestMs - history.authoredAt(commit)) / MS_PER_DAY
    return 2 ** (-ageDays / HALF_LIFE_DAYS) / Math.max(1, touched.length - 1)
  })
}

function surprise(a: string, b: string): number {
  const { names, isSameDirectory } = likenessOf(a, b)
  const nameFactor = names === 'same' ? SAME_STEM_FACTOR : names === 'kin' ? KIN_STEM_FACTOR : 1
  return nameFactor * (isSameDirectory ? SAME_DIRECTORY_FACTOR : 1)
}

/** Best first, each file once, and no two directories over and over. */
function diverse(history: ChangeHistory, ranked: readonly Pair[], count: number): Pair[] {
  const usedFiles = new Set<FileNumber>()
  const usedDirectories = new Map<string, number>()
  const kept: Pair[] = []
  for (const pair of ranked) {
    if (kept.length >= count) break
    const directories = pair.files
      .map((file) => directoryOf(history.path(file)))
      .sort()
      .join('\n')
    const used = usedDirectories.get(directories) ?? 0
    if (used >= MAX_PER_DIRECTORY_PAIR || pair.files.some((file) => usedFiles.has(file))) continue
    usedDirectories.set(directories, used + 1)
    for (const file of pair.files) usedFiles.add(file)
    kept.push(pair)
  }
  return kept
}

/** Commits come newest first, so the first one seen is the last one made. */
function add(tallies: Map<number, Tally>, key: number, weight: number, commit: CommitNumber): void {
  const tally = tallies.get(key)
  if (tally === undefined) tallies.set(key, { weight, count: 1, last: commit })
  else {
    tally.weight += weight
    tally.count++
  }
}
