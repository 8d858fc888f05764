import assert from 'node:assert/strict'
import test from 'node:test'
import * as fc from 'fast-check'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import { madeCommand, tablesOf } from './command-tree.fixture.ts'
import { makeWaiting, type Waiting } from './waiting.ts'

const FROM = 1000
const UNTIL = 2000

type Made = {
  readonly startMs: number
  readonly durationMs: number
  readonly name: string
  readonly beneath: readonly {
    readonly startMs: number
    readonly durationMs: number
    readonly role: string
  }[]
}

const made: fc.Arbitrary<Made[]> = fc.array(
  fc.record({
    startMs: fc.integer({ min: -100, max: 2200 }),
    durationMs: fc.nat(60),
    name: fc.constantFrom('fetch', 'commit'),
    beneath: fc.array(
      fc.record({
        startMs: fc.nat(70),
        durationMs: fc.nat(40),
        role: fc.constantFrom('editor', 'pager', 'hook'),
      }),
      { maxLength: 4 },
    ),
  }),
  { maxLength: 30 },
)

/** A root, with every other program in a command beneath it. */
function toEvents({ beneath, ...command }: Made, index: number): DevelopmentEvent[] {
  const id = `root-${index}`
  const own = beneath.filter((_, position) => position % 2 === 0)
  const below = beneath.filter((_, position) => position % 2 === 1)
  return [
    madeCommand({
      id,
      name: command.name,
      atMs: command.startMs,
      durationMs: command.durationMs,
      programs: own,
    }),
    madeCommand({
      id: `below-${index}`,
      parent: id,
      root: id,
      // So that both lie on the same side of the period's ends.
      atMs: command.startMs,
      durationMs: command.durationMs,
      programs: below,
    }),
  ]
}

/** Milliseconds of a root in which nobody was at work, one by one. */
function waitedMs({ durationMs, beneath }: Made): number {
  let waited = 0
  for (let ms = 0; ms < durationMs; ms++) {
    const isAttended = beneath.some(
      (program) =>
        program.role !== 'hook' && program.startMs <= ms && ms < program.startMs + program.durationMs,
    )
    if (!isAttended) waited++
  }
  return waited
}

async function fold(blocks: readonly (readonly DevelopmentEvent[])[]): Promise<Waiting> {
  const waiting = makeWaiting({ fromMs: FROM, untilMs: UNTIL, repository: undefined })
  for (const block of blocks) {
    if (block.length === 0) continue
    for (const table of await tablesOf(block)) waiting.take(table)
  }
  return waiting.result()
}

test('what is waited is what a count of every millisecond says, in any order and any blocks', async () => {
  await fc.assert(
    fc.asyncProperty(made, fc.nat(5), async (commands, cut) => {
      const events = commands.flatMap(toEvents)
      const found = await fold([events])
      const within = commands.filter(({ startMs }) => startMs >= FROM && startMs < UNTIL)
      for (const name of ['fetch', 'commit']) {
        const own = within.filter((one) => one.name === name).map(waitedMs)
        const row = found.rows.find(({ command }) => command === name)
        assert.equal(row?.runs ?? 0, own.length)
        assert.equal(
          Math.round(row?.totalMs ?? 0),
          own.reduce((sum, ms) => sum + ms, 0),
        )
        assert.equal(
          row?.change.runsBefore ?? 0,
          row === undefined
            ? 0
            : commands.filter(({ startMs, name: other }) => other === name && startMs >= 0 && startMs < FROM)
                .length,
        )
      }
      const shuffled = events.toReversed()
      assert.deepEqual(await fold([shuffled.slice(0, cut), shuffled.slice(cut)]), found)
    }),
    { numRuns: 150 },
  )
})
