import assert from 'node:assert/strict'
import test from 'node:test'
import * as fc from 'fast-check'
import { pathText } from './path-text.ts'

/** git's unquoting, as in its quote.c. */
function bytesOf(text: string): Buffer {
  if (!text.startsWith('"')) return Buffer.from(text)
  const letters: Record<string, number> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, '"': 34, '\\': 92 }
  const bytes: number[] = []
  for (const [piece, octal, letter] of text.slice(1, -1).matchAll(/\\(?:(\d{3})|(.))|[^]/g)) {
    bytes.push(
      octal !== undefined
        ? Number.parseInt(octal, 8)
        : letter !== undefined
          ? letters[letter]!
          : piece.charCodeAt(0),
    )
  }
  return Buffer.from(bytes)
}

test('every path keeps its bytes', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 20 }),
    fc.string({ unit: 'grapheme' }).map((text) => Buffer.from(text)),
    fc.constantFrom('"', '"a"', '\\', '\ufffd', 'a\ufffdb').map((text) => Buffer.from(text)),
  )
  fc.assert(
    fc.property(bytes, (path) => {
      assert.deepEqual(bytesOf(pathText(Buffer.from(path))), Buffer.from(path))
    }),
    { numRuns: 2000 },
  )
})

test('a path that is UTF-8 and does not begin with a quote stands as it is', () => {
  for (const path of ['a b', 'caf\u00e9', 'new\nline', '\ufffd', 'in"side']) {
    assert.equal(pathText(Buffer.from(path)), path)
  }
})
