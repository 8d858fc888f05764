import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { makeSeededRandom } from '@wakelore/kernel/seeded-random'
import type { OtlpSignal } from './message.ts'
import { arbitraryMessage, arbitraryOtlp, writeOddly } from './messages.fixture.ts'
import {
  MESSAGE_OF,
  readProtobuf,
  readProtobufMessage,
  writeProtobuf,
  writeProtobufMessage,
} from './protobuf.ts'
import { MESSAGES } from './schema.ts'

const SIGNALS = ['traces', 'logs', 'metrics'] as const satisfies readonly OtlpSignal[]

for (const signal of SIGNALS) {
  test(`${signal}: what was written is what is read`, () => {
    fc.assert(
      fc.property(arbitraryOtlp(signal), (message) => {
        assert.deepEqual(readProtobuf(signal, writeProtobuf(signal, message)), { kind: 'read', message })
      }),
    )
  })

  test(`${signal}: order, pieces, packing, long numbers and unknown fields change nothing`, () => {
    fc.assert(
      fc.property(arbitraryOtlp(signal), fc.integer(), (message, seed) => {
        const bytes = writeOddly(MESSAGE_OF[signal], message, makeSeededRandom(seed))
        assert.deepEqual(readProtobuf(signal, bytes), { kind: 'read', message })
        assert.deepEqual(readProtobufMessage(MESSAGE_OF[signal], bytes), { kind: 'read', message })
      }),
      { numRuns: 300 },
    )
  })

  test(`${signal}: read by hand or by the table, it is the same message or the same refusal`, () => {
    fc.assert(
      fc.property(
        arbitraryOtlp(signal),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }),
        fc.nat(20),
        (message, changes, cut) => {
          const bytes = writeProtobuf(signal, message)
          for (const [at, byte] of changes) if (bytes.length > 0) bytes[at % bytes.length] = byte
          const spoilt = bytes.subarray(0, bytes.length - Math.min(cut, bytes.length))
          assert.deepEqual(readProtobuf(signal, spoilt), readProtobufMessage(MESSAGE_OF[signal], spoilt))
        },
      ),
      { numRuns: 500 },
    )
  })

  test(`${signal}: two messages one after the other are one of both`, () => {
    fc.assert(
      fc.property(arbitraryOtlp(signal), arbitraryOtlp(signal), (one, other) => {
        const [list] = MESSAGE_OF[signal].fields
        const both = Buffer.concat([writeProtobuf(signal, one), writeProtobuf(signal, other)])
        const lists = [one, other].map(
          (message) => (message as unknown as Record<string, unknown[]>)[list!.name]!,
        )
        assert.deepEqual(readProtobuf(signal, both), {
          kind: 'read',
          message: { [list!.name]: lists.flat() },
        })
      }),
    )
  })
}

test('every message of the schema is read as it was written', () => {
  for (const message of Object.values(MESSAGES)) {
    fc.assert(
      fc.property(arbitraryMessage(message), (value) => {
        const read = readProtobufMessage(message, writeProtobufMessage(message, value))
        assert.deepEqual(read, { kind: 'read', message: value }, message.name)
      }),
      { numRuns: 30 },
    )
  }
})
