/**
 * A run of an export: batch after batch from the log to the sink, until nothing is left,
 * or, following, until it is told to end.
 *
 * At least once: the cursor is saved after a batch is dealt with, and a crash in between
 * sends it again, with the same ids. What the sink refuses for good is counted and passed
 * over, as OTLP has it, and so are signals that it doesn't take (many take traces alone);
 * a sink that refuses everything, or whatever is sent, isn't given the rest of the log.
 * What can pass is tried again, ever more rarely, or when the sink says. Everything that leaves went through `reduce`, which knows the sink's level.
 */
import { isFault, type Fault } from '@wakelore/kernel/fault'
import { MS_PER_HOUR, MS_PER_MINUTE, MS_PER_SECOND, type Clock } from '@wakelore/kernel/clock'
import type { LogReader } from '@wakelore/stream/log'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import type { OtlpSignal } from '@wakelore/telemetry/otlp/message'
import type { Sink } from '@wakelore/vault/sink'
import { sinkFault } from '../faults.ts'
import { chosenFor, readBatches, type Batch } from './batch.ts'
import type { SinkCursor } from './cursor.ts'
import { shortText, type Delivery, type SinkConnection } from './delivery.ts'
import { countItems, EMPTY_MESSAGES, encodeMessage, messagesOf, SIGNALS } from './outgoing.ts'
import type { QueuePlace } from './queue.ts'

export type ExportRunOptions = {
  readonly log: Pick<LogReader, 'scan'>
  readonly sink: Sink
  readonly connection: SinkConnection
  readonly cursor: SinkCursor
  readonly saveCursor: (cursor: SinkCursor) => Promise<void>
  /** Whether the sink is still as its owner said; asked before each batch. */
  readonly isStanding: () => Promise<boolean>
  /** The event as the sink may see it. */
  readonly reduce: (event: DevelopmentEvent) => DevelopmentEvent
  /** Following: resolves when the log may hold more. */
  readonly waitForMore?: () => Promise<void>
  readonly clock: Clock
  /** From 0 up to 1. */
  readonly random: () => number
  /** @throws the signal's reason */
  readonly delay: (ms: number, signal: AbortSignal) => Promise<void>
  readonly signal: AbortSignal
  readonly onNotice: (text: string) => void
}

export type ExportReport = {
  readonly events: number
  /** Spans, records and points that were sent and acknowledged, those that were refused among them. */
  readonly items: number
  readonly refused: number
  readonly bytes: number
  readonly first: QueuePlace | undefined
  readonly last: QueuePlace | undefined
  readonly faults: ReadonlyMap<string, number>
  /** What ended it before its time; undefined where it was told to, or nothing is left. */
  readonly fault: Fault | undefined
}

type Refusal = Pick<Exclude<Delivery, { kind: 'accepted' }>, 'code' | 'message'>

const FIRST_PAUSE_MS = MS_PER_SECOND
const LONGEST_PAUSE_MS = 30 * MS_PER_SECOND
/** So long a run that doesn't follow goes on trying. */
const PATIENCE_MS = 2 * MS_PER_MINUTE
/** A sink that wants to be left alone for longer is asked again after that. */
const LONGEST_WISH_MS = MS_PER_HOUR
/** What is on its way when the run is told to end may be acknowledged so much later. */
const GRACE_MS = 2 * MS_PER_SECOND
/** So many refused requests, one after the other, aren't about what is in them. */
const MOST_REFUSED_RUNNING = 8
/** Receivers of gRPC usually take 4 MiB. */
const MOST_REQUEST_BYTES = 4_000_000

