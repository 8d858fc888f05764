/**
 * The gate: nothing is stored that hasn't passed it.
 *
 * For every batch, in this order: consent (the repository's detail level for the
 * event's category), least data (attributes above that level are dropped, by their
 * privacy class; unlisted ones count as text), redaction (secrets, credentials in
 * URLs, key blocks, home directories, e-mails by policy; visible markers in their
 * place). It fails closed: where the scan of a batch throws, its texts are withheld,
 * never stored unread.
 *
 * Every string of an event is scanned: texts, but also paths, refs, identities, the
 * envelope's own and the names of unlisted attributes, since a branch name can hold a
 * token. Where a string identifies something, the marker carries a digest, so that
 * two different things never become one. Order is kept, and an event in which
 * nothing is found is passed on as the same object.
 */
import { lastAtOrBefore } from '@wakelore/kernel/ascending'
import type { AttributeValue, DevelopmentEvent, RepositoryId } from '@wakelore/telemetry/event'
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
  let admittedCount = 0
  let refused = 0
  let withheld = 0
  let scannedBytes = 0
  const redacted = new Map<string, number>()

  const admit: Gate['admit'] = async (events) => {
    const levelOf = makeLevels(options)
    const kept: DevelopmentEvent[] = []
    for (const event of events) {
      const level = levelOf(event)
      if (level === 'full') kept.push(event)
      else if (level !== 'off') kept.push(leastData(event, level, handling, redactor.digest))
    }

    const texts: string[] = []
    // Event i owns the texts from firstText[i] up to firstText[i + 1].
    const firstText = new Uint32Array(kept.length + 1)
    for (let i = 0; i < kept.length; i++) {
      collectTexts(kept[i]!, handling, texts)
      firstText[i + 1] = texts.length
    }
    // Kept for the event asked about last: one commit may have thousands of paths with a secret each.
    let styles: MarkerStyle[] = []
    let stylesOwner = -1
    const redaction = await redactor.redact(texts, (text) => {
      const owner = lastAtOrBefore(firstText, text)
      if (owner !== stylesOwner) {
        styles = []
        collectTexts(kept[owner]!, handling, [], styles)
        stylesOwner = owner
      }
      return styles[text - firstText[owner]!]!
    })
    const ownersOf = (indices: Iterable<number>): Set<number> => {
      const owners = new Set<number>()
      for (const index of indices) owners.add(lastAtOrBefore(firstText, index))
      return owners
    }
    for (const owner of ownersOf(redaction.changed.keys())) {
      let text = firstText[owner]!
      kept[owner] = mapTexts(kept[owner]!, handling, (before) => redaction.changed.get(text++) ?? before)
    }

    admittedCount += kept.length
    refused += events.length - kept.length
    withheld += ownersOf(redaction.withheld).size
    scannedBytes += redaction.scannedBytes
    for (const [kind, count] of redaction.counts) redacted.set(kind, (redacted.get(kind) ?? 0) + count)
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
  readonly privacy: PrivacyClass
  readonly style: MarkerStyle
  readonly isListed: boolean
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
      const privacy = listed ?? 'text'
      found = { privacy, style: privacy === 'text' ? 'text' : 'name', isListed: listed !== undefined }
      if (known.size < MOST_NAMES_KEPT) known.set(attribute, found)
    }
    return found
  }
}

function leastData(
  event: DevelopmentEvent,
  level: 'counts' | 'names',
  handling: Handling,
  digest: (text: string) => string,
): DevelopmentEvent {
  const isKept = (privacy: PrivacyClass): boolean =>
    privacy === 'count' || (level === 'names' && privacy !== 'text')
  const attributes = Object.fromEntries(
    Object.entries(event.attributes).filter(([name]) => isKept(handling(name).privacy)),
  )
  if (level === 'names') return { ...event, attributes }
  const { source, key, kind, occurredAt, recordedAt, repository, traceId, spanId, parentSpanId } = event
  return {
    source,
    key: `counted/${digest(key)}`,
    kind,
    occurredAt,
    recordedAt,
    repository,
    // Which work lies beneath which is no name.
    ...(traceId === undefined ? {} : { traceId }),
    ...(spanId === undefined ? {} : { spanId }),
    ...(parentSpanId === undefined ? {} : { parentSpanId }),
    attributes,
  }
}

/** Every string of the event, in the order of `mapTexts`, and the styles of their markers where asked for. */
function collectTexts(
  event: DevelopmentEvent,
  handling: Handling,
  texts: string[],
  styles?: MarkerStyle[],
): void {
  texts.push(event.key)
  styles?.push('key')
  for (const name of ENVELOPE_NAMES) {
    const value = event[name]
    if (value === undefined) continue
    texts.push(value)
    styles?.push('name')
  }
  if (event.virtualBranches !== undefined) {
    for (const branch of event.virtualBranches) {
      texts.push(branch)
      styles?.push('name')
    }
  }
  const { attributes } = event
  for (const name in attributes) {
    const { style, isListed } = handling(name)
    if (!isListed) {
      texts.push(name)
      styles?.push('key')
    }
    const value = attributes[name]!
    if (typeof value === 'string') {
      texts.push(value)
      styles?.push(style)
    } else if (typeof value === 'object') {
      for (const item of value) {
        if (typeof item !== 'string') continue
        texts.push(item)
        styles?.push(style)
      }
    }
  }
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

/** The event with every string mapped, in the order of `collectTexts`. */
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
  const attributes: [string, AttributeValue][] = []
  for (const name in event.attributes) {
    const mappedName = handling(name).isListed ? name : map(name)
    attributes.push([mappedName, mapValue(event.attributes[name]!, map)])
  }
  mapped.attributes = Object.fromEntries(attributes)
  return mapped
}

function mapValue(value: AttributeValue, map: (text: string) => string): AttributeValue {
  if (typeof value === 'string') return map(value)
  if (typeof value !== 'object') return value
  return value.map((item) => (typeof item === 'string' ? map(item) : item)) as AttributeValue
}
