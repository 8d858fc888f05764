import assert from 'node:assert/strict'
import test from 'node:test'
import { makeSeededRandom } from '@wakelore/kernel/seeded-random'
import { ATLAS, madeCommand } from '@wakelore/knowledge/command-tree.fixture'
import { deriveId } from '@wakelore/kernel/id'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import { log } from './log.ts'
import { recordedCommands } from './recorded-commands.fixture.ts'

const BOREALIS = deriveId('repository', 'borealis')

/** Of several kinds and repositories, out of order, many at the same time. */
function madeEvents(seed: number): DevelopmentEvent[] {
  const random = makeSeededRandom(seed)
  return Array.from({ length: 60 }, (_, index) => ({
    ...madeCommand({ id: `${index}`, atMs: random.below(12) * 1000 }),
    kind: random.pick(['git.command', 'vcs.operation', 'vcs.rewrite']),
    repository: random.pick([ATLAS, BOREALIS]),
  }))
}

test('the newest are those of all in order of time, and of log where that is the same', async (t) => {
  for (const seed of [1, 2, 3]) {
    const events = madeEvents(seed)
    const context = await recordedCommands(t, {
      events,
      nowMs: 0,
      names: new Map([[ATLAS, 'atlas']]),
      here: ATLAS,
    })
    const keys = async (input: Record<string, unknown>): Promise<string[]> =>
      (await Array.fromAsync(log.handler(log.input.parse(input), context))).map(({ key }) => key)
    for (const kind of [undefined, 'git.command', 'vcs.', 'absent']) {
      const wanted = events.filter(
        (event) =>
          event.repository === ATLAS &&
          (kind === undefined || event.kind === kind || (kind === 'vcs.' && event.kind.startsWith(kind))),
      )
      assert.deepEqual(
        await keys({ kind }),
        wanted.map(({ key }) => key),
      )
      const byTime = wanted.toSorted((left, right) => left.occurredAt - right.occurredAt)
      for (const limit of [1, 5, 100]) {
        assert.deepEqual(
          await keys({ kind, limit }),
          byTime.slice(-limit).map(({ key }) => key),
        )
      }
    }
    assert.equal((await keys({ allRepos: true })).length, 60)
  }
})
