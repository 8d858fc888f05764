// Generated from packages/telemetry/conventions/*.yaml by `npm run generate`: change those, never this.
package wakelore.conventions;

/** Values of attributes that have listed ones. */
public final class Values {
  /** Of {@code agent.turn.outcome}. */
  public static final class AgentTurnOutcome {
    public static final String COMPLETED = "completed";
    public static final String INTERRUPTED = "interrupted";
    public static final String FAILED = "failed";
    public static final String REJECTED = "rejected";

    private AgentTurnOutcome() {}
  }

  /** Of {@code build.diagnostic.severity}. */
  public static final class BuildDiagnosticSeverity {
    public static final String ERROR = "error";
    public static final String WARNING = "warning";
    public static final String NOTE = "note";

    private BuildDiagnosticSeverity() {}
  }

  /** Of {@code chat.system}. */
  public static final class ChatSystem {
    public static final String SLACK = "slack";
    public static final String DISCORD = "discord";
    public static final String TEAMS = "teams";
    public static final String MATRIX = "matrix";
    public static final String MAIL = "mail";

    private ChatSystem() {}
  }

  /** Of {@code cicd.pipeline.result}. */
  public static final class CicdPipelineResult {
    public static final String CANCELLATION = "cancellation";
    public static final String ERROR = "error";
    public static final String FAILURE = "failure";
    public static final String SKIP = "skip";
    public static final String SUCCESS = "success";
    public static final String TIMEOUT = "timeout";

    private CicdPipelineResult() {}
  }

  /** Of {@code cicd.pipeline.task.type}. */
  public static final class CicdPipelineTaskType {
    public static final String BUILD = "build";
    public static final String DEPLOY = "deploy";
    public static final String TEST = "test";

    private CicdPipelineTaskType() {}
  }

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

  /** Of {@code db.system.name}. */
  public static final class DbSystemName {
    public static final String ACTIAN_INGRES = "actian.ingres";
    public static final String AWS_DYNAMODB = "aws.dynamodb";
    public static final String AWS_REDSHIFT = "aws.redshift";
    public static final String AZURE_COSMOSDB = "azure.cosmosdb";
    public static final String CASSANDRA = "cassandra";
    public static final String CLICKHOUSE = "clickhouse";
    public static final String COCKROACHDB = "cockroachdb";
    public static final String COUCHBASE = "couchbase";
    public static final String COUCHDB = "couchdb";
    public static final String DERBY = "derby";
    public static final String ELASTICSEARCH = "elasticsearch";
    public static final String FIREBIRDSQL = "firebirdsql";
    public static final String GCP_SPANNER = "gcp.spanner";
    public static final String GEODE = "geode";
    public static final String H2DATABASE = "h2database";
    public static final String HBASE = "hbase";
    public static final String HIVE = "hive";
    public static final String HSQLDB = "hsqldb";
    public static final String IBM_DB2 = "ibm.db2";
    public static final String IBM_INFORMIX = "ibm.informix";
    public static final String IBM_NETEZZA = "ibm.netezza";
    public static final String INFLUXDB = "influxdb";
    public static final String INSTANTDB = "instantdb";
    public static final String INTERSYSTEMS_CACHE = "intersystems.cache";
    public static final String MARIADB = "mariadb";
    public static final String MEMCACHED = "memcached";
    public static final String MICROSOFT_SQL_SERVER = "microsoft.sql_server";
    public static final String MONGODB = "mongodb";
    public static final String MYSQL = "mysql";
    public static final String NEO4J = "neo4j";
    public static final String OPENSEARCH = "opensearch";
    public static final String ORACLE_DB = "oracle.db";
    public static final String OTHER_SQL = "other_sql";
    public static final String POSTGRESQL = "postgresql";
    public static final String REDIS = "redis";
    public static final String SAP_HANA = "sap.hana";
    public static final String SAP_MAXDB = "sap.maxdb";
    public static final String SOFTWAREAG_ADABAS = "softwareag.adabas";
    public static final String SQLITE = "sqlite";
    public static final String TERADATA = "teradata";
    public static final String TRINO = "trino";

    private DbSystemName() {}
  }

  /** Of {@code deployment.environment.name}. */
  public static final class DeploymentEnvironmentName {
    public static final String DEVELOPMENT = "development";
    public static final String PRODUCTION = "production";
    public static final String STAGING = "staging";
    public static final String TEST = "test";

    private DeploymentEnvironmentName() {}
  }

  /** Of {@code edit.origin}. */
  public static final class EditOrigin {
    public static final String TYPED = "typed";
    public static final String COMPLETED = "completed";
    public static final String PASTED = "pasted";
    public static final String REFACTORED = "refactored";
    public static final String AGENT = "agent";
    public static final String EXTERNAL = "external";

