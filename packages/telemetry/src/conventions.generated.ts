/**
 * Conventions as code: constants, lookup tables and one attribute type per kind.
 * Generated from packages/telemetry/conventions/*.yaml by `npm run generate`: change
 * those, never this.
 *
 * The tables have no prototype, so that a hostile name (`constructor`) finds nothing.
 */

/** Names the version of the conventions that telemetry was written by. */
export const SCHEMA_URL = 'https://wakelore.invalid/schemas/1.1.0'

/** What the command is for. `string`, count. */
export const ATTR_COMMAND_CLASS = 'command.class'
export const COMMAND_CLASS_VALUE_BUILD = "build"
export const COMMAND_CLASS_VALUE_TEST = "test"
export const COMMAND_CLASS_VALUE_OTHER = "other"
/** The program with the word that says what it is to do, without what only starts it. `string`, name. */
export const ATTR_COMMAND_NAME = 'command.name'
/** What of wakelore's own it was started beneath. `string`, count. */
export const ATTR_COMMAND_PARENT = 'command.parent'
/** Another command given to `wakelore run`. */
export const COMMAND_PARENT_VALUE_RUN = "run"
/** A git command. */
export const COMMAND_PARENT_VALUE_GIT = "git"
/** What git complained of, a line each, 4 KiB at most. `string`, text. */
export const ATTR_ERROR_MESSAGE = 'error.message'
/** Why it failed; `exit_<status>`, `signal_<number>`, or `killed` where no end was told. `string`, count. */
export const ATTR_ERROR_TYPE = 'error.type'
export const ERROR_TYPE_VALUE__OTHER = "_OTHER"
/** What kind of failure it was, as its language or its test runner calls it, 200 characters at most. `string`, name. */
export const ATTR_EXCEPTION_TYPE = 'exception.type'
/** Of each program that it started, 256 at most, what git calls it; `hook`, `pager`, `editor`, `transport/ssh`, `?` and others, `remote` for a transport that isn't git's own, `other` for what no git is known to say. `string[]`, count. */
export const ATTR_GIT_CHILD_CLASS = 'git.child.class'
/** Its command line, arguments quoted as a shell would, 1 KiB at most; empty for git's own commands, which are spans themselves. `string[]`, text. */
export const ATTR_GIT_CHILD_COMMAND = 'git.child.command'
/** Microseconds that it ran; -1 where its end wasn't told. `int[]`, count. */
export const ATTR_GIT_CHILD_DURATION_US = 'git.child.duration_us'
/** Exit status; -1 where it couldn't be started or its end wasn't told. `int[]`, count. */
export const ATTR_GIT_CHILD_EXIT_CODE = 'git.child.exit_code'
/** A hook's name, otherwise the program's, without directory and arguments. `string[]`, name. */
export const ATTR_GIT_CHILD_NAME = 'git.child.name'
/** Process id; -1 where it couldn't be started or none is known. `int[]`, count. */
export const ATTR_GIT_CHILD_PID = 'git.child.pid'
/** Microseconds from the command's start to its. `int[]`, count. */
export const ATTR_GIT_CHILD_START_US = 'git.child.start_us'
/** The alias or external command as it was typed. `string`, name. */
export const ATTR_GIT_COMMAND_ALIAS = 'git.command.alias'
/** What of several things the command does, as git calls it. `string`, count. */
export const ATTR_GIT_COMMAND_MODE = 'git.command.mode'
/** Numbers that git told of its work, as `category/key` of git's, sorted, 16 at most. `string[]`, name. */
export const ATTR_GIT_COUNTER_NAME = 'git.counter.name'
/** Their values, in the same order; the last told of each. `double[]`, name. */
export const ATTR_GIT_COUNTER_VALUE = 'git.counter.value'
/** Whether it claimed a parent that had ended or had started nothing at that time; it is its own root then. `boolean`, count. */
export const ATTR_GIT_PARENT_IS_FALSE = 'git.parent.is_false'
/** Whether its parent is no git command, but a span that was carried in from outside by a W3C trace context. `boolean`, count. */
export const ATTR_GIT_PARENT_IS_REMOTE = 'git.parent.is_remote'
/** Microseconds of each region together, in the same order. `int[]`, name. */
export const ATTR_GIT_REGION_DURATION_US = 'git.region.duration_us'
/** Stretches of its work that took 1 ms or more altogether, as `category/label` of git's, 16 at most, those that took longest. `string[]`, name. */
export const ATTR_GIT_REGION_NAME = 'git.region.name'
/** Whether something of its trace was left out, being garbled, torn or too long. `boolean`, count. */
export const ATTR_GIT_TRACE_IS_CUT = 'git.trace.is_cut'
/** The git that ran. `string`, count. */
export const ATTR_GIT_VERSION = 'git.version'
/** The record's body, where that is text. `string`, text. */
export const ATTR_OTLP_LOG_BODY = 'otlp.log.body'
/** What kind of event the record is, where it is one. `string`, name. */
export const ATTR_OTLP_LOG_EVENT_NAME = 'otlp.log.event_name'
/** Severity from 1, trace, to 24, fatal. `int`, count. */
export const ATTR_OTLP_LOG_SEVERITY_NUMBER = 'otlp.log.severity_number'
/** Severity as the sender calls it. `string`, name. */
export const ATTR_OTLP_LOG_SEVERITY_TEXT = 'otlp.log.severity_text'
/** The metric's name. `string`, name. */
export const ATTR_OTLP_METRIC_NAME = 'otlp.metric.name'
/** What kind of point it is. `string`, count. */
export const ATTR_OTLP_METRIC_TYPE = 'otlp.metric.type'
export const OTLP_METRIC_TYPE_VALUE_GAUGE = "gauge"
export const OTLP_METRIC_TYPE_VALUE_SUM = "sum"
export const OTLP_METRIC_TYPE_VALUE_HISTOGRAM = "histogram"
export const OTLP_METRIC_TYPE_VALUE_EXPONENTIAL_HISTOGRAM = "exponential_histogram"
export const OTLP_METRIC_TYPE_VALUE_SUMMARY = "summary"
/** The metric's unit, by UCUM. `string`, name. */
export const ATTR_OTLP_METRIC_UNIT = 'otlp.metric.unit'
/** A gauge's or sum's value. `double`, count. */
export const ATTR_OTLP_METRIC_VALUE = 'otlp.metric.value'
/** The instrumentation that made it. `string`, name. */
export const ATTR_OTLP_SCOPE_NAME = 'otlp.scope.name'
/** The instrumentation's version. `string`, name. */
export const ATTR_OTLP_SCOPE_VERSION = 'otlp.scope.version'
/** Nanoseconds from start to end; below zero where the sender says so. `int`, count. */
export const ATTR_OTLP_SPAN_DURATION_NS = 'otlp.span.duration_ns'
/** The span's kind. `string`, count. */
export const ATTR_OTLP_SPAN_KIND = 'otlp.span.kind'
export const OTLP_SPAN_KIND_VALUE_INTERNAL = "internal"
export const OTLP_SPAN_KIND_VALUE_SERVER = "server"
export const OTLP_SPAN_KIND_VALUE_CLIENT = "client"
export const OTLP_SPAN_KIND_VALUE_PRODUCER = "producer"
export const OTLP_SPAN_KIND_VALUE_CONSUMER = "consumer"
/** The span's name. `string`, name. */
export const ATTR_OTLP_SPAN_NAME = 'otlp.span.name'
/** How it ended, where the sender says. `string`, count. */
export const ATTR_OTLP_SPAN_STATUS = 'otlp.span.status'
export const OTLP_SPAN_STATUS_VALUE_OK = "ok"
export const OTLP_SPAN_STATUS_VALUE_ERROR = "error"
/** What the sender says of an error. `string`, text. */
export const ATTR_OTLP_SPAN_STATUS_MESSAGE = 'otlp.span.status_message'
/** Nanoseconds after the millisecond of `occurredAt`. `int`, count. */
export const ATTR_OTLP_TIME_SUB_MS_NS = 'otlp.time.sub_ms_ns'
/** Names of the processes above it, the nearest first, 8 at most. `string[]`, name. */
export const ATTR_PROCESS_ANCESTORS = 'process.ancestors'
/** The command line, the program first, secrets redacted; 256 arguments and 16 KiB at most. `string[]`, text. */
export const ATTR_PROCESS_COMMAND_ARGS = 'process.command_args'
/** Microseconds from start to end; up to the last thing heard of it, where it was killed. `int`, count. */
export const ATTR_PROCESS_DURATION_US = 'process.duration_us'
/** The program, without its directory. `string`, name. */
export const ATTR_PROCESS_EXECUTABLE_NAME = 'process.executable.name'
/** Exit status; absent where the process was killed. `int`, count. */
export const ATTR_PROCESS_EXIT_CODE = 'process.exit.code'
/** The process's id. `int`, count. */
export const ATTR_PROCESS_PID = 'process.pid'
/** Where it ran. `string`, name. */
export const ATTR_PROCESS_WORKING_DIRECTORY = 'process.working_directory'
/** Commands that a person or a tool gave in it, without those beneath them. `int`, count. */
export const ATTR_SESSION_COMMANDS = 'session.commands'
/** Why it ended. `string`, count. */
export const ATTR_SESSION_END_REASON = 'session.end_reason'
/** After a long pause. */
export const SESSION_END_REASON_VALUE_IDLE = "idle"
/** Where a crash cut it off. */
export const SESSION_END_REASON_VALUE_ABANDONED = "abandoned"
/** The session's id. `string`, count. */
export const ATTR_SESSION_ID = 'session.id'
/** The session before it in the same repository. `string`, count. */
export const ATTR_SESSION_PREVIOUS_ID = 'session.previous_id'
/** When it began, milliseconds since the epoch. `int`, count. */
export const ATTR_SESSION_STARTED_AT = 'session.started_at'
/** The case's name, with that of its class where it has one. `string`, name. */
export const ATTR_TEST_CASE_NAME = 'test.case.name'
/** How it ended. `string`, count. */
export const ATTR_TEST_CASE_RESULT_STATUS = 'test.case.result.status'
export const TEST_CASE_RESULT_STATUS_VALUE_FAIL = "fail"
export const TEST_CASE_RESULT_STATUS_VALUE_PASS = "pass"
export const TEST_CASE_RESULT_STATUS_VALUE_SKIP = "skip"
export const TEST_CASE_RESULT_STATUS_VALUE_ERROR = "error"
/** Microseconds that it took, as its report says. `int`, count. */
export const ATTR_TEST_DURATION_US = 'test.duration_us'
/** Cases that failed, those that ended in an error among them. `int`, count. */
export const ATTR_TEST_FAILED = 'test.failed'
/** Cases that passed. `int`, count. */
export const ATTR_TEST_PASSED = 'test.passed'
/** Cases that were skipped. `int`, count. */
export const ATTR_TEST_SKIPPED = 'test.skipped'
/** The suite's name. `string`, name. */
export const ATTR_TEST_SUITE_NAME = 'test.suite.name'
/** Author time, milliseconds since the epoch. `int`, count. */
export const ATTR_VCS_COMMIT_AUTHOR_AT = 'vcs.commit.author.at'
/** Author's e-mail as written in the commit, before mailmap. `string`, identity. */
export const ATTR_VCS_COMMIT_AUTHOR_EMAIL = 'vcs.commit.author.email'
/** Author as written in the commit, before mailmap. `string`, identity. */
export const ATTR_VCS_COMMIT_AUTHOR_NAME = 'vcs.commit.author.name'
/** Author's time zone, minutes east of UTC. `int`, count. */
export const ATTR_VCS_COMMIT_AUTHOR_OFFSET = 'vcs.commit.author.offset'
/** Committer's e-mail as written in the commit, before mailmap. `string`, identity. */
export const ATTR_VCS_COMMIT_COMMITTER_EMAIL = 'vcs.commit.committer.email'
/** Committer as written in the commit, before mailmap. `string`, identity. */
export const ATTR_VCS_COMMIT_COMMITTER_NAME = 'vcs.commit.committer.name'
/** Committer's time zone, minutes east of UTC. `int`, count. */
export const ATTR_VCS_COMMIT_COMMITTER_OFFSET = 'vcs.commit.committer.offset'
/** Paths changed against the first parent, none for a merge or where it can't be told, 65,536 at most. `string[]`, name. */
export const ATTR_VCS_COMMIT_FILES_PATH = 'vcs.commit.files.path'
/** For each R or C in the status, in the same order, the path it had before. `string[]`, name. */
export const ATTR_VCS_COMMIT_FILES_PREVIOUS_PATH = 'vcs.commit.files.previous_path'
/** One letter per path, in the same order; A added, M modified, D deleted, R renamed, C copied, T type changed. `string`, count. */
export const ATTR_VCS_COMMIT_FILES_STATUS = 'vcs.commit.files.status'
/** Those of the paths that are submodules. `string[]`, name. */
export const ATTR_VCS_COMMIT_FILES_SUBMODULE = 'vcs.commit.files.submodule'
/** The whole message, trailers included, without its final newline; cut at 64 KiB with a visible mark of how much is missing. `string`, text. */
export const ATTR_VCS_COMMIT_MESSAGE = 'vcs.commit.message'
/** Full hashes of the parents, in order; empty for a root commit. `string[]`, name. */
export const ATTR_VCS_COMMIT_PARENTS = 'vcs.commit.parents'
/** The mailmap file as of HEAD. `string`, identity. */
export const ATTR_VCS_MAILMAP_CONTENT = 'vcs.mailmap.content'
/** A note's text. `string`, text. */
export const ATTR_VCS_NOTE_MESSAGE = 'vcs.note.message'
/** The git command after aliases; `alias` for one that runs a shell, `external` for a command that isn't git's own, `query` where git was asked for its own paths, `usage` where no command was given, `unknown` where nothing tells it. `string`, count. */
export const ATTR_VCS_OPERATION_NAME = 'vcs.operation.name'
/** Who did it. `string`, count. */
export const ATTR_VCS_OPERATION_ORIGIN = 'vcs.operation.origin'
/** A tool with git built in: no git command was seen to. */
export const VCS_OPERATION_ORIGIN_VALUE_IN_PROCESS = "in_process"
/** The commit that a ref pointed at before. `string`, name. */
export const ATTR_VCS_REF_BASE_REVISION = 'vcs.ref.base.revision'
/** The ref's full name; `HEAD` is the main worktree's, `worktrees/<name>/HEAD` a linked one's; `shallow` and `unread` are no refs of git's, see `vcs.ref.change`. `string`, name. */
export const ATTR_VCS_REF_HEAD_NAME = 'vcs.ref.head.name'
/** The commit that the event is about, or that a ref points at now, as a full hash; an annotated tag stands for its commit, a ref to anything else for that object. `string`, name. */
export const ATTR_VCS_REF_HEAD_REVISION = 'vcs.ref.head.revision'
/** What kind of ref it is. `string`, name. */
export const ATTR_VCS_REF_TYPE = 'vcs.ref.type'
export const VCS_REF_TYPE_VALUE_BRANCH = "branch"
export const VCS_REF_TYPE_VALUE_TAG = "tag"
export const VCS_REF_TYPE_VALUE_REMOTE = "remote"
export const VCS_REF_TYPE_VALUE_STASH = "stash"
export const VCS_REF_TYPE_VALUE_HEAD = "head"
export const VCS_REF_TYPE_VALUE_OTHER = "other"
/** E-mail of who moved the ref. `string`, identity. */
export const ATTR_VCS_REFLOG_EMAIL = 'vcs.reflog.email'
/** The reflog's reason. `string`, text. */
export const ATTR_VCS_REFLOG_MESSAGE = 'vcs.reflog.message'
/** Who moved the ref. `string`, identity. */
export const ATTR_VCS_REFLOG_NAME = 'vcs.reflog.name'
/** The repository's name, that of its directory. `string`, name. */
export const ATTR_VCS_REPOSITORY_NAME = 'vcs.repository.name'
/** What tells that both are one change. `string`, count. */
export const ATTR_VCS_REWRITE_EVIDENCE = 'vcs.rewrite.evidence'
export const VCS_REWRITE_EVIDENCE_VALUE_REFLOG = "reflog"
export const VCS_REWRITE_EVIDENCE_VALUE_CHANGE_ID = "change_id"
export const VCS_REWRITE_EVIDENCE_VALUE_PATCH_ID = "patch_id"
/** What rewrote the commit. `string`, count. */
export const ATTR_VCS_REWRITE_TYPE = 'vcs.rewrite.type'
export const VCS_REWRITE_TYPE_VALUE_AMEND = "amend"
export const VCS_REWRITE_TYPE_VALUE_REBASE = "rebase"
export const VCS_REWRITE_TYPE_VALUE_CHERRY_PICK = "cherry_pick"
export const VCS_REWRITE_TYPE_VALUE_OTHER = "other"
/** An annotated tag's message. `string`, text. */
export const ATTR_VCS_TAG_MESSAGE = 'vcs.tag.message'
/** Microseconds from the sentinel's end to its being read. `int`, count. */
export const ATTR_WAKELORE_CAPTURE_LATENCY_US = 'wakelore.capture.latency_us'
/** How many traces were lost. `int`, count. */
export const ATTR_WAKELORE_CAPTURE_LOSS_FILES = 'wakelore.capture.loss.files'
/** Why something is missing. `string`, count. */
export const ATTR_WAKELORE_CAPTURE_LOSS_REASON = 'wakelore.capture.loss.reason'
/** Git wrote no more. */
export const WAKELORE_CAPTURE_LOSS_REASON_VALUE_SPOOL_FULL = "spool_full"
/** Its directory vanished, at logout or reboot. */
export const WAKELORE_CAPTURE_LOSS_REASON_VALUE_SPOOL_GONE = "spool_gone"
/** The oldest files were given up. */
export const WAKELORE_CAPTURE_LOSS_REASON_VALUE_SPOOL_TOO_LARGE = "spool_too_large"
/** Files that can't be read. */
export const WAKELORE_CAPTURE_LOSS_REASON_VALUE_SPOOL_UNREADABLE = "spool_unreadable"
/** The word that `doctor` sent through. `string`, count. */
export const ATTR_WAKELORE_CAPTURE_SENTINEL = 'wakelore.capture.sentinel'
/** What capture became. `string`, count. */
export const ATTR_WAKELORE_CAPTURE_STATE = 'wakelore.capture.state'
export const WAKELORE_CAPTURE_STATE_VALUE_ON = "on"
export const WAKELORE_CAPTURE_STATE_VALUE_OFF = "off"
export const WAKELORE_CAPTURE_STATE_VALUE_PAUSED = "paused"
/** Until when, milliseconds since the epoch. `int`, count. */
export const ATTR_WAKELORE_CAPTURE_UNTIL = 'wakelore.capture.until'
/** Detail level by category, as `category=level`. `string[]`, count. */
export const ATTR_WAKELORE_CONSENT_DETAIL = 'wakelore.consent.detail'
/** The git directory that may be read. `string`, name. */
export const ATTR_WAKELORE_CONSENT_PATH = 'wakelore.consent.path'
/** Microseconds of processor time that the daemon used in the period. `int`, count. */
export const ATTR_WAKELORE_DAEMON_CPU_US = 'wakelore.daemon.cpu_us'
/** Microseconds that this took altogether. `int`, count. */
export const ATTR_WAKELORE_DAEMON_DRAIN_US = 'wakelore.daemon.drain_us'
/** How often the spool was taken in. `int`, count. */
export const ATTR_WAKELORE_DAEMON_DRAINS = 'wakelore.daemon.drains'
/** Events stored in the period. `int`, count. */
export const ATTR_WAKELORE_DAEMON_EVENTS = 'wakelore.daemon.events'
/** Codes of faults met in the period, with how often, as `code=count`. `string[]`, count. */
export const ATTR_WAKELORE_DAEMON_FAULTS = 'wakelore.daemon.faults'
/** Traces deleted unread because their repository isn't captured. `int`, count. */
export const ATTR_WAKELORE_DAEMON_OUTSIDE = 'wakelore.daemon.outside'
/** The daemon's process id. `int`, count. */
export const ATTR_WAKELORE_DAEMON_PID = 'wakelore.daemon.pid'
/** Its resident memory at the end of the period, bytes. `int`, count. */
export const ATTR_WAKELORE_DAEMON_RSS_BYTES = 'wakelore.daemon.rss_bytes'
/** Traces of git commands read in the period. `int`, count. */
export const ATTR_WAKELORE_DAEMON_TRACES = 'wakelore.daemon.traces'
/** Whether its pages may send telemetry. `string`, count. */
export const ATTR_WAKELORE_ORIGIN_STATE = 'wakelore.origin.state'
export const WAKELORE_ORIGIN_STATE_VALUE_ALLOWED = "allowed"
export const WAKELORE_ORIGIN_STATE_VALUE_REMOVED = "removed"
/** The origin of a web page. `string`, name. */
export const ATTR_WAKELORE_ORIGIN_URL = 'wakelore.origin.url'
/** Bytes of the requests' bodies as they left, those that were sent again counted each time. `int`, count. */
export const ATTR_WAKELORE_SINK_BYTES = 'wakelore.sink.bytes'
/** How much of an event it is sent. `string`, count. */
export const ATTR_WAKELORE_SINK_DETAIL = 'wakelore.sink.detail'
export const WAKELORE_SINK_DETAIL_VALUE_COUNTS = "counts"
export const WAKELORE_SINK_DETAIL_VALUE_NAMES = "names"
export const WAKELORE_SINK_DETAIL_VALUE_FULL = "full"
/** Where it is; never with credentials. `string`, name. */
export const ATTR_WAKELORE_SINK_ENDPOINT = 'wakelore.sink.endpoint'
/** Events that were sent and acknowledged. `int`, count. */
export const ATTR_WAKELORE_SINK_EVENTS = 'wakelore.sink.events'
/** What was met, with how often, as `code=count`; `HTTP_<status>` and `GRPC_<code>` for what the sink answered. `string[]`, count. */
export const ATTR_WAKELORE_SINK_FAULTS = 'wakelore.sink.faults'
/** Where in the log the first event lies, as `segment/byte of its block/row`. `string`, count. */
export const ATTR_WAKELORE_SINK_FIRST = 'wakelore.sink.first'
/** Spans, log records and points that this came to. `int`, count. */
export const ATTR_WAKELORE_SINK_ITEMS = 'wakelore.sink.items'
/** Where the last one lies. `string`, count. */
export const ATTR_WAKELORE_SINK_LAST = 'wakelore.sink.last'
/** What its owner calls the sink. `string`, name. */
export const ATTR_WAKELORE_SINK_NAME = 'wakelore.sink.name'
/** Whether it is sent what wakelore says of itself, and of its owner's decisions. `boolean`, count. */
export const ATTR_WAKELORE_SINK_OWN_EVENTS = 'wakelore.sink.own_events'
/** How OTLP is spoken with it. `string`, count. */
export const ATTR_WAKELORE_SINK_PROTOCOL = 'wakelore.sink.protocol'
export const WAKELORE_SINK_PROTOCOL_VALUE_HTTP_PROTOBUF = "http/protobuf"
export const WAKELORE_SINK_PROTOCOL_VALUE_HTTP_JSON = "http/json"
export const WAKELORE_SINK_PROTOCOL_VALUE_GRPC = "grpc"
/** Spans, log records and points among them that the sink refused for good. `int`, count. */
export const ATTR_WAKELORE_SINK_REFUSED = 'wakelore.sink.refused'
/** Ids of the repositories whose events it is sent; `all` for every one there is, also from now on. `string[]`, count. */
export const ATTR_WAKELORE_SINK_REPOSITORIES = 'wakelore.sink.repositories'
/** What became of it. `string`, count. */
export const ATTR_WAKELORE_SINK_STATE = 'wakelore.sink.state'
export const WAKELORE_SINK_STATE_VALUE_ADDED = "added"
export const WAKELORE_SINK_STATE_VALUE_CHANGED = "changed"
export const WAKELORE_SINK_STATE_VALUE_REMOVED = "removed"

