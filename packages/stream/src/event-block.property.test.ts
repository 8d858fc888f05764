import assert from 'node:assert/strict'
import test from 'node:test'
import { zstdDecompressSync } from 'node:zlib'
import * as fc from 'fast-check'
import { ByteReader, ByteWriter } from '@wakelore/kernel/codec'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import { makeEventBlockBuilder, openEventBlock } from './event-block.ts'
import { OPTIONAL_FIELDS } from './event-block/event-group.ts'

const hash = fc
  .uint8Array({ minLength: 20, maxLength: 20 })
  .map((bytes) => Buffer.from(bytes).toString('hex'))
const someHashes = fc.constantFrom('a'.repeat(40), '0123456789abcdef0123456789abcdef01234567', 'b'.repeat(64))
const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '',
    '\0',
    'a\0b',
    '\ud800',
    '\udc00x',
    '\ud83d',
    '\ude00',
    '\u{1f600}',
    '\ufeffx',
    '__proto__',
    'é',
  ),
  hash,
  someHashes,
)
const path = fc
  .array(fc.constantFrom('src', 'lib', 'test', 'café', 'a\ud800', '😀', 'index.ts'), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => parts.join('/'))
const anyNumber = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double(),
  fc.constantFrom(-0, 0, NaN, Infinity, -Infinity, 2 ** 53, -(2 ** 53), 2 ** 50, -(2 ** 50) - 1, 0.1),
  fc.integer({ min: 0, max: 2_000_000 }).map((seconds) => (1_700_000_000 + seconds) * 1000),
)
const anyValue = fc.oneof(
  anyText,
  path,
  anyNumber,
  fc.boolean(),
  fc.array(anyText, { maxLength: 6 }),
  fc.array(path, { maxLength: 8 }).map((paths) => paths.toSorted()),
  fc.array(anyNumber, { maxLength: 6 }),
)
const attributeName = fc.oneof(
  fc.constantFrom('vcs.ref.head.revision', 'path', 'count', '__proto__', 'constructor', '', '1', '\ud800'),
  fc.string(),
)
const attributes = fc
  .array(fc.tuple(attributeName, anyValue), { maxLength: 6 })
  .map((entries) => Object.fromEntries(entries))
const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined })
const anyEvent: fc.Arbitrary<DevelopmentEvent> = fc
  .record({
    source: fc.constantFrom('git-history', 'git-trace2', '\ud800'),
    key: fc.oneof(anyText, fc.constant(undefined)),
    kind: fc.oneof(fc.constantFrom('vcs.commit', 'vcs.ref.change'), anyText),
    occurredAt: anyNumber,
    recordedAt: anyNumber,
    repository: fc.oneof(fc.constant('c4329cd3b0ee2133015f57469378dd76'), anyText),
    worktree: optional(anyText),
    branch: optional(anyText),
    virtualBranches: optional(fc.array(anyText, { maxLength: 3 })),
    owningVirtualBranch: optional(anyText),
    traceId: optional(hash.map((digits) => digits.slice(0, 32))),
    spanId: optional(hash.map((digits) => digits.slice(0, 16))),
    parentSpanId: optional(anyText),
    session: optional(anyText),
    attributes,
  })
  .map(({ key, ...event }) => {
    const texts = Object.values(event.attributes).filter((value) => typeof value === 'string')
    const present = Object.entries(event).filter(([, value]) => value !== undefined)
    return { ...Object.fromEntries(present), key: key ?? `made/${texts.join('/')}/of` } as DevelopmentEvent
  })

test('any events go into a block and come out equal, in order, attributes in theirs', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyEvent, { minLength: 1, maxLength: 40 }), async (events) => {
      const block = makeEventBlockBuilder()
      for (const event of events) block.add(event)
      const columns = await openEventBlock(Buffer.concat(await block.finish()), events.length)
      const read = events.map((_, row) => columns.event(row))
      assert.deepEqual(read, events)
      for (const [row, event] of read.entries()) {
        assert.deepEqual(Object.keys(event.attributes), Object.keys(events[row]!.attributes))
      }
      columns.decodeAll()
    }),
    { numRuns: 400 },
  )
})

