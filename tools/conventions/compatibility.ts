/**
 * What changed between a released version of the registry and the one at hand, and what
 * version that needs.
 *
 * Stored events and what others wrote against the released names stay: whatever breaks
 * them needs a new major version, anything else that shows a new minor one. What is in
 * development may break with a minor version, as OpenTelemetry has it. Briefs, notes and
 * examples are no part of the contract.
 */
import type {
  AttributeEntry,
  AttributeUse,
  EntityEntry,
  KindEntry,
  MetricEntry,
  Registry,
  RequirementLevel,
  Stability,
} from '@wakelore/telemetry/registry'

/** What of a registry a release promises. */
export type Released = {
  readonly version: string
  readonly attributes: Readonly<Record<string, ReleasedAttribute>>
  readonly kinds: Readonly<Record<string, ReleasedKind>>
  readonly metrics: Readonly<Record<string, ReleasedMetric>>
  readonly entities: Readonly<Record<string, ReleasedEntity>>
}

type ReleasedAttribute = Pick<AttributeEntry, 'type' | 'isTemplate' | 'isOpen' | 'privacy' | 'stability'> & {
  readonly members?: readonly (string | number)[]
}
type Requirements = Readonly<Record<string, RequirementLevel>>
type ReleasedKind = Pick<
  KindEntry,
  'signal' | 'source' | 'category' | 'key' | 'stability' | 'isLocal' | 'isOpen' | 'spanName'
> & { readonly attributes: Requirements }
type ReleasedMetric = Pick<MetricEntry, 'instrument' | 'unit' | 'stability'> & {
  readonly attributes: Requirements
}
type ReleasedEntity = Pick<EntityEntry, 'stability'> & {
  readonly identity: readonly string[]
  readonly description: readonly string[]
}

export type Change = {
  readonly what: 'attribute' | 'kind' | 'metric' | 'entity'
  readonly name: string
  readonly change: string
  /** The part of the version that has to grow for it. */
  readonly needs: 'major' | 'minor'
}

const PRIVACY_ORDER = ['count', 'name', 'identity', 'text', 'of_key']
const STABILITY_ORDER: readonly Stability[] = ['development', 'alpha', 'beta', 'release_candidate', 'stable']

export function releasedOf({ version, attributes, kinds, metrics, entities }: Registry): Released {
  return {
    version,
    attributes: byName(attributes, ({ type, members, isTemplate, isOpen, privacy, stability }) => ({
      type,
      ...(members === undefined ? {} : { members: members.map(({ value }) => value) }),
      ...(isTemplate === undefined ? {} : { isTemplate }),
      ...(isOpen === undefined ? {} : { isOpen }),
      privacy,
      stability,
    })),
    kinds: byName(
      kinds,
      ({ signal, source, category, key, stability, isLocal, isOpen, spanName, ...kind }) => ({
        signal,
        ...(source === undefined ? {} : { source }),
        category,
        key,
        stability,
        ...(isLocal === undefined ? {} : { isLocal }),
        ...(isOpen === undefined ? {} : { isOpen }),
        ...(spanName === undefined ? {} : { spanName }),
        attributes: requirements(kind.attributes),
      }),
    ),
    metrics: byName(metrics, ({ instrument, unit, stability, attributes }) => ({
      instrument,
      unit,
      stability,
      attributes: requirements(attributes),
    })),
    entities: byName(entities, ({ stability, identity, description }) => ({
      stability,
      identity: identity.map(({ name }) => name),
      description: description.map(({ name }) => name),
    })),
  }
}

function byName<Entry extends { readonly name: string }, Value>(
  entries: readonly Entry[],
  value: (entry: Entry) => Value,
): Record<string, Value> {
  return Object.fromEntries(entries.map((entry) => [entry.name, value(entry)]))
}

function requirements(uses: readonly AttributeUse[]): Requirements {
  return Object.fromEntries(uses.map(({ name, level }) => [name, level]))
}

/** What changed from the released version to the one at hand. */
export function changesBetween(before: Released, after: Released): Change[] {
  return [
    ...sectionChanges('attribute', before.attributes, after.attributes, attributeChanges),
    ...sectionChanges('kind', before.kinds, after.kinds, kindChanges),
    ...sectionChanges('metric', before.metrics, after.metrics, metricChanges),
    ...sectionChanges('entity', before.entities, after.entities, entityChanges),
  ]
}

/** What is wrong with the version, given what changed. */
export function versionProblems(released: string, version: string, changes: readonly Change[]): string[] {
  const [major = 0, minor = 0] = released.split('.').map(Number)
  const [newMajor = 0, newMinor = 0] = version.split('.').map(Number)
  if (newMajor > major) return []
  if (newMajor < major || newMinor < minor)
    return [`manifest.yaml: version ${version} is older than ${released}, which is released`]
  const isGrown = newMinor > minor
  return changes
    .filter(({ needs }) => needs === 'major' || !isGrown)
    .map(
      ({ what, name, change, needs }) =>
        `${what} ${name}: ${change}; that needs version ${needs === 'major' ? `${major + 1}.0.0` : `${major}.${minor + 1}.0`}, manifest.yaml says ${version}`,
    )
}

/** What people agreed to holds in development too: `isPromise`. */
type Found = readonly [change: string, needs: Change['needs'], isPromise?: boolean]

