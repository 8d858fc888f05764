/**
 * What was learnt of a repository, brought up to date when somebody asks: it lies in the
 * graph and goes with it. Whoever doesn't ask waits for nothing.
 */
import { setImmediate } from 'node:timers/promises'
import { learnCheck, type CheckModel } from '@wakelore/assist/advisor/check/learn'
import { learnNext, type NextModel } from '@wakelore/assist/advisor/next/learn'
import { isBot } from '@wakelore/knowledge/bots'
import type { OpenRepository, OperationContext } from './context.ts'

/** A model of another shape has another name. */
const NEXT = 'next.learnt'
const CHECK = 'check.learnt'

export function learntNext({ graph, repository }: OpenRepository): NextModel {
  const stored = graph.model(repository.id, NEXT)
  const before = stored && (JSON.parse(stored.json) as NextModel)
  const model = learnNext(graph.past(repository.id), before)
  if (model !== before) graph.saveModel(repository.id, NEXT, JSON.stringify(model), model.taken.asOf)
  return model
}

export type LearntCheck = {
  readonly model: CheckModel
  /** Past commits that are still to be learnt. */
  readonly due: number
}

/**
 * The first time takes seconds: progress is told, and what was learnt by the time that is
 * given, or by an interruption, is kept for the next call to go on from.
 */
export async function learntCheck(
  { graph, repository }: OpenRepository,
  {
    clock,
    onProgress,
    signal,
    withinMs,
  }: Pick<OperationContext, 'clock' | 'onProgress' | 'signal'> & { readonly withinMs: number },
): Promise<LearntCheck> {
  const startedMs = clock.nowMs()
  const stored = graph.model(repository.id, CHECK)
  const before = stored && (JSON.parse(stored.json) as CheckModel)
  const people = graph.people(repository.id)
  const steps = learnCheck(graph.past(repository.id), before, (person) => {
    const { name, email } = people(person)
    return isBot(name, email)
  })
  const keep = (model: CheckModel): void => {
    if (model !== before) graph.saveModel(repository.id, CHECK, JSON.stringify(model), model.taken.asOf)
  }
  for (;;) {
    const step = steps.next()
    if (step.done === true) {
      keep(step.value)
      return { model: step.value, due: 0 }
    }
    const { done, total } = step.value
    onProgress?.({ phase: 'replay', done, total })
    await setImmediate()
    const isTimeUp = clock.nowMs() - startedMs >= withinMs
    if (!isTimeUp && signal?.aborted !== true) continue
    const model = step.value.model()
    keep(model)
    signal?.throwIfAborted()
    return { model, due: total - done }
  }
}
