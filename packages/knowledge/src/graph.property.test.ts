/**
 * Whatever happens, in whatever batches: the graph equals one built at once, and
 * answers as an oracle does that keeps plain lists and computes everything anew.
 */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after } from 'node:test'
import { textAttribute, textsAttribute, type DevelopmentEvent } from '@wakelore/telemetry/event'
import * as fc from 'fast-check'
import {
  ATLAS,
  commitEvent,
  KEY,
  mailmapEvent,
  noteEvent,
  refEvent,
  reflogEvent,
} from './graph-events.fixture.ts'
import { openDatabase, type SqlValue } from './graph/database.ts'
import { openGraph, type Graph } from './graph.ts'
import { identityKey, mapIdentity, parseMailmap } from './mailmap.ts'
import { directoryOf, nameStem } from './name-stem.ts'
import { trailerPeople } from './trailers.ts'

const scratch = mkdtempSync(join(tmpdir(), 'wakelore-graph-property-'))
after(() => rmSync(scratch, { recursive: true, force: true }))

const PATHS = ['a.ts', 'a.test.ts', 'src/a.ts', 'src/b.ts', 'src/deep/b_test.ts', 'src0', 'README']
const AUTHORS = [
  'Grace <g@old>',
  'grace <G@OLD>',
  'Ada <ada@a>',
  'Ada <root@host>',
  'Alan <root@host>',
  'bot <>',
]
const MAILMAPS = [
  '',
  'Grace Hopper <grace@new> <g@old>',
  'Ada Lovelace <ada@a> Ada <root@host>\nAlan <alan@a> <root@host>',
  '<ada@a> <g@old>',
]
const MESSAGES = [
  'plain',
  'Fix (#1)\n\nCo-authored-by: Ada <ada@a>',
  'x\n\nReviewed-by: Alan <root@host>\nAcked-by: Grace <g@old>\nCo-authored-by: New <new@n>',
  'See #2\n\nThis reverts commit 0123456789.',
]
const REFS = ['HEAD', 'HEAD', 'HEAD', 'refs/heads/main', 'refs/tags/v1']

const change = fc
  .tuple(fc.constantFrom(...'AAMMMDRRRC'), fc.constantFrom(...PATHS), fc.constantFrom(...PATHS))
  .map(([letter, path, previous]) =>
    /[RC]/.test(letter) ? `${letter} ${previous} > ${path}` : `${letter} ${path}`,
  )

/** Numbers pick among what has happened so far; -1 stands for something that was never read. */
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('commit' as const),
      parents: fc.array(fc.integer({ min: -1, max: 40 }), { maxLength: 2 }),
      author: fc.constantFrom(...AUTHORS),
      at: fc.nat(1_000_000),
      message: fc.constantFrom(...MESSAGES),
      changes: fc.oneof(
        { weight: 9, arbitrary: fc.array(change, { maxLength: 4 }) },
        {
          weight: 1,
          arbitrary: fc.constant([
            ...Array.from({ length: 55 }, (_, at) => `A bulk/${at}`),
            'D src/a.ts',
            'A README',
          ]),
        },
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('ref' as const),
      ref: fc.constantFrom(...REFS),
      to: fc.integer({ min: -2, max: 40 }),
      at: fc.nat(1000),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('mailmap' as const), content: fc.constantFrom(...MAILMAPS) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('note' as const),
      to: fc.nat(40),
      text: fc.constantFrom('x', 'y'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('reflog' as const), to: fc.nat(40), at: fc.nat(1000) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('again' as const), which: fc.nat(60) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('late' as const), which: fc.nat(5) }) },
)
type Step = typeof step extends fc.Arbitrary<infer Made> ? Made : never

