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
    ("agent.files.path", PrivacyClass::Name),
    ("agent.tool.duration_us", PrivacyClass::Count),
    ("agent.tool.is_approved", PrivacyClass::Count),
    ("agent.turn.duration_us", PrivacyClass::Count),
    ("agent.turn.number", PrivacyClass::Count),
    ("agent.turn.outcome", PrivacyClass::Count),
    ("agent.turn.prompt", PrivacyClass::Text),
    ("agent.turn.reply", PrivacyClass::Text),
    ("agent.turn.tools", PrivacyClass::Count),
    ("build.diagnostic.code", PrivacyClass::Count),
    ("build.diagnostic.message", PrivacyClass::Text),
    ("build.diagnostic.severity", PrivacyClass::Count),
    ("build.diagnostic.tool", PrivacyClass::Count),
    ("chat.channel.name", PrivacyClass::Name),
    ("chat.message.author", PrivacyClass::Identity),
    ("chat.message.id", PrivacyClass::Name),
    ("chat.message.text", PrivacyClass::Text),
    ("chat.message.url.full", PrivacyClass::Name),
    ("chat.system", PrivacyClass::Count),
    ("chat.thread.id", PrivacyClass::Name),
    ("check.duration_us", PrivacyClass::Count),
    ("check.name", PrivacyClass::Name),
    ("check.output", PrivacyClass::Text),
    ("cicd.pipeline.name", PrivacyClass::Name),
    ("cicd.pipeline.result", PrivacyClass::Count),
    ("cicd.pipeline.run.id", PrivacyClass::Name),
    ("cicd.pipeline.run.url.full", PrivacyClass::Name),
    ("cicd.pipeline.task.name", PrivacyClass::Name),
    ("cicd.pipeline.task.type", PrivacyClass::Count),
    ("client.address", PrivacyClass::Identity),
    ("client.port", PrivacyClass::Count),
    ("code.column.number", PrivacyClass::Count),
    ("code.file.path", PrivacyClass::Name),
    ("code.function.name", PrivacyClass::Name),
    ("code.line.number", PrivacyClass::Count),
    ("code.stacktrace", PrivacyClass::Text),
    ("command.class", PrivacyClass::Count),
    ("command.name", PrivacyClass::Name),
    ("command.parent", PrivacyClass::Count),
    ("container.id", PrivacyClass::Name),
    ("container.name", PrivacyClass::Name),
    ("db.collection.name", PrivacyClass::Name),
    ("db.namespace", PrivacyClass::Name),
    ("db.operation.name", PrivacyClass::Count),
    ("db.query.summary", PrivacyClass::Name),
    ("db.query.text", PrivacyClass::Text),
    ("db.response.status_code", PrivacyClass::Count),
    ("db.system.name", PrivacyClass::Count),
    ("deployment.environment.name", PrivacyClass::Name),
    ("edit.changes", PrivacyClass::Count),
    ("edit.duration_us", PrivacyClass::Count),
    ("edit.files.lines_added", PrivacyClass::Count),
    ("edit.files.lines_removed", PrivacyClass::Count),
    ("edit.files.path", PrivacyClass::Name),
    ("edit.origin", PrivacyClass::Count),
    ("edit.saves", PrivacyClass::Count),
    ("edit.symbols", PrivacyClass::Name),
    ("edit.undone", PrivacyClass::Count),
    ("editor.name", PrivacyClass::Count),
    ("editor.window.id", PrivacyClass::Count),
    ("error.message", PrivacyClass::Text),
    ("error.type", PrivacyClass::Count),
    ("exception.message", PrivacyClass::Text),
    ("exception.stacktrace", PrivacyClass::Text),
    ("exception.type", PrivacyClass::Name),
    ("feature_flag.key", PrivacyClass::Name),
    ("file.name", PrivacyClass::Name),
    ("file.path", PrivacyClass::Name),
    ("focus.confidence", PrivacyClass::Text),
    ("focus.evidence", PrivacyClass::Text),
    ("focus.previous_state", PrivacyClass::Text),
    ("focus.state", PrivacyClass::Text),
    ("gen_ai.agent.name", PrivacyClass::Name),
    ("gen_ai.conversation.id", PrivacyClass::Name),
    ("gen_ai.input.messages", PrivacyClass::Text),
    ("gen_ai.operation.name", PrivacyClass::Count),
    ("gen_ai.output.messages", PrivacyClass::Text),
    ("gen_ai.provider.name", PrivacyClass::Count),
    ("gen_ai.request.model", PrivacyClass::Count),
    ("gen_ai.response.model", PrivacyClass::Count),
    ("gen_ai.system_instructions", PrivacyClass::Text),
    ("gen_ai.token.type", PrivacyClass::Count),
    ("gen_ai.tool.call.arguments", PrivacyClass::Text),
    ("gen_ai.tool.call.id", PrivacyClass::Name),
    ("gen_ai.tool.call.result", PrivacyClass::Text),
    ("gen_ai.tool.name", PrivacyClass::Name),
    ("gen_ai.usage.input_tokens", PrivacyClass::Count),
    ("gen_ai.usage.output_tokens", PrivacyClass::Count),
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
    ("gitbutler.operation.details", PrivacyClass::Text),
    ("gitbutler.operation.kind", PrivacyClass::Count),
    ("gitbutler.operation.restored_from", PrivacyClass::Name),
    ("gitbutler.operation.title", PrivacyClass::Text),
    ("gitbutler.snapshot.revision", PrivacyClass::Name),
    ("graph.entity.id", PrivacyClass::Name),
    ("graph.entity.type", PrivacyClass::Count),
    ("graph.link.confidence", PrivacyClass::Count),
    ("graph.link.evidence", PrivacyClass::Text),
    ("graph.link.type", PrivacyClass::Count),
    ("graph.target.id", PrivacyClass::Name),
    ("graph.target.type", PrivacyClass::Count),
    ("host.arch", PrivacyClass::Count),
    ("host.id", PrivacyClass::Name),
    ("host.name", PrivacyClass::Name),
    ("http.request.method", PrivacyClass::Count),
    ("http.response.status_code", PrivacyClass::Count),
    ("http.route", PrivacyClass::Name),
    ("log.record.original", PrivacyClass::Text),
    ("mcp.method.name", PrivacyClass::Count),
    ("messaging.batch.message_count", PrivacyClass::Count),
    ("messaging.destination.name", PrivacyClass::Name),
    ("messaging.operation.name", PrivacyClass::Count),
    ("messaging.operation.type", PrivacyClass::Count),
    ("messaging.system.name", PrivacyClass::Count),
    ("network.peer.address", PrivacyClass::Identity),
    ("network.peer.port", PrivacyClass::Count),
    ("network.protocol.name", PrivacyClass::Count),
    ("network.protocol.version", PrivacyClass::Count),
    ("network.transport", PrivacyClass::Count),
    ("network.type", PrivacyClass::Count),
    ("os.description", PrivacyClass::Name),
    ("os.name", PrivacyClass::Count),
    ("os.type", PrivacyClass::Count),
    ("os.version", PrivacyClass::Count),
    ("otlp.log.body", PrivacyClass::Text),
    ("otlp.log.dropped_attributes_count", PrivacyClass::Count),
    ("otlp.log.event_name", PrivacyClass::Name),
    ("otlp.log.flags", PrivacyClass::Count),
    ("otlp.log.observed_delay_ns", PrivacyClass::Count),
    ("otlp.log.severity_number", PrivacyClass::Count),
    ("otlp.log.severity_text", PrivacyClass::Name),
    ("otlp.metric.bucket_counts", PrivacyClass::Count),
    ("otlp.metric.count", PrivacyClass::Count),
    ("otlp.metric.description", PrivacyClass::Text),
    ("otlp.metric.exemplars", PrivacyClass::Text),
    ("otlp.metric.explicit_bounds", PrivacyClass::Count),
    ("otlp.metric.flags", PrivacyClass::Count),
    ("otlp.metric.is_monotonic", PrivacyClass::Count),
    ("otlp.metric.max", PrivacyClass::Count),
    ("otlp.metric.min", PrivacyClass::Count),
    ("otlp.metric.name", PrivacyClass::Name),
    ("otlp.metric.negative.bucket_counts", PrivacyClass::Count),
    ("otlp.metric.negative.offset", PrivacyClass::Count),
    ("otlp.metric.period_ns", PrivacyClass::Count),
    ("otlp.metric.positive.bucket_counts", PrivacyClass::Count),
    ("otlp.metric.positive.offset", PrivacyClass::Count),
    ("otlp.metric.quantile_values", PrivacyClass::Count),
    ("otlp.metric.quantiles", PrivacyClass::Count),
    ("otlp.metric.scale", PrivacyClass::Count),
    ("otlp.metric.sum", PrivacyClass::Count),
    ("otlp.metric.temporality", PrivacyClass::Count),
    ("otlp.metric.type", PrivacyClass::Count),
    ("otlp.metric.unit", PrivacyClass::Name),
    ("otlp.metric.value", PrivacyClass::Count),
    ("otlp.metric.zero_count", PrivacyClass::Count),
    ("otlp.metric.zero_threshold", PrivacyClass::Count),
    (
        "otlp.resource.dropped_attributes_count",
        PrivacyClass::Count,
    ),
    ("otlp.resource.entity_refs", PrivacyClass::Name),
    ("otlp.resource.schema_url", PrivacyClass::Name),
    ("otlp.scope.dropped_attributes_count", PrivacyClass::Count),
    ("otlp.scope.name", PrivacyClass::Name),
    ("otlp.scope.schema_url", PrivacyClass::Name),
    ("otlp.scope.version", PrivacyClass::Name),
    ("otlp.span.dropped_attributes_count", PrivacyClass::Count),
    ("otlp.span.dropped_events_count", PrivacyClass::Count),
    ("otlp.span.dropped_links_count", PrivacyClass::Count),
    ("otlp.span.duration_ns", PrivacyClass::Count),
    ("otlp.span.event.attributes", PrivacyClass::Text),
    (
        "otlp.span.event.dropped_attributes_count",
        PrivacyClass::Count,
    ),
    ("otlp.span.event.name", PrivacyClass::Name),
    ("otlp.span.event.offset_ns", PrivacyClass::Count),
    ("otlp.span.flags", PrivacyClass::Count),
    ("otlp.span.kind", PrivacyClass::Count),
    ("otlp.span.link.attributes", PrivacyClass::Text),
    (
        "otlp.span.link.dropped_attributes_count",
        PrivacyClass::Count,
    ),
    ("otlp.span.link.flags", PrivacyClass::Count),
    ("otlp.span.link.span_id", PrivacyClass::Count),
    ("otlp.span.link.trace_id", PrivacyClass::Count),
    ("otlp.span.link.trace_state", PrivacyClass::Text),
    ("otlp.span.name", PrivacyClass::Name),
    ("otlp.span.status", PrivacyClass::Count),
    ("otlp.span.status_message", PrivacyClass::Text),
    ("otlp.span.trace_state", PrivacyClass::Text),
    ("otlp.time.origin", PrivacyClass::Count),
    ("otlp.time.sub_ms_ns", PrivacyClass::Count),
    ("process.ancestors", PrivacyClass::Name),
    ("process.command", PrivacyClass::Name),
    ("process.command_args", PrivacyClass::Text),
    ("process.command_line", PrivacyClass::Text),
    ("process.creation.time", PrivacyClass::Count),
    ("process.duration_us", PrivacyClass::Count),
    ("process.executable.name", PrivacyClass::Name),
    ("process.executable.path", PrivacyClass::Name),
    ("process.exit.code", PrivacyClass::Count),
    ("process.interactive", PrivacyClass::Count),
    ("process.owner", PrivacyClass::Identity),
    ("process.parent_pid", PrivacyClass::Count),
    ("process.pid", PrivacyClass::Count),
    ("process.runtime.description", PrivacyClass::Count),
    ("process.runtime.name", PrivacyClass::Count),
    ("process.runtime.version", PrivacyClass::Count),
    ("process.working_directory", PrivacyClass::Name),
    ("review.author", PrivacyClass::Identity),
    ("review.comment.id", PrivacyClass::Name),
    ("review.id", PrivacyClass::Name),
    ("review.message", PrivacyClass::Text),
    ("review.thread.id", PrivacyClass::Name),
    ("review.thread.is_resolved", PrivacyClass::Count),
    ("review.verdict", PrivacyClass::Count),
    ("rpc.method", PrivacyClass::Name),
    ("rpc.status_code", PrivacyClass::Count),
    ("rpc.system.name", PrivacyClass::Count),
    ("server.address", PrivacyClass::Name),
    ("server.port", PrivacyClass::Count),
    ("service.instance.id", PrivacyClass::Name),
    ("service.name", PrivacyClass::Name),
    ("service.namespace", PrivacyClass::Name),
    ("service.version", PrivacyClass::Name),
    ("session.commands", PrivacyClass::Count),
    ("session.end_reason", PrivacyClass::Count),
    ("session.id", PrivacyClass::Count),
    ("session.previous_id", PrivacyClass::Count),
    ("session.started_at", PrivacyClass::Count),
    ("telemetry.distro.name", PrivacyClass::Count),
    ("telemetry.distro.version", PrivacyClass::Count),
    ("telemetry.sdk.language", PrivacyClass::Count),
    ("telemetry.sdk.name", PrivacyClass::Count),
    ("telemetry.sdk.version", PrivacyClass::Count),
    ("test.case.name", PrivacyClass::Name),
    ("test.case.result.status", PrivacyClass::Count),
    ("test.duration_us", PrivacyClass::Count),
    ("test.failed", PrivacyClass::Count),
    ("test.passed", PrivacyClass::Count),
    ("test.skipped", PrivacyClass::Count),
    ("test.suite.name", PrivacyClass::Name),
    ("test.suite.run.status", PrivacyClass::Count),
    ("thread.id", PrivacyClass::Count),
    ("thread.name", PrivacyClass::Name),
    ("url.full", PrivacyClass::Text),
    ("url.path", PrivacyClass::Text),
    ("url.query", PrivacyClass::Text),
    ("url.scheme", PrivacyClass::Count),
    ("user.email", PrivacyClass::Identity),
    ("user.full_name", PrivacyClass::Identity),
    ("user.hash", PrivacyClass::Identity),
    ("user.id", PrivacyClass::Identity),
    ("user.name", PrivacyClass::Identity),
    ("user_agent.original", PrivacyClass::Text),
    ("vcs.change.author", PrivacyClass::Identity),
    ("vcs.change.description", PrivacyClass::Text),
    ("vcs.change.id", PrivacyClass::Name),
    ("vcs.change.labels", PrivacyClass::Name),
    ("vcs.change.reviewers", PrivacyClass::Identity),
    ("vcs.change.state", PrivacyClass::Count),
    ("vcs.change.title", PrivacyClass::Text),
    ("vcs.change.url.full", PrivacyClass::Name),
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
    ("vcs.hunk.branch", PrivacyClass::Name),
    ("vcs.hunk.path", PrivacyClass::Name),
    ("vcs.hunk.range", PrivacyClass::Count),
    ("vcs.line_change.type", PrivacyClass::Count),
    ("vcs.mailmap.content", PrivacyClass::Identity),
    ("vcs.note.message", PrivacyClass::Text),
    ("vcs.operation.name", PrivacyClass::Count),
    ("vcs.operation.origin", PrivacyClass::Count),
    ("vcs.owner.name", PrivacyClass::Name),
    ("vcs.provider.name", PrivacyClass::Count),
    ("vcs.ref.base.name", PrivacyClass::Name),
    ("vcs.ref.base.revision", PrivacyClass::Name),
    ("vcs.ref.base.type", PrivacyClass::Count),
    ("vcs.ref.head.name", PrivacyClass::Name),
    ("vcs.ref.head.revision", PrivacyClass::Name),
    ("vcs.ref.head.type", PrivacyClass::Count),
    ("vcs.ref.type", PrivacyClass::Name),
    ("vcs.reflog.email", PrivacyClass::Identity),
    ("vcs.reflog.message", PrivacyClass::Text),
    ("vcs.reflog.name", PrivacyClass::Identity),
    ("vcs.repository.name", PrivacyClass::Name),
    ("vcs.repository.url.full", PrivacyClass::Name),
    ("vcs.revision_delta.direction", PrivacyClass::Count),
    ("vcs.rewrite.evidence", PrivacyClass::Count),
    ("vcs.rewrite.type", PrivacyClass::Count),
    ("vcs.stack.branches", PrivacyClass::Name),
    ("vcs.stack.heads", PrivacyClass::Name),
    ("vcs.stack.id", PrivacyClass::Name),
    ("vcs.stack.is_applied", PrivacyClass::Count),
    ("vcs.tag.message", PrivacyClass::Text),
    ("vcs.virtual_branch.action", PrivacyClass::Count),
    ("vcs.virtual_branch.name", PrivacyClass::Name),
    ("vcs.virtual_branch.previous_name", PrivacyClass::Name),
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
    ("wakelore.event.branch", PrivacyClass::Name),
    ("wakelore.event.key", PrivacyClass::Name),
    ("wakelore.event.kind", PrivacyClass::Count),
    ("wakelore.event.occurred_at", PrivacyClass::Count),
    ("wakelore.event.owning_virtual_branch", PrivacyClass::Name),
    ("wakelore.event.parent_span_id", PrivacyClass::Count),
    ("wakelore.event.recorded_at", PrivacyClass::Count),
    ("wakelore.event.repository", PrivacyClass::Count),
    ("wakelore.event.session", PrivacyClass::Count),
    ("wakelore.event.source", PrivacyClass::Count),
    ("wakelore.event.span_id", PrivacyClass::Count),
    ("wakelore.event.trace_id", PrivacyClass::Count),
    ("wakelore.event.virtual_branches", PrivacyClass::Name),
    ("wakelore.event.worktree", PrivacyClass::Name),
    ("wakelore.origin.state", PrivacyClass::Count),
    ("wakelore.origin.url", PrivacyClass::Name),
    ("wakelore.repository.id", PrivacyClass::Count),
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
    ("workflow.confidence", PrivacyClass::Count),
    ("workflow.evidence", PrivacyClass::Count),
    ("workflow.previous_stage", PrivacyClass::Count),
    ("workflow.stage", PrivacyClass::Count),
];

