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
      "members": [
        {
          "value": "_OTHER"
        }
      ],
      "isOpen": true,
      "isUpstream": true,
      "privacy": "count",
      "examples": [
        "exit_128",
        "signal_15",
        "killed"
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
      "name": "otlp.log.body",
      "stability": "beta",
      "brief": "The record's body, where that is text.",
      "type": "string",
      "privacy": "text",
      "examples": [
        "order placed"
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
        42
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
      "name": "otlp.span.kind",
      "stability": "beta",
      "brief": "The span's kind.",
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
      "brief": "How it ended, where the sender says.",
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
    }
  ],
  "kinds": [
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
          "level": "required"
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
      "name": "otel.log",
      "stability": "beta",
      "brief": "A log record or event that somebody sent; beneath the span that it was made in.",
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
          "name": "otlp.time.sub_ms_ns",
          "level": "conditionally_required",
          "condition": "unless it is zero"
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
          "level": "required"
        },
        {
          "name": "otlp.metric.unit",
          "level": "conditionally_required",
          "condition": "where it is told"
        },
        {
          "name": "otlp.metric.type",
          "level": "required"
        },
        {
          "name": "otlp.metric.value",
          "level": "conditionally_required",
          "condition": "of a gauge or a sum"
        },
        {
          "name": "otlp.time.sub_ms_ns",
          "level": "conditionally_required",
          "condition": "unless it is zero"
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
        }
      ]
    },
    {
      "signal": "span",
      "name": "otel.span",
      "stability": "beta",
      "brief": "A span that somebody sent.",
      "note": "Occurred when it started.",
      "source": "otlp",
      "category": "telemetry",
      "key": "span/{trace id}/{span id}",
      "isOpen": true,
      "attributes": [
        {
          "name": "otlp.span.name",
          "level": "required"
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
          "name": "otlp.time.sub_ms_ns",
          "level": "conditionally_required",
          "condition": "unless it is zero"
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
        }
      ],
      "spanKind": "internal",
      "spanName": "{otlp.span.name}"
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
    }
  ],
  "metrics": [],
  "entities": []
}
