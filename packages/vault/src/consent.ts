/**
 * Consent: which repositories may be read, and in how much detail.
 *
 * It is the list of repositories in `config.json` (`config-file.ts`). What isn't named
 * there is off.
 *
 * A repository's id is given once and stays: when it has moved, it is found again by
 * its root commits, which were noted when consent was given.
 */
import { access } from 'node:fs/promises'
import type { Clock } from '@wakelore/kernel/clock'
import { deriveId } from '@wakelore/kernel/id'
import { isRecord } from '@wakelore/kernel/is-record'
import type { RepositoryId } from '@wakelore/telemetry/event'
import { changeConfigFile, configDamaged, readConfigFile, type ConfigFile } from './config-file.ts'
import type { DetailLevel } from './gate.ts'
import { consentFile } from './paths.ts'
import type { Repository } from './repository.ts'

export type AllowedRepository = {
  readonly id: RepositoryId
  readonly name: string
  /** Absolute: the git directory that all its worktrees share. */
  readonly commonDir: string
  /** ISO 8601. */
  readonly consentedAt: string
  /** Full hashes, sorted; what it is recognised by after a move. */
  readonly rootCommits: readonly string[]
  /** By category; one that isn't named is off. */
  readonly detail: Readonly<Record<string, DetailLevel>>
}

/** Reads a repository's root commits; costs a walk over its history, so it is only called where it decides. */
export type ReadRootCommits = () => Promise<readonly string[]>

export type Consent = {
  /** The allowed repository that this one is, also after a move, which is noted then. */
  readonly find: (
    repository: Pick<Repository, 'commonDir' | 'name'>,
    readRootCommits: ReadRootCommits,
  ) => Promise<AllowedRepository | undefined>
  /** Allows a repository, or changes the detail of one that is allowed. */
  readonly grant: (
    repository: Pick<Repository, 'id' | 'commonDir' | 'name'>,
    readRootCommits: ReadRootCommits,
    detail?: Readonly<Record<string, DetailLevel>>,
  ) => Promise<AllowedRepository>
  /** Changes how much is kept of one category of an allowed repository, wherever that is now. */
  readonly setDetail: (repository: RepositoryId, category: string, level: DetailLevel) => Promise<void>
  /** `off` where nothing is said of it. */
  readonly detailFor: (repository: RepositoryId, category: string) => DetailLevel
  readonly list: () => readonly AllowedRepository[]
}

type Config = ConfigFile<AllowedRepository>

const DETAIL_LEVELS: readonly string[] = ['off', 'counts', 'names', 'full'] satisfies DetailLevel[]
const DEFAULT_DETAIL: Readonly<Record<string, DetailLevel>> = { history: 'full' }