/// Names that a key follows; `None`: the class of the attribute that the key names.
const TEMPLATES: &[(&str, Option<PrivacyClass>)] = &[
    ("otlp.attribute", Some(PrivacyClass::Text)),
    ("otlp.metric.metadata", None),
    ("otlp.resource.attribute", None),
    ("otlp.scope.attribute", None),
    ("wakelore.event.attribute", Some(PrivacyClass::Text)),
    ("wakelore.event.stored", Some(PrivacyClass::Text)),
];

/// Names of attributes.
pub mod attribute {
    /// Files that it changed, from the worktree's root, 256 at most.
    pub const AGENT_FILES_PATH: &str = "agent.files.path";
    /// Microseconds from start to end.
    pub const AGENT_TOOL_DURATION_US: &str = "agent.tool.duration_us";
    /// Whether a person allowed it.
    pub const AGENT_TOOL_IS_APPROVED: &str = "agent.tool.is_approved";
    /// Microseconds from start to end.
    pub const AGENT_TURN_DURATION_US: &str = "agent.turn.duration_us";
    /// Which turn of its conversation it is, from 1.
    pub const AGENT_TURN_NUMBER: &str = "agent.turn.number";
    /// How it ended.
    pub const AGENT_TURN_OUTCOME: &str = "agent.turn.outcome";
    /// What it was asked, redacted, 64 KiB at most.
    pub const AGENT_TURN_PROMPT: &str = "agent.turn.prompt";
    /// What it answered, redacted, 64 KiB at most.
    pub const AGENT_TURN_REPLY: &str = "agent.turn.reply";
    /// How many tools it used.
    pub const AGENT_TURN_TOOLS: &str = "agent.turn.tools";
    /// What the compiler or linter calls such things.
    pub const BUILD_DIAGNOSTIC_CODE: &str = "build.diagnostic.code";
    /// What is wrong, in its words.
    pub const BUILD_DIAGNOSTIC_MESSAGE: &str = "build.diagnostic.message";
    /// How bad the compiler or linter takes it to be.
    pub const BUILD_DIAGNOSTIC_SEVERITY: &str = "build.diagnostic.severity";
    /// Who found it.
    pub const BUILD_DIAGNOSTIC_TOOL: &str = "build.diagnostic.tool";
    /// The channel, room or list.
    pub const CHAT_CHANNEL_NAME: &str = "chat.channel.name";
    /// Who said it, as the system calls them.
    pub const CHAT_MESSAGE_AUTHOR: &str = "chat.message.author";
    /// The message's id, as the system has it.
    pub const CHAT_MESSAGE_ID: &str = "chat.message.id";
    /// What was said, 16 KiB at most.
    pub const CHAT_MESSAGE_TEXT: &str = "chat.message.text";
    /// Where it is.
    pub const CHAT_MESSAGE_URL_FULL: &str = "chat.message.url.full";
    /// Where it was said.
    pub const CHAT_SYSTEM: &str = "chat.system";
    /// What keeps a message and its answers together, as the system has it.
    pub const CHAT_THREAD_ID: &str = "chat.thread.id";
    /// Microseconds from start to end.
    pub const CHECK_DURATION_US: &str = "check.duration_us";
    /// What the check is called.
    pub const CHECK_NAME: &str = "check.name";
    /// What it says of its result, 4 KiB at most.
    pub const CHECK_OUTPUT: &str = "check.output";
    /// What the pipeline is called.
    pub const CICD_PIPELINE_NAME: &str = "cicd.pipeline.name";
    /// How the run ended.
    pub const CICD_PIPELINE_RESULT: &str = "cicd.pipeline.result";
    /// The run's id.
    pub const CICD_PIPELINE_RUN_ID: &str = "cicd.pipeline.run.id";
    /// Where the run is.
    pub const CICD_PIPELINE_RUN_URL_FULL: &str = "cicd.pipeline.run.url.full";
    /// As upstream defines it.
    pub const CICD_PIPELINE_TASK_NAME: &str = "cicd.pipeline.task.name";
    /// As upstream defines it.
    pub const CICD_PIPELINE_TASK_TYPE: &str = "cicd.pipeline.task.type";
    /// As upstream defines it.
    pub const CLIENT_ADDRESS: &str = "client.address";
    /// As upstream defines it.
    pub const CLIENT_PORT: &str = "client.port";
    /// The column, from 1.
    pub const CODE_COLUMN_NUMBER: &str = "code.column.number";
    /// The file, from the worktree's root.
    pub const CODE_FILE_PATH: &str = "code.file.path";
    /// The function, with what it is in.
    pub const CODE_FUNCTION_NAME: &str = "code.function.name";
    /// The line, from 1.
    pub const CODE_LINE_NUMBER: &str = "code.line.number";
    /// As upstream defines it.
    pub const CODE_STACKTRACE: &str = "code.stacktrace";
    /// What the command is for.
    pub const COMMAND_CLASS: &str = "command.class";
    /// The program with the word that says what it is to do, without what only starts it.
    pub const COMMAND_NAME: &str = "command.name";
    /// What of wakelore's own it was started beneath.
    pub const COMMAND_PARENT: &str = "command.parent";
    /// As upstream defines it.
    pub const CONTAINER_ID: &str = "container.id";
    /// As upstream defines it.
    pub const CONTAINER_NAME: &str = "container.name";
    /// As upstream defines it.
    pub const DB_COLLECTION_NAME: &str = "db.collection.name";
    /// As upstream defines it.
    pub const DB_NAMESPACE: &str = "db.namespace";
    /// As upstream defines it.
    pub const DB_OPERATION_NAME: &str = "db.operation.name";
    /// As upstream defines it.
    pub const DB_QUERY_SUMMARY: &str = "db.query.summary";
    /// As upstream defines it.
    pub const DB_QUERY_TEXT: &str = "db.query.text";
    /// As upstream defines it.
    pub const DB_RESPONSE_STATUS_CODE: &str = "db.response.status_code";
    /// As upstream defines it.
    pub const DB_SYSTEM_NAME: &str = "db.system.name";
    /// As upstream defines it.
    pub const DEPLOYMENT_ENVIRONMENT_NAME: &str = "deployment.environment.name";
    /// How many changes the burst was made of.
    pub const EDIT_CHANGES: &str = "edit.changes";
    /// Microseconds from the first change to the last.
    pub const EDIT_DURATION_US: &str = "edit.duration_us";
    /// Lines that each of the files gained, in the same order.
    pub const EDIT_FILES_LINES_ADDED: &str = "edit.files.lines_added";
    /// Lines that each of the files lost, in the same order.
    pub const EDIT_FILES_LINES_REMOVED: &str = "edit.files.lines_removed";
    /// Files that were edited, from the worktree's root, each once, 256 at most.
    pub const EDIT_FILES_PATH: &str = "edit.files.path";
    /// Where most of the changed text came from.
    pub const EDIT_ORIGIN: &str = "edit.origin";
    /// How often a file was saved meanwhile.
    pub const EDIT_SAVES: &str = "edit.saves";
    /// Functions and types that the edits were in, 256 at most.
    pub const EDIT_SYMBOLS: &str = "edit.symbols";
    /// How many of them took others back.
    pub const EDIT_UNDONE: &str = "edit.undone";
    /// The editor that it happened in.
    pub const EDITOR_NAME: &str = "editor.name";
    /// Tells windows of one editor apart; made up anew for each.
    pub const EDITOR_WINDOW_ID: &str = "editor.window.id";
    /// What git complained of, a line each, 4 KiB at most.
    pub const ERROR_MESSAGE: &str = "error.message";
    /// Why it failed; `exit_\<status>`, `signal_\<number>`, or `killed` where no end was told.
    pub const ERROR_TYPE: &str = "error.type";
    /// As upstream defines it.
    pub const EXCEPTION_MESSAGE: &str = "exception.message";
    /// As upstream defines it.
    pub const EXCEPTION_STACKTRACE: &str = "exception.stacktrace";
    /// What kind of failure it was, as its language or its test runner calls it, 200 characters at most.
    pub const EXCEPTION_TYPE: &str = "exception.type";
    /// As upstream defines it.
    pub const FEATURE_FLAG_KEY: &str = "feature_flag.key";
    /// As upstream defines it.
    pub const FILE_NAME: &str = "file.name";
    /// As upstream defines it.
    pub const FILE_PATH: &str = "file.path";
    /// Probability that the state is right, 0 to 1.
    pub const FOCUS_CONFIDENCE: &str = "focus.confidence";
    /// What spoke for it, the strongest first, as `measure=value`.
    pub const FOCUS_EVIDENCE: &str = "focus.evidence";
    /// The state before it, of the same values.
    pub const FOCUS_PREVIOUS_STATE: &str = "focus.previous_state";
    /// How the work goes, as inferred from patterns of interaction.
    pub const FOCUS_STATE: &str = "focus.state";
    /// The agent, as whoever made it calls it.
    pub const GEN_AI_AGENT_NAME: &str = "gen_ai.agent.name";
    /// The conversation's id, as the agent has it.
    pub const GEN_AI_CONVERSATION_ID: &str = "gen_ai.conversation.id";
    /// As upstream defines it.
    pub const GEN_AI_INPUT_MESSAGES: &str = "gen_ai.input.messages";
    /// As upstream defines it.
    pub const GEN_AI_OPERATION_NAME: &str = "gen_ai.operation.name";
    /// As upstream defines it.
    pub const GEN_AI_OUTPUT_MESSAGES: &str = "gen_ai.output.messages";
    /// Who runs the model.
    pub const GEN_AI_PROVIDER_NAME: &str = "gen_ai.provider.name";
    /// The model that was asked.
    pub const GEN_AI_REQUEST_MODEL: &str = "gen_ai.request.model";
    /// As upstream defines it.
    pub const GEN_AI_RESPONSE_MODEL: &str = "gen_ai.response.model";
    /// As upstream defines it.
    pub const GEN_AI_SYSTEM_INSTRUCTIONS: &str = "gen_ai.system_instructions";
    /// Whether they went in or came out.
    pub const GEN_AI_TOKEN_TYPE: &str = "gen_ai.token.type";
    /// What the tool was called with, as JSON, redacted.
    pub const GEN_AI_TOOL_CALL_ARGUMENTS: &str = "gen_ai.tool.call.arguments";
    /// The call's id.
    pub const GEN_AI_TOOL_CALL_ID: &str = "gen_ai.tool.call.id";
    /// What the tool answered, as JSON, redacted.
    pub const GEN_AI_TOOL_CALL_RESULT: &str = "gen_ai.tool.call.result";
    /// The tool.
    pub const GEN_AI_TOOL_NAME: &str = "gen_ai.tool.name";
    /// Tokens that the model read.
    pub const GEN_AI_USAGE_INPUT_TOKENS: &str = "gen_ai.usage.input_tokens";
    /// Tokens that the model wrote.
    pub const GEN_AI_USAGE_OUTPUT_TOKENS: &str = "gen_ai.usage.output_tokens";
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
    /// What it concerned, as `name=value` of GitButler's trailers, 64 at most.
    pub const GITBUTLER_OPERATION_DETAILS: &str = "gitbutler.operation.details";
    /// What was done, as GitButler calls it.
    pub const GITBUTLER_OPERATION_KIND: &str = "gitbutler.operation.kind";
    /// The snapshot that it went back to.
    pub const GITBUTLER_OPERATION_RESTORED_FROM: &str = "gitbutler.operation.restored_from";
    /// What GitButler calls it to people.
    pub const GITBUTLER_OPERATION_TITLE: &str = "gitbutler.operation.title";
    /// The snapshot of how everything was before it, as a full hash.
    pub const GITBUTLER_SNAPSHOT_REVISION: &str = "gitbutler.snapshot.revision";
    /// Which one: a full hash, a path, a symbol as `path#name`, an e-mail address, a short branch name, a session's or change's id, an address.
    pub const GRAPH_ENTITY_ID: &str = "graph.entity.id";
    /// What sort of thing it is.
    pub const GRAPH_ENTITY_TYPE: &str = "graph.entity.type";
    /// Probability that it is so, 0 to 1; 1 where somebody said so.
    pub const GRAPH_LINK_CONFIDENCE: &str = "graph.link.confidence";
    /// What tells it.
    pub const GRAPH_LINK_EVIDENCE: &str = "graph.link.evidence";
    /// How they hang together.
    pub const GRAPH_LINK_TYPE: &str = "graph.link.type";
    /// Which one, written as `graph.entity.id` is.
    pub const GRAPH_TARGET_ID: &str = "graph.target.id";
    /// What sort of thing the other end is, of the values of `graph.entity.type`.
    pub const GRAPH_TARGET_TYPE: &str = "graph.target.type";
    /// As upstream defines it.
    pub const HOST_ARCH: &str = "host.arch";
    /// As upstream defines it.
    pub const HOST_ID: &str = "host.id";
    /// As upstream defines it.
    pub const HOST_NAME: &str = "host.name";
    /// As upstream defines it.
    pub const HTTP_REQUEST_METHOD: &str = "http.request.method";
    /// As upstream defines it.
    pub const HTTP_RESPONSE_STATUS_CODE: &str = "http.response.status_code";
    /// As upstream defines it.
    pub const HTTP_ROUTE: &str = "http.route";
    /// As upstream defines it.
    pub const LOG_RECORD_ORIGINAL: &str = "log.record.original";
    /// As upstream defines it.
    pub const MCP_METHOD_NAME: &str = "mcp.method.name";
    /// As upstream defines it.
    pub const MESSAGING_BATCH_MESSAGE_COUNT: &str = "messaging.batch.message_count";
    /// As upstream defines it.
    pub const MESSAGING_DESTINATION_NAME: &str = "messaging.destination.name";
    /// As upstream defines it.
    pub const MESSAGING_OPERATION_NAME: &str = "messaging.operation.name";
    /// As upstream defines it.
    pub const MESSAGING_OPERATION_TYPE: &str = "messaging.operation.type";
    /// As upstream defines it.
    pub const MESSAGING_SYSTEM_NAME: &str = "messaging.system.name";
    /// As upstream defines it.
    pub const NETWORK_PEER_ADDRESS: &str = "network.peer.address";
    /// As upstream defines it.
    pub const NETWORK_PEER_PORT: &str = "network.peer.port";
    /// As upstream defines it.
    pub const NETWORK_PROTOCOL_NAME: &str = "network.protocol.name";
    /// As upstream defines it.
    pub const NETWORK_PROTOCOL_VERSION: &str = "network.protocol.version";
    /// As upstream defines it.
    pub const NETWORK_TRANSPORT: &str = "network.transport";
    /// As upstream defines it.
    pub const NETWORK_TYPE: &str = "network.type";
    /// As upstream defines it.
    pub const OS_DESCRIPTION: &str = "os.description";
    /// As upstream defines it.
    pub const OS_NAME: &str = "os.name";
    /// As upstream defines it.
    pub const OS_TYPE: &str = "os.type";
    /// As upstream defines it.
    pub const OS_VERSION: &str = "os.version";
    /// An attribute of the sender's own whose name begins with `otlp.`, or is no name for JavaScript; the key is its name.
    pub const OTLP_ATTRIBUTE: &str = "otlp.attribute";
    /// The record's body; as OTLP's JSON where it is neither text nor a number.
    pub const OTLP_LOG_BODY: &str = "otlp.log.body";
    /// Attributes of the record that the sender dropped.
    pub const OTLP_LOG_DROPPED_ATTRIBUTES_COUNT: &str = "otlp.log.dropped_attributes_count";
    /// What kind of event the record is, where it is one.
    pub const OTLP_LOG_EVENT_NAME: &str = "otlp.log.event_name";
    /// The record's flags; the lowest 8 bits are those of W3C's trace context.
    pub const OTLP_LOG_FLAGS: &str = "otlp.log.flags";
    /// Nanoseconds from when it happened to when it was observed.
    pub const OTLP_LOG_OBSERVED_DELAY_NS: &str = "otlp.log.observed_delay_ns";
    /// Severity from 1, trace, to 24, fatal.
    pub const OTLP_LOG_SEVERITY_NUMBER: &str = "otlp.log.severity_number";
    /// Severity as the sender calls it.
    pub const OTLP_LOG_SEVERITY_TEXT: &str = "otlp.log.severity_text";
    /// How many values each bucket of a histogram holds.
    pub const OTLP_METRIC_BUCKET_COUNTS: &str = "otlp.metric.bucket_counts";
    /// How many values a distribution holds.
    pub const OTLP_METRIC_COUNT: &str = "otlp.metric.count";
    /// What the metric's author says of it.
    pub const OTLP_METRIC_DESCRIPTION: &str = "otlp.metric.description";
    /// Single measurements beside the point, as OTLP's JSON, each with its attributes.
    pub const OTLP_METRIC_EXEMPLARS: &str = "otlp.metric.exemplars";
    /// Upper ends of a histogram's buckets but the last.
    pub const OTLP_METRIC_EXPLICIT_BOUNDS: &str = "otlp.metric.explicit_bounds";
    /// The point's flags; bit 0 says that nothing was recorded.
    pub const OTLP_METRIC_FLAGS: &str = "otlp.metric.flags";
    /// Whether a sum only grows.
    pub const OTLP_METRIC_IS_MONOTONIC: &str = "otlp.metric.is_monotonic";
    /// The greatest value of a distribution.
    pub const OTLP_METRIC_MAX: &str = "otlp.metric.max";
    /// An attribute of the metric itself; the key is its name.
    pub const OTLP_METRIC_METADATA: &str = "otlp.metric.metadata";
    /// The least value of a distribution.
    pub const OTLP_METRIC_MIN: &str = "otlp.metric.min";
    /// The metric's name.
    pub const OTLP_METRIC_NAME: &str = "otlp.metric.name";
    /// How many negative values each bucket holds.
    pub const OTLP_METRIC_NEGATIVE_BUCKET_COUNTS: &str = "otlp.metric.negative.bucket_counts";
    /// Index of the first bucket of negative values.
    pub const OTLP_METRIC_NEGATIVE_OFFSET: &str = "otlp.metric.negative.offset";
    /// Nanoseconds that the point covers.
    pub const OTLP_METRIC_PERIOD_NS: &str = "otlp.metric.period_ns";
    /// How many positive values each bucket holds.
    pub const OTLP_METRIC_POSITIVE_BUCKET_COUNTS: &str = "otlp.metric.positive.bucket_counts";
    /// Index of the first bucket of positive values.
    pub const OTLP_METRIC_POSITIVE_OFFSET: &str = "otlp.metric.positive.offset";
    /// The value at each quantile, in the same order.
    pub const OTLP_METRIC_QUANTILE_VALUES: &str = "otlp.metric.quantile_values";
    /// Quantiles that a summary tells, 0 to 1.
    pub const OTLP_METRIC_QUANTILES: &str = "otlp.metric.quantiles";
    /// Resolution of an exponential histogram: buckets grow by 2^(2^-scale).
    pub const OTLP_METRIC_SCALE: &str = "otlp.metric.scale";
    /// What the values of a distribution add up to.
    pub const OTLP_METRIC_SUM: &str = "otlp.metric.sum";
    /// What a point covers; `temporality_\<number>` for what OTLP doesn't know yet.
    pub const OTLP_METRIC_TEMPORALITY: &str = "otlp.metric.temporality";
    /// What kind of point it is.
    pub const OTLP_METRIC_TYPE: &str = "otlp.metric.type";
    /// The metric's unit, by UCUM.
    pub const OTLP_METRIC_UNIT: &str = "otlp.metric.unit";
    /// A gauge's or sum's value.
    pub const OTLP_METRIC_VALUE: &str = "otlp.metric.value";
    /// How many values of an exponential histogram count as zero.
    pub const OTLP_METRIC_ZERO_COUNT: &str = "otlp.metric.zero_count";
    /// Up to which distance from zero.
    pub const OTLP_METRIC_ZERO_THRESHOLD: &str = "otlp.metric.zero_threshold";
    /// An attribute of the resource, whose telemetry it is; the key is its name.
    pub const OTLP_RESOURCE_ATTRIBUTE: &str = "otlp.resource.attribute";
    /// Attributes of the resource that the sender dropped.
    pub const OTLP_RESOURCE_DROPPED_ATTRIBUTES_COUNT: &str =
        "otlp.resource.dropped_attributes_count";
    /// Entities that the resource's attributes make up, as JSON.
    pub const OTLP_RESOURCE_ENTITY_REFS: &str = "otlp.resource.entity_refs";
    /// Conventions that the resource's attributes follow.
    pub const OTLP_RESOURCE_SCHEMA_URL: &str = "otlp.resource.schema_url";
    /// An attribute of the instrumentation; the key is its name.
    pub const OTLP_SCOPE_ATTRIBUTE: &str = "otlp.scope.attribute";
    /// Attributes of the instrumentation that the sender dropped.
    pub const OTLP_SCOPE_DROPPED_ATTRIBUTES_COUNT: &str = "otlp.scope.dropped_attributes_count";
    /// The instrumentation that made it.
    pub const OTLP_SCOPE_NAME: &str = "otlp.scope.name";
    /// Conventions that what it made follows.
    pub const OTLP_SCOPE_SCHEMA_URL: &str = "otlp.scope.schema_url";
    /// The instrumentation's version.
    pub const OTLP_SCOPE_VERSION: &str = "otlp.scope.version";
    /// Attributes of the span that the sender dropped.
    pub const OTLP_SPAN_DROPPED_ATTRIBUTES_COUNT: &str = "otlp.span.dropped_attributes_count";
    /// Events of the span that the sender dropped.
    pub const OTLP_SPAN_DROPPED_EVENTS_COUNT: &str = "otlp.span.dropped_events_count";
    /// Links of the span that the sender dropped.
    pub const OTLP_SPAN_DROPPED_LINKS_COUNT: &str = "otlp.span.dropped_links_count";
    /// Nanoseconds from start to end; below zero where the sender says so.
    pub const OTLP_SPAN_DURATION_NS: &str = "otlp.span.duration_ns";
    /// For each event its attributes, as OTLP's JSON; empty where there are none.
    pub const OTLP_SPAN_EVENT_ATTRIBUTES: &str = "otlp.span.event.attributes";
    /// For each event, the attributes that the sender dropped.
    pub const OTLP_SPAN_EVENT_DROPPED_ATTRIBUTES_COUNT: &str =
        "otlp.span.event.dropped_attributes_count";
    /// Names of the span's events, in order; the other `otlp.span.event` attributes are of the same length and order.
    pub const OTLP_SPAN_EVENT_NAME: &str = "otlp.span.event.name";
    /// For each event, nanoseconds from the span's start.
    pub const OTLP_SPAN_EVENT_OFFSET_NS: &str = "otlp.span.event.offset_ns";
    /// The span's flags; the lowest 8 bits are those of W3C's trace context.
    pub const OTLP_SPAN_FLAGS: &str = "otlp.span.flags";
    /// The span's kind; `kind_\<number>` for one that OTLP doesn't know yet.
    pub const OTLP_SPAN_KIND: &str = "otlp.span.kind";
    /// For each link its attributes, as OTLP's JSON; empty where there are none.
    pub const OTLP_SPAN_LINK_ATTRIBUTES: &str = "otlp.span.link.attributes";
    /// For each link, the attributes that the sender dropped.
    pub const OTLP_SPAN_LINK_DROPPED_ATTRIBUTES_COUNT: &str =
        "otlp.span.link.dropped_attributes_count";
    /// For each link, its flags.
    pub const OTLP_SPAN_LINK_FLAGS: &str = "otlp.span.link.flags";
    /// For each link, the span in that trace.
    pub const OTLP_SPAN_LINK_SPAN_ID: &str = "otlp.span.link.span_id";
    /// Traces that the span is linked to, in order; the other `otlp.span.link` attributes are of the same length and order.
    pub const OTLP_SPAN_LINK_TRACE_ID: &str = "otlp.span.link.trace_id";
    /// For each link, its W3C trace state.
    pub const OTLP_SPAN_LINK_TRACE_STATE: &str = "otlp.span.link.trace_state";
    /// The span's name.
    pub const OTLP_SPAN_NAME: &str = "otlp.span.name";
    /// How it ended, where the sender says; `status_\<number>` for what OTLP doesn't know yet.
    pub const OTLP_SPAN_STATUS: &str = "otlp.span.status";
    /// What the sender says of an error.
    pub const OTLP_SPAN_STATUS_MESSAGE: &str = "otlp.span.status_message";
    /// The W3C trace state, as sent.
    pub const OTLP_SPAN_TRACE_STATE: &str = "otlp.span.trace_state";
    /// Whose clock `occurredAt` is by, where it isn't the sender's.
    pub const OTLP_TIME_ORIGIN: &str = "otlp.time.origin";
    /// Nanoseconds after the millisecond of `occurredAt`.
    pub const OTLP_TIME_SUB_MS_NS: &str = "otlp.time.sub_ms_ns";
    /// Names of the processes above it, the nearest first, 8 at most.
    pub const PROCESS_ANCESTORS: &str = "process.ancestors";
    /// As upstream defines it.
    pub const PROCESS_COMMAND: &str = "process.command";
    /// The command line, the program first, secrets redacted; 256 arguments and 16 KiB at most.
    pub const PROCESS_COMMAND_ARGS: &str = "process.command_args";
    /// As upstream defines it.
    pub const PROCESS_COMMAND_LINE: &str = "process.command_line";
    /// As upstream defines it.
    pub const PROCESS_CREATION_TIME: &str = "process.creation.time";
    /// Microseconds from start to end; up to the last thing heard of it, where it was killed.
    pub const PROCESS_DURATION_US: &str = "process.duration_us";
    /// The program, without its directory.
    pub const PROCESS_EXECUTABLE_NAME: &str = "process.executable.name";
    /// As upstream defines it.
    pub const PROCESS_EXECUTABLE_PATH: &str = "process.executable.path";
    /// Exit status; absent where the process was killed.
    pub const PROCESS_EXIT_CODE: &str = "process.exit.code";
    /// As upstream defines it.
    pub const PROCESS_INTERACTIVE: &str = "process.interactive";
    /// As upstream defines it.
    pub const PROCESS_OWNER: &str = "process.owner";
    /// As upstream defines it.
    pub const PROCESS_PARENT_PID: &str = "process.parent_pid";
    /// The process's id.
    pub const PROCESS_PID: &str = "process.pid";
    /// As upstream defines it.
    pub const PROCESS_RUNTIME_DESCRIPTION: &str = "process.runtime.description";
    /// As upstream defines it.
    pub const PROCESS_RUNTIME_NAME: &str = "process.runtime.name";
    /// As upstream defines it.
    pub const PROCESS_RUNTIME_VERSION: &str = "process.runtime.version";
    /// Where it ran.
    pub const PROCESS_WORKING_DIRECTORY: &str = "process.working_directory";
    /// Who reviewed, as the forge calls them.
    pub const REVIEW_AUTHOR: &str = "review.author";
    /// The comment's id, as the forge has it.
    pub const REVIEW_COMMENT_ID: &str = "review.comment.id";
    /// The review's id, as the forge has it.
    pub const REVIEW_ID: &str = "review.id";
    /// What was said.
    pub const REVIEW_MESSAGE: &str = "review.message";
    /// What keeps a comment and its answers together.
    pub const REVIEW_THREAD_ID: &str = "review.thread.id";
    /// Whether the thread was settled when it was read.
    pub const REVIEW_THREAD_IS_RESOLVED: &str = "review.thread.is_resolved";
    /// What the reviewer came to.
    pub const REVIEW_VERDICT: &str = "review.verdict";
    /// As upstream defines it.
    pub const RPC_METHOD: &str = "rpc.method";
    /// As upstream defines it.
    pub const RPC_STATUS_CODE: &str = "rpc.status_code";
    /// As upstream defines it.
    pub const RPC_SYSTEM_NAME: &str = "rpc.system.name";
    /// As upstream defines it.
    pub const SERVER_ADDRESS: &str = "server.address";
    /// As upstream defines it.
    pub const SERVER_PORT: &str = "server.port";
    /// As upstream defines it.
    pub const SERVICE_INSTANCE_ID: &str = "service.instance.id";
    /// As upstream defines it.
    pub const SERVICE_NAME: &str = "service.name";
    /// As upstream defines it.
    pub const SERVICE_NAMESPACE: &str = "service.namespace";
    /// As upstream defines it.
    pub const SERVICE_VERSION: &str = "service.version";
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
    /// As upstream defines it.
    pub const TELEMETRY_DISTRO_NAME: &str = "telemetry.distro.name";
    /// As upstream defines it.
    pub const TELEMETRY_DISTRO_VERSION: &str = "telemetry.distro.version";
    /// As upstream defines it.
    pub const TELEMETRY_SDK_LANGUAGE: &str = "telemetry.sdk.language";
    /// As upstream defines it.
    pub const TELEMETRY_SDK_NAME: &str = "telemetry.sdk.name";
    /// As upstream defines it.
    pub const TELEMETRY_SDK_VERSION: &str = "telemetry.sdk.version";
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
    /// As upstream defines it.
    pub const TEST_SUITE_RUN_STATUS: &str = "test.suite.run.status";
    /// As upstream defines it.
    pub const THREAD_ID: &str = "thread.id";
    /// As upstream defines it.
    pub const THREAD_NAME: &str = "thread.name";
    /// As upstream defines it.
    pub const URL_FULL: &str = "url.full";
    /// As upstream defines it.
    pub const URL_PATH: &str = "url.path";
    /// As upstream defines it.
    pub const URL_QUERY: &str = "url.query";
    /// As upstream defines it.
    pub const URL_SCHEME: &str = "url.scheme";
    /// As upstream defines it.
    pub const USER_EMAIL: &str = "user.email";
    /// As upstream defines it.
    pub const USER_FULL_NAME: &str = "user.full_name";
    /// As upstream defines it.
    pub const USER_HASH: &str = "user.hash";
    /// As upstream defines it.
    pub const USER_ID: &str = "user.id";
    /// As upstream defines it.
    pub const USER_NAME: &str = "user.name";
    /// As upstream defines it.
    pub const USER_AGENT_ORIGINAL: &str = "user_agent.original";
    /// Who proposed it, as the forge calls them.
    pub const VCS_CHANGE_AUTHOR: &str = "vcs.change.author";
    /// What its author says of it.
    pub const VCS_CHANGE_DESCRIPTION: &str = "vcs.change.description";
    /// Its number or id, as the forge has it.
    pub const VCS_CHANGE_ID: &str = "vcs.change.id";
    /// Its labels.
    pub const VCS_CHANGE_LABELS: &str = "vcs.change.labels";
    /// Who is asked to review it.
    pub const VCS_CHANGE_REVIEWERS: &str = "vcs.change.reviewers";
    /// How it stands.
    pub const VCS_CHANGE_STATE: &str = "vcs.change.state";
    /// Its title.
    pub const VCS_CHANGE_TITLE: &str = "vcs.change.title";
    /// Where it is.
    pub const VCS_CHANGE_URL_FULL: &str = "vcs.change.url.full";
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
    /// For each hunk, in the same order, the branch that owns it; empty where none does.
    pub const VCS_HUNK_BRANCH: &str = "vcs.hunk.branch";
    /// For each uncommitted hunk, 1,024 at most, the file that it is in.
    pub const VCS_HUNK_PATH: &str = "vcs.hunk.path";
    /// For each hunk, in the same order, where it is, as `@@` of a diff has it.
    pub const VCS_HUNK_RANGE: &str = "vcs.hunk.range";
    /// Whether lines came or went.
    pub const VCS_LINE_CHANGE_TYPE: &str = "vcs.line_change.type";
    /// The mailmap file as of HEAD.
    pub const VCS_MAILMAP_CONTENT: &str = "vcs.mailmap.content";
    /// A note's text.
    pub const VCS_NOTE_MESSAGE: &str = "vcs.note.message";
    /// The git command after aliases; `alias` for one that runs a shell, `external` for a command that isn't git's own, `query` where git was asked for its own paths, `usage` where no command was given, `unknown` where nothing tells it.
    pub const VCS_OPERATION_NAME: &str = "vcs.operation.name";
    /// Who did it.
    pub const VCS_OPERATION_ORIGIN: &str = "vcs.operation.origin";
    /// As upstream defines it.
    pub const VCS_OWNER_NAME: &str = "vcs.owner.name";
    /// The forge.
    pub const VCS_PROVIDER_NAME: &str = "vcs.provider.name";
    /// The branch that it is to go into.
    pub const VCS_REF_BASE_NAME: &str = "vcs.ref.base.name";
    /// The commit that a ref pointed at before.
    pub const VCS_REF_BASE_REVISION: &str = "vcs.ref.base.revision";
    /// As upstream defines it.
    pub const VCS_REF_BASE_TYPE: &str = "vcs.ref.base.type";
    /// The ref's full name; `HEAD` is the main worktree's, `worktrees/\<name>/HEAD` a linked one's; `shallow` and `unread` are no refs of git's, see `vcs.ref.change`.
    pub const VCS_REF_HEAD_NAME: &str = "vcs.ref.head.name";
    /// The commit that the event is about, or that a ref points at now, as a full hash; an annotated tag stands for its commit, a ref to anything else for that object.
    pub const VCS_REF_HEAD_REVISION: &str = "vcs.ref.head.revision";
    /// As upstream defines it.
    pub const VCS_REF_HEAD_TYPE: &str = "vcs.ref.head.type";
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
    /// Where the repository is, without credentials.
    pub const VCS_REPOSITORY_URL_FULL: &str = "vcs.repository.url.full";
    /// As upstream defines it.
    pub const VCS_REVISION_DELTA_DIRECTION: &str = "vcs.revision_delta.direction";
    /// What tells that both are one change.
    pub const VCS_REWRITE_EVIDENCE: &str = "vcs.rewrite.evidence";
    /// What rewrote the commit.
    pub const VCS_REWRITE_TYPE: &str = "vcs.rewrite.type";
    /// Short names of its branches, from the base to the tip.
    pub const VCS_STACK_BRANCHES: &str = "vcs.stack.branches";
    /// The commit that each of the branches points at, in the same order, as full hashes.
    pub const VCS_STACK_HEADS: &str = "vcs.stack.heads";
    /// The stack's id, as its tool has it.
    pub const VCS_STACK_ID: &str = "vcs.stack.id";
    /// Whether its changes are in the worktree.
    pub const VCS_STACK_IS_APPLIED: &str = "vcs.stack.is_applied";
    /// An annotated tag's message.
    pub const VCS_TAG_MESSAGE: &str = "vcs.tag.message";
    /// What was done with it.
    pub const VCS_VIRTUAL_BRANCH_ACTION: &str = "vcs.virtual_branch.action";
    /// Short name of the branch.
    pub const VCS_VIRTUAL_BRANCH_NAME: &str = "vcs.virtual_branch.name";
    /// What it was called before.
    pub const VCS_VIRTUAL_BRANCH_PREVIOUS_NAME: &str = "vcs.virtual_branch.previous_name";
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
    /// An attribute of the event's own whose name begins with `wakelore.event.`; the key is its name.
    pub const WAKELORE_EVENT_ATTRIBUTE: &str = "wakelore.event.attribute";
    /// The branch that was checked out.
    pub const WAKELORE_EVENT_BRANCH: &str = "wakelore.event.branch";
    /// What makes it itself within its source.
    pub const WAKELORE_EVENT_KEY: &str = "wakelore.event.key";
    /// The event's kind.
    pub const WAKELORE_EVENT_KIND: &str = "wakelore.event.kind";
    /// When it happened, milliseconds since the epoch, where the record can hold no such time.
    pub const WAKELORE_EVENT_OCCURRED_AT: &str = "wakelore.event.occurred_at";
    /// The virtual branch that owns what happened.
    pub const WAKELORE_EVENT_OWNING_VIRTUAL_BRANCH: &str = "wakelore.event.owning_virtual_branch";
    /// The span above it, where the record can hold no such id.
    pub const WAKELORE_EVENT_PARENT_SPAN_ID: &str = "wakelore.event.parent_span_id";
    /// When it was read, milliseconds since the epoch.
    pub const WAKELORE_EVENT_RECORDED_AT: &str = "wakelore.event.recorded_at";
    /// Id of its repository.
    pub const WAKELORE_EVENT_REPOSITORY: &str = "wakelore.event.repository";
    /// The session that it belongs to.
    pub const WAKELORE_EVENT_SESSION: &str = "wakelore.event.session";
    /// Which source read it.
    pub const WAKELORE_EVENT_SOURCE: &str = "wakelore.event.source";
    /// Its span, where the record has no field for it.
    pub const WAKELORE_EVENT_SPAN_ID: &str = "wakelore.event.span_id";
    /// What is stored under a name of OTLP's without being what that means; the key is that name.
    pub const WAKELORE_EVENT_STORED: &str = "wakelore.event.stored";
    /// Its trace, where the record can hold no such id.
    pub const WAKELORE_EVENT_TRACE_ID: &str = "wakelore.event.trace_id";
    /// Virtual branches that were applied.
    pub const WAKELORE_EVENT_VIRTUAL_BRANCHES: &str = "wakelore.event.virtual_branches";
    /// The linked worktree that it happened in.
    pub const WAKELORE_EVENT_WORKTREE: &str = "wakelore.event.worktree";
    /// Whether its pages may send telemetry.
    pub const WAKELORE_ORIGIN_STATE: &str = "wakelore.origin.state";
    /// The origin of a web page.
    pub const WAKELORE_ORIGIN_URL: &str = "wakelore.origin.url";
    /// The repository's id at wakelore, 32 hex digits, as `wakelore env` hands it on.
    pub const WAKELORE_REPOSITORY_ID: &str = "wakelore.repository.id";
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
    /// Probability that the stage is right, 0 to 1.
    pub const WORKFLOW_CONFIDENCE: &str = "workflow.confidence";
    /// What spoke for it, the strongest first, as `measure=value`.
    pub const WORKFLOW_EVIDENCE: &str = "workflow.evidence";
    /// The stage before it, of the same values.
    pub const WORKFLOW_PREVIOUS_STAGE: &str = "workflow.previous_stage";
    /// What stage the work is in, as inferred.
    pub const WORKFLOW_STAGE: &str = "workflow.stage";
}