test('rows can be read in any order, and again', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyEvent, { minLength: 1, maxLength: 10 }),
      fc.array(fc.nat(9), { maxLength: 20 }),
      async (events, rows) => {
        const block = makeEventBlockBuilder()
        for (const event of events) block.add(event)
        const columns = await openEventBlock(Buffer.concat(await block.finish()), events.length)
        for (const row of rows) if (row < events.length) assert.deepEqual(columns.event(row), events[row])
      },
    ),
    { numRuns: 60 },
  )
})

test('tables have every row once, in its order, and column by column what the events have', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyEvent, { minLength: 1, maxLength: 30 }), async (events) => {
      const block = makeEventBlockBuilder()
      for (const event of events) block.add(event)
      const columns = await openEventBlock(Buffer.concat(await block.finish()), events.length)
      const places = columns.tables().flatMap((table) => Array.from(table.places()))
      assert.deepEqual(
        places.toSorted((left, right) => left - right),
        [...events.keys()],
      )
      for (const table of columns.tables()) {
        const own = Array.from(table.places(), (place) => events[place]!)
        assert.equal(table.rowCount, own.length)
        assert.deepEqual(
          table.keys(),
          Array.from(own, ({ key }) => key),
        )
        assert.deepEqual(
          Array.from(table.occurredAt()),
          Array.from(own, ({ occurredAt }) => occurredAt),
        )
        assert.deepEqual(
          table.repositories(),
          own.map(({ repository }) => repository),
        )
        const names = new Set(own.flatMap(({ attributes }) => Object.keys(attributes)))
        for (const [row, event] of own.entries()) {
          assert.deepEqual([table.source, table.kind], [event.source, event.kind])
          for (const field of OPTIONAL_FIELDS) assert.deepEqual(table.field(field)(row), event[field])
          for (const name of names) {
            const value = Object.hasOwn(event.attributes, name) ? event.attributes[name] : undefined
            assert.deepEqual(table.attribute(name)(row), value)
          }
          assert.equal(table.attribute('absent')(row), undefined)
          assert.deepEqual(table.event(row), event)
        }
      }
    }),
    { numRuns: 200 },
  )
})

test('contents that are anything else give a RangeError or wrong events, and nothing worse', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyEvent, { minLength: 1, maxLength: 5 }),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 }),
      fc.nat(),
      async (events, changes, cut) => {
        const block = makeEventBlockBuilder()
        for (const event of events) block.add(event)
        // Uncompressed, so that what is changed isn't caught by zstd's own checks.
        const contents = uncompressed(Buffer.concat(await block.finish()))
        for (const [at, byte] of changes) contents[at % contents.length] = byte
        const cutContents = cut % 3 === 0 ? contents.subarray(0, cut % contents.length) : contents
        try {
          const columns = await openEventBlock(Buffer.from(cutContents), events.length)
          columns.decodeAll()
          for (let row = 0; row < events.length; row++) columns.event(row)
          for (const table of columns.tables()) {
            for (const field of OPTIONAL_FIELDS) table.field(field)(0)
            table.attribute('count')(0)
          }
        } catch (error) {
          assert(error instanceof RangeError || isZlibError(error), String((error as Error).stack))
        }
      },
    ),
    { numRuns: 1500 },
  )
})

/** The same contents with every frame stored. */
function uncompressed(contents: Buffer): Buffer {
  const head = new ByteReader(contents)
  const plain = new ByteWriter()
  plain.u8(head.u8())
  for (let section = 0; section < 4; section++) plain.varint(head.varint())
  const frameCount = head.varint()
  const frames = Array.from({ length: frameCount }, () => ({ stored: head.varint(), plain: head.varint() }))
  plain.varint(frameCount)
  for (const frame of frames) {
    plain.varint(frame.plain)
    plain.varint(frame.plain)
  }
  for (const frame of frames) {
    const stored = head.raw(frame.stored)
    plain.raw(frame.stored === frame.plain ? stored : zstdDecompressSync(stored))
  }
  return Buffer.from(plain.view())
}

function isZlibError(error: unknown): boolean {
  return /^(ZSTD_error_|ERR_BUFFER_TOO_LARGE|Z_)/.test((error as { code?: string }).code ?? '')
}
