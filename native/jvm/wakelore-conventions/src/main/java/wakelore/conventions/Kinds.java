// Generated from packages/telemetry/conventions/*.yaml by `npm run generate`: change those, never this.
package wakelore.conventions;

/** Names of kinds: events and spans. */
public final class Kinds {
  /** A tool that an agent used, beneath its turn. */
  public static final String AGENT_TOOL = "agent.tool";
  /** What an agent did from being asked to having answered. */
  public static final String AGENT_TURN = "agent.turn";
  /** Something that a compiler or linter found, beneath the span of the command that ran it. */
  public static final String BUILD_DIAGNOSTIC = "build.diagnostic";
  /** A message spoke of something of the work. */
  public static final String CHAT_REFERENCE = "chat.reference";
  /** A check of a commit ended, on a forge or in a pipeline. */
  public static final String CHECK_RUN = "check.run";
  /** A command given to `wakelore run`, a span of its own. */
  public static final String COMMAND_RUN = "command.run";
  /** Edits in one worktree without a pause of 30 seconds. */
  public static final String EDIT_BURST = "edit.burst";
  /** How the work goes changed. */
  public static final String FOCUS_CHANGE = "focus.change";
  /** A git process, a span of its own. */
  public static final String GIT_COMMAND = "git.command";
  /** Something that GitButler did, by its operations log. */
  public static final String GITBUTLER_OPERATION = "gitbutler.operation";
  /** Two things hang together, as somebody or something says. */
  public static final String GRAPH_LINK = "graph.link";
  /** A log record or event that somebody sent; beneath the span that it was made in. */
  public static final String OTEL_LOG = "otel.log";
  /** A point of a metric that somebody sent. */
  public static final String OTEL_METRIC = "otel.metric";
  /** A span that somebody sent. */
  public static final String OTEL_SPAN = "otel.span";
  /** Somebody said something of a change, or of a line of it. */
  public static final String REVIEW_COMMENT = "review.comment";
  /** Somebody reviewed a change. */
  public static final String REVIEW_SUBMIT = "review.submit";
  /** Work in a repository ended. */
  public static final String SESSION_END = "session.end";
  /** Work in a repository began after a long pause. */
  public static final String SESSION_START = "session.start";
  /** A session as a whole, told once it has ended. */
  public static final String SESSION_WORK = "session.work";
  /** A test that didn't pass, beneath the span of the command that ran it. */
  public static final String TEST_CASE = "test.case";
  /** A suite of tests that a command ran, beneath its span. */
  public static final String TEST_SUITE = "test.suite";
  /** A proposed change as it was seen, whenever that differs from before. */
  public static final String VCS_CHANGE_UPDATE = "vcs.change.update";
  /** A commit, read once, and never again; one at which a shallow clone ended, or whose trees or parent were missing, stays without files when they arrive later. */
  public static final String VCS_COMMIT = "vcs.commit";
  /** Which branch owns which uncommitted hunk, whenever that changed. */
  public static final String VCS_HUNK_ASSIGNMENT = "vcs.hunk.assignment";
  /** The mailmap at HEAD, whenever it changed; empty content where there is none any more. */
  public static final String VCS_MAILMAP = "vcs.mailmap";
  /** A note on a commit, whenever it was seen to differ; an empty message where there is none any more. */
  public static final String VCS_NOTE = "vcs.note";
  /** A ref moved, and no git command was seen that did it: a tool with git built in, or a command whose trace was lost. */
  public static final String VCS_OPERATION = "vcs.operation";
  /** A ref was seen to point somewhere else than when last read. */
  public static final String VCS_REF_CHANGE = "vcs.ref.change";
  /** One entry of a reflog. */
  public static final String VCS_REFLOG_ENTRY = "vcs.reflog.entry";
  /** A commit took the place of another. */
  public static final String VCS_REWRITE = "vcs.rewrite";
  /** A stack was seen to be made of other branches or commits than before. */
  public static final String VCS_STACK_CHANGE = "vcs.stack.change";
  /** A virtual branch was made, applied, renamed, moved, or taken away. */
  public static final String VCS_VIRTUAL_BRANCH_CHANGE = "vcs.virtual_branch.change";
  /** Capture of a repository was turned on, off, or paused by its owner. */
  public static final String WAKELORE_CAPTURE_CHANGE = "wakelore.capture.change";
  /** Traces of git commands were lost, of whatever repository. */
  public static final String WAKELORE_CAPTURE_LOSS = "wakelore.capture.loss";
  /** A git command that `doctor` ran to see it arrive. */
  public static final String WAKELORE_CAPTURE_SENTINEL = "wakelore.capture.sentinel";
  /** The owner changed in how much detail something of an allowed repository is kept. */
  public static final String WAKELORE_CONSENT_CHANGE = "wakelore.consent.change";
  /** The owner allowed a repository to be read, by asking for it. */
  public static final String WAKELORE_CONSENT_GRANT = "wakelore.consent.grant";
  /** A shell was given a trace context to hand on, by `wakelore env`; the span that whatever it starts lies beneath. */
  public static final String WAKELORE_CONTEXT = "wakelore.context";
  /** What the daemon did since its last report or start; at least hourly while there was anything, and when it stops. */
  public static final String WAKELORE_DAEMON_REPORT = "wakelore.daemon.report";
  /** The owner allowed pages of a web origin to send telemetry, or no longer does. */
  public static final String WAKELORE_ORIGIN_CHANGE = "wakelore.origin.change";
  /** The owner added, changed or removed a sink that events are sent to. */
  public static final String WAKELORE_SINK_CHANGE = "wakelore.sink.change";
  /** What one run of an export sent where, told when it ended. */
  public static final String WAKELORE_SINK_REPORT = "wakelore.sink.report";
  /** The work went from one stage into another. */
  public static final String WORKFLOW_STAGE_CHANGE = "workflow.stage.change";

  private Kinds() {}
}
