/**
 * Properties of the git history source, over generated histories: random merges,
 * renames, odd paths and texts, branches, tags and notes. The oracle is git's answer for
 * one commit at a time, in formats that the source doesn't read.
 */
import assert from 'node:assert/strict'
import * as fc from 'fast-check'
import { eventId, type AttributeValue, type DevelopmentEvent } from '@wakelore/telemetry/event'
import { makeGit } from '@wakelore/vault/git'
import { findRepository } from '@wakelore/vault/repository'
import { makeMemoryKnown, type MemoryKnown } from '../known.fixture.ts'
import {
  makeScratchRepository,
  type ScratchCommit,
  type ScratchRepository,
} from '../scratch-repository.fixture.ts'
import { readGitHistory } from './git-history.ts'

const git = makeGit()

const FULL_RUNS = 100

/** Every property on 100 histories. */
export async function prove(report: (line: string) => void): Promise<void> {
  for (const { behaviour, hold } of PROPERTIES) {
    await hold(FULL_RUNS)
    report(`${FULL_RUNS} histories: ${behaviour}`)
  }
}

/** A commit by choices: they are taken modulo what there is when it is made. */
type CommitPlan = {
  readonly parents: readonly number[]
  readonly edits: readonly { readonly file: number; readonly kind: 'write' | 'delete' | 'move' | 'rewrite' }[]
  readonly message: string
  readonly author: string
  readonly minute: number
}
type RefPlan = {
  readonly kind: 'branch' | 'tag' | 'annotated' | 'note'
  readonly name: number
  readonly commit: number
}
type HistoryPlan = { readonly commits: readonly CommitPlan[]; readonly refs: readonly RefPlan[] }

const FILES = [
  'a.ts',
  'b.ts',
  'dir/c.ts',
  'dir/d e.ts',
  '"quoted"',
  'n\u00e9',
  'new\nline',
  'dir/sub/f',
  ':colon',
  'g\th',
]
const someText = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom('Fix\n\nCo-authored-by: B <b@c>\n', '\n', ':100644 100644', 'a\x01b\x1b[0m'),
)
const commitPlan: fc.Arbitrary<CommitPlan> = fc.record({
  parents: fc.array(fc.nat(), { maxLength: 3 }),
  edits: fc.array(
    fc.record({
      file: fc.nat(FILES.length - 1),
      kind: fc.constantFrom('write' as const, 'delete' as const, 'move' as const, 'rewrite' as const),
    }),
    { maxLength: 5 },
  ),
  // git objects end texts at NUL, and lone surrogates have no bytes.
  message: someText.map((text) => text.replaceAll('\0', '').toWellFormed()),
  author: fc.constantFrom(
    'Ada <ada@example.org>',
    'Grace H. <grace@example.org>',
    'J\u00f6rg <j@example.org>',
    ' <>',
  ),
  minute: fc.integer({ min: -30_000_000, max: 50_000_000 }),
})
const historyPlan: fc.Arbitrary<HistoryPlan> = fc.record({
  commits: fc.array(commitPlan, { minLength: 1, maxLength: 14 }),
  refs: fc.array(
    fc.record({
      kind: fc.constantFrom('branch' as const, 'tag' as const, 'annotated' as const, 'note' as const),
      name: fc.nat(3),
      commit: fc.nat(),
    }),
    { maxLength: 6 },
  ),
})

function makeHistory(scratch: ScratchRepository, ref: string, { commits, refs }: HistoryPlan): void {
  const trees: Map<string, string>[] = []
  const made: ScratchCommit[] = []
  for (const [index, plan] of commits.entries()) {
    const parents = index === 0 ? [] : [...new Set(plan.parents.map((parent) => parent % index))]
    const tree = new Map(parents.length === 0 ? [] : trees[parents[0]!])
    const files: Record<string, string | null> = {}
    const put = (path: string, content: string | null): void => {
      files[path] = content
      if (content === null) tree.delete(path)
      else tree.set(path, content)
    }
    for (const { file, kind } of plan.edits) {
      const path = FILES[file]!
      const content = tree.get(path)
      if (kind === 'write' || content === undefined) put(path, `${path} ${index}\n`.repeat(10))
      else if (kind === 'delete') put(path, null)
      else if (kind === 'rewrite') put(path, `${content}line ${index}\n`)
      else {
        put(path, null)
        put(`${path}.${index}`, file % 2 === 0 ? content : `${content}more\n`)
      }
    }
    trees.push(tree)
    const atMs = 1_700_000_000_000 + plan.minute * 1000
    made.push({ message: plan.message, files, parents, author: plan.author, atMs })
  }
  const shas = scratch.importHistory(ref, made)
  for (const { kind, name, commit } of refs) {
    const sha = shas[commit % shas.length]!
    if (kind === 'branch') scratch.git('update-ref', `refs/heads/b${name}`, sha)
    else if (kind === 'tag') scratch.git('tag', '-f', `t${name}`, sha)
    else if (kind === 'annotated') scratch.git('tag', '-f', '-a', '-m', `tag ${name}`, `t${name}`, sha)
    else scratch.git('notes', 'add', '-f', '-m', `note ${name}`, sha)
  }
}

