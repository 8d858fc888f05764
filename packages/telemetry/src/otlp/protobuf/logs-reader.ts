/** Logs, by hand: several times as fast as the general reader, and equal to it. */
import type {
  AnyValue,
  InstrumentationScope,
  KeyValue,
  LogRecord,
  LogsData,
  Resource,
  ResourceLogs,
  ScopeLogs,
} from '../message.ts'
import { listWith, objectBytes } from '../reading.ts'
import { MESSAGES, NONE } from '../schema.ts'
import { readAnyValue, readResource, readScope, withAttribute } from './attribute-reader.ts'
import { readGroup } from './group-reader.ts'
import { demandFirst } from './unusual.ts'
import type { WireReader } from './wire.ts'

const LOGS_BYTES = objectBytes(MESSAGES.LogsData)
const RESOURCE_LOGS_BYTES = objectBytes(MESSAGES.ResourceLogs)
const SCOPE_LOGS_BYTES = objectBytes(MESSAGES.ScopeLogs)
const RECORD_BYTES = objectBytes(MESSAGES.LogRecord)

const NO_RESOURCE = MESSAGES.Resource.empty as Resource
const NO_SCOPE = MESSAGES.InstrumentationScope.empty as InstrumentationScope

export function readLogs(reader: WireReader, end: number): LogsData {
  reader.allowance.take(LOGS_BYTES)
  let resourceLogs: ResourceLogs[] | undefined
  while (reader.at < end) {
    const tag = reader.tag()
    if (tag === 0x0a) {
      resourceLogs = listWith(resourceLogs, readResourceLogs(reader, reader.end(end)), reader.allowance)
    } else reader.skip(tag, end)
  }
  reader.demandAt(end, 'LogsData')
  return { resourceLogs: resourceLogs ?? NONE }
}

function readResourceLogs(reader: WireReader, end: number): ResourceLogs {
  reader.allowance.take(RESOURCE_LOGS_BYTES)
  const { owner, items, schemaUrl } = readGroup(reader, end, 'ResourceLogs', readResource, readScopeLogs)
  return { resource: owner ?? NO_RESOURCE, scopeLogs: items, schemaUrl }
}

function readScopeLogs(reader: WireReader, end: number): ScopeLogs {
  reader.allowance.take(SCOPE_LOGS_BYTES)
  const { owner, items, schemaUrl } = readGroup(reader, end, 'ScopeLogs', readScope, readRecord)
  return { scope: owner ?? NO_SCOPE, logRecords: items, schemaUrl }
}

function readRecord(reader: WireReader, end: number): LogRecord {
  reader.allowance.take(RECORD_BYTES)
  let timeUnixNano = 0n
  let observedTimeUnixNano = 0n
  let severityNumber = 0
  let severityText = ''
  let body: AnyValue | undefined
  let attributes: KeyValue[] | undefined
  let droppedAttributesCount = 0
  let flags = 0
  let traceId = ''
  let spanId = ''
  let eventName = ''
  while (reader.at < end) {
    const tag = reader.tag()
    switch (tag) {
      case 0x09:
        timeUnixNano = reader.fixed64()
        break
      case 0x10:
        severityNumber = reader.uint32() | 0
        break
      case 0x1a:
        severityText = reader.name(end)
        break
      case 0x2a:
        demandFirst(body)
        body = readAnyValue(reader, reader.end(end), 1)
        break
      case 0x32:
        attributes = withAttribute(reader, end, attributes)
        break
      case 0x38:
        droppedAttributesCount = reader.uint32()
        break
      case 0x45:
        flags = reader.fixed32()
        break
      case 0x4a:
        traceId = reader.hex(end)
        break
      case 0x52:
        spanId = reader.hex(end)
        break
      case 0x59:
        observedTimeUnixNano = reader.fixed64()
        break
      case 0x62:
        eventName = reader.name(end)
        break
      default:
        reader.skip(tag, end)
    }
  }
  reader.demandAt(end, 'LogRecord')
  return {
    timeUnixNano,
    observedTimeUnixNano,
    severityNumber,
    severityText,
    body: body ?? null,
    attributes: attributes ?? NONE,
    droppedAttributesCount,
    flags,
    traceId,
    spanId,
    eventName,
  }
}
