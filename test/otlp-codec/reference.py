"""OpenTelemetry's own messages for Python, over Google's protobuf: a reference for the codec.

Reads a line of JSON for each message from standard input: its signal, and whatever is there
of `protobuf` (base64) and `json`. Writes one for each: the same message as protobuf from either,
and as JSON. The first line that it writes are the fields of every message.
"""

import base64
import json
import sys

from google.protobuf import json_format
from opentelemetry.proto.collector.logs.v1 import logs_service_pb2 as logs
from opentelemetry.proto.collector.metrics.v1 import metrics_service_pb2 as metrics
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2 as traces

REQUESTS = {
    "traces": traces.ExportTraceServiceRequest,
    "logs": logs.ExportLogsServiceRequest,
    "metrics": metrics.ExportMetricsServiceRequest,
}
RESPONSES = [
    traces.ExportTraceServiceResponse,
    logs.ExportLogsServiceResponse,
    metrics.ExportMetricsServiceResponse,
]


def fields_of(descriptor, tables):
    if descriptor.full_name in tables:
        return
    rows = tables[descriptor.full_name] = []
    for field in descriptor.fields:
        oneof = field.containing_oneof
        rows.append(
            {
                "number": field.number,
                "name": field.name,
                "jsonName": field.json_name,
                "type": field.type,
                "repeated": field.is_repeated,
                "oneof": None if oneof is None else oneof.name,
                "message": None if field.message_type is None else field.message_type.full_name,
                "values": None
                if field.enum_type is None
                else {value.name: value.number for value in field.enum_type.values},
            }
        )
    for field in descriptor.fields:
        if field.message_type is not None:
            fields_of(field.message_type, tables)


def encoded(message):
    return base64.b64encode(message.SerializeToString()).decode()


tables = {}
for message in [*REQUESTS.values(), *RESPONSES]:
    fields_of(message.DESCRIPTOR, tables)
print(json.dumps(tables))

for line in sys.stdin:
    sent = json.loads(line)
    answer = {}
    if "protobuf" in sent:
        message = REQUESTS[sent["signal"]].FromString(base64.b64decode(sent["protobuf"]))
        answer["protobuf"] = encoded(message)
        answer["json"] = json_format.MessageToJson(message, use_integers_for_enums=True)
    if "json" in sent:
        parsed = json_format.Parse(sent["json"], REQUESTS[sent["signal"]]())
        answer["protobufOfJson"] = encoded(parsed)
    print(json.dumps(answer))
