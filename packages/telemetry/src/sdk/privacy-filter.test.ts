import assert from 'node:assert/strict'
import test from 'node:test'
import { makePrivacyFilter, type PrivacyLevel, type PrivacyOptions } from './privacy-filter.ts'

/** Of each class one, as the conventions say, and one that they don't list. */
const NAMES = ['process.pid', 'vcs.repository.name', 'vcs.commit.author.name', 'error.message', 'shop.order']

function passing(options: PrivacyOptions & { level: PrivacyLevel }): string[] {
  const filter = makePrivacyFilter(options)
  return NAMES.filter((name) => filter.admit(name, 'value') === 'value')
}

test("a level lets through its classes, and what isn't listed counts as text", () => {
  assert.deepEqual(passing({ level: 'counts' }), NAMES.slice(0, 1))
  assert.deepEqual(passing({ level: 'names' }), NAMES.slice(0, 3))
  assert.deepEqual(passing({ level: 'full' }), NAMES)
})

test('what is allowed passes at any level, what is denied at none', () => {
  assert.deepEqual(passing({ level: 'counts', allow: ['shop.order', /^error\./g] }), [
    'process.pid',
    'error.message',
    'shop.order',
  ])
  assert.deepEqual(
    passing({ level: 'full', allow: ['shop.order'], deny: [/order/, 'process.pid'] }),
    NAMES.slice(1, 4),
  )
})

test('a pattern that remembers its last match is asked from the start each time', () => {
  const filter = makePrivacyFilter({ level: 'full', deny: [/secret/g] })
  for (let i = 0; i < 5; i++) assert.equal(filter.admit(`secret.${i}`, 1), undefined)
})

test("the application's function is asked last, changes and withholds, and fails closed", () => {
  const asked: string[] = []
  const filter = makePrivacyFilter({
    level: 'names',
    filter: (name, value) => {
      asked.push(name)
      if (name === 'vcs.repository.name') throw new Error('its own bug')
      return name === 'process.pid' ? undefined : `${String(value)}!`
    },
  })
  assert.equal(filter.admit('error.message', 'text'), undefined)
  assert.equal(filter.admit('process.pid', 1), undefined)
  assert.equal(filter.admit('vcs.repository.name', 'atlas'), undefined)
  assert.equal(filter.admit('vcs.commit.author.name', 'Ada'), 'Ada!')
  assert.deepEqual(asked, ['process.pid', 'vcs.repository.name', 'vcs.commit.author.name'])
  assert.equal(filter.withheld(), 3)
})

test('a text that may not go is empty, and a function that gives no text gives none', () => {
  assert.equal(makePrivacyFilter({ level: 'counts' }).admitText('otlp.span.name', 'GET /'), '')
  assert.equal(makePrivacyFilter({ level: 'names' }).admitText('otlp.span.name', 'GET /'), 'GET /')
  assert.equal(makePrivacyFilter({ level: 'full', filter: () => 7 }).admitText('otlp.span.name', 'GET /'), '')
})

test('a name that objects have by themselves is as unknown as any', () => {
  const filter = makePrivacyFilter({ level: 'names' })
  for (const name of ['constructor', '__proto__', 'toString']) assert.equal(filter.admit(name, 1), undefined)
})

test('under the name of a count only numbers and words pass as counts', () => {
  const filter = makePrivacyFilter({ level: 'counts' })
  const passes = (value: unknown): boolean => filter.admit('error.type', value) !== undefined
  for (const value of [7, true, 'exit_128', 'java.io.IOException', new Date(0), [1, 2], ['-12,3 +12,9']])
    assert.ok(passes(value), String(value))
  for (const value of [
    'Ada left the door open',
    ['a sentence here'],
    { of: 'Ada' },
    [['Ada']],
    'x'.repeat(200),
  ])
    assert.ok(!passes(value), String(value))
  assert.equal(makePrivacyFilter({ level: 'names' }).admit('error.type', 'two words'), 'two words')
})
