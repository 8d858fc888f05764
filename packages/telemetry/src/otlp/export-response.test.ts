import assert from 'node:assert/strict'
import test from 'node:test'
import { readExportResponse, writeExportResponse } from './export-response.ts'
import type { OtlpSignal } from './message.ts'

const REJECTED = {
  traces: 'rejectedSpans',
  logs: 'rejectedLogRecords',
  metrics: 'rejectedDataPoints',
} as const satisfies Readonly<Record<OtlpSignal, string>>

for (const signal of ['traces', 'logs', 'metrics'] as const) {
  test(`${signal}: what is refused, and why, is told in both encodings`, () => {
    for (const encoding of ['protobuf', 'json'] as const) {
      for (const rejected of [0n, 1n, 2n ** 63n - 1n]) {
        for (const errorMessage of ['', 'three spans without an id']) {
          const message = { rejected, errorMessage }
          const written = writeExportResponse(signal, encoding, message)
          assert.deepEqual(readExportResponse(signal, encoding, written), { kind: 'read', message })
        }
      }
    }
    const json = writeExportResponse(signal, 'json', { rejected: 2n, errorMessage: 'no' })
    assert.deepEqual(JSON.parse(Buffer.from(json).toString()), {
      partialSuccess: { [REJECTED[signal]]: '2', errorMessage: 'no' },
    })
  })

  test(`${signal}: where all is well the answer is an empty message`, () => {
    const message = { rejected: 0n, errorMessage: '' }
    assert.equal(writeExportResponse(signal, 'protobuf', message).length, 0)
    assert.equal(Buffer.from(writeExportResponse(signal, 'json', message)).toString(), '{}')
  })
}

test('an answer that is none is malformed', () => {
  assert.equal(readExportResponse('traces', 'protobuf', Buffer.from('<html>')).kind, 'malformed')
  assert.equal(readExportResponse('traces', 'json', Buffer.from('<html>')).kind, 'malformed')
})
