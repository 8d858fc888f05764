/** What others sent by OTLP: the source of `otel.span`, `otel.log` and `otel.metric`. */
export const OTLP_SOURCE = 'otlp'
