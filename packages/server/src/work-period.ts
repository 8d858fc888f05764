/**
 * What one repository holds of a period, put together for `today`: moves of refs and commits
 * from the graph, what the graph doesn't know of those commits from git, and whose all that is.
 */
import {
  isWork,
  type DayCommit,
  type DayInput,
  type DayRun,
  type RefMove,
} from '@wakelore/assist/advisor/today'
import type { Subject } from '@wakelore/assist/advisor/today/stand-up'
import type { OwnIdentity } from '@wakelore/capture/own-identity'
import { branchName, isHead } from '@wakelore/capture/source/git-history/refs'
import { readCommitFacts, type CommitFacts } from '@wakelore/capture/source/git-refs/commit-facts'
import { reflogAct } from '@wakelore/capture/source/git-refs/reflog-act'
import { MS_PER_DAY, MS_PER_SECOND } from '@wakelore/kernel/clock'
import { descendantFinder, reachableFrom, type Row } from '@wakelore/knowledge/ancestry'
import { COMMAND_RUN } from '@wakelore/knowledge/command-tree/span-kind'
import type { ReflogEntry } from '@wakelore/knowledge/graph'
import {
  ATTR_COMMAND_CLASS,
  ATTR_COMMAND_NAME,
  ATTR_ERROR_TYPE,
} from '@wakelore/telemetry/conventions.generated'
import { textAttribute } from '@wakelore/telemetry/event'
import type { OpenRepository, OperationContext } from './context.ts'

/** Whose work is asked for: by what a commit or a reflog says of somebody. */
export type Asked = (email: string, name?: string) => boolean

type Period = { readonly fromMs: number; readonly untilMs: number }

export type WorkPeriod = {
  readonly moves: readonly RefMove[]
  readonly commits: ReadonlyMap<string, DayCommit>
  readonly branches: ReadonlySet<string>
  readonly branchesWith: DayInput['branchesWith']
  readonly isBeneath: DayInput['isBeneath']
  readonly runs: readonly DayRun[]
  /** Commits that say they are of the future; moves of HEAD, where no commit does. */
  readonly ahead: number
  readonly isCut: boolean
}

/** Commits looked at, of the newest moves; a day has some hundred. */
const MOST_COMMITS = 4000
/** How far back the last day is looked for on which something was done. */
const LOOKED_BACK_DAYS = 92
const AUTHOR = /^(.*?) ?<([^>]*)> (-?\d{1,15}) [+-]\d+$/
const NOT_KEPT = /^refs\/(?:stash$|notes\/)/

/** By the user's own identity; by whoever's name or address holds the text; or everybody. */
export function askedBy(
  { repository, graph }: OpenRepository,
  author: string,
  own: OwnIdentity,
): Asked | undefined {
  if (author === 'all') return () => true
  const { id } = repository
  if (author === 'me') {
    const { email } = own
    if (email === undefined) return undefined
    const person = graph.personWithEmail(id, email)
    return remembered(
      (one) =>
        one === email.toLowerCase() || (person !== undefined && graph.personWithEmail(id, one) === person),
    )
  }
  const wanted = author.toLowerCase()
  const nameOf = remembered((email) => {
    const person = graph.personWithEmail(id, email)
    return (
      person !== undefined && graph.namesOf(id, person).some((name) => name.toLowerCase().includes(wanted))
    )
  })
  return (email, name = '') =>
    email.toLowerCase().includes(wanted) || name.toLowerCase().includes(wanted) || nameOf(email)
}

function remembered(ask: (email: string) => boolean): Asked {
  const answers = new Map<string, boolean>()
  return (email) => {
    const lower = email.toLowerCase()
    let answer = answers.get(lower)
    if (answer === undefined) answers.set(lower, (answer = ask(lower)))
    return answer
  }
}

/** When something was last done before, as far as that is known; undefined: long ago, or never. */
export function lastWorkBefore(
  { repository, graph }: OpenRepository,
  atMs: number,
  asked: Asked,
): number | undefined {
  const moved = graph
    .reflogSince(repository.id, atMs - LOOKED_BACK_DAYS * MS_PER_DAY)
    .filter(({ at, email, message }) => at < atMs && asked(email) && isWork(reflogAct(message)))
    .map(({ at }) => at)
  const { authoredAt, authorOf, ancestry } = graph.commits(repository.id)
  const personOf = graph.people(repository.id)
  let last = Math.max(-Infinity, ...moved.slice(-1))
  for (let row = 0; row < ancestry.count; row++) {
    const at = authoredAt(row)
    if (at <= last || at >= atMs) continue
    const { email, name } = personOf(authorOf(row))
    if (asked(email, name)) last = at
  }
  return Number.isFinite(last) ? last : undefined
}

export async function readWorkPeriod(
  open: OpenRepository,
  context: OperationContext,
  { fromMs, untilMs, asked, withRuns }: Period & { readonly asked: Asked; readonly withRuns: boolean },
): Promise<WorkPeriod> {
  const { repository, graph } = open
  const nowMs = context.clock.nowMs()
  const entries = graph.reflogSince(repository.id, fromMs)
  const within = entries.filter(({ at, ref }) => at < untilMs && !ref.startsWith('refs/notes/'))
  const moves = within.map((entry) => moveOf(entry, asked))
  const written = writtenWithin(open, fromMs, asked)
  const wanted = new Set<string>(written.filter(({ at }) => at < untilMs).map(({ sha }) => sha))
  for (const { ref, isOfHead, revision, previous } of moves.toReversed()) {
    if (!isOfHead && !ref.startsWith('refs/heads/')) continue
    for (const sha of [revision, previous])
      if (sha !== undefined && wanted.size < MOST_COMMITS) wanted.add(sha)
  }
  const { git, signal } = context
  const facts = await readCommitFacts(
    { git, repository },
    [...wanted],
    signal === undefined ? {} : { signal },
  )
  return {
    moves,
    ...placed(open, facts, asked),
    runs: withRuns ? await readRuns(open, context, { fromMs, untilMs }) : [],
    ahead:
      written.filter(({ at }) => at > nowMs).length ||
      entries.filter(({ ref, at }) => at > nowMs && isHead(ref)).length,
    isCut: wanted.size === MOST_COMMITS,
  }
}

