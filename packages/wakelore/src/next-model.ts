/**
 * The model of `next` for a repository: fitted when it is first read, and again when
 * enough has been learnt since. It lies in the graph and goes with it.
 */
import { fitNext } from '@wakelore/assist/advisor/next/fit'
import type { Graph } from '@wakelore/knowledge/graph'
import type { RepositoryId } from '@wakelore/telemetry/event'

const NAME = 'next'
/** New commits that are worth fitting again. */
const REFIT_COMMITS = 50

/** Fits the model where it is due. */
export function refreshNextModel(graph: Graph, repository: RepositoryId): void {
  const history = graph.history(repository)
  const [newest] = history.newest(1)
  if (newest === undefined) return
  const stored = graph.model(repository, NAME)
  const fittedAt = stored === undefined ? undefined : graph.commitNumber(repository, stored.asOf)
  if (fittedAt !== undefined && newest - fittedAt < REFIT_COMMITS && fittedAt <= newest) return
  graph.saveModel(repository, NAME, JSON.stringify(fitNext(history)), history.sha(newest))
}
