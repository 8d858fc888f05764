import assert from 'node:assert/strict'
import test from 'node:test'
import { EVENT_CATEGORY, PRIVACY_CLASS } from '@wakelore/telemetry/conventions.generated'
import { parseRegistry } from './conventions.ts'

const ATTRIBUTE = `
  - { key: vcs.size, type: int, privacy: count, brief: A size., examples: [1] }`
const EVENT = `
  - name: vcs.thing
    source: git-history
    category: history
    brief: A thing.
    key: thing/{vcs.size}
    attributes: [{ ref: vcs.size, requirement_level: required }]`

function problemsOf(attributes: string, events: string): string[] {
  return parseRegistry(
    new Map([['vcs.yaml', `file_format: definition/2\nattributes: ${attributes}\nevents: ${events}\n`]]),
  ).problems
}

test('a registry that keeps the rules has no problems', () => {
  assert.deepEqual(problemsOf(ATTRIBUTE, EVENT), [])
})

const BROKEN: readonly (readonly [title: string, attributes: string, events: string, problem: RegExp])[] = [
  ['a name in upper case', ATTRIBUTE.replace('vcs.size', 'vcs.Size'), EVENT, /dotted lower-case name/],
  ['an unknown type', ATTRIBUTE.replace('int', 'map'), EVENT, /type/],
  ['a missing privacy class', ATTRIBUTE.replace('privacy: count,', ''), EVENT, /privacy/],
  ['an unknown field', ATTRIBUTE.replace('type:', 'kind: x, type:'), EVENT, /kind/],
  ['an example of another type', ATTRIBUTE.replace('[1]', '[one]'), EVENT, /example "one" is no int/],
  ['an attribute defined twice', ATTRIBUTE + ATTRIBUTE, EVENT, /vcs\.size: defined twice/],
  [
    'an attribute that is a namespace',
    ATTRIBUTE + ATTRIBUTE.replace('vcs.size', 'vcs.size.max'),
    EVENT,
    /vcs\.size: is also the namespace/,
  ],
  ['an event defined twice', ATTRIBUTE, EVENT + EVENT, /vcs\.thing: defined twice/],
  [
    'a reference to nothing',
    ATTRIBUTE,
    EVENT.replace('ref: vcs.size', 'ref: vcs.width'),
    /vcs\.width is defined/,
  ],
  [
    'a condition without a note',
    ATTRIBUTE,
    EVENT.replace(': required', ': conditionally_required'),
    /without a note/,
  ],
  [
    'a key made of what the event lacks',
    ATTRIBUTE,
    EVENT.replace('{vcs.size}', '{vcs.width}'),
    /uses vcs\.width/,
  ],
  ['an attribute that no event carries', ATTRIBUTE + ATTRIBUTE.replace('size', 'width'), EVENT, /no event/],
]

for (const [title, attributes, events, problem] of BROKEN) {
  test(`the registry refuses ${title}`, () => {
    const problems = problemsOf(attributes, events)
    assert.ok(
      problems.some((found) => problem.test(found)),
      `expected ${problem}, found ${JSON.stringify(problems)}`,
    )
  })
}

test('a hostile attribute or kind name finds nothing in the generated tables', () => {
  for (const name of ['constructor', '__proto__', 'toString']) {
    assert.equal(PRIVACY_CLASS[name], undefined)
    assert.equal(EVENT_CATEGORY[name], undefined)
  }
})
