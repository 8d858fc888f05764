/**
 * Conventions as code: constants, lookup tables and one attribute type per kind.
 * Generated from packages/telemetry/conventions/*.yaml by `npm run generate`: change
 * those, never this.
 *
 * The tables have no prototype, so that a hostile name (`constructor`) finds nothing.
 */

/** Names the version of the conventions that telemetry was written by. */
export const SCHEMA_URL = 'https://wakelore.invalid/schemas/1.1.0'

/** Files that it changed, from the worktree's root, 256 at most. `string[]`, name. */
export const ATTR_AGENT_FILES_PATH = 'agent.files.path'
/** Microseconds from start to end. `int`, count. */
export const ATTR_AGENT_TOOL_DURATION_US = 'agent.tool.duration_us'
/** Whether a person allowed it. `boolean`, count. */
export const ATTR_AGENT_TOOL_IS_APPROVED = 'agent.tool.is_approved'
/** Microseconds from start to end. `int`, count. */
export const ATTR_AGENT_TURN_DURATION_US = 'agent.turn.duration_us'
/** Which turn of its conversation it is, from 1. `int`, count. */
export const ATTR_AGENT_TURN_NUMBER = 'agent.turn.number'
/** How it ended. `string`, count. */
export const ATTR_AGENT_TURN_OUTCOME = 'agent.turn.outcome'
export const AGENT_TURN_OUTCOME_VALUE_COMPLETED = "completed"
/** A person stopped it. */
export const AGENT_TURN_OUTCOME_VALUE_INTERRUPTED = "interrupted"
export const AGENT_TURN_OUTCOME_VALUE_FAILED = "failed"
/** What it wanted to do, a person didn't allow. */
export const AGENT_TURN_OUTCOME_VALUE_REJECTED = "rejected"
/** What it was asked, redacted, 64 KiB at most. `string`, text. */
export const ATTR_AGENT_TURN_PROMPT = 'agent.turn.prompt'
/** What it answered, redacted, 64 KiB at most. `string`, text. */
export const ATTR_AGENT_TURN_REPLY = 'agent.turn.reply'
/** How many tools it used. `int`, count. */
export const ATTR_AGENT_TURN_TOOLS = 'agent.turn.tools'
/** What the compiler or linter calls such things. `string`, count. */
export const ATTR_BUILD_DIAGNOSTIC_CODE = 'build.diagnostic.code'
/** What is wrong, in its words. `string`, text. */
export const ATTR_BUILD_DIAGNOSTIC_MESSAGE = 'build.diagnostic.message'
/** How bad the compiler or linter takes it to be. `string`, count. */
export const ATTR_BUILD_DIAGNOSTIC_SEVERITY = 'build.diagnostic.severity'
export const BUILD_DIAGNOSTIC_SEVERITY_VALUE_ERROR = "error"
export const BUILD_DIAGNOSTIC_SEVERITY_VALUE_WARNING = "warning"
export const BUILD_DIAGNOSTIC_SEVERITY_VALUE_NOTE = "note"
/** Who found it. `string`, count. */
export const ATTR_BUILD_DIAGNOSTIC_TOOL = 'build.diagnostic.tool'
/** The channel, room or list. `string`, name. */
export const ATTR_CHAT_CHANNEL_NAME = 'chat.channel.name'
/** Who said it, as the system calls them. `string`, identity. */
export const ATTR_CHAT_MESSAGE_AUTHOR = 'chat.message.author'
/** The message's id, as the system has it. `string`, name. */
export const ATTR_CHAT_MESSAGE_ID = 'chat.message.id'
/** What was said, 16 KiB at most. `string`, text. */
export const ATTR_CHAT_MESSAGE_TEXT = 'chat.message.text'
/** Where it is. `string`, name. */
export const ATTR_CHAT_MESSAGE_URL_FULL = 'chat.message.url.full'
/** Where it was said. `string`, count. */
export const ATTR_CHAT_SYSTEM = 'chat.system'
export const CHAT_SYSTEM_VALUE_SLACK = "slack"
export const CHAT_SYSTEM_VALUE_DISCORD = "discord"
export const CHAT_SYSTEM_VALUE_TEAMS = "teams"
export const CHAT_SYSTEM_VALUE_MATRIX = "matrix"
/** Electronic mail and mailing lists. */
export const CHAT_SYSTEM_VALUE_MAIL = "mail"
/** What keeps a message and its answers together, as the system has it. `string`, name. */
export const ATTR_CHAT_THREAD_ID = 'chat.thread.id'
/** Microseconds from start to end. `int`, count. */
export const ATTR_CHECK_DURATION_US = 'check.duration_us'
/** What the check is called. `string`, name. */
export const ATTR_CHECK_NAME = 'check.name'
/** What it says of its result, 4 KiB at most. `string`, text. */
export const ATTR_CHECK_OUTPUT = 'check.output'
/** What the pipeline is called. `string`, name. */
export const ATTR_CICD_PIPELINE_NAME = 'cicd.pipeline.name'
/** How the run ended. `string`, count. */
export const ATTR_CICD_PIPELINE_RESULT = 'cicd.pipeline.result'
export const CICD_PIPELINE_RESULT_VALUE_CANCELLATION = "cancellation"
export const CICD_PIPELINE_RESULT_VALUE_ERROR = "error"
export const CICD_PIPELINE_RESULT_VALUE_FAILURE = "failure"
export const CICD_PIPELINE_RESULT_VALUE_SKIP = "skip"
export const CICD_PIPELINE_RESULT_VALUE_SUCCESS = "success"
export const CICD_PIPELINE_RESULT_VALUE_TIMEOUT = "timeout"
/** The run's id. `string`, name. */
export const ATTR_CICD_PIPELINE_RUN_ID = 'cicd.pipeline.run.id'
/** Where the run is. `string`, name. */
export const ATTR_CICD_PIPELINE_RUN_URL_FULL = 'cicd.pipeline.run.url.full'
/** As upstream defines it. `string`, name. */
export const ATTR_CICD_PIPELINE_TASK_NAME = 'cicd.pipeline.task.name'
/** As upstream defines it. `string`, count. */
export const ATTR_CICD_PIPELINE_TASK_TYPE = 'cicd.pipeline.task.type'
export const CICD_PIPELINE_TASK_TYPE_VALUE_BUILD = "build"
export const CICD_PIPELINE_TASK_TYPE_VALUE_DEPLOY = "deploy"
export const CICD_PIPELINE_TASK_TYPE_VALUE_TEST = "test"
/** As upstream defines it. `string`, identity. */
export const ATTR_CLIENT_ADDRESS = 'client.address'
/** As upstream defines it. `int`, count. */
export const ATTR_CLIENT_PORT = 'client.port'
/** The column, from 1. `int`, count. */
export const ATTR_CODE_COLUMN_NUMBER = 'code.column.number'
/** The file, from the worktree's root. `string`, name. */
export const ATTR_CODE_FILE_PATH = 'code.file.path'
/** The function, with what it is in. `string`, name. */
export const ATTR_CODE_FUNCTION_NAME = 'code.function.name'
/** The line, from 1. `int`, count. */
export const ATTR_CODE_LINE_NUMBER = 'code.line.number'
/** As upstream defines it. `string`, text. */
export const ATTR_CODE_STACKTRACE = 'code.stacktrace'
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
/** As upstream defines it. `string`, name. */
export const ATTR_CONTAINER_ID = 'container.id'
/** As upstream defines it. `string`, name. */
export const ATTR_CONTAINER_NAME = 'container.name'
/** As upstream defines it. `string`, name. */
export const ATTR_DB_COLLECTION_NAME = 'db.collection.name'
/** As upstream defines it. `string`, name. */
export const ATTR_DB_NAMESPACE = 'db.namespace'
/** As upstream defines it. `string`, count. */
export const ATTR_DB_OPERATION_NAME = 'db.operation.name'
/** As upstream defines it. `string`, name. */
export const ATTR_DB_QUERY_SUMMARY = 'db.query.summary'
/** As upstream defines it. `string`, text. */
export const ATTR_DB_QUERY_TEXT = 'db.query.text'
/** As upstream defines it. `string`, count. */
export const ATTR_DB_RESPONSE_STATUS_CODE = 'db.response.status_code'
/** As upstream defines it. `string`, count. */
export const ATTR_DB_SYSTEM_NAME = 'db.system.name'
export const DB_SYSTEM_NAME_VALUE_ACTIAN_INGRES = "actian.ingres"
export const DB_SYSTEM_NAME_VALUE_AWS_DYNAMODB = "aws.dynamodb"
export const DB_SYSTEM_NAME_VALUE_AWS_REDSHIFT = "aws.redshift"
export const DB_SYSTEM_NAME_VALUE_AZURE_COSMOSDB = "azure.cosmosdb"
export const DB_SYSTEM_NAME_VALUE_CASSANDRA = "cassandra"
export const DB_SYSTEM_NAME_VALUE_CLICKHOUSE = "clickhouse"
export const DB_SYSTEM_NAME_VALUE_COCKROACHDB = "cockroachdb"
export const DB_SYSTEM_NAME_VALUE_COUCHBASE = "couchbase"
export const DB_SYSTEM_NAME_VALUE_COUCHDB = "couchdb"
export const DB_SYSTEM_NAME_VALUE_DERBY = "derby"
export const DB_SYSTEM_NAME_VALUE_ELASTICSEARCH = "elasticsearch"
export const DB_SYSTEM_NAME_VALUE_FIREBIRDSQL = "firebirdsql"
export const DB_SYSTEM_NAME_VALUE_GCP_SPANNER = "gcp.spanner"
export const DB_SYSTEM_NAME_VALUE_GEODE = "geode"
export const DB_SYSTEM_NAME_VALUE_H2DATABASE = "h2database"
export const DB_SYSTEM_NAME_VALUE_HBASE = "hbase"
export const DB_SYSTEM_NAME_VALUE_HIVE = "hive"
export const DB_SYSTEM_NAME_VALUE_HSQLDB = "hsqldb"
export const DB_SYSTEM_NAME_VALUE_IBM_DB2 = "ibm.db2"
export const DB_SYSTEM_NAME_VALUE_IBM_INFORMIX = "ibm.informix"
export const DB_SYSTEM_NAME_VALUE_IBM_NETEZZA = "ibm.netezza"
export const DB_SYSTEM_NAME_VALUE_INFLUXDB = "influxdb"
export const DB_SYSTEM_NAME_VALUE_INSTANTDB = "instantdb"
export const DB_SYSTEM_NAME_VALUE_INTERSYSTEMS_CACHE = "intersystems.cache"
export const DB_SYSTEM_NAME_VALUE_MARIADB = "mariadb"
export const DB_SYSTEM_NAME_VALUE_MEMCACHED = "memcached"
export const DB_SYSTEM_NAME_VALUE_MICROSOFT_SQL_SERVER = "microsoft.sql_server"
export const DB_SYSTEM_NAME_VALUE_MONGODB = "mongodb"
export const DB_SYSTEM_NAME_VALUE_MYSQL = "mysql"
export const DB_SYSTEM_NAME_VALUE_NEO4J = "neo4j"
export const DB_SYSTEM_NAME_VALUE_OPENSEARCH = "opensearch"
export const DB_SYSTEM_NAME_VALUE_ORACLE_DB = "oracle.db"
export const DB_SYSTEM_NAME_VALUE_OTHER_SQL = "other_sql"
export const DB_SYSTEM_NAME_VALUE_POSTGRESQL = "postgresql"
export const DB_SYSTEM_NAME_VALUE_REDIS = "redis"
export const DB_SYSTEM_NAME_VALUE_SAP_HANA = "sap.hana"
export const DB_SYSTEM_NAME_VALUE_SAP_MAXDB = "sap.maxdb"
export const DB_SYSTEM_NAME_VALUE_SOFTWAREAG_ADABAS = "softwareag.adabas"
export const DB_SYSTEM_NAME_VALUE_SQLITE = "sqlite"
export const DB_SYSTEM_NAME_VALUE_TERADATA = "teradata"
export const DB_SYSTEM_NAME_VALUE_TRINO = "trino"
/** As upstream defines it. `string`, name. */
export const ATTR_DEPLOYMENT_ENVIRONMENT_NAME = 'deployment.environment.name'
export const DEPLOYMENT_ENVIRONMENT_NAME_VALUE_DEVELOPMENT = "development"
export const DEPLOYMENT_ENVIRONMENT_NAME_VALUE_PRODUCTION = "production"
export const DEPLOYMENT_ENVIRONMENT_NAME_VALUE_STAGING = "staging"
export const DEPLOYMENT_ENVIRONMENT_NAME_VALUE_TEST = "test"
/** How many changes the burst was made of. `int`, count. */
export const ATTR_EDIT_CHANGES = 'edit.changes'
/** Microseconds from the first change to the last. `int`, count. */
export const ATTR_EDIT_DURATION_US = 'edit.duration_us'
/** Lines that each of the files gained, in the same order. `int[]`, count. */
export const ATTR_EDIT_FILES_LINES_ADDED = 'edit.files.lines_added'
/** Lines that each of the files lost, in the same order. `int[]`, count. */
export const ATTR_EDIT_FILES_LINES_REMOVED = 'edit.files.lines_removed'
/** Files that were edited, from the worktree's root, each once, 256 at most. `string[]`, name. */
export const ATTR_EDIT_FILES_PATH = 'edit.files.path'
/** Where most of the changed text came from. `string`, count. */
export const ATTR_EDIT_ORIGIN = 'edit.origin'
/** Keystrokes of a person. */
export const EDIT_ORIGIN_VALUE_TYPED = "typed"
/** Suggestions of an editor, taken over. */
export const EDIT_ORIGIN_VALUE_COMPLETED = "completed"
/** Text from the clipboard. */
export const EDIT_ORIGIN_VALUE_PASTED = "pasted"
/** An editor's refactoring or formatter. */
export const EDIT_ORIGIN_VALUE_REFACTORED = "refactored"
/** A coding agent. */
export const EDIT_ORIGIN_VALUE_AGENT = "agent"
/** Another program wrote the file, git for one. */
export const EDIT_ORIGIN_VALUE_EXTERNAL = "external"
/** How often a file was saved meanwhile. `int`, count. */
export const ATTR_EDIT_SAVES = 'edit.saves'
/** Functions and types that the edits were in, 256 at most. `string[]`, name. */
export const ATTR_EDIT_SYMBOLS = 'edit.symbols'
/** How many of them took others back. `int`, count. */
export const ATTR_EDIT_UNDONE = 'edit.undone'
/** The editor that it happened in. `string`, count. */
export const ATTR_EDITOR_NAME = 'editor.name'
/** Tells windows of one editor apart; made up anew for each. `string`, count. */
export const ATTR_EDITOR_WINDOW_ID = 'editor.window.id'
/** What git complained of, a line each, 4 KiB at most. `string`, text. */
export const ATTR_ERROR_MESSAGE = 'error.message'
/** Why it failed; `exit_<status>`, `signal_<number>`, or `killed` where no end was told. `string`, count. */
export const ATTR_ERROR_TYPE = 'error.type'
/** As upstream defines it. `string`, text. */
export const ATTR_EXCEPTION_MESSAGE = 'exception.message'
/** As upstream defines it. `string`, text. */
export const ATTR_EXCEPTION_STACKTRACE = 'exception.stacktrace'
/** What kind of failure it was, as its language or its test runner calls it, 200 characters at most. `string`, name. */
export const ATTR_EXCEPTION_TYPE = 'exception.type'
/** As upstream defines it. `string`, name. */
export const ATTR_FEATURE_FLAG_KEY = 'feature_flag.key'
/** As upstream defines it. `string`, name. */
export const ATTR_FILE_NAME = 'file.name'
/** As upstream defines it. `string`, name. */
export const ATTR_FILE_PATH = 'file.path'
/** Probability that the state is right, 0 to 1. `double`, text. */
export const ATTR_FOCUS_CONFIDENCE = 'focus.confidence'
/** What spoke for it, the strongest first, as `measure=value`. `string[]`, text. */
export const ATTR_FOCUS_EVIDENCE = 'focus.evidence'
/** The state before it, of the same values. `string`, text. */
export const ATTR_FOCUS_PREVIOUS_STATE = 'focus.previous_state'
/** How the work goes, as inferred from patterns of interaction. `string`, text. */
export const ATTR_FOCUS_STATE = 'focus.state'
/** Steady work on one thing. */
export const FOCUS_STATE_VALUE_FLOW = "flow"
/** Moving between many things. */
export const FOCUS_STATE_VALUE_EXPLORING = "exploring"
/** The same place again and again without progress. */
export const FOCUS_STATE_VALUE_STUCK = "stuck"
/** Pauses and changes of context. */
export const FOCUS_STATE_VALUE_INTERRUPTED = "interrupted"
/** The agent, as whoever made it calls it. `string`, name. */
export const ATTR_GEN_AI_AGENT_NAME = 'gen_ai.agent.name'
/** The conversation's id, as the agent has it. `string`, name. */
export const ATTR_GEN_AI_CONVERSATION_ID = 'gen_ai.conversation.id'
/** As upstream defines it. `string`, text. */
export const ATTR_GEN_AI_INPUT_MESSAGES = 'gen_ai.input.messages'
/** As upstream defines it. `string`, count. */
export const ATTR_GEN_AI_OPERATION_NAME = 'gen_ai.operation.name'
export const GEN_AI_OPERATION_NAME_VALUE_CHAT = "chat"
export const GEN_AI_OPERATION_NAME_VALUE_CREATE_AGENT = "create_agent"
export const GEN_AI_OPERATION_NAME_VALUE_EMBEDDINGS = "embeddings"
export const GEN_AI_OPERATION_NAME_VALUE_EXECUTE_TOOL = "execute_tool"
export const GEN_AI_OPERATION_NAME_VALUE_GENERATE_CONTENT = "generate_content"
export const GEN_AI_OPERATION_NAME_VALUE_INVOKE_AGENT = "invoke_agent"
export const GEN_AI_OPERATION_NAME_VALUE_INVOKE_WORKFLOW = "invoke_workflow"
export const GEN_AI_OPERATION_NAME_VALUE_RETRIEVAL = "retrieval"
export const GEN_AI_OPERATION_NAME_VALUE_TEXT_COMPLETION = "text_completion"
/** As upstream defines it. `string`, text. */
export const ATTR_GEN_AI_OUTPUT_MESSAGES = 'gen_ai.output.messages'
/** Who runs the model. `string`, count. */
export const ATTR_GEN_AI_PROVIDER_NAME = 'gen_ai.provider.name'
export const GEN_AI_PROVIDER_NAME_VALUE_ANTHROPIC = "anthropic"
export const GEN_AI_PROVIDER_NAME_VALUE_AWS_BEDROCK = "aws.bedrock"
export const GEN_AI_PROVIDER_NAME_VALUE_AZURE_AI_INFERENCE = "azure.ai.inference"
export const GEN_AI_PROVIDER_NAME_VALUE_AZURE_AI_OPENAI = "azure.ai.openai"
export const GEN_AI_PROVIDER_NAME_VALUE_COHERE = "cohere"
export const GEN_AI_PROVIDER_NAME_VALUE_DEEPSEEK = "deepseek"
export const GEN_AI_PROVIDER_NAME_VALUE_GCP_GEMINI = "gcp.gemini"
export const GEN_AI_PROVIDER_NAME_VALUE_GCP_GEN_AI = "gcp.gen_ai"
export const GEN_AI_PROVIDER_NAME_VALUE_GCP_VERTEX_AI = "gcp.vertex_ai"
export const GEN_AI_PROVIDER_NAME_VALUE_GROQ = "groq"
export const GEN_AI_PROVIDER_NAME_VALUE_IBM_WATSONX_AI = "ibm.watsonx.ai"
export const GEN_AI_PROVIDER_NAME_VALUE_MISTRAL_AI = "mistral_ai"
export const GEN_AI_PROVIDER_NAME_VALUE_OPENAI = "openai"
export const GEN_AI_PROVIDER_NAME_VALUE_PERPLEXITY = "perplexity"
export const GEN_AI_PROVIDER_NAME_VALUE_X_AI = "x_ai"
/** The model that was asked. `string`, count. */
export const ATTR_GEN_AI_REQUEST_MODEL = 'gen_ai.request.model'
/** As upstream defines it. `string`, count. */
export const ATTR_GEN_AI_RESPONSE_MODEL = 'gen_ai.response.model'
/** As upstream defines it. `string`, text. */
export const ATTR_GEN_AI_SYSTEM_INSTRUCTIONS = 'gen_ai.system_instructions'
/** Whether they went in or came out. `string`, count. */
export const ATTR_GEN_AI_TOKEN_TYPE = 'gen_ai.token.type'
export const GEN_AI_TOKEN_TYPE_VALUE_OUTPUT = "output"
export const GEN_AI_TOKEN_TYPE_VALUE_INPUT = "input"
/** What the tool was called with, as JSON, redacted. `string`, text. */
export const ATTR_GEN_AI_TOOL_CALL_ARGUMENTS = 'gen_ai.tool.call.arguments'
/** The call's id. `string`, name. */
export const ATTR_GEN_AI_TOOL_CALL_ID = 'gen_ai.tool.call.id'
/** What the tool answered, as JSON, redacted. `string`, text. */
export const ATTR_GEN_AI_TOOL_CALL_RESULT = 'gen_ai.tool.call.result'
/** The tool. `string`, name. */
export const ATTR_GEN_AI_TOOL_NAME = 'gen_ai.tool.name'
/** Tokens that the model read. `int`, count. */
export const ATTR_GEN_AI_USAGE_INPUT_TOKENS = 'gen_ai.usage.input_tokens'
/** Tokens that the model wrote. `int`, count. */
export const ATTR_GEN_AI_USAGE_OUTPUT_TOKENS = 'gen_ai.usage.output_tokens'
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
/** What it concerned, as `name=value` of GitButler's trailers, 64 at most. `string[]`, text. */
export const ATTR_GITBUTLER_OPERATION_DETAILS = 'gitbutler.operation.details'
/** What was done, as GitButler calls it. `string`, count. */
export const ATTR_GITBUTLER_OPERATION_KIND = 'gitbutler.operation.kind'
/** The snapshot that it went back to. `string`, name. */
export const ATTR_GITBUTLER_OPERATION_RESTORED_FROM = 'gitbutler.operation.restored_from'
/** What GitButler calls it to people. `string`, text. */
export const ATTR_GITBUTLER_OPERATION_TITLE = 'gitbutler.operation.title'
/** The snapshot of how everything was before it, as a full hash. `string`, name. */
export const ATTR_GITBUTLER_SNAPSHOT_REVISION = 'gitbutler.snapshot.revision'
/** Which one: a full hash, a path, a symbol as `path#name`, an e-mail address, a short branch name, a session's or change's id, an address. `string`, name. */
export const ATTR_GRAPH_ENTITY_ID = 'graph.entity.id'
/** What sort of thing it is. `string`, count. */
export const ATTR_GRAPH_ENTITY_TYPE = 'graph.entity.type'
export const GRAPH_ENTITY_TYPE_VALUE_COMMIT = "commit"
export const GRAPH_ENTITY_TYPE_VALUE_FILE = "file"
export const GRAPH_ENTITY_TYPE_VALUE_SYMBOL = "symbol"
export const GRAPH_ENTITY_TYPE_VALUE_PERSON = "person"
export const GRAPH_ENTITY_TYPE_VALUE_BRANCH = "branch"
export const GRAPH_ENTITY_TYPE_VALUE_VIRTUAL_BRANCH = "virtual_branch"
export const GRAPH_ENTITY_TYPE_VALUE_SESSION = "session"
/** A pull or merge request. */
export const GRAPH_ENTITY_TYPE_VALUE_CHANGE = "change"
export const GRAPH_ENTITY_TYPE_VALUE_REVIEW = "review"
export const GRAPH_ENTITY_TYPE_VALUE_DISCUSSION = "discussion"
export const GRAPH_ENTITY_TYPE_VALUE_ISSUE = "issue"
export const GRAPH_ENTITY_TYPE_VALUE_ERROR = "error"
export const GRAPH_ENTITY_TYPE_VALUE_DECISION = "decision"
/** Probability that it is so, 0 to 1; 1 where somebody said so. `double`, count. */
export const ATTR_GRAPH_LINK_CONFIDENCE = 'graph.link.confidence'
/** What tells it. `string`, text. */
export const ATTR_GRAPH_LINK_EVIDENCE = 'graph.link.evidence'
/** How they hang together. `string`, count. */
export const ATTR_GRAPH_LINK_TYPE = 'graph.link.type'
export const GRAPH_LINK_TYPE_VALUE_MENTIONS = "mentions"
export const GRAPH_LINK_TYPE_VALUE_IMPLEMENTS = "implements"
export const GRAPH_LINK_TYPE_VALUE_FIXES = "fixes"
export const GRAPH_LINK_TYPE_VALUE_REVERTS = "reverts"
/** The error, of the change that brought it. */
export const GRAPH_LINK_TYPE_VALUE_CAUSES = "causes"
export const GRAPH_LINK_TYPE_VALUE_DISCUSSES = "discusses"
export const GRAPH_LINK_TYPE_VALUE_DECIDES = "decides"
export const GRAPH_LINK_TYPE_VALUE_SUPERSEDES = "supersedes"
/** Which one, written as `graph.entity.id` is. `string`, name. */
export const ATTR_GRAPH_TARGET_ID = 'graph.target.id'
/** What sort of thing the other end is, of the values of `graph.entity.type`. `string`, count. */
export const ATTR_GRAPH_TARGET_TYPE = 'graph.target.type'
/** As upstream defines it. `string`, count. */
export const ATTR_HOST_ARCH = 'host.arch'
export const HOST_ARCH_VALUE_AMD64 = "amd64"
export const HOST_ARCH_VALUE_ARM32 = "arm32"
export const HOST_ARCH_VALUE_ARM64 = "arm64"
export const HOST_ARCH_VALUE_IA64 = "ia64"
export const HOST_ARCH_VALUE_PPC32 = "ppc32"
export const HOST_ARCH_VALUE_PPC64 = "ppc64"
export const HOST_ARCH_VALUE_S390X = "s390x"
export const HOST_ARCH_VALUE_X86 = "x86"
/** As upstream defines it. `string`, name. */
export const ATTR_HOST_ID = 'host.id'
/** As upstream defines it. `string`, name. */
export const ATTR_HOST_NAME = 'host.name'
/** As upstream defines it. `string`, count. */
export const ATTR_HTTP_REQUEST_METHOD = 'http.request.method'
export const HTTP_REQUEST_METHOD_VALUE_CONNECT = "CONNECT"
export const HTTP_REQUEST_METHOD_VALUE_DELETE = "DELETE"
export const HTTP_REQUEST_METHOD_VALUE_GET = "GET"
export const HTTP_REQUEST_METHOD_VALUE_HEAD = "HEAD"
export const HTTP_REQUEST_METHOD_VALUE_OPTIONS = "OPTIONS"
export const HTTP_REQUEST_METHOD_VALUE_PATCH = "PATCH"
export const HTTP_REQUEST_METHOD_VALUE_POST = "POST"
export const HTTP_REQUEST_METHOD_VALUE_PUT = "PUT"
export const HTTP_REQUEST_METHOD_VALUE_QUERY = "QUERY"
export const HTTP_REQUEST_METHOD_VALUE_TRACE = "TRACE"
/** As upstream defines it. `int`, count. */
export const ATTR_HTTP_RESPONSE_STATUS_CODE = 'http.response.status_code'
/** As upstream defines it. `string`, name. */
export const ATTR_HTTP_ROUTE = 'http.route'
/** As upstream defines it. `string`, text. */
export const ATTR_LOG_RECORD_ORIGINAL = 'log.record.original'
/** As upstream defines it. `string`, count. */
export const ATTR_MCP_METHOD_NAME = 'mcp.method.name'
export const MCP_METHOD_NAME_VALUE_COMPLETION_COMPLETE = "completion/complete"
export const MCP_METHOD_NAME_VALUE_ELICITATION_CREATE = "elicitation/create"
export const MCP_METHOD_NAME_VALUE_INITIALIZE = "initialize"
export const MCP_METHOD_NAME_VALUE_LOGGING_SETLEVEL = "logging/setLevel"
export const MCP_METHOD_NAME_VALUE_NOTIFICATIONS_CANCELLED = "notifications/cancelled"
export const MCP_METHOD_NAME_VALUE_NOTIFICATIONS_INITIALIZED = "notifications/initialized"
export const MCP_METHOD_NAME_VALUE_NOTIFICATIONS_MESSAGE = "notifications/message"
export const MCP_METHOD_NAME_VALUE_NOTIFICATIONS_PROGRESS = "notifications/progress"
export const MCP_METHOD_NAME_VALUE_NOTIFICATIONS_PROMPTS_LIST_CHANGED = "notifications/prompts/list_changed"
export const MCP_METHOD_NAME_VALUE_NOTIFICATIONS_RESOURCES_LIST_CHANGED = "notifications/resources/list_changed"
export const MCP_METHOD_NAME_VALUE_NOTIFICATIONS_RESOURCES_UPDATED = "notifications/resources/updated"
export const MCP_METHOD_NAME_VALUE_NOTIFICATIONS_ROOTS_LIST_CHANGED = "notifications/roots/list_changed"
export const MCP_METHOD_NAME_VALUE_NOTIFICATIONS_TOOLS_LIST_CHANGED = "notifications/tools/list_changed"
export const MCP_METHOD_NAME_VALUE_PING = "ping"
export const MCP_METHOD_NAME_VALUE_PROMPTS_GET = "prompts/get"
export const MCP_METHOD_NAME_VALUE_PROMPTS_LIST = "prompts/list"
export const MCP_METHOD_NAME_VALUE_RESOURCES_LIST = "resources/list"
export const MCP_METHOD_NAME_VALUE_RESOURCES_READ = "resources/read"
export const MCP_METHOD_NAME_VALUE_RESOURCES_SUBSCRIBE = "resources/subscribe"
export const MCP_METHOD_NAME_VALUE_RESOURCES_TEMPLATES_LIST = "resources/templates/list"
export const MCP_METHOD_NAME_VALUE_RESOURCES_UNSUBSCRIBE = "resources/unsubscribe"
export const MCP_METHOD_NAME_VALUE_ROOTS_LIST = "roots/list"
export const MCP_METHOD_NAME_VALUE_SAMPLING_CREATEMESSAGE = "sampling/createMessage"
export const MCP_METHOD_NAME_VALUE_TOOLS_CALL = "tools/call"
export const MCP_METHOD_NAME_VALUE_TOOLS_LIST = "tools/list"
/** As upstream defines it. `int`, count. */
export const ATTR_MESSAGING_BATCH_MESSAGE_COUNT = 'messaging.batch.message_count'
/** As upstream defines it. `string`, name. */
export const ATTR_MESSAGING_DESTINATION_NAME = 'messaging.destination.name'
/** As upstream defines it. `string`, count. */
export const ATTR_MESSAGING_OPERATION_NAME = 'messaging.operation.name'
/** As upstream defines it. `string`, count. */
export const ATTR_MESSAGING_OPERATION_TYPE = 'messaging.operation.type'
export const MESSAGING_OPERATION_TYPE_VALUE_CREATE = "create"
export const MESSAGING_OPERATION_TYPE_VALUE_DELIVER = "deliver"
export const MESSAGING_OPERATION_TYPE_VALUE_PROCESS = "process"
export const MESSAGING_OPERATION_TYPE_VALUE_PUBLISH = "publish"
export const MESSAGING_OPERATION_TYPE_VALUE_RECEIVE = "receive"
export const MESSAGING_OPERATION_TYPE_VALUE_SEND = "send"
export const MESSAGING_OPERATION_TYPE_VALUE_SETTLE = "settle"
/** As upstream defines it. `string`, count. */
export const ATTR_MESSAGING_SYSTEM_NAME = 'messaging.system.name'
export const MESSAGING_SYSTEM_NAME_VALUE_ACTIVEMQ = "activemq"
export const MESSAGING_SYSTEM_NAME_VALUE_AWS_SNS = "aws.sns"
export const MESSAGING_SYSTEM_NAME_VALUE_AWS_SQS = "aws.sqs"
export const MESSAGING_SYSTEM_NAME_VALUE_AZURE_EVENTGRID = "azure.eventgrid"
export const MESSAGING_SYSTEM_NAME_VALUE_AZURE_EVENTHUBS = "azure.eventhubs"
export const MESSAGING_SYSTEM_NAME_VALUE_AZURE_SERVICEBUS = "azure.servicebus"
export const MESSAGING_SYSTEM_NAME_VALUE_GCP_PUBSUB = "gcp.pubsub"
export const MESSAGING_SYSTEM_NAME_VALUE_JMS = "jms"
export const MESSAGING_SYSTEM_NAME_VALUE_KAFKA = "kafka"
export const MESSAGING_SYSTEM_NAME_VALUE_PULSAR = "pulsar"
export const MESSAGING_SYSTEM_NAME_VALUE_RABBITMQ = "rabbitmq"
export const MESSAGING_SYSTEM_NAME_VALUE_ROCKETMQ = "rocketmq"
/** As upstream defines it. `string`, identity. */
export const ATTR_NETWORK_PEER_ADDRESS = 'network.peer.address'
/** As upstream defines it. `int`, count. */
export const ATTR_NETWORK_PEER_PORT = 'network.peer.port'
/** As upstream defines it. `string`, count. */
export const ATTR_NETWORK_PROTOCOL_NAME = 'network.protocol.name'
/** As upstream defines it. `string`, count. */
export const ATTR_NETWORK_PROTOCOL_VERSION = 'network.protocol.version'
/** As upstream defines it. `string`, count. */
export const ATTR_NETWORK_TRANSPORT = 'network.transport'
export const NETWORK_TRANSPORT_VALUE_PIPE = "pipe"
export const NETWORK_TRANSPORT_VALUE_QUIC = "quic"
export const NETWORK_TRANSPORT_VALUE_TCP = "tcp"
export const NETWORK_TRANSPORT_VALUE_UDP = "udp"
export const NETWORK_TRANSPORT_VALUE_UNIX = "unix"
/** As upstream defines it. `string`, count. */
export const ATTR_NETWORK_TYPE = 'network.type'
export const NETWORK_TYPE_VALUE_IPV4 = "ipv4"
export const NETWORK_TYPE_VALUE_IPV6 = "ipv6"
/** As upstream defines it. `string`, name. */
export const ATTR_OS_DESCRIPTION = 'os.description'
/** As upstream defines it. `string`, count. */
export const ATTR_OS_NAME = 'os.name'
/** As upstream defines it. `string`, count. */
export const ATTR_OS_TYPE = 'os.type'
export const OS_TYPE_VALUE_AIX = "aix"
export const OS_TYPE_VALUE_DARWIN = "darwin"
export const OS_TYPE_VALUE_DRAGONFLYBSD = "dragonflybsd"
export const OS_TYPE_VALUE_FREEBSD = "freebsd"
export const OS_TYPE_VALUE_HPUX = "hpux"
export const OS_TYPE_VALUE_LINUX = "linux"
export const OS_TYPE_VALUE_NETBSD = "netbsd"
export const OS_TYPE_VALUE_OPENBSD = "openbsd"
export const OS_TYPE_VALUE_SOLARIS = "solaris"
export const OS_TYPE_VALUE_WINDOWS = "windows"
export const OS_TYPE_VALUE_ZOS = "zos"
export const OS_TYPE_VALUE_Z_OS = "z_os"
/** As upstream defines it. `string`, count. */
export const ATTR_OS_VERSION = 'os.version'
/** An attribute of the sender's own whose name begins with `otlp.`, or is no name for JavaScript; the key is its name. `any, followed by a key`, text. */
export const ATTR_OTLP_ATTRIBUTE = 'otlp.attribute'
/** The record's body; as OTLP's JSON where it is neither text nor a number. `any`, text. */
export const ATTR_OTLP_LOG_BODY = 'otlp.log.body'
/** Attributes of the record that the sender dropped. `int`, count. */
export const ATTR_OTLP_LOG_DROPPED_ATTRIBUTES_COUNT = 'otlp.log.dropped_attributes_count'
/** What kind of event the record is, where it is one. `string`, name. */
export const ATTR_OTLP_LOG_EVENT_NAME = 'otlp.log.event_name'
/** The record's flags; the lowest 8 bits are those of W3C's trace context. `int`, count. */
export const ATTR_OTLP_LOG_FLAGS = 'otlp.log.flags'
/** Nanoseconds from when it happened to when it was observed. `int`, count. */
export const ATTR_OTLP_LOG_OBSERVED_DELAY_NS = 'otlp.log.observed_delay_ns'
/** Severity from 1, trace, to 24, fatal. `int`, count. */
export const ATTR_OTLP_LOG_SEVERITY_NUMBER = 'otlp.log.severity_number'
/** Severity as the sender calls it. `string`, name. */
export const ATTR_OTLP_LOG_SEVERITY_TEXT = 'otlp.log.severity_text'
/** How many values each bucket of a histogram holds. `int[]`, count. */
export const ATTR_OTLP_METRIC_BUCKET_COUNTS = 'otlp.metric.bucket_counts'
/** How many values a distribution holds. `int`, count. */
export const ATTR_OTLP_METRIC_COUNT = 'otlp.metric.count'
/** What the metric's author says of it. `string`, text. */
export const ATTR_OTLP_METRIC_DESCRIPTION = 'otlp.metric.description'
/** Single measurements beside the point, as OTLP's JSON, each with its attributes. `any`, text. */
export const ATTR_OTLP_METRIC_EXEMPLARS = 'otlp.metric.exemplars'
/** Upper ends of a histogram's buckets but the last. `double[]`, count. */
export const ATTR_OTLP_METRIC_EXPLICIT_BOUNDS = 'otlp.metric.explicit_bounds'
/** The point's flags; bit 0 says that nothing was recorded. `int`, count. */
export const ATTR_OTLP_METRIC_FLAGS = 'otlp.metric.flags'
/** Whether a sum only grows. `boolean`, count. */
export const ATTR_OTLP_METRIC_IS_MONOTONIC = 'otlp.metric.is_monotonic'
/** The greatest value of a distribution. `double`, count. */
export const ATTR_OTLP_METRIC_MAX = 'otlp.metric.max'
/** An attribute of the metric itself; the key is its name. `any, followed by a key`, of_key. */
export const ATTR_OTLP_METRIC_METADATA = 'otlp.metric.metadata'
/** The least value of a distribution. `double`, count. */
export const ATTR_OTLP_METRIC_MIN = 'otlp.metric.min'
/** The metric's name. `string`, name. */
export const ATTR_OTLP_METRIC_NAME = 'otlp.metric.name'
/** How many negative values each bucket holds. `int[]`, count. */
export const ATTR_OTLP_METRIC_NEGATIVE_BUCKET_COUNTS = 'otlp.metric.negative.bucket_counts'
/** Index of the first bucket of negative values. `int`, count. */
export const ATTR_OTLP_METRIC_NEGATIVE_OFFSET = 'otlp.metric.negative.offset'
/** Nanoseconds that the point covers. `int`, count. */
export const ATTR_OTLP_METRIC_PERIOD_NS = 'otlp.metric.period_ns'
/** How many positive values each bucket holds. `int[]`, count. */
export const ATTR_OTLP_METRIC_POSITIVE_BUCKET_COUNTS = 'otlp.metric.positive.bucket_counts'
/** Index of the first bucket of positive values. `int`, count. */
export const ATTR_OTLP_METRIC_POSITIVE_OFFSET = 'otlp.metric.positive.offset'
/** The value at each quantile, in the same order. `double[]`, count. */
export const ATTR_OTLP_METRIC_QUANTILE_VALUES = 'otlp.metric.quantile_values'
/** Quantiles that a summary tells, 0 to 1. `double[]`, count. */
export const ATTR_OTLP_METRIC_QUANTILES = 'otlp.metric.quantiles'
/** Resolution of an exponential histogram: buckets grow by 2^(2^-scale). `int`, count. */
export const ATTR_OTLP_METRIC_SCALE = 'otlp.metric.scale'
/** What the values of a distribution add up to. `double`, count. */
export const ATTR_OTLP_METRIC_SUM = 'otlp.metric.sum'
/** What a point covers; `temporality_<number>` for what OTLP doesn't know yet. `string`, count. */
export const ATTR_OTLP_METRIC_TEMPORALITY = 'otlp.metric.temporality'
/** The time since the point before it. */
export const OTLP_METRIC_TEMPORALITY_VALUE_DELTA = "delta"
/** The time since the start. */
export const OTLP_METRIC_TEMPORALITY_VALUE_CUMULATIVE = "cumulative"
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
/** How many values of an exponential histogram count as zero. `int`, count. */
export const ATTR_OTLP_METRIC_ZERO_COUNT = 'otlp.metric.zero_count'
/** Up to which distance from zero. `double`, count. */
export const ATTR_OTLP_METRIC_ZERO_THRESHOLD = 'otlp.metric.zero_threshold'
/** An attribute of the resource, whose telemetry it is; the key is its name. `any, followed by a key`, of_key. */
export const ATTR_OTLP_RESOURCE_ATTRIBUTE = 'otlp.resource.attribute'
/** Attributes of the resource that the sender dropped. `int`, count. */
export const ATTR_OTLP_RESOURCE_DROPPED_ATTRIBUTES_COUNT = 'otlp.resource.dropped_attributes_count'
/** Entities that the resource's attributes make up, as JSON. `any`, name. */
export const ATTR_OTLP_RESOURCE_ENTITY_REFS = 'otlp.resource.entity_refs'
/** Conventions that the resource's attributes follow. `string`, name. */
export const ATTR_OTLP_RESOURCE_SCHEMA_URL = 'otlp.resource.schema_url'
/** An attribute of the instrumentation; the key is its name. `any, followed by a key`, of_key. */
export const ATTR_OTLP_SCOPE_ATTRIBUTE = 'otlp.scope.attribute'
/** Attributes of the instrumentation that the sender dropped. `int`, count. */
export const ATTR_OTLP_SCOPE_DROPPED_ATTRIBUTES_COUNT = 'otlp.scope.dropped_attributes_count'
/** The instrumentation that made it. `string`, name. */
export const ATTR_OTLP_SCOPE_NAME = 'otlp.scope.name'
/** Conventions that what it made follows. `string`, name. */
export const ATTR_OTLP_SCOPE_SCHEMA_URL = 'otlp.scope.schema_url'
/** The instrumentation's version. `string`, name. */
export const ATTR_OTLP_SCOPE_VERSION = 'otlp.scope.version'
/** Attributes of the span that the sender dropped. `int`, count. */
export const ATTR_OTLP_SPAN_DROPPED_ATTRIBUTES_COUNT = 'otlp.span.dropped_attributes_count'
/** Events of the span that the sender dropped. `int`, count. */
export const ATTR_OTLP_SPAN_DROPPED_EVENTS_COUNT = 'otlp.span.dropped_events_count'
/** Links of the span that the sender dropped. `int`, count. */
export const ATTR_OTLP_SPAN_DROPPED_LINKS_COUNT = 'otlp.span.dropped_links_count'
/** Nanoseconds from start to end; below zero where the sender says so. `int`, count. */
export const ATTR_OTLP_SPAN_DURATION_NS = 'otlp.span.duration_ns'
/** For each event its attributes, as OTLP's JSON; empty where there are none. `any`, text. */
export const ATTR_OTLP_SPAN_EVENT_ATTRIBUTES = 'otlp.span.event.attributes'
/** For each event, the attributes that the sender dropped. `int[]`, count. */
export const ATTR_OTLP_SPAN_EVENT_DROPPED_ATTRIBUTES_COUNT = 'otlp.span.event.dropped_attributes_count'
/** Names of the span's events, in order; the other `otlp.span.event` attributes are of the same length and order. `string[]`, name. */
export const ATTR_OTLP_SPAN_EVENT_NAME = 'otlp.span.event.name'
/** For each event, nanoseconds from the span's start. `int[]`, count. */
export const ATTR_OTLP_SPAN_EVENT_OFFSET_NS = 'otlp.span.event.offset_ns'
/** The span's flags; the lowest 8 bits are those of W3C's trace context. `int`, count. */
export const ATTR_OTLP_SPAN_FLAGS = 'otlp.span.flags'
/** The span's kind; `kind_<number>` for one that OTLP doesn't know yet. `string`, count. */
export const ATTR_OTLP_SPAN_KIND = 'otlp.span.kind'
export const OTLP_SPAN_KIND_VALUE_INTERNAL = "internal"
export const OTLP_SPAN_KIND_VALUE_SERVER = "server"
export const OTLP_SPAN_KIND_VALUE_CLIENT = "client"
export const OTLP_SPAN_KIND_VALUE_PRODUCER = "producer"
export const OTLP_SPAN_KIND_VALUE_CONSUMER = "consumer"
/** For each link its attributes, as OTLP's JSON; empty where there are none. `any`, text. */
export const ATTR_OTLP_SPAN_LINK_ATTRIBUTES = 'otlp.span.link.attributes'
/** For each link, the attributes that the sender dropped. `int[]`, count. */
export const ATTR_OTLP_SPAN_LINK_DROPPED_ATTRIBUTES_COUNT = 'otlp.span.link.dropped_attributes_count'
/** For each link, its flags. `int[]`, count. */
export const ATTR_OTLP_SPAN_LINK_FLAGS = 'otlp.span.link.flags'
/** For each link, the span in that trace. `string[]`, count. */
export const ATTR_OTLP_SPAN_LINK_SPAN_ID = 'otlp.span.link.span_id'
/** Traces that the span is linked to, in order; the other `otlp.span.link` attributes are of the same length and order. `string[]`, count. */
export const ATTR_OTLP_SPAN_LINK_TRACE_ID = 'otlp.span.link.trace_id'
/** For each link, its W3C trace state. `string[]`, text. */
export const ATTR_OTLP_SPAN_LINK_TRACE_STATE = 'otlp.span.link.trace_state'
/** The span's name. `string`, name. */
export const ATTR_OTLP_SPAN_NAME = 'otlp.span.name'
/** How it ended, where the sender says; `status_<number>` for what OTLP doesn't know yet. `string`, count. */
export const ATTR_OTLP_SPAN_STATUS = 'otlp.span.status'
export const OTLP_SPAN_STATUS_VALUE_OK = "ok"
export const OTLP_SPAN_STATUS_VALUE_ERROR = "error"
/** What the sender says of an error. `string`, text. */
export const ATTR_OTLP_SPAN_STATUS_MESSAGE = 'otlp.span.status_message'
/** The W3C trace state, as sent. `string`, text. */
export const ATTR_OTLP_SPAN_TRACE_STATE = 'otlp.span.trace_state'
/** Whose clock `occurredAt` is by, where it isn't the sender's. `string`, count. */
export const ATTR_OTLP_TIME_ORIGIN = 'otlp.time.origin'
/** When a log record was observed, its own time being untold. */
export const OTLP_TIME_ORIGIN_VALUE_OBSERVED = "observed"
/** When wakelore received it, no time being told. */
export const OTLP_TIME_ORIGIN_VALUE_RECEIVED = "received"
/** Nanoseconds after the millisecond of `occurredAt`. `int`, count. */
export const ATTR_OTLP_TIME_SUB_MS_NS = 'otlp.time.sub_ms_ns'
/** Names of the processes above it, the nearest first, 8 at most. `string[]`, name. */
export const ATTR_PROCESS_ANCESTORS = 'process.ancestors'
/** As upstream defines it. `string`, name. */
export const ATTR_PROCESS_COMMAND = 'process.command'
/** The command line, the program first, secrets redacted; 256 arguments and 16 KiB at most. `string[]`, text. */
export const ATTR_PROCESS_COMMAND_ARGS = 'process.command_args'
/** As upstream defines it. `string`, text. */
export const ATTR_PROCESS_COMMAND_LINE = 'process.command_line'
/** As upstream defines it. `string`, count. */
export const ATTR_PROCESS_CREATION_TIME = 'process.creation.time'
/** Microseconds from start to end; up to the last thing heard of it, where it was killed. `int`, count. */
export const ATTR_PROCESS_DURATION_US = 'process.duration_us'
/** The program, without its directory. `string`, name. */
export const ATTR_PROCESS_EXECUTABLE_NAME = 'process.executable.name'
/** As upstream defines it. `string`, name. */
export const ATTR_PROCESS_EXECUTABLE_PATH = 'process.executable.path'
/** Exit status; absent where the process was killed. `int`, count. */
export const ATTR_PROCESS_EXIT_CODE = 'process.exit.code'
/** As upstream defines it. `boolean`, count. */
export const ATTR_PROCESS_INTERACTIVE = 'process.interactive'
/** As upstream defines it. `string`, identity. */
export const ATTR_PROCESS_OWNER = 'process.owner'
/** As upstream defines it. `int`, count. */
export const ATTR_PROCESS_PARENT_PID = 'process.parent_pid'
/** The process's id. `int`, count. */
export const ATTR_PROCESS_PID = 'process.pid'
/** As upstream defines it. `string`, count. */
export const ATTR_PROCESS_RUNTIME_DESCRIPTION = 'process.runtime.description'
/** As upstream defines it. `string`, count. */
export const ATTR_PROCESS_RUNTIME_NAME = 'process.runtime.name'
/** As upstream defines it. `string`, count. */
export const ATTR_PROCESS_RUNTIME_VERSION = 'process.runtime.version'
/** Where it ran. `string`, name. */
export const ATTR_PROCESS_WORKING_DIRECTORY = 'process.working_directory'
/** Who reviewed, as the forge calls them. `string`, identity. */
export const ATTR_REVIEW_AUTHOR = 'review.author'
/** The comment's id, as the forge has it. `string`, name. */
export const ATTR_REVIEW_COMMENT_ID = 'review.comment.id'
/** The review's id, as the forge has it. `string`, name. */
export const ATTR_REVIEW_ID = 'review.id'
/** What was said. `string`, text. */
export const ATTR_REVIEW_MESSAGE = 'review.message'
/** What keeps a comment and its answers together. `string`, name. */
export const ATTR_REVIEW_THREAD_ID = 'review.thread.id'
/** Whether the thread was settled when it was read. `boolean`, count. */
export const ATTR_REVIEW_THREAD_IS_RESOLVED = 'review.thread.is_resolved'
/** What the reviewer came to. `string`, count. */
export const ATTR_REVIEW_VERDICT = 'review.verdict'
export const REVIEW_VERDICT_VALUE_APPROVE = "approve"
export const REVIEW_VERDICT_VALUE_REQUEST_CHANGES = "request_changes"
/** Neither of both. */
export const REVIEW_VERDICT_VALUE_COMMENT = "comment"
/** An earlier verdict no longer counts. */
export const REVIEW_VERDICT_VALUE_DISMISS = "dismiss"
/** As upstream defines it. `string`, name. */
export const ATTR_RPC_METHOD = 'rpc.method'
/** As upstream defines it. `string`, count. */
export const ATTR_RPC_STATUS_CODE = 'rpc.status_code'
/** As upstream defines it. `string`, count. */
export const ATTR_RPC_SYSTEM_NAME = 'rpc.system.name'
export const RPC_SYSTEM_NAME_VALUE_CONNECTRPC = "connectrpc"
export const RPC_SYSTEM_NAME_VALUE_DUBBO = "dubbo"
export const RPC_SYSTEM_NAME_VALUE_GRPC = "grpc"
export const RPC_SYSTEM_NAME_VALUE_JSONRPC = "jsonrpc"
/** As upstream defines it. `string`, name. */
export const ATTR_SERVER_ADDRESS = 'server.address'
/** As upstream defines it. `int`, count. */
export const ATTR_SERVER_PORT = 'server.port'
/** As upstream defines it. `string`, name. */
export const ATTR_SERVICE_INSTANCE_ID = 'service.instance.id'
/** As upstream defines it. `string`, name. */
export const ATTR_SERVICE_NAME = 'service.name'
/** As upstream defines it. `string`, name. */
export const ATTR_SERVICE_NAMESPACE = 'service.namespace'
/** As upstream defines it. `string`, name. */
export const ATTR_SERVICE_VERSION = 'service.version'
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
/** As upstream defines it. `string`, count. */
export const ATTR_TELEMETRY_DISTRO_NAME = 'telemetry.distro.name'
/** As upstream defines it. `string`, count. */
export const ATTR_TELEMETRY_DISTRO_VERSION = 'telemetry.distro.version'
/** As upstream defines it. `string`, count. */
export const ATTR_TELEMETRY_SDK_LANGUAGE = 'telemetry.sdk.language'
export const TELEMETRY_SDK_LANGUAGE_VALUE_CPP = "cpp"
export const TELEMETRY_SDK_LANGUAGE_VALUE_DOTNET = "dotnet"
export const TELEMETRY_SDK_LANGUAGE_VALUE_ERLANG = "erlang"
export const TELEMETRY_SDK_LANGUAGE_VALUE_GO = "go"
export const TELEMETRY_SDK_LANGUAGE_VALUE_JAVA = "java"
export const TELEMETRY_SDK_LANGUAGE_VALUE_KOTLIN = "kotlin"
export const TELEMETRY_SDK_LANGUAGE_VALUE_NODEJS = "nodejs"
export const TELEMETRY_SDK_LANGUAGE_VALUE_PHP = "php"
export const TELEMETRY_SDK_LANGUAGE_VALUE_PYTHON = "python"
export const TELEMETRY_SDK_LANGUAGE_VALUE_RUBY = "ruby"
export const TELEMETRY_SDK_LANGUAGE_VALUE_RUST = "rust"
export const TELEMETRY_SDK_LANGUAGE_VALUE_SWIFT = "swift"
export const TELEMETRY_SDK_LANGUAGE_VALUE_WEBJS = "webjs"
/** As upstream defines it. `string`, count. */
export const ATTR_TELEMETRY_SDK_NAME = 'telemetry.sdk.name'
/** As upstream defines it. `string`, count. */
export const ATTR_TELEMETRY_SDK_VERSION = 'telemetry.sdk.version'
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
/** As upstream defines it. `string`, count. */
export const ATTR_TEST_SUITE_RUN_STATUS = 'test.suite.run.status'
export const TEST_SUITE_RUN_STATUS_VALUE_ABORTED = "aborted"
export const TEST_SUITE_RUN_STATUS_VALUE_FAILURE = "failure"
export const TEST_SUITE_RUN_STATUS_VALUE_IN_PROGRESS = "in_progress"
export const TEST_SUITE_RUN_STATUS_VALUE_SKIPPED = "skipped"
export const TEST_SUITE_RUN_STATUS_VALUE_SUCCESS = "success"
export const TEST_SUITE_RUN_STATUS_VALUE_TIMED_OUT = "timed_out"
/** As upstream defines it. `int`, count. */
export const ATTR_THREAD_ID = 'thread.id'
/** As upstream defines it. `string`, name. */
export const ATTR_THREAD_NAME = 'thread.name'
/** As upstream defines it. `string`, text. */
export const ATTR_URL_FULL = 'url.full'
/** As upstream defines it. `string`, text. */
export const ATTR_URL_PATH = 'url.path'
/** As upstream defines it. `string`, text. */
export const ATTR_URL_QUERY = 'url.query'
/** As upstream defines it. `string`, count. */
export const ATTR_URL_SCHEME = 'url.scheme'
/** As upstream defines it. `string`, identity. */
export const ATTR_USER_EMAIL = 'user.email'
/** As upstream defines it. `string`, identity. */
export const ATTR_USER_FULL_NAME = 'user.full_name'
/** As upstream defines it. `string`, identity. */
export const ATTR_USER_HASH = 'user.hash'
/** As upstream defines it. `string`, identity. */
export const ATTR_USER_ID = 'user.id'
/** As upstream defines it. `string`, identity. */
export const ATTR_USER_NAME = 'user.name'
/** As upstream defines it. `string`, text. */
export const ATTR_USER_AGENT_ORIGINAL = 'user_agent.original'
/** Who proposed it, as the forge calls them. `string`, identity. */
export const ATTR_VCS_CHANGE_AUTHOR = 'vcs.change.author'
/** What its author says of it. `string`, text. */
export const ATTR_VCS_CHANGE_DESCRIPTION = 'vcs.change.description'
/** Its number or id, as the forge has it. `string`, name. */
export const ATTR_VCS_CHANGE_ID = 'vcs.change.id'
/** Its labels. `string[]`, name. */
export const ATTR_VCS_CHANGE_LABELS = 'vcs.change.labels'
/** Who is asked to review it. `string[]`, identity. */
export const ATTR_VCS_CHANGE_REVIEWERS = 'vcs.change.reviewers'
/** How it stands. `string`, count. */
export const ATTR_VCS_CHANGE_STATE = 'vcs.change.state'
export const VCS_CHANGE_STATE_VALUE_CLOSED = "closed"
export const VCS_CHANGE_STATE_VALUE_MERGED = "merged"
export const VCS_CHANGE_STATE_VALUE_OPEN = "open"
export const VCS_CHANGE_STATE_VALUE_WIP = "wip"
/** Its title. `string`, text. */
export const ATTR_VCS_CHANGE_TITLE = 'vcs.change.title'
/** Where it is. `string`, name. */
export const ATTR_VCS_CHANGE_URL_FULL = 'vcs.change.url.full'
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
/** For each hunk, in the same order, the branch that owns it; empty where none does. `string[]`, name. */
export const ATTR_VCS_HUNK_BRANCH = 'vcs.hunk.branch'
/** For each uncommitted hunk, 1,024 at most, the file that it is in. `string[]`, name. */
export const ATTR_VCS_HUNK_PATH = 'vcs.hunk.path'
/** For each hunk, in the same order, where it is, as `@@` of a diff has it. `string[]`, count. */
export const ATTR_VCS_HUNK_RANGE = 'vcs.hunk.range'
/** Whether lines came or went. `string`, count. */
export const ATTR_VCS_LINE_CHANGE_TYPE = 'vcs.line_change.type'
export const VCS_LINE_CHANGE_TYPE_VALUE_ADDED = "added"
export const VCS_LINE_CHANGE_TYPE_VALUE_REMOVED = "removed"
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
/** As upstream defines it. `string`, name. */
export const ATTR_VCS_OWNER_NAME = 'vcs.owner.name'
/** The forge. `string`, count. */
export const ATTR_VCS_PROVIDER_NAME = 'vcs.provider.name'
export const VCS_PROVIDER_NAME_VALUE_BITBUCKET = "bitbucket"
export const VCS_PROVIDER_NAME_VALUE_GITEA = "gitea"
export const VCS_PROVIDER_NAME_VALUE_GITHUB = "github"
export const VCS_PROVIDER_NAME_VALUE_GITLAB = "gitlab"
export const VCS_PROVIDER_NAME_VALUE_GITTEA = "gittea"
/** The branch that it is to go into. `string`, name. */
export const ATTR_VCS_REF_BASE_NAME = 'vcs.ref.base.name'
/** The commit that a ref pointed at before. `string`, name. */
export const ATTR_VCS_REF_BASE_REVISION = 'vcs.ref.base.revision'
/** As upstream defines it. `string`, count. */
export const ATTR_VCS_REF_BASE_TYPE = 'vcs.ref.base.type'
export const VCS_REF_BASE_TYPE_VALUE_BRANCH = "branch"
export const VCS_REF_BASE_TYPE_VALUE_TAG = "tag"
/** The ref's full name; `HEAD` is the main worktree's, `worktrees/<name>/HEAD` a linked one's; `shallow` and `unread` are no refs of git's, see `vcs.ref.change`. `string`, name. */
export const ATTR_VCS_REF_HEAD_NAME = 'vcs.ref.head.name'
/** The commit that the event is about, or that a ref points at now, as a full hash; an annotated tag stands for its commit, a ref to anything else for that object. `string`, name. */
export const ATTR_VCS_REF_HEAD_REVISION = 'vcs.ref.head.revision'
/** As upstream defines it. `string`, count. */
export const ATTR_VCS_REF_HEAD_TYPE = 'vcs.ref.head.type'
export const VCS_REF_HEAD_TYPE_VALUE_BRANCH = "branch"
export const VCS_REF_HEAD_TYPE_VALUE_TAG = "tag"
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
/** Where the repository is, without credentials. `string`, name. */
export const ATTR_VCS_REPOSITORY_URL_FULL = 'vcs.repository.url.full'
/** As upstream defines it. `string`, count. */
export const ATTR_VCS_REVISION_DELTA_DIRECTION = 'vcs.revision_delta.direction'
export const VCS_REVISION_DELTA_DIRECTION_VALUE_AHEAD = "ahead"
export const VCS_REVISION_DELTA_DIRECTION_VALUE_BEHIND = "behind"
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
/** Short names of its branches, from the base to the tip. `string[]`, name. */
export const ATTR_VCS_STACK_BRANCHES = 'vcs.stack.branches'
/** The commit that each of the branches points at, in the same order, as full hashes. `string[]`, name. */
export const ATTR_VCS_STACK_HEADS = 'vcs.stack.heads'
/** The stack's id, as its tool has it. `string`, name. */
export const ATTR_VCS_STACK_ID = 'vcs.stack.id'
/** Whether its changes are in the worktree. `boolean`, count. */
export const ATTR_VCS_STACK_IS_APPLIED = 'vcs.stack.is_applied'
/** An annotated tag's message. `string`, text. */
export const ATTR_VCS_TAG_MESSAGE = 'vcs.tag.message'
/** What was done with it. `string`, count. */
export const ATTR_VCS_VIRTUAL_BRANCH_ACTION = 'vcs.virtual_branch.action'
export const VCS_VIRTUAL_BRANCH_ACTION_VALUE_CREATE = "create"
/** Its changes came into the worktree. */
export const VCS_VIRTUAL_BRANCH_ACTION_VALUE_APPLY = "apply"
/** Its changes left the worktree. */
export const VCS_VIRTUAL_BRANCH_ACTION_VALUE_UNAPPLY = "unapply"
export const VCS_VIRTUAL_BRANCH_ACTION_VALUE_RENAME = "rename"
/** It stands elsewhere in its stack or in another one. */
export const VCS_VIRTUAL_BRANCH_ACTION_VALUE_MOVE = "move"
export const VCS_VIRTUAL_BRANCH_ACTION_VALUE_DELETE = "delete"
/** Short name of the branch. `string`, name. */
export const ATTR_VCS_VIRTUAL_BRANCH_NAME = 'vcs.virtual_branch.name'
/** What it was called before. `string`, name. */
export const ATTR_VCS_VIRTUAL_BRANCH_PREVIOUS_NAME = 'vcs.virtual_branch.previous_name'
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
/** An attribute of the event's own whose name begins with `wakelore.event.`; the key is its name. `any, followed by a key`, text. */
export const ATTR_WAKELORE_EVENT_ATTRIBUTE = 'wakelore.event.attribute'
/** The branch that was checked out. `string`, name. */
export const ATTR_WAKELORE_EVENT_BRANCH = 'wakelore.event.branch'
/** What makes it itself within its source. `string`, name. */
export const ATTR_WAKELORE_EVENT_KEY = 'wakelore.event.key'
/** The event's kind. `string`, count. */
export const ATTR_WAKELORE_EVENT_KIND = 'wakelore.event.kind'
/** When it happened, milliseconds since the epoch, where the record can hold no such time. `int`, count. */
export const ATTR_WAKELORE_EVENT_OCCURRED_AT = 'wakelore.event.occurred_at'
/** The virtual branch that owns what happened. `string`, name. */
export const ATTR_WAKELORE_EVENT_OWNING_VIRTUAL_BRANCH = 'wakelore.event.owning_virtual_branch'
/** The span above it, where the record can hold no such id. `string`, count. */
export const ATTR_WAKELORE_EVENT_PARENT_SPAN_ID = 'wakelore.event.parent_span_id'
/** When it was read, milliseconds since the epoch. `int`, count. */
export const ATTR_WAKELORE_EVENT_RECORDED_AT = 'wakelore.event.recorded_at'
/** Id of its repository. `string`, count. */
export const ATTR_WAKELORE_EVENT_REPOSITORY = 'wakelore.event.repository'
/** The session that it belongs to. `string`, count. */
export const ATTR_WAKELORE_EVENT_SESSION = 'wakelore.event.session'
/** Which source read it. `string`, count. */
export const ATTR_WAKELORE_EVENT_SOURCE = 'wakelore.event.source'
/** Its span, where the record has no field for it. `string`, count. */
export const ATTR_WAKELORE_EVENT_SPAN_ID = 'wakelore.event.span_id'
/** What is stored under a name of OTLP's without being what that means; the key is that name. `any, followed by a key`, text. */
export const ATTR_WAKELORE_EVENT_STORED = 'wakelore.event.stored'
/** Its trace, where the record can hold no such id. `string`, count. */
export const ATTR_WAKELORE_EVENT_TRACE_ID = 'wakelore.event.trace_id'
/** Virtual branches that were applied. `string[]`, name. */
export const ATTR_WAKELORE_EVENT_VIRTUAL_BRANCHES = 'wakelore.event.virtual_branches'
/** The linked worktree that it happened in. `string`, name. */
export const ATTR_WAKELORE_EVENT_WORKTREE = 'wakelore.event.worktree'
/** Whether its pages may send telemetry. `string`, count. */
export const ATTR_WAKELORE_ORIGIN_STATE = 'wakelore.origin.state'
export const WAKELORE_ORIGIN_STATE_VALUE_ALLOWED = "allowed"
export const WAKELORE_ORIGIN_STATE_VALUE_REMOVED = "removed"
/** The origin of a web page. `string`, name. */
export const ATTR_WAKELORE_ORIGIN_URL = 'wakelore.origin.url'
/** The repository's id at wakelore, 32 hex digits, as `wakelore env` hands it on. `string`, count. */
export const ATTR_WAKELORE_REPOSITORY_ID = 'wakelore.repository.id'
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
/** Probability that the stage is right, 0 to 1. `double`, count. */
export const ATTR_WORKFLOW_CONFIDENCE = 'workflow.confidence'
/** What spoke for it, the strongest first, as `measure=value`. `string[]`, count. */
export const ATTR_WORKFLOW_EVIDENCE = 'workflow.evidence'
/** The stage before it, of the same values. `string`, count. */
export const ATTR_WORKFLOW_PREVIOUS_STAGE = 'workflow.previous_stage'
/** What stage the work is in, as inferred. `string`, count. */
export const ATTR_WORKFLOW_STAGE = 'workflow.stage'
/** Reading, searching, looking at history. */
export const WORKFLOW_STAGE_VALUE_EXPLORING = "exploring"
/** Writing what is new. */
export const WORKFLOW_STAGE_VALUE_IMPLEMENTING = "implementing"
/** Writing tests, or running them again and again. */
export const WORKFLOW_STAGE_VALUE_TESTING = "testing"
/** Finding why something fails. */
export const WORKFLOW_STAGE_VALUE_DEBUGGING = "debugging"
/** Reading somebody's change. */
export const WORKFLOW_STAGE_VALUE_REVIEWING = "reviewing"
/** Rebasing, merging, resolving conflicts, pushing. */
export const WORKFLOW_STAGE_VALUE_INTEGRATING = "integrating"

