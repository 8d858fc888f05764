/**
 * Conventions as code. Generated from packages/telemetry/conventions/*.yaml by
 * `npm run generate`: change those, never this.
 *
 * The tables have no prototype, so that a hostile name (`constructor`) finds nothing.
 */

/** What capture became; `on`, `off` or `paused`. `string`, count. */
export const ATTR_WAKELORE_CAPTURE_STATE = 'wakelore.capture.state'
/** Until when, milliseconds since the epoch. `int`, count. */
export const ATTR_WAKELORE_CAPTURE_UNTIL = 'wakelore.capture.until'
/** Why something is missing; `spool_full` (git wrote no more), `spool_gone` (its directory vanished, at logout or reboot), `spool_too_large` (the oldest files were given up), `spool_unreadable` (files that can't be read). `string`, count. */
export const ATTR_WAKELORE_CAPTURE_LOSS_REASON = 'wakelore.capture.loss.reason'
/** How many traces were lost. `int`, count. */
export const ATTR_WAKELORE_CAPTURE_LOSS_FILES = 'wakelore.capture.loss.files'
/** Microseconds from the sentinel's end to its being read. `int`, count. */
export const ATTR_WAKELORE_CAPTURE_LATENCY_US = 'wakelore.capture.latency_us'
/** The word that `doctor` sent through. `string`, count. */
export const ATTR_WAKELORE_CAPTURE_SENTINEL = 'wakelore.capture.sentinel'
/** The daemon's process id. `int`, count. */
export const ATTR_WAKELORE_DAEMON_PID = 'wakelore.daemon.pid'
/** Traces of git commands read in the period. `int`, count. */
export const ATTR_WAKELORE_DAEMON_TRACES = 'wakelore.daemon.traces'
/** Events stored in the period. `int`, count. */
export const ATTR_WAKELORE_DAEMON_EVENTS = 'wakelore.daemon.events'
/** Traces deleted unread because their repository isn't captured. `int`, count. */
export const ATTR_WAKELORE_DAEMON_OUTSIDE = 'wakelore.daemon.outside'
/** Codes of faults met in the period, with how often, as `code=count`. `string[]`, count. */
export const ATTR_WAKELORE_DAEMON_FAULTS = 'wakelore.daemon.faults'
/** How often the spool was taken in. `int`, count. */
export const ATTR_WAKELORE_DAEMON_DRAINS = 'wakelore.daemon.drains'
/** Microseconds that this took altogether. `int`, count. */
export const ATTR_WAKELORE_DAEMON_DRAIN_US = 'wakelore.daemon.drain_us'
/** Microseconds of processor time that the daemon used in the period. `int`, count. */
export const ATTR_WAKELORE_DAEMON_CPU_US = 'wakelore.daemon.cpu_us'
/** Its resident memory at the end of the period, bytes. `int`, count. */
export const ATTR_WAKELORE_DAEMON_RSS_BYTES = 'wakelore.daemon.rss_bytes'
/** The session's id. `string`, count. */
export const ATTR_SESSION_ID = 'session.id'
/** The session before it in the same repository. `string`, count. */
export const ATTR_SESSION_PREVIOUS_ID = 'session.previous_id'
/** Why it ended; `idle` after a long pause, `abandoned` where a crash cut it off. `string`, count. */
export const ATTR_SESSION_END_REASON = 'session.end_reason'
/** When it began, milliseconds since the epoch. `int`, count. */
export const ATTR_SESSION_STARTED_AT = 'session.started_at'
/** Commands that a person or a tool gave in it, without those beneath them. `int`, count. */
export const ATTR_SESSION_COMMANDS = 'session.commands'
/** The repository's name, that of its directory. `string`, name. */
export const ATTR_VCS_REPOSITORY_NAME = 'vcs.repository.name'
/** The git directory that may be read. `string`, name. */
export const ATTR_WAKELORE_CONSENT_PATH = 'wakelore.consent.path'
/** Detail level by category, as `category=level`. `string[]`, count. */
export const ATTR_WAKELORE_CONSENT_DETAIL = 'wakelore.consent.detail'
/** The git command after aliases; `alias` for one that runs a shell, `external` for a command that isn't git's own, `query` where git was asked for its own paths, `usage` where no command was given, `unknown` where nothing tells it. `string`, count. */
export const ATTR_VCS_OPERATION_NAME = 'vcs.operation.name'
/** Who did it; `in_process` where no git command was seen to. `string`, count. */
export const ATTR_VCS_OPERATION_ORIGIN = 'vcs.operation.origin'
/** What of several things the command does, as git calls it. `string`, count. */
export const ATTR_GIT_COMMAND_MODE = 'git.command.mode'
/** The alias or external command as it was typed. `string`, name. */
export const ATTR_GIT_COMMAND_ALIAS = 'git.command.alias'
/** The git that ran. `string`, count. */
export const ATTR_GIT_VERSION = 'git.version'
/** The process's id. `int`, count. */
export const ATTR_PROCESS_PID = 'process.pid'
/** The command line, the program first, secrets redacted; 256 arguments and 16 KiB at most. `string[]`, text. */
export const ATTR_PROCESS_COMMAND_ARGS = 'process.command_args'
/** Exit status; absent where the process was killed. `int`, count. */
export const ATTR_PROCESS_EXIT_CODE = 'process.exit.code'
/** Microseconds from start to end; up to the last thing heard of it, where it was killed. `int`, count. */
export const ATTR_PROCESS_DURATION_US = 'process.duration_us'
/** Names of the processes above it, the nearest first, 8 at most. `string[]`, name. */
export const ATTR_PROCESS_ANCESTORS = 'process.ancestors'
/** Why it failed; `exit_<status>`, `signal_<number>`, or `killed` where no end was told. `string`, count. */
export const ATTR_ERROR_TYPE = 'error.type'
/** What git complained of, a line each, 4 KiB at most. `string`, text. */
export const ATTR_ERROR_MESSAGE = 'error.message'
/** Of each program that it started, 256 at most, what git calls it; `hook`, `pager`, `editor`, `transport/ssh`, `?` and others, `remote` for a transport that isn't git's own, `other` for what no git is known to say. The other `git.child` attributes are of the same length and order. `string[]`, count. */
export const ATTR_GIT_CHILD_CLASS = 'git.child.class'
/** A hook's name, otherwise the program's, without directory and arguments. `string[]`, name. */
export const ATTR_GIT_CHILD_NAME = 'git.child.name'
/** Its command line, arguments quoted as a shell would, 1 KiB at most; empty for git's own commands, which are spans themselves. `string[]`, text. */
export const ATTR_GIT_CHILD_COMMAND = 'git.child.command'
/** Process id; -1 where it couldn't be started or none is known. `int[]`, count. */
export const ATTR_GIT_CHILD_PID = 'git.child.pid'
/** Microseconds from the command's start to its. `int[]`, count. */
export const ATTR_GIT_CHILD_START_US = 'git.child.start_us'
/** Microseconds that it ran; -1 where its end wasn't told. `int[]`, count. */
export const ATTR_GIT_CHILD_DURATION_US = 'git.child.duration_us'
/** Exit status; -1 where it couldn't be started or its end wasn't told. `int[]`, count. */
export const ATTR_GIT_CHILD_EXIT_CODE = 'git.child.exit_code'
/** Stretches of its work that took 1 ms or more altogether, as `category/label` of git's, 16 at most, those that took longest. `string[]`, name. */
export const ATTR_GIT_REGION_NAME = 'git.region.name'
/** Microseconds of each region together, in the same order. `int[]`, name. */
export const ATTR_GIT_REGION_DURATION_US = 'git.region.duration_us'
/** Numbers that git told of its work, as `category/key` of git's, sorted, 16 at most. `string[]`, name. */
export const ATTR_GIT_COUNTER_NAME = 'git.counter.name'
/** Their values, in the same order; the last told of each. `double[]`, name. */
export const ATTR_GIT_COUNTER_VALUE = 'git.counter.value'
/** Whether something of its trace was left out, being garbled, torn or too long. `boolean`, count. */
export const ATTR_GIT_TRACE_IS_CUT = 'git.trace.is_cut'
/** Whether it claimed a parent that had ended or had started nothing at that time; it is its own root then. `boolean`, count. */
export const ATTR_GIT_PARENT_IS_FALSE = 'git.parent.is_false'
/** Whether its parent is no git command, but a span that was carried in from outside by a W3C trace context. `boolean`, count. */
export const ATTR_GIT_PARENT_IS_REMOTE = 'git.parent.is_remote'
/** What rewrote the commit; `amend`, `rebase`, `cherry_pick`, or `other`. `string`, count. */
export const ATTR_VCS_REWRITE_TYPE = 'vcs.rewrite.type'
/** What tells that both are one change; `reflog`, `change_id` or `patch_id`. `string`, count. */
export const ATTR_VCS_REWRITE_EVIDENCE = 'vcs.rewrite.evidence'
/** The span's name. `string`, name. */
export const ATTR_OTLP_SPAN_NAME = 'otlp.span.name'
/** The span's kind; `internal`, `server`, `client`, `producer`, `consumer`, or `kind_<number>` for one that OTLP doesn't know yet. `string`, count. */
export const ATTR_OTLP_SPAN_KIND = 'otlp.span.kind'
/** Nanoseconds from start to end; below zero where the sender says so. `int`, count. */
export const ATTR_OTLP_SPAN_DURATION_NS = 'otlp.span.duration_ns'
/** How it ended, where the sender says; `ok`, `error`, or `status_<number>` for one that OTLP doesn't know yet. `string`, count. */
export const ATTR_OTLP_SPAN_STATUS = 'otlp.span.status'
/** What the sender says of an error. `string`, text. */
export const ATTR_OTLP_SPAN_STATUS_MESSAGE = 'otlp.span.status_message'
/** Nanoseconds after the millisecond of `occurredAt`. `int`, count. */
export const ATTR_OTLP_TIME_SUB_MS_NS = 'otlp.time.sub_ms_ns'
/** The instrumentation that made it. `string`, name. */
export const ATTR_OTLP_SCOPE_NAME = 'otlp.scope.name'
/** The instrumentation's version. `string`, name. */
export const ATTR_OTLP_SCOPE_VERSION = 'otlp.scope.version'
/** The record's body, where that is text. `string`, text. */
export const ATTR_OTLP_LOG_BODY = 'otlp.log.body'
/** Severity from 1, trace, to 24, fatal. `int`, count. */
export const ATTR_OTLP_LOG_SEVERITY_NUMBER = 'otlp.log.severity_number'
/** Severity as the sender calls it. `string`, name. */
export const ATTR_OTLP_LOG_SEVERITY_TEXT = 'otlp.log.severity_text'
/** What kind of event the record is, where it is one. `string`, name. */
export const ATTR_OTLP_LOG_EVENT_NAME = 'otlp.log.event_name'
/** The metric's name. `string`, name. */
export const ATTR_OTLP_METRIC_NAME = 'otlp.metric.name'
/** The metric's unit, by UCUM. `string`, name. */
export const ATTR_OTLP_METRIC_UNIT = 'otlp.metric.unit'
/** What kind of point it is; `gauge`, `sum`, `histogram`, `exponential_histogram` or `summary`. `string`, count. */
export const ATTR_OTLP_METRIC_TYPE = 'otlp.metric.type'
/** A gauge's or sum's value. `double`, count. */
export const ATTR_OTLP_METRIC_VALUE = 'otlp.metric.value'
/** The program, without its directory. `string`, name. */
export const ATTR_PROCESS_EXECUTABLE_NAME = 'process.executable.name'
/** Where it ran. `string`, name. */
export const ATTR_PROCESS_WORKING_DIRECTORY = 'process.working_directory'
/** What the command is for; `build`, `test` or `other`. `string`, count. */
export const ATTR_COMMAND_CLASS = 'command.class'
/** The program with the word that says what it is to do, without what only starts it. `string`, name. */
export const ATTR_COMMAND_NAME = 'command.name'
/** What of wakelore's own it was started beneath; `run`, another command given to `wakelore run`, or `git`, a git command. `string`, count. */
export const ATTR_COMMAND_PARENT = 'command.parent'
/** The suite's name. `string`, name. */
export const ATTR_TEST_SUITE_NAME = 'test.suite.name'
/** The case's name, with that of its class where it has one. `string`, name. */
export const ATTR_TEST_CASE_NAME = 'test.case.name'
/** How it ended; beside upstream's `pass` and `fail` we use `skip` and `error`. `string`, count. */
export const ATTR_TEST_CASE_RESULT_STATUS = 'test.case.result.status'
/** Cases that passed. `int`, count. */
export const ATTR_TEST_PASSED = 'test.passed'
/** Cases that failed, those that ended in an error among them. `int`, count. */
export const ATTR_TEST_FAILED = 'test.failed'
/** Cases that were skipped. `int`, count. */
export const ATTR_TEST_SKIPPED = 'test.skipped'
/** Microseconds that it took, as its report says. `int`, count. */
export const ATTR_TEST_DURATION_US = 'test.duration_us'
/** What its owner calls the sink. `string`, name. */
export const ATTR_WAKELORE_SINK_NAME = 'wakelore.sink.name'
/** Where it is; never with credentials. `string`, name. */
export const ATTR_WAKELORE_SINK_ENDPOINT = 'wakelore.sink.endpoint'
/** What became of it; `added`, `changed` or `removed`. `string`, count. */
export const ATTR_WAKELORE_SINK_STATE = 'wakelore.sink.state'
/** How OTLP is spoken with it; `http/protobuf`, `http/json` or `grpc`. `string`, count. */
export const ATTR_WAKELORE_SINK_PROTOCOL = 'wakelore.sink.protocol'
/** How much of an event it is sent; `counts`, `names` or `full`. `string`, count. */
export const ATTR_WAKELORE_SINK_DETAIL = 'wakelore.sink.detail'
/** Ids of the repositories whose events it is sent; `all` for every one there is, also from now on. `string[]`, count. */
export const ATTR_WAKELORE_SINK_REPOSITORIES = 'wakelore.sink.repositories'
/** Whether it is sent what wakelore says of itself, and of its owner's decisions. `boolean`, count. */
export const ATTR_WAKELORE_SINK_OWN_EVENTS = 'wakelore.sink.own_events'
/** Events that were sent and acknowledged. `int`, count. */
export const ATTR_WAKELORE_SINK_EVENTS = 'wakelore.sink.events'
/** Spans, log records and points that this came to. `int`, count. */
export const ATTR_WAKELORE_SINK_ITEMS = 'wakelore.sink.items'
/** Spans, log records and points among them that the sink refused for good. `int`, count. */
export const ATTR_WAKELORE_SINK_REFUSED = 'wakelore.sink.refused'
/** Bytes of the requests' bodies as they left, those that were sent again counted each time. `int`, count. */
export const ATTR_WAKELORE_SINK_BYTES = 'wakelore.sink.bytes'
/** Where in the log the first event lies, as `segment/byte of its block/row`. `string`, count. */
export const ATTR_WAKELORE_SINK_FIRST = 'wakelore.sink.first'
/** Where the last one lies. `string`, count. */
export const ATTR_WAKELORE_SINK_LAST = 'wakelore.sink.last'
/** What was met, with how often, as `code=count`; `HTTP_<status>` and `GRPC_<code>` for what the sink answered. `string[]`, count. */
export const ATTR_WAKELORE_SINK_FAULTS = 'wakelore.sink.faults'
/** The origin of a web page. `string`, name. */
export const ATTR_WAKELORE_ORIGIN_URL = 'wakelore.origin.url'
/** Whether its pages may send telemetry; `allowed` or `removed`. `string`, count. */
export const ATTR_WAKELORE_ORIGIN_STATE = 'wakelore.origin.state'
/** The commit that the event is about, or that a ref points at now, as a full hash; an annotated tag stands for its commit, a ref to anything else for that object. For the refs `shallow` and `unread` a digest. `string`, name. */
export const ATTR_VCS_REF_HEAD_REVISION = 'vcs.ref.head.revision'
/** The commit that a ref pointed at before. `string`, name. */
export const ATTR_VCS_REF_BASE_REVISION = 'vcs.ref.base.revision'
/** The ref's full name; `HEAD` is the main worktree's, `worktrees/<name>/HEAD` a linked one's; `shallow` and `unread` are no refs of git's, see `vcs.ref.change`. `string`, name. */
export const ATTR_VCS_REF_HEAD_NAME = 'vcs.ref.head.name'
/** What kind of ref it is; beside upstream's `branch` and `tag` we use `remote`, `stash`, `head` and `other`. `string`, name. */
export const ATTR_VCS_REF_TYPE = 'vcs.ref.type'
/** Full hashes of the parents, in order; empty for a root commit. They need not have been read, in a shallow clone for one. `string[]`, name. */
export const ATTR_VCS_COMMIT_PARENTS = 'vcs.commit.parents'
/** Author as written in the commit, before mailmap. `string`, identity. */
export const ATTR_VCS_COMMIT_AUTHOR_NAME = 'vcs.commit.author.name'
/** Author's e-mail as written in the commit, before mailmap. `string`, identity. */
export const ATTR_VCS_COMMIT_AUTHOR_EMAIL = 'vcs.commit.author.email'
/** Author time, milliseconds since the epoch. `int`, count. */
export const ATTR_VCS_COMMIT_AUTHOR_AT = 'vcs.commit.author.at'
/** Author's time zone, minutes east of UTC. `int`, count. */
export const ATTR_VCS_COMMIT_AUTHOR_OFFSET = 'vcs.commit.author.offset'
/** Committer as written in the commit, before mailmap. `string`, identity. */
export const ATTR_VCS_COMMIT_COMMITTER_NAME = 'vcs.commit.committer.name'
/** Committer's e-mail as written in the commit, before mailmap. `string`, identity. */
export const ATTR_VCS_COMMIT_COMMITTER_EMAIL = 'vcs.commit.committer.email'
/** Committer's time zone, minutes east of UTC. `int`, count. */
export const ATTR_VCS_COMMIT_COMMITTER_OFFSET = 'vcs.commit.committer.offset'
/** The whole message, trailers included, without its final newline; cut at 64 KiB with a visible mark of how much is missing. `string`, text. */
export const ATTR_VCS_COMMIT_MESSAGE = 'vcs.commit.message'
/** Paths changed against the first parent, none for a merge or where it can't be told, 65,536 at most. A path that isn't UTF-8 stands as git quotes it, `"caf\351.txt"` with the quotes, and that is how commands take it too. `string[]`, name. */
export const ATTR_VCS_COMMIT_FILES_PATH = 'vcs.commit.files.path'
/** One letter per path, in the same order; A added, M modified, D deleted, R renamed, C copied, T type changed. `string`, count. */
export const ATTR_VCS_COMMIT_FILES_STATUS = 'vcs.commit.files.status'
/** For each R or C in the status, in the same order, the path it had before. `string[]`, name. */
export const ATTR_VCS_COMMIT_FILES_PREVIOUS_PATH = 'vcs.commit.files.previous_path'
/** Those of the paths that are submodules. `string[]`, name. */
export const ATTR_VCS_COMMIT_FILES_SUBMODULE = 'vcs.commit.files.submodule'
/** An annotated tag's message. `string`, text. */
export const ATTR_VCS_TAG_MESSAGE = 'vcs.tag.message'
/** The reflog's reason. `string`, text. */
export const ATTR_VCS_REFLOG_MESSAGE = 'vcs.reflog.message'
/** Who moved the ref. `string`, identity. */
export const ATTR_VCS_REFLOG_NAME = 'vcs.reflog.name'
/** E-mail of who moved the ref. `string`, identity. */
export const ATTR_VCS_REFLOG_EMAIL = 'vcs.reflog.email'
/** A note's text. `string`, text. */
export const ATTR_VCS_NOTE_MESSAGE = 'vcs.note.message'
/** The mailmap file as of HEAD. `string`, identity. */
export const ATTR_VCS_MAILMAP_CONTENT = 'vcs.mailmap.content'

