/**
 * Score: how often `next` and `who` are right here, measured on this repository's
 * own past by replay.
 *
 * `next` begins with the prior, answers each question before it learns from the
 * answer, and learns from the first half too. Hits count the suggestions shown; the
 * reciprocal rank goes by the whole ranking (of MOST_CANDIDATES for `next`, of every
 * file for its rivals, see `score/rivals.ts`). What bots committed is asked and
 * learnt like the rest, but reported apart.
 *
 * `who` is asked, for each file held out that existed before, who commits to it
 * next; everybody who touched it is ranked, bots aside.
 */
import type { FileNumber } from '@wakelore/knowledge/change-history'
import { bootstrapInterval, hitAt, meanReciprocalRank, type Interval } from '@wakelore/learning/evaluation'
import { byScore, makeNextRanker } from './advisor/next.ts'
import { makeCandidateFinder } from './advisor/next/features.ts'
import { rankPeople } from './advisor/who.ts'
import { replay, type ReplayCommit } from './replay.ts'
import type { GrowingHistory } from './replay/growing-history.ts'
import { makePlainCoChange, makePopularity } from './score/rivals.ts'

export type Hits = {
  readonly hitAt1: number
  readonly hitAt3: number
  readonly hitAt5: number
  readonly hitAt10: number
  /** Mean reciprocal rank. */
  readonly mrr: number
}

export type NextScore = {
  readonly queries: number
  readonly next: Hits
  readonly popularity: Hits
  readonly coChange: Hits
}

export type Score = NextScore & {
  readonly who: { readonly hitAt1: number; readonly hitAt3: number; readonly queries: number }
  /** By how much hit@5 of `next` exceeds plain co-change's: 95 % bootstrap interval. */
  readonly lead: Interval
  readonly bots: NextScore
}

export type ScoredQuery = {
  readonly commit: string
  readonly changed: readonly string[]
  readonly heldOut: string
  /** The first ten. */
  readonly suggestions: readonly string[]
  /** Reported apart. */
  readonly isBot: boolean
  /** How many commits of the history lie behind, for progress. */
  readonly commitsDone: number
}

const SHOWN = 10
const BOOTSTRAP = { resamples: 1000, seed: 1 }

/** Ranks of the files held out, from 1; 0 for a miss. One entry per query in each. */
type Ranks = { readonly next: number[]; readonly popularity: number[]; readonly coChange: number[] }

/**
 * Yields every reported query and returns the figures.
 *
 * @param commits Non-merge commits reachable from HEAD, in the order of
 *   `git log --topo-order --reverse`, paths without rename detection.
 */
export function* scoreHistory(commits: readonly ReplayCommit[]): Generator<ScoredQuery, Score> {
  const people: Ranks = { next: [], popularity: [], coChange: [] }
  const bots: Ranks = { next: [], popularity: [], coChange: [] }
  const who: number[] = []
  const ranker = makeNextRanker(undefined)
  let entrants: ReturnType<typeof makeEntrants> | undefined

  for (const { commit, changed, heldOut, history, isReported } of replay(commits)) {
    entrants ??= makeEntrants(history)
    const author = history.personNumber(commit.author)
    const answer = history.fileNumber(heldOut)
    const candidates = entrants.find({ changed, author, nowMs: commit.authoredAtMs })
    const chosen = answer === undefined ? -1 : candidates.files.subarray(0, candidates.count).indexOf(answer)

    if (isReported) {
      const order = byScore(candidates.files, ranker.score(candidates))
      const ranks = commit.isBot ? bots : people
      const known = changed.flatMap((path) => history.fileNumber(path) ?? [])
      ranks.next.push(order.indexOf(chosen) + 1)
      ranks.popularity.push(answer === undefined ? 0 : entrants.popularity(known, answer))
      ranks.coChange.push(answer === undefined ? 0 : entrants.coChange(known, answer))
      if (answer !== undefined && history.isAlive(answer) && !commit.isBot) {
        who.push(rankOfAuthor(history, answer, commit))
      }
      yield {
        commit: commit.sha,
        changed,
        heldOut,
        suggestions: order.slice(0, SHOWN).map((row) => history.path(candidates.files[row]!)),
        isBot: commit.isBot,
        commitsDone: history.commitCount,
      }
    }
    if (chosen !== -1) ranker.learn(candidates, chosen)
  }

  return {
    ...nextScore(people),
    who: { hitAt1: hitAt(who, 1), hitAt3: hitAt(who, 3), queries: who.length },
    lead: bootstrapInterval(
      people.next.map((rank, query) => hit(rank) - hit(people.coChange[query]!)),
      BOOTSTRAP,
    ),
    bots: nextScore(bots),
  }
}

/** Everything that answers, over one history. */
function makeEntrants(history: GrowingHistory) {
  return {
    find: makeCandidateFinder(history).find,
    popularity: makePopularity(history),
    coChange: makePlainCoChange(history),
  }
}

function rankOfAuthor(history: GrowingHistory, file: FileNumber, commit: ReplayCommit): number {
  const contributions = Array.from(history.commitsOf(file), (number) => ({
    person: history.authorOf(number),
    role: 'author' as const,
    commit: number,
    at: history.authoredAt(number),
    fileCount: history.filesOf(number).length,
  }))
  const ranked = rankPeople(contributions, { nowMs: commit.authoredAtMs, isBot: history.isBot })
  return ranked.findIndex(({ person }) => person === history.personNumber(commit.author)) + 1
}

function nextScore(ranks: Ranks): NextScore {
  return {
    queries: ranks.next.length,
    next: hits(ranks.next),
    popularity: hits(ranks.popularity),
    coChange: hits(ranks.coChange),
  }
}

function hits(ranks: readonly number[]): Hits {
  return {
    hitAt1: hitAt(ranks, 1),
    hitAt3: hitAt(ranks, 3),
    hitAt5: hitAt(ranks, 5),
    hitAt10: hitAt(ranks, 10),
    mrr: meanReciprocalRank(ranks),
  }
}

function hit(rank: number): number {
  return rank > 0 && rank <= 5 ? 1 : 0
}
