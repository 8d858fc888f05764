// Generated from packages/telemetry/conventions/*.yaml by `npm run generate`: change those, never this.
package wakelore.conventions;

/** Names of metrics. */
public final class Metrics {


  private Metrics() {}
}
