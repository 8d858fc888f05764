import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import type { OtlpMessages, OtlpSignal } from './otlp/message.ts'
import { anyLogs, anyMetrics, anyTraces } from './otlp/any-message.fixture.ts'
import { eventsFromOtlp } from './otlp/events-from-otlp.ts'
import { makeLiveCheck } from './live-check.ts'
import { REGISTRY } from './registry.generated.ts'

const check = makeLiveCheck(REGISTRY)

const SIGNALS: { readonly [Signal in OtlpSignal]: fc.Arbitrary<OtlpMessages[Signal]> } = {
  traces: anyTraces,
  logs: anyLogs,
  metrics: anyMetrics,
}

for (const signal of ['traces', 'logs', 'metrics'] as const) {
  test(`whatever is sent as ${signal} is stored as the conventions say`, () => {
    fc.assert(
      fc.property(SIGNALS[signal], (message) => {
        const { events } = eventsFromOtlp(signal, message as never, {
          recordedAt: 1_700_000_000_000,
          keySecret: 'swordfish',
          placeOf: () => ({ repository: '00'.repeat(16) }),
        })
        for (const event of events) {
          const violations = check(event).filter(({ level }) => level === 'violation')
          assert.deepEqual(violations, [], JSON.stringify(event))
        }
      }),
      { numRuns: 200 },
    )
  })
}

test("everything that OTLP has beside a sender's attributes is listed", () => {
  fc.assert(
    fc.property(fc.constantFrom(...(['traces', 'logs', 'metrics'] as const)), fc.gen(), (signal, gen) => {
      const message = gen(() => SIGNALS[signal] as fc.Arbitrary<never>)
      const { events } = eventsFromOtlp(signal, message, {
        recordedAt: 1_700_000_000_000,
        keySecret: 'swordfish',
        placeOf: () => ({ repository: '00'.repeat(16) }),
      })
      for (const event of events) {
        const unknown = check(event).filter(
          ({ problem, subject }) => problem === 'unknown_attribute' && subject.startsWith('otlp.'),
        )
        assert.deepEqual(unknown, [])
      }
    }),
    { numRuns: 200 },
  )
})