function moveOf(entry: ReflogEntry, asked: Asked): RefMove {
  const { ref, revision, previous, at, message, branch, email } = entry
  return {
    ref,
    isOfHead: isHead(ref),
    revision,
    previous,
    at,
    act: reflogAct(message),
    branch,
    isAsked: asked(email),
  }
}

/** What was written from then on, on whatever branch, here or elsewhere. */
function writtenWithin(
  { repository, graph }: OpenRepository,
  fromMs: number,
  asked: Asked,
): { sha: string; at: number }[] {
  const { authoredAt, authorOf, ancestry } = graph.commits(repository.id)
  const personOf = graph.people(repository.id)
  const found: { sha: string; at: number }[] = []
  for (let row = 0; row < ancestry.count; row++) {
    const at = authoredAt(row)
    if (at < fromMs) continue
    const { email, name } = personOf(authorOf(row))
    if (asked(email, name)) found.push({ sha: ancestry.sha(row), at })
  }
  return found.sort((a, b) => b.at - a.at).slice(0, MOST_COMMITS)
}

/** What was given to be run and recorded on this machine: looked for only where the graph has counted such. */
async function readRuns(
  { repository, graph }: OpenRepository,
  context: OperationContext,
  { fromMs, untilMs }: Period,
): Promise<DayRun[]> {
  const isRun = (kind: string): boolean => kind === COMMAND_RUN
  const lastAt = graph.kinds(repository.id).get(COMMAND_RUN)?.lastAt ?? -Infinity
  const reader = lastAt < fromMs ? undefined : await context.openLog()
  const runs: DayRun[] = []
  for await (const block of reader?.scan() ?? []) {
    for (const event of block.events(isRun)) {
      const { occurredAt, branch } = event
      if (event.repository !== repository.id || occurredAt < fromMs || occurredAt >= untilMs) continue
      runs.push({
        at: occurredAt,
        branch,
        command: textAttribute(event, ATTR_COMMAND_NAME) ?? 'a command',
        class: textAttribute(event, ATTR_COMMAND_CLASS) ?? 'other',
        isFailed: textAttribute(event, ATTR_ERROR_TYPE) !== undefined,
      })
    }
  }
  return runs.sort((a, b) => a.at - b.at)
}

/** The commits with where they stand now. */
function placed(
  { repository, graph }: OpenRepository,
  facts: readonly CommitFacts[],
  asked: Asked,
): Pick<WorkPeriod, 'commits' | 'branches' | 'branchesWith' | 'isBeneath'> {
  const ancestry = graph.ancestry(repository.id)
  const tips: Row[] = []
  const branches = new Map<string, Row | undefined>()
  for (const [name, { revision }] of graph.refs(repository.id)) {
    const row = NOT_KEPT.test(name) ? undefined : ancestry.rowOf(revision)
    if (row !== undefined) tips.push(row)
    const branch = branchName(name)
    if (branch !== undefined) branches.set(branch, row)
  }
  const reached = reachableFrom(ancestry, tips)
  const descendantsOf = descendantFinder(ancestry)
  const commits = facts.map(({ sha, parents, tree, author, subject }): [string, DayCommit] => {
    const [, name = '', email = '', seconds = '0'] = AUTHOR.exec(author) ?? []
    const row = ancestry.rowOf(sha)
    return [
      sha,
      {
        sha,
        parents,
        tree,
        author,
        authoredAt: Number(seconds) * MS_PER_SECOND,
        subject,
        isAsked: asked(email, Buffer.from(name, 'latin1').toString('utf8')),
        isLiving: row !== undefined && reached[row] === 1,
      },
    ]
  })
  return {
    commits: new Map(commits),
    branches: new Set(branches.keys()),
    branchesWith: (sha) => {
      const row = ancestry.rowOf(sha)
      if (row === undefined) return []
      const holds = descendantsOf(row)
      return [...branches].flatMap(([name, tip]) => (tip !== undefined && holds[tip] === 1 ? [name] : []))
    },
    isBeneath: (sha, tip) => {
      const [below, above] = [ancestry.rowOf(sha), ancestry.rowOf(tip)]
      return below !== undefined && above !== undefined && descendantsOf(below)[above] === 1
    },
  }
}

/** Where commits changed something and what they name, as far as the graph has them. */
export function subjectsOf({
  repository,
  graph,
}: OpenRepository): (sha: string) => Subject & { readonly files: number | undefined } {
  const { ancestry, pathsOf, referencesOf } = graph.commits(repository.id)
  return (sha) => {
    const row = ancestry.rowOf(sha)
    if (row === undefined) return { areas: [], references: [], files: undefined }
    const files = pathsOf(row)
    const references = referencesOf(row)
      .filter(({ kind }) => kind !== 'commit')
      .map(({ target }) => target)
    return { areas: [...new Set(files.map(areaOf))].sort(), references, files: files.length }
  }
}

/** The two directories that a path begins with; a file at the root stands for itself. */
function areaOf(path: string): string {
  const parts = path.split('/')
  return parts.length === 1 ? path : `${parts.slice(0, Math.min(2, parts.length - 1)).join('/')}/`
}
