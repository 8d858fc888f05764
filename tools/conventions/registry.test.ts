import assert from 'node:assert/strict'
import { join } from 'node:path'
import test from 'node:test'
import { EVENT_CATEGORY, PRIVACY_CLASS } from '@wakelore/telemetry/conventions.generated'
import { ROOT } from '../source-files.ts'
import { parseRegistry, readRegistry, type Parsed } from './registry.ts'
import { readUpstream } from './upstream.ts'

const upstream = await readUpstream()

const MANIFEST = `
schema_url: https://example.org/schemas/1.0.0
description: A registry.
stability: beta
dependencies:
  - { schema_url: https://opentelemetry.io/schemas/1.45.0, registry_path: somewhere }
`
const FILE = `
file_format: definition/2
imports: { events: [session.start] }
attributes:
  - { key: work.size, type: int, stability: beta, brief: A size., examples: [1], annotations: { privacy: count } }
  - key: work.state
    type: { members: [{ id: open }, { id: done, value: finished, brief: It is over. }] }
    stability: beta
    brief: A state.
    examples: [finished]
    annotations: { privacy: count }
  - key: work.label
    type: template[string]
    stability: beta
    brief: Labels.
    examples: [red]
    annotations: { privacy: of_key }
attribute_groups:
  - id: upstream
    visibility: public
    stability: beta
    brief: Of upstream's.
    attributes:
      - { ref: process.pid, brief: The process., examples: [4711], annotations: { privacy: count } }
      - ref: vcs.ref.type
        brief: A ref's.
        examples: [tag]
        annotations: { privacy: name, members: [stash] }
  - id: size
    visibility: internal
    attributes: [{ ref: work.size, requirement_level: required }]
events:
  - name: work.done
    stability: beta
    brief: Something is done.
    annotations: { source: git-history, category: history, key: 'done/{work.size}' }
    attributes:
      - ref_group: size
      - { ref: work.label }
      - { ref: vcs.ref.type, requirement_level: { conditionally_required: where it is known } }
event_refinements:
  - id: session.start.work
    ref: session.start
    stability: development
    brief: A session began.
    annotations: { source: session, category: git, key: 'start/{n-th}' }
    attributes: [{ ref: process.pid, requirement_level: opt_in }]
spans:
  - type: work.span
    kind: internal
    name: { note: 'work {work.state}' }
    stability: development
    brief: A piece of work.
    annotations: { category: work, key: 'span/{span id}', local: true }
    attributes: [{ ref: work.state, requirement_level: required, brief: How it ended. }]
metrics:
  - name: work.duration
    instrument: histogram
    unit: s
    stability: development
    brief: How long it took.
    attributes: [{ ref: work.state }]
entities:
  - { type: work, stability: development, brief: Work., identity: [{ ref: work.size }] }
`

function parsed(file: string, manifest = MANIFEST): Parsed {
  return parseRegistry(
    new Map([
      ['manifest.yaml', manifest],
      ['work.yaml', file],
    ]),
    upstream,
  )
}

test('the registry keeps its own rules', async () => {
  const { problems } = await readRegistry(join(ROOT, 'packages/telemetry/conventions'))
  assert.deepEqual(problems, [])
})

