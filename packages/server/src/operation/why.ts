import { resolve } from 'node:path'
import { z } from 'zod'
import { INTENT_KINDS, tellWhy } from '@wakelore/assist/advisor/why'
import { readAskedFile, type AskedFile } from '@wakelore/capture/line-origin/asked-file'
import {
  IGNORE_FILE,
  MAX_IGNORE_FILE_BYTES,
  readIgnoredRevisions,
  type IgnoredRevisions,
} from '@wakelore/capture/line-origin/ignored-revisions'
import { traceLines, type LineOrigin, type OriginStep } from '@wakelore/capture/line-origin'
import type { LineRange } from '@wakelore/capture/line-origin/blame'
import { readShallowEdge } from '@wakelore/capture/source/git-history/shallow-edge'
import { findRepository, type Repository } from '@wakelore/vault/repository'
import { serverFault } from '../faults.ts'
import type { OpenRepository, OperationContext } from '../context.ts'
import { loadFacts, readCommitFacts, type FactsBySha } from '../commit-facts.ts'
import { fileArgument, type FileArgument } from '../file-argument.ts'
import { defineUnary } from '../operation.ts'
import { kindInWorktree, repositoryPath } from '../repository-path.ts'
import { momentText, repo } from '../schema/parts.ts'

const input = z.object({
  repo,
  file: z
    .string()
    .min(1)
    .describe('File, with the line or lines behind it: src/a.ts:12 or src/a.ts:12-20; all of it without.')
    .meta({ completes: 'path' }),
  at: z
    .string()
    .min(1)
    .optional()
    .describe('Commit whose lines are meant; those of the worktree unless told.')
    .meta({ completes: 'ref' }),
})

const intent = z.object({
  kind: z.enum(INTENT_KINDS).describe('What it is: see docs/why.md.'),
  text: z.string().describe('What was written, or what is known.'),
  ref: z.string().describe('Where it stands or what it is: a full hash, `#12`, a ref of notes.'),
})

const place = z.object({
  path: z.string().describe('From the repository’s root.'),
  line: z.number().int().describe('Counted from 1.'),
})

const step = z.object({
  kind: z
    .enum(['moved', 'renamed', 'passed-over'])
    .describe(
      'A commit moved it with its block; its file had another name; a commit of .git-blame-ignore-revs laid it out anew.',
    ),
  commit: z.string().nullable().describe('Full hash; null where only the names are known.'),
  from: place.describe('Where it stood before.'),
  to: place.describe('Where it came to stand.'),
})

const range = z.object({
  start: z.number().int().describe('First line, counted from 1.'),
  end: z.number().int().describe('Last line.'),
  commit: z
    .string()
    .nullable()
    .describe('The commit that gave these lines their text, white space aside; null where none did yet.'),
  author: z.object({ name: z.string(), email: z.string() }).nullable(),
  at: momentText.nullable().describe('When it was written, by its author: RFC 3339, UTC.'),
  summary: z.string().describe('The subject of its message.'),
  state: z
    .enum(['committed', 'uncommitted', 'beyond-shallow'])
    .describe(
      '`beyond-shallow`: it is older than what the clone holds, and `commit` is only the oldest that has it.',
    ),
  place: place.nullable().describe('Where the first of the lines stands in that commit.'),
  steps: z.array(step).describe('How it got from there to where it is, the latest first.'),
  isFollowed: z.boolean().describe('False where `commit` moved it here, and where from wasn’t followed.'),
  intent: z.array(intent).describe('Why, as far as it is on record; of kind `unknown` where nothing is.'),
})

const output = z.object({
  repository: z
    .object({ id: z.string(), name: z.string(), path: z.string() })
    .describe('Where it is; `path` is the worktree’s, where there is one.'),
  file: z.string().describe('From the repository’s root.'),
  at: z.string().describe('Commit whose line numbers are meant, or "worktree".'),
  lineCount: z.number().int().describe('How many lines the file has there.'),
  asked: z
    .object({ start: z.number().int(), end: z.number().int() })
    .nullable()
    .describe('The lines that were asked about; null for the whole file.'),
  lines: z.array(z.string()).describe('What they say: the first of them, without their ends.'),
  ended: z
    .object({
      commit: z.string().describe('The commit after which the file was there no more.'),
      at: momentText,
      summary: z.string(),
      renamedTo: z.string().nullable().describe('What it was named from then on.'),
    })
    .nullable()
    .describe('For a file that is gone; `at` is the last commit that had it.'),
  ranges: z.array(range).describe('Neighbouring lines of one origin, in the order of lines.'),
  remarks: z.array(z.string()).describe('What limits this answer.'),
})

