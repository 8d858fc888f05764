/**
 * Facts about things that never change (a blob, a commit), by their hash: found out once,
 * kept in the graph as long as it lasts, the oldest let go when there are too many.
 */
import type { Graph } from '@wakelore/knowledge/graph'
import type { RepositoryId } from '@wakelore/telemetry/event'

export type KeptFacts<Fact> = {
  readonly get: (hash: string) => Fact | undefined
  readonly add: (hash: string, fact: Fact) => void
  /** Keeps what was added; writes nothing where nothing was. */
  readonly save: () => void
}

/** So many digits of a hash are kept: of some thousands no two are alike. */
const KEY_DIGITS = 16

/** `version` names how the facts are found out: those of another are forgotten. Facts must be JSON. */
export function openKeptFacts<Fact>(
  graph: Graph,
  repository: RepositoryId,
  { name, version, most }: { readonly name: string; readonly version: string; readonly most: number },
): KeptFacts<Fact> {
  const kept = graph.model(repository, name)
  const facts = new Map<string, Fact>(
    kept?.asOf === version ? (JSON.parse(kept.json) as [string, Fact][]) : [],
  )
  let isChanged = false
  return {
    get: (hash) => facts.get(hash.slice(0, KEY_DIGITS)),
    add: (hash, fact) => {
      facts.set(hash.slice(0, KEY_DIGITS), fact)
      isChanged = true
    },
    save: () => {
      if (!isChanged) return
      graph.saveModel(repository, name, JSON.stringify([...facts].slice(-most)), version)
    },
  }
}
