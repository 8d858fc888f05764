import { createHash } from 'node:crypto'
import { z } from 'zod'
import { MS_PER_SECOND } from '@wakelore/kernel/clock'
import { isFault } from '@wakelore/kernel/fault'
import { CONFLICT_KINDS, MOST_CONFLICT_FILES } from '@wakelore/capture/conflict-files'
import { readLocalBranches, type Branch, type LocalBranches } from '@wakelore/capture/local-branches'
import { readOwnAttributes } from '@wakelore/capture/merge-attributes'
import { readMergeSettings } from '@wakelore/capture/merge-settings'
import { captureFault } from '@wakelore/capture/faults'
import { reachableFrom, type Ancestry } from '@wakelore/knowledge/ancestry'
import { findBranchConflicts, type BranchConflicts } from '../branch-conflicts.ts'
import { packMerges, unpackMerges, type KeptMerges } from '../branch-conflicts/kept-merges.ts'
import type { KnownMerges } from '../branch-conflicts/question.ts'
import type { OpenRepository, OperationContext } from '../context.ts'
import { serverFault } from '../faults.ts'
import { defineUnary } from '../operation.ts'
import { moment } from '../schema/event.ts'
import { momentText, repo } from '../schema/parts.ts'
import { SINCE_WORDS, sinceMs } from '../since.ts'

const ACTIVE = '30d'
/** Of all pairs of these the graph is asked; with one branch named, its pairs alone. */
const MOST_BRANCHES = 1000
const MOST_BRANCHES_BESIDE_ONE = 3000
const MOST_MS = 60 * MS_PER_SECOND
const MODEL = 'conflicts'
const MODEL_VERSION = 4
const MOST_KEPT_CHARACTERS = 24 * 1024 * 1024
const MOST_TOLD = 100

const ranges = z.array(z.tuple([z.number().int(), z.number().int()]))

const file = z.object({
  path: z.string().describe('Where the conflict is.'),
  kind: z
    .enum(CONFLICT_KINDS)
    .describe('What git calls it; file location: put into a directory that the other side renamed.'),
  ranges: ranges.describe(
    'First and last line in the version of a, from 1. Where a has no lines there, the last is one less than the first: before that one both would insert. Empty where it isn’t about lines.',
  ),
  rangesInB: ranges.describe('The same in the version of b.'),
  pathInA: z.string().nullable().describe('What a calls the file, where b renamed it.'),
  pathInB: z.string().nullable().describe('What b calls the file, where a renamed it.'),
  driver: z
    .string()
    .nullable()
    .describe('A merge driver that attributes name for it: it may do better, and wasn’t run.'),
})

const pairOf = { a: z.string(), b: z.string() }

const output = z.object({
  pairs: z
    .array(
      z.object({
        ...pairOf,
        aTip: z.string(),
        bTip: z.string(),
        alsoWithDefault: z
          .boolean()
          .describe(
            'All of it is in lines of one branch that collide with the default branch too: the other has these changes from there.',
          ),
        files: z.array(file).describe(`At most ${MOST_CONFLICT_FILES}.`),
      }),
    )
    .describe(
      'Pairs of branches that collide, most files first; as if b were merged while a is checked out.',
    ),
  branches: z.number().int().describe('How many were looked at, those of the same commit once.'),
  compared: z.number().int().describe('How many pairs that are.'),
  merged: z.number().int().describe('How many of them changed something that touches, and were merged.'),
  since: momentText
    .nullable()
    .describe('Branches without a commit since then were left out; null: none were.'),
  defaultBranch: z.string().nullable(),
  alreadyMerged: z
    .array(
      z.object({
        branch: z.string(),
        into: z.string(),
        how: z
          .enum(['contained', 'same-changes'])
          .describe('same-changes: merging it would change nothing, though its commits aren’t there.'),
      }),
    )
    .describe('Each with the default branch where that has it; such a one is in no pair.'),
  sameCommit: z.array(z.object({ branch: z.string(), as: z.string() })),
  unrelated: z
    .array(z.object(pairOf))
    .describe(`Pairs without a commit in common, the first ${MOST_TOLD}; not merged.`),
  shallow: z
    .boolean()
    .describe('Whether the history is cut off, so that what pairs have in common may lie beyond.'),
  failed: z
    .array(z.object({ ...pairOf, message: z.string() }))
    .describe(
      `Pairs that git couldn’t merge, the first ${MOST_TOLD}, and what it said. What is missing in a partial clone isn’t fetched.`,
    ),
  unreadable: z.array(z.string()).describe('Branches whose commit can’t be read.'),
  leftOut: z.object({
    older: z.number().int().describe('Branches without a commit since then.'),
    branches: z.number().int().describe('Branches beyond those that are looked at at once, the oldest.'),
    pairs: z.number().int().describe('Pairs that time didn’t suffice for; asking again goes on with them.'),
    unrelated: z.number().int().describe('Unrelated pairs beyond those listed.'),
    failed: z.number().int(),
  }),
})

