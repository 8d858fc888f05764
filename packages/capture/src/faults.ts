/** Capture's closed list of faults. */
import { defineFaults } from '@wakelore/kernel/fault'

export const captureFault = defineFaults({
  CAPTURE_NO_WORKTREE: {
    retry: 'never',
    help: 'Run it from inside a worktree, or name the changed files.',
  },
  CAPTURE_BRANCH_UNKNOWN: { retry: 'never', help: 'See the branches there are: `git branch --all`.' },
  CAPTURE_DEFAULT_BRANCH_UNKNOWN: {
    retry: 'never',
    help: 'Say which branch is the main one: `git remote set-head origin BRANCH`.',
  },
  CAPTURE_BRANCH_UNRELATED: {
    retry: 'never',
    help: 'Name the changed files instead of a branch.',
  },
})