test('a registry is resolved: groups, enums, templates, refinements and what upstream lists', () => {
  const { registry, problems } = parsed(FILE)
  assert.deepEqual(problems, [])
  assert.equal(registry.version, '1.0.0')
  const attribute = (name: string): unknown => registry.attributes.find((one) => one.name === name)
  assert.deepEqual(attribute('work.state'), {
    name: 'work.state',
    stability: 'beta',
    brief: 'A state.',
    type: 'string',
    members: [{ value: 'open' }, { value: 'finished', brief: 'It is over.' }],
    privacy: 'count',
    examples: ['finished'],
  })
  assert.deepEqual(attribute('work.label'), {
    name: 'work.label',
    stability: 'beta',
    brief: 'Labels.',
    type: 'string',
    isTemplate: true,
    privacy: 'of_key',
    examples: ['red'],
  })
  assert.deepEqual(attribute('vcs.ref.type'), {
    name: 'vcs.ref.type',
    stability: 'beta',
    brief: "A ref's.",
    type: 'string',
    members: [{ value: 'branch' }, { value: 'tag' }, { value: 'stash' }],
    isUpstream: true,
    privacy: 'name',
    examples: ['tag'],
  })
  const kind = (name: string): unknown => registry.kinds.find((one) => one.name === name)
  assert.deepEqual(kind('work.done'), {
    name: 'work.done',
    signal: 'event',
    stability: 'beta',
    brief: 'Something is done.',
    source: 'git-history',
    category: 'history',
    key: 'done/{work.size}',
    attributes: [
      { name: 'work.size', level: 'required' },
      { name: 'work.label', level: 'recommended' },
      { name: 'vcs.ref.type', level: 'conditionally_required', condition: 'where it is known' },
    ],
  })
  assert.deepEqual(kind('work.span'), {
    name: 'work.span',
    signal: 'span',
    stability: 'development',
    brief: 'A piece of work.',
    category: 'work',
    key: 'span/{span id}',
    isLocal: true,
    spanKind: 'internal',
    spanName: 'work {work.state}',
    attributes: [{ name: 'work.state', level: 'required', brief: 'How it ended.' }],
  })
  assert.equal((kind('session.start') as { isUpstream?: boolean }).isUpstream, true)
})

const MISTAKES: readonly (readonly [title: string, from: string, to: string, problem: RegExp])[] = [
  ['a name in upper case', 'key: work.size', 'key: work.Size', /dotted lower-case name/],
  ['a name without a namespace', 'key: work.size', 'key: size', /dotted lower-case name/],
  ['an unknown type', 'type: int', 'type: map', /attributes\.0\.type/],
  ['a missing privacy class', 'privacy: count', 'open: true', /annotations\.privacy/],
  ['a missing stability', 'type: int, stability: beta', 'type: int', /stability/],
  ['a missing example', ', examples: [1]', '', /examples/],
  ['an unknown field', 'type: int', 'kind: x, type: int', /"kind"/],
  ['an unknown section', 'metrics:', 'measures:', /"measures"/],
  ['a brief that is no sentence', 'brief: A size.', 'brief: A size', /full stop/],
  ['an example of another type', 'examples: [1]', 'examples: [one]', /example "one" is no int/],
  ['an example that is no member', 'examples: [finished]', 'examples: [gone]', /"gone" is no member/],
  ['a member listed twice', 'id: done, value: finished', 'id: done, value: open', /lists a member twice/],
  ['the class of a key where there is none', 'privacy: count', 'privacy: of_key', /none behind it/],
  ['an attribute defined twice', 'key: work.label', 'key: work.size', /work\.size: defined twice/],
  [
    'an attribute that is the namespace of another',
    'key: work.label',
    'key: work.size.max',
    /work\.size: is also the namespace of work\.size\.max/,
  ],
  [
    "an attribute that is the namespace of upstream's",
    'key: work.label',
    'key: process.executable',
    /process\.executable: is also the namespace/,
  ],
  [
    'two names that code would call the same',
    'key: work.label',
    'key: work.size_a\n    type: template[string]\n    stability: beta\n    brief: Labels.\n    examples: [red]\n    annotations: { privacy: of_key }\n  - key: work.size.a',
    /called as work\.size\.a is, WORK_SIZE_A/,
  ],
  [
    "an attribute of upstream's that is defined anew",
    'key: work.label',
    'key: process.title',
    /process\.title: is upstream's; refer to it/,
  ],
  [
    "a reference to what upstream hasn't",
    'ref: process.pid, b',
    'ref: process.pidd, b',
    /upstream has no such/,
  ],
  [
    'a reference to what upstream deprecated',
    'ref: process.pid, brief: The process., examples: [4711]',
    'ref: code.lineno, brief: The line., examples: [4711]',
    /upstream deprecated it/,
  ],
  [
    "an example that upstream's examples contradict",
    'examples: [4711]',
    'examples: [[a]]',
    /upstream's example 1234 is no string\[\]/,
  ],
  ["an event of upstream's that is defined anew", 'name: work.done', 'name: session.end', /refine it/],
  ["a refinement of what upstream hasn't", 'ref: session.start', 'ref: session.pause', /no such event/],
  ['a refinement of what is not imported', 'imports: { events: [session.start] }', '', /not imported/],
  ['a reference to nothing', '{ ref: work.label }', '{ ref: work.width }', /work\.width is defined nowhere/],
  [
    "a reference to an upstream attribute that isn't classed",
    '{ ref: work.label }',
    '{ ref: process.title }',
    /no attribute group says its privacy class/,
  ],
  ['a group that is not there', 'ref_group: size', 'ref_group: width', /no group width/],
  ['an attribute listed twice', '{ ref: work.label }', '{ ref: work.size }', /work\.size is listed twice/],
  [
    'a condition that is not told',
    '{ conditionally_required: where it is known }',
    'conditionally_required',
    /requirement_level/,
  ],
  [
    'an attribute that nothing carries',
    '      - { ref: work.label }\n',
    '',
    /work\.label: nothing carries it/,
  ],
  ['a key made of what the kind lacks', "'done/{work.size}'", "'done/{work.width}'", /uses work\.width/],
  ['a span called by what it lacks', 'work {work.state}', 'work {work.size}', /name uses work\.size/],
  [
    'a kind without a source that is no longer in development',
    "name: { note: 'work {work.state}' }\n    stability: development",
    "name: { note: 'work {work.state}' }\n    stability: beta",
    /nothing makes it/,
  ],
  [
    'a kind more stable than what it requires',
    'type: int, stability: beta',
    'type: int, stability: development',
    /requires work\.size, which is only development/,
  ],
  ['a unit that is none', 'unit: s', 'unit: per day', /no unit/],
  ['a unit in a name', 'name: work.duration', 'name: work.duration_ms', /unit stands beside the name/],
  ['an instrument that is none', 'instrument: histogram', 'instrument: timer', /instrument/],
]

