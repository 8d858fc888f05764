/**
 * TAP, versions 13 and 14, as it comes: plans, test points, directives, YAML diagnostics,
 * subtests, bailing out.
 *
 * A subtest is a suite, and the point that closes it stands for it and is no case. What
 * failed in it is told by its points; where none did and it failed all the same, it counts
 * itself. A test that is known to fail (`# todo`) counts as skipped. Other lines are a
 * program's own and mean nothing.
 */
import { StringDecoder } from 'node:string_decoder'
import {
  makeSuiteTally,
  MOST_SUITES,
  shortName,
  type SuiteTally,
  type TestReport,
  type TestSuite,
} from './test-report.ts'

export type TapReader = {
  readonly write: (bytes: Uint8Array) => void
  /** Undefined where it was no TAP. */
  readonly end: () => TestReport | undefined
}

type Frame = {
  readonly indent: number
  readonly tally: SuiteTally
  /** What subtests left, named as far as it is known. */
  readonly suites: { tally: SuiteTally; path: string[] }[]
  plan: number | undefined
  points: number
}

type Point = {
  readonly frame: Frame
  readonly isOk: boolean
  readonly name: string
  readonly directive: 'skip' | 'todo' | undefined
  readonly reason: string
  /** What the point closes. */
  readonly subtest: Frame | undefined
  durationUs: number | undefined
  errorType: string | undefined
  message: string | undefined
}

const MOST_LINE_CHARACTERS = 64 * 1024
const MOST_LEVELS = 64
const MOST_DIAGNOSTIC_LINES = 1000
const MOST_MESSAGE_LINES = 20
const SEPARATOR = ' > '

const POINT = /^( *)(not )?ok(?: +(\d+))?(?: +-(?= |$))?(?: +(.*))?$/s
const PLAN = /^( *)1\.\.(\d{1,9})(?: *#.*)?$/s
const DIRECTIVE = /(?:^|[^\\]|(?:^|[^\\])(?:\\\\)+)#\s*(skip\S*|todo)\b[:\s]*(.*)$/is
const TIME = /#\s*time=([\d.]+)(ms|s)?\s*$/
/** What some call the exception, others call the test. */
const EXCEPTION_NAME = /^[\w.$]{0,190}(?:Error|Exception|Failure)$/
const YAML_TIME = /^(?:duration_ms|duration):\s*([\d.]+)\s*$/

/** @param name What stands for the suite of points that lie in no subtest. */
export function makeTapReader(name: string): TapReader {
  const decoder = new StringDecoder('utf8')
  const root = makeFrame(0, name)
  const frames: Frame[] = [root]
  let rest = ''
  let isSkipping = false
  let isTap = false
  let bailOut: string | undefined
  /** The last point is told when nothing more can be said of it. */
  let point: Point | undefined
  let yaml: { readonly indent: number; readonly lines: string[] } | undefined

  const settle = (): void => {
    if (yaml !== undefined) endYaml()
    if (point !== undefined) takePoint(point)
    point = undefined
  }

  const endYaml = (): void => {
    if (point !== undefined && yaml !== undefined) readDiagnostic(point, yaml.lines)
    yaml = undefined
  }

  const frameAt = (indent: number): Frame => {
    const top = frames.at(-1)!
    if (indent <= top.indent || frames.length > MOST_LEVELS) return top
    const frame = makeFrame(indent, '')
    frames.push(frame)
    return frame
  }

  const takeLine = (line: string): void => {
    if (yaml !== undefined) {
      if (line.trim() === '...') return endYaml()
      if (line.trim() === '' || indentOf(line) >= yaml.indent) {
        if (yaml.lines.length < MOST_DIAGNOSTIC_LINES) yaml.lines.push(line.slice(yaml.indent))
        return
      }
      endYaml()
    }
    if (line.trim() === '---' && point !== undefined && indentOf(line) > point.frame.indent) {
      yaml = { indent: indentOf(line), lines: [] }
      return
    }
    const plan = PLAN.exec(line)
    if (plan !== null) {
      settle()
      isTap = true
      frameAt(plan[1]!.length).plan ??= Number(plan[2])
      return
    }
    const found = POINT.exec(line)
    if (found !== null) {
      settle()
      isTap = true
      point = pointOf(found)
      return
    }
    if (/^TAP version 1[34]$/.test(line)) isTap = true
    else if (/^ *Bail out!/.test(line)) {
      settle()
      isTap = true
      bailOut ??= line.replace(/^ *Bail out!\s*/, '')
    }
  }

  const pointOf = ([, spaces = '', not, , rest = '']: RegExpExecArray): Point => {
    const indent = spaces.length
    let subtest: Frame | undefined
    while (frames.length > 1 && frames.at(-1)!.indent > indent) {
      const deeper = subtest
      subtest = frames.pop()!
      if (deeper !== undefined) adopt(subtest, deeper, '')
    }
    const frame = frameAt(indent)
    frame.points++
    const { text, durationUs } = withoutTime(rest)
    const directive = DIRECTIVE.exec(text)
    const end = directive === null ? text.length : text.indexOf('#', directive.index)
    return {
      frame,
      isOk: not === undefined,
      name: text.slice(0, end).trim().replaceAll('\\#', '#').replaceAll('\\\\', '\\'),
      directive: directive === null ? undefined : directive[1]!.toLowerCase() === 'todo' ? 'todo' : 'skip',
      reason: directive?.[2] ?? '',
      subtest,
      durationUs,
      errorType: undefined,
      message: undefined,
    }
  }

  const takePoint = (taken: Point): void => {
    const { frame, isOk, directive, reason, subtest, durationUs, errorType, message } = taken
    const name = taken.name === '' ? `test ${frame.points}` : taken.name
    if (subtest !== undefined && (subtest.tally.count() > 0 || subtest.suites.length > 0)) {
      checkPlan(subtest)
      subtest.tally.durationUs = durationUs
      const hasFailed = subtest.tally.failed() > 0 || subtest.suites.some(({ tally }) => tally.failed() > 0)
      adopt(frame, subtest, name)
      if (isOk || directive !== undefined || hasFailed) return
    } else if (isOk && directive !== 'skip') {
      frame.tally.pass(name)
      return
    }
    const status = directive === undefined ? 'fail' : 'skip'
    frame.tally.miss({
      name,
      status,
      durationUs,
      errorType: status === 'fail' ? errorType : undefined,
      message: status === 'fail' ? message : reason,
    })
  }

  /** What a subtest left is its parent's, under the name that the parent knows. */
  const adopt = (parent: Frame, child: Frame, name: string): void => {
    const named = name === '' ? [] : [shortName(name)]
    if (child.tally.count() > 0) parent.suites.push({ tally: child.tally, path: named })
    for (const { tally, path } of child.suites) parent.suites.push({ tally, path: [...named, ...path] })
    parent.suites.splice(MOST_SUITES)
  }

  const write = (text: string): void => {
    let from = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      const line = rest + text.slice(from, end)
      if (!isSkipping && line.length <= MOST_LINE_CHARACTERS) takeLine(line.replace(/\r$/, ''))
      isSkipping = false
      rest = ''
      from = end + 1
    }
    if (!isSkipping) rest += text.slice(from)
    if (rest.length > MOST_LINE_CHARACTERS) {
      isSkipping = true
      rest = ''
    }
  }

  return {
    write: (bytes) => write(decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))),
    end: () => {
      write(`${decoder.end()}\n`)
      settle()
      if (!isTap) return undefined
      while (frames.length > 1) {
        const open = frames.pop()!
        checkPlan(open)
        adopt(frames.at(-1)!, open, '')
      }
      if (bailOut === undefined) checkPlan(root)
      else root.tally.miss({ ...ERROR, name: 'Bail out!', message: bailOut })
      const suites: TestSuite[] = root.suites.map(({ tally, path }) => {
        tally.name = path.length === 0 ? name : path.join(SEPARATOR)
        return tally.finish()
      })
      if (root.tally.count() > 0) suites.push(root.tally.finish())
      return { suites, damage: undefined }
    },
  }
}