/// Values of attributes that have listed ones, by the attribute's name.
pub mod value {
    /// Of `agent.turn.outcome`.
    pub mod agent_turn_outcome {
        pub const COMPLETED: &str = "completed";
        pub const INTERRUPTED: &str = "interrupted";
        pub const FAILED: &str = "failed";
        pub const REJECTED: &str = "rejected";
    }
    /// Of `build.diagnostic.severity`.
    pub mod build_diagnostic_severity {
        pub const ERROR: &str = "error";
        pub const WARNING: &str = "warning";
        pub const NOTE: &str = "note";
    }
    /// Of `chat.system`.
    pub mod chat_system {
        pub const SLACK: &str = "slack";
        pub const DISCORD: &str = "discord";
        pub const TEAMS: &str = "teams";
        pub const MATRIX: &str = "matrix";
        pub const MAIL: &str = "mail";
    }
    /// Of `cicd.pipeline.result`.
    pub mod cicd_pipeline_result {
        pub const CANCELLATION: &str = "cancellation";
        pub const ERROR: &str = "error";
        pub const FAILURE: &str = "failure";
        pub const SKIP: &str = "skip";
        pub const SUCCESS: &str = "success";
        pub const TIMEOUT: &str = "timeout";
    }
    /// Of `cicd.pipeline.task.type`.
    pub mod cicd_pipeline_task_type {
        pub const BUILD: &str = "build";
        pub const DEPLOY: &str = "deploy";
        pub const TEST: &str = "test";
    }
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
    /// Of `db.system.name`.
    pub mod db_system_name {
        pub const ACTIAN_INGRES: &str = "actian.ingres";
        pub const AWS_DYNAMODB: &str = "aws.dynamodb";
        pub const AWS_REDSHIFT: &str = "aws.redshift";
        pub const AZURE_COSMOSDB: &str = "azure.cosmosdb";
        pub const CASSANDRA: &str = "cassandra";
        pub const CLICKHOUSE: &str = "clickhouse";
        pub const COCKROACHDB: &str = "cockroachdb";
        pub const COUCHBASE: &str = "couchbase";
        pub const COUCHDB: &str = "couchdb";
        pub const DERBY: &str = "derby";
        pub const ELASTICSEARCH: &str = "elasticsearch";
        pub const FIREBIRDSQL: &str = "firebirdsql";
        pub const GCP_SPANNER: &str = "gcp.spanner";
        pub const GEODE: &str = "geode";
        pub const H2DATABASE: &str = "h2database";
        pub const HBASE: &str = "hbase";
        pub const HIVE: &str = "hive";
        pub const HSQLDB: &str = "hsqldb";
        pub const IBM_DB2: &str = "ibm.db2";
        pub const IBM_INFORMIX: &str = "ibm.informix";
        pub const IBM_NETEZZA: &str = "ibm.netezza";
        pub const INFLUXDB: &str = "influxdb";
        pub const INSTANTDB: &str = "instantdb";
        pub const INTERSYSTEMS_CACHE: &str = "intersystems.cache";
        pub const MARIADB: &str = "mariadb";
        pub const MEMCACHED: &str = "memcached";
        pub const MICROSOFT_SQL_SERVER: &str = "microsoft.sql_server";
        pub const MONGODB: &str = "mongodb";
        pub const MYSQL: &str = "mysql";
        pub const NEO4J: &str = "neo4j";
        pub const OPENSEARCH: &str = "opensearch";
        pub const ORACLE_DB: &str = "oracle.db";
        pub const OTHER_SQL: &str = "other_sql";
        pub const POSTGRESQL: &str = "postgresql";
        pub const REDIS: &str = "redis";
        pub const SAP_HANA: &str = "sap.hana";
        pub const SAP_MAXDB: &str = "sap.maxdb";
        pub const SOFTWAREAG_ADABAS: &str = "softwareag.adabas";
        pub const SQLITE: &str = "sqlite";
        pub const TERADATA: &str = "teradata";
        pub const TRINO: &str = "trino";
    }
    /// Of `deployment.environment.name`.
    pub mod deployment_environment_name {
        pub const DEVELOPMENT: &str = "development";
        pub const PRODUCTION: &str = "production";
        pub const STAGING: &str = "staging";
        pub const TEST: &str = "test";
    }
    /// Of `edit.origin`.
    pub mod edit_origin {
        pub const TYPED: &str = "typed";
        pub const COMPLETED: &str = "completed";
        pub const PASTED: &str = "pasted";
        pub const REFACTORED: &str = "refactored";
        pub const AGENT: &str = "agent";
        pub const EXTERNAL: &str = "external";
    }
    /// Of `focus.state`.
    pub mod focus_state {
        pub const FLOW: &str = "flow";
        pub const EXPLORING: &str = "exploring";
        pub const STUCK: &str = "stuck";
        pub const INTERRUPTED: &str = "interrupted";
    }
    /// Of `gen_ai.operation.name`.
    pub mod gen_ai_operation_name {
        pub const CHAT: &str = "chat";
        pub const CREATE_AGENT: &str = "create_agent";
        pub const EMBEDDINGS: &str = "embeddings";
        pub const EXECUTE_TOOL: &str = "execute_tool";
        pub const GENERATE_CONTENT: &str = "generate_content";
        pub const INVOKE_AGENT: &str = "invoke_agent";
        pub const INVOKE_WORKFLOW: &str = "invoke_workflow";
        pub const RETRIEVAL: &str = "retrieval";
        pub const TEXT_COMPLETION: &str = "text_completion";
    }
    /// Of `gen_ai.provider.name`.
    pub mod gen_ai_provider_name {
        pub const ANTHROPIC: &str = "anthropic";
        pub const AWS_BEDROCK: &str = "aws.bedrock";
        pub const AZURE_AI_INFERENCE: &str = "azure.ai.inference";
        pub const AZURE_AI_OPENAI: &str = "azure.ai.openai";
        pub const COHERE: &str = "cohere";
        pub const DEEPSEEK: &str = "deepseek";
        pub const GCP_GEMINI: &str = "gcp.gemini";
        pub const GCP_GEN_AI: &str = "gcp.gen_ai";
        pub const GCP_VERTEX_AI: &str = "gcp.vertex_ai";
        pub const GROQ: &str = "groq";
        pub const IBM_WATSONX_AI: &str = "ibm.watsonx.ai";
        pub const MISTRAL_AI: &str = "mistral_ai";
        pub const OPENAI: &str = "openai";
        pub const PERPLEXITY: &str = "perplexity";
        pub const X_AI: &str = "x_ai";
    }
    /// Of `gen_ai.token.type`.
    pub mod gen_ai_token_type {
        pub const OUTPUT: &str = "output";
        pub const INPUT: &str = "input";
    }
    /// Of `graph.entity.type`.
    pub mod graph_entity_type {
        pub const COMMIT: &str = "commit";
        pub const FILE: &str = "file";
        pub const SYMBOL: &str = "symbol";
        pub const PERSON: &str = "person";
        pub const BRANCH: &str = "branch";
        pub const VIRTUAL_BRANCH: &str = "virtual_branch";
        pub const SESSION: &str = "session";
        pub const CHANGE: &str = "change";
        pub const REVIEW: &str = "review";
        pub const DISCUSSION: &str = "discussion";
        pub const ISSUE: &str = "issue";
        pub const ERROR: &str = "error";
        pub const DECISION: &str = "decision";
    }
    /// Of `graph.link.type`.
    pub mod graph_link_type {
        pub const MENTIONS: &str = "mentions";
        pub const IMPLEMENTS: &str = "implements";
        pub const FIXES: &str = "fixes";
        pub const REVERTS: &str = "reverts";
        pub const CAUSES: &str = "causes";
        pub const DISCUSSES: &str = "discusses";
        pub const DECIDES: &str = "decides";
        pub const SUPERSEDES: &str = "supersedes";
    }
    /// Of `host.arch`.
    pub mod host_arch {
        pub const AMD64: &str = "amd64";
        pub const ARM32: &str = "arm32";
        pub const ARM64: &str = "arm64";
        pub const IA64: &str = "ia64";
        pub const PPC32: &str = "ppc32";
        pub const PPC64: &str = "ppc64";
        pub const S390X: &str = "s390x";
        pub const X86: &str = "x86";
    }
    /// Of `http.request.method`.
    pub mod http_request_method {
        pub const CONNECT: &str = "CONNECT";
        pub const DELETE: &str = "DELETE";
        pub const GET: &str = "GET";
        pub const HEAD: &str = "HEAD";
        pub const OPTIONS: &str = "OPTIONS";
        pub const PATCH: &str = "PATCH";
        pub const POST: &str = "POST";
        pub const PUT: &str = "PUT";
        pub const QUERY: &str = "QUERY";
        pub const TRACE: &str = "TRACE";
    }
    /// Of `mcp.method.name`.
    pub mod mcp_method_name {
        pub const COMPLETION_COMPLETE: &str = "completion/complete";
        pub const ELICITATION_CREATE: &str = "elicitation/create";
        pub const INITIALIZE: &str = "initialize";
        pub const LOGGING_SETLEVEL: &str = "logging/setLevel";
        pub const NOTIFICATIONS_CANCELLED: &str = "notifications/cancelled";
        pub const NOTIFICATIONS_INITIALIZED: &str = "notifications/initialized";
        pub const NOTIFICATIONS_MESSAGE: &str = "notifications/message";
        pub const NOTIFICATIONS_PROGRESS: &str = "notifications/progress";
        pub const NOTIFICATIONS_PROMPTS_LIST_CHANGED: &str = "notifications/prompts/list_changed";
        pub const NOTIFICATIONS_RESOURCES_LIST_CHANGED: &str =
            "notifications/resources/list_changed";
        pub const NOTIFICATIONS_RESOURCES_UPDATED: &str = "notifications/resources/updated";
        pub const NOTIFICATIONS_ROOTS_LIST_CHANGED: &str = "notifications/roots/list_changed";
        pub const NOTIFICATIONS_TOOLS_LIST_CHANGED: &str = "notifications/tools/list_changed";
        pub const PING: &str = "ping";
        pub const PROMPTS_GET: &str = "prompts/get";
        pub const PROMPTS_LIST: &str = "prompts/list";
        pub const RESOURCES_LIST: &str = "resources/list";
        pub const RESOURCES_READ: &str = "resources/read";
        pub const RESOURCES_SUBSCRIBE: &str = "resources/subscribe";
        pub const RESOURCES_TEMPLATES_LIST: &str = "resources/templates/list";
        pub const RESOURCES_UNSUBSCRIBE: &str = "resources/unsubscribe";
        pub const ROOTS_LIST: &str = "roots/list";
        pub const SAMPLING_CREATEMESSAGE: &str = "sampling/createMessage";
        pub const TOOLS_CALL: &str = "tools/call";
        pub const TOOLS_LIST: &str = "tools/list";
    }
    /// Of `messaging.operation.type`.
    pub mod messaging_operation_type {
        pub const CREATE: &str = "create";
        pub const DELIVER: &str = "deliver";
        pub const PROCESS: &str = "process";
        pub const PUBLISH: &str = "publish";
        pub const RECEIVE: &str = "receive";
        pub const SEND: &str = "send";
        pub const SETTLE: &str = "settle";
    }
    /// Of `messaging.system.name`.
    pub mod messaging_system_name {
        pub const ACTIVEMQ: &str = "activemq";
        pub const AWS_SNS: &str = "aws.sns";
        pub const AWS_SQS: &str = "aws.sqs";
        pub const AZURE_EVENTGRID: &str = "azure.eventgrid";
        pub const AZURE_EVENTHUBS: &str = "azure.eventhubs";
        pub const AZURE_SERVICEBUS: &str = "azure.servicebus";
        pub const GCP_PUBSUB: &str = "gcp.pubsub";
        pub const JMS: &str = "jms";
        pub const KAFKA: &str = "kafka";
        pub const PULSAR: &str = "pulsar";
        pub const RABBITMQ: &str = "rabbitmq";
        pub const ROCKETMQ: &str = "rocketmq";
    }
    /// Of `network.transport`.
    pub mod network_transport {
        pub const PIPE: &str = "pipe";
        pub const QUIC: &str = "quic";
        pub const TCP: &str = "tcp";
        pub const UDP: &str = "udp";
        pub const UNIX: &str = "unix";
    }
    /// Of `network.type`.
    pub mod network_type {
        pub const IPV4: &str = "ipv4";
        pub const IPV6: &str = "ipv6";
    }
    /// Of `os.type`.
    pub mod os_type {
        pub const AIX: &str = "aix";
        pub const DARWIN: &str = "darwin";
        pub const DRAGONFLYBSD: &str = "dragonflybsd";
        pub const FREEBSD: &str = "freebsd";
        pub const HPUX: &str = "hpux";
        pub const LINUX: &str = "linux";
        pub const NETBSD: &str = "netbsd";
        pub const OPENBSD: &str = "openbsd";
        pub const SOLARIS: &str = "solaris";
        pub const WINDOWS: &str = "windows";
        pub const ZOS: &str = "zos";
        pub const Z_OS: &str = "z_os";
    }
    /// Of `otlp.metric.temporality`.
    pub mod otlp_metric_temporality {
        pub const DELTA: &str = "delta";
        pub const CUMULATIVE: &str = "cumulative";
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
    /// Of `otlp.time.origin`.
    pub mod otlp_time_origin {
        pub const OBSERVED: &str = "observed";
        pub const RECEIVED: &str = "received";
    }
    /// Of `review.verdict`.
    pub mod review_verdict {
        pub const APPROVE: &str = "approve";
        pub const REQUEST_CHANGES: &str = "request_changes";
        pub const COMMENT: &str = "comment";
        pub const DISMISS: &str = "dismiss";
    }
    /// Of `rpc.system.name`.
    pub mod rpc_system_name {
        pub const CONNECTRPC: &str = "connectrpc";
        pub const DUBBO: &str = "dubbo";
        pub const GRPC: &str = "grpc";
        pub const JSONRPC: &str = "jsonrpc";
    }
    /// Of `session.end_reason`.
    pub mod session_end_reason {
        pub const IDLE: &str = "idle";
        pub const ABANDONED: &str = "abandoned";
    }
    /// Of `telemetry.sdk.language`.
    pub mod telemetry_sdk_language {
        pub const CPP: &str = "cpp";
        pub const DOTNET: &str = "dotnet";
        pub const ERLANG: &str = "erlang";
        pub const GO: &str = "go";
        pub const JAVA: &str = "java";
        pub const KOTLIN: &str = "kotlin";
        pub const NODEJS: &str = "nodejs";
        pub const PHP: &str = "php";
        pub const PYTHON: &str = "python";
        pub const RUBY: &str = "ruby";
        pub const RUST: &str = "rust";
        pub const SWIFT: &str = "swift";
        pub const WEBJS: &str = "webjs";
    }
    /// Of `test.case.result.status`.
    pub mod test_case_result_status {
        pub const FAIL: &str = "fail";
        pub const PASS: &str = "pass";
        pub const SKIP: &str = "skip";
        pub const ERROR: &str = "error";
    }
    /// Of `test.suite.run.status`.
    pub mod test_suite_run_status {
        pub const ABORTED: &str = "aborted";
        pub const FAILURE: &str = "failure";
        pub const IN_PROGRESS: &str = "in_progress";
        pub const SKIPPED: &str = "skipped";
        pub const SUCCESS: &str = "success";
        pub const TIMED_OUT: &str = "timed_out";
    }
    /// Of `vcs.change.state`.
    pub mod vcs_change_state {
        pub const CLOSED: &str = "closed";
        pub const MERGED: &str = "merged";
        pub const OPEN: &str = "open";
        pub const WIP: &str = "wip";
    }
    /// Of `vcs.line_change.type`.
    pub mod vcs_line_change_type {
        pub const ADDED: &str = "added";
        pub const REMOVED: &str = "removed";
    }
    /// Of `vcs.operation.origin`.
    pub mod vcs_operation_origin {
        pub const IN_PROCESS: &str = "in_process";
    }
    /// Of `vcs.provider.name`.
    pub mod vcs_provider_name {
        pub const BITBUCKET: &str = "bitbucket";
        pub const GITEA: &str = "gitea";
        pub const GITHUB: &str = "github";
        pub const GITLAB: &str = "gitlab";
        pub const GITTEA: &str = "gittea";
    }
    /// Of `vcs.ref.base.type`.
    pub mod vcs_ref_base_type {
        pub const BRANCH: &str = "branch";
        pub const TAG: &str = "tag";
    }
    /// Of `vcs.ref.head.type`.
    pub mod vcs_ref_head_type {
        pub const BRANCH: &str = "branch";
        pub const TAG: &str = "tag";
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
    /// Of `vcs.revision_delta.direction`.
    pub mod vcs_revision_delta_direction {
        pub const AHEAD: &str = "ahead";
        pub const BEHIND: &str = "behind";
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
    /// Of `vcs.virtual_branch.action`.
    pub mod vcs_virtual_branch_action {
        pub const CREATE: &str = "create";
        pub const APPLY: &str = "apply";
        pub const UNAPPLY: &str = "unapply";
        pub const RENAME: &str = "rename";
        pub const MOVE: &str = "move";
        pub const DELETE: &str = "delete";
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
    /// Of `workflow.stage`.
    pub mod workflow_stage {
        pub const EXPLORING: &str = "exploring";
        pub const IMPLEMENTING: &str = "implementing";
        pub const TESTING: &str = "testing";
        pub const DEBUGGING: &str = "debugging";
        pub const REVIEWING: &str = "reviewing";
        pub const INTEGRATING: &str = "integrating";
    }
}

/// Names of kinds: events and spans.
pub mod kind {
    /// A tool that an agent used, beneath its turn.
    pub const AGENT_TOOL: &str = "agent.tool";
    /// What an agent did from being asked to having answered.
    pub const AGENT_TURN: &str = "agent.turn";
    /// Something that a compiler or linter found, beneath the span of the command that ran it.
    pub const BUILD_DIAGNOSTIC: &str = "build.diagnostic";
    /// A message spoke of something of the work.
    pub const CHAT_REFERENCE: &str = "chat.reference";
    /// A check of a commit ended, on a forge or in a pipeline.
    pub const CHECK_RUN: &str = "check.run";
    /// A command given to `wakelore run`, a span of its own.
    pub const COMMAND_RUN: &str = "command.run";
    /// Edits in one worktree without a pause of 30 seconds.
    pub const EDIT_BURST: &str = "edit.burst";
    /// How the work goes changed.
    pub const FOCUS_CHANGE: &str = "focus.change";
    /// A git process, a span of its own.
    pub const GIT_COMMAND: &str = "git.command";
    /// Something that GitButler did, by its operations log.
    pub const GITBUTLER_OPERATION: &str = "gitbutler.operation";
    /// Two things hang together, as somebody or something says.
    pub const GRAPH_LINK: &str = "graph.link";
    /// A log record or event that somebody sent; beneath the span that it was made in.
    pub const OTEL_LOG: &str = "otel.log";
    /// A point of a metric that somebody sent.
    pub const OTEL_METRIC: &str = "otel.metric";
    /// A span that somebody sent.
    pub const OTEL_SPAN: &str = "otel.span";
    /// Somebody said something of a change, or of a line of it.
    pub const REVIEW_COMMENT: &str = "review.comment";
    /// Somebody reviewed a change.
    pub const REVIEW_SUBMIT: &str = "review.submit";
    /// Work in a repository ended.
    pub const SESSION_END: &str = "session.end";
    /// Work in a repository began after a long pause.
    pub const SESSION_START: &str = "session.start";
    /// A session as a whole, told once it has ended.
    pub const SESSION_WORK: &str = "session.work";
    /// A test that didn't pass, beneath the span of the command that ran it.
    pub const TEST_CASE: &str = "test.case";
    /// A suite of tests that a command ran, beneath its span.
    pub const TEST_SUITE: &str = "test.suite";
    /// A proposed change as it was seen, whenever that differs from before.
    pub const VCS_CHANGE_UPDATE: &str = "vcs.change.update";
    /// A commit, read once, and never again; one at which a shallow clone ended, or whose trees or parent were missing, stays without files when they arrive later.
    pub const VCS_COMMIT: &str = "vcs.commit";
    /// Which branch owns which uncommitted hunk, whenever that changed.
    pub const VCS_HUNK_ASSIGNMENT: &str = "vcs.hunk.assignment";
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
    /// A stack was seen to be made of other branches or commits than before.
    pub const VCS_STACK_CHANGE: &str = "vcs.stack.change";
    /// A virtual branch was made, applied, renamed, moved, or taken away.
    pub const VCS_VIRTUAL_BRANCH_CHANGE: &str = "vcs.virtual_branch.change";
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
    /// The work went from one stage into another.
    pub const WORKFLOW_STAGE_CHANGE: &str = "workflow.stage.change";
}

/// Names of metrics.
pub mod metric {
    /// Tokens that agents used.
    pub const AGENT_TOKENS: &str = "agent.tokens";
    /// Time that builds, tests and other commands took.
    pub const COMMAND_RUN_DURATION: &str = "command.run.duration";
    /// Lines that edits added and removed.
    pub const EDIT_LINES: &str = "edit.lines";
    /// Time that git commands took.
    pub const GIT_COMMAND_DURATION: &str = "git.command.duration";
    /// Test cases that ended, by how.
    pub const TEST_CASE_COUNT: &str = "test.case.count";
    /// Time spent in each stage of the work.
    pub const WORKFLOW_STAGE_TIME: &str = "workflow.stage.time";
}