export type PrivacyClass = 'count' | 'name' | 'identity' | 'text'

/** Privacy class by attribute name. An attribute that is missing here counts as `text`. */
export const PRIVACY_CLASS: Readonly<Record<string, PrivacyClass>> = Object.freeze(
  Object.assign(Object.create(null) as Record<string, PrivacyClass>, {
    'wakelore.capture.state': 'count',
    'wakelore.capture.until': 'count',
    'wakelore.capture.loss.reason': 'count',
    'wakelore.capture.loss.files': 'count',
    'wakelore.capture.latency_us': 'count',
    'wakelore.capture.sentinel': 'count',
    'wakelore.daemon.pid': 'count',
    'wakelore.daemon.traces': 'count',
    'wakelore.daemon.events': 'count',
    'wakelore.daemon.outside': 'count',
    'wakelore.daemon.faults': 'count',
    'wakelore.daemon.drains': 'count',
    'wakelore.daemon.drain_us': 'count',
    'wakelore.daemon.cpu_us': 'count',
    'wakelore.daemon.rss_bytes': 'count',
    'session.id': 'count',
    'session.previous_id': 'count',
    'session.end_reason': 'count',
    'session.started_at': 'count',
    'session.commands': 'count',
    'vcs.repository.name': 'name',
    'wakelore.consent.path': 'name',
    'wakelore.consent.detail': 'count',
    'vcs.operation.name': 'count',
    'vcs.operation.origin': 'count',
    'git.command.mode': 'count',
    'git.command.alias': 'name',
    'git.version': 'count',
    'process.pid': 'count',
    'process.command_args': 'text',
    'process.exit.code': 'count',
    'process.duration_us': 'count',
    'process.ancestors': 'name',
    'error.type': 'count',
    'error.message': 'text',
    'git.child.class': 'count',
    'git.child.name': 'name',
    'git.child.command': 'text',
    'git.child.pid': 'count',
    'git.child.start_us': 'count',
    'git.child.duration_us': 'count',
    'git.child.exit_code': 'count',
    'git.region.name': 'name',
    'git.region.duration_us': 'name',
    'git.counter.name': 'name',
    'git.counter.value': 'name',
    'git.trace.is_cut': 'count',
    'git.parent.is_false': 'count',
    'git.parent.is_remote': 'count',
    'vcs.rewrite.type': 'count',
    'vcs.rewrite.evidence': 'count',
    'otlp.span.name': 'name',
    'otlp.span.kind': 'count',
    'otlp.span.duration_ns': 'count',
    'otlp.span.status': 'count',
    'otlp.span.status_message': 'text',
    'otlp.time.sub_ms_ns': 'count',
    'otlp.scope.name': 'name',
    'otlp.scope.version': 'name',
    'otlp.log.body': 'text',
    'otlp.log.severity_number': 'count',
    'otlp.log.severity_text': 'name',
    'otlp.log.event_name': 'name',
    'otlp.metric.name': 'name',
    'otlp.metric.unit': 'name',
    'otlp.metric.type': 'count',
    'otlp.metric.value': 'count',
    'process.executable.name': 'name',
    'process.working_directory': 'name',
    'command.class': 'count',
    'command.name': 'name',
    'command.parent': 'count',
    'test.suite.name': 'name',
    'test.case.name': 'name',
    'test.case.result.status': 'count',
    'test.passed': 'count',
    'test.failed': 'count',
    'test.skipped': 'count',
    'test.duration_us': 'count',
    'wakelore.sink.name': 'name',
    'wakelore.sink.endpoint': 'name',
    'wakelore.sink.state': 'count',
    'wakelore.sink.protocol': 'count',
    'wakelore.sink.detail': 'count',
    'wakelore.sink.repositories': 'count',
    'wakelore.sink.own_events': 'count',
    'wakelore.sink.events': 'count',
    'wakelore.sink.items': 'count',
    'wakelore.sink.refused': 'count',
    'wakelore.sink.bytes': 'count',
    'wakelore.sink.first': 'count',
    'wakelore.sink.last': 'count',
    'wakelore.sink.faults': 'count',
    'wakelore.origin.url': 'name',
    'wakelore.origin.state': 'count',
    'vcs.ref.head.revision': 'name',
    'vcs.ref.base.revision': 'name',
    'vcs.ref.head.name': 'name',
    'vcs.ref.type': 'name',
    'vcs.commit.parents': 'name',
    'vcs.commit.author.name': 'identity',
    'vcs.commit.author.email': 'identity',
    'vcs.commit.author.at': 'count',
    'vcs.commit.author.offset': 'count',
    'vcs.commit.committer.name': 'identity',
    'vcs.commit.committer.email': 'identity',
    'vcs.commit.committer.offset': 'count',
    'vcs.commit.message': 'text',
    'vcs.commit.files.path': 'name',
    'vcs.commit.files.status': 'count',
    'vcs.commit.files.previous_path': 'name',
    'vcs.commit.files.submodule': 'name',
    'vcs.tag.message': 'text',
    'vcs.reflog.message': 'text',
    'vcs.reflog.name': 'identity',
    'vcs.reflog.email': 'identity',
    'vcs.note.message': 'text',
    'vcs.mailmap.content': 'identity',
  } as const),
)

