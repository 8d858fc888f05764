/** The closed lists of faults of the command line and of the daemon. */
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
  CLI_USAGE: { retry: 'never', help: 'See `wakelore --help`.' },
})

export const daemonFault = defineFaults({
  DAEMON_RUNNING: { retry: 'never', help: '`wakelore status` names it, `wakelore down` stops it.' },
  DAEMON_START_FAILED: {
    retry: 'after-repair',
    help: 'daemon.log in the cache directory says what happened; `wakelore doctor` looks for the cause.',
  },
  DAEMON_STOP_FAILED: { retry: 'later', help: 'End that process by hand, then run the command again.' },
})
