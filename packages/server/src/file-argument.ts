/**
 * A file with lines, as an argument: `src/a.ts`, `src/a.ts:12`, `src/a.ts:12-20`, and
 * `src/a.ts:12:5` as compilers print it, whose column counts for nothing.
 *
 * A colon may be part of the name: a file that is called as the argument begins is meant
 * before a shorter one.
 */
import { serverFault } from './faults.ts'

export type FileArgument = {
  readonly file: string
  /** Counted from 1; undefined: the whole file. */
  readonly lines: { readonly start: number; readonly end: number } | undefined
}

const LINES = /^(.+):([0-9]{1,9})(?:[-,]([0-9]{1,9}))?$/s
const LINE_AND_COLUMN = /^(.+):([0-9]{1,9}):[0-9]{1,9}$/s
/** What looks like lines, and isn't. */
const NO_LINES = /:[-+]?[0-9][-0-9,.:+]*$/

/**
 * @param isFile whether there is a file of this name
 * @throws LINE_UNKNOWN for lines that can't be: line 0, or an end before the start
 */
export function fileArgument(argument: string, isFile: (name: string) => boolean): FileArgument {
  if (isFile(argument)) return { file: argument, lines: undefined }
  const column = LINE_AND_COLUMN.exec(argument)
  const lines = LINES.exec(argument)
  const found = column !== null && (lines === null || !isFile(lines[1]!)) ? column : lines
  if (found === null) {
    if (!NO_LINES.test(argument)) return { file: argument, lines: undefined }
    throw serverFault('LINE_UNKNOWN', `${argument} ends in what is neither a line nor a range of lines`, {
      fields: { file: argument },
    })
  }
  const start = Number(found[2])
  const end = found === lines && found[3] !== undefined ? Number(found[3]) : start
  if (start >= 1 && end >= start) return { file: found[1]!, lines: { start, end } }
  throw serverFault(
    'LINE_UNKNOWN',
    start < 1
      ? `lines are counted from 1, asked for ${start}`
      : `asked for lines ${start} to ${end}, which ends before it starts`,
    { fields: { file: found[1]! } },
  )
}
