import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import type { AnyValue, OtlpSignal } from './message.ts'
import { readAnyValueJson, readJson, writeAnyValueJson, writeJson } from './json.ts'
import { readJsonMessage } from './json/message-reader.ts'
import { writeJsonMessage } from './json/message-writer.ts'
import { arbitraryMessage, arbitraryOtlp } from './messages.fixture.ts'
import { ANY_VALUE, MESSAGES } from './schema.ts'

const SIGNALS = ['traces', 'logs', 'metrics'] as const satisfies readonly OtlpSignal[]

for (const signal of SIGNALS) {
  test(`${signal}: what was written is what is read`, () => {
    fc.assert(
      fc.property(arbitraryOtlp(signal), (message) => {
        assert.deepEqual(readJson(signal, writeJson(signal, message)), { kind: 'read', message })
      }),
    )
  })

  test(`${signal}: the definition's own names, fields nobody knows, null and blanks change nothing`, () => {
    fc.assert(
      fc.property(arbitraryOtlp(signal), (message) => {
        // A parser knows no -0; as text it is one.
        const written = Buffer.from(writeJson(signal, message))
          .toString()
          .replaceAll(/(?<=[:,[])-0\.0(?=[,\]}])/g, '"-0.0"')
        const json: unknown = JSON.parse(written, (_key, value) =>
          typeof value === 'object' && !Array.isArray(value)
            ? { ...(value as object), unknown: [{ a: null }], schemaUrls: {}, name_: 1, value2: null }
            : (value as unknown),
        )
        const text = JSON.stringify(json, null, 2).replaceAll(
          /"([a-z]+[A-Z][A-Za-z]*)":/g,
          (_, name: string) => `"${name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}":`,
        )
        assert.deepEqual(readJson(signal, Buffer.from(text)), { kind: 'read', message })
      }),
    )
  })
}

test('every message of the schema is read as it was written', () => {
  for (const message of Object.values(MESSAGES)) {
    fc.assert(
      fc.property(arbitraryMessage(message), (value) => {
        const read = readJsonMessage(message, Buffer.from(writeJsonMessage(message, value)))
        assert.deepEqual(read, { kind: 'read', message: value }, message.name)
      }),
      { numRuns: 30 },
    )
  }
})

test('a value by itself is read as it was written', () => {
  fc.assert(
    fc.property(arbitraryMessage(ANY_VALUE) as fc.Arbitrary<AnyValue>, (value) => {
      assert.deepEqual(readAnyValueJson(writeAnyValueJson(value)), { kind: 'read', message: value })
    }),
  )
})
