import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { formatBaggage, parseBaggage, type Baggage } from './baggage.ts'

const entry = (key: string, value: string): Baggage[number] => ({ key, value, properties: [] })

test('entries are read with their properties, space around them is not', () => {
  assert.deepEqual(parseBaggage('a=b'), [entry('a', 'b')])
  assert.deepEqual(parseBaggage(' a \t=\t b ; p ;\tq = r , c=d'), [
    { key: 'a', value: 'b', properties: [{ key: 'p' }, { key: 'q', value: 'r' }] },
    entry('c', 'd'),
  ])
  assert.deepEqual(parseBaggage(['a=1', 'a=2,b=']), [entry('a', '1'), entry('a', '2'), entry('b', '')])
  assert.deepEqual(parseBaggage('a=b=c'), [entry('a', 'b=c')])
})

test("what is percent-encoded is decoded, and what isn't UTF-8 is replaced", () => {
  assert.deepEqual(parseBaggage('a=Am%C3%A9lie'), [entry('a', 'Amélie')])
  assert.deepEqual(parseBaggage('a=%C3%28'), [entry('a', '\uFFFD(')])
  assert.deepEqual(parseBaggage('a=100%'), [entry('a', '100%')])
  assert.deepEqual(parseBaggage('a=1;p%20=q'), [
    { key: 'a', value: '1', properties: [{ key: 'p%20', value: 'q' }] },
  ])
})

test("a member that isn't one is left out, the others stay", () => {
  assert.deepEqual(parseBaggage('a=1,,b,c d=2,=3,e="4",f=5;(,g=6'), [entry('a', '1'), entry('g', '6')])
  assert.deepEqual(parseBaggage(''), [])
})

test('what goes out is encoded where it has to be', () => {
  assert.equal(
    formatBaggage([entry('serverNode', 'DF 28'), entry('u', 'é;,"\\%')]),
    'serverNode=DF%2028,u=%C3%A9%3B%2C%22%5C%25',
  )
  assert.equal(
    formatBaggage([{ key: 'a', value: '1', properties: [{ key: 'p' }, { key: 'q', value: ' ' }] }]),
    'a=1;p;q=%20',
  )
  assert.equal(formatBaggage([entry('no key', '1'), entry('b', '\uD800')]), 'b=%EF%BF%BD')
  assert.equal(formatBaggage([]), '')
})

test('64 members and 8,192 characters are carried in full; more is cut at a member', () => {
  const many = Array.from({ length: 200 }, (_, index) => entry(`k${index}`, 'v'))
  assert.deepEqual(parseBaggage(formatBaggage(many.slice(0, 64))), many.slice(0, 64))
  assert.equal(formatBaggage(many).split(',').length, 180)
  assert.equal(parseBaggage(many.map(({ key }) => `${key}=v`).join(',')).length, 180)

  const long = entry('a', '0123456789'.repeat(819))
  assert.equal(formatBaggage([long]).length, 8192)
  assert.deepEqual(parseBaggage(formatBaggage([long])), [long])
  assert.equal(formatBaggage([long, entry('b', '1')]).length, 8192)
  assert.deepEqual(parseBaggage(`${formatBaggage([long])},b=1`), [long])
  assert.deepEqual(parseBaggage(`a=${'1'.repeat(9000)}`), [])
  assert.deepEqual(parseBaggage(`b=1,a=${'1'.repeat(9000)}`), [entry('b', '1')])
})

test('whatever comes, what goes out is read again as the same', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.stringMatching(/^[a-z%=;0-9 ]{0,20}$/))), (texts) => {
      const baggage = parseBaggage(texts)
      assert.deepEqual(parseBaggage(formatBaggage(baggage)), baggage)
    }),
  )
})
