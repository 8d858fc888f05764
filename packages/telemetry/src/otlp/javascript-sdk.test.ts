/** What OpenTelemetry's SDK for JavaScript writes, in protobuf and in JSON, and reads of our answers. */
import assert from 'node:assert/strict'
import test, { after } from 'node:test'
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, ValueType } from '@opentelemetry/api'
import {
  JsonLogsSerializer,
  JsonMetricsSerializer,
  JsonTraceSerializer,
  ProtobufLogsSerializer,
  ProtobufMetricsSerializer,
  ProtobufTraceSerializer,
} from '@opentelemetry/otlp-transformer'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { LoggerProvider, type ReadableLogRecord } from '@opentelemetry/sdk-logs'
import {
  AggregationTemporality,
  AggregationType,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics'
import { TracerProvider, type ReadableSpan } from '@opentelemetry/sdk-trace'
import { writeExportResponse } from './export-response.ts'
import { readJson, writeJson } from './json.ts'
import type { OtlpMessages, OtlpSignal } from './message.ts'
import { readProtobuf, writeProtobuf } from './protobuf.ts'

const RESOURCE = resourceFromAttributes({ 'service.name': 'oracle', 'host.cores': 8, 'host.ip': ['a', 'b'] })
const ATTRIBUTES = {
  text: 'ключ 🔑',
  yes: true,
  integer: -7,
  large: Number.MAX_SAFE_INTEGER,
  double: 1.5,
  texts: ['a', ''],
  numbers: [1, 2.5],
  none: [],
}
const READ_ATTRIBUTES = [
  { key: 'text', value: 'ключ 🔑' },
  { key: 'yes', value: true },
  { key: 'integer', value: -7 },
  { key: 'large', value: Number.MAX_SAFE_INTEGER },
  { key: 'double', value: { double: 1.5 } },
  { key: 'texts', value: ['a', ''] },
  { key: 'numbers', value: [1, { double: 2.5 }] },
  { key: 'none', value: [] },
]

const ended: ReadableSpan[] = []
const tracers = new TracerProvider({
  resource: RESOURCE,
  spanProcessors: [
    {
      onStart: () => {},
      onEnd: (span) => void ended.push(span),
      forceFlush: async () => {},
      shutdown: async () => {},
    },
  ],
})
const emitted: ReadableLogRecord[] = []
const loggers = new LoggerProvider({
  resource: RESOURCE,
  processors: [
    {
      onEmit: (record) => void emitted.push(record),
      forceFlush: async () => {},
      shutdown: async () => {},
      enabled: () => true,
    },
  ],
})
const reader = new PeriodicExportingMetricReader({
  exporter: new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE),
  exportIntervalMillis: 600_000,
})
const meters = new MeterProvider({
  resource: RESOURCE,
  readers: [reader],
  views: [{ instrumentName: 'exponential', aggregation: { type: AggregationType.EXPONENTIAL_HISTOGRAM } }],
})
after(async () => {
  await Promise.all([tracers.shutdown(), loggers.shutdown(), meters.shutdown()])
})

