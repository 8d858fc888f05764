import assert from 'node:assert/strict'
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'node:test'
import * as fc from 'fast-check'
import { LONGEST_LINE_BYTES, makeWindow, openTraceLines } from './trace-lines.ts'

const window = makeWindow()

function linesOf(text: string, untilByte = text.length): { lines: string[]; long: number; torn: number } {
  const directory = mkdtempSync(join(tmpdir(), 'wakelore-lines-'))
  const path = join(directory, 'trace')
  writeFileSync(path, text)
  const file = openSync(path, 'r')
  try {
    const reader = openTraceLines(file, untilByte, window)
    const lines: string[] = []
    let torn = 0
    for (let line = reader.next(); line !== undefined; line = reader.next()) {
      lines.push(line.toString('latin1'))
      if (reader.isTorn()) torn++
    }
    return { lines, long: reader.longLines(), torn }
  } finally {
    closeSync(file)
    rmSync(directory, { recursive: true })
  }
}

test('lines are those of the file, whatever their lengths', () => {
  const line = fc.oneof(
    fc.string({ unit: fc.constantFrom('a', 'b', '{', ' '), maxLength: 40 }),
    fc.integer({ min: 0, max: 40_000 }).map((length) => 'x'.repeat(length)),
  )
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), fc.boolean(), (lines, isEnded) => {
      const text = lines.map((one) => `${one}\n`).join('') + (isEnded ? '' : 'rest')
      assert.deepEqual(linesOf(text), {
        lines: isEnded ? lines : [...lines, 'rest'],
        long: 0,
        torn: isEnded ? 0 : 1,
      })
    }),
    { numRuns: 60 },
  )
})

test('a line beyond the longest is left out, and those around it are not', () => {
  for (const length of [LONGEST_LINE_BYTES + 20_000, 3 * LONGEST_LINE_BYTES]) {
    const long = 'x'.repeat(length)
    assert.deepEqual(linesOf(`a\n${long}\nb\n${long}\nc`), { lines: ['a', 'b', 'c'], long: 2, torn: 1 })
    assert.deepEqual(linesOf(`a\n${long}`), { lines: ['a'], long: 1, torn: 0 })
  }
  const longest = 'x'.repeat(LONGEST_LINE_BYTES - 1)
  assert.deepEqual(linesOf(`${longest}\n${longest}\n`), { lines: [longest, longest], long: 0, torn: 0 })
})

test('nothing after the byte that was named is read', () => {
  assert.deepEqual(linesOf('one\ntwo\nthree\n', 6), { lines: ['one', 'tw'], long: 0, torn: 1 })
})
