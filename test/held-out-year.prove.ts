/**
 * What `hot` and `couplings` say a year before a history's end, held against that year: how
 * many of its fixes fell on the twenty hottest files, and how many of the fifty most
 * surprising pairs changed together again; beside plain rankings of the same files and pairs.
 *
 * Clones are in the directory WAKELORE_HELD_OUT_REPOSITORIES; of their contents nothing is
 * kept. Renames aren't followed here, so what was moved meanwhile counts as lost for all alike.
 */
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { rankByHeat } from '@wakelore/assist/advisor/hot'
import { foreignByPath, isMarkedGenerated } from '@wakelore/assist/not-written-here'
import {
  makeGrowingHistory,
  type GrowingHistory,
  type ReplayCommit,
} from '@wakelore/assist/replay/growing-history'
import { readCommitMessages } from '@wakelore/capture/commit-messages'
import { readFilesBefore } from '@wakelore/capture/head-files'
import { MS_PER_DAY } from '@wakelore/kernel/clock'
import { BULK_FILE_COUNT } from '@wakelore/knowledge/change-history'
import { measureChurn } from '@wakelore/knowledge/churn'
import { coupledPairs, type CoupledPair } from '@wakelore/knowledge/couplings/coupled-pairs'
import { fixEvidence } from '@wakelore/knowledge/fix-evidence'
import { indentationOf } from '@wakelore/knowledge/indentation'
import { mainDirectories } from '@wakelore/knowledge/main-directories'
import { moduleFinder } from '@wakelore/knowledge/modules'
import { readPeriod } from '@wakelore/knowledge/period'
import { explanationOf, isNeverSaid } from '@wakelore/server/coupling-survey'
import { makeGit } from '@wakelore/vault/git'
import { findRepository, type Repository } from '@wakelore/vault/repository'
import { readReplayCommits } from '../tools/read-replay-commits.ts'

const YEAR_MS = 365 * MS_PER_DAY
const FILES_LOOKED_AT = 160
const HOTTEST = 20
const PAIRS = 50
const MAX_FILE_BYTES = 1024 * 1024
const MODULE_COUNT = 12

const git = makeGit()

type Report = (line: string) => void
type HeldOut = {
  readonly repository: Repository
  /** What was known a year before the end. */
  readonly history: GrowingHistory
  readonly cutMs: number
  readonly year: readonly ReplayCommit[]
}

export async function prove(report: Report): Promise<void> {
  const directory = process.env['WAKELORE_HELD_OUT_REPOSITORIES']
  assert.ok(directory, 'WAKELORE_HELD_OUT_REPOSITORIES names no directory of clones')
  const heats: { readonly heat: number; readonly churn: number }[] = []
  const pairs: { readonly ours: number; readonly confidence: number }[] = []
  for (const name of readdirSync(directory).toSorted()) {
    const held = await holdOut(join(directory, name))
    report(
      `${basename(name)}: ${held.history.commitCount} commits before the year, ${held.year.length} in it`,
    )
    heats.push(await judgeHeat(held, report))
    pairs.push(judgePairs(held, report))
  }
  assert.ok(heats.length >= 4, `${heats.length} clones are too few`)
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length
  const [heat, churn] = [mean(heats.map((one) => one.heat)), mean(heats.map((one) => one.churn))]
  report(`fixes on the ${HOTTEST} hottest, on average: heat ${percent(heat)}, churn alone ${percent(churn)}`)
  const [ours, confidence] = [mean(pairs.map((one) => one.ours)), mean(pairs.map((one) => one.confidence))]
  report(
    `pairs that changed together again, on average: ours ${percent(ours)}, plain confidence ${percent(confidence)}`,
  )
  assert.ok(heat >= churn, 'heat finds fewer fixes than churn alone')
  assert.ok(
    pairs.every((one) => one.ours >= one.confidence),
    'plain confidence is better somewhere',
  )
}

async function holdOut(path: string): Promise<HeldOut> {
  const repository = await findRepository(git, path)
  const commits = await readReplayCommits(path)
  const newestMs = commits.reduce((newest, { authoredAtMs }) => Math.max(newest, authoredAtMs), 0)
  const cutMs = newestMs - YEAR_MS
  const history = makeGrowingHistory()
  for (const commit of commits) if (commit.authoredAtMs < cutMs) history.append(commit)
  const year = commits.filter(
    ({ authoredAtMs, isBot, paths }) => authoredAtMs >= cutMs && !isBot && paths.length <= BULK_FILE_COUNT,
  )
  return { repository, history, cutMs, year }
}

