import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after, describe } from 'node:test'
import { isFault } from '@wakelore/kernel/fault'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import { eventId } from '@wakelore/telemetry/event'
import {
  ATLAS,
  commitEvent,
  KEY,
  mailmapEvent,
  noteEvent,
  refEvent,
  reflogEvent,
  sha,
  type CommitOptions,
} from './graph-events.fixture.ts'
import { couplings } from './couplings.ts'
import { openDatabase } from './graph/database.ts'
import { SCHEMA_VERSION } from './graph/schema.ts'
import { openGraph, type Graph } from './graph.ts'

const scratch = mkdtempSync(join(tmpdir(), 'wakelore-graph-'))
after(() => rmSync(scratch, { recursive: true, force: true }))

let made = 0
const newFile = (): string => join(scratch, `${made++}.db`)

function graphOf(events: Iterable<DevelopmentEvent>, file = newFile()): Graph {
  const graph = openGraph({ file, key: KEY })
  graph.apply(events, { segment: 1, offset: 1 })
  return graph
}

/** Commits one after the other, with HEAD at the last. */
function line(...commits: readonly (CommitOptions & { name: string })[]): DevelopmentEvent[] {
  const events = commits.map(({ name, ...options }, at) =>
    commitEvent(name, { parents: at === 0 ? [] : [commits[at - 1]!.name], at: at * 1000, ...options }),
  )
  return [...events, refEvent('HEAD', commits.at(-1)!.name)]
}

const pathsOf = (graph: Graph, commit: number): string[] => {
  const history = graph.history(ATLAS)
  return [...history.filesOf(commit)].map(history.path)
}

const livingPaths = (graph: Graph): string[] => {
  const history = graph.history(ATLAS)
  const all = new Set(history.newest(1000).flatMap((commit) => [...history.filesOf(commit)]))
  return [...all].filter(history.isAlive).map(history.path).sort()
}

test('of many events those that it does not hold are told, each once, in order, and of every repository', () => {
  const [first, second, third] = ['a', 'b', 'c'].map((name) => refEvent(`refs/heads/${name}`, 'root'))
  const graph = graphOf([first!, second!])
  const elsewhere = { ...first!, repository: 'e'.repeat(32) }
  assert.deepEqual(graph.unseen([third!, first!, elsewhere, third!, second!]), [third, elsewhere])
  for (const event of [first!, second!, third!, elsewhere]) {
    const isKnown = graph.hasEvent(event.repository, eventId(event))
    assert.equal(graph.unseen([event]).length === 0, isKnown)
  }
  assert.deepEqual(graph.unseen([]), [])
  graph.close()
})

