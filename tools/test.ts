/**
 * `npm test`: every `*.test.ts`, each in a process of its own, two at a time.
 *
 * One line per file that passed, everything there is to know about what failed, and
 * the counts as the last line. Arguments name the files to run by any part of their
 * path: `npm test -- packages/vault`. In CI a test that was skipped because a tool is
 * missing counts as failed: there the tool has to be.
 */
import { availableParallelism } from 'node:os'
import { relative } from 'node:path'
import { run, type EventData } from 'node:test'
import { inspect, styleText } from 'node:util'
import { demandFilesNamed, ROOT } from './source-files.ts'

type FileReport = {
  readonly path: string
  passed: number
  skipped: number
  durationMs: number
  readonly failures: string[]
  /** What tests say of themselves through `t.diagnostic`. */
  readonly notes: string[]
  output: string
}

const TEST_TIMEOUT_MS = 2 * 60_000
/** A process that a test leaves behind holds its pipe, and would hold the run for ever. */
const RUN_TIMEOUT_MS = 9 * 60_000
const OUTPUT_KEPT_CHARACTERS = 64 * 1024
const MISSING_TOOL = /\bmissing\b/

const counts = await runTests(await demandFilesNamed('.test.ts', process.argv.slice(2)))
console.log(
  `${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`,
)
process.exit(counts.failed > 0 ? 1 : 0)

async function runTests(paths: string[]): Promise<{ passed: number; failed: number; skipped: number }> {
  const total = { passed: 0, failed: 0, skipped: 0 }
  const stream = run({
    files: paths,
    cwd: ROOT,
    isolation: 'process',
    concurrency: Math.min(2, availableParallelism()),
    timeout: TEST_TIMEOUT_MS,
    signal: AbortSignal.timeout(RUN_TIMEOUT_MS),
  })
  let report: FileReport | undefined
  const finish = (): void => {
    if (report === undefined) return
    if (report.passed + report.skipped + report.failures.length === 0) report.failures.push('holds no test')
    printReport(report)
    total.passed += report.passed
    total.failed += report.failures.length
    total.skipped += report.skipped
  }
  // Of the events that end in the report, those of one file come in one run.
  for await (const { type, data } of stream) {
    switch (type) {
      case 'test:pass':
      case 'test:fail':
      case 'test:stdout':
      case 'test:stderr':
      case 'test:diagnostic':
      case 'test:summary': {
        const path = pathOf(data)
        if (path === undefined) break
        if (report?.path !== path) {
          finish()
          report = { path, passed: 0, skipped: 0, durationMs: 0, failures: [], notes: [], output: '' }
        }
        if (type === 'test:summary') report.durationMs = data.duration_ms
        else if (type === 'test:diagnostic') report.notes.push(data.message)
        else if (type === 'test:pass') countPass(report, data)
        else if (type === 'test:fail') countFailure(report, data)
        else report.output = (report.output + data.message).slice(0, OUTPUT_KEPT_CHARACTERS)
      }
    }
  }
  finish()
  return total
}

/** The test file that was run, where a test itself may stand in a module that it imports. */
function pathOf(data: { entryFile?: string; file?: string | undefined }): string | undefined {
  return data.entryFile ?? data.file
}

function countPass(report: FileReport, data: EventData.TestPass): void {
  // A file without a test of its own passes as one.
  if (data.details.type === 'suite' || data.name === report.path) return
  const reason = data.skip ?? data.todo
  if (reason === undefined) report.passed++
  else if (process.env['CI'] && typeof reason === 'string' && MISSING_TOOL.test(reason)) {
    report.failures.push(`${data.name}\nskipped, which CI doesn't allow: ${reason}`)
  } else report.skipped++
}

function countFailure(report: FileReport, data: EventData.TestFail): void {
  const error = data.details.error as EventData.Error & { failureType?: string }
  const isFile = data.name === report.path
  // What failed only because something inside it did is no second failure.
  if (error.failureType === 'subtestsFailed' || (isFile && report.failures.length > 0)) return
  const name = isFile
    ? 'the file as a whole'
    : `${data.name} (${relative(ROOT, data.file ?? '')}:${data.line})`
  report.failures.push(`${name}\n${describeError(error.cause instanceof Error ? error.cause : error)}`)
}

/** An assertion's message shows what differed already; its fields would say it again. */
function describeError(error: Error): string {
  const isAssertion = 'code' in error && error.code === 'ERR_ASSERTION'
  return isAssertion && error.stack !== undefined ? error.stack : inspect(error)
}

function printReport(report: FileReport): void {
  const { path, passed, skipped, failures, output } = report
  const failed = failures.length > 0
  const mark = failed ? styleText('red', '✖') : styleText('green', '✔')
  const facts = [
    `${passed} passed`,
    ...(failed ? [`${failures.length} failed`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    `${(report.durationMs / 1000).toFixed(1)} s`,
  ]
  console.log(`${mark} ${relative(ROOT, path)}  ${styleText('dim', facts.join(', '))}`)
  for (const note of report.notes) console.log(`    ${note}`)
  for (const failure of failures) console.log(`  ${styleText('red', '✖')} ${indented(failure)}`)
  if (failed && output !== '') console.log(`    what it printed:\n    ${indented(output.trimEnd())}`)
}

function indented(text: string): string {
  return text.replaceAll('\n', '\n    ')
}
