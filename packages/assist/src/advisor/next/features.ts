/**
 * Features: each candidate's evidence as the numbers that the ranker weighs.
 *
 * They come in families, so that an explanation can name what carried a score and an
 * ablation can say what each family is worth. All lie within about [-1, 3]: shares,
 * logarithms and reciprocals of ranks; nothing depends on the size of the history
 * but `question` features, which are the same for every candidate and only let the
 * ranker weigh the others differently.
 */
import type { ChangeHistory, FileNumber } from '@wakelore/knowledge/change-history'
import { MS_PER_DAY } from '@wakelore/kernel/clock'
import type { CandidateRows } from '@wakelore/learning/ranker'
import {
  column,
  makeEvidenceReader,
  ROW_SIZE,
  type Evidence,
  type NextQuestion,
  type Source,
} from './evidence.ts'
import { overlap, sharedDepth, type PathFacts } from './path-facts.ts'

export const FEATURES_BY_FAMILY = {
  /** What changed together with the changed files. */
  together: [
    'together.lately',
    'together.ever',
    'together.strongest',
    'together.average',
    'together.inSmallCommits',
    'together.support',
    'together.backward',
    'together.rank',
    'together.inLast',
    'together.never',
  ],
  /** Past commits that were like this change as a whole. */
  similar: ['similar.all', 'similar.most'],
  /** What is being worked on, by anybody. */
  activity: [
    'activity.near',
    'activity.far',
    'activity.rank',
    'activity.idleCommits',
    'activity.idleDays',
    'activity.commits',
    'activity.young',
    'activity.alone',
  ],
  /** What the author works on. */
  author: ['author.near', 'author.rank', 'author.share', 'author.isLast'],
  /** What changes when something in the changed files' directories does. */
  directory: ['directory.share', 'directory.lift'],
  /** Names and places. */
  path: [
    'path.sameDirectory',
    'path.sameDirectoryShare',
    'path.prefix',
    'path.sameStem',
    'path.sameName',
    'path.parallel',
    'path.testPair',
    'path.words',
    'path.extensionShare',
    'path.isTest',
    'path.isRoot',
  ],
  question: ['question.size', 'question.unknown', 'question.age', 'question.strongest'],
} as const

export type FeatureFamily = keyof typeof FEATURES_BY_FAMILY

/** What can tell the candidates of a list apart; what is asked about the question is the same for all. */
export const TELLING_FAMILIES = {
  together: ['together'],
  similar: ['similar'],
  activity: ['activity'],
  author: ['author'],
  directory: ['directory'],
  path: ['path'],
} as const satisfies Partial<Record<FeatureFamily, readonly FeatureFamily[]>>

export type TellingFamily = keyof typeof TELLING_FAMILIES

export const FEATURES: readonly string[] = Object.values(FEATURES_BY_FAMILY).flat()

export type Candidates = CandidateRows & {
  /** The candidates; as many as `count` rows. */
  readonly files: Int32Array
  readonly evidence: Evidence
}

export type CandidateFinder = {
  /** Valid until the next call. */
  readonly find: (question: NextQuestion) => Candidates
  readonly facts: (file: FileNumber) => PathFacts
}

/** More are never ranked: beyond, a first look at the evidence finds one in a hundred. */
const MOST_CANDIDATES = 128
const NEWEST_OF_CANDIDATE = 10

