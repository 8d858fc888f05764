/**
 * The gate: nothing is stored that hasn't passed it.
 *
 * For every batch, in this order: consent (the repository's detail level for the
 * event's category), least data (attributes above that level are dropped, by their
 * privacy class; unlisted ones count as text), redaction (secrets, credentials in
 * URLs, key blocks, home directories, e-mails by policy; visible markers in their
 * place). Where the name of an unlisted attribute says that its value is a secret
 * (`db.password`), the whole value goes. It fails closed: where the scan of a batch
 * throws, its texts are withheld, never stored unread.
 *
 * Every string of an event is scanned: texts, but also paths, refs, identities, the
 * envelope's own and the names of unlisted attributes, since a branch name can hold a
 * token. Where a string identifies something, the marker carries a digest, so that
 * two different things never become one. Order is kept, and an event in which
 * nothing is found is passed on as the same object.
 */
import { lastAtOrBefore } from '@wakelore/kernel/ascending'
import type { AttributeValue, DevelopmentEvent, RepositoryId } from '@wakelore/telemetry/event'
import { senderName } from '@wakelore/telemetry/otlp/attribute-name'
import { makeLeastData } from './least-data.ts'
import { ASSIGNED_SECRET, isSecretAttribute } from './redact/assignment.ts'
import { makeCommandLines } from './redact/command-attribute.ts'
import { visibleMarker } from './redact/finding.ts'
import { isStandIn } from './redact/placeholder.ts'
import type { MarkerStyle, Redactor } from './redact.ts'

declare const admitted: unique symbol

/** An event that passed the gate: the only thing that the log takes. */
export type AdmittedEvent = DevelopmentEvent & { readonly [admitted]: true }

/**
 * How much is kept of a category of events.
 *   off     nothing: the event is refused
 *   counts  numbers and times; no names in the envelope but of spans, and the key as a digest
 *   names   paths, refs, identities too
 *   full    texts too
 */
export type DetailLevel = 'off' | 'counts' | 'names' | 'full'

/** What the conventions say of an attribute, from least to most sensitive. */
export type PrivacyClass = 'count' | 'name' | 'identity' | 'text'

export type GateCounts = {
  readonly admitted: number
  /** Refused because the repository or its category is off. */
  readonly refused: number
  /** Markers put in place of something, by what it was. */
  readonly redacted: Readonly<Record<string, number>>
  /** Events whose texts were withheld because a scan failed. */
  readonly withheld: number
  /** Bytes of text scanned. */
  readonly scannedBytes: number
}

export type Gate = {
  /** In order, without those that consent doesn't cover. */
  readonly admit: (events: readonly DevelopmentEvent[]) => Promise<AdmittedEvent[]>
  readonly counts: () => GateCounts
}

export type GateOptions = {
  /** What consent says; `off` for a repository or category that it doesn't cover. */
  readonly detailFor: (repository: RepositoryId, category: string) => DetailLevel
  /** Undefined where the conventions don't list the attribute. */
  readonly privacyOf: (attribute: string) => PrivacyClass | undefined
  /** Undefined where the conventions don't list the kind: such events are refused. */
  readonly categoryOf: (kind: string) => string | undefined
  readonly redactor: Redactor
}

export function makeGate(options: GateOptions): Gate {
  const { redactor } = options
  const handling = makeHandling(options.privacyOf)
  const leastData = makeLeastData({ privacyOf: options.privacyOf, digest: redactor.digest })
  let admittedCount = 0
  let refused = 0
  let withheld = 0
  let scannedBytes = 0
  const redacted = new Map<string, number>()

  const count = (kind: string, markers: number): void =>
    void redacted.set(kind, (redacted.get(kind) ?? 0) + markers)

  const admit: Gate['admit'] = async (events) => {
    const levelOf = makeLevels(options)
    const withoutCommandSecrets = makeCommandLines()
    const kept: DevelopmentEvent[] = []
    for (const event of events) {
      const level = levelOf(event)
      if (level !== 'off') kept.push(withoutCommandSecrets(leastData(event, level)))
    }

    const texts: string[] = []
    const styles: MarkerStyle[] = []
    // Event i owns the texts from firstText[i] up to firstText[i + 1].
    const firstText = new Uint32Array(kept.length + 1)
    const secretOwners: number[] = []
    for (let i = 0; i < kept.length; i++) {
      const secrets = collectTexts(kept[i]!, handling, texts, styles)
      firstText[i + 1] = texts.length
      if (secrets === 0) continue
      secretOwners.push(i)
      count(ASSIGNED_SECRET, secrets)
    }
    const redaction = await redactor.redact(texts, (text) => styles[text]!)
    const ownersOf = (indices: Iterable<number>): Set<number> => {
      const owners = new Set<number>()
      for (const index of indices) owners.add(lastAtOrBefore(firstText, index))
      return owners
    }
    for (const owner of new Set([...secretOwners, ...ownersOf(redaction.changed.keys())])) {
      let text = firstText[owner]!
      kept[owner] = mapTexts(kept[owner]!, handling, (before) => redaction.changed.get(text++) ?? before)
    }

    admittedCount += kept.length
    refused += events.length - kept.length
    withheld += ownersOf(redaction.withheld).size
    scannedBytes += redaction.scannedBytes
    for (const [kind, markers] of redaction.counts) count(kind, markers)
    return kept as AdmittedEvent[]
  }

  const counts = (): GateCounts => ({
    admitted: admittedCount,
    refused,
    redacted: Object.fromEntries(redacted),
    withheld,
    scannedBytes,
  })
  return { admit, counts }
}