export type PrivacyClass = 'count' | 'name' | 'identity' | 'text'

/** Privacy class by attribute name. An attribute that is missing here counts as `text`. */
export const PRIVACY_CLASS: Readonly<Record<string, PrivacyClass>> = /* @__PURE__ */ Object.freeze(
  /* @__PURE__ */ Object.assign(/* @__PURE__ */ Object.create(null) as Record<string, PrivacyClass>, {
    'command.class': 'count',
    'command.name': 'name',
    'command.parent': 'count',
    'error.message': 'text',
    'error.type': 'count',
    'exception.type': 'name',
    'git.child.class': 'count',
    'git.child.command': 'text',
    'git.child.duration_us': 'count',
    'git.child.exit_code': 'count',
    'git.child.name': 'name',
    'git.child.pid': 'count',
    'git.child.start_us': 'count',
    'git.command.alias': 'name',
    'git.command.mode': 'count',
    'git.counter.name': 'name',
    'git.counter.value': 'name',
    'git.parent.is_false': 'count',
    'git.parent.is_remote': 'count',
    'git.region.duration_us': 'name',
    'git.region.name': 'name',
    'git.trace.is_cut': 'count',
    'git.version': 'count',
    'otlp.log.body': 'text',
    'otlp.log.event_name': 'name',
    'otlp.log.severity_number': 'count',
    'otlp.log.severity_text': 'name',
    'otlp.metric.name': 'name',
    'otlp.metric.type': 'count',
    'otlp.metric.unit': 'name',
    'otlp.metric.value': 'count',
    'otlp.scope.name': 'name',
    'otlp.scope.version': 'name',
    'otlp.span.duration_ns': 'count',
    'otlp.span.kind': 'count',
    'otlp.span.name': 'name',
    'otlp.span.status': 'count',
    'otlp.span.status_message': 'text',
    'otlp.time.sub_ms_ns': 'count',
    'process.ancestors': 'name',
    'process.command_args': 'text',
    'process.duration_us': 'count',
    'process.executable.name': 'name',
    'process.exit.code': 'count',
    'process.pid': 'count',
    'process.working_directory': 'name',
    'session.commands': 'count',
    'session.end_reason': 'count',
    'session.id': 'count',
    'session.previous_id': 'count',
    'session.started_at': 'count',
    'test.case.name': 'name',
    'test.case.result.status': 'count',
    'test.duration_us': 'count',
    'test.failed': 'count',
    'test.passed': 'count',
    'test.skipped': 'count',
    'test.suite.name': 'name',
    'vcs.commit.author.at': 'count',
    'vcs.commit.author.email': 'identity',
    'vcs.commit.author.name': 'identity',
    'vcs.commit.author.offset': 'count',
    'vcs.commit.committer.email': 'identity',
    'vcs.commit.committer.name': 'identity',
    'vcs.commit.committer.offset': 'count',
    'vcs.commit.files.path': 'name',
    'vcs.commit.files.previous_path': 'name',
    'vcs.commit.files.status': 'count',
    'vcs.commit.files.submodule': 'name',
    'vcs.commit.message': 'text',
    'vcs.commit.parents': 'name',
    'vcs.mailmap.content': 'identity',
    'vcs.note.message': 'text',
    'vcs.operation.name': 'count',
    'vcs.operation.origin': 'count',
    'vcs.ref.base.revision': 'name',
    'vcs.ref.head.name': 'name',
    'vcs.ref.head.revision': 'name',
    'vcs.ref.type': 'name',
    'vcs.reflog.email': 'identity',
    'vcs.reflog.message': 'text',
    'vcs.reflog.name': 'identity',
    'vcs.repository.name': 'name',
    'vcs.rewrite.evidence': 'count',
    'vcs.rewrite.type': 'count',
    'vcs.tag.message': 'text',
    'wakelore.capture.latency_us': 'count',
    'wakelore.capture.loss.files': 'count',
    'wakelore.capture.loss.reason': 'count',
    'wakelore.capture.sentinel': 'count',
    'wakelore.capture.state': 'count',
    'wakelore.capture.until': 'count',
    'wakelore.consent.detail': 'count',
    'wakelore.consent.path': 'name',
    'wakelore.daemon.cpu_us': 'count',
    'wakelore.daemon.drain_us': 'count',
    'wakelore.daemon.drains': 'count',
    'wakelore.daemon.events': 'count',
    'wakelore.daemon.faults': 'count',
    'wakelore.daemon.outside': 'count',
    'wakelore.daemon.pid': 'count',
    'wakelore.daemon.rss_bytes': 'count',
    'wakelore.daemon.traces': 'count',
    'wakelore.origin.state': 'count',
    'wakelore.origin.url': 'name',
    'wakelore.sink.bytes': 'count',
    'wakelore.sink.detail': 'count',
    'wakelore.sink.endpoint': 'name',
    'wakelore.sink.events': 'count',
    'wakelore.sink.faults': 'count',
    'wakelore.sink.first': 'count',
    'wakelore.sink.items': 'count',
    'wakelore.sink.last': 'count',
    'wakelore.sink.name': 'name',
    'wakelore.sink.own_events': 'count',
    'wakelore.sink.protocol': 'count',
    'wakelore.sink.refused': 'count',
    'wakelore.sink.repositories': 'count',
    'wakelore.sink.state': 'count',
  } as const),
)

