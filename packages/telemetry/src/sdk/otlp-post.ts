/**
 * One request of OTLP over HTTP, in JSON, and what its answer means.
 *
 * Never rejects. The request isn't traced, follows no redirect, carries no cookie, and goes
 * on after its page is gone where it is small enough for that.
 *
 * Source: https://opentelemetry.io/docs/specs/otlp/#otlphttp
 */
import { ROOT_CONTEXT } from '@opentelemetry/api'
import type { ActiveContext } from './active-context.ts'
import { withoutTracing } from './tracer.ts'

/**
 *   taken    but for `rejected` items
 *   refused  for good
 *   again    later: not before `retryAfterMs`, where that is told
 */
export type PostAnswer =
  | { readonly kind: 'taken'; readonly rejected: number; readonly message: string }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'again'; readonly retryAfterMs: number; readonly message: string }

export type PostSurroundings = {
  readonly fetch: typeof globalThis.fetch
  readonly activeContext: ActiveContext
  readonly wallMs: () => number
  readonly startTimer: StartTimer
}

/** Calls once, after that time; answers with what stops it. Only one that `holds` keeps a process from ending. */
export type StartTimer = (run: () => void, afterMs: number, holds?: boolean) => () => void

export type PostTarget = {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly timeoutMs: number
}

/** Browsers allow 64 KiB on their way from pages that are gone, of all requests together. */
export const KEPT_ALIVE_BYTES = 60_000
const MOST_ANSWER_CHARACTERS = 65_536
const MOST_MESSAGE_CHARACTERS = 500
const RETRYABLE = [429, 502, 503, 504]

export async function postOtlp(
  { fetch, activeContext, wallMs, startTimer }: PostSurroundings,
  { url, headers, timeoutMs }: PostTarget,
  body: Uint8Array<ArrayBuffer>,
  countKey: 'rejectedSpans' | 'rejectedLogRecords',
): Promise<PostAnswer> {
  const aborter = new AbortController()
  const stopTimer = startTimer(() => aborter.abort(), timeoutMs)
  try {
    // Before the first await: a page that is going away runs no further than that.
    const answered = activeContext.with(withoutTracing(ROOT_CONTEXT), () =>
      fetch(url, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body,
        signal: aborter.signal,
        keepalive: body.byteLength <= KEPT_ALIVE_BYTES,
        redirect: 'error',
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
      }),
    )
    const response = await answered
    const text = await readBounded(response)
    if (response.ok) return { kind: 'taken', ...partialSuccess(text, countKey) }
    const message = `HTTP ${response.status} ${text}`.slice(0, MOST_MESSAGE_CHARACTERS)
    if (!RETRYABLE.includes(response.status)) return { kind: 'refused', message }
    return {
      kind: 'again',
      retryAfterMs: retryAfterMs(response.headers.get('retry-after'), wallMs()),
      message,
    }
  } catch (error) {
    return { kind: 'again', retryAfterMs: 0, message: String(error).slice(0, MOST_MESSAGE_CHARACTERS) }
  } finally {
    stopTimer()
  }
}

/** What is longer than any answer of OTLP's is none: its rest isn't waited for. */
async function readBounded(response: Response): Promise<string> {
  const reader = response.body?.getReader()
  if (reader === undefined) return ''
  const decoder = new TextDecoder()
  let text = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text
    text += decoder.decode(value, { stream: true })
    if (text.length > MOST_ANSWER_CHARACTERS) {
      await reader.cancel()
      return ''
    }
  }
}

function partialSuccess(
  text: string,
  countKey: 'rejectedSpans' | 'rejectedLogRecords',
): { rejected: number; message: string } {
  try {
    const { partialSuccess: found } = JSON.parse(text) as { partialSuccess?: Record<string, unknown> }
    const rejected = Number(found?.[countKey] ?? 0)
    return {
      rejected: Number.isSafeInteger(rejected) && rejected > 0 ? rejected : 0,
      message: String(found?.['errorMessage'] ?? '').slice(0, MOST_MESSAGE_CHARACTERS),
    }
  } catch {
    // Taken is taken, whatever stands beneath it.
    return { rejected: 0, message: '' }
  }
}

/** Seconds, or a date. */
function retryAfterMs(header: string | null, nowMs: number): number {
  if (header === null) return 0
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - nowMs
  return ms > 0 ? ms : 0
}
