/**
 * Consent to telemetry: asked for in a repository, `env` and `run` allow that what is
 * sent or run there is kept. A repository that is new is registered as it is by reading
 * it, but its history isn't read.
 *
 * Consent is given first and told in the log next, as it is with capture's switch.
 */
import type { Clock } from '@wakelore/kernel/clock'
import { isFault } from '@wakelore/kernel/fault'
import type { TelemetryRepository } from '@wakelore/server/context'
import type { DevelopmentEvent, RepositoryId } from '@wakelore/telemetry/event'
import type { Consent } from '@wakelore/vault/consent'
import type { DetailLevel } from '@wakelore/vault/gate'
import type { Git } from '@wakelore/vault/git'
import { findRepository, type Repository } from '@wakelore/vault/repository'
import { telemetryFault } from './faults.ts'

export const TELEMETRY_CATEGORY = 'telemetry'

export type TelemetryConsentOptions = {
  readonly git: Git
  readonly clock: Clock
  readonly consent: () => Promise<Consent>
  /** The repository under its own id, its consent recorded in the store. */
  readonly register: (found: Repository) => Promise<Repository>
  readonly record: (events: readonly DevelopmentEvent[]) => Promise<unknown>
}

export type TelemetryRequest = {
  /** Absolute: anywhere in the repository. */
  readonly path: string
  /** As it is where that is undefined, and `full` where it was off. */
  readonly detail?: Exclude<DetailLevel, 'off'> | undefined
}

/**
 * Allows telemetry of the repository around a path; undefined outside of any.
 *
 * @throws TELEMETRY_OFF where its owner turned it off and `detail` doesn't say otherwise,
 *   GIT_DUBIOUS_OWNERSHIP, GIT_MISSING, and whatever stops an append
 */
export async function allowTelemetry(
  options: TelemetryConsentOptions,
  { path, detail }: TelemetryRequest,
): Promise<TelemetryRepository | undefined> {
  let found: Repository
  try {
    found = await findRepository(options.git, path)
  } catch (error) {
    if (isFault(error, 'GIT_NOT_A_REPOSITORY')) return undefined
    throw error
  }
  const repository = await options.register(found)
  const granted = await options.consent()
  const before = granted.detailFor(repository.id, TELEMETRY_CATEGORY)
  // Never allowed is one thing, turned off another: that stands until it is taken back.
  const isTurnedOff = granted
    .list()
    .some(({ id, detail }) => id === repository.id && detail[TELEMETRY_CATEGORY] === 'off')
  if (isTurnedOff && detail === undefined) {
    throw telemetryFault('TELEMETRY_OFF', `telemetry of ${repository.name} was turned off`)
  }
  const level = detail ?? (before === 'off' ? 'full' : before)
  if (level !== before) await changeTelemetryConsent(options, repository.id, level)
  return repository
}

/** Changes how much telemetry of an allowed repository is kept, and tells it in the log. */
export async function changeTelemetryConsent(
  { consent, record, clock }: Pick<TelemetryConsentOptions, 'consent' | 'record' | 'clock'>,
  repository: RepositoryId,
  level: DetailLevel,
): Promise<void> {
  await (await consent()).setDetail(repository, TELEMETRY_CATEGORY, level)
  const nowMs = clock.nowMs()
  await record([
    {
      source: 'wakelore',
      key: `consent-change/${nowMs}/${TELEMETRY_CATEGORY}`,
      kind: 'wakelore.consent.change',
      occurredAt: nowMs,
      recordedAt: nowMs,
      repository,
      attributes: { 'wakelore.consent.detail': [`${TELEMETRY_CATEGORY}=${level}`] },
    },
  ])
}
