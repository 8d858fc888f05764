/**
 * JUnit XML, as everything writes it that doesn't share a schema: surefire, Gradle,
 * pytest, jest-junit, go-junit-report, nextest, CTest, PHPUnit and Node.
 *
 * What is counted is the cases, not what a suite's attributes claim; a suite within a
 * suite is one of its own. No entity but XML's five is known and no declaration of one is
 * read, so nothing in a report can grow or point elsewhere. A report that ends early, as
 * that of a killed run does, counts as far as it goes.
 */
import sax from 'sax'
import {
  makeSuiteTally,
  MOST_SUITES,
  secondsToUs,
  shortName,
  type SuiteTally,
  type TestReport,
  type TestStatus,
  type TestSuite,
} from './test-report.ts'

const MOST_LEVELS = 64
const MOST_CASES_READ = 1_000_000
const MOST_TEXT_CHARACTERS = 8000
const MOST_TAG_CHARACTERS = 1024 * 1024
/** Of one tag; the longest that any tool writes has a dozen. */
const MOST_ATTRIBUTES = 1000
const SEPARATOR = ' > '
const XML_OPTIONS = { strictEntities: true, position: true }

// Text is handed out in parts before it gets so long; only a tag is held as a whole.
Object.assign(sax, { MAX_BUFFER_LENGTH: MOST_TAG_CHARACTERS })

type Case = {
  readonly name: string
  readonly durationUs: number | undefined
  /** By what its attributes say. */
  readonly isSkipped: boolean
  /** By the first element within it that says so. */
  status: TestStatus | undefined
  errorType: string | undefined
  message: string | undefined
}

/** @param name What stands for the suite of cases that lie in none. */
export async function readJunit(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
): Promise<TestReport | undefined> {
  const report = makeJunitReader(name)
  let decoder: TextDecoder | undefined
  for await (const chunk of chunks) {
    decoder ??= decoderFor(chunk)
    report.write(decoder.decode(chunk, { stream: true }))
    if (report.isOver()) break
  }
  return report.end()
}

