/**
 * The gate on real commits, beside secretlint called for one text at a time.
 *
 * The repository is the one in WAKELORE_BENCH_REPO, or else this checkout. Batches are
 * of the size that a source yields. Time is the best of some rounds.
 */
import { lintSource } from '@secretlint/core'
import { creator } from '@secretlint/secretlint-rule-preset-recommend'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import { makeGate, type Gate } from './gate.ts'
import { readCommitEvents } from './redact/commit-events.fixture.ts'
import { makeRedactor } from './redact.ts'

const BATCH_ROWS = 2048
const RIVAL_TEXTS = { tiny: 20, full: 2000 }

type Row = {
  name: string
  value: number
  unit: string
  bar?: string
  against?: { name: string; value: number }
}

export async function bench(size: 'tiny' | 'full'): Promise<Row[]> {
  const repository = process.env['WAKELORE_BENCH_REPO'] ?? import.meta.dirname
  const events = readCommitEvents(repository, { limit: size === 'tiny' ? 200 : 40_000 })
  const rounds = size === 'tiny' ? 1 : 7
  let counts: ReturnType<Gate['counts']> | undefined
  const seconds = await best(rounds, async () => {
    const gate = makeGate({
      detailFor: () => 'full',
      privacyOf: (attribute) => (attribute === 'vcs.commit.message' ? 'text' : 'name'),
      categoryOf: () => 'history',
      redactor: makeRedactor({ home: '/home/ada', emailPolicy: 'keep', digestKey: Buffer.alloc(32) }),
    })
    for (let at = 0; at < events.length; at += BATCH_ROWS) await gate.admit(events.slice(at, at + BATCH_ROWS))
    counts = gate.counts()
  })
  const megabytes = counts!.scannedBytes / 1e6
  const rival = await secretlintOneByOne(events.slice(0, RIVAL_TEXTS[size]))
  return [
    {
      name: 'gate, commits',
      value: events.length / seconds,
      unit: 'events/s',
      bar: '≥ 500,000',
      against: { name: 'secretlint, a call for each message', value: rival.events },
    },
    {
      name: 'gate, bytes of every string',
      value: megabytes / seconds,
      unit: 'MB/s',
      bar: '≥ 100',
      against: { name: 'secretlint, messages only', value: rival.megabytes },
    },
    {
      name: 'something redacted',
      value: (1000 * Object.values(counts!.redacted).reduce((sum, count) => sum + count, 0)) / events.length,
      unit: 'markers in 1,000 commits',
    },
  ]
}

async function secretlintOneByOne(
  events: readonly DevelopmentEvent[],
): Promise<{ events: number; megabytes: number }> {
  const options = {
    noPhysicFilePath: true,
    config: { rules: [{ id: creator.meta.id, rule: creator, options: {} }] },
  }
  let bytes = 0
  const seconds = await best(1, async () => {
    for (const event of events) {
      const content = String(event.attributes['vcs.commit.message'])
      bytes += Buffer.byteLength(content)
      await lintSource({ source: { content, filePath: 'message', contentType: 'text' }, options })
    }
  })
  return { events: events.length / seconds, megabytes: bytes / 1e6 / seconds }
}

async function best(rounds: number, run: () => Promise<void>): Promise<number> {
  let least = Infinity
  for (let round = 0; round < rounds; round++) {
    const startedAt = performance.now()
    await run()
    least = Math.min(least, (performance.now() - startedAt) / 1000)
  }
  return least
}
