/**
 * W3C baggage: names and values that travel with a piece of work.
 *
 * A member that isn't one is left out, the others stay; so are members beyond 180 or
 * 8,192 characters, whole and from the end. Order and doubled keys are kept. Baggage goes
 * wherever its carrier goes: nothing that is secret belongs into it.
 *
 * Source: https://www.w3.org/TR/baggage/
 */
export type BaggageEntry = {
  /** A token of HTTP. */
  readonly key: string
  readonly value: string
  readonly properties: readonly BaggageProperty[]
}
export type BaggageProperty = { readonly key: string; readonly value?: string }
export type Baggage = readonly BaggageEntry[]

const MOST_MEMBERS = 180
const MOST_CHARACTERS = 8192
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/
const VALUE = /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$/
const OPTIONAL_WHITESPACE = /^[ \t]+|[ \t]+$/g
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

/** Several texts are one text, joined by commas. */
export function parseBaggage(texts: string | readonly string[]): Baggage {
  const text = typeof texts === 'string' ? texts : texts.join(',')
  // A member that the limit cuts in two is none: what stands after the last comma within it goes.
  const end = text.length <= MOST_CHARACTERS ? text.length : text.lastIndexOf(',', MOST_CHARACTERS)
  const entries: BaggageEntry[] = []
  for (const member of text.slice(0, Math.max(0, end)).split(',')) {
    if (entries.length === MOST_MEMBERS) break
    const [first, ...rest] = member.split(';')
    const pair = parsePair(first!)
    const properties = parseProperties(rest.join(';'))
    if (pair?.value === undefined || properties === undefined) continue
    entries.push({ key: pair.key, value: pair.value, properties })
  }
  return entries
}

/** Empty where there is nothing to carry. */
export function formatBaggage(baggage: Baggage): string {
  let text = ''
  let members = 0
  for (const { key, value, properties } of baggage) {
    if (members === MOST_MEMBERS) break
    if (!TOKEN.test(key) || !properties.every((property) => TOKEN.test(property.key))) continue
    const member = [formatPair({ key, value }), ...properties.map(formatPair)].join(';')
    const longer = members === 0 ? member : `${text},${member}`
    if (longer.length > MOST_CHARACTERS) break
    text = longer
    members++
  }
  return text
}

/** Undefined where one of them is none. */
export function parseProperties(text: string): BaggageProperty[] | undefined {
  if (text === '') return []
  const pairs = text.split(';').map(parsePair)
  const properties = pairs.filter((pair) => pair !== undefined)
  return properties.length === pairs.length ? properties : undefined
}

export function formatProperties(properties: readonly BaggageProperty[]): string {
  return properties.map(formatPair).join(';')
}

function parsePair(text: string): BaggageProperty | undefined {
  const equals = text.indexOf('=')
  const key = (equals === -1 ? text : text.slice(0, equals)).replace(OPTIONAL_WHITESPACE, '')
  if (!TOKEN.test(key)) return undefined
  if (equals === -1) return { key }
  const value = text.slice(equals + 1).replace(OPTIONAL_WHITESPACE, '')
  return VALUE.test(value) ? { key, value: percentDecoded(value) } : undefined
}

function formatPair({ key, value }: BaggageProperty): string {
  return value === undefined ? key : `${key}=${encodeURIComponent(value.toWellFormed())}`
}

/** Octets that are no UTF-8 become U+FFFD; a percent sign that encodes nothing stays. */
function percentDecoded(text: string): string {
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (octets) =>
    utf8.decode(Uint8Array.from(octets.slice(1).split('%'), (octet) => Number.parseInt(octet, 16))),
  )
}