export type PrivacyClass = 'count' | 'name' | 'identity' | 'text'

/** Privacy class by attribute name. An attribute that is missing here counts as `text`. */
export const PRIVACY_CLASS: Readonly<Record<string, PrivacyClass>> = /* @__PURE__ */ Object.freeze(
  /* @__PURE__ */ Object.assign(/* @__PURE__ */ Object.create(null) as Record<string, PrivacyClass>, {
    'agent.files.path': 'name',
    'agent.tool.duration_us': 'count',
    'agent.tool.is_approved': 'count',
    'agent.turn.duration_us': 'count',
    'agent.turn.number': 'count',
    'agent.turn.outcome': 'count',
    'agent.turn.prompt': 'text',
    'agent.turn.reply': 'text',
    'agent.turn.tools': 'count',
    'build.diagnostic.code': 'count',
    'build.diagnostic.message': 'text',
    'build.diagnostic.severity': 'count',
    'build.diagnostic.tool': 'count',
    'chat.channel.name': 'name',
    'chat.message.author': 'identity',
    'chat.message.id': 'name',
    'chat.message.text': 'text',
    'chat.message.url.full': 'name',
    'chat.system': 'count',
    'chat.thread.id': 'name',
    'check.duration_us': 'count',
    'check.name': 'name',
    'check.output': 'text',
    'cicd.pipeline.name': 'name',
    'cicd.pipeline.result': 'count',
    'cicd.pipeline.run.id': 'name',
    'cicd.pipeline.run.url.full': 'name',
    'cicd.pipeline.task.name': 'name',
    'cicd.pipeline.task.type': 'count',
    'client.address': 'identity',
    'client.port': 'count',
    'code.column.number': 'count',
    'code.file.path': 'name',
    'code.function.name': 'name',
    'code.line.number': 'count',
    'code.stacktrace': 'text',
    'command.class': 'count',
    'command.name': 'name',
    'command.parent': 'count',
    'container.id': 'name',
    'container.name': 'name',
    'db.collection.name': 'name',
    'db.namespace': 'name',
    'db.operation.name': 'count',
    'db.query.summary': 'name',
    'db.query.text': 'text',
    'db.response.status_code': 'count',
    'db.system.name': 'count',
    'deployment.environment.name': 'name',
    'edit.changes': 'count',
    'edit.duration_us': 'count',
    'edit.files.lines_added': 'count',
    'edit.files.lines_removed': 'count',
    'edit.files.path': 'name',
    'edit.origin': 'count',
    'edit.saves': 'count',
    'edit.symbols': 'name',
    'edit.undone': 'count',
    'editor.name': 'count',
    'editor.window.id': 'count',
    'error.message': 'text',
    'error.type': 'count',
    'exception.message': 'text',
    'exception.stacktrace': 'text',
    'exception.type': 'name',
    'feature_flag.key': 'name',
    'file.name': 'name',
    'file.path': 'name',
    'focus.confidence': 'text',
    'focus.evidence': 'text',
    'focus.previous_state': 'text',
    'focus.state': 'text',
    'gen_ai.agent.name': 'name',
    'gen_ai.conversation.id': 'name',
    'gen_ai.input.messages': 'text',
    'gen_ai.operation.name': 'count',
    'gen_ai.output.messages': 'text',
    'gen_ai.provider.name': 'count',
    'gen_ai.request.model': 'count',
    'gen_ai.response.model': 'count',
    'gen_ai.system_instructions': 'text',
    'gen_ai.token.type': 'count',
    'gen_ai.tool.call.arguments': 'text',
    'gen_ai.tool.call.id': 'name',
    'gen_ai.tool.call.result': 'text',
    'gen_ai.tool.name': 'name',
    'gen_ai.usage.input_tokens': 'count',
    'gen_ai.usage.output_tokens': 'count',
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
    'gitbutler.operation.details': 'text',
    'gitbutler.operation.kind': 'count',
    'gitbutler.operation.restored_from': 'name',
    'gitbutler.operation.title': 'text',
    'gitbutler.snapshot.revision': 'name',
    'graph.entity.id': 'name',
    'graph.entity.type': 'count',
    'graph.link.confidence': 'count',
    'graph.link.evidence': 'text',
    'graph.link.type': 'count',
    'graph.target.id': 'name',
    'graph.target.type': 'count',
    'host.arch': 'count',
    'host.id': 'name',
    'host.name': 'name',
    'http.request.method': 'count',
    'http.response.status_code': 'count',
    'http.route': 'name',
    'log.record.original': 'text',
    'mcp.method.name': 'count',
    'messaging.batch.message_count': 'count',
    'messaging.destination.name': 'name',
    'messaging.operation.name': 'count',
    'messaging.operation.type': 'count',
    'messaging.system.name': 'count',
    'network.peer.address': 'identity',
    'network.peer.port': 'count',
    'network.protocol.name': 'count',
    'network.protocol.version': 'count',
    'network.transport': 'count',
    'network.type': 'count',
    'os.description': 'name',
    'os.name': 'count',
    'os.type': 'count',
    'os.version': 'count',
    'otlp.log.body': 'text',
    'otlp.log.dropped_attributes_count': 'count',
    'otlp.log.event_name': 'name',
    'otlp.log.flags': 'count',
    'otlp.log.observed_delay_ns': 'count',
    'otlp.log.severity_number': 'count',
    'otlp.log.severity_text': 'name',
    'otlp.metric.bucket_counts': 'count',
    'otlp.metric.count': 'count',
    'otlp.metric.description': 'text',
    'otlp.metric.exemplars': 'text',
    'otlp.metric.explicit_bounds': 'count',
    'otlp.metric.flags': 'count',
    'otlp.metric.is_monotonic': 'count',
    'otlp.metric.max': 'count',
    'otlp.metric.min': 'count',
    'otlp.metric.name': 'name',
    'otlp.metric.negative.bucket_counts': 'count',
    'otlp.metric.negative.offset': 'count',
    'otlp.metric.period_ns': 'count',
    'otlp.metric.positive.bucket_counts': 'count',
    'otlp.metric.positive.offset': 'count',
    'otlp.metric.quantile_values': 'count',
    'otlp.metric.quantiles': 'count',
    'otlp.metric.scale': 'count',
    'otlp.metric.sum': 'count',
    'otlp.metric.temporality': 'count',
    'otlp.metric.type': 'count',
    'otlp.metric.unit': 'name',
    'otlp.metric.value': 'count',
    'otlp.metric.zero_count': 'count',
    'otlp.metric.zero_threshold': 'count',
    'otlp.resource.dropped_attributes_count': 'count',
    'otlp.resource.entity_refs': 'name',
    'otlp.resource.schema_url': 'name',
    'otlp.scope.dropped_attributes_count': 'count',
    'otlp.scope.name': 'name',
    'otlp.scope.schema_url': 'name',
    'otlp.scope.version': 'name',
    'otlp.span.dropped_attributes_count': 'count',
    'otlp.span.dropped_events_count': 'count',
    'otlp.span.dropped_links_count': 'count',
    'otlp.span.duration_ns': 'count',
    'otlp.span.event.attributes': 'text',
    'otlp.span.event.dropped_attributes_count': 'count',
    'otlp.span.event.name': 'name',
    'otlp.span.event.offset_ns': 'count',
    'otlp.span.flags': 'count',
    'otlp.span.kind': 'count',
    'otlp.span.link.attributes': 'text',
    'otlp.span.link.dropped_attributes_count': 'count',
    'otlp.span.link.flags': 'count',
    'otlp.span.link.span_id': 'count',
    'otlp.span.link.trace_id': 'count',
    'otlp.span.link.trace_state': 'text',
    'otlp.span.name': 'name',
    'otlp.span.status': 'count',
    'otlp.span.status_message': 'text',
    'otlp.span.trace_state': 'text',
    'otlp.time.origin': 'count',
    'otlp.time.sub_ms_ns': 'count',
    'process.ancestors': 'name',
    'process.command': 'name',
    'process.command_args': 'text',
    'process.command_line': 'text',
    'process.creation.time': 'count',
    'process.duration_us': 'count',
    'process.executable.name': 'name',
    'process.executable.path': 'name',
    'process.exit.code': 'count',
    'process.interactive': 'count',
    'process.owner': 'identity',
    'process.parent_pid': 'count',
    'process.pid': 'count',
    'process.runtime.description': 'count',
    'process.runtime.name': 'count',
    'process.runtime.version': 'count',
    'process.working_directory': 'name',
    'review.author': 'identity',
    'review.comment.id': 'name',
    'review.id': 'name',
    'review.message': 'text',
    'review.thread.id': 'name',
    'review.thread.is_resolved': 'count',
    'review.verdict': 'count',
    'rpc.method': 'name',
    'rpc.status_code': 'count',
    'rpc.system.name': 'count',
    'server.address': 'name',
    'server.port': 'count',
    'service.instance.id': 'name',
    'service.name': 'name',
    'service.namespace': 'name',
    'service.version': 'name',
    'session.commands': 'count',
    'session.end_reason': 'count',
    'session.id': 'count',
    'session.previous_id': 'count',
    'session.started_at': 'count',
    'telemetry.distro.name': 'count',
    'telemetry.distro.version': 'count',
    'telemetry.sdk.language': 'count',
    'telemetry.sdk.name': 'count',
    'telemetry.sdk.version': 'count',
    'test.case.name': 'name',
    'test.case.result.status': 'count',
    'test.duration_us': 'count',
    'test.failed': 'count',
    'test.passed': 'count',
    'test.skipped': 'count',
    'test.suite.name': 'name',
    'test.suite.run.status': 'count',
    'thread.id': 'count',
    'thread.name': 'name',
    'url.full': 'text',
    'url.path': 'text',
    'url.query': 'text',
    'url.scheme': 'count',
    'user.email': 'identity',
    'user.full_name': 'identity',
    'user.hash': 'identity',
    'user.id': 'identity',
    'user.name': 'identity',
    'user_agent.original': 'text',
    'vcs.change.author': 'identity',
    'vcs.change.description': 'text',
    'vcs.change.id': 'name',
    'vcs.change.labels': 'name',
    'vcs.change.reviewers': 'identity',
    'vcs.change.state': 'count',
    'vcs.change.title': 'text',
    'vcs.change.url.full': 'name',
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
    'vcs.hunk.branch': 'name',
    'vcs.hunk.path': 'name',
    'vcs.hunk.range': 'count',
    'vcs.line_change.type': 'count',
    'vcs.mailmap.content': 'identity',
    'vcs.note.message': 'text',
    'vcs.operation.name': 'count',
    'vcs.operation.origin': 'count',
    'vcs.owner.name': 'name',
    'vcs.provider.name': 'count',
    'vcs.ref.base.name': 'name',
    'vcs.ref.base.revision': 'name',
    'vcs.ref.base.type': 'count',
    'vcs.ref.head.name': 'name',
    'vcs.ref.head.revision': 'name',
    'vcs.ref.head.type': 'count',
    'vcs.ref.type': 'name',
    'vcs.reflog.email': 'identity',
    'vcs.reflog.message': 'text',
    'vcs.reflog.name': 'identity',
    'vcs.repository.name': 'name',
    'vcs.repository.url.full': 'name',
    'vcs.revision_delta.direction': 'count',
    'vcs.rewrite.evidence': 'count',
    'vcs.rewrite.type': 'count',
    'vcs.stack.branches': 'name',
    'vcs.stack.heads': 'name',
    'vcs.stack.id': 'name',
    'vcs.stack.is_applied': 'count',
    'vcs.tag.message': 'text',
    'vcs.virtual_branch.action': 'count',
    'vcs.virtual_branch.name': 'name',
    'vcs.virtual_branch.previous_name': 'name',
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
    'wakelore.event.branch': 'name',
    'wakelore.event.key': 'name',
    'wakelore.event.kind': 'count',
    'wakelore.event.occurred_at': 'count',
    'wakelore.event.owning_virtual_branch': 'name',
    'wakelore.event.parent_span_id': 'count',
    'wakelore.event.recorded_at': 'count',
    'wakelore.event.repository': 'count',
    'wakelore.event.session': 'count',
    'wakelore.event.source': 'count',
    'wakelore.event.span_id': 'count',
    'wakelore.event.trace_id': 'count',
    'wakelore.event.virtual_branches': 'name',
    'wakelore.event.worktree': 'name',
    'wakelore.origin.state': 'count',
    'wakelore.origin.url': 'name',
    'wakelore.repository.id': 'count',
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
    'workflow.confidence': 'count',
    'workflow.evidence': 'count',
    'workflow.previous_stage': 'count',
    'workflow.stage': 'count',
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

/** `agent.tool`: A tool that an agent used, beneath its turn. Key: `tool/{gen_ai.conversation.id}/{gen_ai.tool.call.id}`. */
export type AgentToolAttributes = {
  readonly 'gen_ai.conversation.id': string
  readonly 'gen_ai.tool.call.id': string
  readonly 'gen_ai.tool.name': string
  readonly 'gen_ai.tool.call.arguments'?: string
  readonly 'gen_ai.tool.call.result'?: string
  readonly 'agent.tool.duration_us': number
  /** Where it was asked for. */
  readonly 'agent.tool.is_approved'?: boolean
  /** Where it touched any. */
  readonly 'agent.files.path'?: readonly string[]
  /** Where it failed. */
  readonly 'error.type'?: string
}

/** `agent.turn`: What an agent did from being asked to having answered. Key: `turn/{gen_ai.conversation.id}/{agent.turn.number}`. */
export type AgentTurnAttributes = {
  readonly 'gen_ai.conversation.id': string
  readonly 'agent.turn.number': number
  readonly 'gen_ai.agent.name': string
  readonly 'gen_ai.provider.name'?: string
  /** Where it is known. */
  readonly 'gen_ai.request.model'?: string
  readonly 'gen_ai.usage.input_tokens'?: number
  readonly 'gen_ai.usage.output_tokens'?: number
  readonly 'agent.turn.outcome': string
  readonly 'agent.turn.duration_us': number
  readonly 'agent.turn.tools'?: number
  readonly 'agent.turn.prompt'?: string
  readonly 'agent.turn.reply'?: string
  /** Where it changed any. */
  readonly 'agent.files.path'?: readonly string[]
  /** Where it failed. */
  readonly 'error.type'?: string
}

/** `build.diagnostic`: Something that a compiler or linter found, beneath the span of the command that ran it. Key: `diagnostic/{span id}/{n-th of the run, from 0}`. */
export type BuildDiagnosticAttributes = {
  readonly 'build.diagnostic.severity': string
  readonly 'build.diagnostic.message': string
  /** Where it has one. */
  readonly 'build.diagnostic.code'?: string
  readonly 'build.diagnostic.tool'?: string
  /** Where it is of a file. */
  readonly 'code.file.path'?: string
  /** Where it is of a line. */
  readonly 'code.line.number'?: number
  readonly 'code.column.number'?: number
  readonly 'code.function.name'?: string
}

/** `chat.reference`: A message spoke of something of the work. Key: `chat/{chat.system}/{chat.message.id}/{graph.entity.type}/{graph.entity.id}`. */
export type ChatReferenceAttributes = {
  readonly 'chat.system': string
  readonly 'chat.message.id': string
  readonly 'chat.message.author': string
  readonly 'chat.message.text'?: string
  readonly 'chat.message.url.full'?: string
  /** Where it was said in one. */
  readonly 'chat.channel.name'?: string
  /** Where there is a thread. */
  readonly 'chat.thread.id'?: string
  readonly 'graph.entity.type': string
  readonly 'graph.entity.id': string
}

/** `check.run`: A check of a commit ended, on a forge or in a pipeline. Key: `check/{vcs.ref.head.revision}/{cicd.pipeline.run.id}/{check.name}`. */
export type CheckRunAttributes = {
  readonly 'check.name': string
  readonly 'cicd.pipeline.run.id': string
  readonly 'cicd.pipeline.result': string
  /** Where it is known. */
  readonly 'cicd.pipeline.name'?: string
  readonly 'cicd.pipeline.run.url.full'?: string
  readonly 'vcs.ref.head.revision': string
  /** Where it is of a change. */
  readonly 'vcs.change.id'?: string
  readonly 'check.duration_us'?: number
  readonly 'check.output'?: string
}

/** `command.run`: A command given to `wakelore run`, a span of its own. Key: `run/{trace id}/{span id}`. */
export type CommandRunAttributes = {
  readonly 'process.executable.name': string
  readonly 'process.command_args': readonly string[]
  readonly 'process.working_directory': string
  readonly 'command.class': string
  readonly 'command.name': string
  /** Where it is the parent span or above it. */
  readonly 'command.parent'?: string
  /** Unless it could not be started. */
  readonly 'process.pid'?: number
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

/** `edit.burst`: Edits in one worktree without a pause of 30 seconds. Key: `burst/{editor.window.id}/{milliseconds}`. */
export type EditBurstAttributes = {
  readonly 'editor.name': string
  readonly 'editor.window.id': string
  readonly 'edit.files.path': readonly string[]
  readonly 'edit.files.lines_added': readonly number[]
  readonly 'edit.files.lines_removed': readonly number[]
  /** Where the editor knows them. */
  readonly 'edit.symbols'?: readonly string[]
  readonly 'edit.changes': number
  readonly 'edit.undone'?: number
  readonly 'edit.saves'?: number
  readonly 'edit.duration_us': number
  /** Where it can be told. */
  readonly 'edit.origin'?: string
}

/** `focus.change`: How the work goes changed. Key: `focus/{session.id}/{milliseconds}`. */
export type FocusChangeAttributes = {
  readonly 'session.id': string
  readonly 'focus.state': string
  /** Unless it is the session's first. */
  readonly 'focus.previous_state'?: string
  readonly 'focus.confidence': number
  readonly 'focus.evidence'?: readonly string[]
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

/** `gitbutler.operation`: Something that GitButler did, by its operations log. Key: `gitbutler/{gitbutler.snapshot.revision}`. */
export type GitbutlerOperationAttributes = {
  readonly 'gitbutler.operation.kind': string
  readonly 'gitbutler.snapshot.revision': string
  /** Where a git command does the same. */
  readonly 'vcs.operation.name'?: string
  readonly 'vcs.operation.origin': string
  readonly 'gitbutler.operation.title'?: string
  readonly 'gitbutler.operation.details'?: readonly string[]
  /** Where it restored a snapshot. */
  readonly 'gitbutler.operation.restored_from'?: string
  /** Where it failed. */
  readonly 'error.message'?: string
}

/** `graph.link`: Two things hang together, as somebody or something says. Key: `link/{graph.entity.type}/{graph.entity.id}/{graph.link.type}/{graph.target.type}/{graph.target.id}`. */
export type GraphLinkAttributes = {
  readonly 'graph.entity.type': string
  readonly 'graph.entity.id': string
  readonly 'graph.link.type': string
  readonly 'graph.target.type': string
  readonly 'graph.target.id': string
  readonly 'graph.link.confidence': number
  readonly 'graph.link.evidence'?: string
}

/** `otel.log`: A log record or event that somebody sent; beneath the span that it was made in. Key: `log/{digest of the record}`. */
export type OtelLogAttributes = {
  /** Where there is one. */
  readonly 'otlp.log.body'?: string | number | boolean | readonly string[] | readonly number[]
  /** Where it is told. */
  readonly 'otlp.log.severity_number'?: number
  /** Where it is told. */
  readonly 'otlp.log.severity_text'?: string
  /** Where it is an event. */
  readonly 'otlp.log.event_name'?: string
  /** Where it is told. */
  readonly 'otlp.log.observed_delay_ns'?: number
  /** Where it is told. */
  readonly 'otlp.log.flags'?: number
  /** Where it is told. */
  readonly 'otlp.log.dropped_attributes_count'?: number
  /** Where it is told. */
  readonly 'otlp.resource.dropped_attributes_count'?: number
  /** Where it is told. */
  readonly 'otlp.resource.entity_refs'?: string | number | boolean | readonly string[] | readonly number[]
  /** Where it is told. */
  readonly 'otlp.resource.schema_url'?: string
  /** Where it is told. */
  readonly 'otlp.scope.name'?: string
  /** Where it is told. */
  readonly 'otlp.scope.version'?: string
  /** Where it is told. */
  readonly 'otlp.scope.dropped_attributes_count'?: number
  /** Where it is told. */
  readonly 'otlp.scope.schema_url'?: string
  /** Unless it is zero. */
  readonly 'otlp.time.sub_ms_ns'?: number
  /** Where the sender doesn't tell the time. */
  readonly 'otlp.time.origin'?: string
}

/** `otel.metric`: A point of a metric that somebody sent. Key: `metric/{digest of the point}`. */
export type OtelMetricAttributes = {
  /** Unless it is empty. */
  readonly 'otlp.metric.name'?: string
  /** Where it is told. */
  readonly 'otlp.metric.description'?: string
  /** Where it is told. */
  readonly 'otlp.metric.unit'?: string
  readonly 'otlp.metric.type': string
  /** Where it is told. */
  readonly 'otlp.metric.temporality'?: string
  /** Where it is told. */
  readonly 'otlp.metric.is_monotonic'?: boolean
  /** Where it is told. */
  readonly 'otlp.metric.period_ns'?: number
  /** Where it is told. */
  readonly 'otlp.metric.flags'?: number
  /** Of a gauge or a sum. */
  readonly 'otlp.metric.value'?: number
  /** Where it is told. */
  readonly 'otlp.metric.count'?: number
  /** Where it is told. */
  readonly 'otlp.metric.sum'?: number
  /** Where it is told. */
  readonly 'otlp.metric.min'?: number
  /** Where it is told. */
  readonly 'otlp.metric.max'?: number
  /** Where it is told. */
  readonly 'otlp.metric.bucket_counts'?: readonly number[]
  /** Where it is told. */
  readonly 'otlp.metric.explicit_bounds'?: readonly number[]
  /** Where it is told. */
  readonly 'otlp.metric.scale'?: number
  /** Where it is told. */
  readonly 'otlp.metric.zero_count'?: number
  /** Where it is told. */
  readonly 'otlp.metric.zero_threshold'?: number
  /** Where it is told. */
  readonly 'otlp.metric.positive.offset'?: number
  /** Where it is told. */
  readonly 'otlp.metric.positive.bucket_counts'?: readonly number[]
  /** Where it is told. */
  readonly 'otlp.metric.negative.offset'?: number
  /** Where it is told. */
  readonly 'otlp.metric.negative.bucket_counts'?: readonly number[]
  /** Where it is told. */
  readonly 'otlp.metric.quantiles'?: readonly number[]
  /** Where it is told. */
  readonly 'otlp.metric.quantile_values'?: readonly number[]
  /** Where it is told. */
  readonly 'otlp.metric.exemplars'?: string | number | boolean | readonly string[] | readonly number[]
  /** Where it is told. */
  readonly 'otlp.resource.dropped_attributes_count'?: number
  /** Where it is told. */
  readonly 'otlp.resource.entity_refs'?: string | number | boolean | readonly string[] | readonly number[]
  /** Where it is told. */
  readonly 'otlp.resource.schema_url'?: string
  /** Where it is told. */
  readonly 'otlp.scope.name'?: string
  /** Where it is told. */
  readonly 'otlp.scope.version'?: string
  /** Where it is told. */
  readonly 'otlp.scope.dropped_attributes_count'?: number
  /** Where it is told. */
  readonly 'otlp.scope.schema_url'?: string
  /** Unless it is zero. */
  readonly 'otlp.time.sub_ms_ns'?: number
  /** Where the sender doesn't tell the time. */
  readonly 'otlp.time.origin'?: string
}

/** `otel.span`: A span that somebody sent. Key: `span/{trace id}/{span id}`. */
export type OtelSpanAttributes = {
  /** Unless it is empty. */
  readonly 'otlp.span.name'?: string
  /** Where it is told. */
  readonly 'otlp.span.kind'?: string
  readonly 'otlp.span.duration_ns': number
  /** Where it is told. */
  readonly 'otlp.span.status'?: string
  /** Where it is told. */
  readonly 'otlp.span.status_message'?: string
  /** Where it is told. */
  readonly 'otlp.span.trace_state'?: string
  /** Where it is told. */
  readonly 'otlp.span.flags'?: number
  /** Where it is told. */
  readonly 'otlp.span.dropped_attributes_count'?: number
  /** Where it is told. */
  readonly 'otlp.span.dropped_events_count'?: number
  /** Where it is told. */
  readonly 'otlp.span.dropped_links_count'?: number
  /** Where it is told. */
  readonly 'otlp.span.event.name'?: readonly string[]
  /** Where it is told. */
  readonly 'otlp.span.event.offset_ns'?: readonly number[]
  /** Where it is told. */
  readonly 'otlp.span.event.attributes'?: string | number | boolean | readonly string[] | readonly number[]
  /** Where it is told. */
  readonly 'otlp.span.event.dropped_attributes_count'?: readonly number[]
  /** Where it is told. */
  readonly 'otlp.span.link.trace_id'?: readonly string[]
  /** Where it is told. */
  readonly 'otlp.span.link.span_id'?: readonly string[]
  /** Where it is told. */
  readonly 'otlp.span.link.trace_state'?: readonly string[]
  /** Where it is told. */
  readonly 'otlp.span.link.flags'?: readonly number[]
  /** Where it is told. */
  readonly 'otlp.span.link.attributes'?: string | number | boolean | readonly string[] | readonly number[]
  /** Where it is told. */
  readonly 'otlp.span.link.dropped_attributes_count'?: readonly number[]
  /** Where it is told. */
  readonly 'otlp.resource.dropped_attributes_count'?: number
  /** Where it is told. */
  readonly 'otlp.resource.entity_refs'?: string | number | boolean | readonly string[] | readonly number[]
  /** Where it is told. */
  readonly 'otlp.resource.schema_url'?: string
  /** Where it is told. */
  readonly 'otlp.scope.name'?: string
  /** Where it is told. */
  readonly 'otlp.scope.version'?: string
  /** Where it is told. */
  readonly 'otlp.scope.dropped_attributes_count'?: number
  /** Where it is told. */
  readonly 'otlp.scope.schema_url'?: string
  /** Unless it is zero. */
  readonly 'otlp.time.sub_ms_ns'?: number
  /** Where the sender doesn't tell the time. */
  readonly 'otlp.time.origin'?: string
}

/** `review.comment`: Somebody said something of a change, or of a line of it. Key: `comment/{vcs.change.id}/{review.comment.id}`. */
export type ReviewCommentAttributes = {
  readonly 'vcs.change.id': string
  readonly 'review.comment.id': string
  /** Where it is part of a review. */
  readonly 'review.id'?: string
  /** Where there is a thread. */
  readonly 'review.thread.id'?: string
  readonly 'review.thread.is_resolved'?: boolean
  readonly 'review.author': string
  readonly 'review.message': string
  /** Where it is of a file. */
  readonly 'code.file.path'?: string
  /** Where it is of a line. */
  readonly 'code.line.number'?: number
  readonly 'vcs.ref.head.revision'?: string
}

/** `review.submit`: Somebody reviewed a change. Key: `review/{vcs.change.id}/{review.id}`. */
export type ReviewSubmitAttributes = {
  readonly 'vcs.change.id': string
  readonly 'review.id': string
  readonly 'review.author': string
  readonly 'review.verdict': string
  /** Where there is one. */
  readonly 'review.message'?: string
  readonly 'vcs.ref.head.revision'?: string
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

/** `session.work`: A session as a whole, told once it has ended. Key: `session/{session.id}`. */
export type SessionWorkAttributes = {
  readonly 'session.id': string
  /** Where one is known. */
  readonly 'session.previous_id'?: string
  readonly 'session.end_reason': string
  readonly 'session.started_at': number
  readonly 'session.commands': number
  readonly 'workflow.stage'?: string
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

/** `vcs.change.update`: A proposed change as it was seen, whenever that differs from before. Key: `change/{vcs.change.id}/{id of its previous update or 0}/{digest of what is told}`. */
export type VcsChangeUpdateAttributes = {
  readonly 'vcs.change.id': string
  readonly 'vcs.change.state': string
  readonly 'vcs.change.title': string
  readonly 'vcs.change.description'?: string
  readonly 'vcs.change.author': string
  readonly 'vcs.change.reviewers'?: readonly string[]
  readonly 'vcs.change.labels'?: readonly string[]
  readonly 'vcs.change.url.full'?: string
  /** Where it is known. */
  readonly 'vcs.provider.name'?: string
  readonly 'vcs.ref.head.name': string
  readonly 'vcs.ref.head.revision': string
  readonly 'vcs.ref.base.name': string
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

/** `vcs.hunk.assignment`: Which branch owns which uncommitted hunk, whenever that changed. Key: `hunks/{worktree}/{milliseconds}`. */
export type VcsHunkAssignmentAttributes = {
  readonly 'vcs.hunk.path': readonly string[]
  readonly 'vcs.hunk.range': readonly string[]
  readonly 'vcs.hunk.branch': readonly string[]
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

/** `vcs.stack.change`: A stack was seen to be made of other branches or commits than before. Key: `stack/{vcs.stack.id}/{id of its previous change or 0}/{digest of branches and heads}`. */
export type VcsStackChangeAttributes = {
  readonly 'vcs.stack.id': string
  readonly 'vcs.stack.branches': readonly string[]
  readonly 'vcs.stack.heads': readonly string[]
  readonly 'vcs.stack.is_applied': boolean
  readonly 'vcs.ref.base.revision': string
}

/** `vcs.virtual_branch.change`: A virtual branch was made, applied, renamed, moved, or taken away. Key: `virtual-branch/{vcs.virtual_branch.name}/{vcs.virtual_branch.action}/{milliseconds}`. */
export type VcsVirtualBranchChangeAttributes = {
  readonly 'vcs.virtual_branch.name': string
  readonly 'vcs.virtual_branch.action': string
  /** Where it was renamed. */
  readonly 'vcs.virtual_branch.previous_name'?: string
  /** Where it is in a stack. */
  readonly 'vcs.stack.id'?: string
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

/** `workflow.stage.change`: The work went from one stage into another. Key: `stage/{session.id}/{milliseconds}`. */
export type WorkflowStageChangeAttributes = {
  readonly 'session.id': string
  readonly 'workflow.stage': string
  /** Unless it is the session's first. */
  readonly 'workflow.previous_stage'?: string
  readonly 'workflow.confidence': number
  readonly 'workflow.evidence'?: readonly string[]
}

/** Of every kind, those among them that nothing makes yet. */
export type AttributesByKind = {
  readonly 'agent.tool': AgentToolAttributes
  readonly 'agent.turn': AgentTurnAttributes
  readonly 'build.diagnostic': BuildDiagnosticAttributes
  readonly 'chat.reference': ChatReferenceAttributes
  readonly 'check.run': CheckRunAttributes
  readonly 'command.run': CommandRunAttributes
  readonly 'edit.burst': EditBurstAttributes
  readonly 'focus.change': FocusChangeAttributes
  readonly 'git.command': GitCommandAttributes
  readonly 'gitbutler.operation': GitbutlerOperationAttributes
  readonly 'graph.link': GraphLinkAttributes
  readonly 'otel.log': OtelLogAttributes
  readonly 'otel.metric': OtelMetricAttributes
  readonly 'otel.span': OtelSpanAttributes
  readonly 'review.comment': ReviewCommentAttributes
  readonly 'review.submit': ReviewSubmitAttributes
  readonly 'session.end': SessionEndAttributes
  readonly 'session.start': SessionStartAttributes
  readonly 'session.work': SessionWorkAttributes
  readonly 'test.case': TestCaseAttributes
  readonly 'test.suite': TestSuiteAttributes
  readonly 'vcs.change.update': VcsChangeUpdateAttributes
  readonly 'vcs.commit': VcsCommitAttributes
  readonly 'vcs.hunk.assignment': VcsHunkAssignmentAttributes
  readonly 'vcs.mailmap': VcsMailmapAttributes
  readonly 'vcs.note': VcsNoteAttributes
  readonly 'vcs.operation': VcsOperationAttributes
  readonly 'vcs.ref.change': VcsRefChangeAttributes
  readonly 'vcs.reflog.entry': VcsReflogEntryAttributes
  readonly 'vcs.rewrite': VcsRewriteAttributes
  readonly 'vcs.stack.change': VcsStackChangeAttributes
  readonly 'vcs.virtual_branch.change': VcsVirtualBranchChangeAttributes
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
  readonly 'workflow.stage.change': WorkflowStageChangeAttributes
}