test('a graph maintained in any batches equals one built at once, and both equal the oracle', () => {
  const [piecewiseFile, atOnceFile] = [join(scratch, 'piecewise.db'), join(scratch, 'at-once.db')]
  // As long as these are open, closing another is cheap: SQLite tidies up with the last connection.
  const open = [piecewiseFile, atOnceFile].map((file) => openGraph({ file, key: KEY }))
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 1, maxLength: 40 }),
      fc.array(
        fc.record({ size: fc.integer({ min: 1, max: 12 }), next: fc.constantFrom('go on', 'ask', 'reopen') }),
        { minLength: 1, maxLength: 6 },
      ),
      (steps, cuts) => {
        const events = toEvents(steps)
        fc.pre(events.length > 0)
        const piecewise = applyInPieces(openEmpty(piecewiseFile), events, cuts, piecewiseFile)
        const atOnce = openEmpty(atOnceFile)
        atOnce.apply(events, { segment: 1, offset: events.length })
        try {
          assertEqualsOracle(piecewise, events)
          assertEqualsOracle(atOnce, events)
        } finally {
          piecewise.close()
          atOnce.close()
        }
        assert.deepEqual(dumpGraph(piecewiseFile), dumpGraph(atOnceFile))
      },
    ),
    { numRuns: 150 },
  )
  for (const graph of open) graph.close()
})

function toEvents(steps: readonly Step[]): DevelopmentEvent[] {
  const events: DevelopmentEvent[] = []
  const names: string[] = []
  const refCounts = new Map<string, number>()
  const pick = (at: number): string =>
    at < 0 ? 'unread' : (names[at % Math.max(1, names.length)] ?? 'unread')
  for (const made of steps) {
    if (made.kind === 'commit') {
      const name = `c${names.length}`
      events.push(commitEvent(name, { ...made, parents: made.parents.map(pick) }))
      names.push(name)
    } else if (made.kind === 'ref') {
      const nth = refCounts.get(made.ref) ?? 0
      refCounts.set(made.ref, nth + 1)
      events.push(refEvent(made.ref, made.to === -2 ? undefined : pick(made.to), { at: made.at, nth }))
    } else if (made.kind === 'mailmap') events.push(mailmapEvent(made.content))
    else if (made.kind === 'note') events.push(noteEvent('refs/notes/commits', pick(made.to), made.text))
    else if (made.kind === 'reflog') events.push(reflogEvent('HEAD', pick(made.to), made.at))
    else if (made.kind === 'late') {
      // The parent that was missing: as when a shallow history is deepened.
      events.push(commitEvent('unread', { author: 'Late <late@l>', changes: ['A src/b.ts'], at: made.which }))
    } else if (events.length > 0) events.push(events[made.which % events.length]!)
  }
  return events
}

function openEmpty(file: string): Graph {
  const graph = openGraph({ file, key: KEY })
  graph.clear()
  return graph
}

function applyInPieces(
  empty: Graph,
  events: readonly DevelopmentEvent[],
  cuts: readonly { readonly size: number; readonly next: string }[],
  file: string,
): Graph {
  let graph = empty
  for (let at = 0, nth = 0; at < events.length; nth++) {
    const { size, next } = cuts[nth % cuts.length]!
    graph.apply(events.slice(at, at + size), { segment: 1, offset: Math.min(at + size, events.length) })
    at += size
    if (next === 'ask') {
      const history = graph.history(ATLAS)
      history.newest(5).forEach((commit) => graph.person(ATLAS, history.authorOf(commit)))
    } else if (next === 'reopen') {
      graph.close()
      graph = openGraph({ file, key: KEY })
    }
  }
  return graph
}

/** Every row of every table. Numbers follow from the log alone, so they have to be equal as well. */
function dumpGraph(file: string): Record<string, readonly (readonly SqlValue[])[]> {
  const database = openDatabase(file, KEY)
  try {
    const tables = database.prepare<[string]>("SELECT name FROM sqlite_schema WHERE type = 'table'").all()
    return Object.fromEntries(
      tables.map(([name]) => [name, database.prepare<SqlValue[]>(`SELECT * FROM "${name}"`).all()]),
    )
  } finally {
    database.close()
  }
}

type OracleCommit = {
  readonly sha: string
  readonly event: DevelopmentEvent
  readonly changes: ReadonlyMap<string, string>
  readonly renames: readonly { readonly from: string; readonly to: string }[]
}

