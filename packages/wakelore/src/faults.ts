/** The command line's closed list of faults. */
import { defineFaults } from '@wakelore/kernel/fault'

export const cliFault = defineFaults({
  CLI_NO_SUCH_PATH: {
    retry: 'never',
    help: 'Name a directory inside a git repository, or see `wakelore --help`.',
  },
})
