/**
 * The results of the tests that a command ran, from the reports that it left as files or
 * wrote to its output, whatever runs them. Reports are somebody else's: everything in them
 * is bounded, and one that is damaged counts as far as it can be read.
 *
 * Tools leave the same results more than once, by format or as a whole beside the parts:
 * suites of the same name with the same cases count once.
 */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, relative } from 'node:path'
import { findReports } from './test-results/report-files.ts'
import { readJunit } from './test-results/junit.ts'
import { makeTapReader } from './test-results/tap.ts'
import {
  MOST_CASES,
  MOST_SUITES,
  type TestCase,
  type TestReport,
  type TestSuite,
} from './test-results/test-report.ts'

export type TestResults = {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  /** All of them, within bounds. */
  readonly suites: readonly PlacedSuite[]
  /** Those that didn't pass, failures first, within bounds. */
  readonly cases: readonly TestCase[]
  /** Reports that were read. */
  readonly files: number
  /** What was wrong with reports, in words. */
  readonly remarks: readonly string[]
}

/** `startedAtMs` where the report says when, within the run. */
export type PlacedSuite = Omit<TestSuite, 'cases' | 'fingerprint' | 'startedAt'> & {
  readonly startedAtMs: number | undefined
}

export type TestResultsRequest = {
  /** Absolute: where the command ran. */
  readonly directory: string
  /** Where its results are; none: the usual places. */
  readonly globs: readonly string[]
  /** When the command began. */
  readonly changedSinceMs: number
  readonly nowMs: number
  /** What its output said, where that was read; then only globs are looked up beside it. */
  readonly tap?: TestReport | undefined
}

const MOST_FILE_BYTES = 64 * 1024 * 1024
/** Read within seconds: somebody waits. */
const MOST_BYTES = 128 * 1024 * 1024
const MOST_REMARKS = 5

/** Undefined where there are none. */
export async function readTestResults(request: TestResultsRequest): Promise<TestResults | undefined> {
  const { directory, globs, changedSinceMs, tap } = request
  const reports: TestReport[] = tap === undefined ? [] : [tap]
  const remarks: string[] = []
  const remark = (path: string, what: string): void => {
    if (remarks.length < MOST_REMARKS) remarks.push(`${relative(directory, path)}, ${what}`)
  }
  if (tap === undefined || globs.length > 0) {
    const { paths, isCut } = await findReports(directory, globs, changedSinceMs)
    if (isCut) remarks.push('there are more reports than are looked at')
    let left = MOST_BYTES
    for (const path of paths) {
      const { size: sizeBytes } = (await stat(path).catch(() => undefined)) ?? { size: 0 }
      if (sizeBytes > Math.min(MOST_FILE_BYTES, left)) {
        remark(path, `of ${sizeBytes} bytes, is too large to be read`)
        continue
      }
      left -= sizeBytes
      let report: TestReport | undefined
      try {
        report = await readReport(path)
      } catch (error) {
        remark(path, `cannot be read: ${(error as Error).message}`)
        continue
      }
      if (report === undefined) {
        if (globs.length > 0) remark(path, 'is no JUnit XML and no TAP')
        continue
      }
      if (report.damage !== undefined) remark(path, `${report.damage}; what came before it counts`)
      reports.push(report)
    }
  }
  const suites = distinct(reports)
  if (suites.length === 0) return remarks.length === 0 ? undefined : { ...NONE, remarks }
  return {
    passed: sum(suites, ({ passed }) => passed),
    failed: sum(suites, ({ failed }) => failed),
    skipped: sum(suites, ({ skipped }) => skipped),
    suites: suites.slice(0, MOST_SUITES).map((suite) => placed(suite, request)),
    cases: casesOf(suites),
    files: reports.length,
    remarks,
  }
}

const NONE = { passed: 0, failed: 0, skipped: 0, suites: [], cases: [], files: 0 } as const

async function readReport(path: string): Promise<TestReport | undefined> {
  const name = basename(path).replace(/\.[^.]*$/, '')
  // Whatever grows while it is read isn't read to an end that it doesn't have.
  const stream = createReadStream(path, { end: MOST_FILE_BYTES })
  if (!path.toLowerCase().endsWith('.tap')) return readJunit(stream, name)
  const reader = makeTapReader(name)
  for await (const chunk of stream) reader.write(chunk as Buffer)
  return reader.end()
}

/** Of suites that two reports have, the first; within one report there may be two alike. */
function distinct(reports: readonly TestReport[]): TestSuite[] {
  const seen = new Set<string>()
  return reports.flatMap(({ suites }) => {
    const fresh = suites.filter(({ fingerprint }) => !seen.has(fingerprint))
    for (const { fingerprint } of fresh) seen.add(fingerprint)
    return fresh
  })
}

function casesOf(suites: readonly TestSuite[]): TestCase[] {
  const all = suites.flatMap(({ cases }) => cases)
  const failures = all.filter(({ status }) => status !== 'skip')
  return [...failures, ...all.filter(({ status }) => status === 'skip')].slice(0, MOST_CASES)
}

function placed(
  { name, passed, failed, skipped, durationUs, startedAt }: TestSuite,
  { changedSinceMs, nowMs }: TestResultsRequest,
): PlacedSuite {
  const known = { name, passed, failed, skipped, durationUs }
  if (startedAt === undefined) return { ...known, startedAtMs: undefined }
  // Without a zone some mean their own and some UTC: the one that lies within the run.
  const isWithin = (ms: number): boolean => ms >= changedSinceMs - SECOND_MS && ms <= nowMs
  const startedAtMs = [Date.parse(startedAt), Date.parse(`${startedAt}Z`)].find(isWithin)
  return {
    ...known,
    startedAtMs: startedAtMs === undefined ? undefined : Math.max(startedAtMs, changedSinceMs),
  }
}

/** Many reports know whole seconds only. */
const SECOND_MS = 1000

function sum(suites: readonly TestSuite[], of: (suite: TestSuite) => number): number {
  return suites.reduce((total, suite) => total + of(suite), 0)
}