/** Category by event kind: what consent and detail levels are given for. */
export const EVENT_CATEGORY: Readonly<Record<string, string>> = Object.freeze(
  Object.assign(Object.create(null) as Record<string, string>, {
    'wakelore.capture.change': 'consent',
    'wakelore.capture.loss': 'self',
    'wakelore.capture.sentinel': 'self',
    'wakelore.daemon.report': 'self',
    'session.start': 'git',
    'session.end': 'git',
    'wakelore.consent.grant': 'consent',
    'wakelore.consent.change': 'consent',
    'git.command': 'git',
    'vcs.operation': 'git',
    'vcs.rewrite': 'git',
    'otel.span': 'telemetry',
    'otel.log': 'telemetry',
    'otel.metric': 'telemetry',
    'command.run': 'telemetry',
    'test.suite': 'telemetry',
    'test.case': 'telemetry',
    'wakelore.context': 'telemetry',
    'wakelore.sink.change': 'consent',
    'wakelore.sink.report': 'self',
    'wakelore.origin.change': 'consent',
    'vcs.commit': 'history',
    'vcs.ref.change': 'history',
    'vcs.reflog.entry': 'history',
    'vcs.note': 'history',
    'vcs.mailmap': 'history',
  } as const),
)

export const EVENT_KINDS = [
  'wakelore.capture.change',
  'wakelore.capture.loss',
  'wakelore.capture.sentinel',
  'wakelore.daemon.report',
  'session.start',
  'session.end',
  'wakelore.consent.grant',
  'wakelore.consent.change',
  'git.command',
  'vcs.operation',
  'vcs.rewrite',
  'otel.span',
  'otel.log',
  'otel.metric',
  'command.run',
  'test.suite',
  'test.case',
  'wakelore.context',
  'wakelore.sink.change',
  'wakelore.sink.report',
  'wakelore.origin.change',
  'vcs.commit',
  'vcs.ref.change',
  'vcs.reflog.entry',
  'vcs.note',
  'vcs.mailmap',
] as const
export type EventKind = (typeof EVENT_KINDS)[number]

