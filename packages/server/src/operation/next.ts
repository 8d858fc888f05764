import { z } from 'zod'
import { adviseNext, type NextModel } from '@wakelore/assist/advisor/next'
import { readChangedPaths } from '@wakelore/capture/changed-paths'
import { readLivingPaths } from '@wakelore/capture/living-paths'
import type { ChangeHistory, FileNumber } from '@wakelore/knowledge/change-history'
import type { Git } from '@wakelore/vault/git'
import type { Repository } from '@wakelore/vault/repository'
import type { OpenRepository, OperationContext } from '../context.ts'
import { serverFault } from '../faults.ts'
import { defineUnary } from '../operation.ts'
import { kindInWorktree, repositoryPath } from '../repository-path.ts'
import { repo } from '../schema/parts.ts'

const input = z.object({
  repo,
  files: z
    .array(z.string())
    .default([])
    .describe(
      'Files that change; those changed in the worktree unless told. A directory stands for what changed below it.',
    )
    .meta({ completes: 'path' }),
  staged: z.boolean().default(false).describe('What is staged.'),
  branch: z
    .string()
    .min(1)
    .optional()
    .describe('What this branch changed since it left the default branch.')
    .meta({ completes: 'branch' }),
  limit: z.number().int().min(1).max(1000).default(10).describe('How many suggestions at most.'),
})

/** Asked for beyond the limit, in the place of those that turn out to be gone. */
const SPARE = 20

export const next = defineUnary({
  name: 'next',
  summary: 'Files that probably still have to change with what has changed',
  description:
    'Ranked by a small model fitted on this repository’s own past: what changed together and how lately, names and ' +
    'places, and what you work on. `wakelore score` says how often it is right here.',
  access: 'read',
  input,
  output: z.object({
    changed: z.array(z.string()).describe('What was taken as changed.'),
    suggestions: z.array(
      z.object({
        path: z.string(),
        score: z.number().describe('Probability among the candidates, by the model.'),
        together: z
          .number()
          .int()
          .describe('Of the `of` commits that changed `with`, how many changed both.'),
        of: z.number().int(),
        with: z.string().nullable().describe('The changed file that it changed with most reliably.'),
        lastCommit: z.string().nullable().describe('The last commit that changed both.'),
        reasons: z.array(z.string()).describe('Why, the strongest first.'),
      }),
    ),
    note: z.string().optional().describe('What limits this answer, where something does.'),
  }),
  examples: [
    { command: 'wakelore next', does: 'with everything changed in the worktree' },
    { command: 'wakelore next src/parser.ts', does: 'if you are about to change a file' },
    { command: 'wakelore next --staged --json', does: 'before a commit, as JSON' },
    { command: 'wakelore next --branch topic', does: 'before a review' },
  ],
  faults: [
    'CAPTURE_NO_WORKTREE',
    'CAPTURE_BRANCH_UNKNOWN',
    'CAPTURE_BRANCH_IS_DEFAULT',
    'CHOICE_CONFLICT',
    'PATH_UNKNOWN',
    'PATH_IS_DIRECTORY',
    'PATH_OUTSIDE',
  ],
  handler: async (asked, context) => {
    const open = await context.openRepository(asked.repo)
    const { repository, graph } = open
    const [changed, email] = await Promise.all([
      changedPaths(asked, open, context),
      readUserEmail(context.git, repository),
    ])
    const history = graph.history(repository.id)
    const stored = graph.model(repository.id, 'next')
    const advice = adviseNext(history, {
      changed: eachFileOnce(history, changed),
      nowMs: context.clock.nowMs(),
      author: graph.personWithEmail(repository.id, email),
      model: stored === undefined ? undefined : (JSON.parse(stored.json) as NextModel),
      limit: asked.limit + SPARE,
    })
    const living = await readLivingPaths(
      context.git,
      repository,
      advice.suggestions.map((suggestion) => suggestion.path),
    )
    const suggestions = advice.suggestions.filter(({ path }) => living.has(path)).slice(0, asked.limit)
    return {
      changed,
      suggestions: suggestions.map(({ path, score, together, of, with: companion, lastSha, reasons }) => ({
        path,
        score,
        together,
        of,
        with: companion ?? null,
        lastCommit: lastSha ?? null,
        reasons: [...reasons],
      })),
      ...noteOf(advice.note ?? newFilesNote(history, changed)),
    }
  },
})