/** Category by event kind: what consent and detail levels are given for. */
export const EVENT_CATEGORY: Readonly<Record<string, string>> = /* @__PURE__ */ Object.freeze(
  /* @__PURE__ */ Object.assign(/* @__PURE__ */ Object.create(null) as Record<string, string>, {
    'command.run': 'telemetry',
    'git.command': 'git',
    'otel.log': 'telemetry',
    'otel.metric': 'telemetry',
    'otel.span': 'telemetry',
    'session.end': 'git',
    'session.start': 'git',
    'test.case': 'telemetry',
    'test.suite': 'telemetry',
    'vcs.commit': 'history',
    'vcs.mailmap': 'history',
    'vcs.note': 'history',
    'vcs.operation': 'git',
    'vcs.ref.change': 'history',
    'vcs.reflog.entry': 'history',
    'vcs.rewrite': 'git',
    'wakelore.capture.change': 'consent',
    'wakelore.capture.loss': 'self',
    'wakelore.capture.sentinel': 'self',
    'wakelore.consent.change': 'consent',
    'wakelore.consent.grant': 'consent',
    'wakelore.context': 'telemetry',
    'wakelore.daemon.report': 'self',
    'wakelore.origin.change': 'consent',
    'wakelore.sink.change': 'consent',
    'wakelore.sink.report': 'self',
  } as const),
)