/** `wakelore.capture.change`: Capture of a repository was turned on, off, or paused by its owner. Key: `capture/{milliseconds}/{wakelore.capture.state}`. */
export type WakeloreCaptureChangeAttributes = {
  readonly 'wakelore.capture.state': string
  /** Where it is paused. */
  readonly 'wakelore.capture.until'?: number
  /** Where it is on. */
  readonly 'wakelore.consent.detail'?: readonly string[]
}

/** `wakelore.capture.loss`: Traces of git commands were lost, of whatever repository. Occurred when that began. Key: `loss/{wakelore.capture.loss.reason}/{milliseconds}`. */
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

/** `session.start`: Work in a repository began after a long pause. Key: `start/{session.id}`. */
export type SessionStartAttributes = {
  readonly 'session.id': string
  /** Where one is known. */
  readonly 'session.previous_id'?: string
}

/** `session.end`: Work in a repository ended. Occurred with the last thing done in it. Key: `end/{session.id}`. */
export type SessionEndAttributes = {
  readonly 'session.id': string
  readonly 'session.end_reason': string
  readonly 'session.started_at': number
  readonly 'session.commands': number
}

/** `wakelore.consent.grant`: The owner allowed a repository to be read, by asking for it. Key: `consent/{milliseconds}`. */
export type WakeloreConsentGrantAttributes = {
  readonly 'vcs.repository.name': string
  readonly 'wakelore.consent.path': string
  readonly 'wakelore.consent.detail': readonly string[]
}

