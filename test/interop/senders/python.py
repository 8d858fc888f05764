"""Sends what Python's SDK can say of spans, records and metrics, twice: by what the
environment says (that of `wakelore env`), and to a witness.

    python python.py <protocol> <protocol of the witness> <its endpoint>

Both get the same ids and times, for each batch goes to both. Prints how many spans,
records and points it sent; ends with status 1 where either wouldn't take them.
"""

import json
import sys

from opentelemetry import context, trace
from opentelemetry._logs import LogRecord, SeverityNumber
from opentelemetry.exporter.otlp.proto.grpc._log_exporter import OTLPLogExporter as GrpcLogs
from opentelemetry.exporter.otlp.proto.grpc.metric_exporter import OTLPMetricExporter as GrpcMetrics
from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter as GrpcTraces
from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter as ProtobufLogs
from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter as ProtobufMetrics
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter as ProtobufTraces
from opentelemetry.sdk._logs import LoggerProvider
from opentelemetry.sdk._logs.export import BatchLogRecordProcessor, LogRecordExporter, LogRecordExportResult
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import MetricExporter, MetricExportResult, PeriodicExportingMetricReader
from opentelemetry.sdk.metrics.view import ExponentialBucketHistogramAggregation, View
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult

PROTOCOL, WITNESS_PROTOCOL, WITNESS = sys.argv[1:4]
ATTRIBUTES = {
    "text": "plain",
    "text.empty": "",
    "text.unicode": "Käse 🧀 \u2028",
    "yes": True,
    "no": False,
    "number.small": 42,
    "number.zero": 0,
    "number.largest": 2**63 - 1,
    "number.smallest": -(2**63),
    "number.beyond_double": 2**53 + 1,
    "double.half": 0.5,
    "double.whole": 3.0,
    "double.zero": 0.0,
    "double.tiny": 5e-324,
    "texts": ["a", "", "c"],
    "numbers": [1, -2, 2**62 + 1],
    "doubles": [0.25, 1.0, 1e21],
    "flags": [True, False],
    "none": [],
}
# Python's JSON exporters write a double that isn't finite as JSON doesn't know it.
NOT_FINITE = {} if "http/json" in (PROTOCOL, WITNESS_PROTOCOL) else {"double.nan": float("nan"), "double.inf": float("-inf")}
failures = []


def exporters_of(protocol):
    if protocol == "grpc":
        return GrpcTraces, GrpcLogs, GrpcMetrics
    if protocol == "http/protobuf":
        return ProtobufTraces, ProtobufLogs, ProtobufMetrics
    from opentelemetry.exporter.otlp.json.http._log_exporter import OTLPLogExporter as JsonLogs
    from opentelemetry.exporter.otlp.json.http.metric_exporter import OTLPMetricExporter as JsonMetrics
    from opentelemetry.exporter.otlp.json.http.trace_exporter import OTLPSpanExporter as JsonTraces

    return JsonTraces, JsonLogs, JsonMetrics


def witness_of(kind, signal):
    if WITNESS_PROTOCOL == "grpc":
        return kind(endpoint=WITNESS, insecure=True)
    return kind(endpoint=f"{WITNESS}/v1/{signal}")


def exporters():
    kinds = zip(exporters_of(PROTOCOL), exporters_of(WITNESS_PROTOCOL), ("traces", "logs", "metrics"))
    return [(kind(), witness_of(witness, signal)) for kind, witness, signal in kinds]


class Both:
    def __init__(self, pair, success):
        self.pair, self.success = pair, success

    def export(self, batch, *args, **kwargs):
        results = [exporter.export(batch, *args, **kwargs) for exporter in self.pair]
        if any(result != self.success for result in results):
            failures.append(results)
        return results[0]

    def shutdown(self, *args, **kwargs):
        for exporter in self.pair:
            exporter.shutdown()

    def force_flush(self, timeout_millis=30000):
        return True


class BothTraces(Both, SpanExporter):
    pass


class BothLogs(Both, LogRecordExporter):
    pass


class BothMetrics(Both, MetricExporter):
    def __init__(self, pair, success):
        MetricExporter.__init__(self)
        Both.__init__(self, pair, success)


