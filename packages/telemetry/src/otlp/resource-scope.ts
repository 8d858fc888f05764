/** Whose telemetry it is and what made it: the same for all that a group of a message holds. */
import type { AnyValue, EntityRef, InstrumentationScope, Resource } from './message.ts'
import { RESOURCE_ATTRIBUTE, SCOPE_ATTRIBUTE } from './attribute-name.ts'
import { isKeyValueList, putAttributes } from './attribute-value.ts'
import {
  putCount,
  putJsonTexts,
  putText,
  type AttributesLeft,
  type StoredAttributes,
} from './stored-fields.ts'

export type ResourceOf = { readonly resource: Resource; readonly schemaUrl: string }
export type ScopeOf = { readonly scope: InstrumentationScope; readonly schemaUrl: string }

export function putResource(into: StoredAttributes, { resource, schemaUrl }: ResourceOf): void {
  putAttributes(into, RESOURCE_ATTRIBUTE, resource.attributes)
  putCount(into, 'otlp.resource.dropped_attributes_count', resource.droppedAttributesCount)
  putJsonTexts(into, 'otlp.resource.entity_refs', resource.entityRefs.map(entityRefValue))
  putText(into, 'otlp.resource.schema_url', schemaUrl)
}

export function takeResource(left: AttributesLeft): ResourceOf {
  return {
    resource: {
      attributes: left.attributes(RESOURCE_ATTRIBUTE),
      droppedAttributesCount: left.count('otlp.resource.dropped_attributes_count'),
      entityRefs: left.jsonTexts('otlp.resource.entity_refs', readEntityRef) ?? [],
    },
    schemaUrl: left.text('otlp.resource.schema_url'),
  }
}

export function putScope(into: StoredAttributes, { scope, schemaUrl }: ScopeOf): void {
  putText(into, 'otlp.scope.name', scope.name)
  putText(into, 'otlp.scope.version', scope.version)
  putAttributes(into, SCOPE_ATTRIBUTE, scope.attributes)
  putCount(into, 'otlp.scope.dropped_attributes_count', scope.droppedAttributesCount)
  putText(into, 'otlp.scope.schema_url', schemaUrl)
}

export function takeScope(left: AttributesLeft): ScopeOf {
  return {
    scope: {
      name: left.text('otlp.scope.name'),
      version: left.text('otlp.scope.version'),
      attributes: left.attributes(SCOPE_ATTRIBUTE),
      droppedAttributesCount: left.count('otlp.scope.dropped_attributes_count'),
    },
    schemaUrl: left.text('otlp.scope.schema_url'),
  }
}

function entityRefValue({ schemaUrl, type, idKeys, descriptionKeys }: EntityRef): AnyValue {
  return {
    entries: [
      { key: 'schema_url', value: schemaUrl },
      { key: 'type', value: type },
      { key: 'id_keys', value: idKeys },
      { key: 'description_keys', value: descriptionKeys },
    ],
  }
}

function readEntityRef(value: AnyValue): EntityRef | undefined {
  const [schemaUrl, type, idKeys, descriptionKeys] = readEntries(value, ENTITY_REF_KEYS) ?? []
  return typeof schemaUrl === 'string' &&
    typeof type === 'string' &&
    isTexts(idKeys) &&
    isTexts(descriptionKeys)
    ? { schemaUrl, type, idKeys, descriptionKeys }
    : undefined
}

const ENTITY_REF_KEYS = ['schema_url', 'type', 'id_keys', 'description_keys']

/** Values of a list that has just these keys, in this order. */
export function readEntries(value: AnyValue, keys: readonly string[]): AnyValue[] | undefined {
  if (!isKeyValueList(value) || value.entries.length !== keys.length) return undefined
  if (!value.entries.every(({ key }, at) => key === keys[at])) return undefined
  return value.entries.map((entry) => entry.value)
}

function isTexts(value: AnyValue | undefined): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}