/** Kinds that something makes and the log may hold. */
export const EVENT_KINDS = [
  'command.run',
  'git.command',
  'otel.log',
  'otel.metric',
  'otel.span',
  'session.end',
  'session.start',
  'test.case',
  'test.suite',
  'vcs.commit',
  'vcs.mailmap',
  'vcs.note',
  'vcs.operation',
  'vcs.ref.change',
  'vcs.reflog.entry',
  'vcs.rewrite',
  'wakelore.capture.change',
  'wakelore.capture.loss',
  'wakelore.capture.sentinel',
  'wakelore.consent.change',
  'wakelore.consent.grant',
  'wakelore.context',
  'wakelore.daemon.report',
  'wakelore.origin.change',
  'wakelore.sink.change',
  'wakelore.sink.report',
] as const
export type EventKind = (typeof EVENT_KINDS)[number]

/** `command.run`: A command given to `wakelore run`, a span of its own. Key: `run/{trace id}/{span id}`. */
export type CommandRunAttributes = {
  readonly 'process.executable.name': string
  readonly 'process.command_args': readonly string[]
  readonly 'process.working_directory': string
  readonly 'command.class': string
  readonly 'command.name': string
  /** Where it is the parent span or above it. */
  readonly 'command.parent'?: string
  readonly 'process.pid': number
  readonly 'process.duration_us': number
  /** Unless it was killed. */
  readonly 'process.exit.code'?: number
  /** Where it failed. */
  readonly 'error.type'?: string
  /** Where it left test results. */
  readonly 'test.passed'?: number
  /** Where it left test results. */
  readonly 'test.failed'?: number
  /** Where it left test results. */
  readonly 'test.skipped'?: number
}

