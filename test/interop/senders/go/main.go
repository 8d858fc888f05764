// Sends what Go's SDK can say of spans, records and metrics, twice: by what the
// environment says (that of `wakelore env`), and to a witness.
//
//	sender <protocol> <protocol of the witness> <its endpoint>
//
// Both get the same ids and times, for each batch goes to both. Prints how many spans,
// records and points it sent; ends with status 1 where either wouldn't take them.
package main

import (
	"context"
	"errors"
	"fmt"
	stdlog "log"
	"math"
	"os"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/exporters/otlp/otlplog/otlploggrpc"
	"go.opentelemetry.io/otel/exporters/otlp/otlplog/otlploghttp"
	"go.opentelemetry.io/otel/exporters/otlp/otlpmetric/otlpmetricgrpc"
	"go.opentelemetry.io/otel/exporters/otlp/otlpmetric/otlpmetrichttp"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracegrpc"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/log"
	"go.opentelemetry.io/otel/metric"
	sdklog "go.opentelemetry.io/otel/sdk/log"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

var attributes = []attribute.KeyValue{
	attribute.String("text", "plain"),
	attribute.String("text.empty", ""),
	attribute.String("text.unicode", "Käse 🧀 \u2028"),
	attribute.Bool("yes", true),
	attribute.Bool("no", false),
	attribute.Int64("number.small", 42),
	attribute.Int64("number.zero", 0),
	attribute.Int64("number.largest", math.MaxInt64),
	attribute.Int64("number.smallest", math.MinInt64),
	attribute.Float64("double.half", 0.5),
	attribute.Float64("double.whole", 3),
	attribute.Float64("double.negative_zero", math.Copysign(0, -1)),
	attribute.Float64("double.nan", math.NaN()),
	attribute.Float64("double.inf", math.Inf(1)),
	attribute.StringSlice("texts", []string{"a", "", "c"}),
	attribute.Int64Slice("numbers", []int64{1, -2, math.MaxInt64}),
	attribute.Float64Slice("doubles", []float64{0.25, 1, 1e21}),
	attribute.BoolSlice("flags", []bool{true, false}),
	attribute.ByteSlice("blob", []byte{0, 255}),
	attribute.Slice("mixed", attribute.IntValue(1), attribute.StringValue("two"), attribute.Value{}),
	attribute.Map("tree", attribute.Map("deeper", attribute.Float64("three", 3.5)), attribute.Slice("list")),
}

func must[T any](value T, err error) T {
	if err != nil {
		stdlog.Fatal(err)
	}
	return value
}

type bothTraces []sdktrace.SpanExporter

func (pair bothTraces) ExportSpans(ctx context.Context, spans []sdktrace.ReadOnlySpan) error {
	return errors.Join(pair[0].ExportSpans(ctx, spans), pair[1].ExportSpans(ctx, spans))
}

func (pair bothTraces) Shutdown(ctx context.Context) error {
	return errors.Join(pair[0].Shutdown(ctx), pair[1].Shutdown(ctx))
}

type bothLogs []sdklog.Exporter

func (pair bothLogs) Export(ctx context.Context, records []sdklog.Record) error {
	return errors.Join(pair[0].Export(ctx, records), pair[1].Export(ctx, records))
}

func (pair bothLogs) Shutdown(ctx context.Context) error {
	return errors.Join(pair[0].Shutdown(ctx), pair[1].Shutdown(ctx))
}

func (pair bothLogs) ForceFlush(context.Context) error { return nil }

type bothMetrics []sdkmetric.Exporter

func (pair bothMetrics) Temporality(kind sdkmetric.InstrumentKind) metricdata.Temporality {
	return pair[0].Temporality(kind)
}

func (pair bothMetrics) Aggregation(kind sdkmetric.InstrumentKind) sdkmetric.Aggregation {
	return pair[0].Aggregation(kind)
}

func (pair bothMetrics) Export(ctx context.Context, metrics *metricdata.ResourceMetrics) error {
	return errors.Join(pair[0].Export(ctx, metrics), pair[1].Export(ctx, metrics))
}

func (pair bothMetrics) ForceFlush(context.Context) error { return nil }

func (pair bothMetrics) Shutdown(ctx context.Context) error {
	return errors.Join(pair[0].Shutdown(ctx), pair[1].Shutdown(ctx))
}

// Those of the environment, where there is no endpoint.
func exporters(ctx context.Context, protocol, endpoint string) (sdktrace.SpanExporter, sdklog.Exporter, sdkmetric.Exporter) {
	if protocol == "grpc" {
		if endpoint == "" {
			return must(otlptracegrpc.New(ctx)), must(otlploggrpc.New(ctx)), must(otlpmetricgrpc.New(ctx))
		}
		return must(otlptracegrpc.New(ctx, otlptracegrpc.WithEndpointURL(endpoint))),
			must(otlploggrpc.New(ctx, otlploggrpc.WithEndpointURL(endpoint))),
			must(otlpmetricgrpc.New(ctx, otlpmetricgrpc.WithEndpointURL(endpoint)))
	}
	if endpoint == "" {
		return must(otlptracehttp.New(ctx)), must(otlploghttp.New(ctx)), must(otlpmetrichttp.New(ctx))
	}
	return must(otlptracehttp.New(ctx, otlptracehttp.WithEndpointURL(endpoint+"/v1/traces"))),
		must(otlploghttp.New(ctx, otlploghttp.WithEndpointURL(endpoint+"/v1/logs"))),
		must(otlpmetrichttp.New(ctx, otlpmetrichttp.WithEndpointURL(endpoint+"/v1/metrics")))
}

func remote() trace.SpanContext {
	state := must(trace.ParseTraceState("vendor=a:b,other=1"))
	return trace.NewSpanContext(trace.SpanContextConfig{
		TraceID:    must(trace.TraceIDFromHex("0af7651916cd43dd8448eb211c80319c")),
		SpanID:     must(trace.SpanIDFromHex("b7ad6b7169203331")),
		TraceFlags: trace.FlagsSampled,
		TraceState: state,
		Remote:     true,
	})
}

func sendSpans(ctx context.Context, provider *sdktrace.TracerProvider) int {
	tracer := provider.Tracer("interop.tracer",
		trace.WithInstrumentationVersion("1.2.3"),
		trace.WithSchemaURL("https://opentelemetry.io/schemas/1.45.0"),
		trace.WithInstrumentationAttributes(attribute.Int("scoped", 1)))
	inside, root := tracer.Start(trace.ContextWithRemoteSpanContext(ctx, remote()), "GET /orders/{id}",
		trace.WithSpanKind(trace.SpanKindServer), trace.WithAttributes(attributes...))
	_, failing := tracer.Start(inside, "select", trace.WithSpanKind(trace.SpanKindClient),
		trace.WithLinks(trace.Link{
			SpanContext: root.SpanContext(),
			Attributes:  []attribute.KeyValue{attribute.String("reason", "retry"), attribute.Int("n", 2)},
		}))
	failing.AddEvent("waiting", trace.WithAttributes(attribute.String("queue", "orders"), attribute.Int("depth", 7)))
	failing.AddEvent("went on")
	failing.RecordError(errors.New("no such column"))
	failing.SetStatus(codes.Error, "no such column")
	failing.End()
	_, ok := tracer.Start(inside, "publish", trace.WithSpanKind(trace.SpanKindProducer))
	ok.SetStatus(codes.Ok, "")
	ok.End()
	_, consume := tracer.Start(ctx, "consume", trace.WithNewRoot(), trace.WithSpanKind(trace.SpanKindConsumer),
		trace.WithTimestamp(time.Unix(0, 1)))
	consume.End(trace.WithTimestamp(time.Unix(0, 2)))
	_, second := provider.Tracer("interop.second").Start(ctx, "s")
	second.End()
	root.End()
	return 5
}

func sendRecords(ctx context.Context, provider *sdklog.LoggerProvider) int {
	logger := provider.Logger("interop.logger", log.WithInstrumentationVersion("0.1.0"),
		log.WithInstrumentationAttributes(attribute.String("scoped", "yes")))
	bodies := []attribute.Value{
		attribute.StringValue("order placed"),
		attribute.StringValue(""),
		attribute.Int64Value(math.MinInt64),
		attribute.Float64Value(math.NaN()),
		attribute.BoolValue(false),
		attribute.ByteSliceValue([]byte{0, 1, 254, 255}),
		attribute.SliceValue(attribute.Int64Value(1), attribute.StringValue("two"), attribute.Value{}),
		attribute.MapValue(attribute.String("message", "structured"), attribute.Slice("list"),
			attribute.Map("deeper", attribute.Float64("three", 3.5))),
	}
	for number, body := range bodies {
		var record log.Record
		record.SetBody(body)
		record.SetSeverity(log.Severity(1 + number))
		record.SetObservedTimestamp(time.Unix(1_700_000_000, int64(number)))
		logger.Emit(ctx, record)
	}
	var event log.Record
	event.SetEventName("order.placed")
	event.SetTimestamp(time.Unix(1_700_000_000, 123_456_789))
	event.SetSeverityText("NOTICE")
	event.AddAttributes(attributes...)
	logger.Emit(trace.ContextWithSpanContext(ctx, remote()), event)
	return len(bodies) + 1
}

func sendPoints(ctx context.Context, provider *sdkmetric.MeterProvider) int {
	meter := provider.Meter("interop.meter", metric.WithInstrumentationVersion("2.0.0"),
		metric.WithInstrumentationAttributes(attribute.Float64("scoped", 0.5)))
	within := trace.ContextWithSpanContext(ctx, remote())
	orders := must(meter.Int64Counter("interop.orders", metric.WithUnit("{order}"), metric.WithDescription("orders placed")))
	orders.Add(within, 3, metric.WithAttributes(attribute.String("region", "eu")))
	orders.Add(ctx, 4, metric.WithAttributes(attribute.String("region", "us"), attribute.Bool("vip", true)))
	must(meter.Int64UpDownCounter("interop.queue")).Add(within, -5)
	must(meter.Float64Gauge("interop.temperature", metric.WithUnit("Cel"))).
		Record(within, -0.25, metric.WithAttributes(attributes...))
	must(meter.Int64Gauge("interop.level")).Record(ctx, math.MinInt64)
	latency := must(meter.Float64Histogram("interop.latency", metric.WithUnit("s"),
		metric.WithExplicitBucketBoundaries(0.1, 1)))
	exponential := must(meter.Float64Histogram("interop.latency.exponential", metric.WithUnit("s")))
	for _, seconds := range []float64{0.05, 0.5, 5, 0} {
		latency.Record(within, seconds, metric.WithAttributes(attribute.String("route", "/orders")))
		exponential.Record(within, seconds)
	}
	return 7
}

func main() {
	ctx := context.Background()
	var failed error
	otel.SetErrorHandler(otel.ErrorHandlerFunc(func(err error) { failed = errors.Join(failed, err) }))
	traces, logs, metrics := exporters(ctx, os.Args[1], "")
	witnessTraces, witnessLogs, witnessMetrics := exporters(ctx, os.Args[2], os.Args[3])
	source := must(resource.New(ctx, resource.WithFromEnv(), resource.WithAttributes(
		attribute.String("service.name", "interop-go"), attribute.Float64Slice("host.shares", []float64{0.5, 1}))))
	tracerProvider := sdktrace.NewTracerProvider(sdktrace.WithBatcher(bothTraces{traces, witnessTraces}), sdktrace.WithResource(source))
	loggerProvider := sdklog.NewLoggerProvider(
		sdklog.WithProcessor(sdklog.NewBatchProcessor(bothLogs{logs, witnessLogs})), sdklog.WithResource(source))
	meterProvider := sdkmetric.NewMeterProvider(
		// Longer than it runs: what is flushed at the end is all.
		sdkmetric.WithReader(sdkmetric.NewPeriodicReader(bothMetrics{metrics, witnessMetrics}, sdkmetric.WithInterval(time.Hour))),
		sdkmetric.WithResource(source),
		sdkmetric.WithView(sdkmetric.NewView(
			sdkmetric.Instrument{Name: "interop.latency.exponential"},
			sdkmetric.Stream{Aggregation: sdkmetric.AggregationBase2ExponentialHistogram{MaxSize: 160, MaxScale: 20}})))
	spans := sendSpans(ctx, tracerProvider)
	records := sendRecords(ctx, loggerProvider)
	points := sendPoints(ctx, meterProvider)
	failed = errors.Join(failed, tracerProvider.Shutdown(ctx), loggerProvider.Shutdown(ctx), meterProvider.Shutdown(ctx))
	if failed != nil {
		stdlog.Fatal(failed)
	}
	fmt.Printf("{\"traces\":%d,\"logs\":%d,\"metrics\":%d}\n", spans, records, points)
}
