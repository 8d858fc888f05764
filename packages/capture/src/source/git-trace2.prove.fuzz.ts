/**
 * Traces of real commands, spoilt at random. Whatever was done to them, reading ends,
 * throws nothing, keeps what it takes within bounds, and makes an event of any that
 * still says that it is git's; and a whole spool of them is taken in, each file once,
 * without what was left alone becoming anything else.
 */
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeSeededRandom, type SeededRandom } from '@wakelore/kernel/seeded-random'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import { PRIVACY_CLASS } from '@wakelore/telemetry/conventions.generated'
import { readGitTrace2, removeTraces, type OpenFamilies } from './git-trace2.ts'
import { commandEvent } from './git-trace2/command-event.ts'
import { isGitCommand } from './git-trace2/command-names.ts'
import { parseComponent } from './git-trace2/session-id.ts'
import { readTrace } from './git-trace2/trace.ts'
import { CAPTURED, makeTracedGit } from './git-trace2/traced-git.fixture.ts'

export type Template = { readonly name: string; readonly lines: readonly string[] }
export type Templates = { readonly captured: string; readonly traces: readonly Template[] }

const READ_AT_MS = Date.UTC(2026, 10, 25)
const OTHER_WORDS = new Set(['alias', 'external', 'query', 'usage', 'unknown'])
const MOST_EVENT_LENGTH = 700_000

const NASTY = [
  ...'null true -1 1e999 -1e999 0.1 9007199254740993 1e-300 "" "\\ud800" [] {} [[[[[[]]]]]] "/"'.split(' '),
  '{"a":{"a":{"a":1}}}',
  '"../../etc/passwd"',
  '"__proto__"',
  '"2026-13-45T99:99:99.999999Z"',
  '"9999-12-31T23:59:59.999999Z"',
  '["git","x",7,null,["y"]]',
  `"${'x'.repeat(5000)}"`,
]

/** What git left of commands of each kind: a hook, aliases, a rebase, errors, helpers. */
export function recordTemplates(): Templates {
  using traced = makeTracedGit()
  traced.hook('pre-commit', 'git rev-parse --verify HEAD >/dev/null 2>&1 || true')
  for (const name of ['a', 'b']) {
    traced.write(name, `${name}\n`)
    traced.git(['save'])
  }
  traced.git(['rebase', '--quiet', '--force-rebase', '--exec', 'git diff --quiet', 'HEAD~1'])
  traced.git(['st2'])
  traced.git(['log', 'nothing-of-that-name'])
  traced.git(['submodule', 'status'])
  traced.git(['push', '--quiet', traced.other, 'HEAD:refs/heads/pushed'])
  traced.git(['status'], { cwd: traced.other })
  const traces = traced.traces().map((name) => ({
    name,
    lines: readFileSync(join(traced.spool, name), 'utf8').split('\n').slice(0, -1),
  }))
  return { captured: traced.captured, traces }
}

/** One spoilt trace, line by line. @throws AssertionError with the seed in its message */
export function runTrace(templates: Templates, seed: number): void {
  const random = makeSeededRandom(seed)
  const template = random.pick(templates.traces)
  const reading = readTrace(parseComponent(template.name)!)
  for (const line of spoil(template.lines, templates, random))
    reading.take(typeof line === 'string' ? Buffer.from(line) : line, random.below(50) === 0)
  const trace = reading.finish()
  const title = `seed ${seed}`
  assert(trace.busy.length <= 512 && trace.busy.length % 2 === 0, title)
  demandEvent(commandEvent(trace, { repository: CAPTURED }, { traceId: '' }, READ_AT_MS), title)
}

export type SpoolRun = { readonly files: number; readonly events: number; readonly faults: number }