/** `git.command`: A git process, a span of its own. Key: `command/{the last part of git's session id}`. */
export type GitCommandAttributes = {
  readonly 'vcs.operation.name': string
  /** Where git tells one. */
  readonly 'git.command.mode'?: string
  /** Where an alias was typed. */
  readonly 'git.command.alias'?: string
  /** Where the command moved HEAD: where HEAD stood then. */
  readonly 'vcs.ref.head.revision'?: string
  readonly 'git.version': string
  readonly 'process.pid': number
  readonly 'process.command_args': readonly string[]
  /** Unless it was killed. */
  readonly 'process.exit.code'?: number
  readonly 'process.duration_us': number
  /** For a root, where git tells them. */
  readonly 'process.ancestors'?: readonly string[]
  /** Where it failed. */
  readonly 'error.type'?: string
  /** Where git complained. */
  readonly 'error.message'?: string
  /** Where it started programs. */
  readonly 'git.child.class'?: readonly string[]
  /** Where it started programs. */
  readonly 'git.child.name'?: readonly string[]
  /** Where it started programs. */
  readonly 'git.child.command'?: readonly string[]
  /** Where it started programs. */
  readonly 'git.child.pid'?: readonly number[]
  /** Where it started programs. */
  readonly 'git.child.start_us'?: readonly number[]
  /** Where it started programs. */
  readonly 'git.child.duration_us'?: readonly number[]
  /** Where it started programs. */
  readonly 'git.child.exit_code'?: readonly number[]
  /** Where any took 1 ms. */
  readonly 'git.region.name'?: readonly string[]
  /** Where any took 1 ms. */
  readonly 'git.region.duration_us'?: readonly number[]
  /** Where git tells any. */
  readonly 'git.counter.name'?: readonly string[]
  /** Where git tells any. */
  readonly 'git.counter.value'?: readonly number[]
  /** Where it is. */
  readonly 'git.trace.is_cut'?: boolean
  /** Where it is. */
  readonly 'git.parent.is_false'?: boolean
  /** Where it is. */
  readonly 'git.parent.is_remote'?: boolean
}

