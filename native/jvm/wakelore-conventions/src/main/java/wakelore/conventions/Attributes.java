// Generated from packages/telemetry/conventions/*.yaml by `npm run generate`: change those, never this.
package wakelore.conventions;

/** Names of attributes. */
public final class Attributes {
  /** Files that it changed, from the worktree's root, 256 at most. */
  public static final String AGENT_FILES_PATH = "agent.files.path";
  /** Microseconds from start to end. */
  public static final String AGENT_TOOL_DURATION_US = "agent.tool.duration_us";
  /** Whether a person allowed it. */
  public static final String AGENT_TOOL_IS_APPROVED = "agent.tool.is_approved";
  /** Microseconds from start to end. */
  public static final String AGENT_TURN_DURATION_US = "agent.turn.duration_us";
  /** Which turn of its conversation it is, from 1. */
  public static final String AGENT_TURN_NUMBER = "agent.turn.number";
  /** How it ended. */
  public static final String AGENT_TURN_OUTCOME = "agent.turn.outcome";
  /** What it was asked, redacted, 64 KiB at most. */
  public static final String AGENT_TURN_PROMPT = "agent.turn.prompt";
  /** What it answered, redacted, 64 KiB at most. */
  public static final String AGENT_TURN_REPLY = "agent.turn.reply";
  /** How many tools it used. */
  public static final String AGENT_TURN_TOOLS = "agent.turn.tools";
  /** What the compiler or linter calls such things. */
  public static final String BUILD_DIAGNOSTIC_CODE = "build.diagnostic.code";
  /** What is wrong, in its words. */
  public static final String BUILD_DIAGNOSTIC_MESSAGE = "build.diagnostic.message";
  /** How bad the compiler or linter takes it to be. */
  public static final String BUILD_DIAGNOSTIC_SEVERITY = "build.diagnostic.severity";
  /** Who found it. */
  public static final String BUILD_DIAGNOSTIC_TOOL = "build.diagnostic.tool";
  /** The channel, room or list. */
  public static final String CHAT_CHANNEL_NAME = "chat.channel.name";
  /** Who said it, as the system calls them. */
  public static final String CHAT_MESSAGE_AUTHOR = "chat.message.author";
  /** The message's id, as the system has it. */
  public static final String CHAT_MESSAGE_ID = "chat.message.id";
  /** What was said, 16 KiB at most. */
  public static final String CHAT_MESSAGE_TEXT = "chat.message.text";
  /** Where it is. */
  public static final String CHAT_MESSAGE_URL_FULL = "chat.message.url.full";
  /** Where it was said. */
  public static final String CHAT_SYSTEM = "chat.system";
  /** What keeps a message and its answers together, as the system has it. */
  public static final String CHAT_THREAD_ID = "chat.thread.id";
  /** Microseconds from start to end. */
  public static final String CHECK_DURATION_US = "check.duration_us";
  /** What the check is called. */
  public static final String CHECK_NAME = "check.name";
  /** What it says of its result, 4 KiB at most. */
  public static final String CHECK_OUTPUT = "check.output";
  /** What the pipeline is called. */
  public static final String CICD_PIPELINE_NAME = "cicd.pipeline.name";
  /** How the run ended. */
  public static final String CICD_PIPELINE_RESULT = "cicd.pipeline.result";
  /** The run's id. */
  public static final String CICD_PIPELINE_RUN_ID = "cicd.pipeline.run.id";
  /** Where the run is. */
  public static final String CICD_PIPELINE_RUN_URL_FULL = "cicd.pipeline.run.url.full";
  /** As upstream defines it. */
  public static final String CICD_PIPELINE_TASK_NAME = "cicd.pipeline.task.name";
  /** As upstream defines it. */
  public static final String CICD_PIPELINE_TASK_TYPE = "cicd.pipeline.task.type";
  /** As upstream defines it. */
  public static final String CLIENT_ADDRESS = "client.address";
  /** As upstream defines it. */
  public static final String CLIENT_PORT = "client.port";
  /** The column, from 1. */
  public static final String CODE_COLUMN_NUMBER = "code.column.number";
  /** The file, from the worktree's root. */
  public static final String CODE_FILE_PATH = "code.file.path";
  /** The function, with what it is in. */
  public static final String CODE_FUNCTION_NAME = "code.function.name";
  /** The line, from 1. */
  public static final String CODE_LINE_NUMBER = "code.line.number";
  /** As upstream defines it. */
  public static final String CODE_STACKTRACE = "code.stacktrace";
  /** What the command is for. */
  public static final String COMMAND_CLASS = "command.class";
  /** The program with the word that says what it is to do, without what only starts it. */
  public static final String COMMAND_NAME = "command.name";
  /** What of wakelore's own it was started beneath. */
  public static final String COMMAND_PARENT = "command.parent";
  /** As upstream defines it. */
  public static final String CONTAINER_ID = "container.id";
  /** As upstream defines it. */
  public static final String CONTAINER_NAME = "container.name";
  /** As upstream defines it. */
  public static final String DB_COLLECTION_NAME = "db.collection.name";
  /** As upstream defines it. */
  public static final String DB_NAMESPACE = "db.namespace";
  /** As upstream defines it. */
  public static final String DB_OPERATION_NAME = "db.operation.name";
  /** As upstream defines it. */
  public static final String DB_QUERY_SUMMARY = "db.query.summary";
  /** As upstream defines it. */
  public static final String DB_QUERY_TEXT = "db.query.text";
  /** As upstream defines it. */
  public static final String DB_RESPONSE_STATUS_CODE = "db.response.status_code";
  /** As upstream defines it. */
  public static final String DB_SYSTEM_NAME = "db.system.name";
  /** As upstream defines it. */
  public static final String DEPLOYMENT_ENVIRONMENT_NAME = "deployment.environment.name";
  /** How many changes the burst was made of. */
  public static final String EDIT_CHANGES = "edit.changes";
  /** Microseconds from the first change to the last. */
  public static final String EDIT_DURATION_US = "edit.duration_us";
  /** Lines that each of the files gained, in the same order. */
  public static final String EDIT_FILES_LINES_ADDED = "edit.files.lines_added";
  /** Lines that each of the files lost, in the same order. */
  public static final String EDIT_FILES_LINES_REMOVED = "edit.files.lines_removed";
  /** Files that were edited, from the worktree's root, each once, 256 at most. */
  public static final String EDIT_FILES_PATH = "edit.files.path";
  /** Where most of the changed text came from. */
  public static final String EDIT_ORIGIN = "edit.origin";
  /** How often a file was saved meanwhile. */
  public static final String EDIT_SAVES = "edit.saves";
  /** Functions and types that the edits were in, 256 at most. */
  public static final String EDIT_SYMBOLS = "edit.symbols";
  /** How many of them took others back. */
  public static final String EDIT_UNDONE = "edit.undone";
  /** The editor that it happened in. */
  public static final String EDITOR_NAME = "editor.name";
  /** Tells windows of one editor apart; made up anew for each. */
  public static final String EDITOR_WINDOW_ID = "editor.window.id";
  /** What git complained of, a line each, 4 KiB at most. */
  public static final String ERROR_MESSAGE = "error.message";
  /** Why it failed; `exit_&lt;status>`, `signal_&lt;number>`, or `killed` where no end was told. */
  public static final String ERROR_TYPE = "error.type";
  /** As upstream defines it. */
  public static final String EXCEPTION_MESSAGE = "exception.message";
  /** As upstream defines it. */
  public static final String EXCEPTION_STACKTRACE = "exception.stacktrace";
  /** What kind of failure it was, as its language or its test runner calls it, 200 characters at most. */
  public static final String EXCEPTION_TYPE = "exception.type";
  /** As upstream defines it. */
  public static final String FEATURE_FLAG_KEY = "feature_flag.key";
  /** As upstream defines it. */
  public static final String FILE_NAME = "file.name";
  /** As upstream defines it. */
  public static final String FILE_PATH = "file.path";
  /** Probability that the state is right, 0 to 1. */
  public static final String FOCUS_CONFIDENCE = "focus.confidence";
  /** What spoke for it, the strongest first, as `measure=value`. */
  public static final String FOCUS_EVIDENCE = "focus.evidence";
  /** The state before it, of the same values. */
  public static final String FOCUS_PREVIOUS_STATE = "focus.previous_state";
  /** How the work goes, as inferred from patterns of interaction. */
  public static final String FOCUS_STATE = "focus.state";
  /** The agent, as whoever made it calls it. */
  public static final String GEN_AI_AGENT_NAME = "gen_ai.agent.name";
  /** The conversation's id, as the agent has it. */
  public static final String GEN_AI_CONVERSATION_ID = "gen_ai.conversation.id";
  /** As upstream defines it. */
  public static final String GEN_AI_INPUT_MESSAGES = "gen_ai.input.messages";
  /** As upstream defines it. */
  public static final String GEN_AI_OPERATION_NAME = "gen_ai.operation.name";
  /** As upstream defines it. */
  public static final String GEN_AI_OUTPUT_MESSAGES = "gen_ai.output.messages";
  /** Who runs the model. */
  public static final String GEN_AI_PROVIDER_NAME = "gen_ai.provider.name";
  /** The model that was asked. */
  public static final String GEN_AI_REQUEST_MODEL = "gen_ai.request.model";
  /** As upstream defines it. */
  public static final String GEN_AI_RESPONSE_MODEL = "gen_ai.response.model";
  /** As upstream defines it. */
  public static final String GEN_AI_SYSTEM_INSTRUCTIONS = "gen_ai.system_instructions";
  /** Whether they went in or came out. */
  public static final String GEN_AI_TOKEN_TYPE = "gen_ai.token.type";
  /** What the tool was called with, as JSON, redacted. */
  public static final String GEN_AI_TOOL_CALL_ARGUMENTS = "gen_ai.tool.call.arguments";
  /** The call's id. */
  public static final String GEN_AI_TOOL_CALL_ID = "gen_ai.tool.call.id";
  /** What the tool answered, as JSON, redacted. */
  public static final String GEN_AI_TOOL_CALL_RESULT = "gen_ai.tool.call.result";
  /** The tool. */
  public static final String GEN_AI_TOOL_NAME = "gen_ai.tool.name";
  /** Tokens that the model read. */
  public static final String GEN_AI_USAGE_INPUT_TOKENS = "gen_ai.usage.input_tokens";
  /** Tokens that the model wrote. */
  public static final String GEN_AI_USAGE_OUTPUT_TOKENS = "gen_ai.usage.output_tokens";
  /** Of each program that it started, 256 at most, what git calls it; `hook`, `pager`, `editor`, `transport/ssh`, `?` and others, `remote` for a transport that isn't git's own, `other` for what no git is known to say. */
  public static final String GIT_CHILD_CLASS = "git.child.class";
  /** Its command line, arguments quoted as a shell would, 1 KiB at most; empty for git's own commands, which are spans themselves. */
  public static final String GIT_CHILD_COMMAND = "git.child.command";
  /** Microseconds that it ran; -1 where its end wasn't told. */
  public static final String GIT_CHILD_DURATION_US = "git.child.duration_us";
  /** Exit status; -1 where it couldn't be started or its end wasn't told. */
  public static final String GIT_CHILD_EXIT_CODE = "git.child.exit_code";
  /** A hook's name, otherwise the program's, without directory and arguments. */
  public static final String GIT_CHILD_NAME = "git.child.name";
  /** Process id; -1 where it couldn't be started or none is known. */
  public static final String GIT_CHILD_PID = "git.child.pid";
  /** Microseconds from the command's start to its. */
  public static final String GIT_CHILD_START_US = "git.child.start_us";
  /** The alias or external command as it was typed. */
  public static final String GIT_COMMAND_ALIAS = "git.command.alias";
  /** What of several things the command does, as git calls it. */
  public static final String GIT_COMMAND_MODE = "git.command.mode";
  /** Numbers that git told of its work, as `category/key` of git's, sorted, 16 at most. */
  public static final String GIT_COUNTER_NAME = "git.counter.name";
  /** Their values, in the same order; the last told of each. */
  public static final String GIT_COUNTER_VALUE = "git.counter.value";
  /** Whether it claimed a parent that had ended or had started nothing at that time; it is its own root then. */
  public static final String GIT_PARENT_IS_FALSE = "git.parent.is_false";
  /** Whether its parent is no git command, but a span that was carried in from outside by a W3C trace context. */
  public static final String GIT_PARENT_IS_REMOTE = "git.parent.is_remote";
  /** Microseconds of each region together, in the same order. */
  public static final String GIT_REGION_DURATION_US = "git.region.duration_us";
  /** Stretches of its work that took 1 ms or more altogether, as `category/label` of git's, 16 at most, those that took longest. */
  public static final String GIT_REGION_NAME = "git.region.name";
  /** Whether something of its trace was left out, being garbled, torn or too long. */
  public static final String GIT_TRACE_IS_CUT = "git.trace.is_cut";
  /** The git that ran. */
  public static final String GIT_VERSION = "git.version";
  /** What it concerned, as `name=value` of GitButler's trailers, 64 at most. */
  public static final String GITBUTLER_OPERATION_DETAILS = "gitbutler.operation.details";
  /** What was done, as GitButler calls it. */
  public static final String GITBUTLER_OPERATION_KIND = "gitbutler.operation.kind";
  /** The snapshot that it went back to. */
  public static final String GITBUTLER_OPERATION_RESTORED_FROM = "gitbutler.operation.restored_from";
  /** What GitButler calls it to people. */
  public static final String GITBUTLER_OPERATION_TITLE = "gitbutler.operation.title";
  /** The snapshot of how everything was before it, as a full hash. */
  public static final String GITBUTLER_SNAPSHOT_REVISION = "gitbutler.snapshot.revision";
  /** Which one: a full hash, a path, a symbol as `path#name`, an e-mail address, a short branch name, a session's or change's id, an address. */
  public static final String GRAPH_ENTITY_ID = "graph.entity.id";
  /** What sort of thing it is. */
  public static final String GRAPH_ENTITY_TYPE = "graph.entity.type";
  /** Probability that it is so, 0 to 1; 1 where somebody said so. */
  public static final String GRAPH_LINK_CONFIDENCE = "graph.link.confidence";
  /** What tells it. */
  public static final String GRAPH_LINK_EVIDENCE = "graph.link.evidence";
  /** How they hang together. */
  public static final String GRAPH_LINK_TYPE = "graph.link.type";
  /** Which one, written as `graph.entity.id` is. */
  public static final String GRAPH_TARGET_ID = "graph.target.id";
  /** What sort of thing the other end is, of the values of `graph.entity.type`. */
  public static final String GRAPH_TARGET_TYPE = "graph.target.type";
  /** As upstream defines it. */
  public static final String HOST_ARCH = "host.arch";
  /** As upstream defines it. */
  public static final String HOST_ID = "host.id";
  /** As upstream defines it. */
  public static final String HOST_NAME = "host.name";
  /** As upstream defines it. */
  public static final String HTTP_REQUEST_METHOD = "http.request.method";
  /** As upstream defines it. */
  public static final String HTTP_RESPONSE_STATUS_CODE = "http.response.status_code";
  /** As upstream defines it. */
  public static final String HTTP_ROUTE = "http.route";
  /** As upstream defines it. */
  public static final String LOG_RECORD_ORIGINAL = "log.record.original";
  /** As upstream defines it. */
  public static final String MCP_METHOD_NAME = "mcp.method.name";
  /** As upstream defines it. */
  public static final String MESSAGING_BATCH_MESSAGE_COUNT = "messaging.batch.message_count";
  /** As upstream defines it. */
  public static final String MESSAGING_DESTINATION_NAME = "messaging.destination.name";
  /** As upstream defines it. */
  public static final String MESSAGING_OPERATION_NAME = "messaging.operation.name";
  /** As upstream defines it. */
  public static final String MESSAGING_OPERATION_TYPE = "messaging.operation.type";
  /** As upstream defines it. */
  public static final String MESSAGING_SYSTEM_NAME = "messaging.system.name";
  /** As upstream defines it. */
  public static final String NETWORK_PEER_ADDRESS = "network.peer.address";
  /** As upstream defines it. */
  public static final String NETWORK_PEER_PORT = "network.peer.port";
  /** As upstream defines it. */
  public static final String NETWORK_PROTOCOL_NAME = "network.protocol.name";
  /** As upstream defines it. */
  public static final String NETWORK_PROTOCOL_VERSION = "network.protocol.version";
  /** As upstream defines it. */
  public static final String NETWORK_TRANSPORT = "network.transport";
  /** As upstream defines it. */
  public static final String NETWORK_TYPE = "network.type";
  /** As upstream defines it. */
  public static final String OS_DESCRIPTION = "os.description";
  /** As upstream defines it. */
  public static final String OS_NAME = "os.name";
  /** As upstream defines it. */
  public static final String OS_TYPE = "os.type";
  /** As upstream defines it. */
  public static final String OS_VERSION = "os.version";
  /** An attribute of the sender's own whose name begins with `otlp.`, or is no name for JavaScript; the key is its name. */
  public static final String OTLP_ATTRIBUTE = "otlp.attribute";
  /** The record's body; as OTLP's JSON where it is neither text nor a number. */
  public static final String OTLP_LOG_BODY = "otlp.log.body";
  /** Attributes of the record that the sender dropped. */
  public static final String OTLP_LOG_DROPPED_ATTRIBUTES_COUNT = "otlp.log.dropped_attributes_count";
  /** What kind of event the record is, where it is one. */
  public static final String OTLP_LOG_EVENT_NAME = "otlp.log.event_name";
  /** The record's flags; the lowest 8 bits are those of W3C's trace context. */
  public static final String OTLP_LOG_FLAGS = "otlp.log.flags";
  /** Nanoseconds from when it happened to when it was observed. */
  public static final String OTLP_LOG_OBSERVED_DELAY_NS = "otlp.log.observed_delay_ns";
  /** Severity from 1, trace, to 24, fatal. */
  public static final String OTLP_LOG_SEVERITY_NUMBER = "otlp.log.severity_number";
  /** Severity as the sender calls it. */
  public static final String OTLP_LOG_SEVERITY_TEXT = "otlp.log.severity_text";
  /** How many values each bucket of a histogram holds. */
  public static final String OTLP_METRIC_BUCKET_COUNTS = "otlp.metric.bucket_counts";
  /** How many values a distribution holds. */
  public static final String OTLP_METRIC_COUNT = "otlp.metric.count";
  /** What the metric's author says of it. */
  public static final String OTLP_METRIC_DESCRIPTION = "otlp.metric.description";
  /** Single measurements beside the point, as OTLP's JSON, each with its attributes. */
  public static final String OTLP_METRIC_EXEMPLARS = "otlp.metric.exemplars";
  /** Upper ends of a histogram's buckets but the last. */
  public static final String OTLP_METRIC_EXPLICIT_BOUNDS = "otlp.metric.explicit_bounds";
  /** The point's flags; bit 0 says that nothing was recorded. */
  public static final String OTLP_METRIC_FLAGS = "otlp.metric.flags";
  /** Whether a sum only grows. */
  public static final String OTLP_METRIC_IS_MONOTONIC = "otlp.metric.is_monotonic";
  /** The greatest value of a distribution. */
  public static final String OTLP_METRIC_MAX = "otlp.metric.max";
  /** An attribute of the metric itself; the key is its name. */
  public static final String OTLP_METRIC_METADATA = "otlp.metric.metadata";
  /** The least value of a distribution. */
  public static final String OTLP_METRIC_MIN = "otlp.metric.min";
  /** The metric's name. */
  public static final String OTLP_METRIC_NAME = "otlp.metric.name";
  /** How many negative values each bucket holds. */
  public static final String OTLP_METRIC_NEGATIVE_BUCKET_COUNTS = "otlp.metric.negative.bucket_counts";
  /** Index of the first bucket of negative values. */
  public static final String OTLP_METRIC_NEGATIVE_OFFSET = "otlp.metric.negative.offset";
  /** Nanoseconds that the point covers. */
  public static final String OTLP_METRIC_PERIOD_NS = "otlp.metric.period_ns";
  /** How many positive values each bucket holds. */
  public static final String OTLP_METRIC_POSITIVE_BUCKET_COUNTS = "otlp.metric.positive.bucket_counts";
  /** Index of the first bucket of positive values. */
  public static final String OTLP_METRIC_POSITIVE_OFFSET = "otlp.metric.positive.offset";
  /** The value at each quantile, in the same order. */
  public static final String OTLP_METRIC_QUANTILE_VALUES = "otlp.metric.quantile_values";
  /** Quantiles that a summary tells, 0 to 1. */
  public static final String OTLP_METRIC_QUANTILES = "otlp.metric.quantiles";
  /** Resolution of an exponential histogram: buckets grow by 2^(2^-scale). */
  public static final String OTLP_METRIC_SCALE = "otlp.metric.scale";
  /** What the values of a distribution add up to. */
  public static final String OTLP_METRIC_SUM = "otlp.metric.sum";
  /** What a point covers; `temporality_&lt;number>` for what OTLP doesn't know yet. */
  public static final String OTLP_METRIC_TEMPORALITY = "otlp.metric.temporality";
  /** What kind of point it is. */
  public static final String OTLP_METRIC_TYPE = "otlp.metric.type";
  /** The metric's unit, by UCUM. */
  public static final String OTLP_METRIC_UNIT = "otlp.metric.unit";
  /** A gauge's or sum's value. */
  public static final String OTLP_METRIC_VALUE = "otlp.metric.value";
  /** How many values of an exponential histogram count as zero. */
  public static final String OTLP_METRIC_ZERO_COUNT = "otlp.metric.zero_count";
  /** Up to which distance from zero. */
  public static final String OTLP_METRIC_ZERO_THRESHOLD = "otlp.metric.zero_threshold";
  /** An attribute of the resource, whose telemetry it is; the key is its name. */
  public static final String OTLP_RESOURCE_ATTRIBUTE = "otlp.resource.attribute";
  /** Attributes of the resource that the sender dropped. */
  public static final String OTLP_RESOURCE_DROPPED_ATTRIBUTES_COUNT = "otlp.resource.dropped_attributes_count";
  /** Entities that the resource's attributes make up, as JSON. */
  public static final String OTLP_RESOURCE_ENTITY_REFS = "otlp.resource.entity_refs";
  /** Conventions that the resource's attributes follow. */
  public static final String OTLP_RESOURCE_SCHEMA_URL = "otlp.resource.schema_url";
  /** An attribute of the instrumentation; the key is its name. */
  public static final String OTLP_SCOPE_ATTRIBUTE = "otlp.scope.attribute";
  /** Attributes of the instrumentation that the sender dropped. */
  public static final String OTLP_SCOPE_DROPPED_ATTRIBUTES_COUNT = "otlp.scope.dropped_attributes_count";
  /** The instrumentation that made it. */
  public static final String OTLP_SCOPE_NAME = "otlp.scope.name";
  /** Conventions that what it made follows. */
  public static final String OTLP_SCOPE_SCHEMA_URL = "otlp.scope.schema_url";
  /** The instrumentation's version. */
  public static final String OTLP_SCOPE_VERSION = "otlp.scope.version";
  /** Attributes of the span that the sender dropped. */
  public static final String OTLP_SPAN_DROPPED_ATTRIBUTES_COUNT = "otlp.span.dropped_attributes_count";
  /** Events of the span that the sender dropped. */
  public static final String OTLP_SPAN_DROPPED_EVENTS_COUNT = "otlp.span.dropped_events_count";
  /** Links of the span that the sender dropped. */
  public static final String OTLP_SPAN_DROPPED_LINKS_COUNT = "otlp.span.dropped_links_count";
  /** Nanoseconds from start to end; below zero where the sender says so. */
  public static final String OTLP_SPAN_DURATION_NS = "otlp.span.duration_ns";
  /** For each event its attributes, as OTLP's JSON; empty where there are none. */
  public static final String OTLP_SPAN_EVENT_ATTRIBUTES = "otlp.span.event.attributes";
  /** For each event, the attributes that the sender dropped. */
  public static final String OTLP_SPAN_EVENT_DROPPED_ATTRIBUTES_COUNT = "otlp.span.event.dropped_attributes_count";
  /** Names of the span's events, in order; the other `otlp.span.event` attributes are of the same length and order. */
  public static final String OTLP_SPAN_EVENT_NAME = "otlp.span.event.name";
  /** For each event, nanoseconds from the span's start. */
  public static final String OTLP_SPAN_EVENT_OFFSET_NS = "otlp.span.event.offset_ns";
  /** The span's flags; the lowest 8 bits are those of W3C's trace context. */
  public static final String OTLP_SPAN_FLAGS = "otlp.span.flags";
  /** The span's kind; `kind_&lt;number>` for one that OTLP doesn't know yet. */
  public static final String OTLP_SPAN_KIND = "otlp.span.kind";
  /** For each link its attributes, as OTLP's JSON; empty where there are none. */
  public static final String OTLP_SPAN_LINK_ATTRIBUTES = "otlp.span.link.attributes";
  /** For each link, the attributes that the sender dropped. */
  public static final String OTLP_SPAN_LINK_DROPPED_ATTRIBUTES_COUNT = "otlp.span.link.dropped_attributes_count";
  /** For each link, its flags. */
  public static final String OTLP_SPAN_LINK_FLAGS = "otlp.span.link.flags";
  /** For each link, the span in that trace. */
  public static final String OTLP_SPAN_LINK_SPAN_ID = "otlp.span.link.span_id";
  /** Traces that the span is linked to, in order; the other `otlp.span.link` attributes are of the same length and order. */
  public static final String OTLP_SPAN_LINK_TRACE_ID = "otlp.span.link.trace_id";
  /** For each link, its W3C trace state. */
  public static final String OTLP_SPAN_LINK_TRACE_STATE = "otlp.span.link.trace_state";
  /** The span's name. */
  public static final String OTLP_SPAN_NAME = "otlp.span.name";
  /** How it ended, where the sender says; `status_&lt;number>` for what OTLP doesn't know yet. */
  public static final String OTLP_SPAN_STATUS = "otlp.span.status";
  /** What the sender says of an error. */
  public static final String OTLP_SPAN_STATUS_MESSAGE = "otlp.span.status_message";
  /** The W3C trace state, as sent. */
  public static final String OTLP_SPAN_TRACE_STATE = "otlp.span.trace_state";
  /** Whose clock `occurredAt` is by, where it isn't the sender's. */
  public static final String OTLP_TIME_ORIGIN = "otlp.time.origin";
  /** Nanoseconds after the millisecond of `occurredAt`. */
  public static final String OTLP_TIME_SUB_MS_NS = "otlp.time.sub_ms_ns";
  /** Names of the processes above it, the nearest first, 8 at most. */
  public static final String PROCESS_ANCESTORS = "process.ancestors";
  /** As upstream defines it. */
  public static final String PROCESS_COMMAND = "process.command";
  /** The command line, the program first, secrets redacted; 256 arguments and 16 KiB at most. */
  public static final String PROCESS_COMMAND_ARGS = "process.command_args";
  /** As upstream defines it. */
  public static final String PROCESS_COMMAND_LINE = "process.command_line";
  /** As upstream defines it. */
  public static final String PROCESS_CREATION_TIME = "process.creation.time";
  /** Microseconds from start to end; up to the last thing heard of it, where it was killed. */
  public static final String PROCESS_DURATION_US = "process.duration_us";
  /** The program, without its directory. */
  public static final String PROCESS_EXECUTABLE_NAME = "process.executable.name";
  /** As upstream defines it. */
  public static final String PROCESS_EXECUTABLE_PATH = "process.executable.path";
  /** Exit status; absent where the process was killed. */
  public static final String PROCESS_EXIT_CODE = "process.exit.code";
  /** As upstream defines it. */
  public static final String PROCESS_INTERACTIVE = "process.interactive";
  /** As upstream defines it. */
  public static final String PROCESS_OWNER = "process.owner";
  /** As upstream defines it. */
  public static final String PROCESS_PARENT_PID = "process.parent_pid";
  /** The process's id. */
  public static final String PROCESS_PID = "process.pid";
  /** As upstream defines it. */
  public static final String PROCESS_RUNTIME_DESCRIPTION = "process.runtime.description";
  /** As upstream defines it. */
  public static final String PROCESS_RUNTIME_NAME = "process.runtime.name";
  /** As upstream defines it. */
  public static final String PROCESS_RUNTIME_VERSION = "process.runtime.version";
  /** Where it ran. */
  public static final String PROCESS_WORKING_DIRECTORY = "process.working_directory";
  /** Who reviewed, as the forge calls them. */
  public static final String REVIEW_AUTHOR = "review.author";
  /** The comment's id, as the forge has it. */
  public static final String REVIEW_COMMENT_ID = "review.comment.id";
  /** The review's id, as the forge has it. */
  public static final String REVIEW_ID = "review.id";
  /** What was said. */
  public static final String REVIEW_MESSAGE = "review.message";
  /** What keeps a comment and its answers together. */
  public static final String REVIEW_THREAD_ID = "review.thread.id";
  /** Whether the thread was settled when it was read. */
  public static final String REVIEW_THREAD_IS_RESOLVED = "review.thread.is_resolved";
  /** What the reviewer came to. */
  public static final String REVIEW_VERDICT = "review.verdict";
  /** As upstream defines it. */
  public static final String RPC_METHOD = "rpc.method";
  /** As upstream defines it. */
  public static final String RPC_STATUS_CODE = "rpc.status_code";
  /** As upstream defines it. */
  public static final String RPC_SYSTEM_NAME = "rpc.system.name";
  /** As upstream defines it. */
  public static final String SERVER_ADDRESS = "server.address";
  /** As upstream defines it. */
  public static final String SERVER_PORT = "server.port";
  /** As upstream defines it. */
  public static final String SERVICE_INSTANCE_ID = "service.instance.id";
  /** As upstream defines it. */
  public static final String SERVICE_NAME = "service.name";
  /** As upstream defines it. */
  public static final String SERVICE_NAMESPACE = "service.namespace";
  /** As upstream defines it. */
  public static final String SERVICE_VERSION = "service.version";
  /** Commands that a person or a tool gave in it, without those beneath them. */
  public static final String SESSION_COMMANDS = "session.commands";
  /** Why it ended. */
  public static final String SESSION_END_REASON = "session.end_reason";
  /** The session's id. */
  public static final String SESSION_ID = "session.id";
  /** The session before it in the same repository. */
  public static final String SESSION_PREVIOUS_ID = "session.previous_id";
  /** When it began, milliseconds since the epoch. */
  public static final String SESSION_STARTED_AT = "session.started_at";
  /** As upstream defines it. */
  public static final String TELEMETRY_DISTRO_NAME = "telemetry.distro.name";
  /** As upstream defines it. */
  public static final String TELEMETRY_DISTRO_VERSION = "telemetry.distro.version";
  /** As upstream defines it. */
  public static final String TELEMETRY_SDK_LANGUAGE = "telemetry.sdk.language";
  /** As upstream defines it. */
  public static final String TELEMETRY_SDK_NAME = "telemetry.sdk.name";
  /** As upstream defines it. */
  public static final String TELEMETRY_SDK_VERSION = "telemetry.sdk.version";
  /** The case's name, with that of its class where it has one. */
  public static final String TEST_CASE_NAME = "test.case.name";
  /** How it ended. */
  public static final String TEST_CASE_RESULT_STATUS = "test.case.result.status";
  /** Microseconds that it took, as its report says. */
  public static final String TEST_DURATION_US = "test.duration_us";
  /** Cases that failed, those that ended in an error among them. */
  public static final String TEST_FAILED = "test.failed";
  /** Cases that passed. */
  public static final String TEST_PASSED = "test.passed";
  /** Cases that were skipped. */
  public static final String TEST_SKIPPED = "test.skipped";
  /** The suite's name. */
  public static final String TEST_SUITE_NAME = "test.suite.name";
  /** As upstream defines it. */
  public static final String TEST_SUITE_RUN_STATUS = "test.suite.run.status";
  /** As upstream defines it. */
  public static final String THREAD_ID = "thread.id";
  /** As upstream defines it. */
  public static final String THREAD_NAME = "thread.name";
  /** As upstream defines it. */
  public static final String URL_FULL = "url.full";
  /** As upstream defines it. */
  public static final String URL_PATH = "url.path";
  /** As upstream defines it. */
  public static final String URL_QUERY = "url.query";
  /** As upstream defines it. */
  public static final String URL_SCHEME = "url.scheme";
  /** As upstream defines it. */
  public static final String USER_EMAIL = "user.email";
  /** As upstream defines it. */
  public static final String USER_FULL_NAME = "user.full_name";
  /** As upstream defines it. */
  public static final String USER_HASH = "user.hash";
  /** As upstream defines it. */
  public static final String USER_ID = "user.id";
  /** As upstream defines it. */
  public static final String USER_NAME = "user.name";
  /** As upstream defines it. */
  public static final String USER_AGENT_ORIGINAL = "user_agent.original";
  /** Who proposed it, as the forge calls them. */
  public static final String VCS_CHANGE_AUTHOR = "vcs.change.author";
  /** What its author says of it. */
  public static final String VCS_CHANGE_DESCRIPTION = "vcs.change.description";
  /** Its number or id, as the forge has it. */
  public static final String VCS_CHANGE_ID = "vcs.change.id";
  /** Its labels. */
  public static final String VCS_CHANGE_LABELS = "vcs.change.labels";
  /** Who is asked to review it. */
  public static final String VCS_CHANGE_REVIEWERS = "vcs.change.reviewers";
  /** How it stands. */
  public static final String VCS_CHANGE_STATE = "vcs.change.state";
  /** Its title. */
  public static final String VCS_CHANGE_TITLE = "vcs.change.title";
  /** Where it is. */
  public static final String VCS_CHANGE_URL_FULL = "vcs.change.url.full";
  /** Author time, milliseconds since the epoch. */
  public static final String VCS_COMMIT_AUTHOR_AT = "vcs.commit.author.at";
  /** Author's e-mail as written in the commit, before mailmap. */
  public static final String VCS_COMMIT_AUTHOR_EMAIL = "vcs.commit.author.email";
  /** Author as written in the commit, before mailmap. */
  public static final String VCS_COMMIT_AUTHOR_NAME = "vcs.commit.author.name";
  /** Author's time zone, minutes east of UTC. */
  public static final String VCS_COMMIT_AUTHOR_OFFSET = "vcs.commit.author.offset";
  /** Committer's e-mail as written in the commit, before mailmap. */
  public static final String VCS_COMMIT_COMMITTER_EMAIL = "vcs.commit.committer.email";
  /** Committer as written in the commit, before mailmap. */
  public static final String VCS_COMMIT_COMMITTER_NAME = "vcs.commit.committer.name";
  /** Committer's time zone, minutes east of UTC. */
  public static final String VCS_COMMIT_COMMITTER_OFFSET = "vcs.commit.committer.offset";
  /** Paths changed against the first parent, none for a merge or where it can't be told, 65,536 at most. */
  public static final String VCS_COMMIT_FILES_PATH = "vcs.commit.files.path";
  /** For each R or C in the status, in the same order, the path it had before. */
  public static final String VCS_COMMIT_FILES_PREVIOUS_PATH = "vcs.commit.files.previous_path";
  /** One letter per path, in the same order; A added, M modified, D deleted, R renamed, C copied, T type changed. */
  public static final String VCS_COMMIT_FILES_STATUS = "vcs.commit.files.status";
  /** Those of the paths that are submodules. */
  public static final String VCS_COMMIT_FILES_SUBMODULE = "vcs.commit.files.submodule";
  /** The whole message, trailers included, without its final newline; cut at 64 KiB with a visible mark of how much is missing. */
  public static final String VCS_COMMIT_MESSAGE = "vcs.commit.message";
  /** Full hashes of the parents, in order; empty for a root commit. */
  public static final String VCS_COMMIT_PARENTS = "vcs.commit.parents";
  /** For each hunk, in the same order, the branch that owns it; empty where none does. */
  public static final String VCS_HUNK_BRANCH = "vcs.hunk.branch";
  /** For each uncommitted hunk, 1,024 at most, the file that it is in. */
  public static final String VCS_HUNK_PATH = "vcs.hunk.path";
  /** For each hunk, in the same order, where it is, as `@@` of a diff has it. */
  public static final String VCS_HUNK_RANGE = "vcs.hunk.range";
  /** Whether lines came or went. */
  public static final String VCS_LINE_CHANGE_TYPE = "vcs.line_change.type";
  /** The mailmap file as of HEAD. */
  public static final String VCS_MAILMAP_CONTENT = "vcs.mailmap.content";
  /** A note's text. */
  public static final String VCS_NOTE_MESSAGE = "vcs.note.message";
  /** The git command after aliases; `alias` for one that runs a shell, `external` for a command that isn't git's own, `query` where git was asked for its own paths, `usage` where no command was given, `unknown` where nothing tells it. */
  public static final String VCS_OPERATION_NAME = "vcs.operation.name";
  /** Who did it. */
  public static final String VCS_OPERATION_ORIGIN = "vcs.operation.origin";
  /** As upstream defines it. */
  public static final String VCS_OWNER_NAME = "vcs.owner.name";
  /** The forge. */
  public static final String VCS_PROVIDER_NAME = "vcs.provider.name";
  /** The branch that it is to go into. */
  public static final String VCS_REF_BASE_NAME = "vcs.ref.base.name";
  /** The commit that a ref pointed at before. */
  public static final String VCS_REF_BASE_REVISION = "vcs.ref.base.revision";
  /** As upstream defines it. */
  public static final String VCS_REF_BASE_TYPE = "vcs.ref.base.type";
  /** The ref's full name; `HEAD` is the main worktree's, `worktrees/&lt;name>/HEAD` a linked one's; `shallow` and `unread` are no refs of git's, see `vcs.ref.change`. */
  public static final String VCS_REF_HEAD_NAME = "vcs.ref.head.name";
  /** The commit that the event is about, or that a ref points at now, as a full hash; an annotated tag stands for its commit, a ref to anything else for that object. */
  public static final String VCS_REF_HEAD_REVISION = "vcs.ref.head.revision";
  /** As upstream defines it. */
  public static final String VCS_REF_HEAD_TYPE = "vcs.ref.head.type";
  /** What kind of ref it is. */
  public static final String VCS_REF_TYPE = "vcs.ref.type";
  /** E-mail of who moved the ref. */
  public static final String VCS_REFLOG_EMAIL = "vcs.reflog.email";
  /** The reflog's reason. */
  public static final String VCS_REFLOG_MESSAGE = "vcs.reflog.message";
  /** Who moved the ref. */
  public static final String VCS_REFLOG_NAME = "vcs.reflog.name";
  /** The repository's name, that of its directory. */
  public static final String VCS_REPOSITORY_NAME = "vcs.repository.name";
  /** Where the repository is, without credentials. */
  public static final String VCS_REPOSITORY_URL_FULL = "vcs.repository.url.full";
  /** As upstream defines it. */
  public static final String VCS_REVISION_DELTA_DIRECTION = "vcs.revision_delta.direction";
  /** What tells that both are one change. */
  public static final String VCS_REWRITE_EVIDENCE = "vcs.rewrite.evidence";
  /** What rewrote the commit. */
  public static final String VCS_REWRITE_TYPE = "vcs.rewrite.type";
  /** Short names of its branches, from the base to the tip. */
  public static final String VCS_STACK_BRANCHES = "vcs.stack.branches";
  /** The commit that each of the branches points at, in the same order, as full hashes. */
  public static final String VCS_STACK_HEADS = "vcs.stack.heads";
  /** The stack's id, as its tool has it. */
  public static final String VCS_STACK_ID = "vcs.stack.id";
  /** Whether its changes are in the worktree. */
  public static final String VCS_STACK_IS_APPLIED = "vcs.stack.is_applied";
  /** An annotated tag's message. */
  public static final String VCS_TAG_MESSAGE = "vcs.tag.message";
  /** What was done with it. */
  public static final String VCS_VIRTUAL_BRANCH_ACTION = "vcs.virtual_branch.action";
  /** Short name of the branch. */
  public static final String VCS_VIRTUAL_BRANCH_NAME = "vcs.virtual_branch.name";
  /** What it was called before. */
  public static final String VCS_VIRTUAL_BRANCH_PREVIOUS_NAME = "vcs.virtual_branch.previous_name";
  /** Microseconds from the sentinel's end to its being read. */
  public static final String WAKELORE_CAPTURE_LATENCY_US = "wakelore.capture.latency_us";
  /** How many traces were lost. */
  public static final String WAKELORE_CAPTURE_LOSS_FILES = "wakelore.capture.loss.files";
  /** Why something is missing. */
  public static final String WAKELORE_CAPTURE_LOSS_REASON = "wakelore.capture.loss.reason";
  /** The word that `doctor` sent through. */
  public static final String WAKELORE_CAPTURE_SENTINEL = "wakelore.capture.sentinel";
  /** What capture became. */
  public static final String WAKELORE_CAPTURE_STATE = "wakelore.capture.state";
  /** Until when, milliseconds since the epoch. */
  public static final String WAKELORE_CAPTURE_UNTIL = "wakelore.capture.until";
  /** Detail level by category, as `category=level`. */
  public static final String WAKELORE_CONSENT_DETAIL = "wakelore.consent.detail";
  /** The git directory that may be read. */
  public static final String WAKELORE_CONSENT_PATH = "wakelore.consent.path";
  /** Microseconds of processor time that the daemon used in the period. */
  public static final String WAKELORE_DAEMON_CPU_US = "wakelore.daemon.cpu_us";
  /** Microseconds that this took altogether. */
  public static final String WAKELORE_DAEMON_DRAIN_US = "wakelore.daemon.drain_us";
  /** How often the spool was taken in. */
  public static final String WAKELORE_DAEMON_DRAINS = "wakelore.daemon.drains";
  /** Events stored in the period. */
  public static final String WAKELORE_DAEMON_EVENTS = "wakelore.daemon.events";
  /** Codes of faults met in the period, with how often, as `code=count`. */
  public static final String WAKELORE_DAEMON_FAULTS = "wakelore.daemon.faults";
  /** Traces deleted unread because their repository isn't captured. */
  public static final String WAKELORE_DAEMON_OUTSIDE = "wakelore.daemon.outside";
  /** The daemon's process id. */
  public static final String WAKELORE_DAEMON_PID = "wakelore.daemon.pid";
  /** Its resident memory at the end of the period, bytes. */
  public static final String WAKELORE_DAEMON_RSS_BYTES = "wakelore.daemon.rss_bytes";
  /** Traces of git commands read in the period. */
  public static final String WAKELORE_DAEMON_TRACES = "wakelore.daemon.traces";
  /** An attribute of the event's own whose name begins with `wakelore.event.`; the key is its name. */
  public static final String WAKELORE_EVENT_ATTRIBUTE = "wakelore.event.attribute";
  /** The branch that was checked out. */
  public static final String WAKELORE_EVENT_BRANCH = "wakelore.event.branch";
  /** What makes it itself within its source. */
  public static final String WAKELORE_EVENT_KEY = "wakelore.event.key";
  /** The event's kind. */
  public static final String WAKELORE_EVENT_KIND = "wakelore.event.kind";
  /** When it happened, milliseconds since the epoch, where the record can hold no such time. */
  public static final String WAKELORE_EVENT_OCCURRED_AT = "wakelore.event.occurred_at";
  /** The virtual branch that owns what happened. */
  public static final String WAKELORE_EVENT_OWNING_VIRTUAL_BRANCH = "wakelore.event.owning_virtual_branch";
  /** The span above it, where the record can hold no such id. */
  public static final String WAKELORE_EVENT_PARENT_SPAN_ID = "wakelore.event.parent_span_id";
  /** When it was read, milliseconds since the epoch. */
  public static final String WAKELORE_EVENT_RECORDED_AT = "wakelore.event.recorded_at";
  /** Id of its repository. */
  public static final String WAKELORE_EVENT_REPOSITORY = "wakelore.event.repository";
  /** The session that it belongs to. */
  public static final String WAKELORE_EVENT_SESSION = "wakelore.event.session";
  /** Which source read it. */
  public static final String WAKELORE_EVENT_SOURCE = "wakelore.event.source";
  /** Its span, where the record has no field for it. */
  public static final String WAKELORE_EVENT_SPAN_ID = "wakelore.event.span_id";
  /** What is stored under a name of OTLP's without being what that means; the key is that name. */
  public static final String WAKELORE_EVENT_STORED = "wakelore.event.stored";
  /** Its trace, where the record can hold no such id. */
  public static final String WAKELORE_EVENT_TRACE_ID = "wakelore.event.trace_id";
  /** Virtual branches that were applied. */
  public static final String WAKELORE_EVENT_VIRTUAL_BRANCHES = "wakelore.event.virtual_branches";
  /** The linked worktree that it happened in. */
  public static final String WAKELORE_EVENT_WORKTREE = "wakelore.event.worktree";
  /** Whether its pages may send telemetry. */
  public static final String WAKELORE_ORIGIN_STATE = "wakelore.origin.state";
  /** The origin of a web page. */
  public static final String WAKELORE_ORIGIN_URL = "wakelore.origin.url";
  /** The repository's id at wakelore, 32 hex digits, as `wakelore env` hands it on. */
  public static final String WAKELORE_REPOSITORY_ID = "wakelore.repository.id";
  /** Bytes of the requests' bodies as they left, those that were sent again counted each time. */
  public static final String WAKELORE_SINK_BYTES = "wakelore.sink.bytes";
  /** How much of an event it is sent. */
  public static final String WAKELORE_SINK_DETAIL = "wakelore.sink.detail";
  /** Where it is; never with credentials. */
  public static final String WAKELORE_SINK_ENDPOINT = "wakelore.sink.endpoint";
  /** Events that were sent and acknowledged. */
  public static final String WAKELORE_SINK_EVENTS = "wakelore.sink.events";
  /** What was met, with how often, as `code=count`; `HTTP_&lt;status>` and `GRPC_&lt;code>` for what the sink answered. */
  public static final String WAKELORE_SINK_FAULTS = "wakelore.sink.faults";
  /** Where in the log the first event lies, as `segment/byte of its block/row`. */
  public static final String WAKELORE_SINK_FIRST = "wakelore.sink.first";
  /** Spans, log records and points that this came to. */
  public static final String WAKELORE_SINK_ITEMS = "wakelore.sink.items";
  /** Where the last one lies. */
  public static final String WAKELORE_SINK_LAST = "wakelore.sink.last";
  /** What its owner calls the sink. */
  public static final String WAKELORE_SINK_NAME = "wakelore.sink.name";
  /** Whether it is sent what wakelore says of itself, and of its owner's decisions. */
  public static final String WAKELORE_SINK_OWN_EVENTS = "wakelore.sink.own_events";
  /** How OTLP is spoken with it. */
  public static final String WAKELORE_SINK_PROTOCOL = "wakelore.sink.protocol";
  /** Spans, log records and points among them that the sink refused for good. */
  public static final String WAKELORE_SINK_REFUSED = "wakelore.sink.refused";
  /** Ids of the repositories whose events it is sent; `all` for every one there is, also from now on. */
  public static final String WAKELORE_SINK_REPOSITORIES = "wakelore.sink.repositories";
  /** What became of it. */
  public static final String WAKELORE_SINK_STATE = "wakelore.sink.state";
  /** Probability that the stage is right, 0 to 1. */
  public static final String WORKFLOW_CONFIDENCE = "workflow.confidence";
  /** What spoke for it, the strongest first, as `measure=value`. */
  public static final String WORKFLOW_EVIDENCE = "workflow.evidence";
  /** The stage before it, of the same values. */
  public static final String WORKFLOW_PREVIOUS_STAGE = "workflow.previous_stage";
  /** What stage the work is in, as inferred. */
  public static final String WORKFLOW_STAGE = "workflow.stage";

  private Attributes() {}
}
