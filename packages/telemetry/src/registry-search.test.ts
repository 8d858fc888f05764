import assert from 'node:assert/strict'
import test from 'node:test'
import { REGISTRY } from './registry.generated.ts'
import { findEntries, searchRegistry, usesOf } from './registry-search.ts'

const names = (query: string): string[] => searchRegistry(REGISTRY, query).map(({ entry }) => entry.name)

test('a name that is typed in full comes first', () => {
  assert.equal(names('vcs.commit')[0], 'vcs.commit')
  assert.equal(names('SESSION.ID')[0], 'session.id')
})

test('every word has to be somewhere, and words of names outrank those of prose', () => {
  const found = names('exit code')
  assert.equal(found[0], 'process.exit.code')
  assert.ok(found.every((name) => name !== 'vcs.commit.message'))
  assert.deepEqual(names('exit nonsensical'), [])
  assert.deepEqual(names('  '), [])
})

test('values of enums are found too', () => {
  assert.ok(names('cherry_pick').includes('vcs.rewrite.type'))
})

test('a name is found with a key behind it', () => {
  const found = (name: string): string[] => findEntries(REGISTRY, name).map(({ entry }) => entry.name)
  assert.deepEqual(found('otlp.resource.attribute.service.name'), ['otlp.resource.attribute'])
  assert.deepEqual(found('otlp.resource.attribute.<key>'), ['otlp.resource.attribute'])
  assert.deepEqual(found('otlp.resource.attributes'), [])
})

test('what carries an attribute is told with how', () => {
  const uses = usesOf(REGISTRY, 'vcs.rewrite.type')
  assert.deepEqual(uses, [{ carrier: 'vcs.rewrite', use: { name: 'vcs.rewrite.type', level: 'required' } }])
})