function assertEqualsOracle(graph: Graph, taken: readonly DevelopmentEvent[]): void {
  const events = taken.filter(({ key }, at) => taken.findIndex((event) => event.key === key) === at)
  const all = events.filter(({ kind }) => kind === 'vcs.commit').map(readCommit)
  const counted = countedCommits(all, events)
  const lastMailmap = events.findLast(({ kind }) => kind === 'vcs.mailmap')
  const mailmap = parseMailmap(
    lastMailmap === undefined ? '' : textAttribute(lastMailmap, 'vcs.mailmap.content')!,
  )
  const personKey = (name: string, email: string): string =>
    identityKey(mapIdentity(mailmap, { name, email }))

  const history = graph.history(ATLAS)
  assert.equal(history.commitCount, counted.length)
  const paths = [...new Set(all.flatMap(({ changes }) => [...changes.keys()]))].sort()
  const heirOf = makeHeirOracle(all, counted)
  const isSmall = ({ changes }: OracleCommit): boolean => changes.size <= 50
  const numbersWhere = (holds: (commit: OracleCommit) => boolean): number[] =>
    counted.flatMap((commit, number) => (holds(commit) ? [number] : []))

  for (const [number, { sha: hash, event, changes }] of counted.entries()) {
    assert.equal(history.sha(number), hash)
    assert.equal(graph.commitNumber(ATLAS, hash), number)
    assert.equal(history.authoredAt(number), event.attributes['vcs.commit.author.at'])
    assert.deepEqual(
      [...history.filesOf(number)].map(history.path).sort(),
      [...new Set([...changes.keys()].map(heirOf))].sort(),
    )
    const { name, email } = graph.person(ATLAS, history.authorOf(number))
    assert.equal(
      identityKey({ name, email }),
      personKey(
        ...(['name', 'email'].map((part) => event.attributes[`vcs.commit.author.${part}`]) as [
          string,
          string,
        ]),
      ),
    )
  }
  assert.deepEqual(history.newest(7), numbersWhere(isSmall).reverse().slice(0, 7))

  const living = paths.filter((path) => isLiving(path, counted))
  for (const path of paths) {
    const file = history.fileNumber(path)!
    const heir = heirOf(path)
    assert.equal(history.path(file), heir)
    const names = paths.filter((name) => heirOf(name) === heir)
    assert.deepEqual(
      [...history.commitsOf(file)],
      numbersWhere((commit) => isSmall(commit) && names.some((name) => commit.changes.has(name))),
    )
    assert.equal(history.isAlive(file), living.includes(heir), path)
  }
  for (const directory of new Set(paths.map(directoryOf))) {
    assert.deepEqual(
      history.filesIn(directory).map(history.path).sort(),
      living.filter((path) => directoryOf(path) === directory),
    )
  }
  for (const stem of new Set(paths.map(nameStem))) {
    assert.deepEqual(
      history.filesWithStem(stem).map(history.path).sort(),
      living.filter((path) => nameStem(path) === stem),
    )
  }
  for (const path of ['', 'src', 'src/deep', ...PATHS]) {
    const found = graph.contributions(ATLAS, path).map(({ commit, person, role }) => {
      const { name, email } = graph.person(ATLAS, person)
      return `${commit} ${role} ${identityKey({ name, email })}`
    })
    assert.deepEqual(found.sort(), oracleContributions(path, paths, counted, personKey).sort(), path)
  }
}

const revision = (event: DevelopmentEvent): string | undefined =>
  textAttribute(event, 'vcs.ref.head.revision')

function readCommit(event: DevelopmentEvent): OracleCommit {
  const status = textAttribute(event, 'vcs.commit.files.status')!
  const previous = [...textsAttribute(event, 'vcs.commit.files.previous_path')]
  const changes = new Map<string, string>()
  const renames: { from: string; to: string }[] = []
  for (const [at, path] of textsAttribute(event, 'vcs.commit.files.path').entries()) {
    const letter = status[at]!
    if (letter === 'C') previous.shift()
    if (letter === 'R') {
      const from = previous.shift()!
      if (!changes.has(from)) changes.set(from, 'D')
      renames.push({ from, to: path })
    }
    changes.set(path, letter)
  }
  // The last change of a path within a commit decides.
  const isLast = ({ to }: { to: string }, at: number): boolean =>
    changes.get(to) === 'R' && renames.findLastIndex((other) => other.to === to) === at
  return { sha: revision(event)!, event, changes, renames: renames.filter(isLast) }
}