type Answer = z.output<typeof output>

const input = z.object({
  repo,
  all: z.boolean().default(false).describe('All branches, however old.'),
  branch: z.string().min(1).optional().describe('Only pairs with this branch.').meta({ completes: 'branch' }),
  since: z
    .string()
    .optional()
    .describe(`Only branches with a commit since then, ${ACTIVE} unless told; the default branch always.`)
    .meta({ completes: SINCE_WORDS }),
})

export const conflicts = defineUnary({
  name: 'conflicts',
  summary: 'Which local branches would collide, in which files and lines',
  description:
    'By real merges, made by git in a directory of their own: nothing of yours is touched, no merge driver is run. ' +
    'Only pairs that changed the same paths are merged, and only those of which a branch moved since it was last asked.',
  access: 'read',
  input,
  output,
  examples: [
    { command: 'wakelore conflicts', does: 'among the branches of the last 30 days' },
    { command: 'wakelore conflicts --branch topic', does: 'before topic is merged' },
    { command: 'wakelore conflicts --all --json', does: 'among all branches, as JSON' },
  ],
  faults: ['CAPTURE_BRANCH_UNKNOWN', 'CAPTURE_GIT_WITHOUT_MERGE_TREE', 'SINCE_MALFORMED', 'CHOICE_CONFLICT'],
  handler: async (asked, context) => {
    if (asked.all && asked.since !== undefined) {
      throw serverFault('CHOICE_CONFLICT', 'got both --all and --since', {
        help: 'Give one of: --all, --since.',
      })
    }
    const sinceAt = asked.all ? undefined : sinceMs(asked.since ?? ACTIVE, context.clock.nowMs())
    const open = await context.openRepository(asked.repo)
    const [listed, settings, attributes] = await Promise.all([
      readLocalBranches(context.git, open.repository),
      readMergeSettings(context.git, open.repository),
      readOwnAttributes(open.repository),
    ])
    const chosen = chooseBranches(listed, asked.branch, sinceAt)
    if (asked.branch !== undefined && chosen.only === undefined) {
      throw captureFault(
        'CAPTURE_BRANCH_UNKNOWN',
        `there is no branch "${asked.branch}" in ${open.repository.cwd}`,
        {
          fields: { path: open.repository.cwd, branch: asked.branch },
          help: 'See the branches there are: `git branch`.',
        },
      )
    }
    const since = sinceAt === undefined ? null : moment(sinceAt)
    // Whatever merges depend on beside the two commits.
    const ways = digestOf([[...settings], attributes])
    const question = digestOf([ways, chosen])
    const kept = readKept(open, ways)
    if (kept.question === question && kept.answer !== undefined) return { ...kept.answer, since }
    const answer = { ...(await search(open, context, chosen, settings, kept.merges)), since }
    keep(open, { ways, question, answer, merges: kept.merges }, chosen)
    return answer
  },
})

/** The branches to look at, each commit once, and what is told of the others. */
type Chosen = {
  readonly branches: readonly Branch[]
  /** The repository's own default branch and its remote's, where they are two. */
  readonly defaults: readonly number[]
  readonly only: number | undefined
  readonly sameCommit: Answer['sameCommit']
  readonly unreadable: readonly string[]
  readonly older: number
  readonly beyond: number
}

