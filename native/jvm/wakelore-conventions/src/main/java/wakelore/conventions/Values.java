// Generated from packages/telemetry/conventions/*.yaml by `npm run generate`: change those, never this.
package wakelore.conventions;

/** Values of attributes that have listed ones. */
public final class Values {
  /** Of {@code command.class}. */
  public static final class CommandClass {
    public static final String BUILD = "build";
    public static final String TEST = "test";
    public static final String OTHER = "other";

    private CommandClass() {}
  }

  /** Of {@code command.parent}. */
  public static final class CommandParent {
    public static final String RUN = "run";
    public static final String GIT = "git";

    private CommandParent() {}
  }

  /** Of {@code error.type}. */
  public static final class ErrorType {
    public static final String _OTHER = "_OTHER";

    private ErrorType() {}
  }

  /** Of {@code otlp.metric.type}. */
  public static final class OtlpMetricType {
    public static final String GAUGE = "gauge";
    public static final String SUM = "sum";
    public static final String HISTOGRAM = "histogram";
    public static final String EXPONENTIAL_HISTOGRAM = "exponential_histogram";
    public static final String SUMMARY = "summary";

    private OtlpMetricType() {}
  }

  /** Of {@code otlp.span.kind}. */
  public static final class OtlpSpanKind {
    public static final String INTERNAL = "internal";
    public static final String SERVER = "server";
    public static final String CLIENT = "client";
    public static final String PRODUCER = "producer";
    public static final String CONSUMER = "consumer";

    private OtlpSpanKind() {}
  }

  /** Of {@code otlp.span.status}. */
  public static final class OtlpSpanStatus {
    public static final String OK = "ok";
    public static final String ERROR = "error";

    private OtlpSpanStatus() {}
  }

  /** Of {@code session.end_reason}. */
  public static final class SessionEndReason {
    public static final String IDLE = "idle";
    public static final String ABANDONED = "abandoned";

    private SessionEndReason() {}
  }

  /** Of {@code test.case.result.status}. */
  public static final class TestCaseResultStatus {
    public static final String FAIL = "fail";
    public static final String PASS = "pass";
    public static final String SKIP = "skip";
    public static final String ERROR = "error";

    private TestCaseResultStatus() {}
  }

  /** Of {@code vcs.operation.origin}. */
  public static final class VcsOperationOrigin {
    public static final String IN_PROCESS = "in_process";

    private VcsOperationOrigin() {}
  }

  /** Of {@code vcs.ref.type}. */
  public static final class VcsRefType {
    public static final String BRANCH = "branch";
    public static final String TAG = "tag";
    public static final String REMOTE = "remote";
    public static final String STASH = "stash";
    public static final String HEAD = "head";
    public static final String OTHER = "other";

    private VcsRefType() {}
  }

  /** Of {@code vcs.rewrite.evidence}. */
  public static final class VcsRewriteEvidence {
    public static final String REFLOG = "reflog";
    public static final String CHANGE_ID = "change_id";
    public static final String PATCH_ID = "patch_id";

    private VcsRewriteEvidence() {}
  }

  /** Of {@code vcs.rewrite.type}. */
  public static final class VcsRewriteType {
    public static final String AMEND = "amend";
    public static final String REBASE = "rebase";
    public static final String CHERRY_PICK = "cherry_pick";
    public static final String OTHER = "other";

    private VcsRewriteType() {}
  }

  /** Of {@code wakelore.capture.loss.reason}. */
  public static final class WakeloreCaptureLossReason {
    public static final String SPOOL_FULL = "spool_full";
    public static final String SPOOL_GONE = "spool_gone";
    public static final String SPOOL_TOO_LARGE = "spool_too_large";
    public static final String SPOOL_UNREADABLE = "spool_unreadable";

    private WakeloreCaptureLossReason() {}
  }

  /** Of {@code wakelore.capture.state}. */
  public static final class WakeloreCaptureState {
    public static final String ON = "on";
    public static final String OFF = "off";
    public static final String PAUSED = "paused";

    private WakeloreCaptureState() {}
  }

  /** Of {@code wakelore.origin.state}. */
  public static final class WakeloreOriginState {
    public static final String ALLOWED = "allowed";
    public static final String REMOVED = "removed";

    private WakeloreOriginState() {}
  }

  /** Of {@code wakelore.sink.detail}. */
  public static final class WakeloreSinkDetail {
    public static final String COUNTS = "counts";
    public static final String NAMES = "names";
    public static final String FULL = "full";

    private WakeloreSinkDetail() {}
  }

  /** Of {@code wakelore.sink.protocol}. */
  public static final class WakeloreSinkProtocol {
    public static final String HTTP_PROTOBUF = "http/protobuf";
    public static final String HTTP_JSON = "http/json";
    public static final String GRPC = "grpc";

    private WakeloreSinkProtocol() {}
  }

  /** Of {@code wakelore.sink.state}. */
  public static final class WakeloreSinkState {
    public static final String ADDED = "added";
    public static final String CHANGED = "changed";
    public static final String REMOVED = "removed";

    private WakeloreSinkState() {}
  }


  private Values() {}
}
