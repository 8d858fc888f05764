/**
 * What a report of a test run says, whichever format it has: suites with counts, and the
 * cases that didn't pass. Texts and lists are bounded; counts are of everything.
 */
export type TestStatus = 'fail' | 'error' | 'skip'

export type TestCase = {
  readonly name: string
  readonly suite: string
  readonly status: TestStatus
  readonly durationUs: number | undefined
  /** What kind of failure it was, as the report calls it. */
  readonly errorType: string | undefined
  readonly message: string | undefined
}

export type TestSuite = {
  readonly name: string
  readonly passed: number
  /** Those that ended in an error among them. */
  readonly failed: number
  readonly skipped: number
  readonly durationUs: number | undefined
  /** As the report writes it, which may lack its zone. */
  readonly startedAt: string | undefined
  /** Those that didn't pass. */
  readonly cases: readonly TestCase[]
  /** The same for two reports of the same tests, by their names and how they ended. */
  readonly fingerprint: string
}

export type TestReport = {
  readonly suites: readonly TestSuite[]
  /** What is wrong with it; what came before that counts. */
  readonly damage: string | undefined
}

/** A suite while its report is read. */
export type SuiteTally = {
  name: string
  durationUs: number | undefined
  startedAt: string | undefined
  readonly pass: (name: string) => void
  readonly miss: (one: Omit<TestCase, 'suite'>) => void
  readonly count: () => number
  readonly failed: () => number
  readonly finish: () => TestSuite
}

/** Failures come first where there is no room for all. */
export const MOST_CASES = 1000
export const MOST_SUITES = 10_000
const MOST_NAME_CHARACTERS = 500
const MOST_MESSAGE_CHARACTERS = 4000

export function makeSuiteTally(name: string): SuiteTally {
  const failures: Omit<TestCase, 'suite'>[] = []
  const skips: Omit<TestCase, 'suite'>[] = []
  let passed = 0
  let failed = 0
  let skipped = 0
  let digest = 0
  const note = (text: string): void => {
    // FNV-1a: reports written twice are to be told apart from others, not from forged ones.
    for (let at = 0; at < text.length; at++) digest = Math.imul(digest ^ text.charCodeAt(at), 0x01000193)
  }
  const tally: SuiteTally = {
    name,
    durationUs: undefined,
    startedAt: undefined,
    pass: (name) => {
      passed++
      note(`${name}\n`)
    },
    miss: (one) => {
      note(`${one.status} ${one.name}\n`)
      const kept = { ...one, name: shortName(one.name), message: shortMessage(one.message) }
      if (one.status === 'skip') {
        skipped++
        if (skips.length < MOST_CASES) skips.push(kept)
      } else {
        failed++
        if (failures.length < MOST_CASES) failures.push(kept)
      }
    },
    count: () => passed + failed + skipped,
    failed: () => failed,
    finish: () => {
      const suite = shortName(tally.name)
      return {
        name: suite,
        passed,
        failed,
        skipped,
        durationUs: tally.durationUs,
        startedAt: tally.startedAt,
        cases: [...failures, ...skips].map((one) => ({ ...one, suite })),
        fingerprint: `${suite} ${passed} ${failed} ${skipped} ${digest}`,
      }
    },
  }
  return tally
}

/** On one line, and no longer than is kept. */
export function shortName(name: string): string {
  const line = name.replace(/\s+/g, ' ').trim()
  return line.length > MOST_NAME_CHARACTERS ? `${line.slice(0, MOST_NAME_CHARACTERS)}…` : line
}

function shortMessage(message: string | undefined): string | undefined {
  const text = message?.trim() ?? ''
  if (text === '') return undefined
  return text.length > MOST_MESSAGE_CHARACTERS ? `${text.slice(0, MOST_MESSAGE_CHARACTERS)}…` : text
}

/** Seconds as reports write them, `1,234.5` too, in microseconds; undefined where it is no such number. */
export function secondsToUs(text: string | undefined): number | undefined {
  const seconds = text === undefined || text.trim() === '' ? NaN : Number(text.replaceAll(',', ''))
  return Number.isFinite(seconds) && seconds >= 0 ? Math.round(seconds * 1e6) : undefined
}
