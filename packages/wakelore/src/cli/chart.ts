/** Numbers as blocks of a character cell's eighths. */
import { padEnd } from './terminal.ts'

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']
const LEVELS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█']

/** As long as the share of `columns`, to an eighth of one; whatever isn't nothing shows. */
export function bar(share: number, columns: number): string {
  const eighths = Math.min(columns * 8, Math.max(share > 0 ? 1 : 0, Math.round(share * columns * 8)))
  return padEnd('█'.repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8]!, columns)
}

/** A column a bucket, as high as its share of the fullest one. */
export function sparkline(counts: readonly number[]): string {
  const most = Math.max(1, ...counts)
  return counts
    .map((one) => (one === 0 ? ' ' : LEVELS[Math.ceil((one / most) * LEVELS.length) - 1]!))
    .join('')
}
