import assert from 'node:assert/strict'
import test from 'node:test'
import * as fc from 'fast-check'
import { eventId, type DevelopmentEvent } from './event.ts'
import { foldSessions, type Session, type SessionList } from './session.ts'

const GAP_MS = 10

const events = fc.uniqueArray(
  fc.record({
    at: fc.integer({ min: 0, max: 200 }),
    natural: fc.nat(1000),
    branch: fc.constantFrom('main', 'fix', undefined),
    isCommit: fc.boolean(),
  }),
  { selector: ({ natural }) => natural, maxLength: 60 },
)

test('sessions are the stretches without a gap, whatever order their events come in', () => {
  fc.assert(
    fc.property(
      events.chain((made) =>
        fc.tuple(fc.constant(made), fc.shuffledSubarray(made, { minLength: made.length })),
      ),
      ([made, shuffled]) => {
        let list: SessionList
        for (const each of shuffled) list = foldSessions(list, toEvent(each), GAP_MS)
        const folded: Session[] = []
        for (let rest = list; rest !== undefined; rest = rest.earlier) folded.unshift(rest.session)
        assert.deepEqual(folded, stretches(made.map(toEvent)))
      },
    ),
    { numRuns: 500 },
  )
})

/** Sorts everything, then cuts wherever the gap is too long. */
function stretches(unsorted: readonly DevelopmentEvent[]): Session[] {
  const sorted = unsorted.toSorted(
    (a, b) => a.occurredAt - b.occurredAt || (eventId(a) < eventId(b) ? -1 : 1),
  )
  const groups: DevelopmentEvent[][] = []
  for (const event of sorted) {
    const group = groups.at(-1)
    if (group !== undefined && event.occurredAt - group.at(-1)!.occurredAt <= GAP_MS) group.push(event)
    else groups.push([event])
  }
  return groups.map((group) => ({
    firstEvent: eventId(group[0]!),
    startedAt: group[0]!.occurredAt,
    endedAt: group.at(-1)!.occurredAt,
    eventCount: group.length,
    commitCount: group.filter(({ kind }) => kind === 'vcs.commit').length,
    branches: [...new Set(group.flatMap(({ branch }) => branch ?? []))].sort(),
  }))
}

function toEvent(made: {
  at: number
  natural: number
  branch: string | undefined
  isCommit: boolean
}): DevelopmentEvent {
  return {
    source: 'git-history',
    key: String(made.natural),
    kind: made.isCommit ? 'vcs.commit' : 'vcs.reflog.entry',
    occurredAt: made.at,
    recordedAt: 0,
    repository: 'atlas',
    ...(made.branch === undefined ? {} : { branch: made.branch }),
    attributes: {},
  }
}
