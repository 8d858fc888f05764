/** The stream's closed list of faults. */
import { defineFaults } from '@wakelore/kernel/fault'

export const logFault = defineFaults({
  LOG_WRONG_KEY: {
    retry: 'never',
    help: 'This log was written with another key. Unlock with the keys that belong to it, or see `wakelore doctor`.',
  },
  LOG_NEWER_VERSION: { retry: 'never', help: 'A newer wakelore wrote this log. Update wakelore to read it.' },
  LOG_BUSY: {
    retry: 'later',
    help: 'Another wakelore is writing to this store. Wait until it has finished, or end it.',
  },
  LOG_DISK_FULL: {
    retry: 'after-repair',
    help: 'Free some space, then run the command again: it goes on where it stopped.',
  },
  LOG_WRITE_FAILED: {
    retry: 'after-repair',
    help: 'Check the disk, then run the command again: it goes on where it stopped.',
  },
  LOG_UNREADABLE: {
    retry: 'after-repair',
    help: 'Check that the store exists and that you may read and write it; XDG_DATA_HOME moves it.',
  },
  LOG_BLOCK_DAMAGED: {
    retry: 'after-repair',
    help: 'Read the repository again to get back what the block held; details: `wakelore doctor`.',
  },
  LOG_POSITION_UNKNOWN: {
    retry: 'after-repair',
    help: 'A view holds more than the log. Rebuild it from the log: `wakelore doctor`.',
  },
  LOG_EVENT_TOO_LARGE: { retry: 'never', help: 'Report this with the source and kind that are named.' },
})
