import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { indentationOf } from './indentation.ts'

const of = (text: string): ReturnType<typeof indentationOf> => indentationOf(Buffer.from(text))

/** Lines at given levels, in whatever a level is written. */
const lines = (levels: readonly number[], unit: string): string =>
  levels.map((level) => `${unit.repeat(level)}x\n`).join('')

/** Levels of a text whose every line is at most one deeper than the one above it. */
const stairs = fc.array(fc.integer({ min: -6, max: 1 }), { minLength: 1, maxLength: 60 }).map((steps) => {
  let level = 0
  return steps.map((step, at) => (level = at === 0 ? 0 : Math.max(0, level + step)))
})

test('a level is a level, whether it is a tab, two blanks or eight', () => {
  fc.assert(
    fc.property(stairs, fc.constantFrom('\t', '  ', '   ', '    ', '        '), (levels, unit) => {
      const total = levels.reduce((sum, level) => sum + level, 0)
      assert.deepEqual(of(lines(levels, unit)), {
        lines: levels.length,
        total,
        mean: total / levels.length,
        max: Math.max(...levels),
      })
    }),
  )
})

test('tabs and blanks in one file come out as they look with tabs of eight columns', () => {
  assert.equal(of('a\n    b\n\tc\n\t    d\n').total, 0 + 1 + 2 + 3)
})

test('a line that goes on at a bracket is one level deeper, however far it is moved in', () => {
  assert.deepEqual(of('int call(int a,\n                  int b)\n{\n  go();\n}\n'), {
    lines: 5,
    total: 2,
    mean: 0.4,
    max: 1,
  })
})

test('the lines of a comment, moved in by one column, are no deeper than the comment', () => {
  assert.equal(of('/**\n * one\n * two\n */\nvoid f();\n').total, 0)
  assert.equal(of('  a {\n    /*\n     * b\n     */\n    c\n  }\n').total, 1 + 1 + 1 + 1)
})

test('blank lines count nothing, with LF or with CRLF, and nothing has no mean', () => {
  assert.deepEqual(of('a\r\n\r\n  b\r\n \t \r\n'), { lines: 2, total: 1, mean: 0.5, max: 1 })
  assert.deepEqual(of(''), { lines: 0, total: 0, mean: 0, max: 0 })
  assert.deepEqual(of('\n\n   '), { lines: 0, total: 0, mean: 0, max: 0 })
})

test('a staircase of five hundred steps is bounded', () => {
  const steps = Array.from({ length: 500 }, (_, level) => level)
  const { max, total } = of(lines(steps, '  '))
  assert.equal(max, 64)
  assert.equal(
    total,
    steps.reduce((sum, level) => sum + Math.min(level, 64), 0),
  )
})
