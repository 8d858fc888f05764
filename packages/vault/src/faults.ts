/** The vault's closed list of faults. */
import { defineFaults } from '@wakelore/kernel/fault'

export const vaultFault = defineFaults({
  GIT_MISSING: { retry: 'after-repair', help: 'Install git 2.30 or newer and put it on PATH.' },
  GIT_TOO_OLD: { retry: 'after-repair', help: 'Install git 2.30 or newer.' },
  GIT_NOT_A_REPOSITORY: {
    retry: 'never',
    help: 'Name a directory inside a git repository: `wakelore --repo PATH`.',
  },
  GIT_DUBIOUS_OWNERSHIP: {
    retry: 'after-repair',
    help: 'The repository belongs to another user. If you trust it: `git config --global --add safe.directory PATH`.',
  },
  GIT_FAILED: { retry: 'after-repair', help: 'Run `git fsck` in the repository, then try again.' },
  GIT_OUTPUT_TOO_LARGE: { retry: 'never', help: 'Report this with the command that was run.' },
})
