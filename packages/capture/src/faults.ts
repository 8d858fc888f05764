/** Capture's closed list of faults. */
import { defineFaults } from '@wakelore/kernel/fault'

export const captureFault = defineFaults({
  CAPTURE_NO_WORKTREE: {
    retry: 'never',
    help: 'Run it from inside a worktree, or name the changed files.',
  },
  CAPTURE_BRANCH_IS_DEFAULT: {
    retry: 'never',
    help: 'Name another branch, or the changed files.',
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
  CAPTURE_GIT_INTERRUPTED: {
    retry: 'later',
    help: 'What was read so far is kept: run the same command again, it goes on from there.',
  },
  CAPTURE_GIT_OUTPUT_MALFORMED: {
    retry: 'never',
    help: 'Report this with the output of `git version`.',
  },
  CAPTURE_REFS_DAMAGED: {
    retry: 'after-repair',
    help: 'Mend the line that git names in the file packed-refs, or fetch the refs again; then check with `git fsck`.',
  },
  CAPTURE_GIT_WITHOUT_MERGE_TREE: {
    retry: 'after-repair',
    help: 'Install git 2.38 or newer: older ones cannot merge without a worktree.',
  },
  CAPTURE_OBJECTS_DAMAGED: {
    retry: 'after-repair',
    help: 'See what is damaged with `git fsck --full`, and take it from another clone.',
  },
  CAPTURE_OBJECT_MISSING: {
    retry: 'after-repair',
    help: 'A partial clone leaves out what nobody asked for: let git bring it (`git blame` of that file does, `git show` of that commit), then ask again.',
  },
  CAPTURE_BLAME_UNUSABLE: {
    retry: 'after-repair',
    help: 'See which setting it is with `git config --show-origin --get-all blame.ignoreRevsFile`, and mend or unset it.',
  },
  CAPTURE_PATH_UNSPEAKABLE: { retry: 'never', help: 'Rename the file with `git mv` to ask about it.' },
  CAPTURE_REVISION_UNKNOWN: {
    retry: 'never',
    help: 'Name a commit, branch or tag that `git log` would take; without any the worktree is meant.',
  },
  CAPTURE_CONFIG_LOCKED: {
    retry: 'later',
    help: 'Try again in a moment. If no git is running, a crashed one left that file behind: delete it.',
  },
  CAPTURE_CONFIG_MALFORMED: {
    retry: 'after-repair',
    help: 'Mend what git names: until then no git command works as it should.',
  },
  CAPTURE_CONFIG_UNUSABLE: {
    retry: 'after-repair',
    help: 'Put a regular file there that you can read, or name another one in GIT_CONFIG_GLOBAL.',
  },
  CAPTURE_CONFIG_UNWRITABLE: {
    retry: 'after-repair',
    help: 'Make its directory writable: `git config --global` needs that too.',
  },
  CAPTURE_SPOOL_UNREADABLE: {
    retry: 'after-repair',
    help: 'Make the directory yours again, with mode 0700, or remove it: it is made anew.',
  },
  CAPTURE_SPOOL_UNWRITABLE: {
    retry: 'after-repair',
    help: 'Make the directory writable for you again, or remove it: it is made anew.',
  },
})
