/**
 * W3C tracestate: what the tracing systems along a trace have to tell each other, as an
 * immutable list of at most 32 members, the last writer first.
 *
 * A text with anything wrong in it is no trace state at all, so that half of it never
 * travels on; of a key that stands twice the first counts. Members aren't cut: what is
 * valid has 16 KiB at most.
 *
 * Source: https://www.w3.org/TR/trace-context-2/#tracestate-header
 */
import type { TraceState } from '@opentelemetry/api'

type Member = readonly [key: string, value: string]

const MOST_MEMBERS = 32
/** 32 members at their longest, with as many commas and some space; beyond it nothing is looked at. */
const MOST_CHARACTERS = 20_000
const KEY = /^[a-z0-9][a-z0-9_\-*/@]{0,255}$/
const VALUE = /^[\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,255}[\x21-\x2b\x2d-\x3c\x3e-\x7e]$/

/** Several texts are one text, joined by commas. Undefined where there is nothing, or nothing valid. */
export function parseTracestate(texts: string | readonly string[]): TraceState | undefined {
  const text = typeof texts === 'string' ? texts : texts.join(',')
  if (text.length > MOST_CHARACTERS) return undefined
  const members = new Map<string, string>()
  for (const part of text.split(',')) {
    // Space before a key is none of it; space before a value is.
    const member = part.replace(/^[ \t]+|[ \t]+$/g, '')
    if (member === '') continue
    const [key, value, ...more] = member.split('=')
    if (value === undefined || more.length > 0 || !KEY.test(key!) || !VALUE.test(value)) return undefined
    if (!members.has(key!)) members.set(key!, value)
  }
  return members.size === 0 || members.size > MOST_MEMBERS ? undefined : traceStateOf([...members])
}

/** A trace state with that member first; `undefined` takes it out. What is invalid changes nothing. */
export function withMember(
  state: TraceState | undefined,
  key: string,
  value: string | undefined,
): TraceState | undefined {
  const changed = value === undefined ? state?.unset(key) : (state ?? traceStateOf([])).set(key, value)
  return changed === undefined || changed.serialize() === '' ? undefined : changed
}

function traceStateOf(members: readonly Member[]): TraceState {
  const others = (key: string): Member[] => members.filter(([name]) => name !== key)
  const state: TraceState = {
    get: (key) => members.find(([name]) => name === key)?.[1],
    set: (key, value) => {
      if (!KEY.test(key) || !VALUE.test(value)) return state
      return traceStateOf([[key, value], ...others(key).slice(0, MOST_MEMBERS - 1)])
    },
    unset: (key) => traceStateOf(others(key)),
    serialize: () => members.map(([key, value]) => `${key}=${value}`).join(','),
  }
  return state
}
