import assert from 'node:assert/strict'
import test from 'node:test'
import { readRetryInfo, readStatus, writeRetryInfo, writeStatus } from './status.ts'

test('a refusal says why, and when to come again', () => {
  for (const retryAfterMs of [undefined, 0, 1, 1500, 3_600_000]) {
    const message = { code: 8, message: 'more than can be stored just now', retryAfterMs }
    assert.deepEqual(readStatus(writeStatus(message, 'protobuf'), 'protobuf'), { kind: 'read', message })
  }
})

test('in JSON it says why, and details of others are passed over', () => {
  const written = writeStatus({ code: 3, message: 'no such message', retryAfterMs: 5 }, 'json')
  assert.deepEqual(JSON.parse(Buffer.from(written).toString()), { code: 3, message: 'no such message' })
  const sent = '{"code":3,"message":"no","details":[{"@type":"type.googleapis.com/a.B","value":"*"}]}'
  assert.deepEqual(readStatus(Buffer.from(sent), 'json'), {
    kind: 'read',
    message: { code: 3, message: 'no', retryAfterMs: undefined },
  })
})

test('a RetryInfo is its seconds and nanoseconds', () => {
  assert.deepEqual([...writeRetryInfo(1500)], [0x0a, 8, 0x08, 1, 0x10, 0x80, 0xca, 0xb5, 0xee, 0x01])
})

test('a RetryInfo that is none says nothing, and one of the past says now', () => {
  assert.equal(readRetryInfo(Uint8Array.of(0x0a, 200)), undefined)
  // Minus one second.
  assert.equal(readRetryInfo(Uint8Array.of(0x0a, 11, 0x08, ...Array<number>(9).fill(0xff), 1)), 0)
})
