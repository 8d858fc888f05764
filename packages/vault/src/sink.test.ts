import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after } from 'node:test'
import { isFault } from '@wakelore/kernel/fault'
import { openConsent } from './consent.ts'
import { isExposed, parseSinkEndpoint, putSink, readSinks, removeSink, type Sink } from './sink.ts'

const scratch = mkdtempSync(join(tmpdir(), 'wakelore-sink-'))
after(() => rmSync(scratch, { recursive: true, force: true }))
const place = () => ({ configDir: mkdtempSync(join(scratch, 'config-')) })

const sink: Sink = {
  name: 'jaeger',
  endpoint: 'http://localhost:4318',
  protocol: 'http/protobuf',
  compression: 'gzip',
  detail: 'counts',
  repositories: 'all',
  ownEvents: false,
  insecure: false,
  createdAt: '2026-06-01T00:00:00.000Z',
}

test('sinks are added, replaced by their name, and removed; nothing beside them is touched', async () => {
  const config = place()
  const file = join(config.configDir, 'config.json')
  const consent = await openConsent({ directory: config.configDir, clock: { nowMs: () => 0 } })
  await consent.grant({ id: 'a'.repeat(32), commonDir: '/r/.git', name: 'r' }, async () => [])
  assert.deepEqual(await readSinks(config), [])
  await putSink(config, sink)
  await putSink(config, { ...sink, name: 'tempo', repositories: ['a'.repeat(32)] })
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace('"name": "jaeger"', '"name": "jaeger", "colour": "red"'),
  )
  await putSink(config, { ...sink, detail: 'names' })
  assert.deepEqual(await readSinks(config), [
    { ...sink, detail: 'names', colour: 'red' },
    { ...sink, name: 'tempo', repositories: ['a'.repeat(32)] },
  ])
  await consent.setDetail('a'.repeat(32), 'git', 'names')
  assert.equal((await removeSink(config, 'jaeger'))?.detail, 'names')
  assert.equal(await removeSink(config, 'jaeger'), undefined)
  assert.deepEqual(
    (await readSinks(config)).map(({ name }) => name),
    ['tempo'],
  )
  assert.equal(
    (await openConsent({ directory: config.configDir, clock: { nowMs: () => 0 } })).list().length,
    1,
  )
  assert.equal(statSync(file).mode & 0o077, 0)
})

test('sinks that were changed at the same time all stay', async () => {
  const config = place()
  await Promise.all(['a', 'b', 'c', 'd'].map((name) => putSink(config, { ...sink, name })))
  assert.deepEqual((await readSinks(config)).map(({ name }) => name).sort(), ['a', 'b', 'c', 'd'])
})

test('a list of sinks that is none, or holds one that is none, is told and never reset', async () => {
  const config = place()
  const file = join(config.configDir, 'config.json')
  for (const sinks of [
    {},
    [null],
    [{ ...sink, name: '../escape' }],
    [{ ...sink, endpoint: 'http://user:pass@localhost:4318' }],
    [{ ...sink, endpoint: 'http://localhost:4318/' }],
    [{ ...sink, endpoint: 'file:///etc/passwd' }],
    [{ ...sink, protocol: 'smtp' }],
    [{ ...sink, detail: 'off' }],
    [{ ...sink, detail: undefined }],
    [{ ...sink, repositories: ['atlas'] }],
    [{ ...sink, ownEvents: 'no' }],
  ]) {
    const text = JSON.stringify({ version: 1, repositories: [], sinks })
    writeFileSync(file, text)
    for (const attempt of [readSinks(config), putSink(config, sink)]) {
      await assert.rejects(attempt, (error) => isFault(error, 'VAULT_CONFIG_DAMAGED'), text)
    }
    assert.equal(readFileSync(file, 'utf8'), text)
  }
})

test('an endpoint is written one way, and carries nothing that is secret', () => {
  assert.equal(parseSinkEndpoint('HTTP://LocalHost:4318/'), 'http://localhost:4318')
  assert.equal(
    parseSinkEndpoint('https://otlp.example.org:443/tenant/1//'),
    'https://otlp.example.org/tenant/1',
  )
  assert.equal(parseSinkEndpoint('http://[::1]:4317'), 'http://[::1]:4317')
  for (const text of [
    '',
    'localhost:4318',
    'collector',
    'ftp://host',
    'https://user:hunter2@host',
    'https://hunter2@host',
    'https://host/?api-key=hunter2',
    'https://host/#hunter2',
    'https://',
  ]) {
    assert.throws(
      () => parseSinkEndpoint(text),
      (error) => isFault(error, 'VAULT_ENDPOINT_MALFORMED') && !error.message.includes('hunter2'),
      text,
    )
  }
})

test('unencrypted is fine on this machine, and elsewhere only where that was asked for', () => {
  const exposed = (endpoint: string, insecure = false): boolean => isExposed({ endpoint, insecure })
  for (const host of ['localhost', 'otel.localhost', '127.0.0.1', '127.8.4.1', '[::1]']) {
    assert.equal(exposed(`http://${host}:4318`), false, host)
  }
  for (const host of [
    'example.org',
    '10.0.0.1',
    'localhost.example.org',
    '127.0.0.1.example.org',
    '[fe80::1]',
  ]) {
    assert.equal(exposed(`http://${host}:4318`), true, host)
    assert.equal(exposed(`http://${host}:4318`, true), false, host)
    assert.equal(exposed(`https://${host}:4318`), false, host)
  }
})