/** Consent is asked once a batch for each repository and kind. */
function makeLevels(options: GateOptions): (event: DevelopmentEvent) => DetailLevel {
  const levels = new Map<RepositoryId, Map<string, DetailLevel>>()
  return ({ repository, kind }) => {
    let ofRepository = levels.get(repository)
    if (ofRepository === undefined) levels.set(repository, (ofRepository = new Map()))
    let level = ofRepository.get(kind)
    if (level === undefined) {
      const category = options.categoryOf(kind)
      level = category === undefined ? 'off' : options.detailFor(repository, category)
      ofRepository.set(kind, level)
    }
    return level
  }
}

/** What the gate does with an attribute, looked up once for each name. */
type AttributeHandling = {
  readonly style: MarkerStyle
  readonly isListed: boolean
  /** Its name says that whatever it holds is a secret. */
  readonly isSecret: boolean
}
type Handling = (attribute: string) => AttributeHandling

/** Names beyond this many are made up by somebody: they are looked up again each time. */
const MOST_NAMES_KEPT = 4096

function makeHandling(privacyOf: GateOptions['privacyOf']): Handling {
  const known = new Map<string, AttributeHandling>()
  return (attribute) => {
    let found = known.get(attribute)
    if (found === undefined) {
      const listed = privacyOf(attribute)
      const isListed = listed !== undefined
      found = {
        style: (listed ?? 'text') === 'text' ? 'text' : 'name',
        isListed,
        isSecret: !isListed && isSecretAttribute(senderName(attribute) ?? attribute),
      }
      if (known.size < MOST_NAMES_KEPT) known.set(attribute, found)
    }
    return found
  }
}

/**
 * Every string of the event, in the order of `mapTexts`, and the styles of their markers;
 * but for those that are secret by their attribute's name: how many.
 */
function collectTexts(
  event: DevelopmentEvent,
  handling: Handling,
  texts: string[],
  styles: MarkerStyle[],
): number {
  texts.push(event.key)
  styles.push('key')
  for (const name of ENVELOPE_NAMES) {
    const value = event[name]
    if (value === undefined) continue
    texts.push(value)
    styles.push('name')
  }
  if (event.virtualBranches !== undefined) {
    for (const branch of event.virtualBranches) {
      texts.push(branch)
      styles.push('name')
    }
  }
  let secrets = 0
  const { attributes } = event
  for (const name in attributes) {
    const { style, isListed, isSecret } = handling(name)
    if (!isListed) {
      texts.push(name)
      styles.push('key')
    }
    const value = attributes[name]!
    if (typeof value === 'string') {
      if (isSecret && !isStandIn(value)) {
        secrets++
        continue
      }
      texts.push(value)
      styles.push(style)
    } else if (typeof value === 'object') {
      for (const item of value) {
        if (typeof item !== 'string') continue
        if (isSecret && !isStandIn(item)) {
          secrets++
          continue
        }
        texts.push(item)
        styles.push(style)
      }
    }
  }
  return secrets
}

/** Of the envelope's strings those that come from outside: source and kind are ours, repository is derived. */
const ENVELOPE_NAMES = [
  'worktree',
  'branch',
  'owningVirtualBranch',
  'traceId',
  'spanId',
  'parentSpanId',
  'session',
] as const

const SECRET_MARKER = visibleMarker(ASSIGNED_SECRET)

/** The event with every string mapped, in the order of `collectTexts`, and without the secrets that it counts. */
function mapTexts(
  event: DevelopmentEvent,
  handling: Handling,
  map: (text: string) => string,
): DevelopmentEvent {
  const mapped: { -readonly [Name in keyof DevelopmentEvent]: DevelopmentEvent[Name] } = {
    ...event,
    key: map(event.key),
  }
  for (const name of ENVELOPE_NAMES) {
    const value = event[name]
    if (value !== undefined) mapped[name] = map(value)
  }
  if (event.virtualBranches !== undefined) mapped.virtualBranches = event.virtualBranches.map(map)
  const mapSecret = (text: string): string => (isStandIn(text) ? map(text) : SECRET_MARKER)
  const attributes: [string, AttributeValue][] = []
  for (const name in event.attributes) {
    const { isListed, isSecret } = handling(name)
    const mappedName = isListed ? name : map(name)
    attributes.push([mappedName, mapValue(event.attributes[name]!, isSecret ? mapSecret : map)])
  }
  mapped.attributes = Object.fromEntries(attributes)
  return mapped
}

function mapValue(value: AttributeValue, map: (text: string) => string): AttributeValue {
  if (typeof value === 'string') return map(value)
  if (typeof value !== 'object') return value
  return value.map((item) => (typeof item === 'string' ? map(item) : item)) as AttributeValue
}