export function makeCandidateFinder(history: ChangeHistory): CandidateFinder {
  const { read, facts } = makeEvidenceReader(history)
  const values = new Float32Array(MOST_CANDIDATES * FEATURES.length)
  const files = new Int32Array(MOST_CANDIDATES)

  const find: CandidateFinder['find'] = (question) => {
    const evidence = read(question)
    let count = 0
    if (evidence.sources.length > 0) {
      for (const index of byFirstLook(history, evidence, facts)) {
        const file = evidence.files[index]!
        writeFeatures(count * FEATURES.length, file, index * ROW_SIZE, evidence, question)
        files[count++] = file
      }
    }
    return { values, count, files, evidence }
  }

  const writeFeatures = (
    start: number,
    file: FileNumber,
    row: number,
    evidence: Evidence,
    question: NextQuestion,
  ): void => {
    const { rows, sources } = evidence
    const { author, nowMs } = question
    const commits = history.commitsOf(file)
    const commitCount = history.commitCount
    const first = commits[0] ?? commitCount
    const last = commits.at(-1) ?? 0
    const together = rows[row + column.togetherSum]!
    let at = start

    values[at++] = 1 - Math.exp(rows[row + column.fastMiss]!)
    values[at++] = 1 - Math.exp(rows[row + column.slowMiss]!)
    values[at++] = rows[row + column.slowMost]!
    values[at++] = rows[row + column.slowSum]! / sources.length
    values[at++] = rows[row + column.smallMost]!
    values[at++] = Math.log1p(together) / 3
    values[at++] = rows[row + column.togetherMost]! / (commits.length + 1)
    values[at++] = 1 / (1 + rows[row + column.leastRank]!)
    values[at++] = rows[row + column.inLastOf]! / sources.length
    values[at++] = together === 0 ? 1 : 0

    values[at++] = (2 * rows[row + column.similar]!) / (evidence.similarTotal + 0.1)
    values[at++] = rows[row + column.similarMost]!

    const newest = Math.min(commits.length, NEWEST_OF_CANDIDATE)
    let authors = 0
    let alone = 0
    for (let i = commits.length - newest; i < commits.length; i++) {
      if (history.authorOf(commits[i]!) === author) authors++
      if (history.filesOf(commits[i]!).length === 1) alone++
    }
    const idleMs = commits.length === 0 ? Infinity : nowMs - history.authoredAt(last)
    values[at++] = Math.min(3, rows[row + column.near]!)
    values[at++] = Math.log1p(rows[row + column.far]!) / 2
    values[at++] = 3 / (3 + rows[row + column.newestRank]!)
    values[at++] = Math.log1p(commitCount - last) / 5
    values[at++] = Math.min(2, Math.log1p(Math.max(0, idleMs) / MS_PER_DAY) / 4)
    values[at++] = Math.log1p(commits.length) / 4
    values[at++] = Math.exp((first - commitCount) / 100)
    values[at++] = alone / (newest + 1)

    values[at++] = Math.min(3, rows[row + column.authorNear]!)
    values[at++] = 2 / (2 + rows[row + column.authorRank]!)
    values[at++] = authors / (newest + 1)
    values[at++] = newest > 0 && history.authorOf(last) === author ? 1 : 0

    const directory = rows[row + column.directory]! / (evidence.directoryTotal + 1)
    values[at++] = 2 * directory
    values[at++] =
      directory === 0
        ? 0
        : Math.max(-1, Math.min(2, Math.log((100 * directory) / (rows[row + column.far]! + 0.5)) / 3))

    at = writePathFeatures(values, at, facts(file), sources)

    values[at++] = Math.log2(sources.length) / 3
    values[at++] = sources.filter((source) => source.file === undefined).length / sources.length
    values[at++] = Math.log1p(commitCount) / 8
    values[at++] = evidence.strongest
  }

  return { find, facts }
}

/** Indices into the evidence's files, the likeliest first: a formula cheap enough for thousands. */
function byFirstLook(
  history: ChangeHistory,
  evidence: Evidence,
  facts: (file: FileNumber) => PathFacts,
): Uint32Array {
  const { files, changedCount, rows, sources, directoryTotal } = evidence
  const directories = new Set(sources.map((source) => source.facts.directory))
  const stems = new Set(sources.map((source) => source.facts.stem))
  const looks = new Float64Array(files.length)
  const indices = new Uint32Array(files.length)
  let count = 0
  for (let index = changedCount; index < files.length; index++) {
    const { isLock, directory, stem } = facts(files[index]!)
    if (isLock || !history.isAlive(files[index]!)) continue
    const row = index * ROW_SIZE
    looks[index] =
      3 * (1 - Math.exp(rows[row + column.slowMiss]!)) +
      3 * (1 - Math.exp(rows[row + column.fastMiss]!)) +
      Math.min(1, rows[row + column.near]!) +
      0.02 * rows[row + column.far]! +
      0.5 * rows[row + column.authorNear]! +
      rows[row + column.directory]! / (directoryTotal + 1) +
      (directories.has(directory) ? 0.25 : 0) +
      (stems.has(stem) ? 0.7 : 0)
    indices[count++] = index
  }
  // Sorting numbers is much faster than sorting by a comparison: it finds where to cut.
  const cut = looks.slice().sort().at(-MOST_CANDIDATES) ?? 0
  return indices
    .subarray(0, count)
    .filter((index) => looks[index]! >= cut)
    .sort((a, b) => looks[b]! - looks[a]! || files[a]! - files[b]!)
    .subarray(0, MOST_CANDIDATES)
}

function writePathFeatures(
  values: Float32Array,
  start: number,
  candidate: PathFacts,
  sources: readonly Source[],
): number {
  let inDirectory = 0
  let prefix = 0
  let sameStem = 0
  let sameName = 0
  let parallel = 0
  let testPair = 0
  let words = 0
  let sameExtension = 0
  for (const { facts: source } of sources) {
    const { directory } = source
    const deepest = Math.max(directory.depth, candidate.directory.depth)
    if (directory === candidate.directory) inDirectory++
    prefix = Math.max(prefix, (1 + sharedDepth(directory, candidate.directory)) / (1 + deepest))
    if (source.stem === candidate.stem) {
      sameStem = 1
      if (source.isTest !== candidate.isTest) testPair = 1
    }
    if (source.base === candidate.base) {
      sameName = 1
      if (directory.parent === candidate.directory.parent) parallel = 1
    }
    if (source.extension === candidate.extension) sameExtension++
    words = Math.max(words, overlap(source.words, candidate.words))
  }
  let at = start
  values[at++] = inDirectory > 0 ? 1 : 0
  values[at++] = inDirectory / sources.length
  values[at++] = prefix
  values[at++] = sameStem
  values[at++] = sameName
  values[at++] = parallel
  values[at++] = testPair
  values[at++] = words
  values[at++] = sameExtension / sources.length
  values[at++] = candidate.isTest ? 1 : 0
  values[at++] = candidate.directory.depth === 0 ? 1 : 0
  return at
}
