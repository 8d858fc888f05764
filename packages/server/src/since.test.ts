import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { isFault } from '@wakelore/kernel/fault'
import { sinceMs } from './since.ts'

const zone = process.env['TZ']
before(() => {
  process.env['TZ'] = 'Europe/Berlin'
})
after(() => {
  if (zone === undefined) delete process.env['TZ']
  else process.env['TZ'] = zone
})

/** 25 November 2026, 15:30 in Berlin. */
const NOW = Date.UTC(2026, 10, 25, 14, 30)
const since = (text: string, nowMs = NOW): string => new Date(sinceMs(text, nowMs)).toISOString()

test('spans of time count back from now', () => {
  assert.equal(since('7d'), '2026-11-18T14:30:00.000Z')
  assert.equal(since('24h'), '2026-11-24T14:30:00.000Z')
  assert.equal(since('15m'), '2026-11-25T14:15:00.000Z')
  assert.equal(since(' 2W '), '2026-11-11T14:30:00.000Z')
})

test('days begin at local midnight, also where one has 25 hours', () => {
  assert.equal(since('today'), '2026-11-24T23:00:00.000Z')
  assert.equal(since('yesterday'), '2026-11-23T23:00:00.000Z')
  // Clocks went back on 25 October.
  assert.equal(since('yesterday', Date.UTC(2026, 9, 26, 10)), '2026-10-24T22:00:00.000Z')
})

test('dates are local, and so is a time without a zone', () => {
  assert.equal(since('2026-11-01'), '2026-10-31T23:00:00.000Z')
  assert.equal(since('2026-07-01'), '2026-06-30T22:00:00.000Z')
  assert.equal(since('2026-11-01T14:30'), '2026-11-01T13:30:00.000Z')
  assert.equal(since('2026-11-01 14:30:15'), '2026-11-01T13:30:15.000Z')
  assert.equal(since('2026-11-01T14:30:15.123Z'), '2026-11-01T14:30:15.000Z')
  assert.equal(since('2026-11-01T14:30+05:30'), '2026-11-01T09:00:00.000Z')
  assert.equal(since('2026-11-01T14:30-08:00'), '2026-11-01T22:30:00.000Z')
  assert.equal(since('2024-02-29'), '2024-02-28T23:00:00.000Z')
})

test('what is no time, and what is still to come, is a fault that says so', () => {
  const wrong = [
    '',
    'now',
    '7',
    '-7d',
    '7 days',
    '1.5d',
    'd',
    '999999d',
    '2026-13-01',
    '2026-02-29',
    '2026-00-10',
  ]
  const times = ['2026-11-01T24:00', '2026-11-01T14:60', '2026-11-01T', '11/01/2026', '2026-11-01T14:30+5']
  const longAgo = ['99999d', '1753-01-01']
  const toCome = ['0d', '2026-11-26', '2026-11-25T15:31']
  for (const text of [...wrong, ...times, ...longAgo, ...toCome]) {
    assert.throws(
      () => sinceMs(text, NOW),
      (error) => isFault(error, 'SINCE_MALFORMED') && error.message.startsWith(`"${text}" is `),
    )
  }
})
