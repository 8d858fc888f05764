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
  GIT_FILTER_HOSTILE: {
    retry: 'after-repair',
    help: 'Remove that filter from the configuration of the repository.',
  },

  VAULT_HOME_RELATIVE: { retry: 'after-repair', help: 'Set HOME to an absolute path.' },
  VAULT_HOME_UNWRITABLE: {
    retry: 'after-repair',
    help: 'Make the directory writable, or name others in XDG_DATA_HOME, XDG_CONFIG_HOME and XDG_CACHE_HOME.',
  },
  VAULT_FILE_UNREADABLE: {
    retry: 'after-repair',
    help: 'Give yourself the right to read it: `chmod u+r FILE`.',
  },
  VAULT_DISK_FULL: { retry: 'later', help: 'Free some space on that file system, then try again.' },
  VAULT_BUSY: {
    retry: 'later',
    help: 'Another wakelore is writing there. If none is running, delete the lock file.',
  },

  VAULT_CONFIG_DAMAGED: {
    retry: 'after-repair',
    help: 'Mend the file by hand, it is plain JSON; or move it away and allow your repositories again.',
  },
  VAULT_CONFIG_NEWER: { retry: 'never', help: 'Update wakelore: `npm install --global wakelore@latest`.' },

  VAULT_ENDPOINT_MALFORMED: {
    retry: 'never',
    help: 'Name it as http://localhost:4318 or https://collector.example.org; credentials go into WAKELORE_EXPORT_HEADERS.',
  },
  VAULT_ORIGIN_MALFORMED: {
    retry: 'never',
    help: 'Name scheme, host and port as a browser does: http://localhost:5173.',
  },

  VAULT_KEY_WRONG: {
    retry: 'never',
    help: 'Check the words or the passphrase; spaces between words and capital letters do not matter in a recovery phrase.',
  },
  VAULT_KEY_LOST: {
    retry: 'after-repair',
    help: 'Put the file with the key back from a backup, or give your git credential helper the credential back.',
  },
  VAULT_KEYS_MISSING: {
    retry: 'after-repair',
    help: 'Put keys.json back from a backup. Without it nobody can read the store: to begin anew, move the store away first.',
  },
  VAULT_KEYS_DAMAGED: { retry: 'after-repair', help: 'Put keys.json back from a backup.' },
  VAULT_KEYS_NEWER: { retry: 'never', help: 'Update wakelore: `npm install --global wakelore@latest`.' },
  VAULT_SLOTS_TOO_FEW: { retry: 'never', help: 'Add another way to open the store first.' },
  VAULT_SLOT_LAST: {
    retry: 'after-repair',
    help: 'Make another way work first: `wakelore keys add` a slot, or set what the failing ones ask for.',
  },
  VAULT_SLOT_UNKNOWN: { retry: 'never', help: '`wakelore keys` lists the ways that the store opens.' },
  VAULT_SLOT_UNAVAILABLE: {
    retry: 'after-repair',
    help: 'Use another way to keep the key: a key file, a passphrase or a recovery phrase.',
  },
  VAULT_PASSPHRASE_SHORT: {
    retry: 'never',
    help: 'Set WAKELORE_PASSPHRASE to a longer one: a few words that nobody would guess together.',
  },
  VAULT_ARGON2_MISSING: {
    retry: 'after-repair',
    help: 'Passphrases need Node 24.7 or newer; other ways to open the store work on this one.',
  },
  VAULT_SEAL_BROKEN: {
    retry: 'never',
    help: 'The bytes are damaged or belong elsewhere: put them back from a backup.',
  },
})
