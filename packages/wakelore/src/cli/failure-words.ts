/**
 * Why a command failed, from its `error.type`, in the words of a shell: `exit 1`, `SIGTERM`.
 * Signals are named where their numbers mean the same on every system, as an event may
 * come from another.
 */
import { printable } from './terminal.ts'

const SIGNALS: ReadonlyMap<string, string> = new Map([
  ['signal_1', 'SIGHUP'],
  ['signal_2', 'SIGINT'],
  ['signal_3', 'SIGQUIT'],
  ['signal_6', 'SIGABRT'],
  ['signal_8', 'SIGFPE'],
  ['signal_9', 'SIGKILL'],
  ['signal_11', 'SIGSEGV'],
  ['signal_13', 'SIGPIPE'],
  ['signal_14', 'SIGALRM'],
  ['signal_15', 'SIGTERM'],
])

export function failureWords(errorType: string): string {
  return SIGNALS.get(errorType) ?? printable(errorType).replace('_', ' ')
}
