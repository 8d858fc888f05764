/**
 * Finds out what texts are made of: a key like `ref/refs/heads/main/0/9d59409a…` is
 * pieces of its own between values that the same row has in other columns.
 */
import type { TextPart } from './text-vector.ts'

export type TextColumn = { readonly column: number; readonly values: readonly string[] }

/** Shorter values are found everywhere by chance. */
const SHORTEST_VALUE = 4

/** The parts in order, or undefined where the texts aren't made of the columns in every row alike. */
export function findTextParts(
  texts: readonly string[],
  columns: readonly TextColumn[],
): readonly TextPart[] | undefined {
  const order = findOrder(texts[0] ?? '', columns)
  if (order.length === 0) return undefined
  const between: string[][] = Array.from({ length: order.length + 1 }, () => [])
  for (let row = 0; row < texts.length; row++) {
    const text = texts[row]!
    let at = 0
    for (let index = 0; index < order.length; index++) {
      const value = order[index]!.values[row]!
      const pieces = between[index]!
      // Mostly the same as in the row before.
      const expected = pieces[row - 1] ?? ''
      const expectedAt = at + expected.length
      if (text.startsWith(expected, at) && text.startsWith(value, expectedAt)) {
        pieces.push(expected)
        at = expectedAt + value.length
        continue
      }
      const found = text.indexOf(value, at)
      if (found === -1) return undefined
      pieces.push(text.slice(at, found))
      at = found + value.length
    }
    between[order.length]!.push(text.slice(at))
  }
  return between.flatMap((pieces, index): TextPart[] => {
    const own = pieces.every((piece) => piece === '') ? [] : [{ texts: pieces }]
    const column = order[index]
    return column === undefined ? own : [...own, { column: column.column }]
  })
}

/** The columns whose value occurs in the text, the longest first served, in order of occurrence. */
function findOrder(text: string, columns: readonly TextColumn[]): readonly TextColumn[] {
  const taken: { readonly at: number; readonly end: number; readonly column: TextColumn }[] = []
  for (const column of columns.toSorted((left, right) => right.values[0]!.length - left.values[0]!.length)) {
    const value = column.values[0]!
    if (value.length < SHORTEST_VALUE) break
    const at = text.indexOf(value)
    const end = at + value.length
    if (at !== -1 && taken.every((other) => end <= other.at || at >= other.end))
      taken.push({ at, end, column })
  }
  return taken.sort((left, right) => left.at - right.at).map(({ column }) => column)
}
