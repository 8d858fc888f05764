import assert from 'node:assert/strict'
import test from 'node:test'
import { isFault } from '@wakelore/kernel/fault'
import { fileArgument } from './file-argument.ts'

const parse = (argument: string, ...files: readonly string[]) => {
  const { file, lines } = fileArgument(argument, (name) => files.includes(name))
  return lines === undefined ? [file] : [file, lines.start, lines.end]
}

test('lines stand behind a colon, as one or from one to another', () => {
  assert.deepEqual(parse('src/a.ts'), ['src/a.ts'])
  assert.deepEqual(parse('src/a.ts:12'), ['src/a.ts', 12, 12])
  assert.deepEqual(parse('src/a.ts:12-20'), ['src/a.ts', 12, 20])
  assert.deepEqual(parse('src/a.ts:12,20'), ['src/a.ts', 12, 20])
  assert.deepEqual(parse('C:/work/a.ts:3'), ['C:/work/a.ts', 3, 3])
})

test('a column, as compilers print one, is passed over', () => {
  assert.deepEqual(parse('src/a.ts:12:5', 'src/a.ts'), ['src/a.ts', 12, 12])
  assert.deepEqual(parse('src/a.ts:12:5'), ['src/a.ts', 12, 12])
})

test('a file whose name looks like one with lines is meant before a shorter one', () => {
  assert.deepEqual(parse('notes:12', 'notes:12', 'notes'), ['notes:12'])
  assert.deepEqual(parse('notes:12:5', 'notes:12', 'notes'), ['notes:12', 5, 5])
})

test('lines that cannot be are refused', () => {
  for (const argument of ['a:0', 'a:20-12', 'a:-3', 'a:3-', 'a:1.5', 'a:9999999999', 'a:1-2-3']) {
    assert.throws(
      () => parse(argument),
      (error) => isFault(error, 'LINE_UNKNOWN'),
      argument,
    )
  }
})
