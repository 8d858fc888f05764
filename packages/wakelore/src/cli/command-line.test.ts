import assert from 'node:assert/strict'
import test from 'node:test'
import { wordsOfAll } from './command-line.ts'

const HELP_COLUMNS = 80

test('in the list of all commands each has a line of its own in 80 columns, and those of a group stand together', async () => {
  const all = await wordsOfAll()
  const indent = '  --repo <path>  '.length
  for (const { name, summary } of all) {
    assert.ok(indent + summary.length <= HELP_COLUMNS, `${name}: ${summary}`)
    assert.ok(name.length < indent - '    '.length, name)
  }
  const groups = all.map(({ group }) => group).filter((group, at) => group !== all[at - 1]?.group)
  assert.deepEqual(groups, [...new Set(groups)])
})

test('flags are told once each, and what stands without a flag is none', async () => {
  for (const { name, options, arguments: taken } of await wordsOfAll()) {
    const flags = options.map(({ flag }) => flag)
    assert.deepEqual(flags, [...new Set(flags)], name)
    for (const { input } of taken) assert.ok(!flags.includes(`--${input}`), `${name} ${input}`)
  }
})
