/**
 * `npm run conventions`: the registry of conventions, by the verbs of OpenTelemetry's Weaver.
 *
 *   check              its own rules, and that no change lacks the version it needs
 *   generate           every file that is made from it
 *   diff               what changed since the released version
 *   live-check [file]  events as `wakelore export` writes them, held against it
 *   package            what is compared with from now on: done once for every release
 */
import { createReadStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { styleText } from 'node:util'
import { makeLiveCheck, type FindingLevel } from '@wakelore/telemetry/live-check'
import { REGISTRY } from '@wakelore/telemetry/registry.generated'
import { eventFromJson } from '@wakelore/server/schema/event'
import { conventionFiles, CONVENTIONS } from './conventions/files.ts'
import { compareWithReleased, releasedFile } from './conventions/released.ts'
import { writeGenerated } from './generate.ts'
import { ROOT } from './source-files.ts'

const directory = join(ROOT, CONVENTIONS)
const VERBS: Readonly<Record<string, (file: string | undefined) => Promise<boolean>>> = {
  check,
  generate,
  diff,
  'live-check': liveCheck,
  package: release,
}

const [verb = '', file] = process.argv.slice(2)
const run = VERBS[verb]
if (run === undefined) {
  console.error(`npm run conventions ${Object.keys(VERBS).join(' | ')}`)
  process.exitCode = 2
} else if (!(await run(file))) process.exitCode = 1

async function check(): Promise<boolean> {
  const { version, released, changes, problems } = await compareWithReleased(directory)
  for (const problem of problems) console.error(problem)
  if (problems.length > 0) return false
  console.log(`${version} keeps the rules; ${changes.length} changes since ${released}`)
  return true
}

async function generate(): Promise<boolean> {
  await writeGenerated(ROOT, await conventionFiles(ROOT))
  return true
}

async function diff(): Promise<boolean> {
  const { changes, released, version } = await compareWithReleased(directory)
  for (const { what, name, change, needs } of changes) {
    console.log(`${styleText(needs === 'major' ? 'red' : 'green', needs)}  ${what} ${name}: ${change}`)
  }
  console.log(`${changes.length} changes from ${released} to ${version}`)
  return true
}

async function liveCheck(path: string | undefined): Promise<boolean> {
  const check = makeLiveCheck(REGISTRY)
  const counts: Record<FindingLevel, number> = { violation: 0, advice: 0 }
  let events = 0
  const lines = createInterface({
    input: path === undefined ? process.stdin : createReadStream(path),
    crlfDelay: Infinity,
  })
  for await (const line of lines) {
    if (line.trim() === '') continue
    events++
    const event = eventFromJson(JSON.parse(line), `line ${events}`)
    for (const { level, subject, message } of check(event)) {
      counts[level]++
      console.log(`${level}  ${event.kind} ${subject}: ${message}`)
    }
  }
  console.log(`${events} events, ${counts.violation} violations, ${counts.advice} pieces of advice`)
  return counts.violation === 0
}

async function release(): Promise<boolean> {
  if (!(await check())) return false
  const { path, text } = await releasedFile(directory)
  await writeFile(path, text)
  return true
}
