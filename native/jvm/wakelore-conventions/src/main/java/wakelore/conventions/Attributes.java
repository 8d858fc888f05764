// Generated from packages/telemetry/conventions/*.yaml by `npm run generate`: change those, never this.
package wakelore.conventions;

/** Names of attributes. */
public final class Attributes {
  /** What the command is for. */
  public static final String COMMAND_CLASS = "command.class";
  /** The program with the word that says what it is to do, without what only starts it. */
  public static final String COMMAND_NAME = "command.name";
  /** What of wakelore's own it was started beneath. */
  public static final String COMMAND_PARENT = "command.parent";
  /** What git complained of, a line each, 4 KiB at most. */
  public static final String ERROR_MESSAGE = "error.message";
  /** Why it failed; `exit_&lt;status>`, `signal_&lt;number>`, or `killed` where no end was told. */
  public static final String ERROR_TYPE = "error.type";
  /** What kind of failure it was, as its language or its test runner calls it, 200 characters at most. */
  public static final String EXCEPTION_TYPE = "exception.type";
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
  /** The record's body, where that is text. */
  public static final String OTLP_LOG_BODY = "otlp.log.body";
  /** What kind of event the record is, where it is one. */
  public static final String OTLP_LOG_EVENT_NAME = "otlp.log.event_name";
  /** Severity from 1, trace, to 24, fatal. */
  public static final String OTLP_LOG_SEVERITY_NUMBER = "otlp.log.severity_number";
  /** Severity as the sender calls it. */
  public static final String OTLP_LOG_SEVERITY_TEXT = "otlp.log.severity_text";
  /** The metric's name. */
  public static final String OTLP_METRIC_NAME = "otlp.metric.name";
  /** What kind of point it is. */
  public static final String OTLP_METRIC_TYPE = "otlp.metric.type";
  /** The metric's unit, by UCUM. */
  public static final String OTLP_METRIC_UNIT = "otlp.metric.unit";
  /** A gauge's or sum's value. */
  public static final String OTLP_METRIC_VALUE = "otlp.metric.value";
  /** The instrumentation that made it. */
  public static final String OTLP_SCOPE_NAME = "otlp.scope.name";
  /** The instrumentation's version. */
  public static final String OTLP_SCOPE_VERSION = "otlp.scope.version";
  /** Nanoseconds from start to end; below zero where the sender says so. */
  public static final String OTLP_SPAN_DURATION_NS = "otlp.span.duration_ns";
  /** The span's kind. */
  public static final String OTLP_SPAN_KIND = "otlp.span.kind";
  /** The span's name. */
  public static final String OTLP_SPAN_NAME = "otlp.span.name";
  /** How it ended, where the sender says. */
  public static final String OTLP_SPAN_STATUS = "otlp.span.status";
  /** What the sender says of an error. */
  public static final String OTLP_SPAN_STATUS_MESSAGE = "otlp.span.status_message";
  /** Nanoseconds after the millisecond of `occurredAt`. */
  public static final String OTLP_TIME_SUB_MS_NS = "otlp.time.sub_ms_ns";
  /** Names of the processes above it, the nearest first, 8 at most. */
  public static final String PROCESS_ANCESTORS = "process.ancestors";
  /** The command line, the program first, secrets redacted; 256 arguments and 16 KiB at most. */
  public static final String PROCESS_COMMAND_ARGS = "process.command_args";
  /** Microseconds from start to end; up to the last thing heard of it, where it was killed. */
  public static final String PROCESS_DURATION_US = "process.duration_us";
  /** The program, without its directory. */
  public static final String PROCESS_EXECUTABLE_NAME = "process.executable.name";
  /** Exit status; absent where the process was killed. */
  public static final String PROCESS_EXIT_CODE = "process.exit.code";
  /** The process's id. */
  public static final String PROCESS_PID = "process.pid";
  /** Where it ran. */
  public static final String PROCESS_WORKING_DIRECTORY = "process.working_directory";
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
  /** The mailmap file as of HEAD. */
  public static final String VCS_MAILMAP_CONTENT = "vcs.mailmap.content";
  /** A note's text. */
  public static final String VCS_NOTE_MESSAGE = "vcs.note.message";
  /** The git command after aliases; `alias` for one that runs a shell, `external` for a command that isn't git's own, `query` where git was asked for its own paths, `usage` where no command was given, `unknown` where nothing tells it. */
  public static final String VCS_OPERATION_NAME = "vcs.operation.name";
  /** Who did it. */
  public static final String VCS_OPERATION_ORIGIN = "vcs.operation.origin";
  /** The commit that a ref pointed at before. */
  public static final String VCS_REF_BASE_REVISION = "vcs.ref.base.revision";
  /** The ref's full name; `HEAD` is the main worktree's, `worktrees/&lt;name>/HEAD` a linked one's; `shallow` and `unread` are no refs of git's, see `vcs.ref.change`. */
  public static final String VCS_REF_HEAD_NAME = "vcs.ref.head.name";
  /** The commit that the event is about, or that a ref points at now, as a full hash; an annotated tag stands for its commit, a ref to anything else for that object. */
  public static final String VCS_REF_HEAD_REVISION = "vcs.ref.head.revision";
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
  /** What tells that both are one change. */
  public static final String VCS_REWRITE_EVIDENCE = "vcs.rewrite.evidence";
  /** What rewrote the commit. */
  public static final String VCS_REWRITE_TYPE = "vcs.rewrite.type";
  /** An annotated tag's message. */
  public static final String VCS_TAG_MESSAGE = "vcs.tag.message";
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
  /** Whether its pages may send telemetry. */
  public static final String WAKELORE_ORIGIN_STATE = "wakelore.origin.state";
  /** The origin of a web page. */
  public static final String WAKELORE_ORIGIN_URL = "wakelore.origin.url";
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

  private Attributes() {}
}
