import { resolve } from 'node:path'
import { z } from 'zod'
import { dayOf, type BranchDay, type Day } from '@wakelore/assist/advisor/today'
import type { Change } from '@wakelore/assist/advisor/today/changes'
import { standUp } from '@wakelore/assist/advisor/today/stand-up'
import { readOwnIdentity, type OwnIdentity } from '@wakelore/capture/own-identity'
import { MS_PER_MINUTE, MS_PER_SECOND } from '@wakelore/kernel/clock'
import { isFault } from '@wakelore/kernel/fault'
import { SESSION_GAP_MS } from '@wakelore/telemetry/session'
import type { OpenRepository, OperationContext } from '../context.ts'
import { defineUnary } from '../operation.ts'
import { moment } from '../schema/event.ts'
import { momentText, repo } from '../schema/parts.ts'
import { SINCE_WORDS, sinceMs } from '../since.ts'
import {
  askedBy,
  lastWorkBefore,
  readWorkPeriod,
  subjectsOf,
  type Asked,
  type WorkPeriod,
} from '../work-period.ts'

const branchText = z.string().nullable().describe('Null: not known.')

const commit = z.object({
  sha: z.string().describe('The version that counts: the newest that is in a branch, or the last there was.'),
  subject: z.string(),
  at: momentText.describe(
    'When it was first committed or amended in this time, or written, where that was elsewhere.',
  ),
  new: z.boolean().describe('Whether it was begun in this time; if not, an older commit was amended.'),
  amended: z.number().int().describe('How often.'),
  rebased: z.boolean(),
  folded: z.number().int().describe('Other commits that were made part of it.'),
  files: z.number().int().nullable().describe('How many files it changed; null: not known.'),
  areas: z.array(z.string()).describe('Directories, and files at the root, in which it changed something.'),
  references: z.array(z.string()).describe('Issues and pull requests that its message names.'),
  copies: z.array(z.string()).describe('The same change in other branches too.'),
  versions: z.array(z.string()).describe('Every version of it that was met, the last one first.'),
})

const dayOfBranch = z.object({
  name: branchText,
  gone: z.boolean().describe('Whether the branch is no more.'),
  created: z.boolean(),
  renamedFrom: z.string().nullable(),
  commits: z.array(commit),
  merged: z
    .array(z.object({ name: z.string(), sha: z.string(), at: momentText }))
    .describe('What was merged into it; the name as it was typed.'),
  rebased: z
    .array(
      z.object({
        onto: z.string().describe('As it was typed.'),
        isInPlace: z.boolean().describe('Whether they stood on it before, and were only made anew.'),
        commits: z.number().int(),
        sha: z.string(),
        at: momentText,
      }),
    )
    .describe('How many commits were put onto what, and where that led.'),
  picked: z.array(z.string()).describe('Commits picked from elsewhere.'),
  applied: z.array(z.string()).describe('Commits made of patches.'),
  resets: z.array(
    z.object({
      to: z.string().describe('As it was typed.'),
      sha: z.string(),
      from: z.string().describe('Where it stood before.'),
      at: momentText,
    }),
  ),
  runs: z
    .array(
      z.object({
        command: z.string(),
        class: z.string().describe('What it was for: build, test, other.'),
        runs: z.number().int(),
        failed: z.number().int(),
        isFailing: z.boolean().describe('Whether the last of them failed.'),
      }),
    )
    .describe('What was given to `wakelore run`.'),
  pulls: z.number().int(),
  pushes: z.number().int(),
  stashes: z.number().int(),
})

const dayOfRepository = z.object({
  id: z.string(),
  name: z.string(),
  path: z.string(),
  author: z
    .object({ name: z.string().nullable(), email: z.string() })
    .nullable()
    .describe(
      'Who is asked for, as git has it configured here; null: anybody, or whoever the question names.',
    ),
  sessions: z
    .array(
      z.object({
        from: momentText,
        to: momentText,
        branches: z.array(z.string()),
        commits: z.number().int().describe('Begun or amended in it.'),
      }),
    )
    .describe('Stretches of work without a pause of 45 minutes.'),
  branches: z.array(dayOfBranch).describe('What was worked on most first.'),
  abandoned: z
    .array(commit.extend({ branch: branchText }))
    .describe('Commits of which no version is in any branch, tag or worktree now.'),
  remarks: z.array(z.object({ code: z.string(), message: z.string() })),
})

