/**
 * The registry of conventions as data. Generated from packages/telemetry/conventions/*.yaml
 * by `npm run generate`: change those, never this. Loaded only where it is asked about.
 */
import type { Registry } from './registry.ts'

export const REGISTRY: Registry = {
  "schemaUrl": "https://wakelore.invalid/schemas/1.1.0",
  "version": "1.1.0",
  "attributes": [
    {
      "name": "agent.files.path",
      "stability": "development",
      "brief": "Files that it changed, from the worktree's root, 256 at most.",
      "type": "string[]",
      "privacy": "name",
      "examples": [
        [
          "src/parser.ts"
        ]
      ]
    },
    {
      "name": "agent.tool.duration_us",
      "stability": "development",
      "brief": "Microseconds from start to end.",
      "type": "int",
      "privacy": "count",
      "examples": [
        310000
      ]
    },
    {
      "name": "agent.tool.is_approved",
      "stability": "development",
      "brief": "Whether a person allowed it.",
      "type": "boolean",
      "privacy": "count",
      "examples": [
        true
      ]
    },
    {
      "name": "agent.turn.duration_us",
      "stability": "development",
      "brief": "Microseconds from start to end.",
      "type": "int",
      "privacy": "count",
      "examples": [
        42000000
      ]
    },
    {
      "name": "agent.turn.number",
      "stability": "development",
      "brief": "Which turn of its conversation it is, from 1.",
      "type": "int",
      "privacy": "count",
      "examples": [
        3
      ]
    },
    {
      "name": "agent.turn.outcome",
      "stability": "development",
      "brief": "How it ended.",
      "type": "string",
      "members": [
        {
          "value": "completed"
        },
        {
          "value": "interrupted",
          "brief": "A person stopped it."
        },
        {
          "value": "failed"
        },
        {
          "value": "rejected",
          "brief": "What it wanted to do, a person didn't allow."
        }
      ],
      "privacy": "count",
      "examples": [
        "completed"
      ]
    },
    {
      "name": "agent.turn.prompt",
      "stability": "development",
      "brief": "What it was asked, redacted, 64 KiB at most.",
      "type": "string",
      "privacy": "text",
      "examples": [
        "Make the parser read tokens once."
      ]
    },
    {
      "name": "agent.turn.reply",
      "stability": "development",
      "brief": "What it answered, redacted, 64 KiB at most.",
      "type": "string",
      "privacy": "text",
      "examples": [
        "Done; the tests pass."
      ]
    },
    {
      "name": "agent.turn.tools",
      "stability": "development",
      "brief": "How many tools it used.",
      "type": "int",
      "privacy": "count",
      "examples": [
        12
      ]
    },
    {
      "name": "build.diagnostic.code",
      "stability": "development",
      "brief": "What the compiler or linter calls such things.",
      "type": "string",
      "privacy": "count",
      "examples": [
        "E0382",
        "TS2322"
      ]
    },
    {
      "name": "build.diagnostic.message",
      "stability": "development",
      "brief": "What is wrong, in its words.",
      "type": "string",
      "privacy": "text",
      "examples": [
        "use of moved value: `token`"
      ]
    },
    {
      "name": "build.diagnostic.severity",
      "stability": "development",
      "brief": "How bad the compiler or linter takes it to be.",
      "type": "string",
      "members": [
        {
          "value": "error"
        },
        {
          "value": "warning"
        },
        {
          "value": "note"
        }
      ],
      "privacy": "count",
      "examples": [
        "error"
      ]
    },
    {
      "name": "build.diagnostic.tool",
      "stability": "development",
      "brief": "Who found it.",
      "type": "string",
      "privacy": "count",
      "examples": [
        "rustc",
        "tsc"
      ]
    },
    {
      "name": "chat.channel.name",
      "stability": "development",
      "brief": "The channel, room or list.",
      "type": "string",
      "privacy": "name",
      "examples": [
        "parser-team"
      ]
    },
    {
      "name": "chat.message.author",
      "stability": "development",
      "brief": "Who said it, as the system calls them.",
      "type": "string",
      "privacy": "identity",
      "examples": [
        "ada"
      ]
    },
    {
      "name": "chat.message.id",
      "stability": "development",
      "brief": "The message's id, as the system has it.",
      "type": "string",
      "privacy": "name",
      "examples": [
        "1700000000.000200"
      ]
    },
    {
      "name": "chat.message.text",
      "stability": "development",
      "brief": "What was said, 16 KiB at most.",
      "type": "string",
      "privacy": "text",
      "examples": [
        "Could a1b2c3d be why it is slow?"
      ]
    },
    {
      "name": "chat.message.url.full",
      "stability": "development",
      "brief": "Where it is.",
      "type": "string",
      "privacy": "name",
      "examples": [
        "https://example.slack.com/archives/C1/p1700000000000200"
      ]
    },
    {
      "name": "chat.system",
      "stability": "development",
      "brief": "Where it was said.",
      "type": "string",
      "members": [
        {
          "value": "slack"
        },
        {
          "value": "discord"
        },
        {
          "value": "teams"
        },
        {
          "value": "matrix"
        },
        {
          "value": "mail",
          "brief": "Electronic mail and mailing lists."
        }
      ],
      "isOpen": true,
      "privacy": "count",
      "examples": [
        "slack"
      ]
    },
    {
      "name": "chat.thread.id",
      "stability": "development",
      "brief": "What keeps a message and its answers together, as the system has it.",
      "type": "string",
      "privacy": "name",
      "examples": [
        "1700000000.000100"
      ]
    },
    {
      "name": "check.duration_us",
      "stability": "development",
      "brief": "Microseconds from start to end.",
      "type": "int",
      "privacy": "count",
      "examples": [
        184000000
      ]
    },
    {
      "name": "check.name",
      "stability": "development",
      "brief": "What the check is called.",
      "type": "string",
      "privacy": "name",
      "examples": [
        "build / linux"
      ]
    },
    {
      "name": "check.output",
      "stability": "development",
      "brief": "What it says of its result, 4 KiB at most.",
      "type": "string",
      "privacy": "text",
      "examples": [
        "2 of 312 tests failed"
      ]
    },
    {
      "name": "cicd.pipeline.name",
      "stability": "beta",
      "brief": "What the pipeline is called.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "Build and test"
      ]
    },
    {
      "name": "cicd.pipeline.result",
      "stability": "beta",
      "brief": "How the run ended.",
      "type": "string",
      "members": [
        {
          "value": "cancellation"
        },
        {
          "value": "error"
        },
        {
          "value": "failure"
        },
        {
          "value": "skip"
        },
        {
          "value": "success"
        },
        {
          "value": "timeout"
        }
      ],
      "isOpen": true,
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "failure"
      ]
    },
    {
      "name": "cicd.pipeline.run.id",
      "stability": "beta",
      "brief": "The run's id.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "120912"
      ]
    },
    {
      "name": "cicd.pipeline.run.url.full",
      "stability": "beta",
      "brief": "Where the run is.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "https://github.com/example/atlas/actions/runs/9753949763"
      ]
    },
    {
      "name": "cicd.pipeline.task.name",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "go-test"
      ]
    },
    {
      "name": "cicd.pipeline.task.type",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "members": [
        {
          "value": "build"
        },
        {
          "value": "deploy"
        },
        {
          "value": "test"
        }
      ],
      "isOpen": true,
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "test"
      ]
    },
    {
      "name": "client.address",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "identity",
      "examples": [
        "192.0.2.4"
      ]
    },
    {
      "name": "client.port",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "int",
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        65123
      ]
    },
    {
      "name": "code.column.number",
      "stability": "beta",
      "brief": "The column, from 1.",
      "type": "int",
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        7
      ]
    },
    {
      "name": "code.file.path",
      "stability": "beta",
      "brief": "The file, from the worktree's root.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "src/parser.ts"
      ]
    },
    {
      "name": "code.function.name",
      "stability": "beta",
      "brief": "The function, with what it is in.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "Parser.next"
      ]
    },
    {
      "name": "code.line.number",
      "stability": "beta",
      "brief": "The line, from 1.",
      "type": "int",
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        42
      ]
    },
    {
      "name": "code.stacktrace",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "text",
      "examples": [
        "at Orders.get(Orders.java:12)"
      ]
    },
    {
      "name": "command.class",
      "stability": "beta",
      "brief": "What the command is for.",
      "type": "string",
      "members": [
        {
          "value": "build"
        },
        {
          "value": "test"
        },
        {
          "value": "other"
        }
      ],
      "privacy": "count",
      "examples": [
        "test"
      ]
    },
    {
      "name": "command.name",
      "stability": "beta",
      "brief": "The program with the word that says what it is to do, without what only starts it.",
      "type": "string",
      "privacy": "name",
      "examples": [
        "npm test"
      ]
    },
    {
      "name": "command.parent",
      "stability": "beta",
      "brief": "What of wakelore's own it was started beneath.",
      "type": "string",
      "members": [
        {
          "value": "run",
          "brief": "Another command given to `wakelore run`."
        },
        {
          "value": "git",
          "brief": "A git command."
        }
      ],
      "privacy": "count",
      "examples": [
        "git"
      ]
    },
    {
      "name": "container.id",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "a3bf90e006b2"
      ]
    },
    {
      "name": "container.name",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "orders"
      ]
    },
    {
      "name": "db.collection.name",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "orders"
      ]
    },
    {
      "name": "db.namespace",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "shop"
      ]
    },
    {
      "name": "db.operation.name",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "SELECT"
      ]
    },
    {
      "name": "db.query.summary",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "SELECT orders"
      ]
    },
    {
      "name": "db.query.text",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "text",
      "examples": [
        "SELECT * FROM orders WHERE id = ?"
      ]
    },
    {
      "name": "db.response.status_code",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "08P01"
      ]
    },
    {
      "name": "db.system.name",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "members": [
        {
          "value": "actian.ingres"
        },
        {
          "value": "aws.dynamodb"
        },
        {
          "value": "aws.redshift"
        },
        {
          "value": "azure.cosmosdb"
        },
        {
          "value": "cassandra"
        },
        {
          "value": "clickhouse"
        },
        {
          "value": "cockroachdb"
        },
        {
          "value": "couchbase"
        },
        {
          "value": "couchdb"
        },
        {
          "value": "derby"
        },
        {
          "value": "elasticsearch"
        },
        {
          "value": "firebirdsql"
        },
        {
          "value": "gcp.spanner"
        },
        {
          "value": "geode"
        },
        {
          "value": "h2database"
        },
        {
          "value": "hbase"
        },
        {
          "value": "hive"
        },
        {
          "value": "hsqldb"
        },
        {
          "value": "ibm.db2"
        },
        {
          "value": "ibm.informix"
        },
        {
          "value": "ibm.netezza"
        },
        {
          "value": "influxdb"
        },
        {
          "value": "instantdb"
        },
        {
          "value": "intersystems.cache"
        },
        {
          "value": "mariadb"
        },
        {
          "value": "memcached"
        },
        {
          "value": "microsoft.sql_server"
        },
        {
          "value": "mongodb"
        },
        {
          "value": "mysql"
        },
        {
          "value": "neo4j"
        },
        {
          "value": "opensearch"
        },
        {
          "value": "oracle.db"
        },
        {
          "value": "other_sql"
        },
        {
          "value": "postgresql"
        },
        {
          "value": "redis"
        },
        {
          "value": "sap.hana"
        },
        {
          "value": "sap.maxdb"
        },
        {
          "value": "softwareag.adabas"
        },
        {
          "value": "sqlite"
        },
        {
          "value": "teradata"
        },
        {
          "value": "trino"
        }
      ],
      "isOpen": true,
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "postgresql"
      ]
    },
    {
      "name": "deployment.environment.name",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "members": [
        {
          "value": "development"
        },
        {
          "value": "production"
        },
        {
          "value": "staging"
        },
        {
          "value": "test"
        }
      ],
      "isOpen": true,
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "staging"
      ]
    },
    {
      "name": "edit.changes",
      "stability": "development",
      "brief": "How many changes the burst was made of.",
      "type": "int",
      "privacy": "count",
      "examples": [
        42
      ]
    },
    {
      "name": "edit.duration_us",
      "stability": "development",
      "brief": "Microseconds from the first change to the last.",
      "type": "int",
      "privacy": "count",
      "examples": [
        95000000
      ]
    },
    {
      "name": "edit.files.lines_added",
      "stability": "development",
      "brief": "Lines that each of the files gained, in the same order.",
      "type": "int[]",
      "privacy": "count",
      "examples": [
        [
          12,
          4
        ]
      ]
    },
    {
      "name": "edit.files.lines_removed",
      "stability": "development",
      "brief": "Lines that each of the files lost, in the same order.",
      "type": "int[]",
      "privacy": "count",
      "examples": [
        [
          3,
          0
        ]
      ]
    },
    {
      "name": "edit.files.path",
      "stability": "development",
      "brief": "Files that were edited, from the worktree's root, each once, 256 at most.",
      "type": "string[]",
      "privacy": "name",
      "examples": [
        [
          "src/parser.ts",
          "src/parser.test.ts"
        ]
      ]
    },
    {
      "name": "edit.origin",
      "stability": "development",
      "brief": "Where most of the changed text came from.",
      "type": "string",
      "members": [
        {
          "value": "typed",
          "brief": "Keystrokes of a person."
        },
        {
          "value": "completed",
          "brief": "Suggestions of an editor, taken over."
        },
        {
          "value": "pasted",
          "brief": "Text from the clipboard."
        },
        {
          "value": "refactored",
          "brief": "An editor's refactoring or formatter."
        },
        {
          "value": "agent",
          "brief": "A coding agent."
        },
        {
          "value": "external",
          "brief": "Another program wrote the file, git for one."
        }
      ],
      "privacy": "count",
      "examples": [
        "typed"
      ]
    },
    {
      "name": "edit.saves",
      "stability": "development",
      "brief": "How often a file was saved meanwhile.",
      "type": "int",
      "privacy": "count",
      "examples": [
        2
      ]
    },
    {
      "name": "edit.symbols",
      "stability": "development",
      "brief": "Functions and types that the edits were in, 256 at most.",
      "type": "string[]",
      "privacy": "name",
      "examples": [
        [
          "Parser.next",
          "readToken"
        ]
      ]
    },
    {
      "name": "edit.undone",
      "stability": "development",
      "brief": "How many of them took others back.",
      "type": "int",
      "privacy": "count",
      "examples": [
        3
      ]
    },
    {
      "name": "editor.name",
      "stability": "development",
      "brief": "The editor that it happened in.",
      "type": "string",
      "privacy": "count",
      "examples": [
        "vscode",
        "gitbutler",
        "neovim"
      ]
    },
    {
      "name": "editor.window.id",
      "stability": "development",
      "brief": "Tells windows of one editor apart; made up anew for each.",
      "type": "string",
      "privacy": "count",
      "examples": [
        "a1b2c3d4"
      ]
    },
    {
      "name": "error.message",
      "stability": "beta",
      "brief": "What git complained of, a line each, 4 KiB at most.",
      "type": "string",
      "isUpstream": true,
      "privacy": "text",
      "examples": [
        "pathspec 'x' did not match any file(s) known to git"
      ]
    },
    {
      "name": "error.type",
      "stability": "beta",
      "brief": "Why it failed; `exit_<status>`, `signal_<number>`, or `killed` where no end was told.",
      "type": "string",
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "exit_128",
        "signal_15",
        "killed"
      ]
    },
    {
      "name": "exception.message",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "text",
      "examples": [
        "connection refused"
      ]
    },
    {
      "name": "exception.stacktrace",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "text",
      "examples": [
        "at Orders.get(Orders.java:12)"
      ]
    },
    {
      "name": "exception.type",
      "stability": "beta",
      "brief": "What kind of failure it was, as its language or its test runner calls it, 200 characters at most.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "java.lang.AssertionError"
      ]
    },
    {
      "name": "feature_flag.key",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "new-parser"
      ]
    },
    {
      "name": "file.name",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "notes.txt"
      ]
    },
    {
      "name": "file.path",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "/home/grace/notes.txt"
      ]
    },
    {
      "name": "focus.confidence",
      "stability": "development",
      "brief": "Probability that the state is right, 0 to 1.",
      "type": "double",
      "privacy": "text",
      "examples": [
        0.64
      ]
    },
    {
      "name": "focus.evidence",
      "stability": "development",
      "brief": "What spoke for it, the strongest first, as `measure=value`.",
      "type": "string[]",
      "privacy": "text",
      "examples": [
        [
          "same_file_minutes=25"
        ]
      ]
    },
    {
      "name": "focus.previous_state",
      "stability": "development",
      "brief": "The state before it, of the same values.",
      "type": "string",
      "privacy": "text",
      "examples": [
        "exploring"
      ]
    },
    {
      "name": "focus.state",
      "stability": "development",
      "brief": "How the work goes, as inferred from patterns of interaction.",
      "type": "string",
      "members": [
        {
          "value": "flow",
          "brief": "Steady work on one thing."
        },
        {
          "value": "exploring",
          "brief": "Moving between many things."
        },
        {
          "value": "stuck",
          "brief": "The same place again and again without progress."
        },
        {
          "value": "interrupted",
          "brief": "Pauses and changes of context."
        }
      ],
      "privacy": "text",
      "examples": [
        "flow"
      ]
    },
    {
      "name": "gen_ai.agent.name",
      "stability": "beta",
      "brief": "The agent, as whoever made it calls it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "claude-code"
      ]
    },
    {
      "name": "gen_ai.conversation.id",
      "stability": "beta",
      "brief": "The conversation's id, as the agent has it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "5f0c1b1e"
      ]
    },
    {
      "name": "gen_ai.input.messages",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "text",
      "examples": [
        "[{\"role\":\"user\"}]"
      ]
    },
    {
      "name": "gen_ai.operation.name",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "members": [
        {
          "value": "chat"
        },
        {
          "value": "create_agent"
        },
        {
          "value": "embeddings"
        },
        {
          "value": "execute_tool"
        },
        {
          "value": "generate_content"
        },
        {
          "value": "invoke_agent"
        },
        {
          "value": "invoke_workflow"
        },
        {
          "value": "retrieval"
        },
        {
          "value": "text_completion"
        }
      ],
      "isOpen": true,
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "chat"
      ]
    },
    {
      "name": "gen_ai.output.messages",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "text",
      "examples": [
        "[{\"role\":\"assistant\"}]"
      ]
    },
    {
      "name": "gen_ai.provider.name",
      "stability": "beta",
      "brief": "Who runs the model.",
      "type": "string",
      "members": [
        {
          "value": "anthropic"
        },
        {
          "value": "aws.bedrock"
        },
        {
          "value": "azure.ai.inference"
        },
        {
          "value": "azure.ai.openai"
        },
        {
          "value": "cohere"
        },
        {
          "value": "deepseek"
        },
        {
          "value": "gcp.gemini"
        },
        {
          "value": "gcp.gen_ai"
        },
        {
          "value": "gcp.vertex_ai"
        },
        {
          "value": "groq"
        },
        {
          "value": "ibm.watsonx.ai"
        },
        {
          "value": "mistral_ai"
        },
        {
          "value": "openai"
        },
        {
          "value": "perplexity"
        },
        {
          "value": "x_ai"
        }
      ],
      "isOpen": true,
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "anthropic"
      ]
    },
    {
      "name": "gen_ai.request.model",
      "stability": "beta",
      "brief": "The model that was asked.",
      "type": "string",
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "claude-sonnet"
      ]
    },
    {
      "name": "gen_ai.response.model",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "claude-sonnet"
      ]
    },
    {
      "name": "gen_ai.system_instructions",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "text",
      "examples": [
        "Be brief."
      ]
    },
    {
      "name": "gen_ai.token.type",
      "stability": "beta",
      "brief": "Whether they went in or came out.",
      "type": "string",
      "members": [
        {
          "value": "output"
        },
        {
          "value": "input"
        }
      ],
      "isOpen": true,
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "input"
      ]
    },
    {
      "name": "gen_ai.tool.call.arguments",
      "stability": "beta",
      "brief": "What the tool was called with, as JSON, redacted.",
      "type": "string",
      "isUpstream": true,
      "privacy": "text",
      "examples": [
        "{\"path\":\"src/parser.ts\"}"
      ]
    },
    {
      "name": "gen_ai.tool.call.id",
      "stability": "beta",
      "brief": "The call's id.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "toolu_01"
      ]
    },
    {
      "name": "gen_ai.tool.call.result",
      "stability": "beta",
      "brief": "What the tool answered, as JSON, redacted.",
      "type": "string",
      "isUpstream": true,
      "privacy": "text",
      "examples": [
        "{\"ok\":true}"
      ]
    },
    {
      "name": "gen_ai.tool.name",
      "stability": "beta",
      "brief": "The tool.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "edit_file"
      ]
    },
    {
      "name": "gen_ai.usage.input_tokens",
      "stability": "beta",
      "brief": "Tokens that the model read.",
      "type": "int",
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        1800
      ]
    },
    {
      "name": "gen_ai.usage.output_tokens",
      "stability": "beta",
      "brief": "Tokens that the model wrote.",
      "type": "int",
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        420
      ]
    },
    {
      "name": "git.child.class",
      "stability": "beta",
      "brief": "Of each program that it started, 256 at most, what git calls it; `hook`, `pager`, `editor`, `transport/ssh`, `?` and others, `remote` for a transport that isn't git's own, `other` for what no git is known to say.",
      "note": "The other `git.child` attributes are of the same length and order.",
      "type": "string[]",
      "privacy": "count",
      "examples": [
        [
          "hook",
          "editor"
        ]
      ]
    },
    {
      "name": "git.child.command",
      "stability": "beta",
      "brief": "Its command line, arguments quoted as a shell would, 1 KiB at most; empty for git's own commands, which are spans themselves.",
      "type": "string[]",
      "privacy": "text",
      "examples": [
        [
          ".git/hooks/pre-commit",
          "vim .git/COMMIT_EDITMSG"
        ]
      ]
    },
    {
      "name": "git.child.duration_us",
      "stability": "beta",
      "brief": "Microseconds that it ran; -1 where its end wasn't told.",
      "type": "int[]",
      "privacy": "count",
      "examples": [
        [
          62283,
          -1
        ]
      ]
    },
    {
      "name": "git.child.exit_code",
      "stability": "beta",
      "brief": "Exit status; -1 where it couldn't be started or its end wasn't told.",
      "type": "int[]",
      "privacy": "count",
      "examples": [
        [
          0,
          1
        ]
      ]
    },
    {
      "name": "git.child.name",
      "stability": "beta",
      "brief": "A hook's name, otherwise the program's, without directory and arguments.",
      "type": "string[]",
      "privacy": "name",
      "examples": [
        [
          "pre-commit",
          "vim"
        ]
      ]
    },
    {
      "name": "git.child.pid",
      "stability": "beta",
      "brief": "Process id; -1 where it couldn't be started or none is known.",
      "type": "int[]",
      "privacy": "count",
      "examples": [
        [
          4712,
          4713
        ]
      ]
    },
    {
      "name": "git.child.start_us",
      "stability": "beta",
      "brief": "Microseconds from the command's start to its.",
      "type": "int[]",
      "privacy": "count",
      "examples": [
        [
          1400,
          64000
        ]
      ]
    },
    {
      "name": "git.command.alias",
      "stability": "beta",
      "brief": "The alias or external command as it was typed.",
      "type": "string",
      "privacy": "name",
      "examples": [
        "st"
      ]
    },
    {
      "name": "git.command.mode",
      "stability": "beta",
      "brief": "What of several things the command does, as git calls it.",
      "type": "string",
      "privacy": "count",
      "examples": [
        "branch",
        "path"
      ]
    },
    {
      "name": "git.counter.name",
      "stability": "beta",
      "brief": "Numbers that git told of its work, as `category/key` of git's, sorted, 16 at most.",
      "type": "string[]",
      "privacy": "name",
      "examples": [
        [
          "index/read/cache_nr"
        ]
      ]
    },
    {
      "name": "git.counter.value",
      "stability": "beta",
      "brief": "Their values, in the same order; the last told of each.",
      "type": "double[]",
      "privacy": "name",
      "examples": [
        [
          5012
        ]
      ]
    },
    {
      "name": "git.parent.is_false",
      "stability": "beta",
      "brief": "Whether it claimed a parent that had ended or had started nothing at that time; it is its own root then.",
      "type": "boolean",
      "privacy": "count",
      "examples": [
        true
      ]
    },
    {
      "name": "git.parent.is_remote",
      "stability": "beta",
      "brief": "Whether its parent is no git command, but a span that was carried in from outside by a W3C trace context.",
      "type": "boolean",
      "privacy": "count",
      "examples": [
        true
      ]
    },
    {
      "name": "git.region.duration_us",
      "stability": "beta",
      "brief": "Microseconds of each region together, in the same order.",
      "type": "int[]",
      "privacy": "name",
      "examples": [
        [
          1520,
          40110
        ]
      ]
    },
    {
      "name": "git.region.name",
      "stability": "beta",
      "brief": "Stretches of its work that took 1 ms or more altogether, as `category/label` of git's, 16 at most, those that took longest.",
      "type": "string[]",
      "privacy": "name",
      "examples": [
        [
          "index/refresh",
          "status/untracked"
        ]
      ]
    },
    {
      "name": "git.trace.is_cut",
      "stability": "beta",
      "brief": "Whether something of its trace was left out, being garbled, torn or too long.",
      "type": "boolean",
      "privacy": "count",
      "examples": [
        true
      ]
    },
    {
      "name": "git.version",
      "stability": "beta",
      "brief": "The git that ran.",
      "type": "string",
      "privacy": "count",
      "examples": [
        "2.39.5"
      ]
    },
    {
      "name": "gitbutler.operation.details",
      "stability": "development",
      "brief": "What it concerned, as `name=value` of GitButler's trailers, 64 at most.",
      "type": "string[]",
      "privacy": "text",
      "examples": [
        [
          "branch=parser",
          "before=9d59409acf47"
        ]
      ]
    },
    {
      "name": "gitbutler.operation.kind",
      "stability": "development",
      "brief": "What was done, as GitButler calls it.",
      "type": "string",
      "privacy": "count",
      "examples": [
        "CreateCommit",
        "MoveCommitFile",
        "UpdateWorkspaceBase"
      ]
    },
    {
      "name": "gitbutler.operation.restored_from",
      "stability": "development",
      "brief": "The snapshot that it went back to.",
      "type": "string",
      "privacy": "name",
      "examples": [
        "9d59409acf479dfa0df1aa568182e43e43df8bbe"
      ]
    },
    {
      "name": "gitbutler.operation.title",
      "stability": "development",
      "brief": "What GitButler calls it to people.",
      "type": "string",
      "privacy": "text",
      "examples": [
        "Create commit"
      ]
    },
    {
      "name": "gitbutler.snapshot.revision",
      "stability": "development",
      "brief": "The snapshot of how everything was before it, as a full hash.",
      "type": "string",
      "privacy": "name",
      "examples": [
        "9d59409acf479dfa0df1aa568182e43e43df8bbe"
      ]
    },
    {
      "name": "graph.entity.id",
      "stability": "development",
      "brief": "Which one: a full hash, a path, a symbol as `path#name`, an e-mail address, a short branch name, a session's or change's id, an address.",
      "type": "string",
      "privacy": "name",
      "examples": [
        "9d59409acf479dfa0df1aa568182e43e43df8bbe",
        "src/parser.ts#readToken"
      ]
    },
    {
      "name": "graph.entity.type",
      "stability": "development",
      "brief": "What sort of thing it is.",
      "type": "string",
      "members": [
        {
          "value": "commit"
        },
        {
          "value": "file"
        },
        {
          "value": "symbol"
        },
        {
          "value": "person"
        },
        {
          "value": "branch"
        },
        {
          "value": "virtual_branch"
        },
        {
          "value": "session"
        },
        {
          "value": "change",
          "brief": "A pull or merge request."
        },
        {
          "value": "review"
        },
        {
          "value": "discussion"
        },
        {
          "value": "issue"
        },
        {
          "value": "error"
        },
        {
          "value": "decision"
        }
      ],
      "privacy": "count",
      "examples": [
        "commit"
      ]
    },
    {
      "name": "graph.link.confidence",
      "stability": "development",
      "brief": "Probability that it is so, 0 to 1; 1 where somebody said so.",
      "type": "double",
      "privacy": "count",
      "examples": [
        0.93
      ]
    },
    {
      "name": "graph.link.evidence",
      "stability": "development",
      "brief": "What tells it.",
      "type": "string",
      "privacy": "text",
      "examples": [
        "trailer Fixes: #123"
      ]
    },
    {
      "name": "graph.link.type",
      "stability": "development",
      "brief": "How they hang together.",
      "type": "string",
      "members": [
        {
          "value": "mentions"
        },
        {
          "value": "implements"
        },
        {
          "value": "fixes"
        },
        {
          "value": "reverts"
        },
        {
          "value": "causes",
          "brief": "The error, of the change that brought it."
        },
        {
          "value": "discusses"
        },
        {
          "value": "decides"
        },
        {
          "value": "supersedes"
        }
      ],
      "isOpen": true,
      "privacy": "count",
      "examples": [
        "fixes"
      ]
    },
    {
      "name": "graph.target.id",
      "stability": "development",
      "brief": "Which one, written as `graph.entity.id` is.",
      "type": "string",
      "privacy": "name",
      "examples": [
        "123"
      ]
    },
    {
      "name": "graph.target.type",
      "stability": "development",
      "brief": "What sort of thing the other end is, of the values of `graph.entity.type`.",
      "type": "string",
      "privacy": "count",
      "examples": [
        "issue"
      ]
    },
    {
      "name": "host.arch",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "members": [
        {
          "value": "amd64"
        },
        {
          "value": "arm32"
        },
        {
          "value": "arm64"
        },
        {
          "value": "ia64"
        },
        {
          "value": "ppc32"
        },
        {
          "value": "ppc64"
        },
        {
          "value": "s390x"
        },
        {
          "value": "x86"
        }
      ],
      "isOpen": true,
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "amd64"
      ]
    },
    {
      "name": "host.id",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "fdbf79e8af94cb7f"
      ]
    },
    {
      "name": "host.name",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "laptop"
      ]
    },
    {
      "name": "http.request.method",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "members": [
        {
          "value": "CONNECT"
        },
        {
          "value": "DELETE"
        },
        {
          "value": "GET"
        },
        {
          "value": "HEAD"
        },
        {
          "value": "OPTIONS"
        },
        {
          "value": "PATCH"
        },
        {
          "value": "POST"
        },
        {
          "value": "PUT"
        },
        {
          "value": "QUERY"
        },
        {
          "value": "TRACE"
        }
      ],
      "isOpen": true,
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "GET"
      ]
    },
    {
      "name": "http.response.status_code",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "int",
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        200
      ]
    },
    {
      "name": "http.route",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "/orders/{id}"
      ]
    },
    {
      "name": "log.record.original",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "text",
      "examples": [
        "77 <86>1 hello"
      ]
    },
    {
      "name": "mcp.method.name",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "members": [
        {
          "value": "completion/complete"
        },
        {
          "value": "elicitation/create"
        },
        {
          "value": "initialize"
        },
        {
          "value": "logging/setLevel"
        },
        {
          "value": "notifications/cancelled"
        },
        {
          "value": "notifications/initialized"
        },
        {
          "value": "notifications/message"
        },
        {
          "value": "notifications/progress"
        },
        {
          "value": "notifications/prompts/list_changed"
        },
        {
          "value": "notifications/resources/list_changed"
        },
        {
          "value": "notifications/resources/updated"
        },
        {
          "value": "notifications/roots/list_changed"
        },
        {
          "value": "notifications/tools/list_changed"
        },
        {
          "value": "ping"
        },
        {
          "value": "prompts/get"
        },
        {
          "value": "prompts/list"
        },
        {
          "value": "resources/list"
        },
        {
          "value": "resources/read"
        },
        {
          "value": "resources/subscribe"
        },
        {
          "value": "resources/templates/list"
        },
        {
          "value": "resources/unsubscribe"
        },
        {
          "value": "roots/list"
        },
        {
          "value": "sampling/createMessage"
        },
        {
          "value": "tools/call"
        },
        {
          "value": "tools/list"
        }
      ],
      "isOpen": true,
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "tools/call"
      ]
    },
    {
      "name": "messaging.batch.message_count",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "int",
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        3
      ]
    },
    {
      "name": "messaging.destination.name",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "orders"
      ]
    },
    {
      "name": "messaging.operation.name",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "send"
      ]
    },
    {
      "name": "messaging.operation.type",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "members": [
        {
          "value": "create"
        },
        {
          "value": "deliver"
        },
        {
          "value": "process"
        },
        {
          "value": "publish"
        },
        {
          "value": "receive"
        },
        {
          "value": "send"
        },
        {
          "value": "settle"
        }
      ],
      "isOpen": true,
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "send"
      ]
    },
    {
      "name": "messaging.system.name",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "members": [
        {
          "value": "activemq"
        },
        {
          "value": "aws.sns"
        },
        {
          "value": "aws.sqs"
        },
        {
          "value": "azure.eventgrid"
        },
        {
          "value": "azure.eventhubs"
        },
        {
          "value": "azure.servicebus"
        },
        {
          "value": "gcp.pubsub"
        },
        {
          "value": "jms"
        },
        {
          "value": "kafka"
        },
        {
          "value": "pulsar"
        },
        {
          "value": "rabbitmq"
        },
        {
          "value": "rocketmq"
        }
      ],
      "isOpen": true,
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "kafka"
      ]
    },
    {
      "name": "network.peer.address",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "identity",
      "examples": [
        "192.0.2.4"
      ]
    },
    {
      "name": "network.peer.port",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "int",
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        65123
      ]
    },
    {
      "name": "network.protocol.name",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "http"
      ]
    },
    {
      "name": "network.protocol.version",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "1.1"
      ]
    },
    {
      "name": "network.transport",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "members": [
        {
          "value": "pipe"
        },
        {
          "value": "quic"
        },
        {
          "value": "tcp"
        },
        {
          "value": "udp"
        },
        {
          "value": "unix"
        }
      ],
      "isOpen": true,
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "tcp"
      ]
    },
    {
      "name": "network.type",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "members": [
        {
          "value": "ipv4"
        },
        {
          "value": "ipv6"
        }
      ],
      "isOpen": true,
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "ipv4"
      ]
    },
    {
      "name": "os.description",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "Ubuntu 18.04.1 LTS"
      ]
    },
    {
      "name": "os.name",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "Ubuntu"
      ]
    },
    {
      "name": "os.type",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "members": [
        {
          "value": "aix"
        },
        {
          "value": "darwin"
        },
        {
          "value": "dragonflybsd"
        },
        {
          "value": "freebsd"
        },
        {
          "value": "hpux"
        },
        {
          "value": "linux"
        },
        {
          "value": "netbsd"
        },
        {
          "value": "openbsd"
        },
        {
          "value": "solaris"
        },
        {
          "value": "windows"
        },
        {
          "value": "zos"
        },
        {
          "value": "z_os"
        }
      ],
      "isOpen": true,
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "linux"
      ]
    },
    {
      "name": "os.version",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "14.2.1"
      ]
    },
    {
      "name": "otlp.attribute",
      "stability": "beta",
      "brief": "An attribute of the sender's own whose name begins with `otlp.`, or is no name for JavaScript; the key is its name.",
      "type": "any",
      "isTemplate": true,
      "privacy": "text",
      "examples": [
        "anything"
      ]
    },
    {
      "name": "otlp.log.body",
      "stability": "beta",
      "brief": "The record's body; as OTLP's JSON where it is neither text nor a number.",
      "type": "any",
      "privacy": "text",
      "examples": [
        "order placed"
      ]
    },
    {
      "name": "otlp.log.dropped_attributes_count",
      "stability": "beta",
      "brief": "Attributes of the record that the sender dropped.",
      "type": "int",
      "privacy": "count",
      "examples": [
        2
      ]
    },
    {
      "name": "otlp.log.event_name",
      "stability": "beta",
      "brief": "What kind of event the record is, where it is one.",
      "type": "string",
      "privacy": "name",
      "examples": [
        "session.start"
      ]
    },
    {
      "name": "otlp.log.flags",
      "stability": "beta",
      "brief": "The record's flags; the lowest 8 bits are those of W3C's trace context.",
      "type": "int",
      "privacy": "count",
      "examples": [
        1
      ]
    },
    {
      "name": "otlp.log.observed_delay_ns",
      "stability": "beta",
      "brief": "Nanoseconds from when it happened to when it was observed.",
      "type": "int",
      "privacy": "count",
      "examples": [
        250000
      ]
    },
    {
      "name": "otlp.log.severity_number",
      "stability": "beta",
      "brief": "Severity from 1, trace, to 24, fatal.",
      "type": "int",
      "privacy": "count",
      "examples": [
        9
      ]
    },
    {
      "name": "otlp.log.severity_text",
      "stability": "beta",
      "brief": "Severity as the sender calls it.",
      "type": "string",
      "privacy": "name",
      "examples": [
        "INFO"
      ]
    },
    {
      "name": "otlp.metric.bucket_counts",
      "stability": "beta",
      "brief": "How many values each bucket of a histogram holds.",
      "type": "int[]",
      "privacy": "count",
      "examples": [
        [
          1,
          4,
          2
        ]
      ]
    },
    {
      "name": "otlp.metric.count",
      "stability": "beta",
      "brief": "How many values a distribution holds.",
      "type": "int",
      "privacy": "count",
      "examples": [
        120
      ]
    },
    {
      "name": "otlp.metric.description",
      "stability": "beta",
      "brief": "What the metric's author says of it.",
      "type": "string",
      "privacy": "text",
      "examples": [
        "Duration of HTTP server requests."
      ]
    },
    {
      "name": "otlp.metric.exemplars",
      "stability": "beta",
      "brief": "Single measurements beside the point, as OTLP's JSON, each with its attributes.",
      "type": "any",
      "privacy": "text",
      "examples": [
        [
          "{\"kvlistValue\":{\"values\":[]}}"
        ]
      ]
    },
    {
      "name": "otlp.metric.explicit_bounds",
      "stability": "beta",
      "brief": "Upper ends of a histogram's buckets but the last.",
      "type": "double[]",
      "privacy": "count",
      "examples": [
        [
          0.5,
          1.5
        ]
      ]
    },
    {
      "name": "otlp.metric.flags",
      "stability": "beta",
      "brief": "The point's flags; bit 0 says that nothing was recorded.",
      "type": "int",
      "privacy": "count",
      "examples": [
        1
      ]
    },
    {
      "name": "otlp.metric.is_monotonic",
      "stability": "beta",
      "brief": "Whether a sum only grows.",
      "type": "boolean",
      "privacy": "count",
      "examples": [
        true
      ]
    },
    {
      "name": "otlp.metric.max",
      "stability": "beta",
      "brief": "The greatest value of a distribution.",
      "type": "double",
      "privacy": "count",
      "examples": [
        17.25
      ]
    },
    {
      "name": "otlp.metric.metadata",
      "stability": "beta",
      "brief": "An attribute of the metric itself; the key is its name.",
      "type": "any",
      "isTemplate": true,
      "privacy": "of_key",
      "examples": [
        "counter"
      ]
    },
    {
      "name": "otlp.metric.min",
      "stability": "beta",
      "brief": "The least value of a distribution.",
      "type": "double",
      "privacy": "count",
      "examples": [
        17.25
      ]
    },
    {
      "name": "otlp.metric.name",
      "stability": "beta",
      "brief": "The metric's name.",
      "type": "string",
      "privacy": "name",
      "examples": [
        "http.server.request.duration"
      ]
    },
    {
      "name": "otlp.metric.negative.bucket_counts",
      "stability": "beta",
      "brief": "How many negative values each bucket holds.",
      "type": "int[]",
      "privacy": "count",
      "examples": [
        [
          1,
          4,
          2
        ]
      ]
    },
    {
      "name": "otlp.metric.negative.offset",
      "stability": "beta",
      "brief": "Index of the first bucket of negative values.",
      "type": "int",
      "privacy": "count",
      "examples": [
        4
      ]
    },
    {
      "name": "otlp.metric.period_ns",
      "stability": "beta",
      "brief": "Nanoseconds that the point covers.",
      "type": "int",
      "privacy": "count",
      "examples": [
        60000000000
      ]
    },
    {
      "name": "otlp.metric.positive.bucket_counts",
      "stability": "beta",
      "brief": "How many positive values each bucket holds.",
      "type": "int[]",
      "privacy": "count",
      "examples": [
        [
          1,
          4,
          2
        ]
      ]
    },
    {
      "name": "otlp.metric.positive.offset",
      "stability": "beta",
      "brief": "Index of the first bucket of positive values.",
      "type": "int",
      "privacy": "count",
      "examples": [
        4
      ]
    },
    {
      "name": "otlp.metric.quantile_values",
      "stability": "beta",
      "brief": "The value at each quantile, in the same order.",
      "type": "double[]",
      "privacy": "count",
      "examples": [
        [
          12.5,
          80.25
        ]
      ]
    },
    {
      "name": "otlp.metric.quantiles",
      "stability": "beta",
      "brief": "Quantiles that a summary tells, 0 to 1.",
      "type": "double[]",
      "privacy": "count",
      "examples": [
        [
          0.5,
          0.99
        ]
      ]
    },
    {
      "name": "otlp.metric.scale",
      "stability": "beta",
      "brief": "Resolution of an exponential histogram: buckets grow by 2^(2^-scale).",
      "type": "int",
      "privacy": "count",
      "examples": [
        3
      ]
    },
    {
      "name": "otlp.metric.sum",
      "stability": "beta",
      "brief": "What the values of a distribution add up to.",
      "type": "double",
      "privacy": "count",
      "examples": [
        17.25
      ]
    },
    {
      "name": "otlp.metric.temporality",
      "stability": "beta",
      "brief": "What a point covers; `temporality_<number>` for what OTLP doesn't know yet.",
      "type": "string",
      "members": [
        {
          "value": "delta",
          "brief": "The time since the point before it."
        },
        {
          "value": "cumulative",
          "brief": "The time since the start."
        }
      ],
      "isOpen": true,
      "privacy": "count",
      "examples": [
        "delta"
      ]
    },
    {
      "name": "otlp.metric.type",
      "stability": "beta",
      "brief": "What kind of point it is.",
      "type": "string",
      "members": [
        {
          "value": "gauge"
        },
        {
          "value": "sum"
        },
        {
          "value": "histogram"
        },
        {
          "value": "exponential_histogram"
        },
        {
          "value": "summary"
        }
      ],
      "privacy": "count",
      "examples": [
        "sum"
      ]
    },
    {
      "name": "otlp.metric.unit",
      "stability": "beta",
      "brief": "The metric's unit, by UCUM.",
      "type": "string",
      "privacy": "name",
      "examples": [
        "s"
      ]
    },
    {
      "name": "otlp.metric.value",
      "stability": "beta",
      "brief": "A gauge's or sum's value.",
      "type": "double",
      "privacy": "count",
      "examples": [
        42.5
      ]
    },
    {
      "name": "otlp.metric.zero_count",
      "stability": "beta",
      "brief": "How many values of an exponential histogram count as zero.",
      "type": "int",
      "privacy": "count",
      "examples": [
        2
      ]
    },
    {
      "name": "otlp.metric.zero_threshold",
      "stability": "beta",
      "brief": "Up to which distance from zero.",
      "type": "double",
      "privacy": "count",
      "examples": [
        0.001
      ]
    },
    {
      "name": "otlp.resource.attribute",
      "stability": "beta",
      "brief": "An attribute of the resource, whose telemetry it is; the key is its name.",
      "type": "any",
      "isTemplate": true,
      "privacy": "of_key",
      "examples": [
        "atlas-web"
      ]
    },
    {
      "name": "otlp.resource.dropped_attributes_count",
      "stability": "beta",
      "brief": "Attributes of the resource that the sender dropped.",
      "type": "int",
      "privacy": "count",
      "examples": [
        2
      ]
    },
    {
      "name": "otlp.resource.entity_refs",
      "stability": "beta",
      "brief": "Entities that the resource's attributes make up, as JSON.",
      "type": "any",
      "privacy": "name",
      "examples": [
        "{\"type\":\"service\"}"
      ]
    },
    {
      "name": "otlp.resource.schema_url",
      "stability": "beta",
      "brief": "Conventions that the resource's attributes follow.",
      "type": "string",
      "privacy": "name",
      "examples": [
        "https://opentelemetry.io/schemas/1.45.0"
      ]
    },
    {
      "name": "otlp.scope.attribute",
      "stability": "beta",
      "brief": "An attribute of the instrumentation; the key is its name.",
      "type": "any",
      "isTemplate": true,
      "privacy": "of_key",
      "examples": [
        "short"
      ]
    },
    {
      "name": "otlp.scope.dropped_attributes_count",
      "stability": "beta",
      "brief": "Attributes of the instrumentation that the sender dropped.",
      "type": "int",
      "privacy": "count",
      "examples": [
        1
      ]
    },
    {
      "name": "otlp.scope.name",
      "stability": "beta",
      "brief": "The instrumentation that made it.",
      "type": "string",
      "privacy": "name",
      "examples": [
        "io.opentelemetry.jdbc"
      ]
    },
    {
      "name": "otlp.scope.schema_url",
      "stability": "beta",
      "brief": "Conventions that what it made follows.",
      "type": "string",
      "privacy": "name",
      "examples": [
        "https://opentelemetry.io/schemas/1.45.0"
      ]
    },
    {
      "name": "otlp.scope.version",
      "stability": "beta",
      "brief": "The instrumentation's version.",
      "type": "string",
      "privacy": "name",
      "examples": [
        "2.1.0"
      ]
    },
    {
      "name": "otlp.span.dropped_attributes_count",
      "stability": "beta",
      "brief": "Attributes of the span that the sender dropped.",
      "type": "int",
      "privacy": "count",
      "examples": [
        2
      ]
    },
    {
      "name": "otlp.span.dropped_events_count",
      "stability": "beta",
      "brief": "Events of the span that the sender dropped.",
      "type": "int",
      "privacy": "count",
      "examples": [
        2
      ]
    },
    {
      "name": "otlp.span.dropped_links_count",
      "stability": "beta",
      "brief": "Links of the span that the sender dropped.",
      "type": "int",
      "privacy": "count",
      "examples": [
        2
      ]
    },
    {
      "name": "otlp.span.duration_ns",
      "stability": "beta",
      "brief": "Nanoseconds from start to end; below zero where the sender says so.",
      "type": "int",
      "privacy": "count",
      "examples": [
        1500000
      ]
    },
    {
      "name": "otlp.span.event.attributes",
      "stability": "beta",
      "brief": "For each event its attributes, as OTLP's JSON; empty where there are none.",
      "type": "any",
      "privacy": "text",
      "examples": [
        [
          "{\"kvlistValue\":{\"values\":[]}}"
        ]
      ]
    },
    {
      "name": "otlp.span.event.dropped_attributes_count",
      "stability": "beta",
      "brief": "For each event, the attributes that the sender dropped.",
      "type": "int[]",
      "privacy": "count",
      "examples": [
        [
          1
        ]
      ]
    },
    {
      "name": "otlp.span.event.name",
      "stability": "beta",
      "brief": "Names of the span's events, in order; the other `otlp.span.event` attributes are of the same length and order.",
      "type": "string[]",
      "privacy": "name",
      "examples": [
        [
          "exception"
        ]
      ]
    },
    {
      "name": "otlp.span.event.offset_ns",
      "stability": "beta",
      "brief": "For each event, nanoseconds from the span's start.",
      "type": "int[]",
      "privacy": "count",
      "examples": [
        [
          1200
        ]
      ]
    },
    {
      "name": "otlp.span.flags",
      "stability": "beta",
      "brief": "The span's flags; the lowest 8 bits are those of W3C's trace context.",
      "type": "int",
      "privacy": "count",
      "examples": [
        257
      ]
    },
    {
      "name": "otlp.span.kind",
      "stability": "beta",
      "brief": "The span's kind; `kind_<number>` for one that OTLP doesn't know yet.",
      "type": "string",
      "members": [
        {
          "value": "internal"
        },
        {
          "value": "server"
        },
        {
          "value": "client"
        },
        {
          "value": "producer"
        },
        {
          "value": "consumer"
        }
      ],
      "isOpen": true,
      "privacy": "count",
      "examples": [
        "server"
      ]
    },
    {
      "name": "otlp.span.link.attributes",
      "stability": "beta",
      "brief": "For each link its attributes, as OTLP's JSON; empty where there are none.",
      "type": "any",
      "privacy": "text",
      "examples": [
        [
          "{\"kvlistValue\":{\"values\":[]}}"
        ]
      ]
    },
    {
      "name": "otlp.span.link.dropped_attributes_count",
      "stability": "beta",
      "brief": "For each link, the attributes that the sender dropped.",
      "type": "int[]",
      "privacy": "count",
      "examples": [
        [
          1
        ]
      ]
    },
    {
      "name": "otlp.span.link.flags",
      "stability": "beta",
      "brief": "For each link, its flags.",
      "type": "int[]",
      "privacy": "count",
      "examples": [
        [
          1
        ]
      ]
    },
    {
      "name": "otlp.span.link.span_id",
      "stability": "beta",
      "brief": "For each link, the span in that trace.",
      "type": "string[]",
      "privacy": "count",
      "examples": [
        [
          "00f067aa0ba902b7"
        ]
      ]
    },
    {
      "name": "otlp.span.link.trace_id",
      "stability": "beta",
      "brief": "Traces that the span is linked to, in order; the other `otlp.span.link` attributes are of the same length and order.",
      "type": "string[]",
      "privacy": "count",
      "examples": [
        [
          "4bf92f3577b34da6a3ce929d0e0e4736"
        ]
      ]
    },
    {
      "name": "otlp.span.link.trace_state",
      "stability": "beta",
      "brief": "For each link, its W3C trace state.",
      "type": "string[]",
      "privacy": "text",
      "examples": [
        [
          "vendor=1"
        ]
      ]
    },
    {
      "name": "otlp.span.name",
      "stability": "beta",
      "brief": "The span's name.",
      "type": "string",
      "privacy": "name",
      "examples": [
        "GET /orders"
      ]
    },
    {
      "name": "otlp.span.status",
      "stability": "beta",
      "brief": "How it ended, where the sender says; `status_<number>` for what OTLP doesn't know yet.",
      "type": "string",
      "members": [
        {
          "value": "ok"
        },
        {
          "value": "error"
        }
      ],
      "isOpen": true,
      "privacy": "count",
      "examples": [
        "error"
      ]
    },
    {
      "name": "otlp.span.status_message",
      "stability": "beta",
      "brief": "What the sender says of an error.",
      "type": "string",
      "privacy": "text",
      "examples": [
        "connection refused"
      ]
    },
    {
      "name": "otlp.span.trace_state",
      "stability": "beta",
      "brief": "The W3C trace state, as sent.",
      "type": "string",
      "privacy": "text",
      "examples": [
        "vendor=1"
      ]
    },
    {
      "name": "otlp.time.origin",
      "stability": "beta",
      "brief": "Whose clock `occurredAt` is by, where it isn't the sender's.",
      "type": "string",
      "members": [
        {
          "value": "observed",
          "brief": "When a log record was observed, its own time being untold."
        },
        {
          "value": "received",
          "brief": "When wakelore received it, no time being told."
        }
      ],
      "privacy": "count",
      "examples": [
        "received"
      ]
    },
    {
      "name": "otlp.time.sub_ms_ns",
      "stability": "beta",
      "brief": "Nanoseconds after the millisecond of `occurredAt`.",
      "type": "int",
      "privacy": "count",
      "examples": [
        123456
      ]
    },
    {
      "name": "process.ancestors",
      "stability": "beta",
      "brief": "Names of the processes above it, the nearest first, 8 at most.",
      "type": "string[]",
      "privacy": "name",
      "examples": [
        [
          "bash",
          "tmux"
        ]
      ]
    },
    {
      "name": "process.command",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "npm"
      ]
    },
    {
      "name": "process.command_args",
      "stability": "beta",
      "brief": "The command line, the program first, secrets redacted; 256 arguments and 16 KiB at most.",
      "type": "string[]",
      "isUpstream": true,
      "privacy": "text",
      "examples": [
        [
          "git",
          "commit",
          "-m",
          "Fix the parser"
        ]
      ]
    },
    {
      "name": "process.command_line",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "text",
      "examples": [
        "node server.js"
      ]
    },
    {
      "name": "process.creation.time",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "2026-11-21T09:25:34.853Z"
      ]
    },
    {
      "name": "process.duration_us",
      "stability": "beta",
      "brief": "Microseconds from start to end; up to the last thing heard of it, where it was killed.",
      "type": "int",
      "privacy": "count",
      "examples": [
        67015
      ]
    },
    {
      "name": "process.executable.name",
      "stability": "beta",
      "brief": "The program, without its directory.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "npm"
      ]
    },
    {
      "name": "process.executable.path",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "/usr/bin/node"
      ]
    },
    {
      "name": "process.exit.code",
      "stability": "beta",
      "brief": "Exit status; absent where the process was killed.",
      "type": "int",
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        0,
        128
      ]
    },
    {
      "name": "process.interactive",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "boolean",
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        true
      ]
    },
    {
      "name": "process.owner",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "identity",
      "examples": [
        "grace"
      ]
    },
    {
      "name": "process.parent_pid",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "int",
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        111
      ]
    },
    {
      "name": "process.pid",
      "stability": "beta",
      "brief": "The process's id.",
      "type": "int",
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        4711
      ]
    },
    {
      "name": "process.runtime.description",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "Node.js"
      ]
    },
    {
      "name": "process.runtime.name",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "nodejs"
      ]
    },
    {
      "name": "process.runtime.version",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "26.10.0"
      ]
    },
    {
      "name": "process.working_directory",
      "stability": "beta",
      "brief": "Where it ran.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "~/src/atlas/web"
      ]
    },
    {
      "name": "review.author",
      "stability": "development",
      "brief": "Who reviewed, as the forge calls them.",
      "type": "string",
      "privacy": "identity",
      "examples": [
        "ada"
      ]
    },
    {
      "name": "review.comment.id",
      "stability": "development",
      "brief": "The comment's id, as the forge has it.",
      "type": "string",
      "privacy": "name",
      "examples": [
        "998877"
      ]
    },
    {
      "name": "review.id",
      "stability": "development",
      "brief": "The review's id, as the forge has it.",
      "type": "string",
      "privacy": "name",
      "examples": [
        "1837465"
      ]
    },
    {
      "name": "review.message",
      "stability": "development",
      "brief": "What was said.",
      "type": "string",
      "privacy": "text",
      "examples": [
        "Does this hold for an empty file?"
      ]
    },
    {
      "name": "review.thread.id",
      "stability": "development",
      "brief": "What keeps a comment and its answers together.",
      "type": "string",
      "privacy": "name",
      "examples": [
        "998870"
      ]
    },
    {
      "name": "review.thread.is_resolved",
      "stability": "development",
      "brief": "Whether the thread was settled when it was read.",
      "type": "boolean",
      "privacy": "count",
      "examples": [
        false
      ]
    },
    {
      "name": "review.verdict",
      "stability": "development",
      "brief": "What the reviewer came to.",
      "type": "string",
      "members": [
        {
          "value": "approve"
        },
        {
          "value": "request_changes"
        },
        {
          "value": "comment",
          "brief": "Neither of both."
        },
        {
          "value": "dismiss",
          "brief": "An earlier verdict no longer counts."
        }
      ],
      "privacy": "count",
      "examples": [
        "request_changes"
      ]
    },
    {
      "name": "rpc.method",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "example.Orders/Get"
      ]
    },
    {
      "name": "rpc.status_code",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "OK"
      ]
    },
    {
      "name": "rpc.system.name",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "members": [
        {
          "value": "connectrpc"
        },
        {
          "value": "dubbo"
        },
        {
          "value": "grpc"
        },
        {
          "value": "jsonrpc"
        }
      ],
      "isOpen": true,
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "grpc"
      ]
    },
    {
      "name": "server.address",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "db.example.org"
      ]
    },
    {
      "name": "server.port",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "int",
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        5432
      ]
    },
    {
      "name": "service.instance.id",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "627cc493"
      ]
    },
    {
      "name": "service.name",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "atlas-web"
      ]
    },
    {
      "name": "service.namespace",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "atlas"
      ]
    },
    {
      "name": "service.version",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "2.0.0"
      ]
    },
    {
      "name": "session.commands",
      "stability": "beta",
      "brief": "Commands that a person or a tool gave in it, without those beneath them.",
      "type": "int",
      "privacy": "count",
      "examples": [
        42
      ]
    },
    {
      "name": "session.end_reason",
      "stability": "beta",
      "brief": "Why it ended.",
      "type": "string",
      "members": [
        {
          "value": "idle",
          "brief": "After a long pause."
        },
        {
          "value": "abandoned",
          "brief": "Where a crash cut it off."
        }
      ],
      "privacy": "count",
      "examples": [
        "idle"
      ]
    },
    {
      "name": "session.id",
      "stability": "beta",
      "brief": "The session's id.",
      "type": "string",
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "00112233445566778899aabbccddeeff"
      ]
    },
    {
      "name": "session.previous_id",
      "stability": "beta",
      "brief": "The session before it in the same repository.",
      "type": "string",
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "ffeeddccbbaa99887766554433221100"
      ]
    },
    {
      "name": "session.started_at",
      "stability": "beta",
      "brief": "When it began, milliseconds since the epoch.",
      "type": "int",
      "privacy": "count",
      "examples": [
        1700000000000
      ]
    },
    {
      "name": "telemetry.distro.name",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "parts-unlimited-java"
      ]
    },
    {
      "name": "telemetry.distro.version",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "1.2.3"
      ]
    },
    {
      "name": "telemetry.sdk.language",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "members": [
        {
          "value": "cpp"
        },
        {
          "value": "dotnet"
        },
        {
          "value": "erlang"
        },
        {
          "value": "go"
        },
        {
          "value": "java"
        },
        {
          "value": "kotlin"
        },
        {
          "value": "nodejs"
        },
        {
          "value": "php"
        },
        {
          "value": "python"
        },
        {
          "value": "ruby"
        },
        {
          "value": "rust"
        },
        {
          "value": "swift"
        },
        {
          "value": "webjs"
        }
      ],
      "isOpen": true,
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "nodejs"
      ]
    },
    {
      "name": "telemetry.sdk.name",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "opentelemetry"
      ]
    },
    {
      "name": "telemetry.sdk.version",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "3.1.0"
      ]
    },
    {
      "name": "test.case.name",
      "stability": "beta",
      "brief": "The case's name, with that of its class where it has one.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "a late commit reopens its session"
      ]
    },
    {
      "name": "test.case.result.status",
      "stability": "beta",
      "brief": "How it ended.",
      "type": "string",
      "members": [
        {
          "value": "fail"
        },
        {
          "value": "pass"
        },
        {
          "value": "skip"
        },
        {
          "value": "error"
        }
      ],
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "fail"
      ]
    },
    {
      "name": "test.duration_us",
      "stability": "beta",
      "brief": "Microseconds that it took, as its report says.",
      "type": "int",
      "privacy": "count",
      "examples": [
        15000
      ]
    },
    {
      "name": "test.failed",
      "stability": "beta",
      "brief": "Cases that failed, those that ended in an error among them.",
      "type": "int",
      "privacy": "count",
      "examples": [
        0
      ]
    },
    {
      "name": "test.passed",
      "stability": "beta",
      "brief": "Cases that passed.",
      "type": "int",
      "privacy": "count",
      "examples": [
        412
      ]
    },
    {
      "name": "test.skipped",
      "stability": "beta",
      "brief": "Cases that were skipped.",
      "type": "int",
      "privacy": "count",
      "examples": [
        3
      ]
    },
    {
      "name": "test.suite.name",
      "stability": "beta",
      "brief": "The suite's name.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "parser"
      ]
    },
    {
      "name": "test.suite.run.status",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "members": [
        {
          "value": "aborted"
        },
        {
          "value": "failure"
        },
        {
          "value": "in_progress"
        },
        {
          "value": "skipped"
        },
        {
          "value": "success"
        },
        {
          "value": "timed_out"
        }
      ],
      "isOpen": true,
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "success"
      ]
    },
    {
      "name": "thread.id",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "int",
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        42
      ]
    },
    {
      "name": "thread.name",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "main"
      ]
    },
    {
      "name": "url.full",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "text",
      "examples": [
        "https://example.org/orders?id=1"
      ]
    },
    {
      "name": "url.path",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "text",
      "examples": [
        "/orders/1"
      ]
    },
    {
      "name": "url.query",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "text",
      "examples": [
        "id=1"
      ]
    },
    {
      "name": "url.scheme",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "https"
      ]
    },
    {
      "name": "user.email",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "identity",
      "examples": [
        "grace@example.org"
      ]
    },
    {
      "name": "user.full_name",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "identity",
      "examples": [
        "Grace Hopper"
      ]
    },
    {
      "name": "user.hash",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "identity",
      "examples": [
        "364fc68eaf4c8acec74a4e52d7d1feaa"
      ]
    },
    {
      "name": "user.id",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "identity",
      "examples": [
        "S-1-5-21"
      ]
    },
    {
      "name": "user.name",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "identity",
      "examples": [
        "grace"
      ]
    },
    {
      "name": "user_agent.original",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "text",
      "examples": [
        "curl/8.5.0"
      ]
    },
    {
      "name": "vcs.change.author",
      "stability": "development",
      "brief": "Who proposed it, as the forge calls them.",
      "type": "string",
      "privacy": "identity",
      "examples": [
        "grace"
      ]
    },
    {
      "name": "vcs.change.description",
      "stability": "development",
      "brief": "What its author says of it.",
      "type": "string",
      "privacy": "text",
      "examples": [
        "Tokens are read once now."
      ]
    },
    {
      "name": "vcs.change.id",
      "stability": "beta",
      "brief": "Its number or id, as the forge has it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "123"
      ]
    },
    {
      "name": "vcs.change.labels",
      "stability": "development",
      "brief": "Its labels.",
      "type": "string[]",
      "privacy": "name",
      "examples": [
        [
          "bug",
          "parser"
        ]
      ]
    },
    {
      "name": "vcs.change.reviewers",
      "stability": "development",
      "brief": "Who is asked to review it.",
      "type": "string[]",
      "privacy": "identity",
      "examples": [
        [
          "ada",
          "barbara"
        ]
      ]
    },
    {
      "name": "vcs.change.state",
      "stability": "beta",
      "brief": "How it stands.",
      "type": "string",
      "members": [
        {
          "value": "closed"
        },
        {
          "value": "merged"
        },
        {
          "value": "open"
        },
        {
          "value": "wip"
        }
      ],
      "isOpen": true,
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "open"
      ]
    },
    {
      "name": "vcs.change.title",
      "stability": "beta",
      "brief": "Its title.",
      "type": "string",
      "isUpstream": true,
      "privacy": "text",
      "examples": [
        "Fix the parser"
      ]
    },
    {
      "name": "vcs.change.url.full",
      "stability": "development",
      "brief": "Where it is.",
      "type": "string",
      "privacy": "name",
      "examples": [
        "https://github.com/example/atlas/pull/12"
      ]
    },
    {
      "name": "vcs.commit.author.at",
      "stability": "beta",
      "brief": "Author time, milliseconds since the epoch.",
      "type": "int",
      "privacy": "count",
      "examples": [
        1700000000000
      ]
    },
    {
      "name": "vcs.commit.author.email",
      "stability": "beta",
      "brief": "Author's e-mail as written in the commit, before mailmap.",
      "type": "string",
      "privacy": "identity",
      "examples": [
        "grace@example.org"
      ]
    },
    {
      "name": "vcs.commit.author.name",
      "stability": "beta",
      "brief": "Author as written in the commit, before mailmap.",
      "type": "string",
      "privacy": "identity",
      "examples": [
        "Grace Hopper"
      ]
    },
    {
      "name": "vcs.commit.author.offset",
      "stability": "beta",
      "brief": "Author's time zone, minutes east of UTC.",
      "type": "int",
      "privacy": "count",
      "examples": [
        60
      ]
    },
    {
      "name": "vcs.commit.committer.email",
      "stability": "beta",
      "brief": "Committer's e-mail as written in the commit, before mailmap.",
      "type": "string",
      "privacy": "identity",
      "examples": [
        "grace@example.org"
      ]
    },
    {
      "name": "vcs.commit.committer.name",
      "stability": "beta",
      "brief": "Committer as written in the commit, before mailmap.",
      "type": "string",
      "privacy": "identity",
      "examples": [
        "Grace Hopper"
      ]
    },
    {
      "name": "vcs.commit.committer.offset",
      "stability": "beta",
      "brief": "Committer's time zone, minutes east of UTC.",
      "type": "int",
      "privacy": "count",
      "examples": [
        -480
      ]
    },
    {
      "name": "vcs.commit.files.path",
      "stability": "beta",
      "brief": "Paths changed against the first parent, none for a merge or where it can't be told, 65,536 at most.",
      "note": "A path that isn't UTF-8 stands as git quotes it, `\"caf\\351.txt\"` with the quotes, and that is how commands take it too.",
      "type": "string[]",
      "privacy": "name",
      "examples": [
        [
          "src/parser.ts",
          "src/parser.test.ts"
        ]
      ]
    },
    {
      "name": "vcs.commit.files.previous_path",
      "stability": "beta",
      "brief": "For each R or C in the status, in the same order, the path it had before.",
      "type": "string[]",
      "privacy": "name",
      "examples": [
        [
          "src/parse.ts"
        ]
      ]
    },
    {
      "name": "vcs.commit.files.status",
      "stability": "beta",
      "brief": "One letter per path, in the same order; A added, M modified, D deleted, R renamed, C copied, T type changed.",
      "type": "string",
      "privacy": "count",
      "examples": [
        "MA"
      ]
    },
    {
      "name": "vcs.commit.files.submodule",
      "stability": "beta",
      "brief": "Those of the paths that are submodules.",
      "type": "string[]",
      "privacy": "name",
      "examples": [
        [
          "vendor/lib"
        ]
      ]
    },
    {
      "name": "vcs.commit.message",
      "stability": "beta",
      "brief": "The whole message, trailers included, without its final newline; cut at 64 KiB with a visible mark of how much is missing.",
      "type": "string",
      "privacy": "text",
      "examples": [
        "Fix the parser\n\nCloses #12"
      ]
    },
    {
      "name": "vcs.commit.parents",
      "stability": "beta",
      "brief": "Full hashes of the parents, in order; empty for a root commit.",
      "note": "They need not have been read, in a shallow clone for one.",
      "type": "string[]",
      "privacy": "name",
      "examples": [
        [
          "9d59409acf479dfa0df1aa568182e43e43df8bbe"
        ]
      ]
    },
    {
      "name": "vcs.hunk.branch",
      "stability": "development",
      "brief": "For each hunk, in the same order, the branch that owns it; empty where none does.",
      "type": "string[]",
      "privacy": "name",
      "examples": [
        [
          "parser-errors",
          ""
        ]
      ]
    },
    {
      "name": "vcs.hunk.path",
      "stability": "development",
      "brief": "For each uncommitted hunk, 1,024 at most, the file that it is in.",
      "type": "string[]",
      "privacy": "name",
      "examples": [
        [
          "src/parser.ts",
          "src/parser.ts"
        ]
      ]
    },
    {
      "name": "vcs.hunk.range",
      "stability": "development",
      "brief": "For each hunk, in the same order, where it is, as `@@` of a diff has it.",
      "type": "string[]",
      "privacy": "count",
      "examples": [
        [
          "-12,3 +12,9",
          "-40 +46,2"
        ]
      ]
    },
    {
      "name": "vcs.line_change.type",
      "stability": "beta",
      "brief": "Whether lines came or went.",
      "type": "string",
      "members": [
        {
          "value": "added"
        },
        {
          "value": "removed"
        }
      ],
      "isOpen": true,
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "added"
      ]
    },
    {
      "name": "vcs.mailmap.content",
      "stability": "beta",
      "brief": "The mailmap file as of HEAD.",
      "type": "string",
      "privacy": "identity",
      "examples": [
        "Grace Hopper <grace@example.org> <gh@old.example.org>"
      ]
    },
    {
      "name": "vcs.note.message",
      "stability": "beta",
      "brief": "A note's text.",
      "type": "string",
      "privacy": "text",
      "examples": [
        "Benchmarked on a laptop."
      ]
    },
    {
      "name": "vcs.operation.name",
      "stability": "beta",
      "brief": "The git command after aliases; `alias` for one that runs a shell, `external` for a command that isn't git's own, `query` where git was asked for its own paths, `usage` where no command was given, `unknown` where nothing tells it.",
      "type": "string",
      "privacy": "count",
      "examples": [
        "commit",
        "rebase"
      ]
    },
    {
      "name": "vcs.operation.origin",
      "stability": "beta",
      "brief": "Who did it.",
      "type": "string",
      "members": [
        {
          "value": "in_process",
          "brief": "A tool with git built in: no git command was seen to."
        }
      ],
      "privacy": "count",
      "examples": [
        "in_process"
      ]
    },
    {
      "name": "vcs.owner.name",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "example"
      ]
    },
    {
      "name": "vcs.provider.name",
      "stability": "beta",
      "brief": "The forge.",
      "type": "string",
      "members": [
        {
          "value": "bitbucket"
        },
        {
          "value": "gitea"
        },
        {
          "value": "github"
        },
        {
          "value": "gitlab"
        },
        {
          "value": "gittea"
        }
      ],
      "isOpen": true,
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "github"
      ]
    },
    {
      "name": "vcs.ref.base.name",
      "stability": "beta",
      "brief": "The branch that it is to go into.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "main"
      ]
    },
    {
      "name": "vcs.ref.base.revision",
      "stability": "beta",
      "brief": "The commit that a ref pointed at before.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
      ]
    },
    {
      "name": "vcs.ref.base.type",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "members": [
        {
          "value": "branch"
        },
        {
          "value": "tag"
        }
      ],
      "isOpen": true,
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "branch"
      ]
    },
    {
      "name": "vcs.ref.head.name",
      "stability": "beta",
      "brief": "The ref's full name; `HEAD` is the main worktree's, `worktrees/<name>/HEAD` a linked one's; `shallow` and `unread` are no refs of git's, see `vcs.ref.change`.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "refs/heads/main"
      ]
    },
    {
      "name": "vcs.ref.head.revision",
      "stability": "beta",
      "brief": "The commit that the event is about, or that a ref points at now, as a full hash; an annotated tag stands for its commit, a ref to anything else for that object.",
      "note": "For the refs `shallow` and `unread` a digest.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "9d59409acf479dfa0df1aa568182e43e43df8bbe"
      ]
    },
    {
      "name": "vcs.ref.head.type",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "members": [
        {
          "value": "branch"
        },
        {
          "value": "tag"
        }
      ],
      "isOpen": true,
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "branch"
      ]
    },
    {
      "name": "vcs.ref.type",
      "stability": "beta",
      "brief": "What kind of ref it is.",
      "type": "string",
      "members": [
        {
          "value": "branch"
        },
        {
          "value": "tag"
        },
        {
          "value": "remote"
        },
        {
          "value": "stash"
        },
        {
          "value": "head"
        },
        {
          "value": "other"
        }
      ],
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "branch",
        "tag"
      ]
    },
    {
      "name": "vcs.reflog.email",
      "stability": "beta",
      "brief": "E-mail of who moved the ref.",
      "type": "string",
      "privacy": "identity",
      "examples": [
        "grace@example.org"
      ]
    },
    {
      "name": "vcs.reflog.message",
      "stability": "beta",
      "brief": "The reflog's reason.",
      "type": "string",
      "privacy": "text",
      "examples": [
        "commit: Fix the parser"
      ]
    },
    {
      "name": "vcs.reflog.name",
      "stability": "beta",
      "brief": "Who moved the ref.",
      "type": "string",
      "privacy": "identity",
      "examples": [
        "Grace Hopper"
      ]
    },
    {
      "name": "vcs.repository.name",
      "stability": "beta",
      "brief": "The repository's name, that of its directory.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "atlas"
      ]
    },
    {
      "name": "vcs.repository.url.full",
      "stability": "beta",
      "brief": "Where the repository is, without credentials.",
      "type": "string",
      "isUpstream": true,
      "privacy": "name",
      "examples": [
        "https://github.com/example/atlas"
      ]
    },
    {
      "name": "vcs.revision_delta.direction",
      "stability": "beta",
      "brief": "As upstream defines it.",
      "type": "string",
      "members": [
        {
          "value": "ahead"
        },
        {
          "value": "behind"
        }
      ],
      "isOpen": true,
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "ahead"
      ]
    },
    {
      "name": "vcs.rewrite.evidence",
      "stability": "beta",
      "brief": "What tells that both are one change.",
      "type": "string",
      "members": [
        {
          "value": "reflog"
        },
        {
          "value": "change_id"
        },
        {
          "value": "patch_id"
        }
      ],
      "privacy": "count",
      "examples": [
        "patch_id"
      ]
    },
    {
      "name": "vcs.rewrite.type",
      "stability": "beta",
      "brief": "What rewrote the commit.",
      "type": "string",
      "members": [
        {
          "value": "amend"
        },
        {
          "value": "rebase"
        },
        {
          "value": "cherry_pick"
        },
        {
          "value": "other"
        }
      ],
      "privacy": "count",
      "examples": [
        "amend"
      ]
    },
    {
      "name": "vcs.stack.branches",
      "stability": "development",
      "brief": "Short names of its branches, from the base to the tip.",
      "type": "string[]",
      "privacy": "name",
      "examples": [
        [
          "parser",
          "parser-errors"
        ]
      ]
    },
    {
      "name": "vcs.stack.heads",
      "stability": "development",
      "brief": "The commit that each of the branches points at, in the same order, as full hashes.",
      "type": "string[]",
      "privacy": "name",
      "examples": [
        [
          "9d59409acf479dfa0df1aa568182e43e43df8bbe",
          "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
        ]
      ]
    },
    {
      "name": "vcs.stack.id",
      "stability": "development",
      "brief": "The stack's id, as its tool has it.",
      "type": "string",
      "privacy": "name",
      "examples": [
        "3f2504e0-4f89-11d3-9a0c-0305e82c3301"
      ]
    },
    {
      "name": "vcs.stack.is_applied",
      "stability": "development",
      "brief": "Whether its changes are in the worktree.",
      "type": "boolean",
      "privacy": "count",
      "examples": [
        true
      ]
    },
    {
      "name": "vcs.tag.message",
      "stability": "beta",
      "brief": "An annotated tag's message.",
      "type": "string",
      "privacy": "text",
      "examples": [
        "Release 1.0"
      ]
    },
    {
      "name": "vcs.virtual_branch.action",
      "stability": "development",
      "brief": "What was done with it.",
      "type": "string",
      "members": [
        {
          "value": "create"
        },
        {
          "value": "apply",
          "brief": "Its changes came into the worktree."
        },
        {
          "value": "unapply",
          "brief": "Its changes left the worktree."
        },
        {
          "value": "rename"
        },
        {
          "value": "move",
          "brief": "It stands elsewhere in its stack or in another one."
        },
        {
          "value": "delete"
        }
      ],
      "privacy": "count",
      "examples": [
        "apply"
      ]
    },
    {
      "name": "vcs.virtual_branch.name",
      "stability": "development",
      "brief": "Short name of the branch.",
      "type": "string",
      "privacy": "name",
      "examples": [
        "parser-errors"
      ]
    },
    {
      "name": "vcs.virtual_branch.previous_name",
      "stability": "development",
      "brief": "What it was called before.",
      "type": "string",
      "privacy": "name",
      "examples": [
        "wip"
      ]
    },
    {
      "name": "wakelore.capture.latency_us",
      "stability": "beta",
      "brief": "Microseconds from the sentinel's end to its being read.",
      "type": "int",
      "privacy": "count",
      "examples": [
        120000
      ]
    },
    {
      "name": "wakelore.capture.loss.files",
      "stability": "beta",
      "brief": "How many traces were lost.",
      "type": "int",
      "privacy": "count",
      "examples": [
        12
      ]
    },
    {
      "name": "wakelore.capture.loss.reason",
      "stability": "beta",
      "brief": "Why something is missing.",
      "type": "string",
      "members": [
        {
          "value": "spool_full",
          "brief": "Git wrote no more."
        },
        {
          "value": "spool_gone",
          "brief": "Its directory vanished, at logout or reboot."
        },
        {
          "value": "spool_too_large",
          "brief": "The oldest files were given up."
        },
        {
          "value": "spool_unreadable",
          "brief": "Files that can't be read."
        }
      ],
      "privacy": "count",
      "examples": [
        "spool_full"
      ]
    },
    {
      "name": "wakelore.capture.sentinel",
      "stability": "beta",
      "brief": "The word that `doctor` sent through.",
      "type": "string",
      "privacy": "count",
      "examples": [
        "8f14e45fceea167a"
      ]
    },
    {
      "name": "wakelore.capture.state",
      "stability": "beta",
      "brief": "What capture became.",
      "type": "string",
      "members": [
        {
          "value": "on"
        },
        {
          "value": "off"
        },
        {
          "value": "paused"
        }
      ],
      "privacy": "count",
      "examples": [
        "on",
        "paused"
      ]
    },
    {
      "name": "wakelore.capture.until",
      "stability": "beta",
      "brief": "Until when, milliseconds since the epoch.",
      "type": "int",
      "privacy": "count",
      "examples": [
        1700000000000
      ]
    },
    {
      "name": "wakelore.consent.detail",
      "stability": "beta",
      "brief": "Detail level by category, as `category=level`.",
      "type": "string[]",
      "privacy": "count",
      "examples": [
        [
          "history=full"
        ]
      ]
    },
    {
      "name": "wakelore.consent.path",
      "stability": "beta",
      "brief": "The git directory that may be read.",
      "type": "string",
      "privacy": "name",
      "examples": [
        "~/src/atlas/.git"
      ]
    },
    {
      "name": "wakelore.daemon.cpu_us",
      "stability": "beta",
      "brief": "Microseconds of processor time that the daemon used in the period.",
      "type": "int",
      "privacy": "count",
      "examples": [
        900000
      ]
    },
    {
      "name": "wakelore.daemon.drain_us",
      "stability": "beta",
      "brief": "Microseconds that this took altogether.",
      "type": "int",
      "privacy": "count",
      "examples": [
        1800000
      ]
    },
    {
      "name": "wakelore.daemon.drains",
      "stability": "beta",
      "brief": "How often the spool was taken in.",
      "type": "int",
      "privacy": "count",
      "examples": [
        60
      ]
    },
    {
      "name": "wakelore.daemon.events",
      "stability": "beta",
      "brief": "Events stored in the period.",
      "type": "int",
      "privacy": "count",
      "examples": [
        131
      ]
    },
    {
      "name": "wakelore.daemon.faults",
      "stability": "beta",
      "brief": "Codes of faults met in the period, with how often, as `code=count`.",
      "type": "string[]",
      "privacy": "count",
      "examples": [
        [
          "LOG_BUSY=2"
        ]
      ]
    },
    {
      "name": "wakelore.daemon.outside",
      "stability": "beta",
      "brief": "Traces deleted unread because their repository isn't captured.",
      "type": "int",
      "privacy": "count",
      "examples": [
        40
      ]
    },
    {
      "name": "wakelore.daemon.pid",
      "stability": "beta",
      "brief": "The daemon's process id.",
      "type": "int",
      "privacy": "count",
      "examples": [
        4711
      ]
    },
    {
      "name": "wakelore.daemon.rss_bytes",
      "stability": "beta",
      "brief": "Its resident memory at the end of the period, bytes.",
      "type": "int",
      "privacy": "count",
      "examples": [
        90000000
      ]
    },
    {
      "name": "wakelore.daemon.traces",
      "stability": "beta",
      "brief": "Traces of git commands read in the period.",
      "type": "int",
      "privacy": "count",
      "examples": [
        120
      ]
    },
    {
      "name": "wakelore.event.attribute",
      "stability": "beta",
      "brief": "An attribute of the event's own whose name begins with `wakelore.event.`; the key is its name.",
      "type": "any",
      "isTemplate": true,
      "privacy": "text",
      "examples": [
        "anything"
      ]
    },
    {
      "name": "wakelore.event.branch",
      "stability": "beta",
      "brief": "The branch that was checked out.",
      "type": "string",
      "privacy": "name",
      "examples": [
        "main"
      ]
    },
    {
      "name": "wakelore.event.key",
      "stability": "beta",
      "brief": "What makes it itself within its source.",
      "type": "string",
      "privacy": "name",
      "examples": [
        "commit/9d59409acf479dfa0df1aa568182e43e43df8bbe"
      ]
    },
    {
      "name": "wakelore.event.kind",
      "stability": "beta",
      "brief": "The event's kind.",
      "type": "string",
      "privacy": "count",
      "examples": [
        "vcs.commit"
      ]
    },
    {
      "name": "wakelore.event.occurred_at",
      "stability": "beta",
      "brief": "When it happened, milliseconds since the epoch, where the record can hold no such time.",
      "type": "int",
      "privacy": "count",
      "examples": [
        -1
      ]
    },
    {
      "name": "wakelore.event.owning_virtual_branch",
      "stability": "beta",
      "brief": "The virtual branch that owns what happened.",
      "type": "string",
      "privacy": "name",
      "examples": [
        "parser"
      ]
    },
    {
      "name": "wakelore.event.parent_span_id",
      "stability": "beta",
      "brief": "The span above it, where the record can hold no such id.",
      "type": "string",
      "privacy": "count",
      "examples": [
        "00"
      ]
    },
    {
      "name": "wakelore.event.recorded_at",
      "stability": "beta",
      "brief": "When it was read, milliseconds since the epoch.",
      "type": "int",
      "privacy": "count",
      "examples": [
        1700000000000
      ]
    },
    {
      "name": "wakelore.event.repository",
      "stability": "beta",
      "brief": "Id of its repository.",
      "type": "string",
      "privacy": "count",
      "examples": [
        "00112233445566778899aabbccddeeff"
      ]
    },
    {
      "name": "wakelore.event.session",
      "stability": "beta",
      "brief": "The session that it belongs to.",
      "type": "string",
      "privacy": "count",
      "examples": [
        "00112233445566778899aabbccddeeff"
      ]
    },
    {
      "name": "wakelore.event.source",
      "stability": "beta",
      "brief": "Which source read it.",
      "type": "string",
      "privacy": "count",
      "examples": [
        "git-history"
      ]
    },
    {
      "name": "wakelore.event.span_id",
      "stability": "beta",
      "brief": "Its span, where the record has no field for it.",
      "type": "string",
      "privacy": "count",
      "examples": [
        "00f067aa0ba902b7"
      ]
    },
    {
      "name": "wakelore.event.stored",
      "stability": "beta",
      "brief": "What is stored under a name of OTLP's without being what that means; the key is that name.",
      "type": "any",
      "isTemplate": true,
      "privacy": "text",
      "examples": [
        "anything"
      ]
    },
    {
      "name": "wakelore.event.trace_id",
      "stability": "beta",
      "brief": "Its trace, where the record can hold no such id.",
      "type": "string",
      "privacy": "count",
      "examples": [
        "00"
      ]
    },
    {
      "name": "wakelore.event.virtual_branches",
      "stability": "beta",
      "brief": "Virtual branches that were applied.",
      "type": "string[]",
      "privacy": "name",
      "examples": [
        [
          "parser",
          "parser-errors"
        ]
      ]
    },
    {
      "name": "wakelore.event.worktree",
      "stability": "beta",
      "brief": "The linked worktree that it happened in.",
      "type": "string",
      "privacy": "name",
      "examples": [
        "hotfix"
      ]
    },
    {
      "name": "wakelore.origin.state",
      "stability": "beta",
      "brief": "Whether its pages may send telemetry.",
      "type": "string",
      "members": [
        {
          "value": "allowed"
        },
        {
          "value": "removed"
        }
      ],
      "privacy": "count",
      "examples": [
        "allowed"
      ]
    },
    {
      "name": "wakelore.origin.url",
      "stability": "beta",
      "brief": "The origin of a web page.",
      "type": "string",
      "privacy": "name",
      "examples": [
        "http://localhost:5173"
      ]
    },
    {
      "name": "wakelore.repository.id",
      "stability": "beta",
      "brief": "The repository's id at wakelore, 32 hex digits, as `wakelore env` hands it on.",
      "type": "string",
      "privacy": "count",
      "examples": [
        "00112233445566778899aabbccddeeff"
      ]
    },
    {
      "name": "wakelore.sink.bytes",
      "stability": "beta",
      "brief": "Bytes of the requests' bodies as they left, those that were sent again counted each time.",
      "type": "int",
      "privacy": "count",
      "examples": [
        81234
      ]
    },
    {
      "name": "wakelore.sink.detail",
      "stability": "beta",
      "brief": "How much of an event it is sent.",
      "type": "string",
      "members": [
        {
          "value": "counts"
        },
        {
          "value": "names"
        },
        {
          "value": "full"
        }
      ],
      "privacy": "count",
      "examples": [
        "counts"
      ]
    },
    {
      "name": "wakelore.sink.endpoint",
      "stability": "beta",
      "brief": "Where it is; never with credentials.",
      "type": "string",
      "privacy": "name",
      "examples": [
        "http://localhost:4318"
      ]
    },
    {
      "name": "wakelore.sink.events",
      "stability": "beta",
      "brief": "Events that were sent and acknowledged.",
      "type": "int",
      "privacy": "count",
      "examples": [
        1201
      ]
    },
    {
      "name": "wakelore.sink.faults",
      "stability": "beta",
      "brief": "What was met, with how often, as `code=count`; `HTTP_<status>` and `GRPC_<code>` for what the sink answered.",
      "type": "string[]",
      "privacy": "count",
      "examples": [
        [
          "HTTP_503=2"
        ]
      ]
    },
    {
      "name": "wakelore.sink.first",
      "stability": "beta",
      "brief": "Where in the log the first event lies, as `segment/byte of its block/row`.",
      "type": "string",
      "privacy": "count",
      "examples": [
        "1/48/0"
      ]
    },
    {
      "name": "wakelore.sink.items",
      "stability": "beta",
      "brief": "Spans, log records and points that this came to.",
      "type": "int",
      "privacy": "count",
      "examples": [
        1260
      ]
    },
    {
      "name": "wakelore.sink.last",
      "stability": "beta",
      "brief": "Where the last one lies.",
      "type": "string",
      "privacy": "count",
      "examples": [
        "1/81408/511"
      ]
    },
    {
      "name": "wakelore.sink.name",
      "stability": "beta",
      "brief": "What its owner calls the sink.",
      "type": "string",
      "privacy": "name",
      "examples": [
        "localhost-4318"
      ]
    },
    {
      "name": "wakelore.sink.own_events",
      "stability": "beta",
      "brief": "Whether it is sent what wakelore says of itself, and of its owner's decisions.",
      "type": "boolean",
      "privacy": "count",
      "examples": [
        false
      ]
    },
    {
      "name": "wakelore.sink.protocol",
      "stability": "beta",
      "brief": "How OTLP is spoken with it.",
      "type": "string",
      "members": [
        {
          "value": "http/protobuf"
        },
        {
          "value": "http/json"
        },
        {
          "value": "grpc"
        }
      ],
      "privacy": "count",
      "examples": [
        "grpc"
      ]
    },
    {
      "name": "wakelore.sink.refused",
      "stability": "beta",
      "brief": "Spans, log records and points among them that the sink refused for good.",
      "type": "int",
      "privacy": "count",
      "examples": [
        0
      ]
    },
    {
      "name": "wakelore.sink.repositories",
      "stability": "beta",
      "brief": "Ids of the repositories whose events it is sent; `all` for every one there is, also from now on.",
      "type": "string[]",
      "privacy": "count",
      "examples": [
        [
          "all"
        ]
      ]
    },
    {
      "name": "wakelore.sink.state",
      "stability": "beta",
      "brief": "What became of it.",
      "type": "string",
      "members": [
        {
          "value": "added"
        },
        {
          "value": "changed"
        },
        {
          "value": "removed"
        }
      ],
      "privacy": "count",
      "examples": [
        "added"
      ]
    },
    {
      "name": "workflow.confidence",
      "stability": "development",
      "brief": "Probability that the stage is right, 0 to 1.",
      "type": "double",
      "privacy": "count",
      "examples": [
        0.82
      ]
    },
    {
      "name": "workflow.evidence",
      "stability": "development",
      "brief": "What spoke for it, the strongest first, as `measure=value`.",
      "type": "string[]",
      "privacy": "count",
      "examples": [
        [
          "failed_tests=4",
          "edits_in_tests=0.7"
        ]
      ]
    },
    {
      "name": "workflow.previous_stage",
      "stability": "development",
      "brief": "The stage before it, of the same values.",
      "type": "string",
      "privacy": "count",
      "examples": [
        "implementing"
      ]
    },
    {
      "name": "workflow.stage",
      "stability": "development",
      "brief": "What stage the work is in, as inferred.",
      "type": "string",
      "members": [
        {
          "value": "exploring",
          "brief": "Reading, searching, looking at history."
        },
        {
          "value": "implementing",
          "brief": "Writing what is new."
        },
        {
          "value": "testing",
          "brief": "Writing tests, or running them again and again."
        },
        {
          "value": "debugging",
          "brief": "Finding why something fails."
        },
        {
          "value": "reviewing",
          "brief": "Reading somebody's change."
        },
        {
          "value": "integrating",
          "brief": "Rebasing, merging, resolving conflicts, pushing."
        }
      ],
      "privacy": "count",
      "examples": [
        "debugging"
      ]
    }
  ],
  "groups": [
    {
      "name": "wakelore.export",
      "stability": "beta",
      "brief": "The envelope of an event, on every span, record and point that wakelore exports.",
      "attributes": [
        {
          "name": "wakelore.event.kind",
          "level": "required"
        },
        {
          "name": "wakelore.event.source",
          "level": "required"
        },
        {
          "name": "wakelore.event.key",
          "level": "required"
        },
        {
          "name": "wakelore.event.repository",
          "level": "required"
        },
        {
          "name": "wakelore.event.occurred_at",
          "level": "conditionally_required",
          "condition": "where it has one that the record has no field for"
        },
        {
          "name": "wakelore.event.recorded_at",
          "level": "conditionally_required",
          "condition": "where it has one that the record has no field for"
        },
        {
          "name": "wakelore.event.worktree",
          "level": "conditionally_required",
          "condition": "where it has one that the record has no field for"
        },
        {
          "name": "wakelore.event.branch",
          "level": "conditionally_required",
          "condition": "where it has one that the record has no field for"
        },
        {
          "name": "wakelore.event.virtual_branches",
          "level": "conditionally_required",
          "condition": "where it has one that the record has no field for"
        },
        {
          "name": "wakelore.event.owning_virtual_branch",
          "level": "conditionally_required",
          "condition": "where it has one that the record has no field for"
        },
        {
          "name": "wakelore.event.trace_id",
          "level": "conditionally_required",
          "condition": "where it has one that the record has no field for"
        },
        {
          "name": "wakelore.event.span_id",
          "level": "conditionally_required",
          "condition": "where it has one that the record has no field for"
        },
        {
          "name": "wakelore.event.parent_span_id",
          "level": "conditionally_required",
          "condition": "where it has one that the record has no field for"
        },
        {
          "name": "wakelore.event.session",
          "level": "conditionally_required",
          "condition": "where it has one that the record has no field for"
        },
        {
          "name": "wakelore.event.attribute",
          "level": "conditionally_required",
          "condition": "where there is such"
        },
        {
          "name": "wakelore.event.stored",
          "level": "conditionally_required",
          "condition": "where there is such"
        }
      ]
    }
  ],
  "kinds": [
    {
      "signal": "span",
      "name": "agent.tool",
      "stability": "development",
      "brief": "A tool that an agent used, beneath its turn.",
      "category": "agent",
      "key": "tool/{gen_ai.conversation.id}/{gen_ai.tool.call.id}",
      "attributes": [
        {
          "name": "gen_ai.conversation.id",
          "level": "required"
        },
        {
          "name": "gen_ai.tool.call.id",
          "level": "required"
        },
        {
          "name": "gen_ai.tool.name",
          "level": "required"
        },
        {
          "name": "gen_ai.tool.call.arguments",
          "level": "opt_in"
        },
        {
          "name": "gen_ai.tool.call.result",
          "level": "opt_in"
        },
        {
          "name": "agent.tool.duration_us",
          "level": "required"
        },
        {
          "name": "agent.tool.is_approved",
          "level": "conditionally_required",
          "condition": "where it was asked for"
        },
        {
          "name": "agent.files.path",
          "level": "conditionally_required",
          "condition": "where it touched any"
        },
        {
          "name": "error.type",
          "level": "conditionally_required",
          "condition": "where it failed"
        }
      ],
      "spanKind": "internal",
      "spanName": "{gen_ai.tool.name}"
    },
    {
      "signal": "span",
      "name": "agent.turn",
      "stability": "development",
      "brief": "What an agent did from being asked to having answered.",
      "note": "The commands that it gave lie beneath it where they carried its context.",
      "category": "agent",
      "key": "turn/{gen_ai.conversation.id}/{agent.turn.number}",
      "attributes": [
        {
          "name": "gen_ai.conversation.id",
          "level": "required"
        },
        {
          "name": "agent.turn.number",
          "level": "required"
        },
        {
          "name": "gen_ai.agent.name",
          "level": "required"
        },
        {
          "name": "gen_ai.provider.name",
          "level": "recommended"
        },
        {
          "name": "gen_ai.request.model",
          "level": "conditionally_required",
          "condition": "where it is known"
        },
        {
          "name": "gen_ai.usage.input_tokens",
          "level": "recommended"
        },
        {
          "name": "gen_ai.usage.output_tokens",
          "level": "recommended"
        },
        {
          "name": "agent.turn.outcome",
          "level": "required"
        },
        {
          "name": "agent.turn.duration_us",
          "level": "required"
        },
        {
          "name": "agent.turn.tools",
          "level": "recommended"
        },
        {
          "name": "agent.turn.prompt",
          "level": "recommended"
        },
        {
          "name": "agent.turn.reply",
          "level": "recommended"
        },
        {
          "name": "agent.files.path",
          "level": "conditionally_required",
          "condition": "where it changed any"
        },
        {
          "name": "error.type",
          "level": "conditionally_required",
          "condition": "where it failed"
        }
      ],
      "spanKind": "internal",
      "spanName": "agent turn"
    },
    {
      "signal": "event",
      "name": "build.diagnostic",
      "stability": "development",
      "brief": "Something that a compiler or linter found, beneath the span of the command that ran it.",
      "category": "telemetry",
      "key": "diagnostic/{span id}/{n-th of the run, from 0}",
      "attributes": [
        {
          "name": "build.diagnostic.severity",
          "level": "required"
        },
        {
          "name": "build.diagnostic.message",
          "level": "required"
        },
        {
          "name": "build.diagnostic.code",
          "level": "conditionally_required",
          "condition": "where it has one"
        },
        {
          "name": "build.diagnostic.tool",
          "level": "recommended"
        },
        {
          "name": "code.file.path",
          "level": "conditionally_required",
          "condition": "where it is of a file"
        },
        {
          "name": "code.line.number",
          "level": "conditionally_required",
          "condition": "where it is of a line"
        },
        {
          "name": "code.column.number",
          "level": "recommended"
        },
        {
          "name": "code.function.name",
          "level": "recommended"
        }
      ]
    },
    {
      "signal": "event",
      "name": "chat.reference",
      "stability": "development",
      "brief": "A message spoke of something of the work.",
      "note": "One for each thing that it speaks of; a message that speaks of nothing isn't kept.",
      "category": "chat",
      "key": "chat/{chat.system}/{chat.message.id}/{graph.entity.type}/{graph.entity.id}",
      "attributes": [
        {
          "name": "chat.system",
          "level": "required"
        },
        {
          "name": "chat.message.id",
          "level": "required"
        },
        {
          "name": "chat.message.author",
          "level": "required"
        },
        {
          "name": "chat.message.text",
          "level": "recommended"
        },
        {
          "name": "chat.message.url.full",
          "level": "recommended"
        },
        {
          "name": "chat.channel.name",
          "level": "conditionally_required",
          "condition": "where it was said in one"
        },
        {
          "name": "chat.thread.id",
          "level": "conditionally_required",
          "condition": "where there is a thread"
        },
        {
          "name": "graph.entity.type",
          "level": "required",
          "brief": "What sort of thing it speaks of."
        },
        {
          "name": "graph.entity.id",
          "level": "required",
          "brief": "The thing that it speaks of."
        }
      ]
    },
    {
      "signal": "event",
      "name": "check.run",
      "stability": "development",
      "brief": "A check of a commit ended, on a forge or in a pipeline.",
      "category": "review",
      "key": "check/{vcs.ref.head.revision}/{cicd.pipeline.run.id}/{check.name}",
      "attributes": [
        {
          "name": "check.name",
          "level": "required"
        },
        {
          "name": "cicd.pipeline.run.id",
          "level": "required"
        },
        {
          "name": "cicd.pipeline.result",
          "level": "required"
        },
        {
          "name": "cicd.pipeline.name",
          "level": "conditionally_required",
          "condition": "where it is known"
        },
        {
          "name": "cicd.pipeline.run.url.full",
          "level": "recommended"
        },
        {
          "name": "vcs.ref.head.revision",
          "level": "required",
          "brief": "The commit that was checked."
        },
        {
          "name": "vcs.change.id",
          "level": "conditionally_required",
          "condition": "where it is of a change"
        },
        {
          "name": "check.duration_us",
          "level": "recommended"
        },
        {
          "name": "check.output",
          "level": "recommended"
        }
      ]
    },
    {
      "signal": "span",
      "name": "command.run",
      "stability": "beta",
      "brief": "A command given to `wakelore run`, a span of its own.",
      "note": "Occurred when it started.",
      "source": "run",
      "category": "telemetry",
      "key": "run/{trace id}/{span id}",
      "attributes": [
        {
          "name": "process.executable.name",
          "level": "required"
        },
        {
          "name": "process.command_args",
          "level": "required"
        },
        {
          "name": "process.working_directory",
          "level": "required"
        },
        {
          "name": "command.class",
          "level": "required"
        },
        {
          "name": "command.name",
          "level": "required"
        },
        {
          "name": "command.parent",
          "level": "conditionally_required",
          "condition": "where it is the parent span or above it"
        },
        {
          "name": "process.pid",
          "level": "conditionally_required",
          "condition": "unless it could not be started"
        },
        {
          "name": "process.duration_us",
          "level": "required"
        },
        {
          "name": "process.exit.code",
          "level": "conditionally_required",
          "condition": "unless it was killed"
        },
        {
          "name": "error.type",
          "level": "conditionally_required",
          "condition": "where it failed"
        },
        {
          "name": "test.passed",
          "level": "conditionally_required",
          "condition": "where it left test results"
        },
        {
          "name": "test.failed",
          "level": "conditionally_required",
          "condition": "where it left test results"
        },
        {
          "name": "test.skipped",
          "level": "conditionally_required",
          "condition": "where it left test results"
        }
      ],
      "spanKind": "internal",
      "spanName": "{process.executable.name}"
    },
    {
      "signal": "event",
      "name": "edit.burst",
      "stability": "development",
      "brief": "Edits in one worktree without a pause of 30 seconds.",
      "note": "Occurred with the first of them. What was written isn't in it.",
      "category": "editing",
      "key": "burst/{editor.window.id}/{milliseconds}",
      "attributes": [
        {
          "name": "editor.name",
          "level": "required"
        },
        {
          "name": "editor.window.id",
          "level": "required"
        },
        {
          "name": "edit.files.path",
          "level": "required"
        },
        {
          "name": "edit.files.lines_added",
          "level": "required"
        },
        {
          "name": "edit.files.lines_removed",
          "level": "required"
        },
        {
          "name": "edit.symbols",
          "level": "conditionally_required",
          "condition": "where the editor knows them"
        },
        {
          "name": "edit.changes",
          "level": "required"
        },
        {
          "name": "edit.undone",
          "level": "recommended"
        },
        {
          "name": "edit.saves",
          "level": "recommended"
        },
        {
          "name": "edit.duration_us",
          "level": "required"
        },
        {
          "name": "edit.origin",
          "level": "conditionally_required",
          "condition": "where it can be told"
        }
      ]
    },
    {
      "signal": "event",
      "name": "focus.change",
      "stability": "development",
      "brief": "How the work goes changed.",
      "note": "Of the person at this machine, for that person alone.",
      "category": "focus",
      "key": "focus/{session.id}/{milliseconds}",
      "isLocal": true,
      "attributes": [
        {
          "name": "session.id",
          "level": "required"
        },
        {
          "name": "focus.state",
          "level": "required"
        },
        {
          "name": "focus.previous_state",
          "level": "conditionally_required",
          "condition": "unless it is the session's first"
        },
        {
          "name": "focus.confidence",
          "level": "required"
        },
        {
          "name": "focus.evidence",
          "level": "recommended"
        }
      ]
    },
    {
      "signal": "span",
      "name": "git.command",
      "stability": "beta",
      "brief": "A git process, a span of its own.",
      "note": "Occurred when it started; the branch is the one that was checked out then. Its span id derives from its key; the trace id from its root's, unless a W3C trace context was carried in.",
      "source": "git-trace2",
      "category": "git",
      "key": "command/{the last part of git's session id}",
      "attributes": [
        {
          "name": "vcs.operation.name",
          "level": "required"
        },
        {
          "name": "git.command.mode",
          "level": "conditionally_required",
          "condition": "where git tells one"
        },
        {
          "name": "git.command.alias",
          "level": "conditionally_required",
          "condition": "where an alias was typed"
        },
        {
          "name": "vcs.ref.head.revision",
          "level": "conditionally_required",
          "condition": "where the command moved HEAD: where HEAD stood then"
        },
        {
          "name": "git.version",
          "level": "required"
        },
        {
          "name": "process.pid",
          "level": "required"
        },
        {
          "name": "process.command_args",
          "level": "required"
        },
        {
          "name": "process.exit.code",
          "level": "conditionally_required",
          "condition": "unless it was killed"
        },
        {
          "name": "process.duration_us",
          "level": "required"
        },
        {
          "name": "process.ancestors",
          "level": "conditionally_required",
          "condition": "for a root, where git tells them"
        },
        {
          "name": "error.type",
          "level": "conditionally_required",
          "condition": "where it failed"
        },
        {
          "name": "error.message",
          "level": "conditionally_required",
          "condition": "where git complained"
        },
        {
          "name": "git.child.class",
          "level": "conditionally_required",
          "condition": "where it started programs"
        },
        {
          "name": "git.child.name",
          "level": "conditionally_required",
          "condition": "where it started programs"
        },
        {
          "name": "git.child.command",
          "level": "conditionally_required",
          "condition": "where it started programs"
        },
        {
          "name": "git.child.pid",
          "level": "conditionally_required",
          "condition": "where it started programs"
        },
        {
          "name": "git.child.start_us",
          "level": "conditionally_required",
          "condition": "where it started programs"
        },
        {
          "name": "git.child.duration_us",
          "level": "conditionally_required",
          "condition": "where it started programs"
        },
        {
          "name": "git.child.exit_code",
          "level": "conditionally_required",
          "condition": "where it started programs"
        },
        {
          "name": "git.region.name",
          "level": "conditionally_required",
          "condition": "where any took 1 ms"
        },
        {
          "name": "git.region.duration_us",
          "level": "conditionally_required",
          "condition": "where any took 1 ms"
        },
        {
          "name": "git.counter.name",
          "level": "conditionally_required",
          "condition": "where git tells any"
        },
        {
          "name": "git.counter.value",
          "level": "conditionally_required",
          "condition": "where git tells any"
        },
        {
          "name": "git.trace.is_cut",
          "level": "conditionally_required",
          "condition": "where it is"
        },
        {
          "name": "git.parent.is_false",
          "level": "conditionally_required",
          "condition": "where it is"
        },
        {
          "name": "git.parent.is_remote",
          "level": "conditionally_required",
          "condition": "where it is"
        }
      ],
      "spanKind": "internal",
      "spanName": "git {vcs.operation.name}"
    },
    {
      "signal": "event",
      "name": "gitbutler.operation",
      "stability": "development",
      "brief": "Something that GitButler did, by its operations log.",
      "note": "A snapshot holds the state before the operation; what it did is the difference to the next one. Legacy operations are in the log even where they failed.",
      "category": "git",
      "key": "gitbutler/{gitbutler.snapshot.revision}",
      "attributes": [
        {
          "name": "gitbutler.operation.kind",
          "level": "required"
        },
        {
          "name": "gitbutler.snapshot.revision",
          "level": "required"
        },
        {
          "name": "vcs.operation.name",
          "level": "conditionally_required",
          "condition": "where a git command does the same"
        },
        {
          "name": "vcs.operation.origin",
          "level": "required"
        },
        {
          "name": "gitbutler.operation.title",
          "level": "recommended"
        },
        {
          "name": "gitbutler.operation.details",
          "level": "recommended"
        },
        {
          "name": "gitbutler.operation.restored_from",
          "level": "conditionally_required",
          "condition": "where it restored a snapshot"
        },
        {
          "name": "error.message",
          "level": "conditionally_required",
          "condition": "where it failed"
        }
      ]
    },
    {
      "signal": "event",
      "name": "graph.link",
      "stability": "development",
      "brief": "Two things hang together, as somebody or something says.",
      "category": "knowledge",
      "key": "link/{graph.entity.type}/{graph.entity.id}/{graph.link.type}/{graph.target.type}/{graph.target.id}",
      "attributes": [
        {
          "name": "graph.entity.type",
          "level": "required"
        },
        {
          "name": "graph.entity.id",
          "level": "required"
        },
        {
          "name": "graph.link.type",
          "level": "required"
        },
        {
          "name": "graph.target.type",
          "level": "required"
        },
        {
          "name": "graph.target.id",
          "level": "required"
        },
        {
          "name": "graph.link.confidence",
          "level": "required"
        },
        {
          "name": "graph.link.evidence",
          "level": "recommended"
        }
      ]
    },
    {
      "signal": "event",
      "name": "otel.log",
      "stability": "beta",
      "brief": "A log record or event that somebody sent; beneath the span that it was made in.",
      "note": "Never one of wakelore's own kinds, whatever the sender calls it.",
      "source": "otlp",
      "category": "telemetry",
      "key": "log/{digest of the record}",
      "isOpen": true,
      "attributes": [
        {
          "name": "otlp.log.body",
          "level": "conditionally_required",
          "condition": "where there is one"
        },
        {
          "name": "otlp.log.severity_number",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.log.severity_text",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.log.event_name",
          "level": "conditionally_required",
          "condition": "where it is an event"
        },
        {
          "name": "otlp.log.observed_delay_ns",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.log.flags",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.log.dropped_attributes_count",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.resource.attribute",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.resource.dropped_attributes_count",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.resource.entity_refs",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.resource.schema_url",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.scope.name",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.scope.version",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.scope.attribute",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.scope.dropped_attributes_count",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.scope.schema_url",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.attribute",
          "level": "conditionally_required",
          "condition": "where the sender has such"
        },
        {
          "name": "otlp.time.sub_ms_ns",
          "level": "conditionally_required",
          "condition": "unless it is zero"
        },
        {
          "name": "otlp.time.origin",
          "level": "conditionally_required",
          "condition": "where the sender doesn't tell the time"
        }
      ]
    },
    {
      "signal": "event",
      "name": "otel.metric",
      "stability": "beta",
      "brief": "A point of a metric that somebody sent.",
      "source": "otlp",
      "category": "telemetry",
      "key": "metric/{digest of the point}",
      "isOpen": true,
      "attributes": [
        {
          "name": "otlp.metric.name",
          "level": "conditionally_required",
          "condition": "unless it is empty"
        },
        {
          "name": "otlp.metric.description",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.metric.unit",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.metric.metadata",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.metric.type",
          "level": "required"
        },
        {
          "name": "otlp.metric.temporality",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.metric.is_monotonic",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.metric.period_ns",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.metric.flags",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.metric.value",
          "level": "conditionally_required",
          "condition": "of a gauge or a sum"
        },
        {
          "name": "otlp.metric.count",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.metric.sum",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.metric.min",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.metric.max",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.metric.bucket_counts",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.metric.explicit_bounds",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.metric.scale",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.metric.zero_count",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.metric.zero_threshold",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.metric.positive.offset",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.metric.positive.bucket_counts",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.metric.negative.offset",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.metric.negative.bucket_counts",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.metric.quantiles",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.metric.quantile_values",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.metric.exemplars",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.resource.attribute",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.resource.dropped_attributes_count",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.resource.entity_refs",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.resource.schema_url",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.scope.name",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.scope.version",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.scope.attribute",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.scope.dropped_attributes_count",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.scope.schema_url",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.attribute",
          "level": "conditionally_required",
          "condition": "where the sender has such"
        },
        {
          "name": "otlp.time.sub_ms_ns",
          "level": "conditionally_required",
          "condition": "unless it is zero"
        },
        {
          "name": "otlp.time.origin",
          "level": "conditionally_required",
          "condition": "where the sender doesn't tell the time"
        }
      ]
    },
    {
      "signal": "span",
      "name": "otel.span",
      "stability": "beta",
      "brief": "A span that somebody sent.",
      "note": "Occurred when it started. Never one of wakelore's own kinds, whatever the sender calls it.",
      "source": "otlp",
      "category": "telemetry",
      "key": "span/{trace id}/{span id}",
      "isOpen": true,
      "attributes": [
        {
          "name": "otlp.span.name",
          "level": "conditionally_required",
          "condition": "unless it is empty"
        },
        {
          "name": "otlp.span.kind",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.span.duration_ns",
          "level": "required"
        },
        {
          "name": "otlp.span.status",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.span.status_message",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.span.trace_state",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.span.flags",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.span.dropped_attributes_count",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.span.dropped_events_count",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.span.dropped_links_count",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.span.event.name",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.span.event.offset_ns",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.span.event.attributes",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.span.event.dropped_attributes_count",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.span.link.trace_id",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.span.link.span_id",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.span.link.trace_state",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.span.link.flags",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.span.link.attributes",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.span.link.dropped_attributes_count",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.resource.attribute",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.resource.dropped_attributes_count",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.resource.entity_refs",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.resource.schema_url",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.scope.name",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.scope.version",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.scope.attribute",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.scope.dropped_attributes_count",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.scope.schema_url",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.attribute",
          "level": "conditionally_required",
          "condition": "where the sender has such"
        },
        {
          "name": "otlp.time.sub_ms_ns",
          "level": "conditionally_required",
          "condition": "unless it is zero"
        },
        {
          "name": "otlp.time.origin",
          "level": "conditionally_required",
          "condition": "where the sender doesn't tell the time"
        }
      ],
      "spanKind": "internal",
      "spanName": "{otlp.span.name}"
    },
    {
      "signal": "event",
      "name": "review.comment",
      "stability": "development",
      "brief": "Somebody said something of a change, or of a line of it.",
      "category": "review",
      "key": "comment/{vcs.change.id}/{review.comment.id}",
      "attributes": [
        {
          "name": "vcs.change.id",
          "level": "required"
        },
        {
          "name": "review.comment.id",
          "level": "required"
        },
        {
          "name": "review.id",
          "level": "conditionally_required",
          "condition": "where it is part of a review"
        },
        {
          "name": "review.thread.id",
          "level": "conditionally_required",
          "condition": "where there is a thread"
        },
        {
          "name": "review.thread.is_resolved",
          "level": "recommended"
        },
        {
          "name": "review.author",
          "level": "required"
        },
        {
          "name": "review.message",
          "level": "required"
        },
        {
          "name": "code.file.path",
          "level": "conditionally_required",
          "condition": "where it is of a file"
        },
        {
          "name": "code.line.number",
          "level": "conditionally_required",
          "condition": "where it is of a line"
        },
        {
          "name": "vcs.ref.head.revision",
          "level": "recommended",
          "brief": "The commit that it is of."
        }
      ]
    },
    {
      "signal": "event",
      "name": "review.submit",
      "stability": "development",
      "brief": "Somebody reviewed a change.",
      "category": "review",
      "key": "review/{vcs.change.id}/{review.id}",
      "attributes": [
        {
          "name": "vcs.change.id",
          "level": "required"
        },
        {
          "name": "review.id",
          "level": "required"
        },
        {
          "name": "review.author",
          "level": "required"
        },
        {
          "name": "review.verdict",
          "level": "required"
        },
        {
          "name": "review.message",
          "level": "conditionally_required",
          "condition": "where there is one"
        },
        {
          "name": "vcs.ref.head.revision",
          "level": "recommended",
          "brief": "The commit that was reviewed."
        }
      ]
    },
    {
      "signal": "event",
      "isUpstream": true,
      "name": "session.end",
      "stability": "development",
      "brief": "Work in a repository ended.",
      "note": "Occurred with the last thing done in it.",
      "source": "session",
      "category": "git",
      "key": "end/{session.id}",
      "attributes": [
        {
          "name": "session.id",
          "level": "required"
        },
        {
          "name": "session.end_reason",
          "level": "required"
        },
        {
          "name": "session.started_at",
          "level": "required"
        },
        {
          "name": "session.commands",
          "level": "required"
        }
      ]
    },
    {
      "signal": "event",
      "isUpstream": true,
      "name": "session.start",
      "stability": "development",
      "brief": "Work in a repository began after a long pause.",
      "source": "session",
      "category": "git",
      "key": "start/{session.id}",
      "attributes": [
        {
          "name": "session.id",
          "level": "required"
        },
        {
          "name": "session.previous_id",
          "level": "conditionally_required",
          "condition": "where one is known"
        }
      ]
    },
    {
      "signal": "span",
      "name": "session.work",
      "stability": "development",
      "brief": "A session as a whole, told once it has ended.",
      "note": "Work of hours is no open span: what was done in it is traces of their own, and this one links to them.",
      "category": "git",
      "key": "session/{session.id}",
      "attributes": [
        {
          "name": "session.id",
          "level": "required"
        },
        {
          "name": "session.previous_id",
          "level": "conditionally_required",
          "condition": "where one is known"
        },
        {
          "name": "session.end_reason",
          "level": "required"
        },
        {
          "name": "session.started_at",
          "level": "required"
        },
        {
          "name": "session.commands",
          "level": "required"
        },
        {
          "name": "workflow.stage",
          "level": "recommended",
          "brief": "The stage that took the most time."
        }
      ],
      "spanKind": "internal",
      "spanName": "session"
    },
    {
      "signal": "event",
      "name": "test.case",
      "stability": "beta",
      "brief": "A test that didn't pass, beneath the span of the command that ran it.",
      "source": "run",
      "category": "telemetry",
      "key": "case/{span id}/{n-th of the run, from 0}",
      "attributes": [
        {
          "name": "test.case.name",
          "level": "required"
        },
        {
          "name": "test.suite.name",
          "level": "required"
        },
        {
          "name": "test.case.result.status",
          "level": "required"
        },
        {
          "name": "test.duration_us",
          "level": "conditionally_required",
          "condition": "where the report tells it"
        },
        {
          "name": "exception.type",
          "level": "conditionally_required",
          "condition": "where the report tells it"
        },
        {
          "name": "error.message",
          "level": "conditionally_required",
          "condition": "where the report tells it"
        }
      ]
    },
    {
      "signal": "event",
      "name": "test.suite",
      "stability": "beta",
      "brief": "A suite of tests that a command ran, beneath its span.",
      "note": "Occurred when the command started, unless the report says when.",
      "source": "run",
      "category": "telemetry",
      "key": "suite/{span id}/{n-th of the run, from 0}",
      "attributes": [
        {
          "name": "test.suite.name",
          "level": "required"
        },
        {
          "name": "test.passed",
          "level": "required"
        },
        {
          "name": "test.failed",
          "level": "required"
        },
        {
          "name": "test.skipped",
          "level": "required"
        },
        {
          "name": "test.duration_us",
          "level": "conditionally_required",
          "condition": "where the report tells it"
        }
      ]
    },
    {
      "signal": "event",
      "name": "vcs.change.update",
      "stability": "development",
      "brief": "A proposed change as it was seen, whenever that differs from before.",
      "category": "review",
      "key": "change/{vcs.change.id}/{id of its previous update or 0}/{digest of what is told}",
      "attributes": [
        {
          "name": "vcs.change.id",
          "level": "required"
        },
        {
          "name": "vcs.change.state",
          "level": "required"
        },
        {
          "name": "vcs.change.title",
          "level": "required"
        },
        {
          "name": "vcs.change.description",
          "level": "recommended"
        },
        {
          "name": "vcs.change.author",
          "level": "required"
        },
        {
          "name": "vcs.change.reviewers",
          "level": "recommended"
        },
        {
          "name": "vcs.change.labels",
          "level": "recommended"
        },
        {
          "name": "vcs.change.url.full",
          "level": "recommended"
        },
        {
          "name": "vcs.provider.name",
          "level": "conditionally_required",
          "condition": "where it is known"
        },
        {
          "name": "vcs.ref.head.name",
          "level": "required",
          "brief": "The branch that is proposed."
        },
        {
          "name": "vcs.ref.head.revision",
          "level": "required",
          "brief": "The commit that it points at."
        },
        {
          "name": "vcs.ref.base.name",
          "level": "required"
        }
      ]
    },
    {
      "signal": "event",
      "name": "vcs.commit",
      "stability": "beta",
      "brief": "A commit, read once, and never again; one at which a shallow clone ended, or whose trees or parent were missing, stays without files when they arrive later.",
      "note": "Occurred at the committer's time.",
      "source": "git-history",
      "category": "history",
      "key": "commit/{vcs.ref.head.revision}",
      "attributes": [
        {
          "name": "vcs.ref.head.revision",
          "level": "required"
        },
        {
          "name": "vcs.commit.parents",
          "level": "required"
        },
        {
          "name": "vcs.commit.author.name",
          "level": "required"
        },
        {
          "name": "vcs.commit.author.email",
          "level": "required"
        },
        {
          "name": "vcs.commit.author.at",
          "level": "required"
        },
        {
          "name": "vcs.commit.author.offset",
          "level": "required"
        },
        {
          "name": "vcs.commit.committer.name",
          "level": "conditionally_required",
          "condition": "where it differs from the author's"
        },
        {
          "name": "vcs.commit.committer.email",
          "level": "conditionally_required",
          "condition": "where it differs from the author's"
        },
        {
          "name": "vcs.commit.committer.offset",
          "level": "conditionally_required",
          "condition": "where it differs from the author's"
        },
        {
          "name": "vcs.commit.message",
          "level": "required"
        },
        {
          "name": "vcs.commit.files.path",
          "level": "required"
        },
        {
          "name": "vcs.commit.files.status",
          "level": "required"
        },
        {
          "name": "vcs.commit.files.previous_path",
          "level": "conditionally_required",
          "condition": "where something was renamed or copied"
        },
        {
          "name": "vcs.commit.files.submodule",
          "level": "conditionally_required",
          "condition": "where a submodule moved"
        }
      ]
    },
    {
      "signal": "event",
      "name": "vcs.hunk.assignment",
      "stability": "development",
      "brief": "Which branch owns which uncommitted hunk, whenever that changed.",
      "category": "git",
      "key": "hunks/{worktree}/{milliseconds}",
      "attributes": [
        {
          "name": "vcs.hunk.path",
          "level": "required"
        },
        {
          "name": "vcs.hunk.range",
          "level": "required"
        },
        {
          "name": "vcs.hunk.branch",
          "level": "required"
        }
      ]
    },
    {
      "signal": "event",
      "name": "vcs.mailmap",
      "stability": "beta",
      "brief": "The mailmap at HEAD, whenever it changed; empty content where there is none any more.",
      "source": "git-history",
      "category": "history",
      "key": "mailmap/{hash of its blob or \"none\"}/{id of HEAD's previous change or 0}",
      "attributes": [
        {
          "name": "vcs.mailmap.content",
          "level": "required"
        }
      ]
    },
    {
      "signal": "event",
      "name": "vcs.note",
      "stability": "beta",
      "brief": "A note on a commit, whenever it was seen to differ; an empty message where there is none any more.",
      "source": "git-history",
      "category": "history",
      "key": "note/{vcs.ref.head.name}/{vcs.ref.head.revision}/{hash of the note's blob or \"none\"}/{id of the notes ref's previous change or 0}",
      "attributes": [
        {
          "name": "vcs.ref.head.name",
          "level": "required"
        },
        {
          "name": "vcs.ref.head.revision",
          "level": "required"
        },
        {
          "name": "vcs.note.message",
          "level": "required"
        }
      ]
    },
    {
      "signal": "event",
      "name": "vcs.operation",
      "stability": "beta",
      "brief": "A ref moved, and no git command was seen that did it: a tool with git built in, or a command whose trace was lost.",
      "note": "Told only for periods in which nothing was lost. A HEAD and the branch it stands on move together: told once, of the branch, with the worktree of that HEAD. What a remote has and a clone are no operations of anybody here.",
      "source": "git-refs",
      "category": "git",
      "key": "operation/{worktree}/{vcs.ref.head.name}/{seconds}/{vcs.ref.head.revision}/{n-th with the same key, from 0}",
      "attributes": [
        {
          "name": "vcs.operation.name",
          "level": "required"
        },
        {
          "name": "vcs.operation.origin",
          "level": "required"
        },
        {
          "name": "vcs.ref.head.name",
          "level": "required"
        },
        {
          "name": "vcs.ref.head.revision",
          "level": "required"
        }
      ]
    },
    {
      "signal": "event",
      "name": "vcs.ref.change",
      "stability": "beta",
      "brief": "A ref was seen to point somewhere else than when last read.",
      "note": "Occurred when it was read; at the tag's time, for an annotated tag, or the commit's, for a ref never seen before, where that is earlier. Two refs that git doesn't have tell, as type `other`, what couldn't be read: `shallow` the commits at which a shallow clone ends, `unread` those that are missing or damaged. Their revision is a digest of the hashes, and they are deleted when nothing is missing any more.",
      "source": "git-history",
      "category": "history",
      "key": "ref/{vcs.ref.head.name}/{id of the ref's previous change or 0}/{vcs.ref.head.revision or \"deleted\"}",
      "attributes": [
        {
          "name": "vcs.ref.head.name",
          "level": "required"
        },
        {
          "name": "vcs.ref.type",
          "level": "required"
        },
        {
          "name": "vcs.ref.head.revision",
          "level": "conditionally_required",
          "condition": "absent where the ref was deleted"
        },
        {
          "name": "vcs.ref.base.revision",
          "level": "conditionally_required",
          "condition": "absent where the ref is new"
        },
        {
          "name": "vcs.tag.message",
          "level": "conditionally_required",
          "condition": "for annotated tags"
        }
      ]
    },
    {
      "signal": "event",
      "name": "vcs.reflog.entry",
      "stability": "beta",
      "brief": "One entry of a reflog.",
      "source": "git-history",
      "category": "history",
      "key": "reflog/{worktree}/{vcs.ref.head.name}/{seconds}/{vcs.ref.head.revision}/{n-th with the same key, from 0}",
      "attributes": [
        {
          "name": "vcs.ref.head.name",
          "level": "required"
        },
        {
          "name": "vcs.ref.head.revision",
          "level": "required"
        },
        {
          "name": "vcs.reflog.message",
          "level": "required"
        },
        {
          "name": "vcs.reflog.name",
          "level": "required"
        },
        {
          "name": "vcs.reflog.email",
          "level": "required"
        }
      ]
    },
    {
      "signal": "event",
      "name": "vcs.rewrite",
      "stability": "beta",
      "brief": "A commit took the place of another.",
      "note": "Occurred when the new one came to be.",
      "source": "git-refs",
      "category": "git",
      "key": "rewrite/{vcs.ref.base.revision}/{vcs.ref.head.revision}",
      "attributes": [
        {
          "name": "vcs.ref.base.revision",
          "level": "required"
        },
        {
          "name": "vcs.ref.head.revision",
          "level": "required"
        },
        {
          "name": "vcs.rewrite.type",
          "level": "required"
        },
        {
          "name": "vcs.rewrite.evidence",
          "level": "required"
        }
      ]
    },
    {
      "signal": "event",
      "name": "vcs.stack.change",
      "stability": "development",
      "brief": "A stack was seen to be made of other branches or commits than before.",
      "category": "git",
      "key": "stack/{vcs.stack.id}/{id of its previous change or 0}/{digest of branches and heads}",
      "attributes": [
        {
          "name": "vcs.stack.id",
          "level": "required"
        },
        {
          "name": "vcs.stack.branches",
          "level": "required"
        },
        {
          "name": "vcs.stack.heads",
          "level": "required"
        },
        {
          "name": "vcs.stack.is_applied",
          "level": "required"
        },
        {
          "name": "vcs.ref.base.revision",
          "level": "required",
          "brief": "The commit of the target that it stands on."
        }
      ]
    },
    {
      "signal": "event",
      "name": "vcs.virtual_branch.change",
      "stability": "development",
      "brief": "A virtual branch was made, applied, renamed, moved, or taken away.",
      "category": "git",
      "key": "virtual-branch/{vcs.virtual_branch.name}/{vcs.virtual_branch.action}/{milliseconds}",
      "attributes": [
        {
          "name": "vcs.virtual_branch.name",
          "level": "required"
        },
        {
          "name": "vcs.virtual_branch.action",
          "level": "required"
        },
        {
          "name": "vcs.virtual_branch.previous_name",
          "level": "conditionally_required",
          "condition": "where it was renamed"
        },
        {
          "name": "vcs.stack.id",
          "level": "conditionally_required",
          "condition": "where it is in a stack"
        }
      ]
    },
    {
      "signal": "event",
      "name": "wakelore.capture.change",
      "stability": "beta",
      "brief": "Capture of a repository was turned on, off, or paused by its owner.",
      "source": "wakelore",
      "category": "consent",
      "key": "capture/{milliseconds}/{wakelore.capture.state}",
      "attributes": [
        {
          "name": "wakelore.capture.state",
          "level": "required"
        },
        {
          "name": "wakelore.capture.until",
          "level": "conditionally_required",
          "condition": "where it is paused"
        },
        {
          "name": "wakelore.consent.detail",
          "level": "conditionally_required",
          "condition": "where it is on"
        }
      ]
    },
    {
      "signal": "event",
      "name": "wakelore.capture.loss",
      "stability": "beta",
      "brief": "Traces of git commands were lost, of whatever repository.",
      "note": "Occurred when that began.",
      "source": "wakelore",
      "category": "self",
      "key": "loss/{wakelore.capture.loss.reason}/{milliseconds}",
      "attributes": [
        {
          "name": "wakelore.capture.loss.reason",
          "level": "required"
        },
        {
          "name": "wakelore.capture.until",
          "level": "required"
        },
        {
          "name": "wakelore.capture.loss.files",
          "level": "conditionally_required",
          "condition": "where it is known"
        }
      ]
    },
    {
      "signal": "event",
      "name": "wakelore.capture.sentinel",
      "stability": "beta",
      "brief": "A git command that `doctor` ran to see it arrive.",
      "source": "git-trace2",
      "category": "self",
      "key": "command/{the last part of git's session id}",
      "attributes": [
        {
          "name": "wakelore.capture.sentinel",
          "level": "required"
        },
        {
          "name": "wakelore.capture.latency_us",
          "level": "required"
        }
      ]
    },
    {
      "signal": "event",
      "name": "wakelore.consent.change",
      "stability": "beta",
      "brief": "The owner changed in how much detail something of an allowed repository is kept.",
      "source": "wakelore",
      "category": "consent",
      "key": "consent-change/{milliseconds}/{category}",
      "attributes": [
        {
          "name": "wakelore.consent.detail",
          "level": "required"
        }
      ]
    },
    {
      "signal": "event",
      "name": "wakelore.consent.grant",
      "stability": "beta",
      "brief": "The owner allowed a repository to be read, by asking for it.",
      "source": "wakelore",
      "category": "consent",
      "key": "consent/{milliseconds}",
      "attributes": [
        {
          "name": "vcs.repository.name",
          "level": "required"
        },
        {
          "name": "wakelore.consent.path",
          "level": "required"
        },
        {
          "name": "wakelore.consent.detail",
          "level": "required"
        }
      ]
    },
    {
      "signal": "event",
      "name": "wakelore.context",
      "stability": "beta",
      "brief": "A shell was given a trace context to hand on, by `wakelore env`; the span that whatever it starts lies beneath.",
      "source": "wakelore",
      "category": "telemetry",
      "key": "context/{trace id}/{span id}",
      "attributes": [
        {
          "name": "process.working_directory",
          "level": "required"
        }
      ]
    },
    {
      "signal": "event",
      "name": "wakelore.daemon.report",
      "stability": "beta",
      "brief": "What the daemon did since its last report or start; at least hourly while there was anything, and when it stops.",
      "source": "wakelore",
      "category": "self",
      "key": "report/{wakelore.daemon.pid}/{milliseconds}",
      "attributes": [
        {
          "name": "wakelore.daemon.pid",
          "level": "required"
        },
        {
          "name": "wakelore.daemon.traces",
          "level": "required"
        },
        {
          "name": "wakelore.daemon.events",
          "level": "required"
        },
        {
          "name": "wakelore.daemon.outside",
          "level": "required"
        },
        {
          "name": "wakelore.daemon.faults",
          "level": "required"
        },
        {
          "name": "wakelore.daemon.drains",
          "level": "required"
        },
        {
          "name": "wakelore.daemon.drain_us",
          "level": "required"
        },
        {
          "name": "wakelore.daemon.cpu_us",
          "level": "required"
        },
        {
          "name": "wakelore.daemon.rss_bytes",
          "level": "required"
        }
      ]
    },
    {
      "signal": "event",
      "name": "wakelore.origin.change",
      "stability": "beta",
      "brief": "The owner allowed pages of a web origin to send telemetry, or no longer does.",
      "source": "wakelore",
      "category": "consent",
      "key": "origin/{wakelore.origin.url}/{milliseconds}",
      "attributes": [
        {
          "name": "wakelore.origin.url",
          "level": "required"
        },
        {
          "name": "wakelore.origin.state",
          "level": "required"
        }
      ]
    },
    {
      "signal": "event",
      "name": "wakelore.sink.change",
      "stability": "beta",
      "brief": "The owner added, changed or removed a sink that events are sent to.",
      "source": "wakelore",
      "category": "consent",
      "key": "sink/{wakelore.sink.name}/{milliseconds}",
      "attributes": [
        {
          "name": "wakelore.sink.name",
          "level": "required"
        },
        {
          "name": "wakelore.sink.endpoint",
          "level": "required"
        },
        {
          "name": "wakelore.sink.state",
          "level": "required"
        },
        {
          "name": "wakelore.sink.protocol",
          "level": "required"
        },
        {
          "name": "wakelore.sink.detail",
          "level": "required"
        },
        {
          "name": "wakelore.sink.repositories",
          "level": "required"
        },
        {
          "name": "wakelore.sink.own_events",
          "level": "required"
        }
      ]
    },
    {
      "signal": "event",
      "name": "wakelore.sink.report",
      "stability": "beta",
      "brief": "What one run of an export sent where, told when it ended.",
      "source": "wakelore",
      "category": "self",
      "key": "sink-report/{wakelore.sink.name}/{milliseconds}",
      "attributes": [
        {
          "name": "wakelore.sink.name",
          "level": "required"
        },
        {
          "name": "wakelore.sink.endpoint",
          "level": "required"
        },
        {
          "name": "wakelore.sink.detail",
          "level": "required"
        },
        {
          "name": "wakelore.sink.events",
          "level": "required"
        },
        {
          "name": "wakelore.sink.items",
          "level": "required"
        },
        {
          "name": "wakelore.sink.refused",
          "level": "required"
        },
        {
          "name": "wakelore.sink.bytes",
          "level": "required"
        },
        {
          "name": "wakelore.sink.first",
          "level": "conditionally_required",
          "condition": "where any was sent"
        },
        {
          "name": "wakelore.sink.last",
          "level": "conditionally_required",
          "condition": "where any was sent"
        },
        {
          "name": "wakelore.sink.faults",
          "level": "required"
        }
      ]
    },
    {
      "signal": "event",
      "name": "workflow.stage.change",
      "stability": "development",
      "brief": "The work went from one stage into another.",
      "note": "Inferred from events that are stored, and computed anew when the inference is.",
      "category": "workflow",
      "key": "stage/{session.id}/{milliseconds}",
      "attributes": [
        {
          "name": "session.id",
          "level": "required"
        },
        {
          "name": "workflow.stage",
          "level": "required"
        },
        {
          "name": "workflow.previous_stage",
          "level": "conditionally_required",
          "condition": "unless it is the session's first"
        },
        {
          "name": "workflow.confidence",
          "level": "required"
        },
        {
          "name": "workflow.evidence",
          "level": "recommended"
        }
      ]
    }
  ],
  "metrics": [
    {
      "name": "agent.tokens",
      "stability": "development",
      "brief": "Tokens that agents used.",
      "instrument": "counter",
      "unit": "{token}",
      "attributes": [
        {
          "name": "gen_ai.token.type",
          "level": "required"
        },
        {
          "name": "gen_ai.request.model",
          "level": "recommended"
        }
      ]
    },
    {
      "name": "command.run.duration",
      "stability": "beta",
      "brief": "Time that builds, tests and other commands took.",
      "instrument": "histogram",
      "unit": "s",
      "attributes": [
        {
          "name": "wakelore.event.repository",
          "level": "required"
        },
        {
          "name": "command.class",
          "level": "required"
        },
        {
          "name": "error.type",
          "level": "conditionally_required",
          "condition": "where it failed"
        }
      ]
    },
    {
      "name": "edit.lines",
      "stability": "development",
      "brief": "Lines that edits added and removed.",
      "instrument": "counter",
      "unit": "{line}",
      "attributes": [
        {
          "name": "vcs.line_change.type",
          "level": "required"
        },
        {
          "name": "edit.origin",
          "level": "recommended"
        }
      ]
    },
    {
      "name": "git.command.duration",
      "stability": "beta",
      "brief": "Time that git commands took.",
      "instrument": "histogram",
      "unit": "s",
      "attributes": [
        {
          "name": "wakelore.event.repository",
          "level": "required"
        },
        {
          "name": "vcs.operation.name",
          "level": "required"
        },
        {
          "name": "error.type",
          "level": "conditionally_required",
          "condition": "where it failed"
        }
      ]
    },
    {
      "name": "test.case.count",
      "stability": "development",
      "brief": "Test cases that ended, by how.",
      "instrument": "counter",
      "unit": "{case}",
      "attributes": [
        {
          "name": "test.case.result.status",
          "level": "required"
        }
      ]
    },
    {
      "name": "workflow.stage.time",
      "stability": "development",
      "brief": "Time spent in each stage of the work.",
      "instrument": "counter",
      "unit": "s",
      "attributes": [
        {
          "name": "workflow.stage",
          "level": "required"
        }
      ]
    }
  ],
  "entities": [
    {
      "name": "agent.conversation",
      "stability": "development",
      "brief": "A conversation with a coding agent.",
      "identity": [
        {
          "name": "gen_ai.conversation.id",
          "level": "recommended"
        }
      ],
      "description": [
        {
          "name": "gen_ai.agent.name",
          "level": "recommended"
        },
        {
          "name": "gen_ai.provider.name",
          "level": "recommended"
        }
      ]
    },
    {
      "name": "development.session",
      "stability": "development",
      "brief": "Work of one repository without a long pause.",
      "identity": [
        {
          "name": "session.id",
          "level": "recommended"
        }
      ],
      "description": [
        {
          "name": "session.previous_id",
          "level": "recommended"
        },
        {
          "name": "session.started_at",
          "level": "recommended"
        }
      ]
    },
    {
      "name": "vcs.stack",
      "stability": "development",
      "brief": "A stack of branches.",
      "identity": [
        {
          "name": "vcs.stack.id",
          "level": "recommended"
        }
      ],
      "description": [
        {
          "name": "vcs.stack.branches",
          "level": "recommended"
        }
      ]
    },
    {
      "name": "wakelore.repository",
      "stability": "development",
      "brief": "A repository on this machine, all its worktrees together.",
      "identity": [
        {
          "name": "wakelore.repository.id",
          "level": "recommended"
        }
      ],
      "description": [
        {
          "name": "vcs.repository.name",
          "level": "recommended"
        },
        {
          "name": "vcs.repository.url.full",
          "level": "recommended"
        }
      ]
    }
  ]
}
