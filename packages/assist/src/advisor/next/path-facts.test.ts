import assert from 'node:assert/strict'
import test from 'node:test'
import * as fc from 'fast-check'
import { makePathBook, overlap, sharedDepth } from './path-facts.ts'

test('directories share what both lie in', () => {
  const { facts } = makePathBook()
  const shared = (a: string, b: string) => sharedDepth(facts(a).directory, facts(b).directory)
  assert.equal(shared('a/b/c/x', 'a/b/d/y'), 2)
  assert.equal(shared('a/b/x', 'a/b/c/d/y'), 2)
  assert.equal(shared('x', 'a/y'), 0)
  assert.equal(shared('a/x', 'ab/y'), 0)
})

test('tests are known by a part of the path, not by a piece of a word', () => {
  const { facts } = makePathBook()
  for (const path of ['tests/a.rs', 'src/a.test.ts', 'a_test.go', 'spec/a.rb', 'x/__tests__/a.js']) {
    assert.ok(facts(path).isTest, path)
  }
  for (const path of ['src/latest.ts', 'contest/a.rs', 'src/inspector.ts'])
    assert.ok(!facts(path).isTest, path)
})

test('words are those of the name and its directory, however they are joined', () => {
  const { facts } = makePathBook()
  assert.deepEqual(facts('x/pathFacts/read-me.ts').words, facts('y/path_facts/readMe.ts').words)
})

test('overlap is the Jaccard index', () => {
  const ascending = fc.uniqueArray(fc.nat(12)).map((list) => Int32Array.from(list).sort())
  fc.assert(
    fc.property(ascending, ascending, (a, b) => {
      const both = new Set(a).intersection(new Set(b)).size
      const either = new Set(a).union(new Set(b)).size
      assert.equal(overlap(a, b), either === 0 ? 0 : both / either)
    }),
  )
})

test('a path of tens of thousands of levels is read like any other', () => {
  const { facts } = makePathBook()
  const deep = facts(`${'a/'.repeat(30_000)}x.ts`)
  assert.equal(deep.directory.depth, 64)
  assert.equal(sharedDepth(deep.directory, facts('a/a/y.ts').directory), 2)
})