test('its spans', () => {
  const tracer = tracers.getTracer('oracle.tracer', '1.2.3')
  const parent = {
    traceId: '0af7651916cd43dd8448eb211c80319c',
    spanId: 'b7ad6b7169203331',
    traceFlags: 1,
    isRemote: true,
  }
  const span = tracer.startSpan(
    'GET /',
    { kind: SpanKind.SERVER, attributes: ATTRIBUTES, links: [{ context: parent, attributes: { n: 1 } }] },
    trace.setSpanContext(ROOT_CONTEXT, parent),
  )
  span.addEvent('waiting', { depth: 7 }, 1_700_000_000_123)
  span.setStatus({ code: SpanStatusCode.ERROR, message: 'no such order' })
  span.end()
  const message = demandSame(
    'traces',
    ProtobufTraceSerializer.serializeRequest(ended),
    JsonTraceSerializer.serializeRequest(ended),
  )
  const [resourceSpans] = message.resourceSpans
  assert.deepEqual(resourceSpans!.resource.attributes, [
    { key: 'service.name', value: 'oracle' },
    { key: 'host.cores', value: 8 },
    { key: 'host.ip', value: ['a', 'b'] },
  ])
  const [scopeSpans] = resourceSpans!.scopeSpans
  assert.equal(scopeSpans!.scope.name, 'oracle.tracer')
  assert.equal(scopeSpans!.scope.version, '1.2.3')
  const [read] = scopeSpans!.spans
  assert.deepEqual(
    { ...read, startTimeUnixNano: 0n, endTimeUnixNano: 0n },
    {
      traceId: parent.traceId,
      spanId: span.spanContext().spanId,
      traceState: '',
      parentSpanId: parent.spanId,
      // Sampled; and that the parent is remote is known, and so.
      flags: 0x301,
      name: 'GET /',
      kind: 2,
      startTimeUnixNano: 0n,
      endTimeUnixNano: 0n,
      attributes: READ_ATTRIBUTES,
      droppedAttributesCount: 0,
      events: [
        {
          timeUnixNano: 1_700_000_000_123_000_000n,
          name: 'waiting',
          attributes: [{ key: 'depth', value: 7 }],
          droppedAttributesCount: 0,
        },
      ],
      droppedEventsCount: 0,
      links: [
        {
          traceId: parent.traceId,
          spanId: parent.spanId,
          traceState: '',
          attributes: [{ key: 'n', value: 1 }],
          droppedAttributesCount: 0,
          flags: 0x301,
        },
      ],
      droppedLinksCount: 0,
      status: { message: 'no such order', code: 2 },
    },
  )
  assert.equal(read!.startTimeUnixNano, nanoseconds(ended[0]!.startTime))
  assert.equal(read!.endTimeUnixNano, nanoseconds(ended[0]!.endTime))
})

test('its log records', () => {
  const logger = loggers.getLogger('oracle.logger')
  logger.emit({
    body: { message: 'structured', parts: [true, null, { deep: 1.5 }] },
    eventName: 'order.placed',
    severityNumber: 9,
    severityText: 'INFO',
    timestamp: 1_700_000_000_123,
    observedTimestamp: 1_700_000_000_456,
    attributes: { ...ATTRIBUTES, bytes: new Uint8Array([0, 255]) },
  })
  logger.emit({ body: '' })
  logger.emit({})
  const message = demandSame(
    'logs',
    ProtobufLogsSerializer.serializeRequest(emitted),
    JsonLogsSerializer.serializeRequest(emitted),
  )
  const [first, second, third] = message.resourceLogs[0]!.scopeLogs[0]!.logRecords
  assert.deepEqual(first, {
    timeUnixNano: 1_700_000_000_123_000_000n,
    observedTimeUnixNano: 1_700_000_000_456_000_000n,
    severityNumber: 9,
    severityText: 'INFO',
    body: {
      entries: [
        { key: 'message', value: 'structured' },
        { key: 'parts', value: [true, null, { entries: [{ key: 'deep', value: { double: 1.5 } }] }] },
      ],
    },
    attributes: [...READ_ATTRIBUTES, { key: 'bytes', value: new Uint8Array([0, 255]) }],
    droppedAttributesCount: 0,
    flags: 0,
    traceId: '',
    spanId: '',
    eventName: 'order.placed',
  })
  assert.equal(second!.body, '')
  assert.equal(third!.body, null)
})

