/**
 * Reasons: why a file was suggested, in words that can be checked.
 *
 * Families of features that carried something (`attribution.ts`) speak, the strongest
 * first, and each says a fact, never more than the history holds. Whatever carried it,
 * commits shared with a changed file are always told.
 */
import type {
  ChangeHistory,
  CommitNumber,
  FileNumber,
  PersonNumber,
} from '@wakelore/knowledge/change-history'
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '@wakelore/kernel/clock'
import type { Ranker } from '@wakelore/learning/ranker'
import { makeAttribution } from './attribution.ts'
import type { Source } from './evidence.ts'
import type { Candidates, FeatureFamily } from './features.ts'
import type { PathFacts } from './path-facts.ts'

export type Explanation = {
  readonly with: string | undefined
  readonly together: number
  readonly of: number
  readonly lastSha: string | undefined
  readonly reasons: readonly string[]
}

/** How far back, and for how many directories, a reason is looked for. */
const COMMITS_LOOKED_AT = 100
const DIRECTORIES_LOOKED_AT = 8

type Subject = {
  readonly history: ChangeHistory
  readonly facts: (file: FileNumber) => PathFacts
  readonly ranker: Ranker
  readonly candidates: Candidates
  readonly author: PersonNumber | undefined
  readonly nowMs: number
}

type SharedCommits = {
  readonly source: Source
  readonly together: number
  readonly of: number
  readonly last: CommitNumber
}

/** What speaks together: similar past changes are told by the commits shared. */
const VOICES = {
  shared: ['together', 'similar'],
  author: ['author'],
  path: ['path'],
  activity: ['activity'],
  directory: ['directory'],
} satisfies Record<string, readonly FeatureFamily[]>
type Voice = keyof typeof VOICES
/** In units of score, where 1 makes a candidate e times as likely. */
const LEAST_CARRIED = 0.25
const MOST_REASONS = 3
const SHORT_SHA = 7
const HEADER = /\.(?:h|hh|hpp|hxx|d\.ts|mli|pxd)$/i

export function makeExplainer(subject: Subject): (row: number) => Explanation {
  const { history, facts, candidates } = subject
  const carried = makeAttribution(subject.ranker, candidates, VOICES)

  return (row) => {
    const file = candidates.files[row]!
    const shared = sharedCommits(history, candidates.evidence.sources, file)
    const say: Readonly<Record<Voice, () => string | undefined>> = {
      shared: () => shared && sharedText(history, shared),
      author: () => authorText(subject, file),
      path: () => pathText(facts(file), candidates.evidence.sources),
      activity: () => activityText(history, file),
      directory: () => directoryText(subject, file),
    }
    const voices = [...carried(row)].sort((a, b) => b[1] - a[1])
    const spoken = voices
      .filter(([voice, weight]) => weight >= LEAST_CARRIED || voice === 'shared')
      .flatMap(([voice]) => say[voice]() ?? [])
    const reasons = spoken.length > 0 ? spoken : voices.flatMap(([voice]) => say[voice]() ?? []).slice(0, 1)
    return {
      with: shared?.source.facts.path,
      together: shared?.together ?? 0,
      of: shared?.of ?? 0,
      lastSha: shared && history.sha(shared.last),
      reasons: reasons.slice(0, MOST_REASONS),
    }
  }
}

/** The changed file that it most reliably changed with; chance counts less than custom. */
function sharedCommits(
  history: ChangeHistory,
  sources: readonly Source[],
  file: FileNumber,
): SharedCommits | undefined {
  const commits = new Set(history.commitsOf(file))
  let best: SharedCommits | undefined
  for (const source of sources) {
    if (source.file === undefined) continue
    const ofSource = history.commitsOf(source.file)
    const both = ofSource.filter((commit) => commits.has(commit))
    if (both.length === 0) continue
    const found = { source, together: both.length, of: ofSource.length, last: both.at(-1)! }
    if (best === undefined || reliability(found) > reliability(best)) best = found
  }
  return best
}