export async function runExport(options: ExportRunOptions): Promise<ExportReport> {
  const { sink, signal, clock, onNotice } = options
  const isFollowing = options.waitForMore !== undefined
  const faults = new Map<string, number>()
  const total = { events: 0, items: 0, refused: 0, bytes: 0 }
  let [first, last]: (QueuePlace | undefined)[] = []
  let cursor = options.cursor
  let refusedRunning = 0
  const taken = new Set<OtlpSignal>()
  const untaken = new Set<OtlpSignal>()
  const damagedBlocks = new Set<string>()
  const told = new Set<string>()

  const late = new AbortController()
  const grace = (): void => void setTimeout(() => late.abort(signal.reason), GRACE_MS).unref()
  signal.addEventListener('abort', grace, { once: true })

  const countMet = (code: string): void => void faults.set(code, (faults.get(code) ?? 0) + 1)
  const noticeOnce = (code: string, text: string): void => {
    if (told.has(code)) return
    told.add(code)
    onNotice(text)
  }

  async function sendBatch({ events, first: from, place }: Batch): Promise<void> {
    if (events.length > 0) await send(events.map(options.reduce), SIGNALS)
    const { lastFault: _, ...healthy } = cursor
    cursor = events.length > 0 ? { ...healthy, place, acknowledgedMs: clock.nowMs() } : { ...cursor, place }
    await options.saveCursor(cursor)
    total.events += events.length
    first ??= from
    if (events.length > 0) last = place
  }

  /** A request for each signal that the events have something of; in halves where that is too much. */
  async function send(events: readonly DevelopmentEvent[], signals: readonly OtlpSignal[]): Promise<void> {
    const messages = messagesOf(events)
    for (const of of signals) {
      const message = messages[of]
      if (message === undefined) continue
      const items = countItems(of, message as never)
      if (untaken.has(of)) {
        total.items += items
        total.refused += items
        continue
      }
      const { body, sizeBytes } = await encodeMessage(of, message as never, sink)
      const canSplit = events.length > 1
      const outcome =
        canSplit && sizeBytes > MOST_REQUEST_BYTES
          ? ({ kind: 'too-large', code: '', message: '' } as const)
          : await deliverPatiently(of, body)
      if (outcome.kind === 'accepted') {
        refusedRunning = 0
        total.items += items
        total.refused += Math.min(outcome.rejected, items)
        if (outcome.rejected > 0) countMet('PARTIAL')
        if (outcome.message !== '') {
          noticeOnce('PARTIAL', `${sink.name} takes what it is sent, but says: ${outcome.message}`)
        }
      } else if (outcome.kind === 'too-large' && canSplit) {
        const middle = events.length >> 1
        await send(events.slice(0, middle), [of])
        await send(events.slice(middle), [of])
      } else if (outcome.kind === 'untaken') {
        await assertTakesOthers(of, outcome)
        untaken.add(of)
        total.items += items
        total.refused += items
        onNotice(`${sink.name} takes no ${of} (${outcome.code}): they are passed over.`)
      } else {
        passOver(outcome, items)
      }
    }
  }

  /** A sink that takes no signal at all is none: asked with requests that hold nothing. @throws SINK_DENIED */
  async function assertTakesOthers(of: OtlpSignal, refusal: Refusal): Promise<void> {
    for (const other of SIGNALS) {
      if (taken.size > 0) return
      if (other === of || untaken.has(other)) continue
      const { body } = await encodeMessage(other, EMPTY_MESSAGES[other], sink)
      await deliverPatiently(other, body)
    }
    if (taken.size === 0) throw denied(refusal)
  }

  function denied({ code, message }: Refusal): Fault {
    return sinkFault('SINK_DENIED', `${sink.name} at ${sink.endpoint}: ${said(code, message)}`, {
      fields: { sink: sink.name, code },
    })
  }

  function passOver({ code, message }: Refusal, items: number): void {
    total.items += items
    total.refused += items
    refusedRunning++
    noticeOnce(code, `${sink.name} refused ${items} of what it was sent, ${said(code, message)}.`)
    if (refusedRunning < MOST_REFUSED_RUNNING) return
    throw sinkFault(
      'SINK_REFUSES',
      `${sink.name} at ${sink.endpoint} refused ${refusedRunning} requests running, ${said(code, message)}`,
      { fields: { sink: sink.name, code } },
    )
  }

  /** Until there is an answer that stands. */
  async function deliverPatiently(
    of: OtlpSignal,
    body: Uint8Array,
  ): Promise<Exclude<Delivery, { kind: 'postponed' | 'denied' }>> {
    let waitedMs = 0
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      total.bytes += body.byteLength
      const outcome = await options.connection.deliver({ signal: of, body }, late.signal)
      if (outcome.kind === 'accepted') {
        taken.add(of)
        told.delete('POSTPONED')
        return outcome
      }
      countMet(outcome.code)
      const { code, message } = outcome
      if (outcome.kind === 'denied') throw denied(outcome)
      if (outcome.kind !== 'postponed') return outcome
      // Between half of it and all, so that senders who were turned away together don't come back together.
      const ownPauseMs = pauseMs * (0.5 + options.random() / 2)
      const wishMs = Math.min(outcome.afterMs ?? 0, LONGEST_WISH_MS)
      const nextMs = Math.max(ownPauseMs, wishMs)
      // Nobody has ever answered there: waiting helps only somebody who follows.
      const isNobody = taken.size === 0 && /^NET_(?:ECONNREFUSED|ENOTFOUND)$/.test(code)
      if (!isFollowing && (isNobody || waitedMs + nextMs > PATIENCE_MS)) {
        throw sinkFault(
          'SINK_UNREACHABLE',
          `${sink.name} at ${sink.endpoint} takes nothing now: ${said(code, message)}`,
          { fields: { sink: sink.name, code, retryAfterMs: outcome.afterMs } },
        )
      }
      noticeOnce(
        'POSTPONED',
        `${sink.name} takes nothing now, ${said(code, message)}: trying again, next in ${Math.ceil(nextMs / MS_PER_SECOND)} s.`,
      )
      await options.delay(nextMs, signal)
      waitedMs += nextMs
    }
  }

  const on = {
    lost: () =>
      onNotice(
        `The log no longer holds what ${sink.name} was sent last: some of it may be sent again, under the same ids.`,
      ),
    damaged: (fault: Fault) => {
      const block = `${fault.fields['segment']}/${fault.fields['atByte']}`
      if (damagedBlocks.has(block)) return
      damagedBlocks.add(block)
      countMet(fault.code)
      onNotice(`${fault.message}: left out.`)
    },
  }

  let fault: Fault | undefined
  try {
    for (;;) {
      for await (const batch of readBatches(options.log, cursor.place, chosenFor(sink, cursor.sinceMs), on)) {
        signal.throwIfAborted()
        if (!(await options.isStanding())) throw sinkChanged(sink)
        await sendBatch(batch)
      }
      if (options.waitForMore === undefined) break
      await options.waitForMore()
      signal.throwIfAborted()
    }
  } catch (error) {
    if (isFault(error)) fault = error
    else if (!signal.aborted) throw error
  } finally {
    signal.removeEventListener('abort', grace)
  }
  if (fault !== undefined && fault.code !== 'SINK_CHANGED') {
    const { code, message } = fault
    await options.saveCursor({ ...cursor, lastFault: { code, message, atMs: clock.nowMs() } })
  }
  return { ...total, first, last, faults, fault }
}

export function sinkChanged({ name }: Sink): Fault {
  return sinkFault('SINK_CHANGED', `${name} was removed, or is another now`, { fields: { sink: name } })
}

function said(code: string, message: string): string {
  return message === '' ? code : `${code}: ${shortText(message)}`
}