async function* readOneByOne(
  scratch: ScratchRepository,
  known: MemoryKnown,
): AsyncGenerator<DevelopmentEvent> {
  const repository = await findRepository(git, scratch.path)
  for await (const batch of readGitHistory({ git, repository, known, clock: { nowMs: () => 0 } }))
    yield* batch
}

async function takeAll(scratch: ScratchRepository, known: MemoryKnown): Promise<void> {
  for await (const event of readOneByOne(scratch, known)) known.take([event])
}

const contents = (known: MemoryKnown): string[] =>
  Array.from(known.events.values(), (event) =>
    JSON.stringify(event, Object.keys(event.attributes).concat(Object.keys(event)).sort()),
  ).sort()

export type Property = {
  readonly behaviour: string
  readonly hold: (numRuns: number) => Promise<void>
  /** Runs among the tests. */
  readonly shortRuns: number
}

export const PROPERTIES: readonly Property[] = [
  {
    behaviour: 'every commit is told as git shows it, one by one',
    hold: (numRuns) =>
      fc.assert(
        fc.asyncProperty(historyPlan, async (plan) => {
          using scratch = makeScratchRepository({ bare: true })
          makeHistory(scratch, 'refs/heads/main', plan)
          const known = makeMemoryKnown()
          await takeAll(scratch, known)
          const commits = new Map<string, DevelopmentEvent>()
          for (const event of known.events.values())
            if (event.kind === 'vcs.commit') commits.set(event.key, event)
          const shas = scratch.git('rev-list', '--all').split('\n')
          assert.deepEqual([...commits.keys()].sort(), shas.map((sha) => `commit/${sha}`).sort())
          for (const sha of shas)
            assert.deepEqual(commits.get(`commit/${sha}`)!.attributes, shownByGit(scratch, sha))
        }),
        { numRuns },
      ),
    shortRuns: 8,
  },

  {
    behaviour: 'refs end up where git has them',
    hold: (numRuns) =>
      fc.assert(
        fc.asyncProperty(historyPlan, historyPlan, async (first, second) => {
          using scratch = makeScratchRepository({ bare: true })
          const known = makeMemoryKnown()
          makeHistory(scratch, 'refs/heads/main', first)
          await takeAll(scratch, known)
          makeHistory(scratch, 'refs/heads/other', second)
          for (const plan of first.refs)
            if (plan.kind === 'branch') scratch.git('update-ref', '-d', `refs/heads/b${plan.name}`)
          await takeAll(scratch, known)
          const expected = new Map([['HEAD', scratch.git('rev-parse', 'HEAD')]])
          for (const name of scratch.git('for-each-ref', '--format=%(refname)').split('\n')) {
            expected.set(name, scratch.git('rev-parse', `${name}^{commit}`))
          }
          const read = Array.from(known.refs(), ([name, { revision }]) => [name, revision] as const)
          assert.deepEqual(new Map(read.sort()), new Map([...expected].sort()))
        }),
        { numRuns },
      ),
    shortRuns: 4,
  },

  {
    behaviour: 'a read that is interrupted anywhere and taken up again tells the same as one that is not',
    hold: (numRuns) =>
      fc.assert(
        fc.asyncProperty(historyPlan, fc.array(fc.nat(20), { maxLength: 4 }), async (plan, stops) => {
          using scratch = makeScratchRepository()
          makeHistory(scratch, 'refs/heads/main', plan)
          const atOnce = makeMemoryKnown()
          await takeAll(scratch, atOnce)
          const inSteps = makeMemoryKnown()
          for (const stop of stops) {
            let count = 0
            for await (const event of readOneByOne(scratch, inSteps)) {
              if (count++ === stop) break
              inSteps.take([event])
            }
          }
          await takeAll(scratch, inSteps)
          assert.deepEqual(contents(inSteps), contents(atOnce))
          const size = inSteps.events.size
          await takeAll(scratch, inSteps)
          assert.equal(inSteps.events.size, size)
        }),
        { numRuns },
      ),
    shortRuns: 5,
  },

  {
    behaviour: 'a history that grows between reads, one of them interrupted, is read whole',
    hold: (numRuns) =>
      fc.assert(
        fc.asyncProperty(historyPlan, historyPlan, fc.nat(30), async (first, second, stop) => {
          using scratch = makeScratchRepository({ bare: true })
          makeHistory(scratch, 'refs/heads/main', first)
          const inSteps = makeMemoryKnown()
          let count = 0
          for await (const event of readOneByOne(scratch, inSteps)) {
            if (count++ === stop) break
            inSteps.take([event])
          }
          makeHistory(scratch, 'refs/heads/other', second)
          await takeAll(scratch, inSteps)
          const atOnce = makeMemoryKnown()
          await takeAll(scratch, atOnce)
          const commitIds = (known: MemoryKnown): string[] =>
            Array.from(known.events.values())
              .filter((event) => event.kind === 'vcs.commit')
              .map(eventId)
              .sort()
          for (const id of commitIds(atOnce)) assert.ok(inSteps.events.has(id))
          assert.deepEqual(
            Array.from(inSteps.refs(), ([name, { revision }]) => [name, revision]).sort(),
            Array.from(atOnce.refs(), ([name, { revision }]) => [name, revision]).sort(),
          )
        }),
        { numRuns },
      ),
    shortRuns: 4,
  },
]

