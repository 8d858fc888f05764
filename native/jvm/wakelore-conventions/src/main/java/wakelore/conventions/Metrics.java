// Generated from packages/telemetry/conventions/*.yaml by `npm run generate`: change those, never this.
package wakelore.conventions;

/** Names of metrics. */
public final class Metrics {
  /** Tokens that agents used. */
  public static final String AGENT_TOKENS = "agent.tokens";
  /** Time that builds, tests and other commands took. */
  public static final String COMMAND_RUN_DURATION = "command.run.duration";
  /** Lines that edits added and removed. */
  public static final String EDIT_LINES = "edit.lines";
  /** Time that git commands took. */
  public static final String GIT_COMMAND_DURATION = "git.command.duration";
  /** Test cases that ended, by how. */
  public static final String TEST_CASE_COUNT = "test.case.count";
  /** Time spent in each stage of the work. */
  public static final String WORKFLOW_STAGE_TIME = "workflow.stage.time";

  private Metrics() {}
}