/** Laplace's rule of succession, for a change that is as likely as not. */
function reliability({ together, of }: SharedCommits): number {
  return together / (of + 2)
}

function sharedText(history: ChangeHistory, { together, of, source, last }: SharedCommits): string {
  const times = of === 1 ? 'the only time' : `${together} of ${of} times`
  return `${times} with ${inText(source.facts.path)}, last in ${history.sha(last).slice(0, SHORT_SHA)}`
}

function authorText({ history, author, nowMs }: Subject, file: FileNumber): string | undefined {
  const last = history.commitsOf(file).findLast((commit) => history.authorOf(commit) === author)
  return last === undefined ? undefined : `you changed it ${ago(nowMs - history.authoredAt(last))}`
}

function activityText(history: ChangeHistory, file: FileNumber): string | undefined {
  const last = history.commitsOf(file).at(-1)
  if (last === undefined) return undefined
  const later = history.commitCount - 1 - last
  if (later === 0) return 'changed in the last commit'
  return later < 100 ? `changed ${later} commits ago` : `changed in ${history.commitsOf(file).length} commits`
}

/** Of the file's last commits, in how many something else in a changed file's directory changed too. */
function directoryText({ history, facts, candidates }: Subject, file: FileNumber): string | undefined {
  const own = facts(file).directory
  const commits = history.commitsOf(file).slice(-COMMITS_LOOKED_AT)
  const directories = new Set(candidates.evidence.sources.map((source) => source.facts.directory))
  directories.delete(own)
  let best: { readonly name: string; readonly count: number } | undefined
  for (const directory of [...directories].slice(0, DIRECTORIES_LOOKED_AT)) {
    const count = commits.filter((commit) =>
      history.filesOf(commit).some((other) => facts(other).directory === directory),
    ).length
    if (count > (best?.count ?? 0)) best = { name: directory.name, count }
  }
  if (best === undefined) return undefined
  const place = best.name === '' ? 'the root' : inText(`${best.name}/`)
  return `changed with ${place} in ${best.count} of its last ${commits.length} commits`
}

/** The closest relation that the names show. */
function pathText(candidate: PathFacts, sources: readonly Source[]): string | undefined {
  const relations = sources.map(({ facts: source }) => relation(candidate, source))
  return relations.filter((found) => found !== undefined).sort((a, b) => a.rank - b.rank)[0]?.text
}

function relation(candidate: PathFacts, source: PathFacts): { rank: number; text: string } | undefined {
  if (candidate.stem === source.stem) {
    if (candidate.isTest && !source.isTest) return { rank: 0, text: `test of ${inText(source.path)}` }
    if (!candidate.isTest && source.isTest) return { rank: 1, text: `what ${inText(source.path)} tests` }
    if (HEADER.test(candidate.path) && !HEADER.test(source.path)) {
      return { rank: 2, text: `header of ${inText(source.path)}` }
    }
  }
  if (candidate.base === source.base) return { rank: 3, text: `same name as ${inText(source.path)}` }
  if (candidate.stem === source.stem) return { rank: 4, text: `named like ${inText(source.path)}` }
  if (candidate.directory === source.directory)
    return { rank: 5, text: `same directory as ${inText(source.path)}` }
  return undefined
}

/** A path that holds spaces would run into the words around it. */
function inText(path: string): string {
  return /\s/.test(path) ? `"${path}"` : path
}

/** Rounded down; the future, which clocks can make, is now. */
function ago(ms: number): string {
  if (ms < MS_PER_MINUTE) return 'just now'
  for (const [unitMs, name] of [
    [365 * MS_PER_DAY, 'year'],
    [30 * MS_PER_DAY, 'month'],
    [MS_PER_DAY, 'day'],
    [MS_PER_HOUR, 'hour'],
    [MS_PER_MINUTE, 'minute'],
  ] as const) {
    const count = Math.floor(ms / unitMs)
    if (count >= 1) return `${count} ${name}${count === 1 ? '' : 's'} ago`
  }
  return 'just now'
}
