/**
 * The git history source: how a repository was made, from git alone.
 *
 * Commits first, parents before children; then mailmap, notes and reflogs; then the
 * refs. So whatever was stored when a read ends early is a prefix: commits that are
 * known are passed over by the next read, and only refs that were stored stand for a
 * past that was read completely, or up to the gaps that are told with them. Where
 * neither refs nor gaps differ there is nothing new, and that is all a second run
 * costs: one listing of the refs.
 */
import type { Clock } from '@wakelore/kernel/clock'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import type { Git } from '@wakelore/vault/git'
import type { Repository } from '@wakelore/vault/repository'
import type { Known, ReadOptions } from '../source.ts'
import { commitEvent } from './git-history/commit-event.ts'
import type { ParsedCommit } from './git-history/commit-parser.ts'
import { listCommits } from './git-history/commit-list.ts'
import { readCommits } from './git-history/commit-stream.ts'
import { gapChanges, remarkOnShallow, remarkOnUnread } from './git-history/gaps.ts'
import type { HistoryRead } from './git-history/history-event.ts'
import { readMailmapEvents } from './git-history/mailmap.ts'
import { readNoteEvents } from './git-history/notes.ts'
import { hasNewReflogEntry, readReflogEvents } from './git-history/reflogs.ts'
import { readRefEvents, readRefs, type RefChange } from './git-history/refs.ts'
import { readShallowEdge } from './git-history/shallow-edge.ts'

export type GitHistoryPlace = {
  readonly git: Git
  readonly repository: Repository
  readonly known: Known
  readonly clock: Clock
}

/** A batch is handed out as soon as it has so many events, or changed files of commits. */
const BATCH_EVENT_COUNT = 256
const BATCH_FILE_COUNT = 8192

/**
 * Everything of the repository's history that `known` doesn't hold.
 *
 * @throws CAPTURE_GIT_INTERRUPTED, CAPTURE_GIT_OUTPUT_MALFORMED, CAPTURE_REFS_DAMAGED,
 *   CAPTURE_OBJECTS_DAMAGED, the git runner's own, and `options.signal`'s reason
 */
export async function* readGitHistory(
  { git, repository, known, clock }: GitHistoryPlace,
  options: ReadOptions = {},
): AsyncGenerator<DevelopmentEvent[]> {
  const read: HistoryRead = {
    git,
    repository,
    recordedAt: clock.nowMs(),
    signal: options.signal,
    onRemark: (code, message) => options.onRemark?.({ code, message }),
    unread: new Set(),
  }
  options.signal?.throwIfAborted()
  const knownRefs = known.refs()
  const hadUnread = knownRefs.has('unread')
  const shallow = await readShallowEdge(repository)
  remarkOnShallow(read, shallow)
  const boundary = gapChanges('shallow', shallow, knownRefs)
  const [{ changes, unchanged }, isUndone] = await Promise.all([
    readRefs(read, knownRefs, { again: hadUnread }),
    options.looksAtReflog === true ? hasNewReflogEntry(read, known) : false,
  ])
  if (changes.length === 0 && boundary.length === 0 && !hadUnread) {
    if (isUndone) yield* batches(readReflogEvents(read, known))
    return
  }

  options.onProgress?.({ phase: 'counting', done: 0, total: 0 })
  const wanted = changes.flatMap((change) => change.revision ?? [])
  const tips =
    hadUnread || boundary.length > 0
      ? { wanted: [...wanted, ...unchanged], known: [] }
      : { wanted, known: [...unchanged, ...changes.flatMap((change) => change.base ?? [])] }
  const shas = await listCommits(read, tips, shallow, known.hasCommit)
  let done = 0
  options.onProgress?.({ phase: 'commits', done, total: shas.length })
  for await (const batch of commitBatches(read, readCommits(read, shas, shallow))) {
    yield batch
    done += batch.length
    options.onProgress?.({ phase: 'commits', done, total: shas.length })
  }

  remarkOnUnread(read)

  // Told before the refs, which would stand for a past without gaps.
  const gaps = [...boundary, ...gapChanges('unread', read.unread, knownRefs)]
  options.onProgress?.({ phase: 'rest', done: 0, total: changes.length })
  yield* batches(readRest(read, [...gaps, ...changes], known))
  options.onProgress?.({ phase: 'rest', done: changes.length, total: changes.length })
}

/** All but the commits, the refs last. */
async function* readRest(
  read: HistoryRead,
  changes: readonly RefChange[],
  known: Known,
): AsyncGenerator<DevelopmentEvent> {
  const head = changes.find((change) => change.name === 'HEAD')
  if (head !== undefined) yield* readMailmapEvents(read, head, known)
  for (const change of changes) {
    if (change.name.startsWith('refs/notes/')) yield* readNoteEvents(read, change, known)
  }
  yield* readReflogEvents(read, known)
  yield* readRefEvents(read, changes, known)
}

async function* commitBatches(
  read: HistoryRead,
  commits: AsyncIterable<ParsedCommit[]>,
): AsyncGenerator<DevelopmentEvent[]> {
  let batch: DevelopmentEvent[] = []
  let fileCount = 0
  for await (const some of commits) {
    for (const commit of some) {
      batch.push(commitEvent(read, commit))
      fileCount += commit.files.length
    }
    if (batch.length < BATCH_EVENT_COUNT && fileCount < BATCH_FILE_COUNT) continue
    yield batch
    batch = []
    fileCount = 0
  }
  if (batch.length > 0) yield batch
}

async function* batches(events: AsyncIterable<DevelopmentEvent>): AsyncGenerator<DevelopmentEvent[]> {
  let batch: DevelopmentEvent[] = []
  for await (const event of events) {
    batch.push(event)
    if (batch.length < BATCH_EVENT_COUNT) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
