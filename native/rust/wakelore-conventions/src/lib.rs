//! Conventions for telemetry of software development: names of attributes, kinds and metrics,
//! values of enums, and the privacy class of each attribute.
//!
//! Generated from packages/telemetry/conventions/*.yaml by `npm run generate`: change those, never
//! this.

/// Names the version of the conventions that telemetry was written by.
pub const SCHEMA_URL: &str = "https://wakelore.invalid/schemas/1.1.0";

/// What an attribute may give away, from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PrivacyClass {
    Count,
    Name,
    Identity,
    Text,
}

/// The privacy class of an attribute; `None`, which counts as text, where it isn't listed.
///
/// Of a name that a key follows it is the class of the attribute that the key names.
pub fn privacy_class(attribute: &str) -> Option<PrivacyClass> {
    if let Ok(index) = PRIVACY_CLASSES.binary_search_by(|(name, _)| (*name).cmp(attribute)) {
        return Some(PRIVACY_CLASSES[index].1);
    }
    for (template, class) in TEMPLATES {
        let key = attribute
            .strip_prefix(template)
            .and_then(|rest| rest.strip_prefix('.'));
        if let Some(key) = key {
            return class.or_else(|| privacy_class(key));
        }
    }
    None
}

const PRIVACY_CLASSES: &[(&str, PrivacyClass)] = &[
    ("command.class", PrivacyClass::Count),
    ("command.name", PrivacyClass::Name),
    ("command.parent", PrivacyClass::Count),
    ("error.message", PrivacyClass::Text),
    ("error.type", PrivacyClass::Count),
    ("exception.type", PrivacyClass::Name),
    ("git.child.class", PrivacyClass::Count),
    ("git.child.command", PrivacyClass::Text),
    ("git.child.duration_us", PrivacyClass::Count),
    ("git.child.exit_code", PrivacyClass::Count),
    ("git.child.name", PrivacyClass::Name),
    ("git.child.pid", PrivacyClass::Count),
    ("git.child.start_us", PrivacyClass::Count),
    ("git.command.alias", PrivacyClass::Name),
    ("git.command.mode", PrivacyClass::Count),
    ("git.counter.name", PrivacyClass::Name),
    ("git.counter.value", PrivacyClass::Name),
    ("git.parent.is_false", PrivacyClass::Count),
    ("git.parent.is_remote", PrivacyClass::Count),
    ("git.region.duration_us", PrivacyClass::Name),
    ("git.region.name", PrivacyClass::Name),
    ("git.trace.is_cut", PrivacyClass::Count),
    ("git.version", PrivacyClass::Count),
    ("otlp.log.body", PrivacyClass::Text),
    ("otlp.log.event_name", PrivacyClass::Name),
    ("otlp.log.severity_number", PrivacyClass::Count),
    ("otlp.log.severity_text", PrivacyClass::Name),
    ("otlp.metric.name", PrivacyClass::Name),
    ("otlp.metric.type", PrivacyClass::Count),
    ("otlp.metric.unit", PrivacyClass::Name),
    ("otlp.metric.value", PrivacyClass::Count),
    ("otlp.scope.name", PrivacyClass::Name),
    ("otlp.scope.version", PrivacyClass::Name),
    ("otlp.span.duration_ns", PrivacyClass::Count),
    ("otlp.span.kind", PrivacyClass::Count),
    ("otlp.span.name", PrivacyClass::Name),
    ("otlp.span.status", PrivacyClass::Count),
    ("otlp.span.status_message", PrivacyClass::Text),
    ("otlp.time.sub_ms_ns", PrivacyClass::Count),
    ("process.ancestors", PrivacyClass::Name),
    ("process.command_args", PrivacyClass::Text),
    ("process.duration_us", PrivacyClass::Count),
    ("process.executable.name", PrivacyClass::Name),
    ("process.exit.code", PrivacyClass::Count),
    ("process.pid", PrivacyClass::Count),
    ("process.working_directory", PrivacyClass::Name),
    ("session.commands", PrivacyClass::Count),
    ("session.end_reason", PrivacyClass::Count),
    ("session.id", PrivacyClass::Count),
    ("session.previous_id", PrivacyClass::Count),
    ("session.started_at", PrivacyClass::Count),
    ("test.case.name", PrivacyClass::Name),
    ("test.case.result.status", PrivacyClass::Count),
    ("test.duration_us", PrivacyClass::Count),
    ("test.failed", PrivacyClass::Count),
    ("test.passed", PrivacyClass::Count),
    ("test.skipped", PrivacyClass::Count),
    ("test.suite.name", PrivacyClass::Name),
    ("vcs.commit.author.at", PrivacyClass::Count),
    ("vcs.commit.author.email", PrivacyClass::Identity),
    ("vcs.commit.author.name", PrivacyClass::Identity),
    ("vcs.commit.author.offset", PrivacyClass::Count),
    ("vcs.commit.committer.email", PrivacyClass::Identity),
    ("vcs.commit.committer.name", PrivacyClass::Identity),
    ("vcs.commit.committer.offset", PrivacyClass::Count),
    ("vcs.commit.files.path", PrivacyClass::Name),
    ("vcs.commit.files.previous_path", PrivacyClass::Name),
    ("vcs.commit.files.status", PrivacyClass::Count),
    ("vcs.commit.files.submodule", PrivacyClass::Name),
    ("vcs.commit.message", PrivacyClass::Text),
    ("vcs.commit.parents", PrivacyClass::Name),
    ("vcs.mailmap.content", PrivacyClass::Identity),
    ("vcs.note.message", PrivacyClass::Text),
    ("vcs.operation.name", PrivacyClass::Count),
    ("vcs.operation.origin", PrivacyClass::Count),
    ("vcs.ref.base.revision", PrivacyClass::Name),
    ("vcs.ref.head.name", PrivacyClass::Name),
    ("vcs.ref.head.revision", PrivacyClass::Name),
    ("vcs.ref.type", PrivacyClass::Name),
    ("vcs.reflog.email", PrivacyClass::Identity),
    ("vcs.reflog.message", PrivacyClass::Text),
    ("vcs.reflog.name", PrivacyClass::Identity),
    ("vcs.repository.name", PrivacyClass::Name),
    ("vcs.rewrite.evidence", PrivacyClass::Count),
    ("vcs.rewrite.type", PrivacyClass::Count),
    ("vcs.tag.message", PrivacyClass::Text),
    ("wakelore.capture.latency_us", PrivacyClass::Count),
    ("wakelore.capture.loss.files", PrivacyClass::Count),
    ("wakelore.capture.loss.reason", PrivacyClass::Count),
    ("wakelore.capture.sentinel", PrivacyClass::Count),
    ("wakelore.capture.state", PrivacyClass::Count),
    ("wakelore.capture.until", PrivacyClass::Count),
    ("wakelore.consent.detail", PrivacyClass::Count),
    ("wakelore.consent.path", PrivacyClass::Name),
    ("wakelore.daemon.cpu_us", PrivacyClass::Count),
    ("wakelore.daemon.drain_us", PrivacyClass::Count),
    ("wakelore.daemon.drains", PrivacyClass::Count),
    ("wakelore.daemon.events", PrivacyClass::Count),
    ("wakelore.daemon.faults", PrivacyClass::Count),
    ("wakelore.daemon.outside", PrivacyClass::Count),
    ("wakelore.daemon.pid", PrivacyClass::Count),
    ("wakelore.daemon.rss_bytes", PrivacyClass::Count),
    ("wakelore.daemon.traces", PrivacyClass::Count),
    ("wakelore.origin.state", PrivacyClass::Count),
    ("wakelore.origin.url", PrivacyClass::Name),
    ("wakelore.sink.bytes", PrivacyClass::Count),
    ("wakelore.sink.detail", PrivacyClass::Count),
    ("wakelore.sink.endpoint", PrivacyClass::Name),
    ("wakelore.sink.events", PrivacyClass::Count),
    ("wakelore.sink.faults", PrivacyClass::Count),
    ("wakelore.sink.first", PrivacyClass::Count),
    ("wakelore.sink.items", PrivacyClass::Count),
    ("wakelore.sink.last", PrivacyClass::Count),
    ("wakelore.sink.name", PrivacyClass::Name),
    ("wakelore.sink.own_events", PrivacyClass::Count),
    ("wakelore.sink.protocol", PrivacyClass::Count),
    ("wakelore.sink.refused", PrivacyClass::Count),
    ("wakelore.sink.repositories", PrivacyClass::Count),
    ("wakelore.sink.state", PrivacyClass::Count),
];

