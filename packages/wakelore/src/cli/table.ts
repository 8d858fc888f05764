/**
 * Tables on a terminal: columns as wide as what stands in them, two blanks apart. Which of
 * them there is room for is the caller's to choose, by their width together.
 */
import { displayWidth, padEnd, paint } from './terminal.ts'

const GAP = '  '

export type Column = {
  readonly head: string
  readonly cells: readonly string[]
  readonly align: 'left' | 'right'
  /** Left out in this order, where there is no room for all; undefined: never. */
  readonly dropped?: number
  readonly style?: (cell: string, row: number) => string
}

export function tableWidth(columns: readonly Column[]): number {
  return columns.reduce((sum, column) => sum + widthOf(column) + GAP.length, -GAP.length)
}

function widthOf({ head, cells }: Column): number {
  return Math.max(displayWidth(head), ...cells.map(displayWidth))
}

/** The rows from `first` up to `end`, under the columns' heads; the title stands for the first column's. */
export function layOut(columns: readonly Column[], title: string, first: number, end: number): string {
  const padded = (column: Column, text: string): string => {
    const room = widthOf(column)
    return column.align === 'left' ? padEnd(text, room) : ' '.repeat(room - displayWidth(text)) + text
  }
  const heads = columns.map((column, index) => padded(column, index === 0 ? title : column.head))
  const lines = Array.from({ length: end - first }, (_, index) =>
    columns.map((column) => {
      const cell = padded(column, column.cells[first + index]!)
      return column.style === undefined ? cell : column.style(cell, first + index)
    }),
  )
  return [paint('dim', heads.join(GAP).trimEnd()), ...lines.map((cells) => cells.join(GAP).trimEnd())].join(
    '\n',
  )
}
