/** An outside on a clock that only tests turn, with an endpoint that answers as they say. */
import { makeSynchronousHolder } from './active-context.ts'
import type { Outside } from './make-telemetry.ts'

export type SentRequest = {
  readonly atMs: number
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly keepalive: boolean
  readonly text: string
}

export type VirtualOutside = Outside & {
  readonly sent: SentRequest[]
  /** Turns the clock; timers run when they are due, and what they began goes as far as it can. */
  readonly advance: (ms: number) => Promise<void>
  readonly setWall: (ms: number) => void
  readonly leave: (isLast: boolean) => Promise<void>
  /** How many timers run, and of them those that would keep a process from ending. */
  readonly timers: () => { readonly all: number; readonly holding: number }
}

export type Answer = (request: SentRequest, signal: AbortSignal) => Response | Promise<Response>

export const STARTED_AT_MS = 1_790_000_000_000

export function makeVirtualOutside(answer: Answer = () => new Response('{}')): VirtualOutside {
  let tick = 1000
  let wallOffset = STARTED_AT_MS - tick
  const timers = new Set<{ readonly dueAt: number; readonly run: () => void; readonly holds: boolean }>()
  const leavers = new Set<(isLast: boolean) => Promise<void>>()
  const sent: SentRequest[] = []

  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => void setImmediate(resolve))
  }
  return {
    language: 'webjs',
    sent,
    fetch: async (url, request = {}) => {
      const sentRequest: SentRequest = {
        atMs: tick,
        url: String(url),
        headers: request.headers as Record<string, string>,
        keepalive: request.keepalive === true,
        text: new TextDecoder().decode(request.body as Uint8Array),
      }
      sent.push(sentRequest)
      return await answer(sentRequest, request.signal!)
    },
    clock: { wallMs: () => Math.floor(tick + wallOffset), tickMs: () => tick },
    random: () => 0.5,
    startTimer: (run, afterMs, holds = false) => {
      const timer = { dueAt: tick + afterMs, run, holds }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    contextHolder: makeSynchronousHolder(),
    onLeaving: (leave) => {
      leavers.add(leave)
      return () => leavers.delete(leave)
    },
    advance: async (ms) => {
      await settle()
      const until = tick + ms
      for (;;) {
        const next = [...timers].filter(({ dueAt }) => dueAt <= until).sort((a, b) => a.dueAt - b.dueAt)[0]
        if (next === undefined) break
        timers.delete(next)
        tick = Math.max(tick, next.dueAt)
        next.run()
        await settle()
      }
      tick = until
    },
    setWall: (ms) => {
      wallOffset = ms - tick
    },
    leave: async (isLast) => {
      await Promise.all([...leavers].map((leave) => leave(isLast)))
    },
    timers: () => ({ all: timers.size, holding: [...timers].filter(({ holds }) => holds).length }),
  }
}