/// Names that a key follows; `None`: the class of the attribute that the key names.
const TEMPLATES: &[(&str, Option<PrivacyClass>)] = &[
];

/// Names of attributes.
pub mod attribute {
    /// What the command is for.
    pub const COMMAND_CLASS: &str = "command.class";
    /// The program with the word that says what it is to do, without what only starts it.
    pub const COMMAND_NAME: &str = "command.name";
    /// What of wakelore's own it was started beneath.
    pub const COMMAND_PARENT: &str = "command.parent";
    /// What git complained of, a line each, 4 KiB at most.
    pub const ERROR_MESSAGE: &str = "error.message";
    /// Why it failed; `exit_\<status>`, `signal_\<number>`, or `killed` where no end was told.
    pub const ERROR_TYPE: &str = "error.type";
    /// What kind of failure it was, as its language or its test runner calls it, 200 characters at most.
    pub const EXCEPTION_TYPE: &str = "exception.type";
    /// Of each program that it started, 256 at most, what git calls it; `hook`, `pager`, `editor`, `transport/ssh`, `?` and others, `remote` for a transport that isn't git's own, `other` for what no git is known to say.
    pub const GIT_CHILD_CLASS: &str = "git.child.class";
    /// Its command line, arguments quoted as a shell would, 1 KiB at most; empty for git's own commands, which are spans themselves.
    pub const GIT_CHILD_COMMAND: &str = "git.child.command";
    /// Microseconds that it ran; -1 where its end wasn't told.
    pub const GIT_CHILD_DURATION_US: &str = "git.child.duration_us";
    /// Exit status; -1 where it couldn't be started or its end wasn't told.
    pub const GIT_CHILD_EXIT_CODE: &str = "git.child.exit_code";
    /// A hook's name, otherwise the program's, without directory and arguments.
    pub const GIT_CHILD_NAME: &str = "git.child.name";
    /// Process id; -1 where it couldn't be started or none is known.
    pub const GIT_CHILD_PID: &str = "git.child.pid";
    /// Microseconds from the command's start to its.
    pub const GIT_CHILD_START_US: &str = "git.child.start_us";
    /// The alias or external command as it was typed.
    pub const GIT_COMMAND_ALIAS: &str = "git.command.alias";
    /// What of several things the command does, as git calls it.
    pub const GIT_COMMAND_MODE: &str = "git.command.mode";
    /// Numbers that git told of its work, as `category/key` of git's, sorted, 16 at most.
    pub const GIT_COUNTER_NAME: &str = "git.counter.name";
    /// Their values, in the same order; the last told of each.
    pub const GIT_COUNTER_VALUE: &str = "git.counter.value";
    /// Whether it claimed a parent that had ended or had started nothing at that time; it is its own root then.
    pub const GIT_PARENT_IS_FALSE: &str = "git.parent.is_false";
    /// Whether its parent is no git command, but a span that was carried in from outside by a W3C trace context.
    pub const GIT_PARENT_IS_REMOTE: &str = "git.parent.is_remote";
    /// Microseconds of each region together, in the same order.
    pub const GIT_REGION_DURATION_US: &str = "git.region.duration_us";
    /// Stretches of its work that took 1 ms or more altogether, as `category/label` of git's, 16 at most, those that took longest.
    pub const GIT_REGION_NAME: &str = "git.region.name";
    /// Whether something of its trace was left out, being garbled, torn or too long.
    pub const GIT_TRACE_IS_CUT: &str = "git.trace.is_cut";
    /// The git that ran.
    pub const GIT_VERSION: &str = "git.version";
    /// The record's body, where that is text.
    pub const OTLP_LOG_BODY: &str = "otlp.log.body";
    /// What kind of event the record is, where it is one.
    pub const OTLP_LOG_EVENT_NAME: &str = "otlp.log.event_name";
    /// Severity from 1, trace, to 24, fatal.
    pub const OTLP_LOG_SEVERITY_NUMBER: &str = "otlp.log.severity_number";
    /// Severity as the sender calls it.
    pub const OTLP_LOG_SEVERITY_TEXT: &str = "otlp.log.severity_text";
    /// The metric's name.
    pub const OTLP_METRIC_NAME: &str = "otlp.metric.name";
    /// What kind of point it is.
    pub const OTLP_METRIC_TYPE: &str = "otlp.metric.type";
    /// The metric's unit, by UCUM.
    pub const OTLP_METRIC_UNIT: &str = "otlp.metric.unit";
    /// A gauge's or sum's value.
    pub const OTLP_METRIC_VALUE: &str = "otlp.metric.value";
    /// The instrumentation that made it.
    pub const OTLP_SCOPE_NAME: &str = "otlp.scope.name";
    /// The instrumentation's version.
    pub const OTLP_SCOPE_VERSION: &str = "otlp.scope.version";
    /// Nanoseconds from start to end; below zero where the sender says so.
    pub const OTLP_SPAN_DURATION_NS: &str = "otlp.span.duration_ns";
    /// The span's kind.
    pub const OTLP_SPAN_KIND: &str = "otlp.span.kind";
    /// The span's name.
    pub const OTLP_SPAN_NAME: &str = "otlp.span.name";
    /// How it ended, where the sender says.
    pub const OTLP_SPAN_STATUS: &str = "otlp.span.status";
    /// What the sender says of an error.
    pub const OTLP_SPAN_STATUS_MESSAGE: &str = "otlp.span.status_message";
    /// Nanoseconds after the millisecond of `occurredAt`.
    pub const OTLP_TIME_SUB_MS_NS: &str = "otlp.time.sub_ms_ns";
    /// Names of the processes above it, the nearest first, 8 at most.
    pub const PROCESS_ANCESTORS: &str = "process.ancestors";
    /// The command line, the program first, secrets redacted; 256 arguments and 16 KiB at most.
    pub const PROCESS_COMMAND_ARGS: &str = "process.command_args";
    /// Microseconds from start to end; up to the last thing heard of it, where it was killed.
    pub const PROCESS_DURATION_US: &str = "process.duration_us";
    /// The program, without its directory.
    pub const PROCESS_EXECUTABLE_NAME: &str = "process.executable.name";
    /// Exit status; absent where the process was killed.
    pub const PROCESS_EXIT_CODE: &str = "process.exit.code";
    /// The process's id.
    pub const PROCESS_PID: &str = "process.pid";
    /// Where it ran.
    pub const PROCESS_WORKING_DIRECTORY: &str = "process.working_directory";
    /// Commands that a person or a tool gave in it, without those beneath them.
    pub const SESSION_COMMANDS: &str = "session.commands";
    /// Why it ended.
    pub const SESSION_END_REASON: &str = "session.end_reason";
    /// The session's id.
    pub const SESSION_ID: &str = "session.id";
    /// The session before it in the same repository.
    pub const SESSION_PREVIOUS_ID: &str = "session.previous_id";
    /// When it began, milliseconds since the epoch.
    pub const SESSION_STARTED_AT: &str = "session.started_at";
    /// The case's name, with that of its class where it has one.
    pub const TEST_CASE_NAME: &str = "test.case.name";
    /// How it ended.
    pub const TEST_CASE_RESULT_STATUS: &str = "test.case.result.status";
    /// Microseconds that it took, as its report says.
    pub const TEST_DURATION_US: &str = "test.duration_us";
    /// Cases that failed, those that ended in an error among them.
    pub const TEST_FAILED: &str = "test.failed";
    /// Cases that passed.
    pub const TEST_PASSED: &str = "test.passed";
    /// Cases that were skipped.
    pub const TEST_SKIPPED: &str = "test.skipped";
    /// The suite's name.
    pub const TEST_SUITE_NAME: &str = "test.suite.name";
    /// Author time, milliseconds since the epoch.
    pub const VCS_COMMIT_AUTHOR_AT: &str = "vcs.commit.author.at";
    /// Author's e-mail as written in the commit, before mailmap.
    pub const VCS_COMMIT_AUTHOR_EMAIL: &str = "vcs.commit.author.email";
    /// Author as written in the commit, before mailmap.
    pub const VCS_COMMIT_AUTHOR_NAME: &str = "vcs.commit.author.name";
    /// Author's time zone, minutes east of UTC.
    pub const VCS_COMMIT_AUTHOR_OFFSET: &str = "vcs.commit.author.offset";
    /// Committer's e-mail as written in the commit, before mailmap.
    pub const VCS_COMMIT_COMMITTER_EMAIL: &str = "vcs.commit.committer.email";
    /// Committer as written in the commit, before mailmap.
    pub const VCS_COMMIT_COMMITTER_NAME: &str = "vcs.commit.committer.name";
    /// Committer's time zone, minutes east of UTC.
    pub const VCS_COMMIT_COMMITTER_OFFSET: &str = "vcs.commit.committer.offset";
    /// Paths changed against the first parent, none for a merge or where it can't be told, 65,536 at most.
    pub const VCS_COMMIT_FILES_PATH: &str = "vcs.commit.files.path";
    /// For each R or C in the status, in the same order, the path it had before.
    pub const VCS_COMMIT_FILES_PREVIOUS_PATH: &str = "vcs.commit.files.previous_path";
    /// One letter per path, in the same order; A added, M modified, D deleted, R renamed, C copied, T type changed.
    pub const VCS_COMMIT_FILES_STATUS: &str = "vcs.commit.files.status";
    /// Those of the paths that are submodules.
    pub const VCS_COMMIT_FILES_SUBMODULE: &str = "vcs.commit.files.submodule";
    /// The whole message, trailers included, without its final newline; cut at 64 KiB with a visible mark of how much is missing.
    pub const VCS_COMMIT_MESSAGE: &str = "vcs.commit.message";
    /// Full hashes of the parents, in order; empty for a root commit.
    pub const VCS_COMMIT_PARENTS: &str = "vcs.commit.parents";
    /// The mailmap file as of HEAD.
    pub const VCS_MAILMAP_CONTENT: &str = "vcs.mailmap.content";
    /// A note's text.
    pub const VCS_NOTE_MESSAGE: &str = "vcs.note.message";
    /// The git command after aliases; `alias` for one that runs a shell, `external` for a command that isn't git's own, `query` where git was asked for its own paths, `usage` where no command was given, `unknown` where nothing tells it.
    pub const VCS_OPERATION_NAME: &str = "vcs.operation.name";
    /// Who did it.
    pub const VCS_OPERATION_ORIGIN: &str = "vcs.operation.origin";
    /// The commit that a ref pointed at before.
    pub const VCS_REF_BASE_REVISION: &str = "vcs.ref.base.revision";
    /// The ref's full name; `HEAD` is the main worktree's, `worktrees/\<name>/HEAD` a linked one's; `shallow` and `unread` are no refs of git's, see `vcs.ref.change`.
    pub const VCS_REF_HEAD_NAME: &str = "vcs.ref.head.name";
    /// The commit that the event is about, or that a ref points at now, as a full hash; an annotated tag stands for its commit, a ref to anything else for that object.
    pub const VCS_REF_HEAD_REVISION: &str = "vcs.ref.head.revision";
    /// What kind of ref it is.
    pub const VCS_REF_TYPE: &str = "vcs.ref.type";
    /// E-mail of who moved the ref.
    pub const VCS_REFLOG_EMAIL: &str = "vcs.reflog.email";
    /// The reflog's reason.
    pub const VCS_REFLOG_MESSAGE: &str = "vcs.reflog.message";
    /// Who moved the ref.
    pub const VCS_REFLOG_NAME: &str = "vcs.reflog.name";
    /// The repository's name, that of its directory.
    pub const VCS_REPOSITORY_NAME: &str = "vcs.repository.name";
    /// What tells that both are one change.
    pub const VCS_REWRITE_EVIDENCE: &str = "vcs.rewrite.evidence";
    /// What rewrote the commit.
    pub const VCS_REWRITE_TYPE: &str = "vcs.rewrite.type";
    /// An annotated tag's message.
    pub const VCS_TAG_MESSAGE: &str = "vcs.tag.message";
    /// Microseconds from the sentinel's end to its being read.
    pub const WAKELORE_CAPTURE_LATENCY_US: &str = "wakelore.capture.latency_us";
    /// How many traces were lost.
    pub const WAKELORE_CAPTURE_LOSS_FILES: &str = "wakelore.capture.loss.files";
    /// Why something is missing.
    pub const WAKELORE_CAPTURE_LOSS_REASON: &str = "wakelore.capture.loss.reason";
    /// The word that `doctor` sent through.
    pub const WAKELORE_CAPTURE_SENTINEL: &str = "wakelore.capture.sentinel";
    /// What capture became.
    pub const WAKELORE_CAPTURE_STATE: &str = "wakelore.capture.state";
    /// Until when, milliseconds since the epoch.
    pub const WAKELORE_CAPTURE_UNTIL: &str = "wakelore.capture.until";
    /// Detail level by category, as `category=level`.
    pub const WAKELORE_CONSENT_DETAIL: &str = "wakelore.consent.detail";
    /// The git directory that may be read.
    pub const WAKELORE_CONSENT_PATH: &str = "wakelore.consent.path";
    /// Microseconds of processor time that the daemon used in the period.
    pub const WAKELORE_DAEMON_CPU_US: &str = "wakelore.daemon.cpu_us";
    /// Microseconds that this took altogether.
    pub const WAKELORE_DAEMON_DRAIN_US: &str = "wakelore.daemon.drain_us";
    /// How often the spool was taken in.
    pub const WAKELORE_DAEMON_DRAINS: &str = "wakelore.daemon.drains";
    /// Events stored in the period.
    pub const WAKELORE_DAEMON_EVENTS: &str = "wakelore.daemon.events";
    /// Codes of faults met in the period, with how often, as `code=count`.
    pub const WAKELORE_DAEMON_FAULTS: &str = "wakelore.daemon.faults";
    /// Traces deleted unread because their repository isn't captured.
    pub const WAKELORE_DAEMON_OUTSIDE: &str = "wakelore.daemon.outside";
    /// The daemon's process id.
    pub const WAKELORE_DAEMON_PID: &str = "wakelore.daemon.pid";
    /// Its resident memory at the end of the period, bytes.
    pub const WAKELORE_DAEMON_RSS_BYTES: &str = "wakelore.daemon.rss_bytes";
    /// Traces of git commands read in the period.
    pub const WAKELORE_DAEMON_TRACES: &str = "wakelore.daemon.traces";
    /// Whether its pages may send telemetry.
    pub const WAKELORE_ORIGIN_STATE: &str = "wakelore.origin.state";
    /// The origin of a web page.
    pub const WAKELORE_ORIGIN_URL: &str = "wakelore.origin.url";
    /// Bytes of the requests' bodies as they left, those that were sent again counted each time.
    pub const WAKELORE_SINK_BYTES: &str = "wakelore.sink.bytes";
    /// How much of an event it is sent.
    pub const WAKELORE_SINK_DETAIL: &str = "wakelore.sink.detail";
    /// Where it is; never with credentials.
    pub const WAKELORE_SINK_ENDPOINT: &str = "wakelore.sink.endpoint";
    /// Events that were sent and acknowledged.
    pub const WAKELORE_SINK_EVENTS: &str = "wakelore.sink.events";
    /// What was met, with how often, as `code=count`; `HTTP_\<status>` and `GRPC_\<code>` for what the sink answered.
    pub const WAKELORE_SINK_FAULTS: &str = "wakelore.sink.faults";
    /// Where in the log the first event lies, as `segment/byte of its block/row`.
    pub const WAKELORE_SINK_FIRST: &str = "wakelore.sink.first";
    /// Spans, log records and points that this came to.
    pub const WAKELORE_SINK_ITEMS: &str = "wakelore.sink.items";
    /// Where the last one lies.
    pub const WAKELORE_SINK_LAST: &str = "wakelore.sink.last";
    /// What its owner calls the sink.
    pub const WAKELORE_SINK_NAME: &str = "wakelore.sink.name";
    /// Whether it is sent what wakelore says of itself, and of its owner's decisions.
    pub const WAKELORE_SINK_OWN_EVENTS: &str = "wakelore.sink.own_events";
    /// How OTLP is spoken with it.
    pub const WAKELORE_SINK_PROTOCOL: &str = "wakelore.sink.protocol";
    /// Spans, log records and points among them that the sink refused for good.
    pub const WAKELORE_SINK_REFUSED: &str = "wakelore.sink.refused";
    /// Ids of the repositories whose events it is sent; `all` for every one there is, also from now on.
    pub const WAKELORE_SINK_REPOSITORIES: &str = "wakelore.sink.repositories";
    /// What became of it.
    pub const WAKELORE_SINK_STATE: &str = "wakelore.sink.state";
}

