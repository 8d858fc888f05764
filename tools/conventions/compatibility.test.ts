import assert from 'node:assert/strict'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'node:test'
import { ROOT } from '../source-files.ts'
import { changesBetween, versionProblems, type Released } from './compatibility.ts'
import { CONVENTIONS } from './files.ts'
import { compareWithReleased, releasedFile } from './released.ts'

const BEFORE: Released = {
  version: '1.0.0',
  attributes: {
    'work.size': { type: 'int', privacy: 'name', stability: 'beta' },
    'work.state': { type: 'string', members: ['open', 'done'], privacy: 'count', stability: 'beta' },
    'work.new': { type: 'string', privacy: 'count', stability: 'development' },
    'work.note': { type: 'string', privacy: 'text', stability: 'development' },
  },
  kinds: {
    'work.done': {
      signal: 'event',
      source: 'git-history',
      category: 'history',
      key: 'done/{work.size}',
      stability: 'beta',
      isLocal: true,
      isOpen: true,
      attributes: { 'work.size': 'required', 'work.state': 'recommended' },
    },
    'work.planned': {
      signal: 'span',
      category: 'work',
      key: 'planned/{n-th}',
      stability: 'development',
      attributes: { 'work.size': 'required' },
    },
    'work.span': {
      signal: 'span',
      category: 'work',
      key: 'span/{n-th}',
      stability: 'beta',
      spanName: 'work',
      attributes: {},
    },
  },
  metrics: {
    'work.duration': { instrument: 'histogram', unit: 's', stability: 'beta', attributes: {} },
  },
  entities: { work: { stability: 'beta', identity: ['work.size'], description: ['work.state'] } },
}

type Parts = { -readonly [Section in keyof Released]: Released[Section] }

function changed(change: (after: Parts & Record<string, any>) => void): string[] {
  const after = structuredClone(BEFORE) as Parts
  change(after)
  return changesBetween(BEFORE, after).map(
    ({ what, name, change, needs }) => `${needs} ${what} ${name}: ${change}`,
  )
}

test('a registry differs in nothing from itself', () => {
  assert.deepEqual(
    changed(() => undefined),
    [],
  )
})

type Change = readonly [title: string, change: (after: any) => void, found: RegExp]

const BREAKING: readonly Change[] = [
  ['an attribute removed', (a) => delete a.attributes['work.size'], /work\.size: removed or renamed/],
  ['another type', (a) => (a.attributes['work.size'].type = 'string'), /type int became string/],
  ['a template', (a) => (a.attributes['work.size'].isTemplate = true), /became template\[int\]/],
  [
    'a looser privacy class',
    (a) => (a.attributes['work.size'].privacy = 'count'),
    /loosened from name to count/,
  ],
  ['a member removed', (a) => (a.attributes['work.state'].members = ['open']), /members removed: done/],
  ['values limited', (a) => (a.attributes['work.size'].members = [1]), /only takes 1 now/],
  ['a lower stability', (a) => (a.attributes['work.size'].stability = 'alpha'), /beta became alpha/],
  [
    'a looser privacy class in development',
    (a) => (a.attributes['work.note'].privacy = 'name'),
    /work\.note: privacy class loosened/,
  ],
  [
    'another category in development',
    (a) => (a.kinds['work.planned'].category = 'git'),
    /work\.planned: category work became git/,
  ],
  [
    "no more of a sender's attributes",
    (a) => delete a.kinds['work.done'].isOpen,
    /no longer carries its sender's/,
  ],
  [
    'another name of spans',
    (a) => (a.kinds['work.span'].spanName = 'job'),
    /name of its spans work became job/,
  ],
  ['a kind removed', (a) => delete a.kinds['work.done'], /work\.done: removed/],
  ['another signal', (a) => (a.kinds['work.done'].signal = 'span'), /signal event became span/],
  ['another source', (a) => (a.kinds['work.done'].source = 'git-refs'), /source git-history became git-refs/],
  ['another category', (a) => (a.kinds['work.done'].category = 'git'), /category history became git/],
  ['another key', (a) => (a.kinds['work.done'].key = 'done'), /key .* became done/],
  ['leaving the machine', (a) => delete a.kinds['work.done'].isLocal, /may leave the machine/],
  [
    'an attribute no longer carried',
    (a) => delete a.kinds['work.done'].attributes['work.size'],
    /no longer carries work\.size/,
  ],
  [
    'a requirement tightened',
    (a) => (a.kinds['work.done'].attributes['work.state'] = 'required'),
    /work\.state was recommended and is required/,
  ],
  [
    'a requirement loosened that readers rely on',
    (a) => (a.kinds['work.done'].attributes['work.size'] = 'recommended'),
    /work\.size was required and is recommended/,
  ],
  [
    'a new requirement',
    (a) => (a.kinds['work.done'].attributes['work.new'] = 'required'),
    /requires work\.new, which what is stored lacks/,
  ],
  ['another unit', (a) => (a.metrics['work.duration'].unit = 'ms'), /unit s became ms/],
  ['another instrument', (a) => (a.metrics['work.duration'].instrument = 'counter'), /instrument/],
  ['another identity', (a) => (a.entities['work'].identity = ['work.state']), /identity/],
  ['a description dropped', (a) => (a.entities['work'].description = []), /no longer described/],
]

