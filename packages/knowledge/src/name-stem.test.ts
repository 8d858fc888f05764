import assert from 'node:assert/strict'
import test from 'node:test'
import { directoryOf, nameStem } from './name-stem.ts'

const assertAll = (stem: string, paths: readonly string[]): void => {
  for (const path of paths) assert.equal(nameStem(path), stem, path)
}

test('source, test, header, story and translation of one subject share a stem', () => {
  assertAll('parser', [
    'src/parser.ts',
    'src/parser.test.ts',
    'src/__tests__/parser.property.test.ts',
    'parser_test.go',
    'test_parser.py',
    'tests/parser_tests.rs',
    'ParserTest.java',
    'ParserTests.cs',
    'TestParser.java',
    'ParserIT.java',
    'ParserSpec.scala',
    'spec/parser_spec.rb',
    'parser-spec.js',
    'parser.spec.rb',
    'parser.h',
    'parser.cpp',
    'parser_unittest.cc',
    'parser_bench.py',
    'Parser.stories.tsx',
    'parser.en.json',
    'parser.d.ts',
    '.parser.yml',
  ])
})

test('words run together are the same as words with a separator', () => {
  assertAll('namestem', ['nameStem.ts', 'name-stem.ts', 'name_stem.rs', 'NameStemTest.java', 'name stem.md'])
})

test('a word that merely ends or begins like a test keeps its letters', () => {
  assert.equal(nameStem('latest.ts'), 'latest')
  assert.equal(nameStem('contest.go'), 'contest')
  assert.equal(nameStem('inspect.py'), 'inspect')
  assert.equal(nameStem('testimony.md'), 'testimony')
  assert.equal(nameStem('Testament.md'), 'testament')
  assert.equal(nameStem('AUDIT.md'), 'audit')
  assert.equal(nameStem('specification.md'), 'specification')
})

test('any number of separators around a word for "test" counts as one', () => {
  assertAll('parser', ['parser___test.go', 'test__parser.py', 'parser - spec.js'])
  assert.equal(nameStem('test__test.py'), 'test')
})

test('a megabyte of separators takes no longer than other names', () => {
  assert.equal(nameStem(`a${'_'.repeat(2 ** 20)}b.ts`), 'ab')
})

test('what would leave nothing stays', () => {
  assert.equal(nameStem('src/test.ts'), 'test')
  assert.equal(nameStem('_test.go'), 'test')
  assert.equal(nameStem('_.js'), '_.js')
  assert.equal(nameStem('a/'), '')
  assert.equal(nameStem(''), '')
})

test('a file in the root lies in the directory without a name', () => {
  assert.equal(directoryOf('a.ts'), '')
  assert.equal(directoryOf('a/b/c.ts'), 'a/b')
  assert.equal(directoryOf('/a.ts'), '')
})
