/**
 * Fits the model of `next` to a repository: the prior, moved by what would have been
 * the right answers in this history's newest commits, asked in their order.
 */
import type { ChangeHistory, CommitNumber } from '@wakelore/knowledge/change-history'
import { makeNextRanker, type NextModel } from '../next.ts'
import { drawQuestion } from '../../replay/question.ts'
import { makeCandidateFinder } from './features.ts'
import { makeRewoundHistory } from './rewound-history.ts'

/** More move the weights little: most of what 3,000 questions gain comes from the newest 300. */
const FITTED_QUESTIONS = 300

export function fitNext(history: ChangeHistory, questionCount = FITTED_QUESTIONS): NextModel {
  const ranker = makeNextRanker(undefined)
  const rewound = makeRewoundHistory(history)
  const { find } = makeCandidateFinder(rewound)
  for (const { commit, changed, heldOut } of newestQuestions(history, questionCount)) {
    rewound.rewindTo(commit)
    const answer = rewound.fileNumber(heldOut)
    if (answer === undefined) continue
    const author = history.authorOf(commit)
    const candidates = find({ changed, author, nowMs: history.authoredAt(commit) })
    const chosen = candidates.files.subarray(0, candidates.count).indexOf(answer)
    if (chosen !== -1) ranker.learn(candidates, chosen)
  }
  return ranker.weights()
}

/** Questions about the newest eligible commits, the oldest of them first. */
function newestQuestions(history: ChangeHistory, count: number) {
  const questions: { commit: CommitNumber; changed: string[]; heldOut: string }[] = []
  for (const commit of history.newest(history.commitCount)) {
    if (questions.length === count) break
    if (history.filesOf(commit).length < 2) continue
    const question = drawQuestion(history.sha(commit), Array.from(history.filesOf(commit), history.path))
    if (question !== undefined) questions.push({ commit, ...question })
  }
  return questions.reverse()
}
