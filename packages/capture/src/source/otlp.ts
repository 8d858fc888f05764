/**
 * Whose the telemetry is that others send by OTLP: from what its resource says of itself
 * to an allowed repository, or to none.
 *
 * Evidence, the strongest first; whichever tells decides:
 *   process.working_directory   inside a worktree, or inside one of no allowed repository
 *   vcs.repository.url.full     a remote that one allowed repository has. Of another's URL
 *                               it isn't, unless it has no remotes at all
 *   wakelore.repository.id      what `wakelore env` and `wakelore run` hand on
 *   vcs.repository.name         a name that one allowed repository has
 * Several that a URL is of are told apart by what comes after it. A repository whose
 * telemetry is off is like one that isn't allowed: what is of it belongs nowhere.
 *
 * Looking up takes the file system and git, so a batch's resources are learned first, and
 * asked about then. What was looked up is remembered for moments only.
 */
import type { Clock } from '@wakelore/kernel/clock'
import { isFault } from '@wakelore/kernel/fault'
import { EVENT_CATEGORY } from '@wakelore/telemetry/conventions.generated'
import type { OtlpPlace } from '@wakelore/telemetry/otlp/events-from-otlp'
import type { Resource } from '@wakelore/telemetry/otlp/message'
import type { AllowedRepository } from '@wakelore/vault/consent'
import type { Git } from '@wakelore/vault/git'
import type { WorktreePlace } from '@wakelore/vault/repository'
import { pathText } from '../path-text.ts'
import { readBranchNow } from './otlp/branch-now.ts'
import { remoteIdentity } from './otlp/remote-url.ts'
import { makeShortMemory } from './otlp/short-memory.ts'
import { findWorktreeAround } from './otlp/worktree-around.ts'

export type OtlpPlaces = {
  /** Looks up what `placeOf` needs for these resources. */
  readonly learn: (resources: Iterable<Resource>) => Promise<void>
  /** Where one of the resources learned belongs; undefined for nowhere. */
  readonly placeOf: (resource: Resource) => OtlpPlace | undefined
}

export type OtlpPlacesOptions = {
  readonly git: Git
  readonly clock: Clock
  /** The user's home directory. */
  readonly home: string
  /** Every repository that anything may be kept of, as the owner says at this moment. */
  readonly allowed: () => Promise<readonly AllowedRepository[]>
}

const DIRECTORY_LIVES_MS = 5000
const REMOTES_LIVE_MS = 10_000
const BRANCH_LIVES_MS = 1000
const MOST_REMEMBERED = 1024
/** Of a batch that names more directories, what is from the others belongs nowhere. */
const MOST_DIRECTORIES = 256
const MOST_REMOTES_BYTES = 1024 * 1024
const CATEGORY = EVENT_CATEGORY['otel.span']!

export function makeOtlpPlaces({ git, clock, home, allowed }: OtlpPlacesOptions): OtlpPlaces {
  const places = new WeakMap<Resource, OtlpPlace | undefined>()
  const remember = <T>(livesMs: number) => makeShortMemory<T>({ clock, livesMs, mostKeys: MOST_REMEMBERED })
  const directories = remember<WorktreePlace | undefined>(DIRECTORY_LIVES_MS)
  const remotes = remember<ReadonlySet<string>>(REMOTES_LIVE_MS)
  const branches = remember<string | undefined>(BRANCH_LIVES_MS)

  const remotesOf = ({ commonDir }: AllowedRepository): Promise<ReadonlySet<string>> =>
    remotes(commonDir, () => readRemotes(git, commonDir))

  const look = async (
    resource: Resource,
    repositories: readonly AllowedRepository[],
    worktreeAround: WorktreeAround,
  ): Promise<OtlpPlace | undefined> => {
    const evidence = evidenceOf(resource)
    const around = evidence.directory === undefined ? undefined : await worktreeAround(evidence.directory)
    if (around === 'unknown') return undefined
    const found =
      around === undefined
        ? await findByName(evidence, repositories, remotesOf)
        : repositories.find(({ commonDir }) => commonDir === around.commonDir)
    if (found === undefined || (found.detail[CATEGORY] ?? 'off') === 'off') return undefined
    const { worktree } = around ?? {}
    const place = { repository: found.id, ...(worktree === undefined ? {} : { worktree }) }
    if (evidence.branch !== undefined) return { ...place, branch: evidence.branch }
    if (around === undefined) return place
    const branchNow = await branches(`${around.commonDir}\0${worktree ?? ''}`, () =>
      readBranchNow(git, around),
    )
    return branchNow === undefined ? place : { ...place, branchNow }
  }

  return {
    learn: async (resources) => {
      const repositories = await allowed()
      const looked = new Set<string>()
      const worktreeAround: WorktreeAround = async (directory) => {
        looked.add(directory)
        if (looked.size > MOST_DIRECTORIES) return 'unknown'
        return directories(directory, () => findWorktreeAround(directory, home))
      }
      for (const resource of resources) {
        places.set(resource, await look(resource, repositories, worktreeAround))
      }
    },
    placeOf: (resource) => places.get(resource),
  }
}

type WorktreeAround = (directory: string) => Promise<WorktreePlace | 'unknown' | undefined>

type Evidence = {
  readonly directory: string | undefined
  readonly url: string | undefined
  readonly id: string | undefined
  readonly name: string | undefined
  readonly branch: string | undefined
}

function evidenceOf({ attributes }: Resource): Evidence {
  const text = (name: string): string | undefined => {
    const value = attributes.find(({ key }) => key === name)?.value
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const isBranch = (text('vcs.ref.head.type') ?? text('vcs.ref.type') ?? 'branch') === 'branch'
  return {
    directory: text('process.working_directory'),
    url: text('vcs.repository.url.full'),
    id: text('wakelore.repository.id'),
    name: text('vcs.repository.name'),
    branch: isBranch ? text('vcs.ref.head.name')?.replace(/^refs\/heads\//, '') : undefined,
  }
}

async function findByName(
  { url, id, name }: Evidence,
  repositories: readonly AllowedRepository[],
  remotesOf: (repository: AllowedRepository) => Promise<ReadonlySet<string>>,
): Promise<AllowedRepository | undefined> {
  let candidates = repositories
  const identity = url === undefined ? undefined : remoteIdentity(url)
  if (identity !== undefined) {
    const remotes = new Map<AllowedRepository, ReadonlySet<string>>()
    for (const repository of repositories) remotes.set(repository, await remotesOf(repository))
    const having = repositories.filter((repository) => remotes.get(repository)!.has(identity))
    if (having.length === 1) return having[0]
    candidates =
      having.length > 0 ? having : repositories.filter((repository) => remotes.get(repository)!.size === 0)
  }
  if (id !== undefined) return candidates.find((repository) => repository.id === id)
  const named = candidates.filter((repository) => repository.name === name)
  return named.length === 1 ? named[0] : undefined
}

/** Of a repository that isn't there, or that git doesn't read, none are known. */
async function readRemotes(git: Git, commonDir: string): Promise<ReadonlySet<string>> {
  const args = ['config', '-z', '--get-regexp', String.raw`^remote\..*\.(url|pushurl)$`]
  const identities = new Set<string>()
  try {
    const { stdout } = await git.run(args, { cwd: commonDir, maxBytes: MOST_REMOTES_BYTES })
    for (const entry of pathText(stdout).split('\0')) {
      const identity = remoteIdentity(entry.slice(entry.indexOf('\n') + 1))
      if (identity !== undefined) identities.add(identity)
    }
  } catch (error) {
    if (!isFault(error)) throw error
  }
  return identities
}
