/** What a failed call to the disk means to the user of a log. */
import { errorCode } from '@wakelore/kernel/error-code'
import { isFault } from '@wakelore/kernel/fault'
import { logFault } from './faults.ts'

const DISK_FULL_CODES: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT'])

/** What isn't a failure of the disk is our bug, and stays what it is. */
export function readFault(path: string, cause: unknown): Error {
  const code = diskErrorCode(cause)
  if (code === undefined) return cause as Error
  return logFault('LOG_UNREADABLE', `cannot open ${path} (${code})`, { cause, fields: { path } })
}

/** What isn't a failure of the disk is our bug, and stays what it is. */
export function writeFault(path: string, cause: unknown): Error {
  const code = diskErrorCode(cause)
  if (code === undefined) return cause as Error
  return DISK_FULL_CODES.has(code)
    ? logFault('LOG_DISK_FULL', `the disk of ${path} is full`, { cause, fields: { path } })
    : logFault('LOG_WRITE_FAILED', `writing to ${path} failed (${code})`, { cause, fields: { path } })
}

/** Codes of the system are one word (`EIO`); those of Node, as of a failed assertion, and of zlib are several. */
function diskErrorCode(error: unknown): string | undefined {
  const code = errorCode(error)
  return code !== undefined && !isFault(error) && /^[A-Z0-9]+$/.test(code) ? code : undefined
}