describe('history', () => {
  test('counts what HEAD reaches without merges, and numbers that without gaps', () => {
    const graph = graphOf([
      commitEvent('root', { changes: ['A a'] }),
      commitEvent('side', { parents: ['root'], changes: ['A b'] }),
      commitEvent('elsewhere', { parents: ['root'], changes: ['A c'] }),
      commitEvent('main', { parents: ['root'], changes: ['M a'] }),
      commitEvent('merge', { parents: ['main', 'side'] }),
      refEvent('HEAD', 'merge'),
    ])
    const history = graph.history(ATLAS)
    assert.equal(history.commitCount, 3)
    assert.deepEqual(
      [0, 1, 2].map((number) => history.sha(number)),
      ['root', 'side', 'main'].map(sha),
    )
    // The others come behind, so that every commit can be shown.
    assert.equal(graph.commitNumber(ATLAS, sha('elsewhere')), 3)
    assert.deepEqual(graph.commit(ATLAS, 4), {
      sha: sha('merge'),
      subject: 'merge',
      author: { name: 'Grace', email: 'grace@example.org', isBot: false },
      authoredAt: 0,
      fileCount: 0,
      isMerge: true,
      isBulk: false,
    })
    assert.equal(graph.commitNumber(ATLAS, sha('nothing')), undefined)
  })

  test('follows HEAD to wherever it goes', () => {
    const graph = graphOf([
      commitEvent('root', { changes: ['A a'] }),
      commitEvent('left', { parents: ['root'], changes: ['D a', 'A left'] }),
      commitEvent('right', { parents: ['root'], changes: ['A right'] }),
      refEvent('HEAD', 'left'),
    ])
    assert.deepEqual(livingPaths(graph), ['left'])
    graph.apply([refEvent('HEAD', 'right', { nth: 1 })], { segment: 1, offset: 2 })
    assert.deepEqual(livingPaths(graph), ['a', 'right'])
    graph.apply([refEvent('HEAD', undefined, { nth: 2 })], { segment: 1, offset: 3 })
    assert.equal(graph.history(ATLAS).commitCount, 0)
  })

  test('a shallow history that is deepened later counts the older commits too', () => {
    const graph = graphOf([commitEvent('new', { parents: ['old'] }), refEvent('HEAD', 'new')])
    assert.equal(graph.history(ATLAS).commitCount, 1)
    graph.apply([commitEvent('old', { changes: ['A a'] })], { segment: 1, offset: 2 })
    assert.equal(graph.history(ATLAS).commitCount, 2)
  })

  test('a rename moves the life from one path to the other', () => {
    const graph = graphOf(
      line(
        { name: '1', changes: ['A a', 'A b'] },
        { name: '2', changes: ['R a > c'] },
        { name: '3', changes: ['C b > d'] },
      ),
    )
    assert.deepEqual(pathsOf(graph, 1), ['c'])
    assert.deepEqual(pathsOf(graph, 2), ['d'])
    assert.deepEqual(livingPaths(graph), ['b', 'c', 'd'])
    assert.equal(graph.commit(ATLAS, 1).fileCount, 1)
  })

  test('a file is one with what it was before its renames, under its living path', () => {
    const together = Array.from({ length: 10 }, (_, at) => ({
      name: `${at}`,
      changes: at === 0 ? ['A f1.c', 'A g1.h', 'A t/f1_test.c'] : ['M f1.c', 'M g1.h', 'M t/f1_test.c'],
    }))
    const graph = graphOf(
      line(
        ...together,
        { name: 'first', changes: ['R f1.c > middle.c'] },
        { name: 'second', changes: ['R middle.c > core.c', 'R g1.h > core.h'] },
        { name: 'after', changes: ['M core.c'] },
      ),
    )
    const history = graph.history(ATLAS)
    const core = history.fileNumber('core.c')!
    assert.equal(history.path(core), 'core.c')
    for (const old of ['f1.c', 'middle.c']) assert.equal(history.fileNumber(old), core)
    assert.equal(history.commitsOf(core).length, 13)
    assert.deepEqual(pathsOf(graph, 0).sort(), ['core.c', 'core.h', 't/f1_test.c'])
    assert.deepEqual(pathsOf(graph, 10), ['core.c'])
    assert.deepEqual(history.filesIn('').map(history.path), ['core.c', 'core.h'])
    assert.equal(graph.contributions(ATLAS, 'middle.c').length, 12)
    const [first] = couplings(history, { nowMs: 0, count: 1, isBot: () => false, isIgnored: () => false })
    assert.deepEqual([...first!.paths, first!.together].sort(), [10, 'core.h', 't/f1_test.c'])
  })

  test('a path that was made anew is no other file’s past, and what was deleted stays apart', () => {
    const graph = graphOf(
      line(
        { name: '1', changes: ['A a', 'A x'] },
        { name: '2', changes: ['R a > b', 'R x > y'] },
        { name: '3', changes: ['A a', 'D y'] },
        { name: '4', changes: ['M a'] },
      ),
    )
    const history = graph.history(ATLAS)
    const commitsOf = (path: string): number[] => [...history.commitsOf(history.fileNumber(path)!)]
    assert.deepEqual(commitsOf('a'), [0, 1, 2, 3])
    assert.deepEqual(commitsOf('b'), [1])
    assert.deepEqual(commitsOf('x'), [0, 1])
    graph.apply(
      [
        commitEvent('5', { parents: ['4'], changes: ['R b > c', 'D a'] }),
        commitEvent('6', { parents: ['5'], changes: ['R c > b'] }),
        refEvent('HEAD', '6', { nth: 1 }),
      ],
      { segment: 1, offset: 2 },
    )
    const later = graph.history(ATLAS)
    assert.deepEqual([...later.commitsOf(later.fileNumber('c')!)], [1, 4, 5])
    assert.equal(later.path(later.fileNumber('c')!), 'b')
    assert.equal(later.path(later.fileNumber('a')!), 'a')
  })

  test('two files that swap names both live on', () => {
    const graph = graphOf(
      line({ name: '1', changes: ['A a', 'A b'] }, { name: '2', changes: ['R a > b', 'R b > a'] }),
    )
    assert.deepEqual(livingPaths(graph), ['a', 'b'])
  })

  test('a bulk commit decides over life, and teaches nothing', () => {
    const many = Array.from({ length: 51 }, (_, at) => `A ${at}`)
    const graph = graphOf(line({ name: '1', changes: many }, { name: '2', changes: ['M 7', 'D 8'] }))
    const history = graph.history(ATLAS)
    assert.deepEqual(history.newest(10), [1])
    assert.deepEqual([...history.commitsOf(history.fileNumber('7')!)], [1])
    assert.equal(history.filesOf(0).length, 51)
    assert.equal(history.isAlive(history.fileNumber('9')!), true)
    assert.equal(history.isAlive(history.fileNumber('8')!), false)
    assert.equal(graph.commit(ATLAS, 0).isBulk, true)
  })

  test('finds living files by stem and by directory', () => {
    const graph = graphOf(
      line(
        { name: '1', changes: ['A src/parser.ts', 'A test/parser_test.ts', 'A src/old.ts'] },
        { name: '2', changes: ['D src/old.ts'] },
      ),
    )
    const history = graph.history(ATLAS)
    assert.deepEqual(history.filesWithStem('parser').map(history.path), [
      'src/parser.ts',
      'test/parser_test.ts',
    ])
    assert.deepEqual(history.filesIn('src').map(history.path), ['src/parser.ts'])
    assert.deepEqual(history.filesIn(''), [])
  })

  test('fills one run after the other, also across batches', () => {
    const names = Array.from({ length: 2_600 }, (_, at) => `c${at}`)
    const events = line(...names.map((name, at) => ({ name, changes: [`M f${at % 7}`] })))
    const graph = openGraph({ file: newFile(), key: KEY })
    for (let at = 0; at < events.length; at += 700) {
      graph.apply(events.slice(at, at + 700), { segment: 1, offset: at + 1 })
    }
    const history = graph.history(ATLAS)
    assert.equal(history.commitCount, 2_600)
    assert.deepEqual([...history.commitsOf(history.fileNumber('f3')!)].slice(-2), [2_586, 2_593])
    assert.equal(history.sha(2_599), sha('c2599'))
  })

  test('an unknown repository has an empty history', () => {
    const graph = graphOf([])
    const history = graph.history('nowhere')
    assert.equal(history.commitCount, 0)
    assert.deepEqual(history.newest(3), [])
    assert.equal(history.fileNumber('a'), undefined)
    assert.deepEqual(graph.contributions('nowhere', ''), [])
    assert.equal(graph.refs('nowhere').size, 0)
    assert.equal(graph.hasCommit('nowhere', sha('a')), false)
  })
})

