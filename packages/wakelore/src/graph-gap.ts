/**
 * Whether the graph lacks events of a repository because the log has damage among them.
 *
 * Refs stand for a past that was read completely: where a part of it was lost, they
 * don't, and everything that git has is compared again, once. The mark lies in the
 * graph, so a graph made anew from the same log has it again.
 */
import type { Graph } from '@wakelore/knowledge/graph'
import type { RepositoryId } from '@wakelore/telemetry/event'

const NAME = 'gap'

/** Whose events were in a damaged block, nobody can tell: any repository's. */
export function markGap(graph: Graph): void {
  for (const { repository } of graph.status()) graph.saveModel(repository, NAME, 'true', '')
}

export function hasGap(graph: Graph, repository: RepositoryId): boolean {
  return graph.model(repository, NAME)?.json === 'true'
}

/** Everything of it was compared again. */
export function closeGap(graph: Graph, repository: RepositoryId): void {
  if (hasGap(graph, repository)) graph.saveModel(repository, NAME, 'false', '')
}
