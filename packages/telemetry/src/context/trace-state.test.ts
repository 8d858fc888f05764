import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { parseTracestate, withMember } from './trace-state.ts'

const text = (from: string | readonly string[]): string | undefined => parseTracestate(from)?.serialize()

test('members are kept in order, space around them is not', () => {
  assert.equal(text('foo=1,bar=2'), 'foo=1,bar=2')
  assert.equal(text(' foo=1 \t , \t bar=2,\t'), 'foo=1,bar=2')
  assert.equal(text('foo= 1'), 'foo= 1')
  assert.equal(text(['foo=1,bar=2', '', 'rojo=1']), 'foo=1,bar=2,rojo=1')
  assert.equal(text(`${'z'.repeat(256)}=1`), `${'z'.repeat(256)}=1`)
  assert.equal(text('foo@=1,0a_-*/@b=2'), 'foo@=1,0a_-*/@b=2')
})

test('a list with anything wrong in it is none', () => {
  for (const wrong of [
    'foo',
    'foo=,bar=3',
    'foo=bar=baz',
    'foo =1',
    'FOO=1',
    'foo.bar=1',
    '@foo=1,bar=2',
    `${'z'.repeat(257)}=1`,
    `foo=${'1'.repeat(257)}`,
    'foo=\u00e9',
    'foo=a\nb',
    '=1',
  ]) {
    assert.equal(parseTracestate(wrong), undefined, wrong)
  }
  assert.equal(parseTracestate(''), undefined)
  assert.equal(parseTracestate(' , ,'), undefined)
})

test('32 members are a list, 33 are none', () => {
  const members = Array.from({ length: 33 }, (_, index) => `k${index}=v`)
  assert.equal(text(members.slice(0, 32)), members.slice(0, 32).join(','))
  assert.equal(text(members), undefined)
  assert.equal(parseTracestate(','.repeat(1_000_000)), undefined)
})

test('of a key that stands twice the first counts', () => {
  assert.equal(text('foo=1,bar=2,foo=3'), 'foo=1,bar=2')
})

test('who writes last stands first, and the 33rd falls off', () => {
  const state = parseTracestate('foo=1,bar=2')
  assert.equal(withMember(state, 'bar', '3')?.serialize(), 'bar=3,foo=1')
  assert.equal(withMember(state, 'new', '4')?.serialize(), 'new=4,foo=1,bar=2')
  assert.equal(withMember(undefined, 'ot', 'th:8')?.serialize(), 'ot=th:8')
  assert.equal(withMember(state, 'foo', undefined)?.serialize(), 'bar=2')
  assert.equal(withMember(parseTracestate('foo=1'), 'foo', undefined), undefined)
  assert.equal(withMember(state, 'No', '1')?.serialize(), 'foo=1,bar=2')
  assert.equal(withMember(state, 'no', '=')?.serialize(), 'foo=1,bar=2')
  const full = parseTracestate(Array.from({ length: 32 }, (_, index) => `k${index}=v`))
  const more = withMember(full, 'new', '1')!.serialize().split(',')
  assert.deepEqual([more.length, more[0], more[31]], [32, 'new=1', 'k30=v'])
  assert.equal(state!.serialize(), 'foo=1,bar=2')
})

test('whatever comes, what goes out is read again as the same', () => {
  const part = fc.oneof(fc.string({ maxLength: 12 }), fc.stringMatching(/^[a-z0-9@]{1,5}=[ -~]{1,8}$/))
  fc.assert(
    fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
      const once = text(parts)
      if (once === undefined) return
      assert.equal(text(once), once)
    }),
  )
})