/** The attributes put together from git's answers for this one commit, by other formats than the source reads. */
function shownByGit(scratch: ScratchRepository, sha: string): Record<string, AttributeValue> {
  const raw = scratch.gitBytes(['cat-file', 'commit', sha]).toString('utf8')
  const end = raw.indexOf('\n\n')
  const header = raw.slice(0, end).split('\n')
  const parents = header.filter((line) => line.startsWith('parent ')).map((line) => line.slice(7))
  const [author, committer] = ['author', 'committer'].map((role) =>
    /^\w+ (.*?) ?<(.*)> (-?\d+) ([+-]\d{4})$/.exec(header.find((line) => line.startsWith(`${role} `))!)!,
  )
  const attributes: Record<string, AttributeValue> = {
    'vcs.ref.head.revision': sha,
    'vcs.commit.parents': parents,
    'vcs.commit.author.name': author![1]!,
    'vcs.commit.author.email': author![2]!,
    'vcs.commit.author.at': Number(author![3]) * 1000,
    'vcs.commit.author.offset': 0,
    'vcs.commit.message': raw.slice(end + 2).replace(/\n$/, ''),
    'vcs.commit.files.path': [],
    'vcs.commit.files.status': '',
  }
  assert.deepEqual(committer!.slice(1), author!.slice(1))
  if (parents.length > 1) return attributes
  const shown = scratch.git('-c', 'core.quotePath=false', 'show', '-M', '--name-status', '--format=', sha)
  const files = shown
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t').map(unquoted))
  const moved = files.filter(([status]) => status!.startsWith('R')).map(([, from]) => from!)
  attributes['vcs.commit.files.path'] = files.map((fields) => fields.at(-1)!)
  attributes['vcs.commit.files.status'] = files.map(([status]) => status![0]).join('')
  if (moved.length > 0) attributes['vcs.commit.files.previous_path'] = moved
  return attributes
}

/** As git quotes it, turned into what the source says of it. */
function unquoted(field: string): string {
  if (!field.startsWith('"')) return field
  const path = JSON.parse(
    field.replaceAll(
      /\\(\d{3})/g,
      (_, octal: string) => `\\u00${Number.parseInt(octal, 8).toString(16).padStart(2, '0')}`,
    ),
  ) as string
  return path.startsWith('"') ? field : path
}
