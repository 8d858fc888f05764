/** The server's closed list of faults. */
import { defineFaults } from '@wakelore/kernel/fault'

export const serverFault = defineFaults({
  EVENT_MALFORMED: { retry: 'never', help: 'Import only what `wakelore export` wrote.' },
  IMPORT_UNREADABLE: { retry: 'never', help: 'Name a readable file, or pipe one in.' },
  CONVENTION_UNKNOWN: { retry: 'never', help: 'Find it with `wakelore conventions search WORDS`.' },
  CONVENTION_WORD_MISSING: {
    retry: 'never',
    help: 'Say `wakelore conventions search WORDS` or `wakelore conventions show NAME`.',
  },
  EVENT_NOT_FOUND: { retry: 'never', help: 'List ids with `wakelore log`.' },
  EVENT_ID_AMBIGUOUS: { retry: 'never', help: 'Give more of its digits.' },
  PATH_UNKNOWN: { retry: 'never', help: 'Name a file or directory that the history knows.' },
  PATH_IS_DIRECTORY: {
    retry: 'never',
    help: 'Name files in it; a directory stands for the files that changed below it.',
  },
  PATH_LINELESS: { retry: 'never', help: 'Name a text file that git tracks.' },
  LINE_UNKNOWN: {
    retry: 'never',
    help: 'Say FILE, FILE:LINE or FILE:FIRST-LAST, such as src/parser.ts:120-140.',
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
  LISTENER_PORT_TAKEN: { retry: 'after-repair', help: 'End whatever has that port, or use another.' },
  LISTENER_HOST_REFUSED: {
    retry: 'never',
    help: 'Send to the address that `wakelore env` prints.',
  },
  LISTENER_ORIGIN_REFUSED: {
    retry: 'after-repair',
    help: 'The owner of this machine can allow a page: `wakelore network --allow-origin ORIGIN`.',
  },
  LISTENER_TOKEN_MISSING: {
    retry: 'after-repair',
    help: 'Send the header that `wakelore env` prints: `authorization: Bearer TOKEN`.',
  },
  LISTENER_TOKEN_WRONG: {
    retry: 'after-repair',
    help: 'Ask for the present one: `eval "$(wakelore env)"`.',
  },
  LISTENER_PATH_UNKNOWN: {
    retry: 'never',
    help: 'There are /v1/traces, /v1/logs and /v1/metrics, and the Export method of each collector service.',
  },
  LISTENER_METHOD_REFUSED: { retry: 'never', help: 'Send it by POST.' },
  LISTENER_TYPE_UNKNOWN: {
    retry: 'never',
    help: 'Send application/x-protobuf or application/json, plain or compressed with gzip.',
  },
  LISTENER_BODY_TOO_LARGE: { retry: 'never', help: 'Send smaller batches.' },
  LISTENER_BODY_MALFORMED: { retry: 'never', help: 'Send what the OTLP specification says.' },
  LISTENER_BODY_TOO_SLOW: { retry: 'later', help: 'Send a request in one go.' },
  LISTENER_THROTTLED: { retry: 'later', help: 'Send it again after the time that the answer names.' },
  LISTENER_STORE_UNAVAILABLE: {
    retry: 'later',
    help: 'Send it again after the time that the answer names; `wakelore status` tells what is wrong.',
  },
  CHOICE_CONFLICT: { retry: 'never', help: 'Give one of: files, --staged, --branch.' },
})
