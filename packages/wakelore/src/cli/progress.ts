/** A progress bar on standard error, where that is a terminal; silent elsewhere. */
import type { ReadProgress } from '@wakelore/capture/source'
import { columns, count, paintError } from './terminal.ts'

export type ProgressBar = {
  readonly update: (progress: ReadProgress) => void
  /** Wipes the bar away. */
  readonly end: () => void
}

const REDRAW_MS = 80

export function makeProgressBar(
  nowMs: () => number,
  stream: NodeJS.WriteStream = process.stderr,
): ProgressBar {
  if (stream.isTTY !== true) return { update: () => undefined, end: () => undefined }
  const startedMs = nowMs()
  let drawnMs = 0
  let isShown = false

  const update = (progress: ReadProgress): void => {
    const now = nowMs()
    if (now - drawnMs < REDRAW_MS && progress.done !== progress.total) return
    drawnMs = now
    isShown = true
    stream.write(`\r\u001b[2K${line(progress, (now - startedMs) / 1000, columns(stream))}`)
  }
  const end = (): void => {
    if (isShown) stream.write('\r\u001b[2K')
    isShown = false
  }
  return { update, end }
}

/** The bar as text, no wider than `width`. */
function line(progress: ReadProgress, elapsedSeconds: number, width: number): string {
  if (progress.phase === 'counting') return 'reading refs …'
  if (progress.phase === 'rest') return 'reading reflogs, notes and refs …'
  const share = progress.total === 0 ? 1 : progress.done / progress.total
  const perSecond = elapsedSeconds > 0 ? progress.done / elapsedSeconds : 0
  const secondsLeft = perSecond > 0 ? Math.ceil((progress.total - progress.done) / perSecond) : undefined
  const what =
    progress.phase === 'merges' ? 'pairs' : progress.phase === 'replay' ? 'commits replayed' : 'commits'
  const text =
    ` ${count(progress.done)} of ${count(progress.total)} ${what} · ${count(Math.round(perSecond))}/s` +
    (secondsLeft === undefined ? '' : ` · ${secondsLeft} s left`)
  const barWidth = Math.min(30, width - text.length - 1)
  if (barWidth < 5) return text.trim().slice(0, width - 1)
  const filled = Math.round(share * barWidth)
  return paintError('cyan', '━'.repeat(filled)) + paintError('dim', '━'.repeat(barWidth - filled)) + text
}
