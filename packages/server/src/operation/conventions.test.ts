import assert from 'node:assert/strict'
import test, { type TestContext } from 'node:test'
import type { z } from 'zod'
import { deriveId } from '@wakelore/kernel/id'
import { isFault } from '@wakelore/kernel/fault'
import { ATLAS } from '@wakelore/knowledge/command-tree.fixture'
import { eventId, type DevelopmentEvent } from '@wakelore/telemetry/event'
import type { DetailLevel } from '@wakelore/vault/gate'
import { conventions } from './conventions.ts'
import { recordedCommands } from './recorded-commands.fixture.ts'

const BOREALIS = deriveId('repository', 'borealis')
const NOW_MS = 1_700_000_000_000
const HOUR_MS = 3_600_000

type Answer = z.output<typeof conventions.output>

async function ask(
  t: TestContext,
  input: Record<string, unknown>,
  recorded: { events?: readonly DevelopmentEvent[]; detail?: DetailLevel } = {},
): Promise<Answer> {
  const context = await recordedCommands(t, {
    events: recorded.events ?? [],
    nowMs: NOW_MS,
    names: new Map([[ATLAS, 'atlas']]),
    here: ATLAS,
    ...(recorded.detail === undefined ? {} : { detail: recorded.detail }),
  })
  const answer = await conventions.handler(conventions.input.parse(input), context)
  return conventions.output.parse(answer)
}

function rewrite(head: string, told: Partial<DevelopmentEvent> = {}): DevelopmentEvent {
  return {
    source: 'git-refs',
    key: `rewrite/4b825dc/${head}`,
    kind: 'vcs.rewrite',
    occurredAt: NOW_MS - HOUR_MS,
    recordedAt: NOW_MS,
    repository: ATLAS,
    attributes: {
      'vcs.ref.base.revision': '4b825dc',
      'vcs.ref.head.revision': head,
      'vcs.rewrite.type': 'amend',
      'vcs.rewrite.evidence': 'reflog',
    },
    ...told,
  }
}

test('without an action it tells how much there is', async (t) => {
  const { entries, version, schemaUrl, healthy } = await ask(t, {})
  assert.ok(schemaUrl.endsWith(`/${version}`))
  assert.ok(entries.attribute! > entries.kind! && entries.kind! > 0)
  assert.equal(healthy, true)
})

test('search finds by words of name and description, and says how many more there are', async (t) => {
  const all = await ask(t, { action: 'search', words: ['branch'] })
  const some = await ask(t, { action: 'search', words: ['branch'], limit: 2 })
  assert.ok(all.found.length > 2)
  assert.deepEqual(some.found, all.found.slice(0, 2))
  assert.equal(some.omitted, all.found.length - 2)
  assert.deepEqual((await ask(t, { action: 'search', words: ['branch', 'qwertz'] })).found, [])
})

test('show tells everything of a kind, and of an attribute where it is used', async (t) => {
  const [kind] = (await ask(t, { action: 'show', words: ['git.command'] })).shown
  assert.equal(kind?.signal, 'span')
  assert.equal(kind?.source, 'git-trace2')
  assert.ok(kind?.attributes.some(({ name, level }) => name === 'process.pid' && level === 'required'))
  const [attribute] = (await ask(t, { action: 'show', words: ['vcs.rewrite.type'] })).shown
  assert.deepEqual(attribute?.usedBy, [{ name: 'vcs.rewrite', level: 'required' }])
  assert.deepEqual(
    attribute?.members.map(({ value }) => value),
    ['amend', 'rebase', 'cherry_pick', 'other'],
  )
})

test('a name that nothing has is a fault that says what is like it, and words may not be missing', async (t) => {
  await assert.rejects(ask(t, { action: 'show', words: ['vcs.rewrites.type'] }), (error) => {
    assert.ok(isFault(error, 'CONVENTION_UNKNOWN'))
    assert.match(error.message, /like it: .*\.type/)
    return true
  })
  for (const action of ['search', 'show']) {
    await assert.rejects(ask(t, { action, words: [' '] }), (error) =>
      isFault(error, 'CONVENTION_WORD_MISSING'),
    )
  }
})

test('check counts what is stored otherwise, violations first, with an event to look at', async (t) => {
  const bad = ['a1', 'a2'].map((head) => {
    const event = rewrite(head)
    return { ...event, attributes: { ...event.attributes, 'vcs.rewrite.type': 'merge', extra: 1 } }
  })
  const { check, healthy } = await ask(t, { action: 'check' }, { events: [rewrite('a0'), ...bad] })
  assert.equal(healthy, false)
  assert.deepEqual(
    { ...check, problems: undefined },
    { events: 3, violations: 2, advice: 2, problems: undefined },
  )
  assert.deepEqual(
    check?.problems.map(({ level, problem, kind, subject, count, example }) => ({
      level,
      problem,
      kind,
      subject,
      count,
      example,
    })),
    [
      {
        level: 'violation',
        problem: 'unlisted_value',
        kind: 'vcs.rewrite',
        subject: 'vcs.rewrite.type',
        count: 2,
        example: eventId(bad[0]!),
      },
      {
        level: 'advice',
        problem: 'unknown_attribute',
        kind: 'vcs.rewrite',
        subject: 'extra',
        count: 2,
        example: eventId(bad[0]!),
      },
    ],
  )
})

test('check takes the repository and the period that it is asked for', async (t) => {
  const events = [
    rewrite('a0'),
    rewrite('a1', { occurredAt: NOW_MS - 48 * HOUR_MS }),
    rewrite('a2', { repository: BOREALIS }),
  ]
  const checked = async (input: Record<string, unknown>): Promise<number | undefined> =>
    (await ask(t, { action: 'check', ...input }, { events })).check?.events
  assert.equal(await checked({}), 2)
  assert.equal(await checked({ since: '1d' }), 1)
  assert.equal(await checked({ allRepos: true }), 3)
})

test('what was stored at a lower detail level keeps to the conventions as well', async (t) => {
  for (const detail of ['counts', 'names', 'full'] as const) {
    const { check } = await ask(t, { action: 'check' }, { events: [rewrite('a0')], detail })
    assert.deepEqual(check, { events: 1, violations: 0, advice: 0, problems: [] })
  }
})