/** Whichever somebody asks about or stands on comes first, then the newest, the default branch last. */
function chooseBranches(
  { branches, defaults, unreadable }: LocalBranches,
  asked: string | undefined,
  sinceAt: number | undefined,
): Chosen {
  const isDefault = ({ name }: Branch): boolean => defaults.some((one) => one.name === name)
  const isAsked = ({ name }: Branch): boolean => name === asked
  const isActive = (branch: Branch): boolean =>
    sinceAt === undefined || branch.committedAtMs >= sinceAt || isAsked(branch)
  const own = branches.filter((branch) => !isDefault(branch))
  const active = own.filter(isActive)
  const rankOf = (branch: Branch): number => (isAsked(branch) ? 0 : branch.isHead ? 1 : 2)
  active.sort(
    (a, b) => rankOf(a) - rankOf(b) || b.committedAtMs - a.committedAtMs || (a.name < b.name ? -1 : 1),
  )
  const most = asked === undefined ? MOST_BRANCHES : MOST_BRANCHES_BESIDE_ONE
  const within = active.slice(0, most)
  const byTip = new Map<string, Branch>()
  const sameCommit: Answer['sameCommit'] = []
  for (const branch of [...defaults, ...within]) {
    const same = byTip.get(branch.tip)
    if (same === undefined) byTip.set(branch.tip, branch)
    else if (!isDefault(branch)) sameCommit.push({ branch: branch.name, as: same.name })
  }
  const kept = [...within, ...defaults].filter((branch) => byTip.get(branch.tip) === branch)
  const placeOf = (one: Branch | undefined): number[] =>
    one === undefined ? [] : [kept.findIndex((branch) => branch.tip === one.tip)]
  return {
    branches: kept,
    defaults: [...new Set(defaults.flatMap(placeOf))],
    only: placeOf(branches.find(isAsked) ?? defaults.find(isAsked))[0],
    sameCommit,
    unreadable,
    older: own.length - active.length,
    beyond: active.length - within.length,
  }
}

async function search(
  { repository, graph }: OpenRepository,
  context: OperationContext,
  { branches, defaults, only, sameCommit, unreadable, older, beyond }: Chosen,
  settings: ReadonlyMap<string, string>,
  merges: KnownMerges,
): Promise<Omit<Answer, 'since'>> {
  const ancestry = graph.ancestry(repository.id)
  const trunk = trunkAmong(ancestry, branches, defaults)
  const found = await findBranchConflicts({
    git: context.git,
    repository,
    ancestry,
    branches,
    trunk,
    only,
    openDirectory: () => context.openMergeDirectory(repository, settings),
    known: merges,
    deadline: AbortSignal.timeout(MOST_MS),
    ...(context.signal === undefined ? {} : { signal: context.signal }),
    onProgress: (done, total) => context.onProgress?.({ phase: 'merges', done, total }),
  })
  const nameOf = (branch: number): string => branches[branch]!.name
  const named = ({ a, b }: { readonly a: number; readonly b: number }): { a: string; b: string } => ({
    a: nameOf(a),
    b: nameOf(b),
  })
  const isAlsoWithDefault = lookForDefault(found.collisions, trunk)
  const collisions = found.collisions.toSorted((one, other) => other.files.length - one.files.length)
  return {
    pairs: collisions.map((pair) => ({
      ...named(pair),
      aTip: branches[pair.a]!.tip,
      bTip: branches[pair.b]!.tip,
      alsoWithDefault: isAlsoWithDefault(pair),
      files: pair.files.map(({ path, kind, ours, theirs, oursPath, theirsPath, driver }) => ({
        path,
        kind,
        ranges: ours.map(([first, last]): [number, number] => [first, last]),
        rangesInB: theirs.map(([first, last]): [number, number] => [first, last]),
        pathInA: oursPath,
        pathInB: theirsPath,
        driver,
      })),
    })),
    branches: branches.length,
    compared: found.pairs,
    merged: found.merges,
    defaultBranch: trunk === undefined ? null : nameOf(trunk),
    alreadyMerged: found.merged.map(({ branch, into, how }) => ({
      branch: nameOf(branch),
      into: nameOf(into),
      how,
    })),
    sameCommit,
    unrelated: found.unrelated.slice(0, MOST_TOLD).map(named),
    shallow: repository.isShallow,
    failed: found.failed.slice(0, MOST_TOLD).map((pair) => ({ ...named(pair), message: pair.message })),
    unreadable: [...unreadable],
    leftOut: {
      older,
      branches: beyond,
      pairs: found.unfinished,
      unrelated: Math.max(0, found.unrelated.length - MOST_TOLD),
      failed: Math.max(0, found.failed.length - MOST_TOLD),
    },
  }
}