/** `wakelore.consent.change`: The owner changed in how much detail something of an allowed repository is kept. Key: `consent-change/{milliseconds}/{category}`. */
export type WakeloreConsentChangeAttributes = {
  readonly 'wakelore.consent.detail': readonly string[]
}

/** `git.command`: A git process, a span of its own. Occurred when it started; the branch is the one that was checked out then. Its span id derives from its key; the trace id from its root's, unless a W3C trace context was carried in. Key: `command/{the last part of git's session id}`. */
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

/** `vcs.operation`: A ref moved, and no git command was seen that did it: a tool with git built in, or a command whose trace was lost. Told only for periods in which nothing was lost. A HEAD and the branch it stands on move together: told once, of the branch, with the worktree of that HEAD. What a remote has and a clone are no operations of anybody here. Key: `operation/{worktree}/{vcs.ref.head.name}/{seconds}/{vcs.ref.head.revision}/{n-th with the same key, from 0}`. */
export type VcsOperationAttributes = {
  readonly 'vcs.operation.name': string
  readonly 'vcs.operation.origin': string
  readonly 'vcs.ref.head.name': string
  readonly 'vcs.ref.head.revision': string
}

/** `vcs.rewrite`: A commit took the place of another. Occurred when the new one came to be. Key: `rewrite/{vcs.ref.base.revision}/{vcs.ref.head.revision}`. */
export type VcsRewriteAttributes = {
  readonly 'vcs.ref.base.revision': string
  readonly 'vcs.ref.head.revision': string
  readonly 'vcs.rewrite.type': string
  readonly 'vcs.rewrite.evidence': string
}