describe('people', () => {
  test('are called as they signed their newest commit, whatever others called them in trailers', () => {
    const events = line(
      { name: '1', author: 'Alice Long <alice@x.y>', changes: ['A a'] },
      { name: '2', author: 'Bob <bob@x.y>', message: 'x\n\nCo-authored-by: al <alice@x.y>' },
    )
    const graph = graphOf(events)
    const alice = graph.personWithEmail(ATLAS, 'alice@x.y')!
    assert.equal(graph.person(ATLAS, alice).name, 'Alice Long')
    assert.deepEqual(graph.namesOf(ATLAS, alice), ['Alice Long', 'al'])
    graph.apply([commitEvent('3', { author: 'Alice Short <alice@x.y>', parents: ['2'] })], {
      segment: 1,
      offset: 9,
    })
    assert.equal(graph.person(ATLAS, alice).name, 'Alice Short')
    graph.apply([commitEvent('4', { author: 'Alice Long <alice@x.y>', parents: ['3'] })], {
      segment: 1,
      offset: 10,
    })
    assert.equal(graph.person(ATLAS, alice).name, 'Alice Long')
  })

  test('of whom there are only trailers are called as the last of them has it', () => {
    const graph = graphOf([
      commitEvent('1', { message: 'x\n\nReviewed-by: A <a@x>' }),
      commitEvent('2', { message: 'x\n\nReviewed-by: Ada <a@x>', parents: ['1'] }),
    ])
    assert.equal(graph.person(ATLAS, graph.personWithEmail(ATLAS, 'a@x')!).name, 'Ada')
  })

  test('are one by address, and as the mailmap says, from whenever it comes', () => {
    const events = line(
      { name: '1', author: 'grace <g@old>', changes: ['A a'] },
      { name: '2', author: 'Grace <G@OLD>', changes: ['M a'] },
      { name: '3', author: 'Grace Hopper <grace@new>', changes: ['M a'] },
    )
    const graph = graphOf(events)
    const authors = (): number[] => [0, 1, 2].map(graph.history(ATLAS).authorOf)
    assert.equal(new Set(authors()).size, 2)
    graph.apply([mailmapEvent('Rear Admiral Hopper <grace@new> <g@old>')], { segment: 1, offset: 2 })
    assert.equal(new Set(authors()).size, 1)
    assert.deepEqual(graph.person(ATLAS, authors()[0]!), {
      name: 'Grace Hopper',
      email: 'grace@new',
      isBot: false,
    })
    graph.apply([commitEvent('4', { author: 'gh <g@old>' })], { segment: 1, offset: 3 })
    assert.equal(graph.status()[0]!.people, 1)
  })

  test('contribute as author, co-author or reviewer, once per commit', () => {
    const message =
      'x\n\nCo-authored-by: Ada <ada@a>\nReviewed-by: Ada <ada@a>\nReviewed-by: Alan <alan@a>\nAcked-by: Grace <grace@example.org>'
    const graph = graphOf(line({ name: '1', message, changes: ['A a', 'A b'] }))
    assert.deepEqual(
      graph
        .contributions(ATLAS, 'a')
        .map(({ person, role, at, fileCount }) => [graph.person(ATLAS, person).name, role, at, fileCount]),
      [
        ['Grace', 'author', 0, 2],
        ['Ada', 'co-author', 0, 2],
        ['Alan', 'reviewer', 0, 2],
      ],
    )
  })

  test('contributed to a file under its earlier names, up to the rename', () => {
    const graph = graphOf(
      line(
        { name: '1', author: 'One <1@x>', changes: ['A a'] },
        { name: '2', author: 'Two <2@x>', changes: ['R a > b'] },
        { name: '3', author: 'Three <3@x>', changes: ['A a'] },
        { name: '4', author: 'Four <4@x>', changes: ['R b > dir/c'] },
        { name: '5', author: 'Five <5@x>', changes: ['A dirt'] },
      ),
    )
    const names = (path: string): string[] =>
      graph.contributions(ATLAS, path).map(({ person }) => graph.person(ATLAS, person).name)
    assert.deepEqual(names('dir/c'), ['One', 'Two', 'Four'])
    assert.deepEqual(names('dir'), ['One', 'Two', 'Four'])
    assert.deepEqual(names('a'), ['One', 'Two', 'Three'])
    assert.deepEqual(names(''), ['One', 'Two', 'Three', 'Four', 'Five'])
    assert.deepEqual(names('nothing'), [])
  })

  test('bots are marked', () => {
    const graph = graphOf(
      line({ name: '1', author: 'dependabot[bot] <1+dependabot[bot]@users.noreply.github.com>' }),
    )
    assert.equal(graph.person(ATLAS, graph.history(ATLAS).authorOf(0)).isBot, true)
  })
})