export const today = defineUnary({
  name: 'today',
  summary: 'What you did today, by branch: a stand-up in ten lines',
  description:
    'From history and reflogs: commits as they stand now, however often they were amended or rebased, what was merged, picked, ' +
    'reset, abandoned, and in which stretches of work. Where nothing was done today, the last day on which something was.',
  access: 'read',
  input: z.object({
    repo,
    since: z
      .string()
      .optional()
      .describe('Since when: yesterday, 7d, 24h, a date, a date and time; since midnight unless told.')
      .meta({ completes: SINCE_WORDS }),
    author: z
      .string()
      .min(1)
      .default('me')
      .describe('Whose work: me, all, or a part of a name or an e-mail address.')
      .meta({ completes: ['me', 'all'] }),
    allRepos: z.boolean().default(false).describe('In every repository that was read before.'),
  }),
  output: z.object({
    since: momentText,
    until: momentText,
    author: z.string().describe('As asked for.'),
    isEarlierDay: z
      .boolean()
      .describe('Whether nothing was done today, and this is the last day on which something was.'),
    activity: z
      .array(z.object({ from: momentText, moments: z.number().int() }))
      .describe('How much was done by the hour; hours without anything left out.'),
    remarks: z
      .array(z.object({ code: z.string(), message: z.string() }))
      .describe('What of all repositories was left out.'),
    repositories: z
      .array(dayOfRepository)
      .describe('Those in which something was done, and the one asked for.'),
    lines: z
      .array(
        z.object({
          kind: z.enum(['branch', 'change', 'abandoned', 'more']),
          repository: z.string().describe('Its id.'),
          branch: branchText,
          text: z.string(),
          note: z.string().describe('What else is to be said of it.'),
          evidence: z.array(z.string()).describe('Commits that it is told by.'),
        }),
      )
      .describe('All of it in about ten lines.'),
  }),
  examples: [
    { command: 'wakelore today', does: 'what you did since midnight, or on the last day you did something' },
    { command: 'wakelore today --since yesterday --all-repos', does: 'everywhere, since yesterday' },
    { command: 'wakelore today --author grace --since 7d --json', does: 'somebody’s week, as JSON' },
  ],
  faults: ['SINCE_MALFORMED', 'GIT_NOT_A_REPOSITORY'],
  handler: async (input, context) => {
    const nowMs = context.clock.nowMs()
    // Midnight itself is in no day's past.
    const askedFromMs = input.since === undefined ? sinceMs('today', nowMs + 1) : sinceMs(input.since, nowMs)
    const places: Place[] = []
    const remarks: Remark[] = []
    let period = { fromMs: askedFromMs, untilMs: nowMs }
    let days: DayAt[] = []
    for await (const place of openPlaces(input, context, remarks)) {
      places.push(place)
      days.push(await readDay(place, context, period))
    }
    const isEarlierDay = input.since === undefined && days.every(({ day }) => day.moments.length === 0)
    const last = isEarlierDay
      ? Math.max(...places.map((place) => lastWorkBefore(place.open, askedFromMs, place.asked) ?? -Infinity))
      : -Infinity
    if (Number.isFinite(last)) {
      period = localDay(last)
      days = await Promise.all(places.map((place) => readDay(place, context, period)))
    }
    const told = days.filter(({ day }, at) => day.moments.length > 0 || (at === 0 && !input.allRepos))
    const mostLines = Math.max(LEAST_LINES, Math.floor(MOST_LINES / Math.max(1, told.length)))
    return {
      since: moment(period.fromMs),
      until: moment(period.untilMs),
      author: input.author,
      isEarlierDay: Number.isFinite(last),
      activity: activityOf(days),
      remarks,
      repositories: told.map(toJson),
      lines: told.flatMap(({ place, day }) =>
        standUp(day, subjectsOf(place.open), mostLines).map((line) => ({
          ...line,
          repository: place.open.repository.id,
          branch: line.branch ?? null,
          evidence: [...line.evidence],
        })),
      ),
    }
  },
})

type Place = {
  readonly open: OpenRepository
  readonly own: OwnIdentity
  readonly asked: Asked
  /** Whether it is the user's own work that is asked for. */
  readonly isOwn: boolean
  /** Whether commands that were run on this machine count. */
  readonly withRuns: boolean
  readonly remarks: readonly Remark[]
}
type Remark = { readonly code: string; readonly message: string }
type DayAt = { readonly place: Place; readonly day: Day; readonly period: WorkPeriod }

const MOST_LINES = 10
/** Of each repository, where there are many. */
const LEAST_LINES = 3

async function* openPlaces(
  { repo: path, author, allRepos }: { repo?: string | undefined; author: string; allRepos: boolean },
  context: OperationContext,
  remarks: Remark[],
): AsyncGenerator<Place> {
  if (!allRepos) {
    yield await openPlace(path, author, context)
    return
  }
  for (const known of await context.knownRepositories()) {
    try {
      yield await openPlace(known.path, author, context)
    } catch (error) {
      // It may be on a disk that isn't there today.
      if (!isFault(error)) throw error
      remarks.push({
        code: 'TODAY_REPOSITORY_GONE',
        message: `${known.name} is left out: ${error.message}`,
      })
    }
  }
}

