/**
 * OTLP JSON as a bag of items that can be compared: a span, a record or a point with all
 * that stands above it (resource, scope, metric), as one text.
 *
 * Written from OTLP's specification alone and sharing nothing with the product, for it
 * judges it. Equal are messages that mean the same: a field that is absent or has its
 * default value, a 64-bit integer as number or text, attributes in any order, items in
 * any grouping. The value of an attribute is kept to the type.
 */
export type OtlpSignal = 'traces' | 'logs' | 'metrics'
export type Items = Readonly<Record<OtlpSignal, readonly string[]>>

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }
type JsonObject = { readonly [name: string]: Json }

/** Fields whose default value says something, for otherwise they'd be absent. */
const WITH_PRESENCE = new Set([
  'asDouble',
  'asInt',
  'sum',
  'min',
  'max',
  'stringValue',
  'boolValue',
  'intValue',
  'doubleValue',
  'bytesValue',
  'arrayValue',
  'kvlistValue',
])
const INTEGERS_64 = new Set(['intValue', 'asInt', 'count', 'zeroCount', 'bucketCounts'])
const KEY_AND_VALUE = new Set(['key', 'value'])
const CONTEXT_CHARACTERS = 80
const METRIC_DATA = ['gauge', 'sum', 'histogram', 'exponentialHistogram', 'summary']

/** Of requests, one after another; only what `isWanted` says by the attributes of its resource. */
export function itemsOf(
  requests: Iterable<unknown>,
  isWanted: (attributes: ReadonlyMap<string, unknown>) => boolean = () => true,
): Items {
  const items: Record<OtlpSignal, string[]> = { traces: [], logs: [], metrics: [] }
  for (const request of requests) {
    const { resourceSpans, resourceLogs, resourceMetrics } = request as JsonObject
    for (const [above, span] of beneath(resourceSpans, 'scopeSpans', 'spans', isWanted)) {
      items.traces.push(canonicalText({ ...above, span }))
    }
    for (const [above, record] of beneath(resourceLogs, 'scopeLogs', 'logRecords', isWanted)) {
      items.logs.push(canonicalText({ ...above, record }))
    }
    for (const [above, metric] of beneath(resourceMetrics, 'scopeMetrics', 'metrics', isWanted)) {
      for (const [head, point] of points(metric as JsonObject)) {
        items.metrics.push(canonicalText({ ...above, metric: head, point }))
      }
    }
  }
  return items
}

/** What one has and the other hasn't, as often as it hasn't; in words, and where the first of them differ. */
export function difference(expected: readonly string[], found: readonly string[]): string | undefined {
  const missing = without(expected, found)
  const surplus = without(found, expected)
  if (missing.length + surplus.length === 0) return undefined
  const counts = `${missing.length} of ${expected.length} missing, ${surplus.length} that nobody sent`
  const [first] = missing
  if (first === undefined) return `${counts}: ${surplus[0]}`
  if (surplus.length === 0) return `${counts}: ${first}`
  const likest = surplus.reduce((best, text) => (likeness(first, text) > likeness(first, best) ? text : best))
  const at = Math.max(0, likeness(first, likest) - CONTEXT_CHARACTERS)
  const excerpt = (text: string): string => text.slice(at, at + 3 * CONTEXT_CHARACTERS)
  return `${counts}\n    expected …${excerpt(first)}…\n    found    …${excerpt(likest)}…`
}

/**
 * Without what telemetrygen makes up anew whenever it runs: ids, times, and all of an
 * exponential histogram's numbers.
 */
export function withoutInvention(items: readonly string[]): string[] {
  return items.map((item) => {
    const named = item
      .replace(/"((?:parentS|s)panId|traceId)":"[0-9a-f]+"/g, '"$1":"…"')
      .replace(/"((?:\w*T|t)imeUnixNano)":"\d+"/g, '"$1":"…"')
    if (!named.includes('"kind":"exponentialHistogram"')) return named
    return named
      .replace(/"(?:positive|negative)":\{[^}]*\},?/g, '')
      .replace(/"(?:count|zeroCount|sum|min|max|scale)":"?[-\d.e]+"?,?/g, '')
  })
}

