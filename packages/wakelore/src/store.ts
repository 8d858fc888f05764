/**
 * The store: keys, log and graph of this user, opened together and kept in step.
 *
 * The log is the truth and is written first; the graph takes in whatever it lacks,
 * after every append and whenever the store is opened. A graph that is damaged, or
 * that claims more than the log holds, is thrown away and made again.
 *
 * Appends are never in flight two at a time: the position that an append ends at is
 * then exactly the end of its own events, and the graph may record it, if it still holds
 * all that came before: another process may be making it again.
 */
import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { statSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { isFault } from '@wakelore/kernel/fault'
import { openGraph, type Graph } from '@wakelore/knowledge/graph'
import {
  openLogReader,
  openLogWriter,
  type EventBlock,
  type LogDamage,
  type LogPosition,
  type LogReader,
  type LogWriter,
} from '@wakelore/stream/log'
import { isWriting } from '@wakelore/stream/writer-lock'
import type { AdmittedEvent } from '@wakelore/vault/gate'
import { openKeyring, type Keyring } from '@wakelore/vault/keyring'
import { makePrivateDirectory } from '@wakelore/vault/private-file'
import { deriveKey } from '@wakelore/vault/seal'
import { markGap } from './graph-gap.ts'
import { graphFile, keyringOptions, logDirectory, type StorePlace } from './store-place.ts'

export type Store = {
  readonly keyring: Keyring
  readonly reader: LogReader
  /** In step with the log as of the last `catchUp` or `append`. */
  readonly graph: Graph
  /** Takes in what the log has and the graph hasn't; says how many events that were. */
  readonly catchUp: () => Promise<number>
  /**
   * Becomes the one that writes, until `endWriting` or the store is closed, and catches up
   * with what others wrote; waits for them up to `waitMs`. @throws LOG_BUSY
   */
  readonly beginWriting: (waitMs: number) => Promise<void>
  /** Lets others write, as whoever goes on for long must who only reads from now on. */
  readonly endWriting: () => Promise<void>
  /** Stores events and takes them into the graph; resolves when they are on disk. */
  readonly append: (events: readonly AdmittedEvent[]) => Promise<void>
  /** Throws the graph away and makes it from the log. */
  readonly rebuildGraph: () => Promise<number>
  readonly [Symbol.asyncDispose]: () => Promise<void>
}

/** Between a log that was compacted and a graph that knows lies a sync of the disk. */
const COMPACTION_PATIENCE_MS = 2000
const POLL_MS = 20

type StoreOptions = StorePlace & {
  /** Something that the user should know, once. */
  readonly onNotice: (text: string) => void
  /** As opened before from the same keys: opening may run Argon2, or ask a credential helper. */
  readonly keyring?: Keyring
}

export type StoredParts = {
  readonly reader: LogReader
  /** Undefined where there is none yet. @throws GRAPH_… */
  readonly openGraph: () => Graph | undefined
  readonly [Symbol.asyncDispose]: () => Promise<void>
}

/** The parts of a store that exists, as they are: nothing is made, mended or taken in. @throws VAULT_…, LOG_… */
export async function openStoredParts(options: StorePlace): Promise<StoredParts> {
  const { dataKey } = await openKeyring(keyringOptions(options))
  const reader = await openLogReader({ directory: logDirectory(options.paths), key: dataKey })
  const file = graphFile(options.paths)
  return {
    reader,
    openGraph: () =>
      (statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0
        ? undefined
        : openGraph({ file, key: deriveKey(dataKey, 'graph') }),
    [Symbol.asyncDispose]: reader[Symbol.asyncDispose],
  }
}

/** Events that the graph holds, each counted once. */
export function eventsIn(graph: Graph): number {
  return graph.status().reduce((sum, { events }) => sum + events, 0)
}

/** Opens the store, or makes it. @throws VAULT_…, LOG_…, GRAPH_… */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { paths, onNotice } = options
  const keyring = options.keyring ?? (await openKeyring(keyringOptions(options)))
  if (options.keyring === undefined && keyring.recoveryPhraseFile !== undefined) {
    onNotice(
      `The store's key was made. Twelve recovery words are in ${keyring.recoveryPhraseFile}: move that file to a safe place.`,
    )
  }
  await makePrivateDirectory(paths.dataDir)
  const graphKey = deriveKey(keyring.dataKey, 'graph')
  const directory = logDirectory(paths)
  const reader = await openLogReader({ directory, key: keyring.dataKey })
  let writer: LogWriter | undefined
  const graph = await openOrReplaceGraph()
  /** How much the graph held when this process last took something in. */
  let reached: LogPosition = graph.position()

  async function openOrReplaceGraph(): Promise<Graph> {
    const file = graphFile(paths)
    try {
      return openGraph({ file, key: graphKey })
    } catch (error) {
      // The log has opened with this key: a graph that doesn't is damaged too.
      if (!isFault(error, 'GRAPH_DAMAGED') && !isFault(error, 'GRAPH_WRONG_KEY')) throw error
      onNotice('The graph was damaged. It is a view: making it again from the log.')
      await removeGraph()
      return openGraph({ file, key: graphKey })
    }
  }

  async function removeGraph(): Promise<void> {
    for (const suffix of ['', '-wal', '-shm']) await rm(graphFile(paths) + suffix, { force: true })
  }

  const takeIn = async (): Promise<number> => {
    let taken = 0
    for (let isDone = false; !isDone;) {
      isDone = true
      let from = graph.position()
      let passedGap = false
      const onDamage = ({ kind }: LogDamage): void => {
        passedGap ||= kind === 'damaged'
      }
      for await (const block of reader.scan({ after: from, onDamage })) {
        // Another process takes in the same, or has begun anew: then go on from where that is.
        const outcome = takeInBlock(block, from)
        isDone = outcome !== 'elsewhere'
        if (!isDone) break
        passedGap ||= outcome === 'damaged'
        from = block.end
        taken += block.rowCount
        // A gap at the end needs no mark: what is left is a prefix, and the next read finds the rest.
        if (passedGap) markGap(graph)
      }
      reached = from
    }
    return taken
  }

  const takeInBlock = (block: EventBlock, from: LogPosition): 'taken' | 'damaged' | 'elsewhere' => {
    try {
      return graph.apply(block.events(), block.end, from) ? 'taken' : 'elsewhere'
    } catch (error) {
      // Damage of that block alone: `doctor` tells it, and what follows counts.
      if (!isFault(error, 'LOG_BLOCK_DAMAGED')) throw error
      return graph.apply([], block.end, from) ? 'damaged' : 'elsewhere'
    }
  }

  const catchUp = async (): Promise<number> => {
    const patienceEndsMs = performance.now() + COMPACTION_PATIENCE_MS
    for (;;) {
      const from = graph.position()
      try {
        return await takeIn()
      } catch (error) {
        if (!isFault(error, 'LOG_POSITION_UNKNOWN')) throw error
        // Another process has compacted the log at this very moment, and told the graph …
        if (!isDeepStrictEqual(from, graph.position())) continue
        // … or is about to.
        const isAwaited = writer === undefined && performance.now() < patienceEndsMs && isWriting(directory)
        if (!isAwaited) return await startAnew()
        await delay(POLL_MS)
      }
    }
  }

  /** For a log put back from an older copy, or a block seen by us and then lost in a crash. */
  const startAnew = async (): Promise<number> => {
    const before = eventsIn(graph)
    onNotice('The graph knows more than the log holds. It is a view: making it again from the log.')
    graph.clear()
    const taken = await takeIn()
    const lost = before - eventsIn(graph)
    if (lost > 0) {
      onNotice(
        `${lost === 1 ? '1 stored event is' : `${lost} stored events are`} missing from the log, which ends earlier than it did: \`wakelore\` on each repository reads again what git still has.`,
      )
    }
    return taken
  }

  const rebuildGraph = async (): Promise<number> => {
    graph.clear()
    return catchUp()
  }

  return {
    keyring,
    reader,
    graph,
    catchUp,
    rebuildGraph,
    beginWriting: async (waitMs) => {
      writer ??= await openLogWriter({ directory, key: keyring.dataKey, lockWaitMs: waitMs })
      await catchUp()
      const moved = await writer.compact()
      if (moved === undefined) return
      // Where a crash comes in between, the graph's position is unknown to the log: it is made again from it.
      if (graph.relocate(moved.from, moved.to)) reached = moved.to
      else await catchUp()
    },
    endWriting: async () => {
      const held = writer
      writer = undefined
      await held?.[Symbol.asyncDispose]()
    },
    append: async (events) => {
      assert(writer !== undefined, 'append before beginWriting')
      if (events.length === 0) return
      const end = await writer.append(events)
      if (graph.apply(events, end, reached)) reached = end
      else await catchUp()
    },
    [Symbol.asyncDispose]: async () => {
      try {
        await writer?.[Symbol.asyncDispose]()
      } finally {
        graph.close()
        await reader[Symbol.asyncDispose]()
      }
    },
  }
}
