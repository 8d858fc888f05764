import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { devNull } from 'node:os'
import test from 'node:test'
import { makeSeededRandom } from '@wakelore/kernel/seeded-random'
import { parseTrailers, trailerPeople } from './trailers.ts'

test('trailers are the last paragraph, if that is nothing else', () => {
  assert.deepEqual(parseTrailers('Fix it\n\nWhy.\n\nReviewed-by: Ada <a@b>\nCloses: #1'), [
    { key: 'Reviewed-by', value: 'Ada <a@b>' },
    { key: 'Closes', value: '#1' },
  ])
  assert.deepEqual(parseTrailers('Reviewed-by: Ada <a@b>'), [])
  assert.deepEqual(parseTrailers('Fix it\n\nReviewed-by: Ada <a@b>\nand others'), [])
  assert.deepEqual(parseTrailers(''), [])
})

test('finds the trailers that git finds', () => {
  const random = makeSeededRandom(11)
  const lines = [
    'Fix the parser',
    'Signed-off-by: Grace <g@a>',
    'Co-authored-by: Ada <a@b>',
    '(cherry picked from commit 0123456789012345678901234567890123456789)',
    'Reviewed-by : Spaced <s@c>',
    'Key:value',
    'Not a trailer: since spaces',
    'http://example.org/x',
    '  continued',
    '\tcontinued too ',
    ' ',
    '',
    '',
    '# a comment',
    ': nothing before',
    '-: dash',
    'Conflicts:',
    '\tsrc/a.ts',
    'Empty:',
    'plain prose with words',
  ]
  for (let round = 0; round < 300; round++) {
    const body = Array.from({ length: 1 + random.below(10) }, () => random.pick(lines))
    const message = [
      'Subject',
      '',
      ...(random.below(4) === 0 ? body : [...body, '', ...body.slice(0, 3)]),
    ].join('\n')
    const found = parseTrailers(message).map(({ key, value }) => `${key}: ${value}`.trimEnd())
    assert.deepEqual(found, gitTrailers(message), JSON.stringify(message))
  }
})

test('names who took part, and how', () => {
  const message = [
    'Fix it',
    '',
    'CO-AUTHORED-BY: Ada Lovelace <ada@example.org>',
    'Reviewed-by: @grace',
    'Acked-by: <x@y>',
    'Signed-off-by: Nobody <n@m>',
    'Tested-by:',
  ].join('\n')
  assert.deepEqual(trailerPeople(message), [
    { role: 'co-author', identity: { name: 'Ada Lovelace', email: 'ada@example.org' } },
    { role: 'reviewer', identity: { name: '@grace', email: '' } },
    { role: 'reviewer', identity: { name: '', email: 'x@y' } },
  ])
})

test('a huge hostile message costs time in proportion', () => {
  const startedAt = performance.now()
  for (const line of ['a: b', ' x', 'Conflicts:', '#', '', 'Co-authored-by: ' + '<'.repeat(1000)]) {
    trailerPeople(`Subject\n\nA-by: b\n${`${line}\n`.repeat(50_000)}`)
  }
  assert.ok(performance.now() - startedAt < 3_000)
})

function gitTrailers(message: string): string[] {
  const environment = { ...process.env, GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: '1', LC_ALL: 'C' }
  const result = spawnSync('git', ['interpret-trailers', '--parse', '--no-divider'], {
    input: `${message}\n`,
    env: environment,
    encoding: 'utf8',
  })
  assert.equal(result.status, 0, result.stderr)
  return result.stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => line.trimEnd())
}
