/**
 * What has changed, as a question says it: files that are named, what is staged, what a
 * branch changed, or what differs in the worktree; and who asks.
 */
import { z } from 'zod'
import { readChangedPaths } from '@wakelore/capture/changed-paths'
import { readLivingPaths } from '@wakelore/capture/living-paths'
import type { ChangeHistory, FileNumber } from '@wakelore/knowledge/change-history'
import type { Git } from '@wakelore/vault/git'
import type { Repository } from '@wakelore/vault/repository'
import type { OpenRepository, OperationContext } from './context.ts'
import { serverFault } from './faults.ts'
import { kindInWorktree, repositoryPath } from './repository-path.ts'

export const changeChoice = z.object({
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
})

type ChangeChoice = z.output<typeof changeChoice> & { readonly repo?: string | undefined }

/** Faults that a choice can end in. */
export const CHANGE_FAULTS = [
  'CAPTURE_NO_WORKTREE',
  'CAPTURE_BRANCH_UNKNOWN',
  'CAPTURE_BRANCH_IS_DEFAULT',
  'CHOICE_CONFLICT',
  'PATH_UNKNOWN',
  'PATH_IS_DIRECTORY',
  'PATH_OUTSIDE',
]

export async function changedPaths(
  asked: ChangeChoice,
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
  if (!asked.staged) return readChangedPaths(context.git, repository, { kind: 'worktree' })
  // What git told a hook is of the repository around it, and of no other.
  const indexFile = asked.repo === undefined ? context.indexFile : undefined
  return readChangedPaths(context.git, repository, { kind: 'staged', indexFile })
}

/** A renamed file's old and new path are one file, which must not count twice. */
export function eachFileOnce(history: ChangeHistory, changed: readonly string[]): string[] {
  const files = new Map<FileNumber | string, string>()
  for (const path of changed) {
    const file = history.fileNumber(path)
    if (file === undefined) files.set(path, path)
    else if (!files.has(file) || history.path(file) === path) files.set(file, path)
  }
  return [...files.values()]
}

/** As git is configured for this repository; empty where it isn't. */
export async function readUserEmail(git: Git, { cwd }: Repository): Promise<string> {
  const { stdout } = await git.run(['config', '--get', 'user.email'], { cwd })
  return stdout.toString('utf8').trim()
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