describe('events', () => {
  test('seen before change nothing', () => {
    const events = [
      ...line({ name: '1', changes: ['A a'] }, { name: '2', changes: ['M a'] }),
      refEvent('refs/heads/main', '2', { at: 5 }),
      noteEvent('refs/notes/commits', '1', 'slow'),
      reflogEvent('HEAD', '2', 9_000),
      mailmapEvent('Grace Hopper <grace@example.org>'),
      { ...commitEvent('x'), kind: 'git.command', key: 'command/1', occurredAt: 77 },
    ]
    const graph = graphOf(events)
    const status = graph.status()
    graph.apply(events, { segment: 1, offset: 2 })
    assert.deepEqual(graph.status(), status)
    assert.deepEqual(status, [
      {
        repository: ATLAS,
        commits: 2,
        files: 1,
        people: 1,
        branches: 1,
        tags: 0,
        lastEventAt: 9_000,
        events: 8,
      },
    ])
    assert.equal(graph.history(ATLAS).commitCount, 2)
  })

  test('are known by id, commits by hash', () => {
    const note = noteEvent('refs/notes/commits', '1', 'slow')
    const graph = graphOf([commitEvent('1'), note])
    assert.equal(graph.hasEvent(ATLAS, eventId(note)), true)
    assert.equal(graph.hasEvent(ATLAS, eventId({ ...note, key: 'other' })), false)
    assert.equal(graph.hasCommit(ATLAS, sha('1')), true)
    assert.equal(graph.hasCommit(ATLAS, sha('2')), false)
    assert.equal(graph.hasCommit(ATLAS, 'nonsense'), false)
  })

  test('refs are known now, at any time before, and by their last change', () => {
    const changes = [
      refEvent('refs/heads/main', '1', { at: 10, nth: 0 }),
      refEvent('refs/tags/v1', '1', { at: 20 }),
      refEvent('refs/heads/main', '2', { at: 30, nth: 1 }),
      refEvent('refs/heads/main', undefined, { at: 25, nth: 2 }),
    ]
    const graph = graphOf(changes)
    assert.deepEqual(
      [...graph.refs(ATLAS)],
      [['refs/tags/v1', { revision: sha('1'), change: eventId(changes[1]!) }]],
    )
    assert.equal(graph.lastRefChange(ATLAS, 'refs/heads/main'), eventId(changes[3]!))
    assert.equal(graph.lastRefChange(ATLAS, 'refs/heads/other'), undefined)
    assert.deepEqual([...graph.refsAt(ATLAS, 9)], [])
    assert.deepEqual(
      [...graph.refsAt(ATLAS, 29)],
      [
        ['refs/heads/main', sha('1')],
        ['refs/tags/v1', sha('1')],
      ],
    )
    // The clock stepped back: the deletion holds from the change before it.
    assert.deepEqual([...graph.refsAt(ATLAS, 30)], [['refs/tags/v1', sha('1')]])
  })

  test('who names a commit is found by its hash, whole or cut, and each once', () => {
    const [first, second] = [sha('1'), sha('2')]
    const graph = graphOf(
      line(
        { name: '1', message: 'One' },
        { name: '2', message: `Two\n\nThis reverts commit ${first}.` },
        { name: '3', message: `Three\n\nFixes: ${first.slice(0, 12)}\n\nReverts ${first.slice(0, 9)}` },
        { name: '4', message: 'Four\n\nSee #1' },
      ),
    )
    assert.deepEqual(
      [...graph.namersOf(ATLAS, [first, second])],
      [
        [first, [1, 2]],
        [second, []],
      ],
    )
  })

  test('messages’ references, notes and reflogs can be asked for', () => {
    const graph = graphOf([
      ...line({ name: '1', message: 'Fix (#12)\n\nSee #7' }, { name: '2', message: 'Again #7' }),
      noteEvent('refs/notes/commits', '1', 'slow'),
      noteEvent('refs/notes/commits', '1', 'slower'),
      reflogEvent('HEAD', '1', 1_000),
      { ...reflogEvent('HEAD', '2', 2_000), branch: 'main' },
    ])
    assert.deepEqual(graph.references(ATLAS, 0), [
      { kind: 'issue', target: '#7' },
      { kind: 'pull-request', target: '#12' },
    ])
    assert.deepEqual(graph.notes(ATLAS, 0), [{ ref: 'refs/notes/commits', message: 'slower' }])
    assert.deepEqual(graph.reflogSince(ATLAS, 2_000), [
      {
        ref: 'HEAD',
        worktree: '',
        revision: sha('2'),
        previous: sha('1'),
        at: 2_000,
        message: 'commit: 2',
        email: 'grace@example.org',
        branch: 'main',
      },
    ])
  })

  test('every commit can be asked by its row, those that HEAD doesn’t reach too, with paths as they were called', () => {
    const graph = graphOf([
      ...line(
        { name: '1', at: 5, message: 'Fix #7', changes: ['A old.c'] },
        { name: '2', changes: ['R old.c > new.c'] },
      ),
      commitEvent('side', { at: 9, author: 'Ada <ada@example.org>', changes: ['A a', 'A b'] }),
    ])
    const { ancestry, authoredAt, authorOf, pathsOf, referencesOf } = graph.commits(ATLAS)
    const rows = ['1', '2', 'side'].map((name) => ancestry.rowOf(sha(name))!)
    assert.deepEqual(
      rows.map((row) => pathsOf(row).sort()),
      [['old.c'], ['new.c', 'old.c'], ['a', 'b']],
    )
    assert.deepEqual(
      rows.map((row) => graph.person(ATLAS, authorOf(row)).name),
      ['Grace', 'Grace', 'Ada'],
    )
    assert.deepEqual([authoredAt(rows[0]!), authoredAt(rows[2]!)], [5, 9])
    assert.deepEqual(referencesOf(rows[0]!), [{ kind: 'issue', target: '#7' }])
    assert.equal(ancestry.count, 3)
  })

  test('a reflog keeps its own order within a second, and each ref and worktree its own past', () => {
    const graph = graphOf([
      { ...reflogEvent('HEAD', '1', 1_000), branch: 'main' },
      { ...reflogEvent('HEAD', '9', 1_000), key: 'linked', worktree: 'w' },
      reflogEvent('HEAD', '2', 1_000),
      reflogEvent('HEAD', '3', 1_000),
    ])
    assert.deepEqual(
      graph
        .reflogSince(ATLAS, 1_000)
        .map(({ worktree, revision, previous, branch }) => [worktree, revision, previous, branch]),
      [
        ['', sha('1'), undefined, 'main'],
        ['', sha('2'), sha('1'), undefined],
        ['', sha('3'), sha('2'), undefined],
        ['w', sha('9'), undefined, undefined],
      ],
    )
    assert.deepEqual(graph.reflogSince(ATLAS, 1_001), [])
  })

  test('of any content are taken in', () => {
    const hostile = [
      '',
      '\0',
      'a\0b',
      '\ud800',
      'x'.repeat(100_000),
      "'; DROP TABLE file; --",
      '\u001b[31m',
      '__proto__',
      'a\nb',
    ]
    const odd = {
      ...commitEvent('odd'),
      attributes: { 'vcs.ref.head.revision': 7, 'vcs.commit.parents': 'x' },
    } as const
    const graph = graphOf([
      ...hostile.map((text, at) => {
        const event = commitEvent(`h${at}`, {
          parents: at === 0 ? [] : [`h${at - 1}`],
          author: `${text} <${text}>`,
          message: text,
          changes: [`A ${text.replaceAll(' > ', '')}`],
        })
        return { ...event, occurredAt: Number.NaN }
      }),
      odd,
      { ...commitEvent('no files'), attributes: { 'vcs.ref.head.revision': sha('no files') } },
      { ...refEvent('HEAD', 'h8'), occurredAt: Infinity },
      { ...noteEvent('n', 'h0', 'x'), attributes: {} },
      { ...reflogEvent('n', 'h0', 0), occurredAt: Number.NaN, attributes: {} },
    ])
    const history = graph.history(ATLAS)
    assert.equal(history.commitCount, hostile.length)
    for (const [at, text] of hostile.entries()) {
      assert.deepEqual(pathsOf(graph, at), [text.toWellFormed()])
      assert.equal(graph.contributions(ATLAS, text).length > 0, true)
    }
    // Of the times that were numbers at all.
    assert.equal(graph.status()[0]!.lastEventAt, 0)
  })

  test('a batch that fails halfway leaves nothing behind', () => {
    const graph = graphOf([commitEvent('1', { changes: ['A a'] })])
    const failing = function* () {
      yield commitEvent('2', { parents: ['1'], changes: ['A b'], author: 'New <n@x>' })
      throw new Error('the reader failed')
    }
    assert.throws(() => graph.apply(failing(), { segment: 1, offset: 2 }), /the reader failed/)
    assert.deepEqual(graph.position(), { segment: 1, offset: 1 })
    assert.equal(graph.hasCommit(ATLAS, sha('2')), false)
    graph.apply([commitEvent('3', { parents: ['1'], changes: ['A c'] }), refEvent('HEAD', '3')], {
      segment: 1,
      offset: 3,
    })
    assert.deepEqual(livingPaths(graph), ['a', 'c'])
  })

  test('the position never goes back', () => {
    const graph = graphOf([])
    graph.apply([], { segment: 2, offset: 0 })
    graph.apply([], { segment: 1, offset: 9 })
    assert.deepEqual(graph.position(), { segment: 2, offset: 0 })
  })

  test('events that begin elsewhere than where the graph stands are not taken in', () => {
    const graph = graphOf([commitEvent('1', { changes: ['A a'] })])
    const next = [commitEvent('2', { parents: ['1'], changes: ['A b'] })]
    for (const from of [
      { segment: 1, offset: 0 },
      { segment: 2, offset: 1 },
    ]) {
      assert.equal(graph.apply(next, { segment: 2, offset: 9 }, from), false)
      assert.equal(graph.hasCommit(ATLAS, sha('2')), false)
      assert.deepEqual(graph.position(), { segment: 1, offset: 1 })
    }
    assert.equal(graph.apply(next, { segment: 2, offset: 9 }, { segment: 1, offset: 1 }), true)
    assert.equal(graph.hasCommit(ATLAS, sha('2')), true)
    assert.deepEqual(graph.position(), { segment: 2, offset: 9 })
  })

  test('clearing drops everything, models too', () => {
    const graph = graphOf(line({ name: '1', changes: ['A a'] }))
    graph.saveModel(ATLAS, 'next', '{"a":1}', sha('1'))
    assert.deepEqual(graph.model(ATLAS, 'next'), { json: '{"a":1}', asOf: sha('1') })
    graph.clear()
    assert.deepEqual(graph.status(), [])
    assert.deepEqual(graph.position(), { segment: 0, offset: 0 })
    assert.equal(graph.model(ATLAS, 'next'), undefined)
    graph.apply(line({ name: '1', changes: ['A a'] }), { segment: 1, offset: 1 })
    assert.equal(graph.history(ATLAS).commitCount, 1)
  })
})

