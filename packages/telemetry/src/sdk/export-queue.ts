/**
 * Items of one signal on their way to an OTLP endpoint: queued within bounds, sent in
 * batches one after the other, again where that helps, and counted where they are lost.
 *
 * Every item is in exactly one place: queued, on its way, exported or dropped. The newest
 * is dropped where there is no room.
 */
import type { Outgoing, Scope } from './recording-span.ts'
import { KEPT_ALIVE_BYTES, postOtlp, type PostSurroundings, type PostTarget } from './otlp-post.ts'

export type Batching = {
  /** A batch is sent when it has so many items, */
  readonly batchItems: number
  /** or takes about so many bytes, */
  readonly batchBytes: number
  /** or its first item has waited so long. */
  readonly delayMs: number
  /** More isn't kept, queued and on its way together. */
  readonly queueItems: number
  readonly queueBytes: number
  /** How long a batch is tried. */
  readonly retryForMs: number
  /** How long one request may take. */
  readonly timeoutMs: number
}

/**
 *   overflow  no room in the queue
 *   rejected  the endpoint took the batch without them
 *   refused   the endpoint refused the batch for good
 *   expired   the endpoint couldn't be reached, or asked for patience, for too long
 *   stopped   it came after the shutdown
 */
export type DropReason = 'overflow' | 'rejected' | 'refused' | 'expired' | 'stopped'

export type SignalCounts = {
  /** Queued, or on their way. */
  readonly waiting: number
  readonly exported: number
  readonly dropped: Readonly<Record<DropReason, number>>
}

export type ExportQueue = {
  readonly add: (item: Outgoing) => void
  /** When everything that was added until now has been exported or dropped. */
  readonly flush: () => Promise<void>
  /**
   * Sends at once what is queued, without waiting for what is on its way. `isLast` says that
   * nothing comes after it: what can't be sent within a moment is dropped.
   */
  readonly leave: (isLast: boolean) => Promise<void>
  /** Whatever is added from now on is dropped. */
  readonly stop: () => void
  readonly counts: () => SignalCounts
}

export type QueueSurroundings = PostSurroundings & {
  readonly tickMs: () => number
  /** From 0 to 1. */
  readonly random: () => number
  readonly tell: (reason: DropReason, count: number, message: string) => void
}

export type Signal = {
  readonly target: PostTarget
  /** The message of OTLP's JSON around the items. */
  readonly envelope: (
    scopes: readonly { readonly scope: Scope; readonly items: readonly object[] }[],
  ) => object
  readonly countKey: 'rejectedSpans' | 'rejectedLogRecords'
}

const FIRST_RETRY_MS = 1000
const LONGEST_RETRY_MS = 30_000
/** At the end of a process an endpoint that asks for so much patience gets it. One that isn't there gets none. */
const LAST_RETRY_FOR_MS = 2000