function countedCommits(all: readonly OracleCommit[], events: readonly DevelopmentEvent[]): OracleCommit[] {
  const bySha = new Map(all.map((commit) => [commit.sha, commit]))
  const head = events.findLast(
    ({ attributes }) => attributes['vcs.ref.head.name'] === 'HEAD' && attributes['vcs.ref.type'] === 'head',
  )
  const reached = new Set<string>()
  const reach = (hash: string | undefined): void => {
    const commit = bySha.get(hash ?? '')
    if (commit === undefined || reached.has(commit.sha)) return
    reached.add(commit.sha)
    textsAttribute(commit.event, 'vcs.commit.parents').forEach(reach)
  }
  if (head !== undefined) reach(revision(head))
  return all.filter(
    (commit) => reached.has(commit.sha) && textsAttribute(commit.event, 'vcs.commit.parents').length < 2,
  )
}

function isLiving(path: string, counted: readonly OracleCommit[]): boolean {
  const letters = counted.flatMap(({ changes }) => changes.get(path) ?? [])
  const decisive = letters.findLast((letter) => letter !== 'M')
  return decisive === undefined ? letters.length > 0 : decisive !== 'D'
}

/** The living path that a dead one became, through any number of renames; otherwise the path itself. */
function makeHeirOracle(
  all: readonly OracleCommit[],
  counted: readonly OracleCommit[],
): (path: string) => string {
  // Of two files made from one, the heir is the one that the history met last.
  const met = [
    ...new Set(
      all.flatMap(({ event, changes }) => {
        const status = textAttribute(event, 'vcs.commit.files.status')!
        const previous = [...textsAttribute(event, 'vcs.commit.files.previous_path')]
        const written = textsAttribute(event, 'vcs.commit.files.path').flatMap((path, at) => {
          const from = /[RC]/.test(status[at]!) ? previous.shift()! : path
          return status[at] === 'R' ? [path, from] : [path]
        })
        return [...written, ...changes.keys()]
      }),
    ),
  ]
  const heirOf = (path: string): string | undefined => {
    if (isLiving(path, counted)) return path
    const last = counted.findLast(({ changes }) => !['M', undefined].includes(changes.get(path)))
    return (last?.renames ?? [])
      .filter(({ from }) => from === path)
      .sort((a, b) => met.indexOf(b.to) - met.indexOf(a.to))
      .map(({ to }) => heirOf(to))
      .find((heir) => heir !== undefined)
  }
  return (path) => heirOf(path) ?? path
}

function oracleContributions(
  path: string,
  paths: readonly string[],
  counted: readonly OracleCommit[],
  personKey: (name: string, email: string) => string,
): string[] {
  const found = new Set<string>()
  const visited = new Set<string>()
  const follow = (name: string, until: number): void => {
    if (visited.has(`${name} ${until}`)) return
    visited.add(`${name} ${until}`)
    for (const [number, { changes, renames, event }] of counted.entries()) {
      if (number > until) break
      for (const { from, to } of renames) if (to === name) follow(from, number - 1)
      if (!changes.has(name) || changes.size > 50) continue
      const roles = new Map<string, string>()
      const message = textAttribute(event, 'vcs.commit.message')!
      const people = trailerPeople(message)
      const { 'vcs.commit.author.name': author, 'vcs.commit.author.email': email } = event.attributes
      roles.set(personKey(author as string, email as string), 'author')
      for (const wanted of ['co-author', 'reviewer']) {
        for (const { role, identity } of people) {
          const key = personKey(identity.name, identity.email)
          if (role === wanted && !roles.has(key)) roles.set(key, role)
        }
      }
      for (const [key, role] of roles) found.add(`${number} ${role} ${key}`)
    }
  }
  for (const each of paths) {
    if (path === '' || each === path || each.startsWith(`${path}/`)) follow(each, Infinity)
  }
  return [...found]
}