/** `otel.log`: A log record or event that somebody sent; beneath the span that it was made in. Key: `log/{digest of the record}`. */
export type OtelLogAttributes = {
  /** Where there is one. */
  readonly 'otlp.log.body'?: string
  /** Where it is told. */
  readonly 'otlp.log.severity_number'?: number
  /** Where it is told. */
  readonly 'otlp.log.severity_text'?: string
  /** Where it is an event. */
  readonly 'otlp.log.event_name'?: string
  /** Unless it is zero. */
  readonly 'otlp.time.sub_ms_ns'?: number
  /** Where it is told. */
  readonly 'otlp.scope.name'?: string
  /** Where it is told. */
  readonly 'otlp.scope.version'?: string
}

/** `otel.metric`: A point of a metric that somebody sent. Key: `metric/{digest of the point}`. */
export type OtelMetricAttributes = {
  readonly 'otlp.metric.name': string
  /** Where it is told. */
  readonly 'otlp.metric.unit'?: string
  readonly 'otlp.metric.type': string
  /** Of a gauge or a sum. */
  readonly 'otlp.metric.value'?: number
  /** Unless it is zero. */
  readonly 'otlp.time.sub_ms_ns'?: number
  /** Where it is told. */
  readonly 'otlp.scope.name'?: string
  /** Where it is told. */
  readonly 'otlp.scope.version'?: string
}

