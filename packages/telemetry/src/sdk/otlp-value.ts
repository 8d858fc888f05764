/**
 * Values of attributes as OTLP's JSON has them. Total: whatever an application hands over
 * becomes a value or nothing, bounded in length, depth and count, and nothing throws. A
 * value is taken as it is at that moment; changing it later changes nothing.
 *
 * Written by hand beside `otlp/json`, so that a page needn't carry the codec and its tables;
 * tests hold what stands here to the codec's reader.
 */
export type OtlpValue =
  | { readonly stringValue: string }
  | { readonly boolValue: boolean }
  | { readonly intValue: string }
  | { readonly doubleValue: number | 'NaN' | 'Infinity' | '-Infinity' }
  | { readonly bytesValue: string }
  | { readonly arrayValue: { readonly values: readonly (OtlpValue | NoValue)[] } }
  | { readonly kvlistValue: { readonly values: readonly OtlpKeyValue[] } }

/** Stands in an array for what is no value, so that the others keep their places. */
type NoValue = Record<never, never>

export type OtlpKeyValue = { readonly key: string; readonly value: OtlpValue }

const MOST_TEXT_CHARACTERS = 16_384
const MOST_ITEMS = 1024
const MOST_DEPTH = 8
const LEAST_INT64 = -(2n ** 63n)
const MOST_INT64 = 2n ** 63n - 1n

/** Undefined where there is no value: null, a function, a symbol, what lies too deep or can't be read. */
export function otlpValue(value: unknown): OtlpValue | undefined {
  switch (typeof value) {
    case 'string':
      return { stringValue: boundedText(value) }
    case 'boolean':
      return { boolValue: value }
    case 'number':
      return numberValue(value)
    case 'bigint':
      return value >= LEAST_INT64 && value <= MOST_INT64
        ? { intValue: String(value) }
        : { stringValue: boundedText(String(value)) }
    case 'object':
      try {
        return objectValue(value, 0)
      } catch {
        // A getter or a proxy of the application's: what can't be read is no value.
        return undefined
      }
    default:
      return undefined
  }
}

/** Well-formed and no longer than the limit; a character that the limit would halve goes. */
export function boundedText(text: string): string {
  if (text.length <= MOST_TEXT_CHARACTERS) return text.isWellFormed() ? text : text.toWellFormed()
  const cut = text.slice(0, MOST_TEXT_CHARACTERS)
  return (/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut).toWellFormed()
}

/** About as many bytes as the value takes in JSON. */
export function sizeOf(value: OtlpValue | NoValue): number {
  if ('stringValue' in value) return 18 + value.stringValue.length
  let size = 36
  if ('bytesValue' in value) size += value.bytesValue.length
  else if ('arrayValue' in value) for (const item of value.arrayValue.values) size += sizeOf(item)
  else if ('kvlistValue' in value) {
    for (const item of value.kvlistValue.values) size += 20 + item.key.length + sizeOf(item.value)
  }
  return size
}

function numberValue(value: number): OtlpValue {
  if (Number.isSafeInteger(value)) return { intValue: String(value) }
  return {
    doubleValue: Number.isFinite(value) ? value : (String(value) as 'NaN' | 'Infinity' | '-Infinity'),
  }
}

function objectValue(value: object | null, depth: number): OtlpValue | undefined {
  if (value === null || depth === MOST_DEPTH) return undefined
  if (value instanceof Uint8Array) return { bytesValue: base64(value.subarray(0, MOST_TEXT_CHARACTERS)) }
  if (Array.isArray(value)) {
    const values = Array.from(value.slice(0, MOST_ITEMS), (item) => nestedValue(item, depth) ?? {})
    return { arrayValue: { values } }
  }
  if (value instanceof Date) return otlpValue(value.toJSON() ?? '')
  const values: OtlpKeyValue[] = []
  for (const key of Object.keys(value).slice(0, MOST_ITEMS)) {
    const item = nestedValue((value as Record<string, unknown>)[key], depth)
    if (item !== undefined) values.push({ key: boundedText(key), value: item })
  }
  return { kvlistValue: { values } }
}

function nestedValue(value: unknown, depth: number): OtlpValue | undefined {
  return typeof value === 'object' ? objectValue(value, depth + 1) : otlpValue(value)
}

function base64(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}
