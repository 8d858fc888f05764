/**
 * HTTP headers as carriers: fetch's `Headers`, a Map, or a plain object as Node's requests
 * have it. Names are found in any case and written in lower case.
 */
import { readCarrier, writeCarrier, type Carried } from './carrier.ts'

type HeaderValue = string | number | readonly string[] | undefined

export type HeaderCarrier =
  | Pick<Headers, 'get' | 'set' | 'delete' | 'append'>
  | Map<string, string | readonly string[]>
  | Record<string, HeaderValue>

export function readHeaders(headers: HeaderCarrier): Carried {
  if (isHeaders(headers)) return readCarrier((name) => headers.get(name) ?? undefined)
  const entries = headers instanceof Map ? headers.entries() : Object.entries(headers)
  const found = new Map<string, string[]>()
  for (const [name, value] of entries) {
    if (value === undefined) continue
    const lower = name.toLowerCase()
    const texts = typeof value === 'object' ? value : [String(value)]
    found.set(lower, [...(found.get(lower) ?? []), ...texts])
  }
  return readCarrier((name) => found.get(name))
}

/** Changes the headers; what they carried before is replaced. */
export function writeHeaders(headers: HeaderCarrier, carried: Carried): void {
  writeCarrier(carried, (name, text) => {
    if (isHeaders(headers)) {
      if (text === undefined) headers.delete(name)
      else headers.set(name, text)
    } else if (headers instanceof Map) {
      for (const key of headers.keys()) if (key.toLowerCase() === name) headers.delete(key)
      if (text !== undefined) headers.set(name, text)
    } else {
      for (const key of Object.keys(headers)) if (key.toLowerCase() === name) delete headers[key]
      if (text !== undefined) headers[name] = text
    }
  })
}

function isHeaders(headers: HeaderCarrier): headers is Pick<Headers, 'get' | 'set' | 'delete' | 'append'> {
  return 'append' in headers && typeof headers.append === 'function'
}
