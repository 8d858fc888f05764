/**
 * Whether the process that writes a trace still runs.
 *
 * Process ids are used again. Where the system tells when a process began, one that
 * began after the trace did isn't the trace's, unless it is a git itself: then the
 * clock may have been set, and a trace is better left a while than taken half.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { errorCode } from '@wakelore/kernel/error-code'
import { MS_PER_MINUTE, MS_PER_SECOND } from '@wakelore/kernel/clock'
import type { ProcessIdentity } from './session-id.ts'

/** Says whether a process of this host, begun at that time, still runs. */
export type IsRunning = (pid: number, startedAtMs: number) => boolean

/** USER_HZ, which Linux shows its times in on every architecture that Node runs on. */
const TICKS_PER_SECOND = 100
/** How far the kernel's idea of a start, which it counts from boot in whole seconds, may be off. */
const START_SLACK_MS = 2 * MS_PER_SECOND
/** Nobody can be asked about another host's process: it has ended when it wrote nothing for so long. */
const FOREIGN_QUIET_MS = 10 * MS_PER_MINUTE

export const isProcessRunning: IsRunning = (pid, startedAtMs) => {
  if (pid <= 0) return false
  if (process.platform === 'linux' && existsSync('/proc/self/stat')) {
    const status = existsSync(`/proc/${pid}/stat`) ? readStatus(pid) : undefined
    if (status?.isZombie === true) return false
    if (status !== undefined) {
      return status.name.startsWith('git') || !(status.startedAtMs() > startedAtMs + START_SLACK_MS)
    }
  }
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

/** Whether the writer of a trace may still write, as far as can be known here. */
export function isWriterRunning(
  writer: ProcessIdentity,
  place: { readonly isRunning?: IsRunning; readonly nowMs: number; readonly modifiedMs: number },
): boolean {
  if (writer.host !== ownHost()) return Math.abs(place.nowMs - place.modifiedMs) < FOREIGN_QUIET_MS
  return (place.isRunning ?? isProcessRunning)(writer.pid, writer.startUs / 1000)
}

let knownHost: string | undefined

/** As git's tr2_sid.c: of the name that gethostname(2) gives. */
export function ownHost(): string {
  knownHost ??= `H${createHash('sha1').update(hostname()).digest('hex').slice(0, 8)}`
  return knownHost
}

/** proc(5): the name, in parentheses, may hold anything; fields count from 1. */
function readStatus(pid: number): { name: string; isZombie: boolean; startedAtMs: () => number } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const nameEnd = text.lastIndexOf(')')
    const fields = text.slice(nameEnd + 2).split(' ')
    return {
      name: text.slice(text.indexOf('(') + 1, nameEnd),
      isZombie: fields[0] === 'Z' || fields[0] === 'X',
      startedAtMs: () => readBootTime() + (Number(fields[19]) * MS_PER_SECOND) / TICKS_PER_SECOND,
    }
  } catch {
    // It ended meanwhile, or isn't shown to us: asked otherwise.
    return undefined
  }
}

function readBootTime(): number {
  const seconds = /^btime (\d+)$/m.exec(readFileSync('/proc/stat', 'latin1'))?.[1]
  return Number(seconds) * MS_PER_SECOND
}
