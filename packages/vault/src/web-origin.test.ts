import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after } from 'node:test'
import { isFault } from '@wakelore/kernel/fault'
import { allowWebOrigin, parseWebOrigin, readWebOrigins, removeWebOrigin } from './web-origin.ts'

const configDir = mkdtempSync(join(tmpdir(), 'wakelore-origin-'))
after(() => rmSync(configDir, { recursive: true, force: true }))
const file = join(configDir, 'config.json')

test('origins are allowed and removed, each once, and other settings of OTLP stay', async () => {
  assert.deepEqual(await readWebOrigins({ configDir }), [])
  writeFileSync(file, '{"version":1,"repositories":[],"otlp":{"unattributedDays":3}}')
  assert.equal(await allowWebOrigin({ configDir }, 'http://localhost:5173'), true)
  assert.equal(await allowWebOrigin({ configDir }, 'http://localhost:5173'), false)
  assert.equal(await allowWebOrigin({ configDir }, 'https://app.example.org'), true)
  assert.deepEqual(await readWebOrigins({ configDir }), ['http://localhost:5173', 'https://app.example.org'])
  assert.equal(await removeWebOrigin({ configDir }, 'http://localhost:5173'), true)
  assert.equal(await removeWebOrigin({ configDir }, 'http://localhost:5173'), false)
  assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')).otlp, {
    unattributedDays: 3,
    origins: ['https://app.example.org'],
  })
  writeFileSync(file, '{"version":1,"repositories":[],"otlp":{"origins":"*"}}')
  await assert.rejects(readWebOrigins({ configDir }), (error) => isFault(error, 'VAULT_CONFIG_DAMAGED'))
})

test('an origin is what a browser says of a page, and nothing that any page could be', () => {
  assert.equal(parseWebOrigin('HTTP://LocalHost:80/'), 'http://localhost')
  assert.equal(parseWebOrigin('https://app.example.org:8443'), 'https://app.example.org:8443')
  for (const text of [
    'null',
    '*',
    'localhost:5173',
    'file:///',
    'http://*.example.org',
    'https://a@b',
    'data:,x',
  ]) {
    assert.throws(
      () => parseWebOrigin(text),
      (error) => isFault(error, 'VAULT_ORIGIN_MALFORMED'),
      text,
    )
  }
})
