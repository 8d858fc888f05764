/**
 * What must hold of a resolved registry, beyond the format of its files: names as
 * OpenTelemetry has them, nothing that clashes with upstream, references that resolve,
 * examples of their type, kinds whose key can be made.
 */
import { keyParts } from '@wakelore/telemetry/key-shape'
import type {
  AttributeEntry,
  AttributeType,
  AttributeUse,
  KindEntry,
  MetricEntry,
  Registry,
  Stability,
} from '@wakelore/telemetry/registry'
import { isOfType } from '@wakelore/telemetry/value-type'
import { constantName } from './constant-name.ts'
import type { ManifestFile } from './definition.ts'
import type { Upstream } from './upstream.ts'

export type RuleContext = {
  /** The file that each entry stands in. */
  readonly origins: ReadonlyMap<object, string>
  readonly upstream: Upstream
  /** Names of upstream's events that are imported. */
  readonly imported: ReadonlySet<string>
  /** Names that we keep although upstream deprecated them, and say why. */
  readonly kept: ReadonlySet<string>
  /** Undefined where it couldn't be read. */
  readonly manifest: ManifestFile | undefined
}

const STABILITIES: readonly Stability[] = ['development', 'alpha', 'beta', 'release_candidate', 'stable']
/** UCUM as far as metrics use it: `s`, `By`, `1`, `{event}`, `By/s`. */
const UNIT = /^(1|%|[A-Za-z]+|\{[a-z_]+\})(\/([A-Za-z]+|\{[a-z_]+\}))?$/
const UNIT_IN_NAME = /(^|[._])(total|seconds|milliseconds|ms|bytes)$/

export function registryProblems(registry: Registry, context: RuleContext): string[] {
  return [
    ...nameProblems(registry, context),
    ...attributeProblems(registry, context),
    ...upstreamProblems(registry, context),
    ...kindProblems(registry, context),
    ...metricProblems(registry, context),
    ...useProblems(registry, context),
  ]
}

function nameProblems({ attributes, kinds, metrics, entities }: Registry, context: RuleContext): string[] {
  const problems: string[] = []
  for (const list of [attributes, kinds, metrics, entities]) {
    const names = new Set<string>()
    const constants = new Map<string, string>()
    for (const entry of list) {
      const { name } = entry
      const constant = constantName(name)
      const like = constants.get(constant)
      if (names.has(name)) problems.push(`${where(entry, context)}: defined twice`)
      else if (like !== undefined)
        problems.push(`${where(entry, context)}: in code it would be called as ${like} is, ${constant}`)
      names.add(name)
      constants.set(constant, name)
    }
  }
  const all = [...attributes.map(({ name }) => name), ...context.upstream.attributes.keys()]
  const namespaces = new Map<string, string>()
  for (const name of all) {
    for (let end = name.indexOf('.'); end !== -1; end = name.indexOf('.', end + 1)) {
      namespaces.set(name.slice(0, end), name)
    }
  }
  for (const entry of attributes) {
    const inside = namespaces.get(entry.name)
    if (inside !== undefined && entry.isUpstream !== true)
      problems.push(`${where(entry, context)}: is also the namespace of ${inside}`)
  }
  return problems
}

function attributeProblems({ attributes }: Registry, context: RuleContext): string[] {
  return attributes.flatMap((entry) => {
    const { type, members, examples, privacy, isTemplate, isOpen } = entry
    const at = where(entry, context)
    const problems = examples
      .filter((example) => !isOfType(example, type))
      .map((example) => `${at}: example ${JSON.stringify(example)} is no ${type}`)
    const values = members?.map(({ value }) => value)
    if (values !== undefined) {
      if (new Set(values).size < values.length) problems.push(`${at}: lists a member twice`)
      if (isOpen !== true) {
        problems.push(
          ...examples
            .filter((example) => !values.includes(example as string))
            .map((example) => `${at}: example ${JSON.stringify(example)} is no member`),
        )
      }
    } else if (isOpen === true) problems.push(`${at}: is open, but lists no members`)
    if (privacy === 'of_key' && isTemplate !== true)
      problems.push(`${at}: has the privacy class of a key, but none behind it`)
    return problems
  })
}

