/** What a failed call to the disk means to the user of a log. */
import { isFault, type Fault } from '@wakelore/kernel/fault'
import { errorCode } from './disk.ts'
import { logFault } from './faults.ts'

const DISK_FULL_CODES: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT'])

export function readFault(path: string, cause: unknown): Fault {
  return isFault(cause)
    ? cause
    : logFault('LOG_UNREADABLE', `cannot open ${path} (${errorCode(cause) ?? String(cause)})`, {
        cause,
        fields: { path },
      })
}

/** Something other than a failure of the disk is our bug, and stays what it is. */
export function writeFault(path: string, cause: unknown): Error {
  const code = errorCode(cause)
  if (code === undefined || isFault(cause)) return cause as Error
  return DISK_FULL_CODES.has(code)
    ? logFault('LOG_DISK_FULL', `the disk of ${path} is full`, { cause, fields: { path } })
    : logFault('LOG_WRITE_FAILED', `writing to ${path} failed (${code})`, { cause, fields: { path } })
}
