/** Knowledge's closed list of faults. */
import { defineFaults } from '@wakelore/kernel/fault'

export const knowledgeFault = defineFaults({
  GRAPH_WRONG_KEY: {
    retry: 'after-repair',
    help: 'The graph was sealed with another key. It is only a view: delete the file, and the next command builds it again from the log.',
  },
  GRAPH_NEWER_VERSION: {
    retry: 'after-repair',
    help: 'Install the wakelore that wrote it, or delete the file: this version then builds its own from the log.',
  },
  GRAPH_DAMAGED: {
    retry: 'after-repair',
    help: 'The graph is only a view: delete the file, and the next command builds it again from the log.',
  },
  GRAPH_BUSY: {
    retry: 'later',
    help: 'Another wakelore is writing to the graph. Wait for it to end, then try again.',
  },
  GRAPH_DISK_FULL: { retry: 'after-repair', help: 'Free some space on that disk, then try again.' },
  GRAPH_UNREADABLE: {
    retry: 'after-repair',
    help: 'Make the file and its directory readable and writable for you, or set XDG_DATA_HOME to a directory that is.',
  },
})
