/**
 * What others make of the same events: Parquet, JSON, msgpackr and Avro, each at its
 * ordinary settings and all of it in one piece, which is the best case for each. Every
 * one holds the whole event and its id, as 16 bytes where the format has bytes.
 */
import { constants, zstdCompressSync } from 'node:zlib'
import {
  Field,
  FixedSizeBinary,
  Int64,
  List,
  Table as ArrowTable,
  tableToIPC,
  Utf8,
  vectorFromArray,
  type DataType,
  type Vector,
} from 'apache-arrow'
import avro from 'avsc'
import { Packr } from 'msgpackr'
import { Compression, Table as ParquetTable, writeParquet, WriterPropertiesBuilder } from 'parquet-wasm'
import { eventId, type AttributeValue, type DevelopmentEvent } from '@wakelore/telemetry/event'

/** Bytes that a format takes for the events, compressed with zstd. */
export type Rival = {
  readonly name: string
  readonly sizeBytes: (events: readonly DevelopmentEvent[], zstdLevel: number) => number
}

export const RIVALS: readonly Rival[] = [
  // Its zstd level is fixed at 1 in this binding.
  { name: 'Parquet', sizeBytes: (events) => parquetBytes(events) },
  {
    name: 'JSON',
    sizeBytes: (events, level) =>
      zstdBytes(
        Buffer.from(events.map((event) => JSON.stringify({ id: eventId(event), ...event })).join('\n')),
        level,
      ),
  },
  {
    name: 'msgpackr',
    sizeBytes: (events, level) => {
      const packr = new Packr({ structures: [] })
      return zstdBytes(Buffer.concat(events.map((event) => packr.pack(withBinaryId(event)))), level)
    },
  },
  {
    name: 'Avro',
    sizeBytes: (events, level) => {
      const type = avroType(events)
      return zstdBytes(Buffer.concat(events.map((event) => type.toBuffer(avroRecord(event)))), level)
    },
  },
]

function zstdBytes(bytes: Uint8Array, level: number): number {
  return zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: level } }).length
}

function withBinaryId(event: DevelopmentEvent): object {
  return { id: Buffer.from(eventId(event), 'hex'), ...event }
}

/** Every attribute that occurs, with one of its values. */
function attributesOf(events: readonly DevelopmentEvent[]): ReadonlyMap<string, AttributeValue> {
  const attributes = new Map<string, AttributeValue>()
  for (const event of events) {
    for (const [name, value] of Object.entries(event.attributes)) attributes.set(name, value)
  }
  return attributes
}

function parquetBytes(events: readonly DevelopmentEvent[]): number {
  const columns: Record<string, Vector> = {
    id: vectorFromArray(
      events.map((event) => Buffer.from(eventId(event), 'hex')),
      new FixedSizeBinary(16),
    ),
    occurredAt: integers(events.map((event) => event.occurredAt)),
    recordedAt: integers(events.map((event) => event.recordedAt)),
  }
  for (const field of ['source', 'key', 'kind', 'repository'] as const) {
    columns[field] = vectorFromArray(
      events.map((event) => event[field]),
      new Utf8(),
    )
  }
  for (const [name, sample] of attributesOf(events)) {
    const values = events.map((event) => event.attributes[name] ?? null)
    columns[name] =
      typeof sample === 'number'
        ? integers(values as (number | null)[])
        : vectorFromArray(values, typeof sample === 'string' ? new Utf8() : textList())
  }
  const ipc = tableToIPC(new ArrowTable(columns), 'stream')
  const properties = new WriterPropertiesBuilder().setCompression(Compression.ZSTD).build()
  return writeParquet(ParquetTable.fromIPCStream(ipc), properties).length
}

function integers(values: readonly (number | null)[]): Vector {
  return vectorFromArray(
    values.map((value) => (value === null ? null : BigInt(value))),
    new Int64(),
  )
}

function textList(): DataType {
  return new List(new Field('item', new Utf8(), true))
}

function avroType(events: readonly DevelopmentEvent[]): avro.Type {
  const required = [
    { name: 'id', type: { type: 'fixed', name: 'Id', size: 16 } },
    ...['source', 'key', 'kind', 'repository'].map((name) => ({ name, type: 'string' })),
    ...['occurredAt', 'recordedAt'].map((name) => ({ name, type: 'long' })),
  ]
  const attributes = [...attributesOf(events)].map(([name, sample]) => ({
    name: avroName(name),
    type: [
      'null',
      typeof sample === 'number'
        ? 'long'
        : typeof sample === 'string'
          ? 'string'
          : { type: 'array', items: 'string' },
    ],
    default: null,
  }))
  return avro.Type.forSchema(
    { type: 'record', name: 'Event', fields: [...required, ...attributes] } as avro.Schema,
    {
      wrapUnions: false,
    },
  )
}

function avroRecord({ attributes, ...envelope }: DevelopmentEvent): object {
  const record: Record<string, unknown> = { ...withBinaryId({ attributes, ...envelope }) }
  for (const [name, value] of Object.entries(attributes)) record[avroName(name)] = value
  return record
}

function avroName(name: string): string {
  return name.replaceAll('.', '_')
}