for (const [title, change, found] of BREAKING) {
  test(`${title} breaks what is stored`, () => {
    const [only, ...more] = changed(change)
    assert.match(only!, found)
    assert.match(only!, /^major /)
    assert.deepEqual(more, [])
  })
}

const COMPATIBLE: readonly Change[] = [
  ['a new attribute', (a) => (a.attributes['work.more'] = BEFORE.attributes['work.size']), /work\.more: new/],
  ['a member added', (a) => a.attributes['work.state'].members.push('gone'), /members added: gone/],
  ['a list dropped', (a) => delete a.attributes['work.state'].members, /takes any value/],
  ['a list opened', (a) => (a.attributes['work.state'].isOpen = true), /takes unlisted values/],
  ['a stricter privacy class', (a) => (a.attributes['work.size'].privacy = 'text'), /tightened/],
  [
    'an attribute more',
    (a) => (a.kinds['work.done'].attributes['work.new'] = 'opt_in'),
    /carries work\.new now/,
  ],
  ['a kind that is made now', (a) => (a.kinds['work.planned'].source = 'editor'), /is made by editor now/],
  ['something in development removed', (a) => delete a.attributes['work.new'], /work\.new: removed/],
  [
    'something in development with another key',
    (a) => (a.kinds['work.planned'].key = 'plan'),
    /key .* became plan/,
  ],
  ['a higher stability', (a) => (a.kinds['work.done'].stability = 'stable'), /beta became stable/],
]

for (const [title, change, found] of COMPATIBLE) {
  test(`${title} breaks nothing`, () => {
    const [only, ...more] = changed(change)
    assert.match(only!, found)
    assert.match(only!, /^minor /)
    assert.deepEqual(more, [])
  })
}

test('what breaks needs a major version, whatever else shows a minor one, and no version goes back', () => {
  const major = { what: 'kind', name: 'work.done', change: 'removed', needs: 'major' } as const
  const minor = { what: 'kind', name: 'work.more', change: 'new', needs: 'minor' } as const
  const problems = (version: string, ...changes: (typeof major | typeof minor)[]): string[] =>
    versionProblems('1.2.0', version, changes)
  assert.deepEqual(problems('1.2.0'), [])
  assert.match(problems('1.2.0', minor).join(), /needs version 1\.3\.0, manifest\.yaml says 1\.2\.0/)
  assert.deepEqual(problems('1.3.0', minor), [])
  assert.match(
    problems('1.3.0', major, minor).join(),
    /^kind work\.done: removed; that needs version 2\.0\.0/,
  )
  assert.deepEqual(problems('2.0.0', major, minor), [])
  assert.match(problems('1.1.9').join(), /older than 1\.2\.0/)
  assert.match(problems('0.9.0', minor).join(), /older than 1\.2\.0/)
})

test("the registry's own files: a loosened class is refused, until it has a version of its own, and packaged it is what counts", async () => {
  const directory = await mkdtemp(join(tmpdir(), 'wakelore-conventions-'))
  try {
    await cp(join(ROOT, CONVENTIONS), directory, { recursive: true })
    assert.deepEqual((await compareWithReleased(directory)).problems, [])
    const edit = async (file: string, from: string, to: string): Promise<void> => {
      const path = join(directory, file)
      const text = await readFile(path, 'utf8')
      assert.ok(text.includes(from), `${file} has no ${from}`)
      await writeFile(path, text.replace(from, to))
    }
    const message = /(key: vcs\.commit\.message.*?privacy: )text/s
    const vcs = await readFile(join(directory, 'vcs.yaml'), 'utf8')
    assert.match(vcs, message)
    await writeFile(join(directory, 'vcs.yaml'), vcs.replace(message, '$1count'))
    const { problems } = await compareWithReleased(directory)
    assert.equal(problems.length, 1)
    assert.match(
      problems[0]!,
      /vcs\.commit\.message: privacy class loosened from text to count; that needs version 2\.0\.0/,
    )
    await edit('manifest.yaml', 'schemas/1.1.0', 'schemas/2.0.0')
    assert.deepEqual((await compareWithReleased(directory)).problems, [])
    const { path, text } = await releasedFile(directory)
    await writeFile(path, text)
    assert.deepEqual((await compareWithReleased(directory)).changes, [])
  } finally {
    await rm(directory, { recursive: true })
  }
})