    private EditOrigin() {}
  }

  /** Of {@code focus.state}. */
  public static final class FocusState {
    public static final String FLOW = "flow";
    public static final String EXPLORING = "exploring";
    public static final String STUCK = "stuck";
    public static final String INTERRUPTED = "interrupted";

    private FocusState() {}
  }

  /** Of {@code gen_ai.operation.name}. */
  public static final class GenAiOperationName {
    public static final String CHAT = "chat";
    public static final String CREATE_AGENT = "create_agent";
    public static final String EMBEDDINGS = "embeddings";
    public static final String EXECUTE_TOOL = "execute_tool";
    public static final String GENERATE_CONTENT = "generate_content";
    public static final String INVOKE_AGENT = "invoke_agent";
    public static final String INVOKE_WORKFLOW = "invoke_workflow";
    public static final String RETRIEVAL = "retrieval";
    public static final String TEXT_COMPLETION = "text_completion";

    private GenAiOperationName() {}
  }

  /** Of {@code gen_ai.provider.name}. */
  public static final class GenAiProviderName {
    public static final String ANTHROPIC = "anthropic";
    public static final String AWS_BEDROCK = "aws.bedrock";
    public static final String AZURE_AI_INFERENCE = "azure.ai.inference";
    public static final String AZURE_AI_OPENAI = "azure.ai.openai";
    public static final String COHERE = "cohere";
    public static final String DEEPSEEK = "deepseek";
    public static final String GCP_GEMINI = "gcp.gemini";
    public static final String GCP_GEN_AI = "gcp.gen_ai";
    public static final String GCP_VERTEX_AI = "gcp.vertex_ai";
    public static final String GROQ = "groq";
    public static final String IBM_WATSONX_AI = "ibm.watsonx.ai";
    public static final String MISTRAL_AI = "mistral_ai";
    public static final String OPENAI = "openai";
    public static final String PERPLEXITY = "perplexity";
    public static final String X_AI = "x_ai";

    private GenAiProviderName() {}
  }

  /** Of {@code gen_ai.token.type}. */
  public static final class GenAiTokenType {
    public static final String OUTPUT = "output";
    public static final String INPUT = "input";

    private GenAiTokenType() {}
  }

  /** Of {@code graph.entity.type}. */
  public static final class GraphEntityType {
    public static final String COMMIT = "commit";
    public static final String FILE = "file";
    public static final String SYMBOL = "symbol";
    public static final String PERSON = "person";
    public static final String BRANCH = "branch";
    public static final String VIRTUAL_BRANCH = "virtual_branch";
    public static final String SESSION = "session";
    public static final String CHANGE = "change";
    public static final String REVIEW = "review";
    public static final String DISCUSSION = "discussion";
    public static final String ISSUE = "issue";
    public static final String ERROR = "error";
    public static final String DECISION = "decision";

    private GraphEntityType() {}
  }

  /** Of {@code graph.link.type}. */
  public static final class GraphLinkType {
    public static final String MENTIONS = "mentions";
    public static final String IMPLEMENTS = "implements";
    public static final String FIXES = "fixes";
    public static final String REVERTS = "reverts";
    public static final String CAUSES = "causes";
    public static final String DISCUSSES = "discusses";
    public static final String DECIDES = "decides";
    public static final String SUPERSEDES = "supersedes";

    private GraphLinkType() {}
  }

  /** Of {@code host.arch}. */
  public static final class HostArch {
    public static final String AMD64 = "amd64";
    public static final String ARM32 = "arm32";
    public static final String ARM64 = "arm64";
    public static final String IA64 = "ia64";
    public static final String PPC32 = "ppc32";
    public static final String PPC64 = "ppc64";
    public static final String S390X = "s390x";
    public static final String X86 = "x86";

    private HostArch() {}
  }

  /** Of {@code http.request.method}. */
  public static final class HttpRequestMethod {
    public static final String CONNECT = "CONNECT";
    public static final String DELETE = "DELETE";
    public static final String GET = "GET";
    public static final String HEAD = "HEAD";
    public static final String OPTIONS = "OPTIONS";
    public static final String PATCH = "PATCH";
    public static final String POST = "POST";
    public static final String PUT = "PUT";
    public static final String QUERY = "QUERY";
    public static final String TRACE = "TRACE";

    private HttpRequestMethod() {}
  }