test('its metrics', async () => {
  const meter = meters.getMeter('oracle.meter')
  meter.createCounter('orders', { unit: '{order}', valueType: ValueType.INT }).add(3, ATTRIBUTES)
  meter.createUpDownCounter('queue', { valueType: ValueType.INT }).add(-5)
  meter.createGauge('temperature').record(-0.25)
  const options = { advice: { explicitBucketBoundaries: [0.1, 1] } }
  const histograms = [meter.createHistogram('explicit', options), meter.createHistogram('exponential')]
  for (const histogram of histograms) for (const value of [0.05, 0.5, 5, 0]) histogram.record(value)
  const { resourceMetrics } = await reader.collect()
  const message = demandSame(
    'metrics',
    ProtobufMetricsSerializer.serializeRequest(resourceMetrics),
    JsonMetricsSerializer.serializeRequest(resourceMetrics),
  )
  const read = message.resourceMetrics[0]!.scopeMetrics[0]!.metrics
  const [orders, queue, temperature, explicit, exponential] = [
    'orders',
    'queue',
    'temperature',
    'explicit',
    'exponential',
  ].map((name) => read.find((metric) => metric.name === name))
  assert.equal(orders!.unit, '{order}')
  assert.deepEqual(orders!.sum!.dataPoints[0]!.attributes, READ_ATTRIBUTES)
  assert.equal(orders!.sum!.dataPoints[0]!.asInt, 3n)
  assert.equal(orders!.sum!.isMonotonic, true)
  assert.equal(orders!.sum!.aggregationTemporality, 2)
  assert.equal(queue!.sum!.dataPoints[0]!.asInt, -5n)
  assert.equal(queue!.sum!.isMonotonic, false)
  assert.equal(temperature!.gauge!.dataPoints[0]!.asDouble, -0.25)
  const [point] = explicit!.histogram!.dataPoints
  assert.deepEqual(
    [point!.count, point!.sum, point!.min, point!.max, point!.bucketCounts, point!.explicitBounds],
    [4n, 5.55, 0, 5, [2n, 1n, 1n], [0.1, 1]],
  )
  const [buckets] = exponential!.exponentialHistogram!.dataPoints
  assert.deepEqual([buckets!.count, buckets!.sum, buckets!.zeroCount], [4n, 5.55, 1n])
  assert.equal(
    buckets!.positive.bucketCounts.reduce((sum, count) => sum + count, 0n),
    3n,
  )
})

test('it understands our answers', () => {
  const refused = { rejected: 3n, errorMessage: 'three without an id' }
  const partialSuccess = (protobuf: unknown): unknown =>
    (protobuf as { partialSuccess: unknown }).partialSuccess
  assert.deepEqual(
    partialSuccess(
      ProtobufTraceSerializer.deserializeResponse(writeExportResponse('traces', 'protobuf', refused)),
    ),
    { rejectedSpans: 3, errorMessage: 'three without an id' },
  )
  assert.deepEqual(
    partialSuccess(
      ProtobufLogsSerializer.deserializeResponse(writeExportResponse('logs', 'protobuf', refused)),
    ),
    { rejectedLogRecords: 3, errorMessage: 'three without an id' },
  )
  assert.deepEqual(
    partialSuccess(
      ProtobufMetricsSerializer.deserializeResponse(writeExportResponse('metrics', 'protobuf', refused)),
    ),
    { rejectedDataPoints: 3, errorMessage: 'three without an id' },
  )
})

/** Both say the same; and so they do when we wrote them. */
function demandSame<Signal extends OtlpSignal>(
  signal: Signal,
  protobuf: Uint8Array | undefined,
  json: Uint8Array | undefined,
): OtlpMessages[Signal] {
  const read = readProtobuf(signal, protobuf!)
  assert(read.kind === 'read')
  assert.deepEqual(readJson(signal, json!), read)
  assert.deepEqual(readProtobuf(signal, writeProtobuf(signal, read.message)), read)
  assert.deepEqual(readJson(signal, writeJson(signal, read.message)), read)
  return read.message
}

function nanoseconds([seconds, nanos]: readonly [number, number]): bigint {
  return BigInt(seconds) * 1_000_000_000n + BigInt(nanos)
}
