/**
 * Lines of a trace file, through a window that is as large as the longest line that is
 * taken; the file is never in memory as a whole. Longer lines are left out and counted.
 */
import { readSync } from 'node:fs'

export type TraceLines = {
  /** The next line, without its newline; it stands until the next is asked for. */
  readonly next: () => Buffer | undefined
  /** Lines that were left out for their length. */
  readonly longLines: () => number
  /** Whether the line that was handed out last isn't ended by a newline. */
  readonly isTorn: () => boolean
}

export const LONGEST_LINE_BYTES = 1024 * 1024
/** Most traces are smaller, and are read at once. */
const FIRST_READ_BYTES = 16 * 1024
const NEWLINE = 10

/** Holds a line of the longest kind. Uses of the same window must not overlap. */
export function makeWindow(): Buffer {
  return Buffer.allocUnsafe(LONGEST_LINE_BYTES + FIRST_READ_BYTES)
}

/** Lines from the file's start up to `untilByte`, or to where it ends earlier. */
export function openTraceLines(file: number, untilByte: number, window: Buffer): TraceLines {
  // The window holds the file's bytes from `position - end`; `at` is where the next line begins.
  let position = 0
  let at = 0
  let end = 0
  let longLines = 0
  let isTorn = false
  let isSkipping = false
  let isOver = false

  const fill = (): boolean => {
    if (at > 0) window.copyWithin(0, at, end)
    end -= at
    at = 0
    const wanted = position === 0 ? FIRST_READ_BYTES : window.length
    const length = Math.min(wanted, window.length - end, untilByte - position)
    const read = length <= 0 ? 0 : readSync(file, window, end, length, position)
    position += read
    end += read
    return read > 0
  }

  const next = (): Buffer | undefined => {
    let searchedTo = at
    while (!isOver) {
      const newline = window.subarray(0, end).indexOf(NEWLINE, searchedTo)
      if (newline !== -1) {
        const from = at
        at = newline + 1
        searchedTo = at
        if (isSkipping) {
          isSkipping = false
          continue
        }
        return window.subarray(from, newline)
      }
      if (end - at >= LONGEST_LINE_BYTES) {
        if (!isSkipping) longLines++
        isSkipping = true
        at = end
      }
      const pending = end - at
      if (!fill()) {
        isOver = true
        if (isSkipping || at === end) return undefined
        isTorn = true
        return window.subarray(at, end)
      }
      searchedTo = pending
    }
    isTorn = false
    return undefined
  }

  return { next, longLines: () => longLines, isTorn: () => isTorn }
}
