import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import * as fc from 'fast-check'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import { makeTracedGit, type TracedGit } from './git-trace2/traced-git.fixture.ts'

/** A family of ten and more: an alias, a commit beneath it, hooks and helpers beneath that. */
function makeFamily(traced: TracedGit): Map<string, Buffer> {
  traced.hook('pre-commit', 'git rev-parse HEAD >/dev/null 2>&1; git st2 >/dev/null')
  traced.write('file', 'text\n')
  traced.git(['save'])
  traced.git(['push', '--quiet', traced.other, 'HEAD:refs/heads/pushed'])
  return new Map(traced.traces().map((name) => [name, readFileSync(join(traced.spool, name))]))
}

async function readAll(
  traced: TracedGit,
  files: ReadonlyMap<string, Buffer>,
): Promise<Map<string, DevelopmentEvent>> {
  traced.forget()
  for (const [name, bytes] of files) writeFileSync(join(traced.spool, name), bytes)
  const { events } = await traced.read({
    clock: { nowMs: () => Date.now() + 3_600_000 },
    isRunning: () => false,
  })
  assert.deepEqual(traced.traces(), [])
  return new Map(events.map((event) => [event.key, event]))
}

/** What its family doesn't say of it. */
function alone({ attributes, ...event }: DevelopmentEvent): unknown {
  const { 'git.parent.is_false': _, 'process.ancestors': __, ...own } = attributes
  return { occurredAt: event.occurredAt, repository: event.repository, spanId: event.spanId, own }
}

test('a trace that was cut or garbled changes nothing of what others say of themselves', async () => {
  using traced = makeTracedGit()
  const files = makeFamily(traced)
  const names = [...files.keys()]
  const whole = await readAll(traced, files)
  const spoiling = fc.record({
    file: fc.nat(names.length - 1),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    garbage: fc.option(fc.uint8Array({ maxLength: 60 }), { nil: undefined }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(spoiling, { minLength: 1, maxLength: 4 }), async (spoilings) => {
      const spoilt = new Map(files)
      for (const { file, at, garbage } of spoilings) {
        const bytes = spoilt.get(names[file]!)!
        const position = Math.floor(at * bytes.length)
        const rest = garbage === undefined ? [] : [garbage, bytes.subarray(position + garbage.length)]
        spoilt.set(names[file]!, Buffer.concat([bytes.subarray(0, position), ...rest]))
      }
      const told = await readAll(traced, spoilt)
      for (const [name, bytes] of spoilt) {
        const event = told.get(`command/${name}`)
        const before = whole.get(`command/${name}`)
        const tellsItself = bytes.includes(`"worktree":"${traced.captured}"`)
        if (bytes === files.get(name) && tellsItself) assert.deepEqual(alone(event!), alone(before!))
      }
      // Nobody gets a parent that isn't there, or a trace that isn't its parent's.
      const bySpan = new Map([...told.values()].map((event) => [event.spanId, event]))
      for (const event of told.values()) {
        const parent = bySpan.get(event.parentSpanId)
        if (event.parentSpanId === undefined) continue
        assert.equal(parent?.traceId, event.traceId)
      }
    }),
    { numRuns: 120 },
  )
})

test('taken in at any moment, in any parts, a family is told as it is at once', async () => {
  using traced = makeTracedGit()
  const files = makeFamily(traced)
  const names = [...files.keys()]
  const whole = await readAll(traced, files)
  const bare = (events: Iterable<DevelopmentEvent>): unknown[] =>
    [...events].map((event) => ({ ...event, recordedAt: 0 })).sort((a, b) => (a.key < b.key ? -1 : 1))
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(2), { minLength: names.length, maxLength: names.length }),
      async (turns) => {
        traced.forget()
        for (const [name, bytes] of files) writeFileSync(join(traced.spool, name), bytes)
        // A process has ended in this turn, or a later one if one that it started ends later still.
        const endsIn = new Map(names.map((name, index) => [name, turns[index]!]))
        for (const name of [...names].reverse()) {
          const parent = files
            .get(name)!
            .toString('utf8')
            .match(/"sid":"(?:[^"]*\/)?([^"/]+)\/[^"/]+"/)?.[1]
          if (parent !== undefined) endsIn.set(parent, Math.max(endsIn.get(parent)!, endsIn.get(name)!))
        }
        const told: DevelopmentEvent[] = []
        for (let turn = 0; turn < 3; turn++) {
          for (const [name, bytes] of files) {
            if (!traced.traces().includes(name)) continue
            const text = bytes.toString('utf8')
            const cut = text.slice(0, text.lastIndexOf('{"event":"exit"'))
            writeFileSync(join(traced.spool, name), endsIn.get(name)! <= turn ? bytes : cut)
          }
          const { events } = await traced.read({ isRunning: () => true })
          told.push(...events)
        }
        assert.deepEqual(bare(told), bare(whole.values()))
      },
    ),
    { numRuns: 60 },
  )
})
