import assert from 'node:assert/strict'
import test from 'node:test'
import { pause } from './pause.ts'

const complaints = (duration: string): string[] =>
  pause.input.safeParse({ duration }).error?.issues.map(({ message }) => message) ?? []

test('a duration that cannot be is complained of once, by what is wrong with it', () => {
  for (const text of ['', '5x', '99999999d', '-1h', '1.5h']) {
    assert.deepEqual(complaints(text), ['takes minutes, hours or days, as 30m, 2h or 1d'], text)
  }
  assert.deepEqual(complaints('0m'), ['is to be above zero'])
  for (const text of ['31d', '99999h']) assert.deepEqual(complaints(text), ['is at most 30d'], text)
  for (const text of ['1m', '2h', '30d', '01h']) assert.deepEqual(complaints(text), [], text)
})