export const why = defineUnary({
  name: 'why',
  summary: 'Why a line is there: who wrote it, and what was meant by it',
  description:
    'Follows lines through renames, moves within and between files, and changes of white space, to the commit that ' +
    'first gave them their text, and tells what its message, merge, reviews, issues and notes say, and what later commits did about it.',
  access: 'read',
  input,
  output,
  examples: [
    { command: 'wakelore why src/parser.ts:120', does: 'the commit that wrote a line, and why' },
    { command: 'wakelore why src/parser.ts:120-140 --json', does: 'some lines, as JSON' },
    { command: 'wakelore why src/parser.ts', does: 'what a whole file is made of' },
    { command: 'wakelore why old/parser.ts --at v1.2', does: 'as of a tag' },
  ],
  faults: [
    'CAPTURE_BLAME_UNUSABLE',
    'CAPTURE_OBJECT_MISSING',
    'CAPTURE_PATH_UNSPEAKABLE',
    'CAPTURE_REVISION_UNKNOWN',
    'LINE_UNKNOWN',
    'PATH_LINELESS',
    'PATH_OUTSIDE',
    'PATH_UNKNOWN',
  ],
  handler: async (asked, context) => {
    // Side by side: what git has to look for takes longer than reading what is new.
    const opening = context.openRepository(asked.repo).then((open) => {
      // While git looks, what the answer will need of the graph is loaded.
      loadFacts(open)
      return open
    })
    const [open, traced] = await Promise.allSettled([opening, trace(asked, context)])
    if (open.status === 'rejected') throw open.reason
    if (traced.status === 'rejected') throw traced.reason
    return answer(open.value, traced.value, context)
  },
})

const MOST_LINES_SHOWN = 50
const MAX_LINE_CHARS = 500

type Traced = {
  readonly path: string
  /** Undefined: the whole file. */
  readonly asked: LineRange | undefined
  readonly file: AskedFile & { readonly kind: 'file' }
  readonly origins: readonly LineOrigin[]
  readonly remarks: readonly string[]
}

async function trace(asked: z.output<typeof input>, context: OperationContext): Promise<Traced> {
  const repository = await findRepository(context.git, resolve(context.cwd, asked.repo ?? '.'))
  const read = { git: context.git, repository, signal: context.signal }
  const argument = fileArgument(asked.file, (name) => isFile(repository, context.cwd, name))
  const path = repositoryPath(repository, context.cwd, argument.file)
  const file = await readAskedFile(read, path, asked.at)
  if (file.kind !== 'file') throw noLines(path, file, asked.at, repository)
  const range = rangeOf(argument, path, file)
  if (file.lines.length === 0) return { path, asked: range, file, origins: [], remarks: [] }
  const ignoring = readIgnoredRevisions(read, file.commit)
  const [ignored, origins] = await Promise.all([
    ignoring,
    traceLines(read, {
      revision: file.isWorktree ? undefined : file.commit,
      path,
      ranges: range === undefined ? [] : [range],
      passedOver: ignoring.then(({ shas }) => new Set(shas)),
      shallow: readShallowEdge(repository),
    }),
  ])
  return { path, asked: range, file, origins, remarks: remarksOn(file, ignored, path) }
}

function isFile(repository: Repository, cwd: string, name: string): boolean {
  return kindInWorktree(repository, repositoryPath(repository, cwd, name)) === 'file'
}

const LINELESS = {
  untracked: 'is in no commit, and git doesn’t track it',
  directory: 'is a directory',
  submodule: 'is a submodule, or in one: ask there',
  binary: 'is binary: it has no lines',
  'too-large': 'is larger than 32 MiB',
} as const

function noLines(
  path: string,
  file: Exclude<AskedFile, { readonly kind: 'file' }>,
  revision: string | undefined,
  repository: Repository,
): Error {
  const name = path === '' ? '.' : path
  const fields = { path }
  return file.kind === 'absent'
    ? serverFault(
        'PATH_UNKNOWN',
        `no commit that ${revision ?? 'HEAD'} of ${repository.name} comes from has ${name}`,
        {
          fields,
        },
      )
    : serverFault('PATH_LINELESS', `${name} ${LINELESS[file.why]}`, { fields })
}

/** @throws LINE_UNKNOWN */
function rangeOf({ lines }: FileArgument, path: string, file: Traced['file']): LineRange | undefined {
  const count = file.lines.length
  if (lines === undefined || lines.end <= count) return lines
  const asked = lines.start > count ? lines.start : lines.end
  throw serverFault(
    'LINE_UNKNOWN',
    `${path} has ${count} ${count === 1 ? 'line' : 'lines'}${file.isWorktree ? '' : ` as of ${file.commit.slice(0, 7)}`}, asked for ${asked}`,
    { fields: { path, lines: count, asked } },
  )
}