async function judgeHeat(
  { repository, history, cutMs, year }: HeldOut,
  report: Report,
): Promise<{ heat: number; churn: number }> {
  const fixes = new Map<string, number>()
  let total = 0
  const messages = await readCommitMessages(
    git,
    repository,
    year.map(({ sha }) => sha),
  )
  for (const { sha, paths } of year) {
    if (fixEvidence(messages.get(sha) ?? '') === undefined) continue
    for (const path of paths) {
      if (foreignByPath(path) !== undefined) continue
      fixes.set(path, (fixes.get(path) ?? 0) + 1)
      total++
    }
  }
  const options = { nowMs: cutMs, sinceMs: undefined, spanMs: YEAR_MS, isBot: history.isBot }
  const candidates = measureChurn(history, readPeriod(history, options)).slice(0, FILES_LOOKED_AT)
  // As of what the year's first commit was made on.
  const first = year[0]
  assert.ok(first !== undefined)
  const asked = candidates.map(({ file }) => ({ sha: first.sha, path: history.path(file) }))
  const measured = []
  for await (const [at, file] of readFilesBefore(git, repository, asked, { maxBytes: MAX_FILE_BYTES })) {
    const { path } = asked[at]!
    if (file.kind !== 'text' || foreignByPath(path) !== undefined || isMarkedGenerated(file.content)) continue
    measured.push({ path, churn: candidates[at]!, indentation: indentationOf(file.content) })
  }
  const share = (ranked: readonly { readonly path: string }[]): number =>
    ranked.slice(0, HOTTEST).reduce((sum, { path }) => sum + (fixes.get(path) ?? 0), 0) / Math.max(1, total)
  const byChurn = measured.toSorted((a, b) => b.churn.churn - a.churn.churn)
  const byLines = measured.toSorted((a, b) => b.indentation.lines - a.indentation.lines)
  const found = { heat: share(rankByHeat(measured)), churn: share(byChurn) }
  report(
    `  of ${total} fixes of files, on the ${HOTTEST} first by heat ${percent(found.heat)}, churn ${percent(found.churn)}, lines ${percent(share(byLines))}`,
  )
  return found
}

function judgePairs({ history, cutMs, year }: HeldOut, report: Report): { ours: number; confidence: number } {
  const { isBot } = history
  const main = mainDirectories(history, { nowMs: cutMs, count: MODULE_COUNT, isBot })
  const moduleOf = moduleFinder(main.map(({ directory }) => directory))
  const period = readPeriod(history, { nowMs: cutMs, sinceMs: undefined, spanMs: 3 * YEAR_MS, isBot })
  const pairs = coupledPairs(history, period, { isIgnored: (path) => isNeverSaid(path) }).filter(
    (pair) => explanationOf(pair, [moduleOf(pair.paths[0]), moduleOf(pair.paths[1])]) === undefined,
  )
  const touching = new Map<string, Set<number>>()
  for (const [at, { paths }] of year.entries())
    for (const path of paths) touching.set(path, (touching.get(path) ?? new Set<number>()).add(at))
  const isAgain = ({ paths: [a, b] }: CoupledPair): boolean =>
    !(touching.get(a) ?? new Set()).isDisjointFrom(touching.get(b) ?? new Set())
  const share = (value: (pair: CoupledPair) => number): number => {
    const ranked = pairs.toSorted((a, b) => value(b) - value(a)).slice(0, PAIRS)
    return ranked.filter(isAgain).length / Math.max(1, ranked.length)
  }
  const found = {
    ours: share(({ score }) => score),
    // Of equal shares the one with more evidence first.
    confidence: share(({ together, counts }) => together / counts[0] + together / 1e6),
  }
  report(
    `  of ${pairs.length} pairs, of the first ${PAIRS} together again: by surprise ${percent(found.ours)}, by confidence ${percent(found.confidence)}, by lift ${percent(share(({ lift }) => lift))}, by count ${percent(share(({ together }) => together))}`,
  )
  return found
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}