/** @throws VAULT_CONFIG_DAMAGED, VAULT_CONFIG_NEWER, VAULT_FILE_UNREADABLE */
export async function openConsent(options: {
  /** The config directory. */
  readonly directory: string
  readonly clock: Clock
}): Promise<Consent> {
  const path = consentFile({ configDir: options.directory })
  let config = toConfig(path, await readConfigFile(path))

  const change = async (make: (before: Config) => Config): Promise<void> => {
    config = await changeConfigFile(path, (before) => make(toConfig(path, before)))
  }
  const atDirectory = (commonDir: string): AllowedRepository | undefined =>
    config.repositories.find((known) => known.commonDir === commonDir)

  const find: Consent['find'] = async (repository, readRootCommits) => {
    const known = atDirectory(repository.commonDir)
    if (known !== undefined) return known
    const vanished = await vanishedOf(config.repositories)
    if (vanished.length === 0) return undefined
    const before = movedFrom(vanished, repository.name, await readRootCommits())
    if (before === undefined) return undefined
    const moved = { ...before, name: repository.name, commonDir: repository.commonDir }
    await change((current) => withRepository(current, moved))
    return moved
  }

  const grant: Consent['grant'] = async (repository, readRootCommits, detail = DEFAULT_DETAIL) => {
    const known = await find(repository, readRootCommits)
    const rootCommits = known?.rootCommits ?? [...(await readRootCommits())].sort()
    const consentedAt = new Date(options.clock.nowMs()).toISOString()
    await change((current) => {
      const present =
        current.repositories.find(({ commonDir }) => commonDir === repository.commonDir) ?? known
      return withRepository(current, {
        id: present?.id ?? unusedId(current, repository),
        name: repository.name,
        commonDir: repository.commonDir,
        consentedAt: present?.consentedAt ?? consentedAt,
        rootCommits,
        detail: { ...present?.detail, ...detail },
      })
    })
    return atDirectory(repository.commonDir)!
  }

  const setDetail: Consent['setDetail'] = (repository, category, level) =>
    change((current) => ({
      ...current,
      repositories: current.repositories.map((known) =>
        known.id === repository ? { ...known, detail: { ...known.detail, [category]: level } } : known,
      ),
    }))

  const detailFor: Consent['detailFor'] = (repository, category) => {
    const detail = config.repositories.find(({ id }) => id === repository)?.detail
    return detail !== undefined && Object.hasOwn(detail, category) ? detail[category]! : 'off'
  }

  return { find, grant, setDetail, detailFor, list: () => config.repositories }
}

/** Whether anything is recorded of it while one works, and not only when it is read. */
export function isCaptured(repository: AllowedRepository): boolean {
  return (repository.detail['git'] ?? 'off') !== 'off'
}

async function vanishedOf(repositories: readonly AllowedRepository[]): Promise<AllowedRepository[]> {
  const isThere = await Promise.all(
    repositories.map(({ commonDir }) =>
      access(commonDir).then(
        () => true,
        () => false,
      ),
    ),
  )
  return repositories.filter((_, i) => !isThere[i])
}

/** Clones have the same roots: of several that vanished, the one of the same name, or none. */
function movedFrom(
  vanished: readonly AllowedRepository[],
  name: string,
  rootCommits: readonly string[],
): AllowedRepository | undefined {
  if (rootCommits.length === 0) return undefined
  const roots = [...rootCommits].sort().join()
  const same = vanished.filter((known) => [...known.rootCommits].sort().join() === roots)
  return same.length === 1 ? same[0] : same.find((known) => known.name === name)
}

function withRepository(config: Config, repository: AllowedRepository): Config {
  const others = config.repositories.filter(({ id }) => id !== repository.id)
  return { ...config, repositories: [...others, repository] }
}

/** A new repository where an allowed one used to lie, which has moved on with its id. */
function unusedId(config: Config, repository: Pick<Repository, 'id' | 'commonDir'>): RepositoryId {
  let id = repository.id
  for (let n = 2; config.repositories.some((known) => known.id === id); n++) {
    id = deriveId('repository', repository.commonDir, String(n))
  }
  return id
}

function toConfig(path: string, config: ConfigFile): Config {
  const broken = config.repositories.findIndex((repository) => !isAllowedRepository(repository))
  if (broken < 0) return config as Config
  throw configDamaged(
    path,
    `has a repository (number ${broken + 1}) without a valid id, name, commonDir, consentedAt, rootCommits or detail`,
  )
}

function isAllowedRepository(value: unknown): value is AllowedRepository {
  return (
    isRecord(value) &&
    typeof value['id'] === 'string' &&
    /^[0-9a-f]{32}$/.test(value['id']) &&
    typeof value['name'] === 'string' &&
    typeof value['commonDir'] === 'string' &&
    typeof value['consentedAt'] === 'string' &&
    Array.isArray(value['rootCommits']) &&
    value['rootCommits'].every((sha) => typeof sha === 'string') &&
    isRecord(value['detail']) &&
    Object.values(value['detail']).every((level) => DETAIL_LEVELS.includes(String(level)))
  )
}
