/** The closed lists of faults of the command line, of the daemon, of capture's switch, of telemetry and of sinks. */
import { defineFaults } from '@wakelore/kernel/fault'

export const cliFault = defineFaults({
  CLI_NO_SUCH_PATH: {
    retry: 'never',
    help: 'Name a directory inside a git repository, or see `wakelore --help`.',
  },
  CLI_OUTPUT_FAILED: {
    retry: 'after-repair',
    help: 'Make room where the output goes, or send it elsewhere.',
  },
  CLI_UNCONFIRMED: {
    retry: 'never',
    help: 'Nothing was changed. Run it in a terminal to be asked, or add --yes.',
  },
  CLI_USAGE: { retry: 'never', help: 'See `wakelore --help`.' },
})

export const daemonFault = defineFaults({
  DAEMON_DISPLACED: {
    retry: 'later',
    help: 'Start it again: `wakelore up`. It takes in what waits for it.',
  },
  DAEMON_NOT_LISTENING: { retry: 'after-repair', help: 'Start it: `wakelore up`.' },
  DAEMON_RUNNING: { retry: 'never', help: '`wakelore status` names it, `wakelore down` stops it.' },
  DAEMON_START_FAILED: {
    retry: 'after-repair',
    help: 'daemon.log in the cache directory says what happened; `wakelore doctor` looks for the cause.',
  },
  DAEMON_STOP_FAILED: { retry: 'later', help: 'End that process by hand, then run the command again.' },
})

export const switchFault = defineFaults({
  SWITCH_IS_OFF: { retry: 'never', help: 'Turn capture on first: `wakelore on`.' },
  SWITCH_SPOOL_UNSAFE: {
    retry: 'after-repair',
    help: 'Remove what stands there: traces hold command lines in plain text, and only you may read them.',
  },
  SWITCH_STATE_DAMAGED: {
    retry: 'after-repair',
    help: "Delete that file, then `wakelore on` or `wakelore off`: both find what is in git's configuration.",
  },
  SWITCH_STATE_NEWER: { retry: 'never', help: 'Update wakelore: `npm install --global wakelore@latest`.' },
  SWITCH_TARGET_TAKEN: {
    retry: 'after-repair',
    help: 'Remove it there; or `wakelore on --take-over`: traces go to wakelore instead until `wakelore off`.',
  },
  SWITCH_UNIT_UNWRITABLE: {
    retry: 'after-repair',
    help: 'Make that directory writable for you.',
  },
})

export const sinkFault = defineFaults({
  SINK_BUSY: {
    retry: 'later',
    help: 'Another `wakelore export --to` sends to it. Wait until it has finished, or end it.',
  },
  SINK_CHANGED: {
    retry: 'later',
    help: 'Run the command again where it is still to be sent to; `wakelore network` says what it is now.',
  },
  SINK_DENIED: {
    retry: 'after-repair',
    help: 'Check the endpoint, which is what stands before /v1/traces, and its --protocol, and give what it wants to see in WAKELORE_EXPORT_HEADERS; a certificate that is not known here in NODE_EXTRA_CA_CERTS. What was to be sent waits.',
  },
  SINK_EXPOSED: {
    retry: 'never',
    help: 'Use https, or say that everybody on the way may read it: --insecure.',
  },
  SINK_HEADERS_MALFORMED: {
    retry: 'never',
    help: 'Write WAKELORE_EXPORT_HEADERS as name=value,name=value, the values percent-encoded.',
  },
  SINK_IS_WAKELORE: {
    retry: 'never',
    help: 'What is sent there comes back here. Name another endpoint.',
  },
  SINK_NAME_TAKEN: { retry: 'never', help: 'Give another --name; `wakelore network` lists all sinks.' },
  SINK_REFUSES: {
    retry: 'after-repair',
    help: "See the sink's own log for why. What it refused isn't sent again, the rest waits.",
  },
  SINK_STATE_DAMAGED: {
    retry: 'after-repair',
    help: 'Delete that file: the next export sends everything again, under the same ids.',
  },
  SINK_UNKNOWN: { retry: 'never', help: '`wakelore network` lists sinks and origins.' },
  SINK_UNREACHABLE: {
    retry: 'later',
    help: 'Run the command again when it is back: it goes on where it stopped. With --follow it waits.',
  },
})

export const telemetryFault = defineFaults({
  TELEMETRY_OFF: {
    retry: 'after-repair',
    help: 'Allow it again: `wakelore env --detail full`, or `wakelore run --detail full -- COMMAND`.',
  },
})
