/**
 * The local branches of a repository, each with its tip, and which of them is the default
 * one: one listing of the refs, and one look at the tips.
 *
 * A branch whose tip can't be read is told, not skipped in silence; one that is only
 * another name of a branch (a symbolic ref) is left out.
 */
import { MS_PER_SECOND } from '@wakelore/kernel/clock'
import { complaintOf, faultOf, type Git } from '@wakelore/vault/git'
import type { Repository } from '@wakelore/vault/repository'
import { DEFAULT_BRANCH_REFS } from './changed-paths.ts'
import { captureFault } from './faults.ts'
import { pathText } from './path-text.ts'
import { readObjects } from './source/git-history/objects.ts'

export type Branch = {
  /** `topic`; `origin/main` of a remote's. */
  readonly name: string
  readonly tip: string
  readonly tree: string
  /** Committer's time of the tip, milliseconds since the epoch. */
  readonly committedAtMs: number
  /** What the worktree stands on that was asked from. */
  readonly isHead: boolean
}

export type LocalBranches = {
  readonly branches: readonly Branch[]
  /** The default branch as this repository has it, and as its remote had it last: none, one or both. */
  readonly defaults: readonly Branch[]
  /** Branches whose tips can't be read as commits, or whose refs are broken. */
  readonly unreadable: readonly string[]
}

const HEADS = 'refs/heads/'
const FORMAT = '%(objectname)%00%(HEAD)%00%(symref)%00%(refname)'
const MAX_COMMIT_BYTES = 64 * 1024

/** @throws CAPTURE_REFS_DAMAGED */
export async function readLocalBranches(git: Git, repository: Repository): Promise<LocalBranches> {
  const { refs, broken } = await listRefs(git, repository)
  const asked = [...new Set(refs.map(({ hash }) => `${hash}^{commit}`))]
  const commits = new Map<string, Pick<Branch, 'tip' | 'tree' | 'committedAtMs'>>()
  for await (const { index, hash, content } of readObjects(git, repository, asked, {
    maxBytes: MAX_COMMIT_BYTES,
  })) {
    const commit = parseCommit(content.toString('latin1'))
    if (commit !== undefined) commits.set(asked[index]!, { tip: hash, ...commit })
  }
  const branchOf = (ref: Ref): Branch | undefined => {
    const commit = commits.get(`${ref.hash}^{commit}`)
    return commit === undefined ? undefined : { name: shortName(ref.name), isHead: ref.isHead, ...commit }
  }
  const locals = refs.filter(({ name, symref }) => name.startsWith(HEADS) && symref === '')
  const isReadable = (ref: Ref): boolean => branchOf(ref) !== undefined
  return {
    branches: locals.flatMap((ref) => branchOf(ref) ?? []),
    defaults: defaultRefs(refs).flatMap((ref) => branchOf(ref) ?? []),
    unreadable: [...locals.filter((ref) => !isReadable(ref)).map(({ name }) => name), ...broken].map(
      shortName,
    ),
  }
}

type Ref = {
  readonly name: string
  readonly hash: string
  readonly isHead: boolean
  readonly symref: string
}

async function listRefs(
  git: Git,
  { cwd }: Repository,
): Promise<{ refs: readonly Ref[]; broken: readonly string[] }> {
  const args = ['for-each-ref', `--format=${FORMAT}`, HEADS, ...DEFAULT_BRANCH_REFS]
  const result = await git.run(args, { cwd })
  if (result.exitCode !== 0) {
    if (!/packed-refs/.test(result.stderr)) throw faultOf(args, cwd, result)
    throw captureFault(
      'CAPTURE_REFS_DAMAGED',
      `git cannot read the refs of ${cwd}: ${complaintOf(result.stderr)}`,
      { fields: { path: cwd } },
    )
  }
  const refs: Ref[] = []
  const list = result.stdout
  let start = 0
  for (let end = list.indexOf(0x0a); end !== -1; end = list.indexOf(0x0a, start)) {
    const line = list.subarray(start, end)
    const [hash = '', head = '', symref = ''] = line.toString('latin1').split('\0', 3)
    const name = pathText(line, line.lastIndexOf(0) + 1)
    refs.push({ name, hash, isHead: head === '*', symref })
    start = end + 1
  }
  const broken = result.stderr.matchAll(/ignoring (?:broken ref|ref with broken name) (refs\/heads\/\S+)/g)
  return { refs, broken: Array.from(broken, ([, name]) => name!) }
}

/** The local one and the remote's, by the first of the names that there is. */
function defaultRefs(refs: readonly Ref[]): Ref[] {
  const byName = new Map(refs.map((ref) => [ref.name, ref]))
  for (const name of DEFAULT_BRANCH_REFS) {
    const found = byName.get(name)
    if (found === undefined) continue
    const short = (found.symref === '' ? name : found.symref).replace(
      /^refs\/(?:heads|remotes\/origin)\//,
      '',
    )
    const remote = byName.get(`refs/remotes/origin/${short}`) ?? (name.startsWith(HEADS) ? undefined : found)
    // The symbolic ref has the commit, and its target the name that people know.
    const named =
      remote === undefined ? undefined : { ...remote, name: `refs/remotes/origin/${short}`, symref: '' }
    return [byName.get(HEADS + short), named].filter((ref) => ref !== undefined)
  }
  return []
}

function shortName(ref: string): string {
  return ref.replace(/^refs\/(?:heads|remotes)\//, '')
}

function parseCommit(text: string): { tree: string; committedAtMs: number } | undefined {
  const [, tree] = /^tree ([0-9a-f]+)\n/.exec(text) ?? []
  const [, seconds] = /^committer .*> (-?\d{1,15}) [+-]\d+$/m.exec(text) ?? []
  return tree === undefined ? undefined : { tree, committedAtMs: Number(seconds ?? 0) * MS_PER_SECOND }
}
