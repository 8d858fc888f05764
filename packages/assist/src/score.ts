/**
 * Score: how often `next`, `check` and `who` are right here, measured on this
 * repository's own past by replay.
 *
 * `next` begins with the prior, answers each question before it learns from the
 * answer, and learns from the first half too. Hits count the suggestions shown; the
 * reciprocal rank goes by the whole ranking (of MOST_CANDIDATES for `next`, of every
 * file for its rivals, see `score/rivals.ts`). What bots committed is asked and
 * learnt like the rest, but reported apart.
 *
 * `check` is asked twice before a commit is learnt, with the file held out and complete;
 * its threshold comes from the questions before, see `advisor/check/calibration.ts`, and
 * so does that of its rival. Bots' commits aren't asked.
 *
 * `who` is asked, for each file held out that existed before, who commits to it
 * next; everybody who touched it is ranked, bots aside.
 */
import type { FileNumber } from '@wakelore/knowledge/change-history'
import { bootstrapInterval, hitAt, meanReciprocalRank, type Interval } from '@wakelore/learning/evaluation'
import { makeCalibration, type AlertFigures } from './advisor/check/calibration.ts'
import { lookAtFirst } from './advisor/check/confidence.ts'
import { byScore, makeNextRanker } from './advisor/next.ts'
import { makeCandidateFinder } from './advisor/next/features.ts'
import { rankPeople } from './advisor/who.ts'
import { replay, type ReplayCommit } from './replay.ts'
import type { GrowingHistory } from './replay/growing-history.ts'
import { makePlainCoChange, makePopularity } from './score/rivals.ts'
import { makeRuleAlerts } from './score/rule-alerts.ts'

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
  readonly check: CheckScore
}

export type CheckScore = AlertFigures & {
  /** Association rules, their least support and confidence chosen by the same bounds. */
  readonly rules: AlertFigures
}

export type ScoredQuery = {
  readonly commit: string
  readonly changed: readonly string[]
  readonly heldOut: string
  /** The first ten. */
  readonly suggestions: readonly string[]
  /** What `check` would have alerted to: with the file held out, and with nothing missing. */
  readonly alert: string | undefined
  readonly falseAlarm: string | undefined
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
  const check = noAlerts()
  const rules = noAlerts()
  const ranker = makeNextRanker(undefined)
  const calibration = makeCalibration()
  let entrants: ReturnType<typeof makeEntrants> | undefined

  for (const { commit, changed, heldOut, history, isReported } of replay(commits)) {
    entrants ??= makeEntrants(history)
    const { find, rules: ruleAlerts } = entrants
    const author = history.personNumber(commit.author)
    const answer = history.fileNumber(heldOut)
    const look = (paths: readonly string[]) => {
      const candidates = find({ changed: paths, author, nowMs: commit.authoredAtMs })
      const scores = ranker.score(candidates)
      const recordOf = (file: FileNumber) => calibration.recordOf(history.path(file))
      const looked = lookAtFirst(history, candidates, scores, recordOf)
      return {
        candidates,
        scores,
        file: looked?.file,
        looked: looked && { path: history.path(looked.file), confidence: looked.confidence },
      }
    }
    const complete = commit.isBot ? undefined : look([...changed, heldOut].sort())
    const { candidates, scores, file, looked } = look(changed)
    const chosen = answer === undefined ? -1 : candidates.files.subarray(0, candidates.count).indexOf(answer)
    const known = changed.flatMap((path) => history.fileNumber(path) ?? [])
    let alert: string | undefined
    let falseAlarm: string | undefined
    if (complete !== undefined) {
      const isRight = file !== undefined && file === answer
      const taken = calibration.take({ heldOut: looked, isRight, complete: complete.looked })
      if (taken.alerted) alert = looked?.path
      if (taken.falseAlarm) falseAlarm = complete.looked?.path
      const rule = ruleAlerts.take({
        complete: answer === undefined ? known : [...known, answer],
        changed: known,
        heldOut: answer,
      })
      if (isReported) {
        tally(check, alert && (isRight ? 'right' : 'wrong'), taken.falseAlarm)
        tally(rules, rule.alert, rule.falseAlarm)
      }
    }

    if (isReported) {
      const order = byScore(candidates.files, scores)
      const ranks = commit.isBot ? bots : people
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
        alert,
        falseAlarm,
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
    check: { ...check, rules },
  }
}

type Tallied = { -readonly [Name in keyof AlertFigures]: AlertFigures[Name] }

function noAlerts(): Tallied {
  return { questions: 0, alerts: 0, right: 0, falseAlarms: 0 }
}

function tally(figures: Tallied, alert: 'right' | 'wrong' | undefined | '', isFalseAlarm: boolean): void {
  figures.questions++
  if (alert) figures.alerts++
  if (alert === 'right') figures.right++
  if (isFalseAlarm) figures.falseAlarms++
}

/** Everything that answers, over one history. */
function makeEntrants(history: GrowingHistory) {
  return {
    find: makeCandidateFinder(history).find,
    popularity: makePopularity(history),
    coChange: makePlainCoChange(history),
    rules: makeRuleAlerts(history),
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
