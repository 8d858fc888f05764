// Generated from packages/telemetry/conventions/*.yaml by `npm run generate`: change those, never this.
package wakelore.conventions;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What an attribute may give away, from least to most. */
public enum PrivacyClass {
  COUNT,
  NAME,
  IDENTITY,
  TEXT;

  /** Names the version of the conventions that telemetry was written by. */
  public static final String SCHEMA_URL = "https://wakelore.invalid/schemas/1.1.0";

  private static final Map<String, PrivacyClass> LISTED = new HashMap<>();
  /** Names that a key follows; empty: the class of the attribute that the key names. */
  private static final Map<String, Optional<PrivacyClass>> TEMPLATES = new HashMap<>();

  static {
    LISTED.put("command.class", COUNT);
    LISTED.put("command.name", NAME);
    LISTED.put("command.parent", COUNT);
    LISTED.put("error.message", TEXT);
    LISTED.put("error.type", COUNT);
    LISTED.put("exception.type", NAME);
    LISTED.put("git.child.class", COUNT);
    LISTED.put("git.child.command", TEXT);
    LISTED.put("git.child.duration_us", COUNT);
    LISTED.put("git.child.exit_code", COUNT);
    LISTED.put("git.child.name", NAME);
    LISTED.put("git.child.pid", COUNT);
    LISTED.put("git.child.start_us", COUNT);
    LISTED.put("git.command.alias", NAME);
    LISTED.put("git.command.mode", COUNT);
    LISTED.put("git.counter.name", NAME);
    LISTED.put("git.counter.value", NAME);
    LISTED.put("git.parent.is_false", COUNT);
    LISTED.put("git.parent.is_remote", COUNT);
    LISTED.put("git.region.duration_us", NAME);
    LISTED.put("git.region.name", NAME);
    LISTED.put("git.trace.is_cut", COUNT);
    LISTED.put("git.version", COUNT);
    LISTED.put("otlp.log.body", TEXT);
    LISTED.put("otlp.log.event_name", NAME);
    LISTED.put("otlp.log.severity_number", COUNT);
    LISTED.put("otlp.log.severity_text", NAME);
    LISTED.put("otlp.metric.name", NAME);
    LISTED.put("otlp.metric.type", COUNT);
    LISTED.put("otlp.metric.unit", NAME);
    LISTED.put("otlp.metric.value", COUNT);
    LISTED.put("otlp.scope.name", NAME);
    LISTED.put("otlp.scope.version", NAME);
    LISTED.put("otlp.span.duration_ns", COUNT);
    LISTED.put("otlp.span.kind", COUNT);
    LISTED.put("otlp.span.name", NAME);
    LISTED.put("otlp.span.status", COUNT);
    LISTED.put("otlp.span.status_message", TEXT);
    LISTED.put("otlp.time.sub_ms_ns", COUNT);
    LISTED.put("process.ancestors", NAME);
    LISTED.put("process.command_args", TEXT);
    LISTED.put("process.duration_us", COUNT);
    LISTED.put("process.executable.name", NAME);
    LISTED.put("process.exit.code", COUNT);
    LISTED.put("process.pid", COUNT);
    LISTED.put("process.working_directory", NAME);
    LISTED.put("session.commands", COUNT);
    LISTED.put("session.end_reason", COUNT);
    LISTED.put("session.id", COUNT);
    LISTED.put("session.previous_id", COUNT);
    LISTED.put("session.started_at", COUNT);
    LISTED.put("test.case.name", NAME);
    LISTED.put("test.case.result.status", COUNT);
    LISTED.put("test.duration_us", COUNT);
    LISTED.put("test.failed", COUNT);
    LISTED.put("test.passed", COUNT);
    LISTED.put("test.skipped", COUNT);
    LISTED.put("test.suite.name", NAME);
    LISTED.put("vcs.commit.author.at", COUNT);
    LISTED.put("vcs.commit.author.email", IDENTITY);
    LISTED.put("vcs.commit.author.name", IDENTITY);
    LISTED.put("vcs.commit.author.offset", COUNT);
    LISTED.put("vcs.commit.committer.email", IDENTITY);
    LISTED.put("vcs.commit.committer.name", IDENTITY);
    LISTED.put("vcs.commit.committer.offset", COUNT);
    LISTED.put("vcs.commit.files.path", NAME);
    LISTED.put("vcs.commit.files.previous_path", NAME);
    LISTED.put("vcs.commit.files.status", COUNT);
    LISTED.put("vcs.commit.files.submodule", NAME);
    LISTED.put("vcs.commit.message", TEXT);
    LISTED.put("vcs.commit.parents", NAME);
    LISTED.put("vcs.mailmap.content", IDENTITY);
    LISTED.put("vcs.note.message", TEXT);
    LISTED.put("vcs.operation.name", COUNT);
    LISTED.put("vcs.operation.origin", COUNT);
    LISTED.put("vcs.ref.base.revision", NAME);
    LISTED.put("vcs.ref.head.name", NAME);
    LISTED.put("vcs.ref.head.revision", NAME);
    LISTED.put("vcs.ref.type", NAME);
    LISTED.put("vcs.reflog.email", IDENTITY);
    LISTED.put("vcs.reflog.message", TEXT);
    LISTED.put("vcs.reflog.name", IDENTITY);
    LISTED.put("vcs.repository.name", NAME);
    LISTED.put("vcs.rewrite.evidence", COUNT);
    LISTED.put("vcs.rewrite.type", COUNT);
    LISTED.put("vcs.tag.message", TEXT);
    LISTED.put("wakelore.capture.latency_us", COUNT);
    LISTED.put("wakelore.capture.loss.files", COUNT);
    LISTED.put("wakelore.capture.loss.reason", COUNT);
    LISTED.put("wakelore.capture.sentinel", COUNT);
    LISTED.put("wakelore.capture.state", COUNT);
    LISTED.put("wakelore.capture.until", COUNT);
    LISTED.put("wakelore.consent.detail", COUNT);
    LISTED.put("wakelore.consent.path", NAME);
    LISTED.put("wakelore.daemon.cpu_us", COUNT);
    LISTED.put("wakelore.daemon.drain_us", COUNT);
    LISTED.put("wakelore.daemon.drains", COUNT);
    LISTED.put("wakelore.daemon.events", COUNT);
    LISTED.put("wakelore.daemon.faults", COUNT);
    LISTED.put("wakelore.daemon.outside", COUNT);
    LISTED.put("wakelore.daemon.pid", COUNT);
    LISTED.put("wakelore.daemon.rss_bytes", COUNT);
    LISTED.put("wakelore.daemon.traces", COUNT);
    LISTED.put("wakelore.origin.state", COUNT);
    LISTED.put("wakelore.origin.url", NAME);
    LISTED.put("wakelore.sink.bytes", COUNT);
    LISTED.put("wakelore.sink.detail", COUNT);
    LISTED.put("wakelore.sink.endpoint", NAME);
    LISTED.put("wakelore.sink.events", COUNT);
    LISTED.put("wakelore.sink.faults", COUNT);
    LISTED.put("wakelore.sink.first", COUNT);
    LISTED.put("wakelore.sink.items", COUNT);
    LISTED.put("wakelore.sink.last", COUNT);
    LISTED.put("wakelore.sink.name", NAME);
    LISTED.put("wakelore.sink.own_events", COUNT);
    LISTED.put("wakelore.sink.protocol", COUNT);
    LISTED.put("wakelore.sink.refused", COUNT);
    LISTED.put("wakelore.sink.repositories", COUNT);
    LISTED.put("wakelore.sink.state", COUNT);

  }

  /** The class of an attribute; empty, which counts as text, where it isn't listed. */
  public static Optional<PrivacyClass> of(String attribute) {
    PrivacyClass listed = LISTED.get(attribute);
    if (listed != null) {
      return Optional.of(listed);
    }
    for (Map.Entry<String, Optional<PrivacyClass>> template : TEMPLATES.entrySet()) {
      String prefix = template.getKey() + ".";
      if (attribute.startsWith(prefix)) {
        return template.getValue().or(() -> of(attribute.substring(prefix.length())));
      }
    }
    return Optional.empty();
  }
}
