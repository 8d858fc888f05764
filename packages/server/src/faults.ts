/** The server's closed list of faults. */
import { defineFaults } from '@wakelore/kernel/fault'

export const serverFault = defineFaults({
  EVENT_MALFORMED: { retry: 'never', help: 'Import only what `wakelore export` wrote.' },
  IMPORT_UNREADABLE: { retry: 'never', help: 'Name a readable file, or pipe one in.' },
  EVENT_NOT_FOUND: { retry: 'never', help: 'List ids with `wakelore log`.' },
  EVENT_ID_AMBIGUOUS: { retry: 'never', help: 'Give more of its digits.' },
  PATH_UNKNOWN: { retry: 'never', help: 'Name a file or directory that the history knows.' },
  PATH_IS_DIRECTORY: {
    retry: 'never',
    help: 'Name files in it; a directory stands for the files that changed below it.',
  },
  PATH_OUTSIDE: { retry: 'never', help: 'Name paths inside the repository.' },
  KEYS_SLOT_MISSING: {
    retry: 'never',
    help: 'Slots: git-credential, recovery-phrase, passphrase, key-file.',
  },
  KEYS_SLOT_UNEXPECTED: {
    retry: 'never',
    help: 'Leave the slot out, or say `wakelore keys add SLOT` or `wakelore keys remove SLOT`.',
  },
  SINCE_MALFORMED: {
    retry: 'never',
    help: 'Say 7d, 24h, 15m, 2w, today, yesterday, a date such as 2026-11-01, or a date and time such as 2026-11-01T14:30.',
  },
  CHOICE_CONFLICT: { retry: 'never', help: 'Give one of: files, --staged, --branch.' },
})