type Collision = BranchConflicts['collisions'][number]

/** Tells collisions that a branch has with many, because they have the default branch's changes. */
function lookForDefault(
  collisions: readonly Collision[],
  trunk: number | undefined,
): (pair: Collision) => boolean {
  const placesOf = ({ a, files }: Collision, branch: number): string[] =>
    files.map(({ path, kind, ours, theirs }) => JSON.stringify([path, kind, branch === a ? ours : theirs]))
  const withDefault = new Map<number, ReadonlySet<string>>()
  for (const pair of collisions) {
    const other = pair.a === trunk ? pair.b : pair.b === trunk ? pair.a : undefined
    if (other !== undefined) withDefault.set(other, new Set(placesOf(pair, other)))
  }
  return (pair) =>
    pair.a !== trunk &&
    pair.b !== trunk &&
    [pair.a, pair.b].some((branch) => {
      const known = withDefault.get(branch)
      return known !== undefined && placesOf(pair, branch).every((place) => known.has(place))
    })
}

/** The remote's default branch, where the repository's own has only fallen behind it. */
function trunkAmong(
  ancestry: Ancestry,
  branches: readonly Branch[],
  defaults: readonly number[],
): number | undefined {
  const [own, remote] = defaults
  if (own === undefined || remote === undefined) return own
  const [ownRow, remoteRow] = [own, remote].map((place) => ancestry.rowOf(branches[place]!.tip))
  if (ownRow === undefined || remoteRow === undefined) return own
  return reachableFrom(ancestry, [remoteRow])[ownRow] === 1 ? remote : own
}

type Kept = { question: string; answer: Answer | undefined; merges: KnownMerges }

/** What was found before, by the same ways of merging. */
function readKept({ graph, repository }: OpenRepository, ways: string): Kept {
  const none: Kept = { question: '', answer: undefined, merges: new Map() }
  const model = graph.model(repository.id, MODEL)
  if (model === undefined || model.asOf !== `${MODEL_VERSION}:${ways}`) return none
  const { question, answer, merges } = JSON.parse(model.json) as {
    question: string
    answer: Answer | undefined
    merges: KeptMerges
  }
  return { question, answer, merges: unpackMerges(merges) }
}

/** The newest answer, and of all merges those whose two commits are still looked at; as much as may be kept. */
function keep(
  { graph, repository }: OpenRepository,
  { ways, question, answer, merges }: Kept & { readonly ways: string },
  { branches }: Chosen,
): void {
  const tips = new Set(branches.map(({ tip }) => tip))
  const packed = packMerges(merges, (tip) => tips.has(tip))
  const isWhole = answer?.leftOut.pairs === 0 && answer.failed.length === 0
  const kept = { question, merges: packed }
  const json = [isWhole ? JSON.stringify({ ...kept, answer }) : '', JSON.stringify(kept)].find(
    ({ length }) => length > 0 && length <= MOST_KEPT_CHARACTERS,
  )
  if (json === undefined) return
  try {
    graph.saveModel(repository.id, MODEL, json, `${MODEL_VERSION}:${ways}`)
  } catch (error) {
    // It is only there to be faster the next time.
    if (!isFault(error, 'GRAPH_BUSY')) throw error
  }
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32)
}