  /** Of {@code mcp.method.name}. */
  public static final class McpMethodName {
    public static final String COMPLETION_COMPLETE = "completion/complete";
    public static final String ELICITATION_CREATE = "elicitation/create";
    public static final String INITIALIZE = "initialize";
    public static final String LOGGING_SETLEVEL = "logging/setLevel";
    public static final String NOTIFICATIONS_CANCELLED = "notifications/cancelled";
    public static final String NOTIFICATIONS_INITIALIZED = "notifications/initialized";
    public static final String NOTIFICATIONS_MESSAGE = "notifications/message";
    public static final String NOTIFICATIONS_PROGRESS = "notifications/progress";
    public static final String NOTIFICATIONS_PROMPTS_LIST_CHANGED = "notifications/prompts/list_changed";
    public static final String NOTIFICATIONS_RESOURCES_LIST_CHANGED = "notifications/resources/list_changed";
    public static final String NOTIFICATIONS_RESOURCES_UPDATED = "notifications/resources/updated";
    public static final String NOTIFICATIONS_ROOTS_LIST_CHANGED = "notifications/roots/list_changed";
    public static final String NOTIFICATIONS_TOOLS_LIST_CHANGED = "notifications/tools/list_changed";
    public static final String PING = "ping";
    public static final String PROMPTS_GET = "prompts/get";
    public static final String PROMPTS_LIST = "prompts/list";
    public static final String RESOURCES_LIST = "resources/list";
    public static final String RESOURCES_READ = "resources/read";
    public static final String RESOURCES_SUBSCRIBE = "resources/subscribe";
    public static final String RESOURCES_TEMPLATES_LIST = "resources/templates/list";
    public static final String RESOURCES_UNSUBSCRIBE = "resources/unsubscribe";
    public static final String ROOTS_LIST = "roots/list";
    public static final String SAMPLING_CREATEMESSAGE = "sampling/createMessage";
    public static final String TOOLS_CALL = "tools/call";
    public static final String TOOLS_LIST = "tools/list";

    private McpMethodName() {}
  }

  /** Of {@code messaging.operation.type}. */
  public static final class MessagingOperationType {
    public static final String CREATE = "create";
    public static final String DELIVER = "deliver";
    public static final String PROCESS = "process";
    public static final String PUBLISH = "publish";
    public static final String RECEIVE = "receive";
    public static final String SEND = "send";
    public static final String SETTLE = "settle";

    private MessagingOperationType() {}
  }

  /** Of {@code messaging.system.name}. */
  public static final class MessagingSystemName {
    public static final String ACTIVEMQ = "activemq";
    public static final String AWS_SNS = "aws.sns";
    public static final String AWS_SQS = "aws.sqs";
    public static final String AZURE_EVENTGRID = "azure.eventgrid";
    public static final String AZURE_EVENTHUBS = "azure.eventhubs";
    public static final String AZURE_SERVICEBUS = "azure.servicebus";
    public static final String GCP_PUBSUB = "gcp.pubsub";
    public static final String JMS = "jms";
    public static final String KAFKA = "kafka";
    public static final String PULSAR = "pulsar";
    public static final String RABBITMQ = "rabbitmq";
    public static final String ROCKETMQ = "rocketmq";

    private MessagingSystemName() {}
  }

  /** Of {@code network.transport}. */
  public static final class NetworkTransport {
    public static final String PIPE = "pipe";
    public static final String QUIC = "quic";
    public static final String TCP = "tcp";
    public static final String UDP = "udp";
    public static final String UNIX = "unix";

    private NetworkTransport() {}
  }

  /** Of {@code network.type}. */
  public static final class NetworkType {
    public static final String IPV4 = "ipv4";
    public static final String IPV6 = "ipv6";

    private NetworkType() {}
  }

  /** Of {@code os.type}. */
  public static final class OsType {
    public static final String AIX = "aix";
    public static final String DARWIN = "darwin";
    public static final String DRAGONFLYBSD = "dragonflybsd";
    public static final String FREEBSD = "freebsd";
    public static final String HPUX = "hpux";
    public static final String LINUX = "linux";
    public static final String NETBSD = "netbsd";
    public static final String OPENBSD = "openbsd";
    public static final String SOLARIS = "solaris";
    public static final String WINDOWS = "windows";
    public static final String ZOS = "zos";
    public static final String Z_OS = "z_os";

    private OsType() {}
  }

  /** Of {@code otlp.metric.temporality}. */
  public static final class OtlpMetricTemporality {
    public static final String DELTA = "delta";
    public static final String CUMULATIVE = "cumulative";

    private OtlpMetricTemporality() {}
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

  /** Of {@code otlp.time.origin}. */
  public static final class OtlpTimeOrigin {
    public static final String OBSERVED = "observed";
    public static final String RECEIVED = "received";

    private OtlpTimeOrigin() {}
  }