async function openPlace(
  path: string | undefined,
  author: string,
  context: OperationContext,
): Promise<Place> {
  // Side by side; of what isn't there the repository tells.
  const identity = readOwnIdentity(context.git, resolve(context.cwd, path ?? '.'))
  identity.catch(() => undefined)
  const open = await context.openRepository(path, { looksAtReflog: true })
  const own = await identity
  const asked = askedBy(open, author, own)
  return {
    open,
    own,
    asked: asked ?? (() => true),
    isOwn: author === 'me',
    withRuns: author === 'me' || author === 'all',
    remarks: [
      ...open.read.remarks,
      ...(asked === undefined
        ? [
            {
              code: 'TODAY_AUTHOR_UNKNOWN',
              message: 'git knows no user.email here: this is what anybody did',
            },
          ]
        : []),
    ],
  }
}

async function readDay(
  place: Place,
  context: OperationContext,
  { fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number },
): Promise<DayAt> {
  const period = await readWorkPeriod(place.open, context, { ...place, fromMs, untilMs })
  return { place, period, day: dayOf({ ...period, fromMs, untilMs, gapMs: SESSION_GAP_MS }) }
}

/** The local day around a moment; days are not all of 24 hours. */
function localDay(atMs: number): { fromMs: number; untilMs: number } {
  const at = new Date(atMs)
  const midnight = (days: number): number =>
    new Date(at.getFullYear(), at.getMonth(), at.getDate() + days).getTime()
  return { fromMs: midnight(0), untilMs: midnight(1) }
}

/** By hours as a clock on the wall has them; one that a clock goes through twice is two. */
function activityOf(days: readonly DayAt[]): { from: string; moments: number }[] {
  const counts = new Map<number, number>()
  for (const { day } of days) {
    for (const at of day.moments) {
      const time = new Date(at)
      const hour =
        at - time.getMinutes() * MS_PER_MINUTE - time.getSeconds() * MS_PER_SECOND - time.getMilliseconds()
      counts.set(hour, (counts.get(hour) ?? 0) + 1)
    }
  }
  return [...counts].sort(([a], [b]) => a - b).map(([from, moments]) => ({ from: moment(from), moments }))
}

function toJson({ place, day, period }: DayAt): z.output<typeof dayOfRepository> {
  const { repository } = place.open
  const subjectOf = subjectsOf(place.open)
  const commitOf = (change: Change): z.output<typeof commit> => {
    const { files, areas, references } = subjectOf(change.sha)
    return {
      sha: change.sha,
      subject: change.subject,
      at: moment(change.madeAt[0]!),
      new: change.isNew,
      amended: change.amended,
      rebased: change.isRebased,
      folded: change.folded,
      files: files ?? null,
      areas: [...areas],
      references: [...references],
      copies: [...change.copies],
      versions: [...change.versions],
    }
  }
  return {
    id: repository.id,
    name: repository.name,
    path: repository.cwd,
    author:
      place.own.email === undefined || !place.isOwn
        ? null
        : { name: place.own.name ?? null, email: place.own.email },
    sessions: day.sessions.map(({ fromMs, untilMs, branches, changes }) => ({
      from: moment(fromMs),
      to: moment(untilMs),
      branches: [...branches],
      commits: changes,
    })),
    branches: day.branches.map((branch) => branchToJson(branch, commitOf)),
    abandoned: day.abandoned.map((change) => ({ ...commitOf(change), branch: change.branch ?? null })),
    remarks: [...place.remarks, ...remarksOn(period)],
  }
}

function branchToJson(
  branch: BranchDay,
  commitOf: (change: Change) => z.output<typeof commit>,
): z.output<typeof dayOfBranch> {
  const { name, isGone, isCreated, renamedFrom, changes, merged, rebased, picked, applied, resets } = branch
  return {
    name: name ?? null,
    gone: isGone,
    created: isCreated,
    renamedFrom: renamedFrom ?? null,
    commits: changes.map(commitOf),
    merged: merged.map((one) => ({ ...one, at: moment(one.at) })),
    rebased: rebased.map((one) => ({ ...one, at: moment(one.at) })),
    picked: [...picked],
    applied: [...applied],
    resets: resets.map((one) => ({ ...one, at: moment(one.at) })),
    runs: branch.runs.map((one) => ({ ...one })),
    pulls: branch.pulls,
    pushes: branch.pushes,
    stashes: branch.stashes,
  }
}

function remarksOn({ ahead, isCut }: WorkPeriod): Remark[] {
  return [
    ...(ahead === 0
      ? []
      : [
          {
            code: 'TODAY_AHEAD',
            message: `${ahead === 1 ? '1 commit bears' : `${ahead} commits bear`} a date after this time, and ${ahead === 1 ? 'is' : 'are'} left out`,
          },
        ]),
    ...(isCut
      ? [{ code: 'TODAY_CUT', message: 'only the newest 4,000 commits of this time were looked at' }]
      : []),
  ]
}