function makeJunitReader(name: string): {
  readonly write: (text: string) => void
  readonly isOver: () => boolean
  /** Undefined where this is no such report. */
  readonly end: () => TestReport | undefined
} {
  const parser = sax.parser(true, XML_OPTIONS)
  const suites: TestSuite[] = []
  const open: { readonly tally: SuiteTally; readonly path: string }[] = []
  const loose = makeSuiteTally(name)
  let depth = 0
  let casesRead = 0
  let attributesRead = 0
  let isReport = false
  let damage: string | undefined
  let one: Case | undefined
  /** Of an element within a case that says more than its attributes. */
  let text: string | undefined

  const stop = (what: string): void => {
    damage ??= `line ${parser.line + 1}: ${what}`
  }

  const close = ({ tally }: (typeof open)[number]): void => {
    if (tally.count() > 0 && suites.length < MOST_SUITES) suites.push(tally.finish())
  }

  const beginSuite = (attributes: Record<string, string>): void => {
    const around = open.at(-1)?.path ?? ''
    const own = attributes['name'] ?? ''
    const path = shortName(around === '' || own === '' ? around + own : around + SEPARATOR + own)
    const tally = makeSuiteTally(path === '' ? name : path)
    tally.durationUs = secondsToUs(attributes['time'] ?? attributes['duration'])
    tally.startedAt = attributes['timestamp']
    open.push({ tally, path })
  }

  const beginCase = (attributes: Record<string, string>): void => {
    one = {
      name: caseName(attributes),
      durationUs: secondsToUs(attributes['time'] ?? attributes['duration']),
      isSkipped: SKIPPED_STATUS.has((attributes['status'] ?? attributes['result'] ?? '').toLowerCase()),
      status: undefined,
      errorType: undefined,
      message: undefined,
    }
  }

  const beginWithinCase = (tag: string, attributes: Record<string, string>, within: Case): void => {
    const status = OUTCOMES[tag]
    // What comes after, an error in a teardown or the failure of a test that was to fail, is no other end.
    if (status === undefined || within.status !== undefined) return
    within.status = status
    within.errorType = status === 'skip' ? undefined : attributes['type'] || undefined
    within.message = attributes['message'] || undefined
    if (within.message === undefined) text = ''
  }

  const endCase = (ended: Case): void => {
    const { tally } = open.at(-1) ?? { tally: loose }
    const { name, durationUs, errorType, message } = ended
    const status = ended.status ?? (ended.isSkipped ? 'skip' : undefined)
    if (status === undefined) tally.pass(name)
    else tally.miss({ name, status, durationUs, errorType: errorType?.slice(0, 200), message })
  }

  const beginElement = ({ name: qualified, attributes }: sax.Tag | sax.QualifiedTag): void => {
    if (damage !== undefined) return
    const tag = qualified.replace(/^.*:/, '')
    depth++
    if (depth === 1) {
      isReport = tag === 'testsuites' || tag === 'testsuite'
      if (!isReport) return stop(`a report begins with <testsuites> or <testsuite>, this one with <${tag}>`)
    }
    if (depth > MOST_LEVELS) return stop(`nested deeper than ${MOST_LEVELS} levels`)
    const texts = attributes as Record<string, string>
    if (tag === 'testsuite' && one === undefined) beginSuite(texts)
    else if (tag === 'testcase' && one === undefined) {
      if (++casesRead > MOST_CASES_READ) return stop(`more than ${MOST_CASES_READ} cases`)
      beginCase(texts)
    } else if (one !== undefined) beginWithinCase(tag, texts, one)
  }
  const endElement = (qualified: string): void => {
    if (damage !== undefined) return
    const tag = qualified.replace(/^.*:/, '')
    depth--
    if (text !== undefined && one !== undefined && OUTCOMES[tag] !== undefined) {
      one.message = text
      text = undefined
    } else if (tag === 'testcase' && one !== undefined) {
      endCase(one)
      one = undefined
    } else if (tag === 'testsuite' && one === undefined) close(open.pop()!)
  }
  const addText = (part: string): void => {
    if (text !== undefined && text.length < MOST_TEXT_CHARACTERS) text += part.slice(0, MOST_TEXT_CHARACTERS)
  }
  Object.assign(parser, {
    onopentagstart: () => {
      attributesRead = 0
    },
    onattribute: () => {
      if (++attributesRead > MOST_ATTRIBUTES) stop(`a tag of more than ${MOST_ATTRIBUTES} attributes`)
    },
    onopentag: beginElement,
    onclosetag: endElement,
    ontext: addText,
    oncdata: addText,
    ondoctype: (doctype: string) => {
      if (doctype.includes('[')) stop('it declares entities of its own, which are not read')
    },
    onerror: (error: Error) => {
      stop(error.message.split('\n')[0]!)
      parser.error = null as never
    },
  } satisfies Partial<sax.SAXParser>)

  const write = (part: string): void => {
    if (damage === undefined && part !== '') parser.write(part)
  }
  return {
    write,
    isOver: () => damage !== undefined,
    end: () => {
      if (!isReport) return undefined
      if (damage === undefined) parser.close()
      if (damage === undefined && depth > 0) stop('it ends before its end')
      while (open.length > 0) close(open.pop()!)
      if (loose.count() > 0) suites.push(loose.finish())
      return { suites, damage }
    },
  }
}

/** `rerunFailure` and `flakyFailure` tell of attempts, not of how the case ended. */
const OUTCOMES: Readonly<Record<string, TestStatus>> = { failure: 'fail', error: 'error', skipped: 'skip' }
const SKIPPED_STATUS: ReadonlySet<string> = new Set(['disabled', 'notrun', 'skipped', 'suppressed'])
/** What Node writes where others name a class. */
const NO_CLASS: ReadonlySet<string> = new Set(['', 'test'])

function caseName(attributes: Record<string, string>): string {
  const name = attributes['name'] ?? ''
  const owner = attributes['classname'] ?? attributes['class'] ?? ''
  // jest-junit writes the title twice.
  if (NO_CLASS.has(owner) || name === owner || name.startsWith(`${owner} `)) return name
  return `${owner}.${name}`
}

/** By its byte order mark, or by what its first line declares; UTF-8 otherwise. */
function decoderFor(chunk: Uint8Array): TextDecoder {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return new TextDecoder('utf-16le')
  if (chunk[0] === 0xfe && chunk[1] === 0xff) return new TextDecoder('utf-16be')
  const head = Buffer.from(chunk.subarray(0, 200)).toString('latin1')
  const declared = /^(?:\u00ef\u00bb\u00bf)?<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1]
  try {
    return new TextDecoder(declared ?? 'utf-8')
  } catch {
    return new TextDecoder('utf-8')
  }
}
