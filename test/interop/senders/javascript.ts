/**
 * Sends what JavaScript's SDK can say of spans, records and metrics, twice: by what the
 * environment says (that of `wakelore env`), and to a witness.
 *
 *     node javascript.ts <protocol> <protocol of the witness> <its endpoint>
 *
 * Both get the same ids and times, for each batch goes to both. Prints how many spans,
 * records and points it sent; ends with status 1 where either wouldn't take them.
 */
import {
  context,
  createTraceState,
  ROOT_CONTEXT,
  SeverityNumber,
  SpanKind,
  SpanStatusCode,
  trace,
  ValueType,
  type Attributes,
} from '@opentelemetry/api'
import { OTLPLogExporter as GrpcLogs } from '@opentelemetry/exporter-logs-otlp-grpc'
import { OTLPLogExporter as JsonLogs } from '@opentelemetry/exporter-logs-otlp-http'
import { OTLPLogExporter as ProtobufLogs } from '@opentelemetry/exporter-logs-otlp-proto'
import { OTLPMetricExporter as GrpcMetrics } from '@opentelemetry/exporter-metrics-otlp-grpc'
import { OTLPMetricExporter as JsonMetrics } from '@opentelemetry/exporter-metrics-otlp-http'
import { OTLPMetricExporter as ProtobufMetrics } from '@opentelemetry/exporter-metrics-otlp-proto'
import { OTLPTraceExporter as GrpcTraces } from '@opentelemetry/exporter-trace-otlp-grpc'
import { OTLPTraceExporter as JsonTraces } from '@opentelemetry/exporter-trace-otlp-http'
import { OTLPTraceExporter as ProtobufTraces } from '@opentelemetry/exporter-trace-otlp-proto'
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources'
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs'
import { AggregationType, MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics'
import {
  BatchSpanProcessor,
  StackContextManager,
  TracerProvider,
  type SpanExporter,
} from '@opentelemetry/sdk-trace'

const EXPORTERS = {
  grpc: { traces: GrpcTraces, logs: GrpcLogs, metrics: GrpcMetrics },
  'http/protobuf': { traces: ProtobufTraces, logs: ProtobufLogs, metrics: ProtobufMetrics },
  'http/json': { traces: JsonTraces, logs: JsonLogs, metrics: JsonMetrics },
}

type ExportResult = Parameters<Parameters<SpanExporter['export']>[1]>[0]
type Exporter<Batch> = {
  export: (batch: Batch, done: (result: ExportResult) => void) => void
  shutdown: () => Promise<void>
}

// A double without a fraction leaves JavaScript's SDK as an integer, whatever its size.
const ATTRIBUTES: Attributes = {
  text: 'plain',
  'text.empty': '',
  'text.unicode': 'Käse 🧀 \u0000 \u2028',
  'text.long': 'abcdefgh '.repeat(300),
  yes: true,
  no: false,
  'number.small': 42,
  'number.negative': -1,
  'number.zero': 0,
  'number.large': Number.MAX_SAFE_INTEGER,
  'double.half': 0.5,
  'double.tiny': 5e-324,
  texts: ['a', '', 'c'],
  numbers: [1, -2, 3],
  doubles: [0.25, -1.5],
  flags: [true, false],
  none: [],
}

let failure: Error | undefined

type Protocol = keyof typeof EXPORTERS
const [protocol, witnessProtocol, witness] = process.argv.slice(2) as [Protocol, Protocol, string]
const { traces: Traces, logs: Logs, metrics: Metrics } = EXPORTERS[protocol]
const { traces: WitnessTraces, logs: WitnessLogs, metrics: WitnessMetrics } = EXPORTERS[witnessProtocol]
const resource = resourceFromAttributes({ 'service.name': 'interop-javascript', 'host.cores': 2 }).merge(
  detectResources({ detectors: [envDetector] }),
)
context.setGlobalContextManager(new StackContextManager().enable())

const tracerProvider = new TracerProvider({
  resource,
  spanProcessors: [
    new BatchSpanProcessor({ exporter: both(new Traces(), new WitnessTraces(witnessOf('traces'))) }),
  ],
})
const loggerProvider = new LoggerProvider({
  resource,
  processors: [
    new BatchLogRecordProcessor({
      exporter: { forceFlush: async () => {}, ...both(new Logs(), new WitnessLogs(witnessOf('logs'))) },
    }),
  ],
})
const meterProvider = new MeterProvider({
  resource,
  readers: [
    new PeriodicExportingMetricReader({
      exporter: {
        forceFlush: async () => {},
        ...both(new Metrics(), new WitnessMetrics(witnessOf('metrics'))),
      },
      // Longer than it runs: what is flushed at the end is all.
      exportIntervalMillis: 600_000,
      exportTimeoutMillis: 20_000,
    }),
  ],
  views: [
    {
      instrumentName: 'interop.latency.exponential',
      aggregation: { type: AggregationType.EXPONENTIAL_HISTOGRAM },
    },
  ],
})

const counts = { traces: sendSpans(), logs: sendRecords(), metrics: sendPoints() }
await tracerProvider.shutdown()
await loggerProvider.shutdown()
await meterProvider.shutdown()
if (failure !== undefined) throw failure
console.log(JSON.stringify(counts))

function witnessOf(signal: string): { url: string } {
  return { url: witnessProtocol === 'grpc' ? witness : `${witness}/v1/${signal}` }
}

function both<Batch>(one: Exporter<Batch>, other: Exporter<Batch>): Exporter<Batch> {
  return {
    export: (batch, done) => {
      one.export(batch, (first) => {
        other.export(batch, (second) => {
          const failed = [first, second].find(({ code }) => code !== 0)
          if (failed !== undefined) failure ??= failed.error ?? new Error('an exporter failed')
          done(failed ?? first)
        })
      })
    },
    shutdown: async () => {
      await Promise.all([one.shutdown(), other.shutdown()])
    },
  }
}

function sendSpans(): number {
  const tracer = tracerProvider.getTracer('interop.tracer', '1.2.3', {
    schemaUrl: 'https://opentelemetry.io/schemas/1.45.0',
  })
  const remote = trace.setSpanContext(ROOT_CONTEXT, {
    traceId: '0af7651916cd43dd8448eb211c80319c',
    spanId: 'b7ad6b7169203331',
    traceFlags: 1,
    isRemote: true,
    traceState: createTraceState('vendor=a:b,other=1'),
  })
  const root = tracer.startSpan('GET /orders/{id}', { kind: SpanKind.SERVER, attributes: ATTRIBUTES }, remote)
  const inside = trace.setSpan(remote, root)
  const failing = tracer.startSpan(
    'select',
    {
      kind: SpanKind.CLIENT,
      links: [{ context: root.spanContext(), attributes: { reason: 'retry', n: 2 } }],
    },
    inside,
  )
  failing.addEvent('waiting', { queue: 'orders', depth: 7 })
  failing.addEvent('went on')
  failing.recordException(new TypeError('no such column'))
  failing.setStatus({ code: SpanStatusCode.ERROR, message: 'no such column' })
  failing.end()
  const ok = tracer.startSpan('publish', { kind: SpanKind.PRODUCER }, inside)
  ok.setStatus({ code: SpanStatusCode.OK })
  ok.end()
  tracer.startSpan('consume', { kind: SpanKind.CONSUMER, root: true, startTime: 1_000 }).end(2_000)
  tracerProvider.getTracer('interop.second').startSpan('').end()
  root.end()
  return 5
}

function sendRecords(): number {
  const logger = loggerProvider.getLogger('interop.logger', '0.1.0')
  logger.emit({ body: 'order placed', severityNumber: SeverityNumber.INFO, severityText: 'INFO' })
  logger.emit({ body: 'order placed', severityNumber: SeverityNumber.INFO, severityText: 'INFO' })
  logger.emit({
    eventName: 'order.placed',
    timestamp: 1_700_000_000_123,
    attributes: { ...ATTRIBUTES, nested: { list: [1, 'two', { three: 3.5 }], nothing: {} } },
  })
  logger.emit({
    body: { message: 'structured', parts: [true, 'x', 7] },
    severityNumber: SeverityNumber.FATAL4,
  })
  logger.emit({ body: new Uint8Array([0, 1, 254, 255]), severityNumber: SeverityNumber.TRACE })
  logger.emit({
    body: 'within a span',
    context: trace.setSpanContext(ROOT_CONTEXT, {
      traceId: '0af7651916cd43dd8448eb211c80319c',
      spanId: 'b7ad6b7169203331',
      traceFlags: 1,
    }),
  })
  logger.emit({ body: '' })
  logger.emit({})
  return 8
}

function sendPoints(): number {
  const meter = meterProvider.getMeter('interop.meter', '2.0.0')
  const orders = meter.createCounter('interop.orders', { unit: '{order}', description: 'orders placed' })
  orders.add(3, { region: 'eu' })
  orders.add(4, { region: 'us', vip: true })
  meter.createUpDownCounter('interop.queue', { valueType: ValueType.INT }).add(-5)
  meter.createGauge('interop.temperature', { unit: 'Cel' }).record(-0.25, ATTRIBUTES)
  meter.createObservableGauge('interop.observed').addCallback((result) => result.observe(1e300))
  const latency = meter.createHistogram('interop.latency', {
    unit: 's',
    advice: { explicitBucketBoundaries: [0.1, 1] },
  })
  const exponential = meter.createHistogram('interop.latency.exponential', { unit: 's' })
  for (const seconds of [0.05, 0.5, 5, 0]) {
    latency.record(seconds, { route: '/orders' })
    exponential.record(seconds)
  }
  return 7
}
