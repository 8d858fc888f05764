/**
 * Which paths differ right now: in the worktree, in the index, or on a branch.
 *
 * Renames count as a deletion and an addition: both paths are named. Submodules are
 * not entered, since their own configuration may name programs: one that moved
 * counts, one that is only dirty inside doesn't.
 */
import { faultOf, type Git } from '@wakelore/vault/git'
import type { Repository } from '@wakelore/vault/repository'
import { captureFault } from './faults.ts'
import { pathText, pathTexts } from './path-text.ts'

export type ChangeScope =
  | { readonly kind: 'worktree' }
  /** `indexFile`: what git told its hook to look at; absolute. */
  | { readonly kind: 'staged'; readonly indexFile?: string | undefined }
  | { readonly kind: 'branch'; readonly branch: string }

/** Tried in this order where no remote says which branch is its default. */
const USUAL_DEFAULT_BRANCHES = ['main', 'master', 'trunk']
/** What may be the default branch, the likeliest first. */
export const DEFAULT_BRANCH_REFS: readonly string[] = [
  'refs/remotes/origin/HEAD',
  ...USUAL_DEFAULT_BRANCHES.flatMap((name) => [`refs/heads/${name}`, `refs/remotes/origin/${name}`]),
]

/** How many fields stand before the path in a line of `status --porcelain=v2`. */
const FIELDS_BEFORE_PATH: Readonly<Record<string, number>> = { '?': 1, '1': 8, u: 10 }
const SPACE = 0x20

/**
 * The paths, in git's order, each once.
 *
 * - `worktree`: staged, unstaged and untracked, without what is ignored;
 * - `staged`: the index against HEAD, or against nothing where HEAD is unborn;
 * - `branch`: its tip against its merge base with the default branch.
 *
 * @throws CAPTURE_NO_WORKTREE, CAPTURE_BRANCH_UNKNOWN, CAPTURE_BRANCH_IS_DEFAULT,
 *   CAPTURE_DEFAULT_BRANCH_UNKNOWN, CAPTURE_BRANCH_UNRELATED
 */
export async function readChangedPaths(
  git: Git,
  repository: Repository,
  scope: ChangeScope,
): Promise<string[]> {
  if (scope.kind === 'branch') return branchPaths(git, repository, scope.branch)
  if (repository.worktreeRoot === undefined) {
    throw captureFault(
      'CAPTURE_NO_WORKTREE',
      `${repository.cwd} is a git directory without a worktree: it has no uncommitted changes to look at`,
      { fields: { path: repository.cwd } },
    )
  }
  return scope.kind === 'worktree'
    ? worktreePaths(git, repository)
    : stagedPaths(git, repository, scope.indexFile)
}

async function worktreePaths(git: Git, { cwd }: Repository): Promise<string[]> {
  const status = await git.read(
    ['status', '--porcelain=v2', '-z', '--untracked-files=all', '--no-renames', '--ignore-submodules=dirty'],
    { cwd, readsWorktree: true },
  )
  const paths = new Set<string>()
  let start = 0
  for (let end = status.indexOf(0); end !== -1; end = status.indexOf(0, start)) {
    const fields = FIELDS_BEFORE_PATH[String.fromCharCode(status[start]!)]
    if (fields !== undefined) paths.add(pathText(status.subarray(afterFields(status, start, fields), end)))
    start = end + 1
  }
  return [...paths]
}

function afterFields(line: Buffer, start: number, count: number): number {
  let at = start
  for (let field = 0; field < count; field++) at = line.indexOf(SPACE, at) + 1
  return at
}

async function stagedPaths(git: Git, { cwd }: Repository, indexFile: string | undefined): Promise<string[]> {
  const list = await git.read(
    [
      'diff',
      '--cached',
      '--name-only',
      '-z',
      '--no-renames',
      '--no-relative',
      '--no-ext-diff',
      '--no-textconv',
      '--ignore-submodules=dirty',
    ],
    { cwd, ...(indexFile === undefined ? {} : { indexFile }) },
  )
  return [...new Set(pathTexts(list))]
}

async function branchPaths(git: Git, { cwd }: Repository, branch: string): Promise<string[]> {
  const found = await findBranch(git, cwd, branch)
  if (found === undefined) {
    const isRevision = (await commitAt(git, cwd, branch)) !== undefined
    throw captureFault(
      'CAPTURE_BRANCH_UNKNOWN',
      isRevision
        ? `"${branch}" is a commit of ${cwd}, but no branch of it`
        : `there is no branch "${branch}" in ${cwd}`,
      { fields: { path: cwd, branch } },
    )
  }
  const { tip } = found
  const trunk = await defaultBranch(git, cwd)
  const args = ['merge-base', trunk.revision, tip]
  const { exitCode, stdout, stderr } = await git.run(args, { cwd })
  if (exitCode === 1) {
    throw captureFault(
      'CAPTURE_BRANCH_UNRELATED',
      `branch "${branch}" has no commit in common with ${trunk.name}`,
      { fields: { path: cwd, branch, trunk: trunk.name } },
    )
  }
  if (exitCode !== 0) throw faultOf(args, cwd, { exitCode, stderr })
  const base = stdout.toString('latin1').trim()
  if (
    base === tip &&
    shortName(await resolveRef(git, cwd, found.ref)) === shortName(await resolveRef(git, cwd, trunk.ref))
  ) {
    throw captureFault(
      'CAPTURE_BRANCH_IS_DEFAULT',
      `"${branch}" is the default branch of ${cwd}: there is nothing to compare it with`,
      { fields: { path: cwd, branch } },
    )
  }
  return pathTexts(
    await git.read(['diff-tree', '-r', '-z', '--name-only', '--no-renames', base, tip], { cwd }),
  )
}

/** A local branch, or a remote's as in `origin/topic`; nothing else that names a commit. */
async function findBranch(
  git: Git,
  cwd: string,
  branch: string,
): Promise<{ ref: string; tip: string } | undefined> {
  for (const ref of [`refs/heads/${branch}`, `refs/remotes/${branch}`]) {
    const { exitCode, stdout } = await git.run(['show-ref', '--verify', '--hash', ref], { cwd })
    if (exitCode === 0) return { ref, tip: stdout.toString('latin1').trim() }
  }
  return undefined
}

/** The ref itself, or the one that a symbolic ref stands for. */
async function resolveRef(git: Git, cwd: string, ref: string): Promise<string> {
  const { exitCode, stdout } = await git.run(['symbolic-ref', '--quiet', ref], { cwd })
  return exitCode === 0 ? stdout.toString('utf8').trim() : ref
}

function shortName(ref: string): string {
  return ref.replace(/^refs\/(?:heads|remotes\/[^/]+)\//, '')
}

async function defaultBranch(
  git: Git,
  cwd: string,
): Promise<{ ref: string; name: string; revision: string }> {
  for (const name of DEFAULT_BRANCH_REFS) {
    const revision = await commitAt(git, cwd, name)
    if (revision !== undefined) {
      return { ref: name, name: name.replace(/^refs\/(heads|remotes)\//, ''), revision }
    }
  }
  throw captureFault(
    'CAPTURE_DEFAULT_BRANCH_UNKNOWN',
    `cannot tell the default branch of ${cwd}: there is no origin/HEAD, ${USUAL_DEFAULT_BRANCHES.join(', ')}`,
    { fields: { path: cwd } },
  )
}

async function commitAt(git: Git, cwd: string, name: string): Promise<string | undefined> {
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]
  const { exitCode, stdout } = await git.run(args, { cwd })
  return exitCode === 0 ? stdout.toString('latin1').trim() : undefined
}
