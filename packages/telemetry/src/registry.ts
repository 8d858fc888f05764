/**
 * The registry of conventions as data: what is known of every attribute, kind, metric
 * and entity. The content is generated (`registry.generated.ts`) and big, so it is
 * loaded only by what is asked about it; this file is its shape.
 */
import type { PrivacyClass } from './conventions.generated.ts'

export type AttributeType =
  'string' | 'int' | 'double' | 'boolean' | 'any' | 'string[]' | 'int[]' | 'double[]' | 'boolean[]'

export type Stability = 'development' | 'alpha' | 'beta' | 'release_candidate' | 'stable'

export type RequirementLevel = 'required' | 'conditionally_required' | 'recommended' | 'opt_in'

/** What every entry says of itself. */
export type Described = {
  readonly name: string
  readonly stability: Stability
  /** A sentence. */
  readonly brief: string
  readonly note?: string
  /** Why it is no longer to be used, and what is instead. */
  readonly deprecated?: string
}

export type AttributeEntry = Described & {
  readonly type: AttributeType
  /** Whether the name is followed by a key of the sender's: `otlp.resource.attribute.<key>`. */
  readonly isTemplate?: true
  /** The values it may have, where those are listed. */
  readonly members?: readonly Member[]
  /** Whether others may write values that aren't listed. */
  readonly isOpen?: true
  /** Whether OpenTelemetry's conventions define it. */
  readonly isUpstream?: true
  /** `of_key`: the class of the attribute that the key names. */
  readonly privacy: PrivacyClass | 'of_key'
  readonly examples: readonly unknown[]
}

export type Member = { readonly value: string | number; readonly brief?: string }

/** An attribute as one kind, metric or entity carries it. */
export type AttributeUse = {
  readonly name: string
  readonly level: RequirementLevel
  /** When, where the level depends on something. */
  readonly condition?: string
  /** What it means there, where that is more than it means everywhere. */
  readonly brief?: string
}

/** Attributes that go together, on whatever carries them. */
export type GroupEntry = Described & { readonly attributes: readonly AttributeUse[] }

export type KindEntry = Described & {
  readonly signal: 'event' | 'span'
  /** Whether OpenTelemetry's conventions define an event of this name. */
  readonly isUpstream?: true
  /** What makes it; absent where nothing does yet. */
  readonly source?: string
  readonly category: string
  /** The shape of its natural key, see `key-shape.ts`. */
  readonly key: string
  /** Whether it never leaves this machine. */
  readonly isLocal?: true
  /** Whether it carries whatever attributes its sender gave it, beside those listed. */
  readonly isOpen?: true
  readonly spanKind?: 'client' | 'server' | 'producer' | 'consumer' | 'internal'
  /** How the span is called: attributes in braces. */
  readonly spanName?: string
  readonly attributes: readonly AttributeUse[]
}

export type MetricEntry = Described & {
  readonly instrument: 'counter' | 'updowncounter' | 'gauge' | 'histogram'
  /** By UCUM. */
  readonly unit: string
  readonly attributes: readonly AttributeUse[]
}

export type EntityEntry = Described & {
  readonly identity: readonly AttributeUse[]
  readonly description: readonly AttributeUse[]
}

export type Registry = {
  /** Names this registry and its version. */
  readonly schemaUrl: string
  readonly version: string
  readonly attributes: readonly AttributeEntry[]
  readonly groups: readonly GroupEntry[]
  readonly kinds: readonly KindEntry[]
  readonly metrics: readonly MetricEntry[]
  readonly entities: readonly EntityEntry[]
}