function remarksOn(file: Traced['file'], ignored: IgnoredRevisions, path: string): string[] {
  const remarks: string[] = []
  if (file.unmerged !== undefined) {
    const { otherSide } = file.unmerged
    const whose = file.end === undefined ? 'of HEAD' : 'that it had last'
    remarks.push(
      `${path} isn’t merged yet: these are the lines ${whose}, not those of the worktree.${otherSide === undefined ? '' : ` The other side: --at ${otherSide}.`}`,
    )
  }
  if (ignored.unusable > 0) {
    remarks.push(
      `${ignored.unusable} ${ignored.unusable === 1 ? 'line' : 'lines'} of ${IGNORE_FILE} ${ignored.unusable === 1 ? 'names no commit that is here, and counts' : 'name no commit that is here, and count'} for nothing.`,
    )
  }
  if (ignored.leftOut > 0)
    remarks.push(`${IGNORE_FILE} names ${ignored.leftOut} commits more than are looked behind.`)
  if (ignored.isCut) {
    remarks.push(
      `${IGNORE_FILE} is larger than ${MAX_IGNORE_FILE_BYTES / 1024 ** 2} MiB: what stands behind that counts for nothing.`,
    )
  }
  return remarks
}

async function answer(
  open: OpenRepository,
  { file, origins, path, asked, remarks }: Traced,
  context: OperationContext,
): Promise<z.output<typeof output>> {
  const { end } = file
  const facts = await readCommitFacts(open, context, {
    lineCounts: lineCountsOf(origins),
    others: end === undefined ? [] : [end.commit],
  })
  const ended = end && facts.get(end.commit)
  const history = open.graph.history(open.repository.id)
  const livingName = (past: string): string => {
    const number = history.fileNumber(past)
    return number === undefined ? past : history.path(number)
  }
  const { id, name, worktreeRoot, commonDir } = open.repository
  return {
    repository: { id, name, path: worktreeRoot ?? commonDir },
    file: path,
    at: file.isWorktree ? 'worktree' : file.commit,
    lineCount: file.lines.length,
    asked: asked ?? null,
    lines: shownLines(file.lines, asked),
    ended:
      end === undefined || ended === undefined
        ? null
        : { commit: end.commit, at: ended.at, summary: ended.summary, renamedTo: end.renamedTo ?? null },
    ranges: origins.map((one) => rangeJson(one, facts, livingName)),
    remarks: [...remarks, ...cutOffRemark(origins)],
  }
}

function lineCountsOf(origins: readonly LineOrigin[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { origin, start, end } of origins) {
    if (origin.kind === 'commit')
      counts.set(origin.commit, (counts.get(origin.commit) ?? 0) + end - start + 1)
  }
  return counts
}

function shownLines(lines: readonly string[], asked: LineRange | undefined): string[] {
  if (asked === undefined) return []
  return lines
    .slice(asked.start - 1, Math.min(asked.end, asked.start - 1 + MOST_LINES_SHOWN))
    .map((line) =>
      line.length <= MAX_LINE_CHARS ? line : `${line.slice(0, MAX_LINE_CHARS).toWellFormed()}…`,
    )
}

function cutOffRemark(origins: readonly LineOrigin[]): string[] {
  const lines = origins.reduce((sum, one) => sum + (one.isCutOff ? one.end - one.start + 1 : 0), 0)
  if (lines === 0) return []
  return [
    `${lines} ${lines === 1 ? 'line was' : 'lines were'} moved to where they are by the commit that is told, and not followed further: ask for them by line.`,
  ]
}

function rangeJson(
  { start, end, origin, steps, isCutOff }: LineOrigin,
  facts: FactsBySha,
  livingName: (path: string) => string,
): z.output<typeof range> {
  const base = { start, end, steps: steps.map(stepJson), isFollowed: !isCutOff }
  const untold = (
    text: string,
    ref: string,
  ): Pick<z.output<typeof range>, 'author' | 'at' | 'summary' | 'intent'> => ({
    author: null,
    at: null,
    summary: '',
    intent: [{ kind: 'unknown', text, ref }],
  })
  if (origin.kind === 'uncommitted') {
    return {
      ...base,
      ...untold('Not committed yet.', 'worktree'),
      commit: null,
      state: 'uncommitted',
      place: null,
    }
  }
  const { commit, place } = origin
  if (origin.kind === 'beyond-shallow') {
    const text = 'Older than the shallow clone holds: `git fetch --unshallow` brings the rest.'
    return { ...base, ...untold(text, commit), commit, state: 'beyond-shallow', place }
  }
  const known = facts.get(commit)
  const told =
    known === undefined
      ? untold('The commit can’t be read.', commit)
      : {
          author: known.author,
          at: known.at,
          summary: known.summary,
          intent: tellWhy({
            ...known.facts,
            path: place.path,
            otherNames: [livingName(place.path), ...namesOf(steps)],
            replaced: origin.replaced,
          }),
        }
  return { ...base, ...told, commit, state: 'committed', place }
}

/** What the file was called on its way from the commit that wrote a line. */
function namesOf(steps: readonly OriginStep[]): string[] {
  return steps.flatMap(({ kind, from, to }) => (kind === 'renamed' ? [from.path, to.path] : []))
}

function stepJson(one: OriginStep): z.output<typeof step> {
  return { kind: one.kind, commit: one.kind === 'renamed' ? null : one.commit, from: one.from, to: one.to }
}