/// Values of attributes that have listed ones, by the attribute's name.
pub mod value {
    /// Of `command.class`.
    pub mod command_class {
        pub const BUILD: &str = "build";
        pub const TEST: &str = "test";
        pub const OTHER: &str = "other";
    }
    /// Of `command.parent`.
    pub mod command_parent {
        pub const RUN: &str = "run";
        pub const GIT: &str = "git";
    }
    /// Of `error.type`.
    pub mod error_type {
        pub const _OTHER: &str = "_OTHER";
    }
    /// Of `otlp.metric.type`.
    pub mod otlp_metric_type {
        pub const GAUGE: &str = "gauge";
        pub const SUM: &str = "sum";
        pub const HISTOGRAM: &str = "histogram";
        pub const EXPONENTIAL_HISTOGRAM: &str = "exponential_histogram";
        pub const SUMMARY: &str = "summary";
    }
    /// Of `otlp.span.kind`.
    pub mod otlp_span_kind {
        pub const INTERNAL: &str = "internal";
        pub const SERVER: &str = "server";
        pub const CLIENT: &str = "client";
        pub const PRODUCER: &str = "producer";
        pub const CONSUMER: &str = "consumer";
    }
    /// Of `otlp.span.status`.
    pub mod otlp_span_status {
        pub const OK: &str = "ok";
        pub const ERROR: &str = "error";
    }
    /// Of `session.end_reason`.
    pub mod session_end_reason {
        pub const IDLE: &str = "idle";
        pub const ABANDONED: &str = "abandoned";
    }
    /// Of `test.case.result.status`.
    pub mod test_case_result_status {
        pub const FAIL: &str = "fail";
        pub const PASS: &str = "pass";
        pub const SKIP: &str = "skip";
        pub const ERROR: &str = "error";
    }
    /// Of `vcs.operation.origin`.
    pub mod vcs_operation_origin {
        pub const IN_PROCESS: &str = "in_process";
    }
    /// Of `vcs.ref.type`.
    pub mod vcs_ref_type {
        pub const BRANCH: &str = "branch";
        pub const TAG: &str = "tag";
        pub const REMOTE: &str = "remote";
        pub const STASH: &str = "stash";
        pub const HEAD: &str = "head";
        pub const OTHER: &str = "other";
    }
    /// Of `vcs.rewrite.evidence`.
    pub mod vcs_rewrite_evidence {
        pub const REFLOG: &str = "reflog";
        pub const CHANGE_ID: &str = "change_id";
        pub const PATCH_ID: &str = "patch_id";
    }
    /// Of `vcs.rewrite.type`.
    pub mod vcs_rewrite_type {
        pub const AMEND: &str = "amend";
        pub const REBASE: &str = "rebase";
        pub const CHERRY_PICK: &str = "cherry_pick";
        pub const OTHER: &str = "other";
    }
    /// Of `wakelore.capture.loss.reason`.
    pub mod wakelore_capture_loss_reason {
        pub const SPOOL_FULL: &str = "spool_full";
        pub const SPOOL_GONE: &str = "spool_gone";
        pub const SPOOL_TOO_LARGE: &str = "spool_too_large";
        pub const SPOOL_UNREADABLE: &str = "spool_unreadable";
    }
    /// Of `wakelore.capture.state`.
    pub mod wakelore_capture_state {
        pub const ON: &str = "on";
        pub const OFF: &str = "off";
        pub const PAUSED: &str = "paused";
    }
    /// Of `wakelore.origin.state`.
    pub mod wakelore_origin_state {
        pub const ALLOWED: &str = "allowed";
        pub const REMOVED: &str = "removed";
    }
    /// Of `wakelore.sink.detail`.
    pub mod wakelore_sink_detail {
        pub const COUNTS: &str = "counts";
        pub const NAMES: &str = "names";
        pub const FULL: &str = "full";
    }
    /// Of `wakelore.sink.protocol`.
    pub mod wakelore_sink_protocol {
        pub const HTTP_PROTOBUF: &str = "http/protobuf";
        pub const HTTP_JSON: &str = "http/json";
        pub const GRPC: &str = "grpc";
    }
    /// Of `wakelore.sink.state`.
    pub mod wakelore_sink_state {
        pub const ADDED: &str = "added";
        pub const CHANGED: &str = "changed";
        pub const REMOVED: &str = "removed";
    }
}

