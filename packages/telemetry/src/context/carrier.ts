/**
 * What travels with a piece of work, and how it is read from and written to anything that
 * holds texts by name: the one place that knows W3C's three names.
 *
 * A carrier with two parents has none, and a trace state without a parent is none.
 */
import { formatBaggage, parseBaggage, type Baggage } from './baggage.ts'
import { formatTraceparent, parseTraceparent, type TraceContext } from './trace-context.ts'
import { parseTracestate } from './trace-state.ts'

export type Carried = {
  /** Undefined where nothing lies above. */
  readonly trace: TraceContext | undefined
  readonly baggage: Baggage
}

export type CarriedName = 'traceparent' | 'tracestate' | 'baggage'

/** `get` answers with every text of that name. */
export function readCarrier(get: (name: CarriedName) => string | readonly string[] | undefined): Carried {
  const texts = (name: CarriedName): readonly string[] => {
    const found = get(name)
    return found === undefined ? [] : typeof found === 'string' ? [found] : found
  }
  const parents = texts('traceparent')
  const trace = parents.length === 1 ? parseTraceparent(parents[0]!) : undefined
  const state = trace === undefined ? undefined : parseTracestate(texts('tracestate'))
  return {
    trace: trace === undefined || state === undefined ? trace : { ...trace, state },
    baggage: parseBaggage(texts('baggage')),
  }
}

/** `set` is called for each of the names; with undefined, the carrier is to hold none, lest it keep another's. */
export function writeCarrier(
  { trace, baggage }: Carried,
  set: (name: CarriedName, text: string | undefined) => void,
): void {
  set('traceparent', trace === undefined ? undefined : formatTraceparent(trace))
  set('tracestate', trace?.state?.serialize() || undefined)
  set('baggage', formatBaggage(baggage) || undefined)
}