export function makeExportQueue(
  surroundings: QueueSurroundings,
  signal: Signal,
  batching: Batching,
): ExportQueue {
  const { startTimer, tickMs, random, tell } = surroundings
  const queue: Outgoing[] = []
  let queuedBytes = 0
  let sendingItems = 0
  let sendingBytes = 0
  let exported = 0
  const dropped = { overflow: 0, rejected: 0, refused: 0, expired: 0, stopped: 0 }
  /** How many items have left the queue. */
  let takenItems = 0
  let stopDelay: (() => void) | undefined
  let isPumping = false
  /** Batches are sent whether full or not until the queue was empty once. */
  let isFlushing = false
  let isStopped = false
  let lastRetryUntil = Infinity
  const wakers = new Set<() => void>()
  const deliveries = new Set<Promise<void>>()

  const drop = (reason: DropReason, count: number, message: string): void => {
    if (count === 0) return
    dropped[reason] += count
    tell(reason, count, message)
  }
  const isBatchFull = (): boolean => queue.length >= batching.batchItems || queuedBytes >= batching.batchBytes

  const take = (mostBytes: number): { items: Outgoing[]; sizeBytes: number } => {
    let count = 0
    let sizeBytes = 0
    while (count < queue.length && count < batching.batchItems) {
      const next = queue[count]!.sizeBytes
      if (count > 0 && sizeBytes + next > mostBytes) break
      sizeBytes += next
      count++
    }
    queuedBytes -= sizeBytes
    takenItems += count
    return { items: queue.splice(0, count), sizeBytes }
  }

  const sleep = async (ms: number): Promise<void> => {
    const { promise, resolve } = withResolver()
    const stop = startTimer(resolve, ms, lastRetryUntil !== Infinity)
    wakers.add(resolve)
    await promise
    stop()
    wakers.delete(resolve)
  }

  const send = async (items: readonly Outgoing[]): Promise<void> => {
    const body = encoder.encode(JSON.stringify(signal.envelope(byScope(items))))
    const tryUntil = tickMs() + batching.retryForMs
    for (let attempt = 0; ; attempt++) {
      const answer = await postOtlp(surroundings, signal.target, body, signal.countKey)
      if (answer.kind === 'taken') {
        const rejected = Math.min(answer.rejected, items.length)
        exported += items.length - rejected
        drop('rejected', rejected, answer.message)
        return
      }
      if (answer.kind === 'refused') {
        drop('refused', items.length, answer.message)
        return
      }
      const backoffMs = Math.min(FIRST_RETRY_MS * 2 ** attempt, LONGEST_RETRY_MS) * (0.5 + random() / 2)
      const retryAt = tickMs() + Math.max(answer.retryAfterMs, backoffMs)
      const isTooLate = (): boolean =>
        retryAt > tryUntil ||
        (lastRetryUntil !== Infinity && (answer.retryAfterMs === 0 || retryAt > lastRetryUntil))
      while (!isTooLate() && tickMs() < retryAt) await sleep(retryAt - tickMs())
      if (isTooLate()) {
        drop('expired', items.length, answer.message)
        return
      }
    }
  }

  const deliver = (mostBytes: number): Promise<void> => {
    const { items, sizeBytes } = take(mostBytes)
    sendingItems += items.length
    sendingBytes += sizeBytes
    const delivery = send(items).finally(() => {
      sendingItems -= items.length
      sendingBytes -= sizeBytes
      deliveries.delete(delivery)
    })
    deliveries.add(delivery)
    return delivery
  }

  const pump = async (): Promise<void> => {
    if (isPumping) return
    isPumping = true
    while (isBatchDue()) await deliver(batching.batchBytes)
    // Nothing is awaited from here on: what is added later finds a pump that rests.
    isPumping = false
    isFlushing = false
    if (queue.length > 0) startDelay()
  }
  const isBatchDue = (): boolean => queue.length > 0 && (isFlushing || isBatchFull())
  const flushSoon = (): void => {
    endDelay()
    isFlushing = true
    void pump()
  }
  const startDelay = (): void => {
    stopDelay ??= startTimer(flushSoon, batching.delayMs)
  }
  const endDelay = (): void => {
    stopDelay?.()
    stopDelay = undefined
  }

  return {
    add: (item) => {
      const { sizeBytes } = item
      if (isStopped) {
        drop('stopped', 1, 'the telemetry was shut down')
      } else if (
        queue.length + sendingItems >= batching.queueItems ||
        queuedBytes + sendingBytes + sizeBytes > batching.queueBytes
      ) {
        drop('overflow', 1, 'the queue is full')
      } else {
        queue.push(item)
        queuedBytes += sizeBytes
        if (isPumping) return
        if (isBatchFull()) void pump()
        else startDelay()
      }
    },
    flush: async () => {
      const target = takenItems + queue.length
      const isUnderWay = (): boolean => takenItems >= target
      while (!isUnderWay()) {
        flushSoon()
        await Promise.all(deliveries)
      }
      await Promise.all(deliveries)
    },
    leave: async (isLast) => {
      endDelay()
      if (isLast) {
        lastRetryUntil = tickMs() + LAST_RETRY_FOR_MS
        for (const wake of wakers) wake()
      }
      while (queue.length > 0) void deliver(KEPT_ALIVE_BYTES)
      await Promise.all(deliveries)
      // A process that was about to end may go on, when somebody gives it more to do.
      if (isLast) lastRetryUntil = Infinity
    },
    stop: () => {
      isStopped = true
    },
    counts: () => ({ waiting: queue.length + sendingItems, exported, dropped: { ...dropped } }),
  }
}

const encoder = new TextEncoder()

function byScope(items: readonly Outgoing[]): { scope: Scope; items: object[] }[] {
  const found = new Map<Scope, object[]>()
  for (const item of items) {
    const beside = found.get(item.scope)
    if (beside === undefined) found.set(item.scope, [item.toOtlp()])
    else beside.push(item.toOtlp())
  }
  return [...found].map(([scope, ofScope]) => ({ scope, items: ofScope }))
}

function withResolver(): { promise: Promise<void>; resolve: () => void } {
  let resolve!: () => void
  const promise = new Promise<void>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}