/// Names of kinds: events and spans.
pub mod kind {
    /// A command given to `wakelore run`, a span of its own.
    pub const COMMAND_RUN: &str = "command.run";
    /// A git process, a span of its own.
    pub const GIT_COMMAND: &str = "git.command";
    /// A log record or event that somebody sent; beneath the span that it was made in.
    pub const OTEL_LOG: &str = "otel.log";
    /// A point of a metric that somebody sent.
    pub const OTEL_METRIC: &str = "otel.metric";
    /// A span that somebody sent.
    pub const OTEL_SPAN: &str = "otel.span";
    /// Work in a repository ended.
    pub const SESSION_END: &str = "session.end";
    /// Work in a repository began after a long pause.
    pub const SESSION_START: &str = "session.start";
    /// A test that didn't pass, beneath the span of the command that ran it.
    pub const TEST_CASE: &str = "test.case";
    /// A suite of tests that a command ran, beneath its span.
    pub const TEST_SUITE: &str = "test.suite";
    /// A commit, read once, and never again; one at which a shallow clone ended, or whose trees or parent were missing, stays without files when they arrive later.
    pub const VCS_COMMIT: &str = "vcs.commit";
    /// The mailmap at HEAD, whenever it changed; empty content where there is none any more.
    pub const VCS_MAILMAP: &str = "vcs.mailmap";
    /// A note on a commit, whenever it was seen to differ; an empty message where there is none any more.
    pub const VCS_NOTE: &str = "vcs.note";
    /// A ref moved, and no git command was seen that did it: a tool with git built in, or a command whose trace was lost.
    pub const VCS_OPERATION: &str = "vcs.operation";
    /// A ref was seen to point somewhere else than when last read.
    pub const VCS_REF_CHANGE: &str = "vcs.ref.change";
    /// One entry of a reflog.
    pub const VCS_REFLOG_ENTRY: &str = "vcs.reflog.entry";
    /// A commit took the place of another.
    pub const VCS_REWRITE: &str = "vcs.rewrite";
    /// Capture of a repository was turned on, off, or paused by its owner.
    pub const WAKELORE_CAPTURE_CHANGE: &str = "wakelore.capture.change";
    /// Traces of git commands were lost, of whatever repository.
    pub const WAKELORE_CAPTURE_LOSS: &str = "wakelore.capture.loss";
    /// A git command that `doctor` ran to see it arrive.
    pub const WAKELORE_CAPTURE_SENTINEL: &str = "wakelore.capture.sentinel";
    /// The owner changed in how much detail something of an allowed repository is kept.
    pub const WAKELORE_CONSENT_CHANGE: &str = "wakelore.consent.change";
    /// The owner allowed a repository to be read, by asking for it.
    pub const WAKELORE_CONSENT_GRANT: &str = "wakelore.consent.grant";
    /// A shell was given a trace context to hand on, by `wakelore env`; the span that whatever it starts lies beneath.
    pub const WAKELORE_CONTEXT: &str = "wakelore.context";
    /// What the daemon did since its last report or start; at least hourly while there was anything, and when it stops.
    pub const WAKELORE_DAEMON_REPORT: &str = "wakelore.daemon.report";
    /// The owner allowed pages of a web origin to send telemetry, or no longer does.
    pub const WAKELORE_ORIGIN_CHANGE: &str = "wakelore.origin.change";
    /// The owner added, changed or removed a sink that events are sent to.
    pub const WAKELORE_SINK_CHANGE: &str = "wakelore.sink.change";
    /// What one run of an export sent where, told when it ended.
    pub const WAKELORE_SINK_REPORT: &str = "wakelore.sink.report";
}

/// Names of metrics.
pub mod metric {

}