const ERROR = { status: 'error', durationUs: undefined, errorType: undefined } as const

function makeFrame(indent: number, name: string): Frame {
  return { indent, tally: makeSuiteTally(name), suites: [], plan: undefined, points: 0 }
}

/** Tests that were planned and never heard of. */
function checkPlan({ plan, points, tally }: Frame): void {
  if (plan === undefined || points >= plan) return
  tally.miss({ ...ERROR, name: 'plan', message: `${plan - points} of ${plan} planned tests did not run` })
}

function withoutTime(text: string): { readonly text: string; readonly durationUs: number | undefined } {
  const time = TIME.exec(text)
  if (time === null) return { text, durationUs: undefined }
  return {
    text: text.slice(0, time.index).trimEnd(),
    durationUs: Math.round(Number(time[1]) * (time[2] === 's' ? 1e6 : 1000)),
  }
}

/** The few keys that test runners agree on; a whole YAML says no more to us. */
function readDiagnostic(point: Point, lines: readonly string[]): void {
  const message = yamlText(lines, 'message') ?? yamlText(lines, 'error')
  point.message = message
  const name = yamlText(lines, 'name') ?? ''
  if (EXCEPTION_NAME.test(name)) point.errorType = name
  for (const line of lines) {
    const time = YAML_TIME.exec(line)
    if (time !== null) point.durationUs ??= Math.round(Number(time[1]) * 1000)
  }
}

/** A key's plain, quoted or block scalar. */
function yamlText(lines: readonly string[], key: string): string | undefined {
  const at = lines.findIndex((line) => line.startsWith(`${key}:`))
  if (at < 0) return undefined
  const value = lines[at]!.slice(key.length + 1).trim()
  if (!/^[|>][+-]?\d?$/.test(value)) {
    if (value === '') return undefined
    return /^'.*'$/.test(value)
      ? value.slice(1, -1).replaceAll("''", "'")
      : /^".*"$/.test(value)
        ? value.slice(1, -1).replaceAll('\\n', '\n').replaceAll('\\"', '"')
        : value
  }
  const block: string[] = []
  for (const line of lines.slice(at + 1)) {
    if (line.trim() !== '' && !line.startsWith(' ')) break
    if (block.length < MOST_MESSAGE_LINES) block.push(line.trim())
  }
  return block.join('\n')
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}
