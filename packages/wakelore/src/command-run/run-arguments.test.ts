import assert from 'node:assert/strict'
import test from 'node:test'
import { z } from 'zod'
import { run } from '@wakelore/server/operation/run'
import { readRunArguments } from './run-arguments.ts'

test('flags of the operation, and a command that takes everything behind it as it is', () => {
  assert.deepEqual(
    readRunArguments(
      'run --detail names --class=test --results a/*.xml --results b --tap --quiet --repo /r -- npm test -- --json'.split(
        ' ',
      ),
    ),
    {
      input: {
        detail: 'names',
        class: 'test',
        results: ['a/*.xml', 'b'],
        tap: true,
        quiet: true,
        repo: '/r',
        command: ['npm', 'test', '--', '--json'],
      },
      asJson: false,
    },
  )
  assert.deepEqual(readRunArguments(['--json', '--repo', 'x', 'run', 'npm', 'run', '--', '--tap']), {
    input: { repo: 'x', command: ['npm', 'run', '--', '--tap'] },
    asJson: true,
  })
  assert.deepEqual(readRunArguments(['run', '--', '']), { input: { command: [''] }, asJson: false })
})

test('whatever else there is on the line is left to the parser of all commands', () => {
  for (const line of [
    '',
    'run',
    'run --',
    'run --help',
    'run -h -- x',
    'run --detail everything -- x',
    'run --detail',
    'run --results',
    'run --class -- x',
    'run --class= x',
    'run --nonsense -- x',
    'run --tap=1 -- x',
    'run --constructor x -- y',
    '--tap run -- x',
    'status run -- x',
    '-- run x',
    'running -- x',
    'log',
  ]) {
    assert.equal(readRunArguments(line.split(' ').filter((word) => word !== '')), undefined, line)
  }
})

test('it takes what the operation takes, flag by flag and choice by choice', () => {
  const { properties = {} } = z.toJSONSchema(run.input, { io: 'input' })
  for (const [name, schema] of Object.entries(properties)) {
    if (name === 'command' || typeof schema === 'boolean') continue
    const { type, enum: choices } = schema
    const values = type === 'boolean' ? [[]] : (choices ?? ['x']).map((choice) => [String(choice)])
    for (const value of values) {
      const read = readRunArguments(['run', `--${name}`, ...value, '--', 'x'])
      assert.ok(read !== undefined, `--${name}`)
      const expected = type === 'boolean' ? true : type === 'array' ? value : value[0]
      assert.deepEqual(run.input.parse(read.input)[name as keyof typeof read.input], expected)
    }
  }
})
