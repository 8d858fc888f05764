import assert from 'node:assert/strict'
import test from 'node:test'
import * as fc from 'fast-check'
import { readJsonText } from '@wakelore/telemetry/otlp/attribute-value'
import { writeAnyValueJson } from '@wakelore/telemetry/otlp/json'
import type { AnyValue } from '@wakelore/telemetry/otlp/message'
import { makeRedactor } from '../redact.ts'
import { findInTypedJson } from './typed-json.ts'

const redactor = makeRedactor({ home: '/home/ada', emailPolicy: 'keep', digestKey: Buffer.alloc(32, 1) })

const redacted = async (text: string): Promise<string> => {
  const { changed } = await redactor.redact([text])
  return changed.get(0) ?? text
}

test('a text under a name for a secret goes, and what is around it stays JSON', async () => {
  const text = writeAnyValueJson({
    entries: [
      { key: 'user', value: 'ada' },
      { key: 'db.password', value: 'hunter2x' },
      { key: 'http.request.header.set-cookie', value: ['sid=1', 'b=2'] },
      { key: 'X-Api-Key2', value: { entries: [{ key: 'inner', value: 'abcdef' }] } },
      { key: 'gen_ai.usage.input_tokens', value: 12 },
      { key: 'path', value: '/orders' },
    ],
  })
  assert.deepEqual(readJsonText(await redacted(text)), {
    entries: [
      { key: 'user', value: 'ada' },
      { key: 'db.password', value: '[redacted:assigned-secret]' },
      {
        key: 'http.request.header.set-cookie',
        value: ['[redacted:assigned-secret]', '[redacted:assigned-secret]'],
      },
      { key: 'X-Api-Key2', value: { entries: [{ key: 'inner', value: '[redacted:assigned-secret]' }] } },
      { key: 'gen_ai.usage.input_tokens', value: 12 },
      { key: 'path', value: '/orders' },
    ],
  })
})

test('others write the same with blanks', async () => {
  assert.equal(
    await redacted(
      '[{"key": "password", "value": {"stringValue": "hunter2x"}}, {"key": "a", "value": {"stringValue": "b"}}]',
    ),
    '[{"key": "password", "value": {"stringValue": "[redacted:assigned-secret]"}}, {"key": "a", "value": {"stringValue": "b"}}]',
  )
})

test('a text that was cut goes to its end', async () => {
  assert.equal(
    await redacted('{"key":"password","value":{"stringValue":"hunter2'),
    '{"key":"password","value":{"stringValue":"[redacted:assigned-secret]',
  )
})

test('no next text is taken for the rest of one that was cut', async () => {
  const { changed } = await redactor.redact([
    '{"key":"password","value":{"stringValue":"a',
    'token=abc123def and "stringValue":"plain"',
  ])
  assert.ok(changed.get(1)?.endsWith('"stringValue":"plain"') === true)
})

test('many names without values hold nobody up', { timeout: 10_000 }, () => {
  let found = 0
  findInTypedJson('"password","value":{'.repeat(50_000), () => found++)
  assert.equal(found, 0)
})

test('whatever the value, none of its texts are left, and its numbers are', async () => {
  const secret = fc.stringMatching(/^[a-z]{3}Q[0-9]{4}["\\\n]?x$/)
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('password', 'otlp_token', 'Authorization', 'client_secret'),
      fc.array(secret, { minLength: 1, maxLength: 4 }),
      async (key, secrets) => {
        const [first, ...rest] = secrets
        const value: AnyValue = [first!, { entries: rest.map((one) => ({ key: 'x', value: one })) }, 17]
        const text = await redacted(
          writeAnyValueJson({
            entries: [
              { key, value },
              { key: 'after', value: 'stays' },
            ],
          }),
        )
        for (const one of secrets) assert.ok(!text.includes(JSON.stringify(one).slice(1, -1)), text)
        assert.ok(text.includes('"17"') && text.includes('"stays"'), text)
        assert.notEqual(readJsonText(text), undefined)
      },
    ),
    { numRuns: 100 },
  )
})
