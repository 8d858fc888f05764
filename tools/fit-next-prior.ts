/**
 * Fits the prior of `next` and writes `packages/assist/src/advisor/next/prior.ts`:
 *
 *   node --conditions=source tools/fit-next-prior.ts REPOSITORY…
 *
 * The committed prior comes from local clones of ripgrep, caddy, helix, nushell,
 * prettier, redis, sqlfluff and svelte, given in this order. Repositories that
 * figures are reported for must not be among them. Every eligible commit of each
 * gives one question; a question's evidence is what was known before its commit.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FEATURES, makeCandidateFinder } from '@wakelore/assist/advisor/next/features'
import { replay, type ReplayCommit } from '@wakelore/assist/replay'
import { makeSeededRandom } from '@wakelore/kernel/seeded-random'
import {
  makeRanker,
  untrainedWeights,
  type CandidateRows,
  type RankerWeights,
} from '@wakelore/learning/ranker'
import { readReplayCommits } from './read-replay-commits.ts'

const TARGET = join(import.meta.dirname, '../packages/assist/src/advisor/next/prior.ts')
const UNITS = 12
const EPOCHS = 6
const LEARNING_RATE = 0.1
const SEED = 1
const DIGITS = 4

type Lesson = { readonly rows: CandidateRows; readonly chosen: number }

if (import.meta.main) {
  const lessons: Lesson[] = []
  for (const repository of process.argv.slice(2)) {
    const before = lessons.length
    lessons.push(...lessonsOf(await readReplayCommits(repository)))
    console.error(`${repository}: ${lessons.length - before} lessons`)
  }
  await writeFile(TARGET, priorModule(fitPrior(lessons)))
}

export function lessonsOf(commits: readonly ReplayCommit[]): Lesson[] {
  const lessons: Lesson[] = []
  let finder: ReturnType<typeof makeCandidateFinder> | undefined
  for (const { commit, changed, heldOut, history } of replay(commits)) {
    finder ??= makeCandidateFinder(history)
    const answer = history.fileNumber(heldOut)
    if (answer === undefined) continue
    const author = history.personNumber(commit.author)
    const { values, count, files } = finder.find({ changed, author, nowMs: commit.authoredAtMs })
    const chosen = files.subarray(0, count).indexOf(answer)
    if (chosen === -1) continue
    lessons.push({ rows: { values: values.slice(0, count * FEATURES.length), count }, chosen })
  }
  return lessons
}

export function fitPrior(lessons: Lesson[]): RankerWeights {
  const random = makeSeededRandom(SEED)
  let weights = untrainedWeights(FEATURES, UNITS, SEED)
  for (let epoch = 1; epoch <= EPOCHS; epoch++) {
    const ranker = makeRanker(weights, { learningRate: LEARNING_RATE / epoch, pullBack: 0 })
    shuffle(lessons, random.below)
    let loss = 0
    for (const { rows, chosen } of lessons) loss += ranker.learn(rows, chosen)
    console.error(`epoch ${epoch}: log loss ${(loss / lessons.length).toFixed(4)}`)
    weights = ranker.weights()
  }
  return weights
}

/** Fisher and Yates, in place. */
function shuffle<T>(items: T[], below: (bound: number) => number): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = below(i + 1)
    ;[items[i], items[j]] = [items[j]!, items[i]!]
  }
}

function priorModule({ linear, hidden }: RankerWeights): string {
  const list = (numbers: readonly number[]) =>
    `[${numbers.map((one) => Number(one.toFixed(DIGITS))).join(', ')}]`
  return `/**
 * What \`next\` knows before it knows a repository. Fitted by \`tools/fit-next-prior.ts\`
 * on the histories of other projects; not edited by hand.
 */
import type { RankerWeights } from '@wakelore/learning/ranker'
import { FEATURES } from './features.ts'

export const NEXT_PRIOR: RankerWeights = {
  features: FEATURES,
  // prettier-ignore
  linear: ${list(linear)},
  hidden: [
${hidden.map((unit) => `    // prettier-ignore\n    ${list(unit)},`).join('\n')}
  ],
}
`
}