for (const [title, from, to, problem] of MISTAKES) {
  test(`the registry refuses ${title}`, () => {
    const file = FILE.replace(from, to)
    assert.notEqual(file, FILE)
    const { problems } = parsed(file)
    assert.ok(
      problems.some((found) => problem.test(found)),
      `expected ${problem}, found ${JSON.stringify(problems)}`,
    )
  })
}

test('a manifest without a version, or that builds on nothing, is refused', () => {
  assert.match(parsed(FILE, MANIFEST.replace('/1.0.0', '/latest')).problems.join('\n'), /ends in a version/)
  const [head] = MANIFEST.split('dependencies:')
  assert.match(parsed(FILE, `${head}dependencies: []`).problems.join('\n'), /dependencies/)
})

test('what upstream moved to another registry can be referred to by who builds on that too', () => {
  const moved = FILE.replace(
    'ref: process.pid, brief: The process., examples: [4711]',
    'ref: gen_ai.usage.input_tokens, brief: Tokens., examples: [4711]',
  ).replace('{ ref: process.pid, r', '{ ref: gen_ai.usage.input_tokens, r')
  assert.match(parsed(moved).problems.join('\n'), /upstream deprecated it: Moved/)
  const home =
    '{ schema_url: https://example.org/1.0.0, registry_path: https://github.com/open-telemetry/semantic-conventions-genai.git }'
  assert.deepEqual(parsed(moved, `${MANIFEST}  - ${home}\n`).problems, [])
})

test('a hostile attribute or kind name finds nothing in the generated tables', () => {
  for (const name of ['constructor', '__proto__', 'toString']) {
    assert.equal(PRIVACY_CLASS[name], undefined)
    assert.equal(EVENT_CATEGORY[name], undefined)
  }
})
