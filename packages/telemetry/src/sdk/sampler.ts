/**
 * Which traces are recorded: what the parent says, and of new ones a share that depends on
 * the trace's id alone, so that everybody who takes a share takes the same traces.
 *
 * The share is told in the trace state (`ot=th:…`), by which counts stay estimable, and a
 * threshold that contradicts its own trace isn't handed on.
 *
 * Source: https://opentelemetry.io/docs/specs/otel/trace/tracestate-probability-sampling/
 */
import type { Link, SpanContext, SpanKind, TraceState } from '@opentelemetry/api'
import { SAMPLED } from '../context/trace-context.ts'
import { withMember } from '../context/trace-state.ts'

export type SamplingRequest = {
  /** Undefined for the first span of a trace. */
  readonly parent: SpanContext | undefined
  readonly traceId: string
  readonly name: string
  readonly kind: SpanKind
  readonly attributes: Readonly<Record<string, unknown>> | undefined
  readonly links: readonly Link[] | undefined
}

export type SamplingVerdict = {
  readonly isSampled: boolean
  /** What the span and everything beneath it carries. */
  readonly state?: TraceState
}

export type Sampler = (request: SamplingRequest) => SamplingVerdict

/** Thresholds and randomness have 56 bits. */
const HEX_DIGITS = 14
const EVERYTHING: SamplingVerdict = { isSampled: true }
const NOTHING: SamplingVerdict = { isSampled: false }

/** `ratio` from 0 to 1 of the traces that begin here. */
export function makeRatioSampler(ratio: number): Sampler {
  const threshold = thresholdOf(ratio)
  return ({ parent, traceId }) => {
    if (parent !== undefined) return asParent(parent)
    if (threshold === undefined) return NOTHING
    if (ratio >= 1) return EVERYTHING
    if (randomnessOf(traceId, undefined) < threshold) return NOTHING
    return verdict(true, withSubkey(undefined, 'th', threshold.replace(/0+$/, '') || '0'))
  }
}

function asParent({ traceId, traceFlags, traceState }: SpanContext): SamplingVerdict {
  const isSampled = (traceFlags & SAMPLED) !== 0
  if (traceState === undefined) return isSampled ? EVERYTHING : NOTHING
  const told = subkey(traceState, 'th')
  const isConsistent =
    told === undefined || randomnessOf(traceId, traceState) >= told.padEnd(HEX_DIGITS, '0') === isSampled
  return verdict(isSampled, isConsistent ? traceState : withSubkey(traceState, 'th', undefined))
}

function verdict(isSampled: boolean, state: TraceState | undefined): SamplingVerdict {
  return state === undefined ? { isSampled } : { isSampled, state }
}

/** As hex, so that texts compare as numbers do. Undefined where nothing is to be taken. */
function thresholdOf(ratio: number): string | undefined {
  if (!(ratio > 0)) return undefined
  const threshold = BigInt(Math.round((1 - Math.min(ratio, 1)) * 2 ** 56))
  return threshold === 2n ** 56n ? undefined : threshold.toString(16).padStart(HEX_DIGITS, '0')
}

function randomnessOf(traceId: string, state: TraceState | undefined): string {
  const told = subkey(state, 'rv')
  return told !== undefined && told.length === HEX_DIGITS ? told : traceId.slice(-HEX_DIGITS)
}

/** OpenTelemetry's member of a trace state holds pairs of its own: `ot=th:c;rv:0123456789abcd`. */
function subkey(state: TraceState | undefined, key: 'th' | 'rv'): string | undefined {
  const found = subkeys(state).find((pair) => pair.startsWith(`${key}:`))
  return found !== undefined && /^..:[0-9a-f]{1,14}$/.test(found) ? found.slice(3) : undefined
}

function withSubkey(
  state: TraceState | undefined,
  key: 'th' | 'rv',
  value: string | undefined,
): TraceState | undefined {
  const others = subkeys(state).filter((pair) => !pair.startsWith(`${key}:`))
  const pairs = value === undefined ? others : [`${key}:${value}`, ...others]
  return withMember(state, 'ot', pairs.length === 0 ? undefined : pairs.join(';'))
}

function subkeys(state: TraceState | undefined): string[] {
  return state?.get('ot')?.split(';') ?? []
}
