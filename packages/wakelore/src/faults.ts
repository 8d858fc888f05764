/** The command line's closed list of faults. */
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