/** `otel.span`: A span that somebody sent. Key: `span/{trace id}/{span id}`. */
export type OtelSpanAttributes = {
  readonly 'otlp.span.name': string
  /** Where it is told. */
  readonly 'otlp.span.kind'?: string
  readonly 'otlp.span.duration_ns': number
  /** Where it is told. */
  readonly 'otlp.span.status'?: string
  /** Where it is told. */
  readonly 'otlp.span.status_message'?: string
  /** Unless it is zero. */
  readonly 'otlp.time.sub_ms_ns'?: number
  /** Where it is told. */
  readonly 'otlp.scope.name'?: string
  /** Where it is told. */
  readonly 'otlp.scope.version'?: string
}

/** `session.end`: Work in a repository ended. Key: `end/{session.id}`. */
export type SessionEndAttributes = {
  readonly 'session.id': string
  readonly 'session.end_reason': string
  readonly 'session.started_at': number
  readonly 'session.commands': number
}

/** `session.start`: Work in a repository began after a long pause. Key: `start/{session.id}`. */
export type SessionStartAttributes = {
  readonly 'session.id': string
  /** Where one is known. */
  readonly 'session.previous_id'?: string
}

/** `test.case`: A test that didn't pass, beneath the span of the command that ran it. Key: `case/{span id}/{n-th of the run, from 0}`. */
export type TestCaseAttributes = {
  readonly 'test.case.name': string
  readonly 'test.suite.name': string
  readonly 'test.case.result.status': string
  /** Where the report tells it. */
  readonly 'test.duration_us'?: number
  /** Where the report tells it. */
  readonly 'exception.type'?: string
  /** Where the report tells it. */
  readonly 'error.message'?: string
}

/** `test.suite`: A suite of tests that a command ran, beneath its span. Key: `suite/{span id}/{n-th of the run, from 0}`. */
export type TestSuiteAttributes = {
  readonly 'test.suite.name': string
  readonly 'test.passed': number
  readonly 'test.failed': number
  readonly 'test.skipped': number
  /** Where the report tells it. */
  readonly 'test.duration_us'?: number
}

/** `vcs.commit`: A commit, read once, and never again; one at which a shallow clone ended, or whose trees or parent were missing, stays without files when they arrive later. Key: `commit/{vcs.ref.head.revision}`. */
export type VcsCommitAttributes = {
  readonly 'vcs.ref.head.revision': string
  readonly 'vcs.commit.parents': readonly string[]
  readonly 'vcs.commit.author.name': string
  readonly 'vcs.commit.author.email': string
  readonly 'vcs.commit.author.at': number
  readonly 'vcs.commit.author.offset': number
  /** Where it differs from the author's. */
  readonly 'vcs.commit.committer.name'?: string
  /** Where it differs from the author's. */
  readonly 'vcs.commit.committer.email'?: string
  /** Where it differs from the author's. */
  readonly 'vcs.commit.committer.offset'?: number
  readonly 'vcs.commit.message': string
  readonly 'vcs.commit.files.path': readonly string[]
  readonly 'vcs.commit.files.status': string
  /** Where something was renamed or copied. */
  readonly 'vcs.commit.files.previous_path'?: readonly string[]
  /** Where a submodule moved. */
  readonly 'vcs.commit.files.submodule'?: readonly string[]
}

/** `vcs.mailmap`: The mailmap at HEAD, whenever it changed; empty content where there is none any more. Key: `mailmap/{hash of its blob or "none"}/{id of HEAD's previous change or 0}`. */
export type VcsMailmapAttributes = {
  readonly 'vcs.mailmap.content': string
}

/** `vcs.note`: A note on a commit, whenever it was seen to differ; an empty message where there is none any more. Key: `note/{vcs.ref.head.name}/{vcs.ref.head.revision}/{hash of the note's blob or "none"}/{id of the notes ref's previous change or 0}`. */
export type VcsNoteAttributes = {
  readonly 'vcs.ref.head.name': string
  readonly 'vcs.ref.head.revision': string
  readonly 'vcs.note.message': string
}

/** `vcs.operation`: A ref moved, and no git command was seen that did it: a tool with git built in, or a command whose trace was lost. Key: `operation/{worktree}/{vcs.ref.head.name}/{seconds}/{vcs.ref.head.revision}/{n-th with the same key, from 0}`. */
export type VcsOperationAttributes = {
  readonly 'vcs.operation.name': string
  readonly 'vcs.operation.origin': string
  readonly 'vcs.ref.head.name': string
  readonly 'vcs.ref.head.revision': string
}

/** `vcs.ref.change`: A ref was seen to point somewhere else than when last read. Key: `ref/{vcs.ref.head.name}/{id of the ref's previous change or 0}/{vcs.ref.head.revision or "deleted"}`. */
export type VcsRefChangeAttributes = {
  readonly 'vcs.ref.head.name': string
  readonly 'vcs.ref.type': string
  /** Absent where the ref was deleted. */
  readonly 'vcs.ref.head.revision'?: string
  /** Absent where the ref is new. */
  readonly 'vcs.ref.base.revision'?: string
  /** For annotated tags. */
  readonly 'vcs.tag.message'?: string
}

/** `vcs.reflog.entry`: One entry of a reflog. Key: `reflog/{worktree}/{vcs.ref.head.name}/{seconds}/{vcs.ref.head.revision}/{n-th with the same key, from 0}`. */
export type VcsReflogEntryAttributes = {
  readonly 'vcs.ref.head.name': string
  readonly 'vcs.ref.head.revision': string
  readonly 'vcs.reflog.message': string
  readonly 'vcs.reflog.name': string
  readonly 'vcs.reflog.email': string
}

/** `vcs.rewrite`: A commit took the place of another. Key: `rewrite/{vcs.ref.base.revision}/{vcs.ref.head.revision}`. */
export type VcsRewriteAttributes = {
  readonly 'vcs.ref.base.revision': string
  readonly 'vcs.ref.head.revision': string
  readonly 'vcs.rewrite.type': string
  readonly 'vcs.rewrite.evidence': string
}