  /** Of {@code review.verdict}. */
  public static final class ReviewVerdict {
    public static final String APPROVE = "approve";
    public static final String REQUEST_CHANGES = "request_changes";
    public static final String COMMENT = "comment";
    public static final String DISMISS = "dismiss";

    private ReviewVerdict() {}
  }

  /** Of {@code rpc.system.name}. */
  public static final class RpcSystemName {
    public static final String CONNECTRPC = "connectrpc";
    public static final String DUBBO = "dubbo";
    public static final String GRPC = "grpc";
    public static final String JSONRPC = "jsonrpc";

    private RpcSystemName() {}
  }

  /** Of {@code session.end_reason}. */
  public static final class SessionEndReason {
    public static final String IDLE = "idle";
    public static final String ABANDONED = "abandoned";

    private SessionEndReason() {}
  }

  /** Of {@code telemetry.sdk.language}. */
  public static final class TelemetrySdkLanguage {
    public static final String CPP = "cpp";
    public static final String DOTNET = "dotnet";
    public static final String ERLANG = "erlang";
    public static final String GO = "go";
    public static final String JAVA = "java";
    public static final String KOTLIN = "kotlin";
    public static final String NODEJS = "nodejs";
    public static final String PHP = "php";
    public static final String PYTHON = "python";
    public static final String RUBY = "ruby";
    public static final String RUST = "rust";
    public static final String SWIFT = "swift";
    public static final String WEBJS = "webjs";

    private TelemetrySdkLanguage() {}
  }

  /** Of {@code test.case.result.status}. */
  public static final class TestCaseResultStatus {
    public static final String FAIL = "fail";
    public static final String PASS = "pass";
    public static final String SKIP = "skip";
    public static final String ERROR = "error";

    private TestCaseResultStatus() {}
  }

  /** Of {@code test.suite.run.status}. */
  public static final class TestSuiteRunStatus {
    public static final String ABORTED = "aborted";
    public static final String FAILURE = "failure";
    public static final String IN_PROGRESS = "in_progress";
    public static final String SKIPPED = "skipped";
    public static final String SUCCESS = "success";
    public static final String TIMED_OUT = "timed_out";

    private TestSuiteRunStatus() {}
  }

  /** Of {@code vcs.change.state}. */
  public static final class VcsChangeState {
    public static final String CLOSED = "closed";
    public static final String MERGED = "merged";
    public static final String OPEN = "open";
    public static final String WIP = "wip";

    private VcsChangeState() {}
  }

  /** Of {@code vcs.line_change.type}. */
  public static final class VcsLineChangeType {
    public static final String ADDED = "added";
    public static final String REMOVED = "removed";

    private VcsLineChangeType() {}
  }

  /** Of {@code vcs.operation.origin}. */
  public static final class VcsOperationOrigin {
    public static final String IN_PROCESS = "in_process";

    private VcsOperationOrigin() {}
  }

  /** Of {@code vcs.provider.name}. */
  public static final class VcsProviderName {
    public static final String BITBUCKET = "bitbucket";
    public static final String GITEA = "gitea";
    public static final String GITHUB = "github";
    public static final String GITLAB = "gitlab";
    public static final String GITTEA = "gittea";

    private VcsProviderName() {}
  }

  /** Of {@code vcs.ref.base.type}. */
  public static final class VcsRefBaseType {
    public static final String BRANCH = "branch";
    public static final String TAG = "tag";

    private VcsRefBaseType() {}
  }

  /** Of {@code vcs.ref.head.type}. */
  public static final class VcsRefHeadType {
    public static final String BRANCH = "branch";
    public static final String TAG = "tag";

    private VcsRefHeadType() {}
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

  /** Of {@code vcs.revision_delta.direction}. */
  public static final class VcsRevisionDeltaDirection {
    public static final String AHEAD = "ahead";
    public static final String BEHIND = "behind";

    private VcsRevisionDeltaDirection() {}
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

  /** Of {@code vcs.virtual_branch.action}. */
  public static final class VcsVirtualBranchAction {
    public static final String CREATE = "create";
    public static final String APPLY = "apply";
    public static final String UNAPPLY = "unapply";
    public static final String RENAME = "rename";
    public static final String MOVE = "move";
    public static final String DELETE = "delete";

    private VcsVirtualBranchAction() {}
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

  /** Of {@code workflow.stage}. */
  public static final class WorkflowStage {
    public static final String EXPLORING = "exploring";
    public static final String IMPLEMENTING = "implementing";
    public static final String TESTING = "testing";
    public static final String DEBUGGING = "debugging";
    public static final String REVIEWING = "reviewing";
    public static final String INTEGRATING = "integrating";

    private WorkflowStage() {}
  }


  private Values() {}
}