/** What is upstream's is referred to, never defined; and referred to as upstream has it. */
function upstreamProblems(registry: Registry, context: RuleContext): string[] {
  const { upstream, imported, kept, manifest } = context
  const problems: string[] = []
  for (const entry of registry.attributes) {
    const at = where(entry, context)
    const theirs = upstream.attributes.get(entry.name)
    if (entry.isUpstream !== true) {
      if (theirs !== undefined) problems.push(`${at}: is upstream's; refer to it from an attribute group`)
      continue
    }
    if (theirs === undefined) {
      problems.push(`${at}: upstream has no such attribute`)
      continue
    }
    const isGone = theirs.deprecated !== undefined && !isDependency(theirs.deprecated, manifest)
    if (!isGone && kept.has(entry.name))
      problems.push(`${at}: upstream didn't deprecate it; it needs no reason to be kept`)
    if (isGone && !kept.has(entry.name)) problems.push(`${at}: upstream deprecated it: ${theirs.deprecated}`)
    if (contradicts(entry.type, theirs.examples))
      problems.push(`${at}: upstream's example ${theirs.examples[0]} is no ${entry.type}`)
  }
  for (const entry of registry.kinds) {
    const at = where(entry, context)
    if (entry.isUpstream === true) {
      if (!upstream.events.has(entry.name)) problems.push(`${at}: upstream has no such event`)
      if (!imported.has(entry.name)) problems.push(`${at}: is refined, but not imported`)
    } else if (upstream.events.has(entry.name)) problems.push(`${at}: is upstream's event; refine it`)
  }
  for (const entry of registry.metrics) {
    if (upstream.metrics.has(entry.name)) problems.push(`${where(entry, context)}: is upstream's metric`)
  }
  return problems
}

/** Whether what upstream deprecated has moved to a registry that ours depends on too. */
function isDependency(deprecated: string, manifest: ManifestFile | undefined): boolean {
  const [, home] = /Moved to .*\((https:\/\/[^)]+)\)/.exec(deprecated) ?? []
  return (
    home !== undefined &&
    manifest?.dependencies.some(({ registry_path: path }) => path.startsWith(home)) === true
  )
}

/** Upstream's examples are text without quotes: a number there may be a string, a word is no number. */
function contradicts(type: AttributeType, examples: readonly string[]): boolean {
  const isArray = type.endsWith('[]')
  return examples.some((example) => {
    if (example.startsWith('[') !== isArray && (isArray || example.startsWith('["'))) return true
    return (type === 'int' || type === 'double') && !Number.isFinite(Number(example))
  })
}

function kindProblems(registry: Registry, context: RuleContext): string[] {
  const byName = new Map(registry.attributes.map((attribute) => [attribute.name, attribute]))
  return registry.kinds.flatMap((kind) => {
    const at = where(kind, context)
    const problems: string[] = []
    const carried = new Set(kind.attributes.map(({ name }) => name))
    for (const part of keyParts(kind.key)) {
      if (part.kind === 'attribute' && !carried.has(part.name))
        problems.push(`${at}: its key uses ${part.name}, which it doesn't carry`)
    }
    for (const [, name] of (kind.spanName ?? '').matchAll(/\{([^}]*)\}/g)) {
      if (!carried.has(name!)) problems.push(`${at}: its name uses ${name}, which it doesn't carry`)
    }
    if (kind.source === undefined && kind.stability !== 'development')
      problems.push(`${at}: nothing makes it, so it is in development, not ${kind.stability}`)
    for (const { name, level } of kind.attributes) {
      const attribute = byName.get(name)
      if (attribute !== undefined && level === 'required' && isLessStable(attribute, kind))
        problems.push(`${at}: requires ${name}, which is only ${attribute.stability}`)
    }
    return problems
  })
}

function isLessStable(attribute: AttributeEntry, kind: KindEntry): boolean {
  return (
    attribute.isUpstream !== true &&
    STABILITIES.indexOf(attribute.stability) < STABILITIES.indexOf(kind.stability)
  )
}

function metricProblems({ metrics }: Registry, context: RuleContext): string[] {
  return metrics.flatMap((metric: MetricEntry) => {
    const at = where(metric, context)
    return [
      ...(UNIT.test(metric.unit) ? [] : [`${at}: ${metric.unit} is no unit of UCUM's`]),
      ...(UNIT_IN_NAME.test(metric.name) ? [`${at}: the unit stands beside the name, not in it`] : []),
    ]
  })
}

function useProblems(
  { attributes, groups, kinds, metrics, entities }: Registry,
  context: RuleContext,
): string[] {
  const known = new Set(attributes.map(({ name }) => name))
  const used = new Set<string>()
  const problems: string[] = []
  const take = (entry: { readonly name: string }, uses: readonly AttributeUse[]): void => {
    const own = new Set<string>()
    for (const { name, level, condition } of uses) {
      const at = `${where(entry, context)}: ${name}`
      if (!known.has(name)) {
        problems.push(
          context.upstream.attributes.has(name)
            ? `${at} is upstream's, and no attribute group says its privacy class`
            : `${at} is defined nowhere`,
        )
      }
      if (own.has(name)) problems.push(`${at} is listed twice`)
      if (level === 'conditionally_required' && condition === undefined)
        problems.push(`${at} is conditionally_required without a condition`)
      own.add(name)
      used.add(name)
    }
  }
  for (const entry of [...groups, ...kinds, ...metrics]) take(entry, entry.attributes)
  for (const entry of entities) take(entry, [...entry.identity, ...entry.description])
  for (const entry of attributes) {
    if (!used.has(entry.name) && entry.isUpstream !== true)
      problems.push(`${where(entry, context)}: nothing carries it`)
  }
  return problems
}

function where(entry: { readonly name: string }, { origins }: RuleContext): string {
  return `${origins.get(entry) ?? 'registry'} ${entry.name}`
}
