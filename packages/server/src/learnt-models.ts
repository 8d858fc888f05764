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

/** The first time takes seconds: progress is told, and an interruption keeps what was there before. */
export async function learntCheck(
  { graph, repository }: OpenRepository,
  { onProgress, signal }: Pick<OperationContext, 'onProgress' | 'signal'>,
): Promise<CheckModel> {
  const stored = graph.model(repository.id, CHECK)
  const before = stored && (JSON.parse(stored.json) as CheckModel)
  const people = graph.people(repository.id)
  const steps = learnCheck(graph.past(repository.id), before, (person) => {
    const { name, email } = people(person)
    return isBot(name, email)
  })
  for (;;) {
    const step = steps.next()
    if (step.done === true) {
      const model = step.value
      if (model !== before) graph.saveModel(repository.id, CHECK, JSON.stringify(model), model.taken.asOf)
      return model
    }
    onProgress?.({ phase: 'replay', ...step.value })
    await setImmediate()
    signal?.throwIfAborted()
  }
}