/** `otel.span`: A span that somebody sent. Occurred when it started. Key: `span/{trace id}/{span id}`. */
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

/** `command.run`: A command given to `wakelore run`, a span of its own. Occurred when it started. Key: `run/{trace id}/{span id}`. */
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

/** `test.suite`: A suite of tests that a command ran, beneath its span. Occurred when the command started, unless the report says when. Key: `suite/{span id}/{n-th of the run, from 0}`. */
export type TestSuiteAttributes = {
  readonly 'test.suite.name': string
  readonly 'test.passed': number
  readonly 'test.failed': number
  readonly 'test.skipped': number
  /** Where the report tells it. */
  readonly 'test.duration_us'?: number
}

/** `test.case`: A test that didn't pass, beneath the span of the command that ran it. Key: `case/{span id}/{n-th of the run, from 0}`. */
export type TestCaseAttributes = {
  readonly 'test.case.name': string
  readonly 'test.suite.name': string
  readonly 'test.case.result.status': string
  /** Where the report tells it. */
  readonly 'test.duration_us'?: number
  /** Where the report tells it. */
  readonly 'error.type'?: string
  /** Where the report tells it. */
  readonly 'error.message'?: string
}

/** `wakelore.context`: A shell was given a trace context to hand on, by `wakelore env`; the span that whatever it starts lies beneath. Key: `context/{trace id}/{span id}`. */
export type WakeloreContextAttributes = {
  readonly 'process.working_directory': string
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

/** `wakelore.origin.change`: The owner allowed pages of a web origin to send telemetry, or no longer does. Key: `origin/{wakelore.origin.url}/{milliseconds}`. */
export type WakeloreOriginChangeAttributes = {
  readonly 'wakelore.origin.url': string
  readonly 'wakelore.origin.state': string
}

/** `vcs.commit`: A commit, read once, and never again; one at which a shallow clone ended, or whose trees or parent were missing, stays without files when they arrive later. Occurred at the committer's time. Key: `commit/{vcs.ref.head.revision}`. */
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

/** `vcs.ref.change`: A ref was seen to point somewhere else than when last read. Occurred when it was read; at the tag's time, for an annotated tag, or the commit's, for a ref never seen before, where that is earlier. Two refs that git doesn't have tell, as type `other`, what couldn't be read: `shallow` the commits at which a shallow clone ends, `unread` those that are missing or damaged. Their revision is a digest of the hashes, and they are deleted when nothing is missing any more. Key: `ref/{vcs.ref.head.name}/{id of the ref's previous change or 0}/{vcs.ref.head.revision or "deleted"}`. */
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

/** `vcs.note`: A note on a commit, whenever it was seen to differ; an empty message where there is none any more. Key: `note/{vcs.ref.head.name}/{vcs.ref.head.revision}/{hash of the note's blob or "none"}/{id of the notes ref's previous change or 0}`. */
export type VcsNoteAttributes = {
  readonly 'vcs.ref.head.name': string
  readonly 'vcs.ref.head.revision': string
  readonly 'vcs.note.message': string
}

/** `vcs.mailmap`: The mailmap at HEAD, whenever it changed; empty content where there is none any more. Key: `mailmap/{hash of its blob or "none"}/{id of HEAD's previous change or 0}`. */
export type VcsMailmapAttributes = {
  readonly 'vcs.mailmap.content': string
}

export type AttributesByKind = {
  readonly 'wakelore.capture.change': WakeloreCaptureChangeAttributes
  readonly 'wakelore.capture.loss': WakeloreCaptureLossAttributes
  readonly 'wakelore.capture.sentinel': WakeloreCaptureSentinelAttributes
  readonly 'wakelore.daemon.report': WakeloreDaemonReportAttributes
  readonly 'session.start': SessionStartAttributes
  readonly 'session.end': SessionEndAttributes
  readonly 'wakelore.consent.grant': WakeloreConsentGrantAttributes
  readonly 'wakelore.consent.change': WakeloreConsentChangeAttributes
  readonly 'git.command': GitCommandAttributes
  readonly 'vcs.operation': VcsOperationAttributes
  readonly 'vcs.rewrite': VcsRewriteAttributes
  readonly 'otel.span': OtelSpanAttributes
  readonly 'otel.log': OtelLogAttributes
  readonly 'otel.metric': OtelMetricAttributes
  readonly 'command.run': CommandRunAttributes
  readonly 'test.suite': TestSuiteAttributes
  readonly 'test.case': TestCaseAttributes
  readonly 'wakelore.context': WakeloreContextAttributes
  readonly 'wakelore.sink.change': WakeloreSinkChangeAttributes
  readonly 'wakelore.sink.report': WakeloreSinkReportAttributes
  readonly 'wakelore.origin.change': WakeloreOriginChangeAttributes
  readonly 'vcs.commit': VcsCommitAttributes
  readonly 'vcs.ref.change': VcsRefChangeAttributes
  readonly 'vcs.reflog.entry': VcsReflogEntryAttributes
  readonly 'vcs.note': VcsNoteAttributes
  readonly 'vcs.mailmap': VcsMailmapAttributes
}
