/**
 * Families: which git process was started by which, and in whose repository.
 *
 * What a process inherited through its environment is only a claim. It is believed
 * where the claimed parent ran at that moment and something that it had started ran
 * too; an environment that leaked, out of an editor that git opened or a shell that
 * exported it, fails that. Not every process tells its repository (aliases, helpers,
 * what runs in a bare one): it takes its parent's, or else a child's.
 *
 * Children end before their parents, often long before, and their traces are gone by
 * the time that the parent's is read. So what was learnt of a family stays in
 * `OpenFamilies` until none of it can matter any more.
 */
import type { RepositoryId } from '@wakelore/telemetry/event'
import { MS_PER_HOUR, MS_PER_SECOND } from '@wakelore/kernel/clock'
import { parseComponent, spanIdOf, traceIdOf, type SessionId } from './session-id.ts'

/** Where a process worked; null outside of all repositories that are captured. */
export type Place = { readonly repository: RepositoryId; readonly worktree?: string } | null

/** What is known of a process; plain JSON. */
export type FamilyMember = {
  /** Microseconds since the epoch. */
  startUs: number
  /** Absent while it runs. */
  endUs?: number
  /** Absent while it isn't known. */
  place?: Place
  /** Of the trace that it is part of; absent while it runs. */
  traceId?: string
  /** Microseconds since the epoch, flat: from and until when something that it started ran. Absent where it wasn't read: then any time counts. */
  busy?: number[]
  /** It leaves work in the background, which starts processes after it has ended. */
  detaches?: boolean
  /** Component of the process above one that is of no captured repository. */
  parent?: string
}

/** Members by component of the session id; JSON, kept by the caller from one read to the next. */
export type OpenFamilies = { [component: string]: FamilyMember }

export type Link = {
  readonly traceId: string
  readonly parentSpanId?: string
  readonly isParentFalse?: boolean
  /** No git process: a span that was carried in from outside. */
  readonly isParentRemote?: boolean
}

type Relative = { readonly component: string; readonly member: FamilyMember }

const US_PER_MS = 1000
/** A trace may have been listed before that of a child was there, and read when both had ended. */
export const LISTING_US = 5 * MS_PER_SECOND * US_PER_MS
/** How long work in the background goes on starting processes, at most. */
const DETACHED_US = MS_PER_HOUR * US_PER_MS
/** Kept from one read to the next, and within a read. */
const MOST_KEPT = 1000
const MOST_MEMBERS = 16_384
/** Deeper than any chain of processes that isn't a loop. */
const DEEPEST = 256

/** Drops what isn't a member: what was kept comes from a file. */
export function checkFamilies(families: OpenFamilies): void {
  for (const [component, member] of Object.entries(families)) {
    const isMember =
      parseComponent(component) !== undefined &&
      typeof member === 'object' &&
      (member as FamilyMember | null) !== null &&
      Number.isSafeInteger(member.startUs) &&
      (member.endUs === undefined || Number.isSafeInteger(member.endUs)) &&
      (member.traceId === undefined || /^[0-9a-f]{32}$/.test(String(member.traceId))) &&
      (member.busy === undefined || (Array.isArray(member.busy) && member.busy.every(Number.isFinite))) &&
      (member.parent === undefined || parseComponent(String(member.parent)) !== undefined) &&
      isPlace(member.place)
    if (!isMember) delete families[component]
  }
}

function isPlace(place: unknown): boolean {
  if (place === undefined || place === null) return true
  if (typeof place !== 'object' || !('repository' in place) || typeof place.repository !== 'string')
    return false
  return !('worktree' in place) || typeof place.worktree === 'string'
}

/** Whether the member ran at that moment, and something that it had started ran too. */
export function hadStarted(member: FamilyMember, atUs: number): boolean {
  if (atUs < member.startUs) return false
  const endUs = member.endUs ?? Infinity
  if (atUs > endUs) return member.detaches === true && atUs - endUs <= DETACHED_US
  if (member.detaches === true || member.busy === undefined) return true
  for (let index = 0; index < member.busy.length; index += 2) {
    if (member.busy[index]! <= atUs && atUs <= member.busy[index + 1]!) return true
  }
  return false
}

/** The claimed parent where the claim is believed. */
export function parentOf(
  session: SessionId | undefined,
  startUs: number,
  memberOf: (component: string) => FamilyMember | undefined,
): Relative | undefined {
  const claim = session?.parent
  if (claim?.kind !== 'git' || claim.component === session!.own) return undefined
  const member = memberOf(claim.component)
  return member !== undefined && hadStarted(member, startUs)
    ? { component: claim.component, member }
    : undefined
}

/** Where a process stands among spans: beneath the nearest of those above it that is captured. */
export function linkOf(
  own: string,
  startUs: number,
  session: SessionId | undefined,
  members: {
    readonly memberOf: (component: string) => FamilyMember | undefined
    readonly sessionOf: (component: string) => SessionId | undefined
  },
  depth = 0,
): Link {
  const claim = session?.parent
  if (claim === undefined) return { traceId: traceIdOf(own) }
  if (claim.kind === 'w3c') {
    return { traceId: claim.traceId, parentSpanId: claim.spanId, isParentRemote: true }
  }
  const parent = parentOf(session, startUs, members.memberOf)
  if (parent === undefined || depth > DEEPEST) return { traceId: traceIdOf(own), isParentFalse: true }
  const captured = nearestCaptured(parent, members)
  if (captured === undefined) return { traceId: traceIdOf(own) }
  const { component, member } = captured
  const traceId =
    member.traceId ??
    linkOf(component, member.startUs, members.sessionOf(component), members, depth + 1).traceId
  return { traceId, parentSpanId: spanIdOf(component) }
}

function nearestCaptured(from: Relative, members: Parameters<typeof linkOf>[3]): Relative | undefined {
  let { component, member } = from
  for (let depth = 0; member.place === null; depth++) {
    const above =
      member.parent ?? parentOf(members.sessionOf(component), member.startUs, members.memberOf)?.component
    const found = above === undefined ? undefined : members.memberOf(above)
    if (above === undefined || found === undefined || depth > DEEPEST) return undefined
    component = above
    member = found
  }
  return { component, member }
}

/**
 * Forgets whom no process that is still to be read can have for a parent: those that
 * ended before `settledUs`. `isOpen` says of whom a trace was left: its own, because it
 * runs, or one that claims it for a parent.
 */
export function pruneFamilies(
  families: OpenFamilies,
  options: {
    readonly settledUs: number
    readonly isOpen: (component: string) => boolean
    /** Whether the read is over. */
    readonly isLast: boolean
  },
): void {
  const { settledUs, isOpen } = options
  const most = options.isLast ? MOST_KEPT : MOST_MEMBERS
  const kept: [endUs: number, component: string][] = []
  for (const [component, { startUs, endUs, busy, detaches = false }] of Object.entries(families)) {
    // One that wasn't read may have started anything; one that started nothing is nobody's parent.
    const canBeParent = busy === undefined || busy.length > 0 || detaches
    // One that runs is open, unless a directory that was being written hid its trace from the listing.
    const untilUs = (endUs ?? startUs) + LISTING_US + (detaches ? DETACHED_US : 0)
    if (isOpen(component) || (canBeParent && untilUs >= settledUs)) kept.push([endUs ?? Infinity, component])
    else delete families[component]
  }
  if (kept.length <= most) return
  kept.sort(([a], [b]) => a - b)
  for (const [, component] of kept.slice(0, -most)) delete families[component]
}
