/**
 * trace2's session ids: who a git process is, and who it says started it.
 *
 * Each process adds a component to what it inherits through GIT_TRACE2_PARENT_SID and
 * passes all of it on: `<root>/…/<parent>/<own>`. A component tells when the process
 * began, a digest of the host's name, and the process id; git names the trace file by
 * it. What was inherited is only a claim: an environment leaks (family.ts judges it).
 *
 * Two first components aren't git's: a W3C trace context that was carried in, and the
 * word by which `wakelore doctor` knows its own.
 */
import { deriveId } from '@wakelore/kernel/id'

export type ProcessIdentity = {
  /** The component, which is also the name of the trace file. */
  readonly component: string
  /** Microseconds since the epoch. */
  readonly startUs: number
  /** `H` and eight hex digits of the SHA-1 of the host's name, or `Localhost`. */
  readonly host: string
  readonly pid: number
}

export type ParentClaim =
  | { readonly kind: 'git'; readonly component: string }
  | { readonly kind: 'w3c'; readonly traceId: string; readonly spanId: string }
  | { readonly kind: 'unknown' }

export type SessionId = {
  readonly own: string
  /** Absent where nothing was inherited. */
  readonly parent?: ParentClaim
  /** The word of a sentinel; empty for processes that a sentinel started. */
  readonly sentinel?: string
}

/** git adds `.1` to `.9` to a file's name where there is one of that name already. */
const COMPONENT =
  /^((?:19[7-9]|20\d|21\d)\d)(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)\.(\d{6})Z-(H[0-9a-f]{8}|Localhost)-P([0-9a-f]{8})(?:\.[1-9])?$/
const TRACE_CONTEXT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}$/
const SENTINEL = /^wakelore-sentinel-([0-9a-f]{16})$/

/** Undefined where it isn't one of git's. */
export function parseComponent(text: string): ProcessIdentity | undefined {
  const match = COMPONENT.exec(text)
  if (match === null) return undefined
  const [year, month, day, hour, minute, second, microsecond] = match.slice(1, 8).map(Number)
  const atMs = Date.UTC(year!, month! - 1, day, hour, minute, second)
  return {
    component: text,
    startUs: atMs * 1000 + microsecond!,
    host: match[8]!,
    pid: Number.parseInt(match[9]!, 16),
  }
}

/** Undefined where the last component isn't one of git's. */
export function parseSessionId(sid: string): SessionId | undefined {
  const ownFrom = sid.lastIndexOf('/') + 1
  const own = sid.slice(ownFrom)
  if (parseComponent(own) === undefined) return undefined
  if (ownFrom === 0) return { own }
  const parentFrom = sid.lastIndexOf('/', ownFrom - 2) + 1
  const parent = sid.slice(parentFrom, ownFrom - 1)
  const sentinel = SENTINEL.exec(sid.slice(0, sid.indexOf('/')))?.[1]
  if (sentinel !== undefined) return { own, sentinel: parentFrom === 0 ? sentinel : '' }
  return { own, parent: parentClaim(parent, parentFrom === 0) }
}

function parentClaim(text: string, isFirst: boolean): ParentClaim {
  if (parseComponent(text) !== undefined) return { kind: 'git', component: text }
  const context = isFirst ? TRACE_CONTEXT.exec(text) : null
  return context === null ? { kind: 'unknown' } : { kind: 'w3c', traceId: context[1]!, spanId: context[2]! }
}

/** W3C span id of a git process, by its component. */
export function spanIdOf(component: string): string {
  return deriveId('span', component).slice(0, 16)
}

/** W3C trace id of all that a git process started, by the component of the root. */
export function traceIdOf(rootComponent: string): string {
  return deriveId('trace', rootComponent)
}