/** A spool of spoilt traces, among them some that weren't touched. @throws AssertionError with the seed in its message */
export async function runSpool(templates: Templates, seed: number): Promise<SpoolRun> {
  const random = makeSeededRandom(seed)
  const directory = mkdtempSync(join(tmpdir(), 'wakelore-fuzz-'))
  try {
    const untouched = new Set<string>()
    for (const { name, lines } of templates.traces) {
      if (random.below(3) === 0) untouched.add(name)
      const spoilt = untouched.has(name) ? lines : spoil(lines, templates, random)
      const bytes = spoilt.flatMap((line) => [Buffer.from(line as string), Buffer.from('\n')])
      writeFileSync(join(directory, name), Buffer.concat(bytes))
    }
    const families = {} as OpenFamilies
    const events: DevelopmentEvent[] = []
    let faults = 0
    let isSettled = false
    // Once as they come, and once when none can be waited for any more.
    for (const nowMs of [Date.now(), Date.now() + 7_200_000]) {
      for await (const batch of readGitTrace2({
        directory,
        clock: { nowMs: () => nowMs },
        families,
        isRunning: () => !isSettled && random.below(4) === 0,
        repositoryAt: async (path) => (path === templates.captured ? { repository: CAPTURED } : undefined),
      })) {
        events.push(...batch.events)
        for (const count of batch.faults.values()) faults += count
        await removeTraces(directory, batch.files)
      }
      isSettled = true
    }
    const title = `seed ${seed}`
    assert.deepEqual(readdirSync(directory), [], `${title}: a trace was left`)
    const keys = new Set(events.map((event) => event.key))
    assert.equal(keys.size, events.length, `${title}: a process was told twice`)
    for (const event of events) demandEvent(event, title)
    for (const { name, lines } of templates.traces) {
      const isOwn = lines.some(
        (line) => line.includes('"def_repo"') && line.includes(`"${templates.captured}"`),
      )
      if (untouched.has(name) && isOwn) assert(keys.has(`command/${name}`), `${title}: ${name} is missing`)
    }
    assert(Object.keys(families).length <= templates.traces.length, `${title}: families grew`)
    return { files: templates.traces.length, events: events.length, faults }
  } finally {
    rmSync(directory, { recursive: true })
  }
}

function spoil(lines: readonly string[], templates: Templates, random: SeededRandom): (string | Buffer)[] {
  const spoilt: (string | Buffer)[] = [...lines]
  for (let changes = 1 + random.below(4); changes > 0 && spoilt.length > 0; changes--) {
    const at = random.below(spoilt.length)
    const line = spoilt[at]!.toString()
    switch (random.below(9)) {
      case 0:
        spoilt.length = at
        break
      case 1:
        spoilt[at] = line.slice(0, random.below(line.length + 1))
        break
      case 2:
        spoilt.splice(random.below(spoilt.length), 0, line)
        break
      case 3:
        spoilt.splice(at, 1)
        break
      case 4:
        spoilt.splice(random.below(spoilt.length), 0, ...spoilt.splice(at, 1))
        break
      case 5:
        spoilt.splice(at, 0, random.pick(random.pick(templates.traces).lines))
        break
      case 6: {
        const bytes = Buffer.from(line)
        for (let flips = 1 + random.below(4); flips > 0 && bytes.length > 0; flips--)
          bytes[random.below(bytes.length)]! ^= 1 << random.below(8)
        spoilt[at] = bytes
        break
      }
      case 7:
        spoilt[at] = Buffer.from(Array.from({ length: random.below(300) }, () => random.below(256)))
        break
      default:
        spoilt[at] = withNastyValue(line, random)
    }
  }
  return spoilt
}

function withNastyValue(line: string, random: SeededRandom): string {
  const values = [...line.matchAll(/":("(?:[^"\\]|\\.)*"|\[[^\]]*\]|[\d.]+|true|false)/g)]
  if (values.length === 0) return line
  const { index, 1: value } = random.pick(values)
  const from = index + 2
  return line.slice(0, from) + random.pick(NASTY) + line.slice(from + value!.length)
}

function demandEvent(event: DevelopmentEvent, title: string): void {
  const { attributes } = event
  assert(Number.isSafeInteger(event.occurredAt), title)
  const name = String(attributes['vcs.operation.name'])
  assert(isGitCommand(name) || OTHER_WORDS.has(name), `${title}: operation ${name}`)
  const children = attributes['git.child.class']
  for (const [attribute, value] of Object.entries(attributes)) {
    assert(PRIVACY_CLASS[attribute] !== undefined, `${title}: ${attribute} is in no convention`)
    const values = Array.isArray(value) ? value : [value]
    assert(new Set(values.map((one) => typeof one)).size <= 1, `${title}: ${attribute} is of several types`)
    for (const one of values) {
      if (typeof one === 'number') assert(Number.isFinite(one), `${title}: ${attribute} is ${one}`)
      if (typeof one === 'string') assert(one.isWellFormed(), `${title}: ${attribute} has half a character`)
    }
    if (attribute.startsWith('git.child.'))
      assert.equal(values.length, (children as readonly string[]).length, `${title}: ${attribute}`)
  }
  assert(Number(attributes['process.duration_us']) >= 0, title)
  assert(JSON.stringify(event).length < MOST_EVENT_LENGTH, `${title}: an event of that size`)
}
