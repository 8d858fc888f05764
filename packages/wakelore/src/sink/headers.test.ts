import assert from 'node:assert/strict'
import test from 'node:test'
import { isFault } from '@wakelore/kernel/fault'
import { parseSinkHeaders } from './headers.ts'

test('headers are names and percent-encoded values, as OpenTelemetry writes them', () => {
  assert.deepEqual(parseSinkHeaders(undefined), {})
  assert.deepEqual(parseSinkHeaders(''), {})
  assert.deepEqual(parseSinkHeaders('Authorization=Bearer%20a%3Db, x-tenant = atlas ,,x=a=b'), {
    authorization: 'Bearer a=b',
    'x-tenant': 'atlas',
    x: 'a=b',
  })
})

test('what no header can be is refused, and nothing of it is shown', () => {
  for (const text of [
    'secret-word',
    'a=b,secret word=c',
    'x=secret%0d%0ainjected: 1',
    'x=secret%zz',
    '=secret',
    'host=secret',
    'Content-Length=secret',
    'content-encoding=secret',
    'te=secret',
    ':path=secret',
    'grpc-timeout=secret',
  ]) {
    assert.throws(
      () => parseSinkHeaders(text),
      (error) => isFault(error, 'SINK_HEADERS_MALFORMED') && !error.message.includes('secret'),
      text,
    )
  }
})