function* beneath(
  resources: Json | undefined,
  scopesField: string,
  itemsField: string,
  isWanted: (attributes: ReadonlyMap<string, unknown>) => boolean,
): Generator<[JsonObject, Json]> {
  for (const group of list(resources)) {
    const { resource = {}, schemaUrl: resourceSchema = '' } = group
    const attributes = list((resource as JsonObject)['attributes'])
    const texts = attributes.map(({ key, value }) => [
      key as string,
      (value as JsonObject | undefined)?.['stringValue'],
    ])
    if (!isWanted(new Map(texts as [string, unknown][]))) continue
    for (const inner of list(group[scopesField])) {
      const { scope = {}, schemaUrl: scopeSchema = '' } = inner
      for (const item of list(inner[itemsField]))
        yield [{ resource, resourceSchema, scope, scopeSchema }, item]
    }
  }
}

function* points(metric: JsonObject): Generator<[JsonObject, Json]> {
  for (const kind of METRIC_DATA) {
    if (metric[kind] === undefined || metric[kind] === null) continue
    const { [kind]: data, ...head } = metric
    const { dataPoints, ...rest } = data as JsonObject
    for (const point of list(dataPoints)) yield [{ ...head, kind, ...rest }, point]
  }
}

function list(value: Json | undefined): readonly JsonObject[] {
  return (value ?? []) as readonly JsonObject[]
}

function canonicalText(value: Json): string {
  return textOf(canonical(value, '') ?? {})
}

/** Undefined for what is as good as absent. */
function canonical(value: Json, field: string): Json | undefined {
  if (value === null) return undefined
  if (Array.isArray(value)) return canonicalList(value, field)
  if (typeof value === 'object') return canonicalObject(value as JsonObject, field)
  if (isInteger64(field))
    return WITH_PRESENCE.has(field) || BigInt(value) !== 0n ? `${BigInt(value)}` : undefined
  if (WITH_PRESENCE.has(field)) return value
  if (/(?:trace|span)Id$/i.test(field)) return value === '' ? undefined : (value as string).toLowerCase()
  return value === '' || value === false || value === 0 ? undefined : value
}

function canonicalList(values: readonly Json[], field: string): Json | undefined {
  if (values.length === 0) return undefined
  // An item of a list is there, whatever it is.
  const items = values.map((value) =>
    isInteger64(field)
      ? `${BigInt(value as string)}`
      : typeof value === 'object'
        ? (canonical(value, '') ?? {})
        : value,
  )
  const names = new Set(
    items.flatMap((item) => (typeof item === 'object' && item !== null ? Object.keys(item) : '')),
  )
  const isKeyed = names.has('key') && names.isSubsetOf(KEY_AND_VALUE)
  return isKeyed ? items.sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1)) : items
}

function canonicalObject(object: JsonObject, field: string): Json | undefined {
  const entries = Object.entries(object)
    .map(([name, value]) => [name, canonical(value, name)] as const)
    .filter((entry): entry is [string, Json] => entry[1] !== undefined)
  if (entries.length === 0 && !WITH_PRESENCE.has(field)) return undefined
  return Object.fromEntries(entries)
}

/** `sum` is a number of a histogram's point, and a kind of metric; `count` always a number. */
function isInteger64(field: string): boolean {
  return INTEGERS_64.has(field) || field.endsWith('UnixNano')
}

/** JSON with sorted names, and with a zero's sign. */
function textOf(value: Json): string {
  if (Object.is(value, -0)) return '-0'
  if (Array.isArray(value)) return `[${value.map(textOf).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value as JsonObject).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([name, inner]) => `${JSON.stringify(name)}:${textOf(inner)}`).join(',')}}`
}

/** How many characters they begin with in common. */
function likeness(one: string, other: string): number {
  let length = 0
  while (length < one.length && one[length] === other[length]) length++
  return length
}

function without(texts: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>()
  for (const text of others) left.set(text, (left.get(text) ?? 0) + 1)
  return texts.filter((text) => {
    const count = left.get(text) ?? 0
    left.set(text, count - 1)
    return count <= 0
  })
}
