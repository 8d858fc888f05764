import assert from 'node:assert/strict'
import { stripVTControlCharacters } from 'node:util'
import test from 'node:test'
import type { z } from 'zod'
import { conventions } from '@wakelore/server/operation/conventions'
import type { OperationContext } from '@wakelore/server/context'
import type { RenderContext } from '../render.ts'
import { displayWidth } from '../terminal.ts'
import { renderConventions } from './conventions.ts'

type Answer = z.output<typeof conventions.output>

const at = (width: number): RenderContext => ({
  nowMs: 0,
  width,
  repoHint: '',
  cwd: '/',
  configFile: '/config.json',
})

async function answer(input: Record<string, unknown>): Promise<Answer> {
  return conventions.handler(conventions.input.parse(input), {} as OperationContext)
}

const SUMMARY = await answer({})
const CHECKED: Answer = {
  ...SUMMARY,
  action: 'check',
  healthy: false,
  omitted: 3,
  check: {
    events: 1200,
    violations: 2,
    advice: 17,
    problems: [
      {
        level: 'violation',
        problem: 'wrong_type',
        kind: 'vcs.rewrite',
        subject: 'vcs.rewrite.type',
        message: 'is no string',
        count: 2,
        example: 'a1b2c3d4e5f60718a1b2c3d4e5f60718',
      },
      {
        level: 'advice',
        problem: 'unknown_attribute',
        kind: 'otel.span',
        subject: 'x'.repeat(200),
        message: 'is in no convention',
        count: 17,
        example: '00112233445566778899aabbccddeeff',
      },
    ],
  },
}

const text = (from: Answer, width = Infinity): string =>
  stripVTControlCharacters(renderConventions(from, at(width)))

test('an entry is told with its values, its privacy and what carries it', async () => {
  const shown = text(await answer({ action: 'show', words: ['vcs.rewrite.type'] }))
  assert.match(shown, /^vcs\.rewrite\.type {2}attribute\n/)
  assert.match(shown, /values +amend, rebase, cherry_pick, other\n/)
  assert.match(shown, /privacy +count\n/)
  assert.match(shown, /used by +vcs\.rewrite \(required\)/)
  assert.match(text(await answer({ action: 'show', words: ['edit.burst'] })), /source +nothing yet/)
})

test('a search that finds nothing says so', async () => {
  assert.equal(
    text(await answer({ action: 'search', words: ['qwertz'] })),
    'No convention has all of these words.',
  )
})

test('a check tells the verdict, the violations first and what was left out', () => {
  const shown = text(CHECKED)
  assert.match(shown, /^2 violations of conventions [\d.]+ in 1,200 events; 17 pieces of advice\.\n/)
  assert.match(shown, /\n✗ +2 +vcs\.rewrite vcs\.rewrite\.type: is no string \(a1b2c3d4\)\n/)
  assert.match(shown, /\n3 more: `--limit` shows them\.$/)
  const fine = { ...CHECKED, omitted: 0, check: { events: 0, violations: 0, advice: 0, problems: [] } }
  assert.equal(text(fine), 'Nothing is stored of that to check.')
})

test('nothing is wider than a narrow terminal', async () => {
  const answers = [
    SUMMARY,
    CHECKED,
    await answer({ action: 'search', words: ['branch'] }),
    await answer({ action: 'show', words: ['git.command'] }),
    await answer({ action: 'show', words: ['vcs.ref.head.name'] }),
    await answer({ action: 'show', words: ['command.run.duration'] }),
    await answer({ action: 'show', words: ['wakelore.repository'] }),
  ]
  for (const width of [40, 60, 80, 120]) {
    for (const line of answers.flatMap((one) => text(one, width).split('\n'))) {
      assert.ok(displayWidth(line) <= width, `${displayWidth(line)} of ${width}: ${line}`)
    }
  }
})