/** As git is configured for this repository; empty where it isn't. */
async function readUserEmail(git: Git, { cwd }: Repository): Promise<string> {
  const { stdout } = await git.run(['config', '--get', 'user.email'], { cwd })
  return stdout.toString('utf8').trim()
}

function noteOf(note: string | undefined): { note?: string } {
  return note === undefined ? {} : { note }
}

function newFilesNote(history: ChangeHistory, changed: readonly string[]): string | undefined {
  const unknown = changed.filter((path) => history.fileNumber(path) === undefined)
  if (unknown.length === 0) return undefined
  const which =
    unknown.length === 1 ? JSON.stringify(unknown[0]) : `${unknown.length} of ${changed.length} changed files`
  return `No commit has ${which}: what belongs there, names and places say.`
}

/** A renamed file's old and new path are one file, which must not count twice. */
function eachFileOnce(history: ChangeHistory, changed: readonly string[]): string[] {
  const files = new Map<FileNumber | string, string>()
  for (const path of changed) {
    const file = history.fileNumber(path)
    if (file === undefined) files.set(path, path)
    else if (!files.has(file) || history.path(file) === path) files.set(file, path)
  }
  return [...files.values()]
}

async function changedPaths(
  asked: z.output<typeof input>,
  open: OpenRepository,
  context: OperationContext,
): Promise<string[]> {
  const { repository } = open
  const chosen = [asked.files.length > 0, asked.staged, asked.branch !== undefined].filter(Boolean).length
  if (chosen > 1) throw serverFault('CHOICE_CONFLICT', 'files, --staged and --branch were given together')
  if (asked.files.length > 0) return namedFiles(asked.files, open, context)
  if (asked.branch !== undefined) {
    return readChangedPaths(context.git, repository, { kind: 'branch', branch: asked.branch })
  }
  return readChangedPaths(context.git, repository, { kind: asked.staged ? 'staged' : 'worktree' })
}

/**
 * The files that arguments name, each once: what the worktree, the history or HEAD has
 * as a file, and for a directory the files that changed below it.
 * @throws PATH_UNKNOWN, PATH_IS_DIRECTORY, PATH_OUTSIDE
 */
async function namedFiles(
  named: readonly string[],
  { repository, graph }: OpenRepository,
  { git, cwd }: OperationContext,
): Promise<string[]> {
  const history = graph.history(repository.id)
  const files = new Set<string>()
  let worktreeChanges: readonly string[] | undefined
  for (const argument of new Set(named)) {
    const path = repositoryPath(repository, cwd, argument)
    const kind = kindInWorktree(repository, path)
    const number = history.fileNumber(path)
    // A submodule is a directory in the worktree, and a file to git.
    if (kind === 'file' || (number !== undefined && (kind === 'absent' || history.isAlive(number)))) {
      files.add(path)
      continue
    }
    if (kind === 'directory' || path === '' || graph.contributions(repository.id, path).length > 0) {
      worktreeChanges ??=
        repository.worktreeRoot === undefined
          ? []
          : await readChangedPaths(git, repository, { kind: 'worktree' })
      const below = worktreeChanges.filter((changed) => path === '' || changed.startsWith(`${path}/`))
      if (below.length === 0) {
        throw serverFault(
          'PATH_IS_DIRECTORY',
          `${argument} is a directory, and no file below it has changed`,
          {
            fields: { path },
          },
        )
      }
      for (const changed of below) files.add(changed)
      continue
    }
    if (!(await readLivingPaths(git, repository, [path])).has(path)) {
      throw serverFault(
        'PATH_UNKNOWN',
        `neither the history of ${repository.name} nor its worktree has ${path}`,
        { fields: { path } },
      )
    }
    files.add(path)
  }
  return [...files]
}