function sectionChanges<Entry extends { readonly stability: Stability }>(
  what: Change['what'],
  before: Readonly<Record<string, Entry>>,
  after: Readonly<Record<string, Entry>>,
  compare: (before: Entry, after: Entry) => Found[],
): Change[] {
  const changes: Change[] = []
  for (const [name, old] of Object.entries(before)) {
    const now = after[name]
    const found: Found[] =
      now === undefined
        ? [['removed or renamed', 'major']]
        : [...compare(old, now), ...stabilityChanges(old.stability, now.stability)]
    for (const [change, needs, isPromise] of found)
      changes.push({
        what,
        name,
        change,
        needs: old.stability === 'development' && isPromise !== true ? 'minor' : needs,
      })
  }
  for (const name of Object.keys(after)) {
    if (before[name] === undefined) changes.push({ what, name, change: 'new', needs: 'minor' })
  }
  return changes
}

function stabilityChanges(before: Stability, after: Stability): Found[] {
  const step = STABILITY_ORDER.indexOf(after) - STABILITY_ORDER.indexOf(before)
  if (step === 0) return []
  return [[`stability ${before} became ${after}`, step < 0 ? 'major' : 'minor']]
}

function attributeChanges(before: ReleasedAttribute, after: ReleasedAttribute): Found[] {
  const found: Found[] = [
    ...changed('type', typeText(before), typeText(after)),
    ...privacyChanges(before.privacy, after.privacy),
  ]
  const { members = [] } = before
  const gone = after.members === undefined ? [] : members.filter((one) => !after.members!.includes(one))
  const added = after.members?.filter((one) => !members.includes(one)) ?? []
  if (before.members === undefined && after.members !== undefined) {
    found.push([`only takes ${after.members.join(', ')} now`, after.isOpen === true ? 'minor' : 'major'])
  } else if (before.members !== undefined && after.members === undefined) {
    found.push(['takes any value now', 'minor'])
  } else {
    if (gone.length > 0) found.push([`members removed: ${gone.join(', ')}`, 'major'])
    if (added.length > 0) found.push([`members added: ${added.join(', ')}`, 'minor'])
    if (before.isOpen === true && after.isOpen !== true && members.length > 0)
      found.push(['takes no unlisted value now', 'major'])
    if (before.isOpen !== true && after.isOpen === true) found.push(['takes unlisted values now', 'minor'])
  }
  return found
}

function typeText({ type, isTemplate }: ReleasedAttribute): string {
  return isTemplate === true ? `template[${type}]` : type
}

/** Loosened is what is kept at a lower detail level than people agreed to. */
function privacyChanges(before: string, after: string): Found[] {
  const step = PRIVACY_ORDER.indexOf(after) - PRIVACY_ORDER.indexOf(before)
  if (step === 0) return []
  return [
    step < 0
      ? [`privacy class loosened from ${before} to ${after}`, 'major', true]
      : [`privacy class tightened from ${before} to ${after}`, 'minor'],
  ]
}

function kindChanges(before: ReleasedKind, after: ReleasedKind): Found[] {
  return [
    ...changed('signal', before.signal, after.signal),
    // Source and key make the id by which an event read twice is one; the category is what consent is given for.
    ...(before.source === undefined
      ? after.source === undefined
        ? []
        : ([[`is made by ${after.source} now`, 'minor']] as Found[])
      : changed('source', before.source, after.source ?? 'none')),
    ...changed('category', before.category, after.category).map(([change]): Found => [change, 'major', true]),
    ...changed('key', before.key, after.key),
    ...(before.isLocal === true && after.isLocal !== true
      ? ([['may leave the machine now', 'major', true]] as Found[])
      : []),
    ...(before.isOpen === true && after.isOpen !== true
      ? ([["no longer carries its sender's attributes", 'major']] as Found[])
      : []),
    ...(before.isOpen !== true && after.isOpen === true
      ? ([['carries whatever its sender gave it now', 'minor']] as Found[])
      : []),
    ...(before.spanName === undefined
      ? after.spanName === undefined
        ? []
        : ([[`is called ${after.spanName} now`, 'minor']] as Found[])
      : changed('name of its spans', before.spanName, after.spanName ?? 'none')),
    ...requirementChanges(before.attributes, after.attributes),
  ]
}

function requirementChanges(before: Requirements, after: Requirements): Found[] {
  const found: Found[] = []
  for (const [name, level] of Object.entries(before)) {
    const now = after[name]
    if (now === undefined) found.push([`no longer carries ${name}`, 'major'])
    else if (now !== level)
      found.push([
        `${name} was ${text(level)} and is ${text(now)}`,
        now === 'required' || level === 'required' ? 'major' : 'minor',
      ])
  }
  for (const [name, level] of Object.entries(after)) {
    if (before[name] !== undefined) continue
    found.push(
      level === 'required'
        ? [`requires ${name}, which what is stored lacks`, 'major']
        : [`carries ${name} now`, 'minor'],
    )
  }
  return found
}

function metricChanges(before: ReleasedMetric, after: ReleasedMetric): Found[] {
  return [
    ...changed('instrument', before.instrument, after.instrument),
    ...changed('unit', before.unit, after.unit),
    ...requirementChanges(before.attributes, after.attributes),
  ]
}

function entityChanges(before: ReleasedEntity, after: ReleasedEntity): Found[] {
  const gone = before.description.filter((name) => !after.description.includes(name))
  const added = after.description.filter((name) => !before.description.includes(name))
  return [
    ...changed('identity', before.identity.join(', '), after.identity.join(', ')),
    ...(gone.length > 0 ? ([[`no longer described by ${gone.join(', ')}`, 'major']] as Found[]) : []),
    ...(added.length > 0 ? ([[`described by ${added.join(', ')} now`, 'minor']] as Found[]) : []),
  ]
}

function changed(what: string, before: string, after: string): Found[] {
  return before === after ? [] : [[`${what} ${before} became ${after}`, 'major']]
}

function text(level: RequirementLevel): string {
  return level.replaceAll('_', ' ')
}
