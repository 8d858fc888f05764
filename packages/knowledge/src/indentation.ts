/**
 * How complex a text is, by its indentation: deeply nested code is indented deeply, in
 * whatever language (Hindle, Godfrey & Holt 2008, "Reading Beside the Lines"; Tornhill's
 * whitespace complexity).
 *
 * A line's level is how many lines above it enclose it, each indented less than the one
 * within: so a file in tabs and one in two or eight blanks come out alike, and so do files
 * that mix them. A line that goes on from the one before, aligned with a bracket, is one level
 * deeper, however far it is moved in; one that is moved in by a single column is aligned with
 * the one above it (as in the comment that you read) and no deeper. Blank lines don't count.
 */

export type Indentation = {
  /** Lines that aren't blank. */
  readonly lines: number
  /** Levels of all lines together: the complexity. */
  readonly total: number
  readonly mean: number
  readonly max: number
}

/** A tab's stops, where a file mixes tabs and blanks. */
const TAB_COLUMNS = 8
/** Moved in by so little, a line is aligned with the one above it. */
const ALIGNED_COLUMNS = 1
const SPACE = 0x20
const TAB = 0x09
const NEWLINE = 0x0a
const CARRIAGE_RETURN = 0x0d
/** Deeper than any code that people write: data in one long staircase. */
const MAX_LEVEL = 64

/** Of text in UTF-8, or anything else in which these four bytes mean the same. */
export function indentationOf(text: Uint8Array): Indentation {
  /** Indents of the lines that enclose the present one, in columns, rising. */
  const enclosing: number[] = []
  let lines = 0
  let total = 0
  let max = 0
  for (let at = 0; at < text.length;) {
    let indent = 0
    for (; at < text.length; at++) {
      if (text[at] === SPACE) indent++
      else if (text[at] === TAB) indent += TAB_COLUMNS - (indent % TAB_COLUMNS)
      else break
    }
    const isBlank = at === text.length || text[at] === NEWLINE || text[at] === CARRIAGE_RETURN
    if (!isBlank) {
      while (enclosing.length > 0 && indent - enclosing.at(-1)! <= ALIGNED_COLUMNS) {
        if (indent >= enclosing.at(-1)!) indent = enclosing.at(-1)!
        enclosing.pop()
      }
      const level = Math.min(enclosing.length, MAX_LEVEL)
      enclosing.push(indent)
      lines++
      total += level
      max = Math.max(max, level)
    }
    const end = text.indexOf(NEWLINE, at)
    at = end === -1 ? text.length : end + 1
  }
  return { lines, total, mean: lines === 0 ? 0 : total / lines, max }
}