describe('the file', () => {
  const secret = 'the-secret-word-in-question'

  test('holds nothing readable, the write-ahead log neither, and is its owner’s', () => {
    const file = newFile()
    const graph = graphOf(
      line({ name: '1', message: secret, author: `${secret} <${secret}@x>`, changes: [`A ${secret}`] }),
      file,
    )
    for (const part of [file, `${file}-wal`]) {
      assert.equal(readFileSync(part).includes(secret), false, part)
      assert.equal(readFileSync(part).includes('SQLite format'), false, part)
      assert.equal(statSync(part).mode & 0o777, 0o600, part)
    }
    graph.close()
    assert.equal(readFileSync(file).includes(secret), false)
    const again = openGraph({ file, key: KEY })
    assert.equal(again.commit(ATLAS, 0).subject, secret)
    again.close()
  })

  test('opens with its key only', () => {
    const file = newFile()
    graphOf([], file).close()
    assert.throws(
      () => openGraph({ file, key: Buffer.alloc(32, 8) }),
      (error) => isFault(error, 'GRAPH_WRONG_KEY') && error.help.includes('delete'),
    )
  })

  test('of a newer version is refused, of an older one emptied', () => {
    const file = newFile()
    graphOf([commitEvent('1')], file).close()
    const setVersion = (version: number): void => {
      const database = openDatabase(file, KEY)
      database.execute(`PRAGMA user_version = ${version}`)
      database.close()
    }
    setVersion(SCHEMA_VERSION + 1)
    assert.throws(
      () => openGraph({ file, key: KEY }),
      (error) => isFault(error, 'GRAPH_NEWER_VERSION') && /version \d+/.test(error.message),
    )
    setVersion(SCHEMA_VERSION - 1)
    const graph = openGraph({ file, key: KEY })
    assert.deepEqual(graph.position(), { segment: 0, offset: 0 })
    assert.deepEqual(graph.status(), [])
    graph.close()
  })

  test('that is damaged anywhere is recognised, and can be deleted and built again', () => {
    const file = newFile()
    const events = line(
      ...Array.from({ length: 400 }, (_, at) => ({ name: `c${at}`, changes: [`A dir${at % 9}/file${at}`] })),
    )
    graphOf(events, file).close()
    const whole = readFileSync(file)
    const useAll = (): void => {
      const graph = openGraph({ file, key: KEY })
      try {
        graph.contributions(ATLAS, '').forEach(({ commit, person }) => {
          graph.commit(ATLAS, commit)
          graph.person(ATLAS, person)
        })
        for (let at = 0; at < 400; at++) assert.ok(graph.hasCommit(ATLAS, sha(`c${at}`)))
      } finally {
        graph.close()
      }
    }
    let faults = 0
    for (let at = 16; at < whole.length; at += 4096) {
      const damaged = Buffer.from(whole)
      damaged[at + 300]! ^= 0x40
      writeFileSync(file, damaged)
      try {
        useAll()
      } catch (error) {
        assert.ok(isFault(error, 'GRAPH_DAMAGED'), String(error))
        faults++
      }
    }
    // A page that nothing above reads may go unnoticed.
    assert.ok(faults > whole.length / 4096 / 3, `${faults} faults`)
    for (const size of [3, 16, 5000]) {
      writeFileSync(file, whole.subarray(0, size))
      assert.throws(useAll, (error) => isFault(error, 'GRAPH_DAMAGED'), `cut to ${size}`)
    }
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true })
    graphOf(events, file).close()
    useAll()
  })

  test('in a directory that is missing or closed is said to be unreadable', () => {
    assert.throws(
      () => openGraph({ file: join(scratch, 'missing', 'graph.db'), key: KEY }),
      (error) => isFault(error, 'GRAPH_UNREADABLE') && error.message.includes('missing'),
    )
    const file = newFile()
    graphOf([], file).close()
    chmodSync(file, 0o000)
    try {
      if (process.getuid?.() !== 0) {
        assert.throws(
          () => openGraph({ file, key: KEY }),
          (error) => isFault(error, 'GRAPH_UNREADABLE'),
        )
      }
    } finally {
      chmodSync(file, 0o600)
    }
  })

  test('is shared: what one process takes in, another sees', () => {
    const file = newFile()
    const graph = graphOf(line({ name: '1', changes: ['A a'] }), file)
    const other = openGraph({ file, key: KEY })
    assert.equal(other.history(ATLAS).commitCount, 1)
    graph.apply([commitEvent('2', { parents: ['1'], changes: ['A b'] }), refEvent('HEAD', '2', { nth: 1 })], {
      segment: 1,
      offset: 2,
    })
    assert.equal(other.history(ATLAS).commitCount, 2)
    other.apply(
      [commitEvent('3', { parents: ['2'], changes: ['A c', 'M b'] }), refEvent('HEAD', '3', { nth: 2 })],
      { segment: 1, offset: 3 },
    )
    graph.apply([commitEvent('4', { parents: ['3'], changes: ['A d'] }), refEvent('HEAD', '4', { nth: 3 })], {
      segment: 1,
      offset: 4,
    })
    for (const each of [graph, other]) {
      assert.deepEqual(livingPaths(each), ['a', 'b', 'c', 'd'])
      each.close()
    }
  })

  test('of a process that was killed holds every transaction or none of it', () => {
    const file = newFile()
    const script = `
      const { openGraph } = await import(${JSON.stringify(new URL('graph.ts', import.meta.url).href)})
      const { commitEvent, KEY } = await import(${JSON.stringify(new URL('graph-events.fixture.ts', import.meta.url).href)})
      const graph = openGraph({ file: ${JSON.stringify(file)}, key: KEY })
      graph.apply([commitEvent('1')], { segment: 1, offset: 1 })
      graph.apply((function* () { yield commitEvent('2'); process.kill(process.pid, 'SIGKILL') })(), { segment: 1, offset: 2 })
    `
    assert.throws(() =>
      execFileSync(process.execPath, ['--conditions=source', '--input-type=module', '-e', script], {
        stdio: 'ignore',
      }),
    )
    const graph = openGraph({ file, key: KEY })
    assert.deepEqual(graph.position(), { segment: 1, offset: 1 })
    assert.equal(graph.hasCommit(ATLAS, sha('1')), true)
    assert.equal(graph.hasCommit(ATLAS, sha('2')), false)
    graph.close()
  })
})
