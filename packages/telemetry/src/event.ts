/**
 * The development event: one envelope for everything that any source observes.
 *
 * An event's id is derived from its source, its repository and its natural key
 * (`commit/<sha>`), never random: reading anything twice makes nothing twice, and
 * the log need not store it. Attributes are named by OpenTelemetry's conventions
 * where they exist and by ours (`conventions/*.yaml`) where they don't; each has a
 * privacy class there, and one that isn't listed counts as sensitive text.
 *
 * Events are immutable. `occurredAt` is what the source says and may lie;
 * `recordedAt` is when we read it. Neither orders the log: position does.
 */
import { deriveId, type DerivedId } from '@wakelore/kernel/id'

export type EventId = DerivedId

/** `deriveId('repository', …)` of the repository as first read; stays when it moves. */
export type RepositoryId = DerivedId

/** Stands for the repository of what concerns wakelore itself, and no repository. */
export const OWN_REPOSITORY: RepositoryId = deriveId('repository', 'wakelore')

/** Stands for the repository of telemetry that belongs to none that may be recorded. */
export const UNATTRIBUTED: RepositoryId = deriveId('repository', 'unattributed')

export type AttributeValue = string | number | boolean | readonly string[] | readonly number[]
export type Attributes = Readonly<Record<string, AttributeValue>>

export type DevelopmentEvent = {
  /** Which source read it: `git-history`, … */
  readonly source: string
  /** Unique within source and repository: `commit/<sha>`. */
  readonly key: string
  /** A kind of the conventions: `vcs.commit`, … */
  readonly kind: string
  /** Milliseconds since the epoch. */
  readonly occurredAt: number
  /** Milliseconds since the epoch. */
  readonly recordedAt: number
  readonly repository: RepositoryId
  /** Name of the linked worktree it happened in; absent for the main one. */
  readonly worktree?: string
  /** Short name of the branch that was checked out. */
  readonly branch?: string
  /** GitButler's virtual branches applied at that moment, sorted. */
  readonly virtualBranches?: readonly string[]
  /** The virtual branch that owns what happened, where it is known. */
  readonly owningVirtualBranch?: string
  /** W3C trace id, 32 hex digits. */
  readonly traceId?: string
  /** W3C span id, 16 hex digits. */
  readonly spanId?: string
  readonly parentSpanId?: string
  /** Session id, where a source knows one; otherwise sessions are folded from gaps. */
  readonly session?: string
  readonly attributes: Attributes
}

export function eventId(event: Pick<DevelopmentEvent, 'source' | 'repository' | 'key'>): EventId {
  return deriveId('event', event.source, event.repository, event.key)
}

/** The attribute as a string, or undefined where it is absent or of another type. */
export function textAttribute(event: DevelopmentEvent, name: string): string | undefined {
  const value = event.attributes[name]
  return typeof value === 'string' ? value : undefined
}

/** The attribute as a number, or undefined where it is absent or of another type. */
export function numberAttribute(event: DevelopmentEvent, name: string): number | undefined {
  const value = event.attributes[name]
  return typeof value === 'number' ? value : undefined
}

/** The attribute as a list of strings; empty where it is absent or of another type. */
export function textsAttribute(event: DevelopmentEvent, name: string): readonly string[] {
  const value = event.attributes[name]
  return Array.isArray(value) && (value.length === 0 || typeof value[0] === 'string')
    ? (value as readonly string[])
    : []
}

/** The attribute as a list of numbers; empty where it is absent or of another type. */
export function numbersAttribute(event: DevelopmentEvent, name: string): readonly number[] {
  const value = event.attributes[name]
  return Array.isArray(value) && (value.length === 0 || typeof value[0] === 'number')
    ? (value as readonly number[])
    : []
}