/** `wakelore.capture.change`: Capture of a repository was turned on, off, or paused by its owner. Key: `capture/{milliseconds}/{wakelore.capture.state}`. */
export type WakeloreCaptureChangeAttributes = {
  readonly 'wakelore.capture.state': string
  /** Where it is paused. */
  readonly 'wakelore.capture.until'?: number
  /** Where it is on. */
  readonly 'wakelore.consent.detail'?: readonly string[]
}

/** `wakelore.capture.loss`: Traces of git commands were lost, of whatever repository. Key: `loss/{wakelore.capture.loss.reason}/{milliseconds}`. */
export type WakeloreCaptureLossAttributes = {
  readonly 'wakelore.capture.loss.reason': string
  readonly 'wakelore.capture.until': number
  /** Where it is known. */
  readonly 'wakelore.capture.loss.files'?: number
}

/** `wakelore.capture.sentinel`: A git command that `doctor` ran to see it arrive. Key: `command/{the last part of git's session id}`. */
export type WakeloreCaptureSentinelAttributes = {
  readonly 'wakelore.capture.sentinel': string
  readonly 'wakelore.capture.latency_us': number
}

/** `wakelore.consent.change`: The owner changed in how much detail something of an allowed repository is kept. Key: `consent-change/{milliseconds}/{category}`. */
export type WakeloreConsentChangeAttributes = {
  readonly 'wakelore.consent.detail': readonly string[]
}

/** `wakelore.consent.grant`: The owner allowed a repository to be read, by asking for it. Key: `consent/{milliseconds}`. */
export type WakeloreConsentGrantAttributes = {
  readonly 'vcs.repository.name': string
  readonly 'wakelore.consent.path': string
  readonly 'wakelore.consent.detail': readonly string[]
}

/** `wakelore.context`: A shell was given a trace context to hand on, by `wakelore env`; the span that whatever it starts lies beneath. Key: `context/{trace id}/{span id}`. */
export type WakeloreContextAttributes = {
  readonly 'process.working_directory': string
}

/** `wakelore.daemon.report`: What the daemon did since its last report or start; at least hourly while there was anything, and when it stops. Key: `report/{wakelore.daemon.pid}/{milliseconds}`. */
export type WakeloreDaemonReportAttributes = {
  readonly 'wakelore.daemon.pid': number
  readonly 'wakelore.daemon.traces': number
  readonly 'wakelore.daemon.events': number
  readonly 'wakelore.daemon.outside': number
  readonly 'wakelore.daemon.faults': readonly string[]
  readonly 'wakelore.daemon.drains': number
  readonly 'wakelore.daemon.drain_us': number
  readonly 'wakelore.daemon.cpu_us': number
  readonly 'wakelore.daemon.rss_bytes': number
}

/** `wakelore.origin.change`: The owner allowed pages of a web origin to send telemetry, or no longer does. Key: `origin/{wakelore.origin.url}/{milliseconds}`. */
export type WakeloreOriginChangeAttributes = {
  readonly 'wakelore.origin.url': string
  readonly 'wakelore.origin.state': string
}

/** `wakelore.sink.change`: The owner added, changed or removed a sink that events are sent to. Key: `sink/{wakelore.sink.name}/{milliseconds}`. */
export type WakeloreSinkChangeAttributes = {
  readonly 'wakelore.sink.name': string
  readonly 'wakelore.sink.endpoint': string
  readonly 'wakelore.sink.state': string
  readonly 'wakelore.sink.protocol': string
  readonly 'wakelore.sink.detail': string
  readonly 'wakelore.sink.repositories': readonly string[]
  readonly 'wakelore.sink.own_events': boolean
}

/** `wakelore.sink.report`: What one run of an export sent where, told when it ended. Key: `sink-report/{wakelore.sink.name}/{milliseconds}`. */
export type WakeloreSinkReportAttributes = {
  readonly 'wakelore.sink.name': string
  readonly 'wakelore.sink.endpoint': string
  readonly 'wakelore.sink.detail': string
  readonly 'wakelore.sink.events': number
  readonly 'wakelore.sink.items': number
  readonly 'wakelore.sink.refused': number
  readonly 'wakelore.sink.bytes': number
  /** Where any was sent. */
  readonly 'wakelore.sink.first'?: string
  /** Where any was sent. */
  readonly 'wakelore.sink.last'?: string
  readonly 'wakelore.sink.faults': readonly string[]
}

/** Of every kind, those among them that nothing makes yet. */
export type AttributesByKind = {
  readonly 'command.run': CommandRunAttributes
  readonly 'git.command': GitCommandAttributes
  readonly 'otel.log': OtelLogAttributes
  readonly 'otel.metric': OtelMetricAttributes
  readonly 'otel.span': OtelSpanAttributes
  readonly 'session.end': SessionEndAttributes
  readonly 'session.start': SessionStartAttributes
  readonly 'test.case': TestCaseAttributes
  readonly 'test.suite': TestSuiteAttributes
  readonly 'vcs.commit': VcsCommitAttributes
  readonly 'vcs.mailmap': VcsMailmapAttributes
  readonly 'vcs.note': VcsNoteAttributes
  readonly 'vcs.operation': VcsOperationAttributes
  readonly 'vcs.ref.change': VcsRefChangeAttributes
  readonly 'vcs.reflog.entry': VcsReflogEntryAttributes
  readonly 'vcs.rewrite': VcsRewriteAttributes
  readonly 'wakelore.capture.change': WakeloreCaptureChangeAttributes
  readonly 'wakelore.capture.loss': WakeloreCaptureLossAttributes
  readonly 'wakelore.capture.sentinel': WakeloreCaptureSentinelAttributes
  readonly 'wakelore.consent.change': WakeloreConsentChangeAttributes
  readonly 'wakelore.consent.grant': WakeloreConsentGrantAttributes
  readonly 'wakelore.context': WakeloreContextAttributes
  readonly 'wakelore.daemon.report': WakeloreDaemonReportAttributes
  readonly 'wakelore.origin.change': WakeloreOriginChangeAttributes
  readonly 'wakelore.sink.change': WakeloreSinkChangeAttributes
  readonly 'wakelore.sink.report': WakeloreSinkReportAttributes
}
