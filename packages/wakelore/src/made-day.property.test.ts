/** `today` of a day that real git made at random, against what is true of it. */
import assert from 'node:assert/strict'
import test from 'node:test'
import { today } from '@wakelore/server/operation/today'
import { makeDay, type MadeDay, type ToldChange } from './made-day.fixture.ts'
import { openPipeline } from './pipeline.ts'

const STEPS = 30

for (const seed of [1, 2, 28, 45]) {
  test(`every change of a day is told once, as it stands now, on its branch (seed ${seed})`, async () => {
    using day = makeDay(seed, STEPS)
    const { changes, sessions } = await tell(day)
    assert.deepEqual(changes, day.expected(), day.script.join('\n'))
    assert.equal(sessions, day.sessions)
  })
}

async function tell(day: MadeDay): Promise<{ changes: ToldChange[]; sessions: number }> {
  await using pipeline = openPipeline({
    cwd: day.repository,
    environment: day.environment,
    clock: { nowMs: () => day.nowMs },
  })
  const answer = await today.handler(today.input.parse({}), pipeline)
  const [repository] = answer.repositories
  assert.ok(repository !== undefined)
  const living = repository.branches.flatMap(({ name, commits }) =>
    commits.map(({ subject, amended }) => ({
      subject,
      branch: name ?? undefined,
      amended,
      isAbandoned: false,
    })),
  )
  const abandoned = repository.abandoned.map(({ subject, branch, amended }) => ({
    subject,
    branch: branch ?? undefined,
    amended,
    isAbandoned: true,
  }))
  return {
    changes: [...living, ...abandoned].sort((a, b) => (a.subject < b.subject ? -1 : 1)),
    sessions: repository.sessions.length,
  }
}
