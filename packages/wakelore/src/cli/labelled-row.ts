/** Lines behind a label, as screens that ask for a yes are laid out. */
import type { RenderContext } from './render.ts'
import { paint, wrap } from './terminal.ts'

const LABEL_WIDTH = 12
/** Prose is easier to read in lines that aren't longer. */
export const PROSE_COLUMNS = 80

/** Lines beneath one another behind a label. */
export function row(label: string, lines: readonly string[]): string {
  const indent = ' '.repeat(LABEL_WIDTH + 2)
  return lines
    .map((line, index) =>
      index === 0 ? `  ${paint('dim', label.padEnd(LABEL_WIDTH))}${line}` : indent + line,
    )
    .join('\n')
}

/** Columns beside a label. */
export function room(context: RenderContext): number {
  return Math.min(context.width, PROSE_COLUMNS) - LABEL_WIDTH - 2
}

export function foldedTo(width: number, text: string): string[] {
  return wrap(text.split(' '), ' ', width).split('\n')
}
