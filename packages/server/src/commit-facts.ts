/**
 * What is on record about commits that somebody asks about: their texts from git, and from
 * the graph who they are by, what brought them to HEAD's main line, what was noted, which
 * files they changed, and which later commits name them.
 */
import { partsOf, type CommitFacts, type NamedCommit } from '@wakelore/assist/advisor/why'
import { readCommitTexts, type CommitText } from '@wakelore/capture/commit-texts'
import { broughtBy, descendantFinder } from '@wakelore/knowledge/ancestry'
import { BULK_FILE_COUNT } from '@wakelore/knowledge/change-history'
import type { Graph } from '@wakelore/knowledge/graph'
import type { RepositoryId } from '@wakelore/telemetry/event'
import type { OpenRepository, OperationContext } from './context.ts'
import { moment } from './schema/event.ts'

export type KnownCommit = {
  readonly author: { readonly name: string; readonly email: string }
  readonly at: string
  readonly summary: string
  readonly facts: Omit<CommitFacts, 'path' | 'otherNames' | 'replaced'>
}
export type FactsBySha = ReadonlyMap<string, KnownCommit>

/** Commits of which everything is looked up: those of most lines. */
const MOST_IN_FULL = 12
const MOST_FOLLOWERS = 6

/** Loads what `readCommitFacts` will ask of the graph whatever the commits are. */
export function loadFacts({ repository, graph }: OpenRepository): void {
  const history = graph.history(repository.id)
  // Which file became which is found out at the first question about files.
  for (const commit of history.newest(1)) history.filesOf(commit)
  graph.refs(repository.id)
}

/** By full hash; commits that can't be read are absent. */
export async function readCommitFacts(
  { repository, graph }: OpenRepository,
  { git, signal }: OperationContext,
  asked: {
    /** Commits, and how much is asked about each. */
    readonly lineCounts: ReadonlyMap<string, number>
    /** Commits of which what they say themselves is enough. */
    readonly others: readonly string[]
  },
): Promise<FactsBySha> {
  const shas = [...asked.lineCounts.keys()]
  const inFull = shas
    .sort((a, b) => asked.lineCounts.get(b)! - asked.lineCounts.get(a)!)
    .slice(0, MOST_IN_FULL)
  const followers = followersOf(graph, repository.id, inFull)
  const merges = mergesOf(graph, repository.id, inFull)
  const texts = await readCommitTexts(
    git,
    repository,
    [...shas, ...asked.others, ...merges.values(), ...[...followers.values()].flat()],
    signal === undefined ? {} : { signal },
  )
  const named = (sha: string): NamedCommit[] => {
    const text = texts.get(sha)
    return text === undefined ? [] : [{ sha, subject: partsOf(text.message).subject, message: text.message }]
  }
  return new Map(
    [...shas, ...asked.others].flatMap((sha): [string, KnownCommit][] => {
      const text = texts.get(sha)
      if (text === undefined) return []
      const merge = merges.get(sha)
      const facts = {
        sha,
        message: text.message,
        merge: merge === undefined ? undefined : named(merge)[0],
        namedBy: (followers.get(sha) ?? []).flatMap(named),
        ...graphFacts(graph, repository.id, sha),
      }
      return [
        [
          sha,
          { ...writerOf(graph, repository.id, sha, text), summary: partsOf(text.message).subject, facts },
        ],
      ]
    }),
  )
}

/** Later commits, reachable from HEAD, whose message names it. */
function followersOf(graph: Graph, id: RepositoryId, shas: readonly string[]): ReadonlyMap<string, string[]> {
  const history = graph.history(id)
  return new Map(
    [...graph.namersOf(id, shas)].map(([sha, namers]) => [
      sha,
      namers
        .filter((number) => number < history.commitCount)
        .slice(0, MOST_FOLLOWERS)
        .map((number) => history.sha(number)),
    ]),
  )
}

/** The merges that brought commits to HEAD's main line, for those that lie beside it. */
function mergesOf(graph: Graph, id: RepositoryId, shas: readonly string[]): ReadonlyMap<string, string> {
  const ancestry = graph.ancestry(id)
  const revision = graph.refs(id).get('HEAD')?.revision
  const head = revision === undefined ? undefined : ancestry.rowOf(revision)
  const descendantsOf = descendantFinder(ancestry)
  const merges = new Map<string, string>()
  for (const sha of shas) {
    const row = ancestry.rowOf(sha)
    if (head === undefined || row === undefined) continue
    const merge = broughtBy(ancestry, head, descendantsOf(row))
    if (merge !== undefined && merge !== row) merges.set(sha, ancestry.sha(merge))
  }
  return merges
}

function graphFacts(
  graph: Graph,
  id: RepositoryId,
  sha: string,
): Pick<CommitFacts, 'notes' | 'named' | 'files' | 'fileCount'> {
  const number = graph.commitNumber(id, sha)
  if (number === undefined) return { notes: [], named: new Map(), files: undefined, fileCount: 0 }
  const history = graph.history(id)
  const { fileCount } = graph.commit(id, number)
  const named = new Map<string, { sha: string; subject: string }>()
  for (const { kind, target } of graph.references(id, number)) {
    if (kind !== 'commit') continue
    const found = graph.commitNumber(id, target)
    if (found !== undefined) named.set(target, graph.commit(id, found))
  }
  return {
    notes: graph.notes(id, number),
    named,
    files:
      fileCount > BULK_FILE_COUNT
        ? undefined
        : Array.from(history.filesOf(number), (file) => history.path(file)),
    fileCount,
  }
}

/** As mailmap has it, where the commit was read. */
function writerOf(
  graph: Graph,
  id: RepositoryId,
  sha: string,
  text: CommitText,
): Pick<KnownCommit, 'author' | 'at'> {
  const number = graph.commitNumber(id, sha)
  const { name, email } = number === undefined ? text.author : graph.commit(id, number).author
  return { author: { name, email }, at: moment(text.author.atMs) }
}