def send_spans(provider):
    tracer = provider.get_tracer(
        "interop.tracer", "1.2.3", schema_url="https://opentelemetry.io/schemas/1.45.0", attributes={"scoped": 1}
    )
    remote = trace.SpanContext(
        0x0AF7651916CD43DD8448EB211C80319C,
        0xB7AD6B7169203331,
        is_remote=True,
        trace_flags=trace.TraceFlags(1),
        trace_state=trace.TraceState([("vendor", "a:b"), ("other", "1")]),
    )
    above = trace.set_span_in_context(trace.NonRecordingSpan(remote))
    root = tracer.start_span(
        "GET /orders/{id}", above, kind=trace.SpanKind.SERVER, attributes={**ATTRIBUTES, **NOT_FINITE}
    )
    inside = trace.set_span_in_context(root)
    link = trace.Link(root.get_span_context(), {"reason": "retry", "n": 2})
    failing = tracer.start_span("select", inside, kind=trace.SpanKind.CLIENT, links=[link])
    failing.add_event("waiting", {"queue": "orders", "depth": 7})
    failing.add_event("went on")
    failing.record_exception(TypeError("no such column"))
    failing.set_status(trace.Status(trace.StatusCode.ERROR, "no such column"))
    failing.end()
    ok = tracer.start_span("publish", inside, kind=trace.SpanKind.PRODUCER)
    ok.set_status(trace.StatusCode.OK)
    ok.end()
    tracer.start_span("consume", context.Context(), kind=trace.SpanKind.CONSUMER, start_time=1).end(2)
    provider.get_tracer("interop.second").start_span("", context.Context()).end()
    root.end()
    return 5


def send_records(provider):
    logger = provider.get_logger("interop.logger", "0.1.0", attributes={"scoped": "yes"})
    span = trace.SpanContext(0x0AF7651916CD43DD8448EB211C80319C, 0xB7AD6B7169203331, False, trace.TraceFlags(1))
    records = [
        {"body": "order placed", "severity_number": SeverityNumber.INFO, "severity_text": "INFO"},
        {
            "event_name": "order.placed",
            "timestamp": 1_700_000_000_123_456_789,
            "attributes": {
                **ATTRIBUTES,
                **NOT_FINITE,
                "nested": {"list": [1, "two", {"three": 3.5}], "nothing": {}},
            },
        },
        {"body": {"message": "structured", "parts": [True, "x", 7]}, "severity_number": SeverityNumber.FATAL4},
        {"body": b"\x00\x01\xfe\xff", "severity_number": SeverityNumber.TRACE},
        {"body": "within", "context": trace.set_span_in_context(trace.NonRecordingSpan(span))},
        {"body": 2**63 - 1},
        {"body": 0.5},
        {"body": False},
        {"body": ""},
        {},
    ]
    for number, record in enumerate(records):
        # A time of its own, for Python's SDK says none where it is told none.
        logger.emit(LogRecord(**{"observed_timestamp": 1_700_000_000_000_000_000 + number, **record}))
    return len(records)


def send_points(provider):
    meter = provider.get_meter("interop.meter", "2.0.0", attributes={"scoped": 0.5})
    sampled = trace.SpanContext(0x0AF7651916CD43DD8448EB211C80319C, 0xB7AD6B7169203331, False, trace.TraceFlags(1))
    within = trace.set_span_in_context(trace.NonRecordingSpan(sampled))
    orders = meter.create_counter("interop.orders", unit="{order}", description="orders placed")
    orders.add(3, {"region": "eu"}, context=within)
    orders.add(4, {"region": "us", "vip": True})
    meter.create_up_down_counter("interop.queue").add(-(2**62) - 1)
    meter.create_gauge("interop.temperature", unit="Cel").set(-0.25, ATTRIBUTES)
    latency = meter.create_histogram("interop.latency", unit="s", explicit_bucket_boundaries_advisory=[0.1, 1])
    exponential = meter.create_histogram("interop.latency.exponential", unit="s")
    for seconds in (0.05, 0.5, 5, 0):
        latency.record(seconds, {"route": "/orders"}, context=within)
        exponential.record(seconds, context=within)
    return 6


def main():
    traces, logs, metrics = exporters()
    resource = Resource.create({"service.name": "interop-python", "host.cores": 2, "host.shares": [0.5, 1.0]})
    tracer_provider = TracerProvider(resource=resource)
    tracer_provider.add_span_processor(BatchSpanProcessor(BothTraces(traces, SpanExportResult.SUCCESS)))
    logger_provider = LoggerProvider(resource=resource)
    logger_provider.add_log_record_processor(
        BatchLogRecordProcessor(BothLogs(logs, LogRecordExportResult.SUCCESS))
    )
    # Longer than it runs: what is flushed at the end is all.
    reader = PeriodicExportingMetricReader(
        BothMetrics(metrics, MetricExportResult.SUCCESS), export_interval_millis=600_000
    )
    exponential = View(
        instrument_name="interop.latency.exponential", aggregation=ExponentialBucketHistogramAggregation()
    )
    meter_provider = MeterProvider(resource=resource, metric_readers=[reader], views=[exponential])
    counts = {
        "traces": send_spans(tracer_provider),
        "logs": send_records(logger_provider),
        "metrics": send_points(meter_provider),
    }
    tracer_provider.shutdown()
    logger_provider.shutdown()
    meter_provider.shutdown()
    if failures:
        sys.exit(f"an exporter failed: {failures}")
    print(json.dumps(counts))


main()
