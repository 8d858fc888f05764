/** What a rebase writes into the reflogs of HEAD and of the branch that it moves, by whatever command began it. */

const FINISHED = /^(?:rebase|pull)\b.*?(?: \(finish\)| finished): (refs\/heads\/\S+) onto ([0-9a-f]{40,64})$/
const STARTED = /^(?:rebase|pull)\b.*? \(start\): /
const ENDED = /^(?:rebase|pull)\b.*?(?: \((?:finish|abort)\)| finished): /
const STEP = /^(?:rebase|pull)\b.*? \((pick|reword|edit|fixup|squash|continue|merge)\): /
const FOLD = /^(?:rebase|pull)\b.*? \((?:fixup|squash)\): /

export function isRebaseStart(message: string): boolean {
  return STARTED.test(message)
}

export function isRebaseStep(message: string): boolean {
  return STEP.test(message)
}

/** A step that joins the one before. */
export function isRebaseFold(message: string): boolean {
  return FOLD.test(message)
}

/** Of HEAD's reflog: it returned to a branch, at the end or because it was given up. */
export function isRebaseEnd(message: string): boolean {
  return ENDED.test(message)
}

/** Of the branch's own reflog: the commit that the branch was put upon. */
export function rebasedOnto(message: string): string | undefined {
  return FINISHED.exec(message)?.[2]
}
