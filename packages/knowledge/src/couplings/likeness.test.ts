import assert from 'node:assert/strict'
import test from 'node:test'
import { likenessOf } from './likeness.ts'

test('a source, its test and its header have one name; a name within the other makes them kin', () => {
  const names = (a: string, b: string): string => likenessOf(a, b).names
  assert.equal(names('src/parser.ts', 'test/parser.test.ts'), 'same')
  assert.equal(names('include/url.h', 'lib/url.c'), 'same')
  assert.equal(names('src/run.rs', 'test/test_run_command.rs'), 'kin')
  assert.equal(names('src/parser.ts', 'src/printer.ts'), 'strange')
  assert.equal(names('a.ts', 'lib/parser.ts'), 'strange')
})

test('a directory is shared where both lie in it themselves', () => {
  assert.equal(likenessOf('src/a.ts', 'src/b.ts').isSameDirectory, true)
  assert.equal(likenessOf('src/a.ts', 'src/deep/b.ts').isSameDirectory, false)
  assert.equal(likenessOf('a.ts', 'b.ts').isSameDirectory, true)
})
