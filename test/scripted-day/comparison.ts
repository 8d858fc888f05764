/**
 * The day as it was stored against the day as it was: every difference in words, each with
 * the line of the script that it is about.
 *
 * Three witnesses are heard: the script (branch, end, rewrites), git's own second trace
 * (which processes ran beneath which) and the clocks around each line. None is wakelore's.
 */
import type { Rewrites, Step } from './day.ts'
import type { Measured } from './places.ts'
import type { Process } from './witness.ts'

export type StoredEvent = {
  readonly id: string
  readonly kind: string
  readonly key: string
  readonly repository: string
  readonly occurredAt: string
  readonly worktree?: string
  readonly branch?: string
  readonly traceId?: string
  readonly spanId?: string
  readonly parentSpanId?: string
  readonly attributes: Readonly<Record<string, unknown>>
}

export type RewriteSeen = { readonly type: Rewrites['type']; readonly old: string; readonly new: string }

export type Done = {
  readonly step: Step
  readonly measured: Measured
  readonly rewrites: readonly RewriteSeen[]
  /** Where a ref that an unseen tool moved points afterwards. */
  readonly movedTo?: string
}

/** Clocks are read on both sides of a process; git's own stands a little apart from ours. */
const CLOCK_SLACK_MS = 5

export function differences(day: readonly Done[], stored: readonly StoredEvent[], root: string): string[] {
  return [
    ...doubled(stored),
    ...commandDifferences(day, stored, root),
    ...movementDifferences(day, stored),
    ...rewriteDifferences(day, stored),
    ...lossDifferences(stored),
  ]
}

function doubled(stored: readonly StoredEvent[]): string[] {
  const found = new Map<string, number>()
  for (const { id } of stored) found.set(id, (found.get(id) ?? 0) + 1)
  return stored
    .filter(({ id }) => found.get(id)! > 1)
    .map((event) => `stored ${found.get(event.id)} times: ${event.kind} ${event.key}`)
}

type Placed = { readonly done: Done; readonly process: Process; readonly isRoot: boolean }

function commandDifferences(day: readonly Done[], stored: readonly StoredEvent[], root: string): string[] {
  const problems: string[] = []
  const commands = stored.filter(({ kind }) => kind === 'git.command')
  const bySid = new Map(commands.map((event) => [sidOf(event), event]))
  const bySpan = new Map(commands.map((event) => [event.spanId, event]))
  const known = new Map<string, Placed>()
  for (const done of day) {
    for (const [n, process] of done.measured.processes.entries()) {
      known.set(process.sid, { done, process, isRoot: n === 0 })
    }
  }

  for (const event of commands) {
    const placed = known.get(sidOf(event))
    if (placed === undefined) problems.push(`stored, and in nobody's script: ${told(event)}`)
    else if (ownerOf(placed, root) === 'other') {
      problems.push(`${at(placed.done)}: stored, of another repository: ${told(event)}`)
    }
  }

  const expectedRoots: string[] = []
  for (const placed of known.values()) {
    if (ownerOf(placed, root) !== 'captured') continue
    const event = bySid.get(placed.process.sid)
    const where = `${at(placed.done)}${placed.isRoot ? '' : ` › ${placed.process.names.join('/')}`}`
    if (event === undefined) {
      problems.push(`${where}: not stored: ${placed.process.args.join(' ')}`)
      continue
    }
    problems.push(...processDifferences(placed, event).map((problem) => `${where}: ${problem}`))
    const parents = parentsOf(placed, bySid)
    if (placed.done.step.carriedIn === undefined || !placed.isRoot) {
      const parent = event.parentSpanId === undefined ? undefined : bySpan.get(event.parentSpanId)
      if (parents.length === 0) expectedRoots.push(placed.process.sid)
      if (parents.length === 0 && event.parentSpanId !== undefined) {
        problems.push(`${where}: has a parent, ${parent === undefined ? 'unknown' : told(parent)}`)
      }
      if (parents.length > 0 && !parents.some(({ sid }) => parent !== undefined && sid === sidOf(parent))) {
        problems.push(
          `${where}: beneath ${parent === undefined ? 'nothing' : told(parent)}, not ${parents.map(({ args }) => args.join(' ')).join(' or ')}`,
        )
      } else if (parent !== undefined && parent.traceId !== event.traceId) {
        problems.push(`${where}: its trace isn't its parent's`)
      }
    } else {
      expectedRoots.push(placed.process.sid)
    }
    if (placed.isRoot)
      problems.push(...rootDifferences(placed, event).map((problem) => `${where}: ${problem}`))
  }

  const wanted = new Set(expectedRoots)
  const order = commands
    .filter((event) => wanted.has(sidOf(event)))
    .toSorted((a, b) => Date.parse(a.occurredAt) - Date.parse(b.occurredAt))
    .map(sidOf)
  const present = expectedRoots.filter((sid) => bySid.has(sid))
  const firstWrong = order.findIndex((sid, n) => sid !== present[n])
  if (firstWrong >= 0) {
    problems.push(
      `order: place ${firstWrong} is ${at(known.get(order[firstWrong]!)!.done)}, not ${at(known.get(present[firstWrong]!)!.done)}`,
    )
  }
  return problems
}

/** What answers a fetch or a push, and all beneath it, works in the repository at the other end. */
const AT_THE_OTHER_END = ['upload-pack', 'receive-pack', 'upload-archive']

/** Whose a process is: by its worktree; where it knew none, the line's own when it is the line itself. */
function ownerOf({ done, process, isRoot }: Placed, root: string): 'captured' | 'other' | 'unknown' {
  if (process.names.some((name) => AT_THE_OTHER_END.includes(name))) return 'other'
  const worktree = process.worktree
  // Whose a worktree was can't be told any more when it is gone before its trace is read.
  if (worktree === `${root}/linked` && done.step.place !== 'linked' && process.names.includes('status')) {
    return 'unknown'
  }
  if (worktree !== undefined) {
    return worktree === `${root}/atlas` || worktree === `${root}/linked` ? 'captured' : 'other'
  }
  if (done.step.by !== 'command') return 'other'
  return isRoot ? 'captured' : 'unknown'
}

/** The processes that may have started it, of those that are stored; the nearest that are. */
function parentsOf({ done, process, isRoot }: Placed, stored: ReadonlyMap<string, StoredEvent>): Process[] {
  if (isRoot) return []
  let children: readonly Process[] = [process]
  for (;;) {
    const above = done.measured.processes.filter((candidate) =>
      children.some(
        (child) =>
          candidate.depth === child.depth - 1 &&
          candidate.startUs <= child.startUs &&
          // Of one that was killed, the end isn't known.
          (candidate.exitCode === undefined || child.startUs <= candidate.endUs + CLOCK_SLACK_MS * 1000),
      ),
    )
    if (above.length === 0) return []
    const kept = above.filter(({ sid }) => stored.has(sid))
    if (kept.length > 0) return kept
    children = above
  }
}

function processDifferences({ done, process }: Placed, event: StoredEvent): string[] {
  const problems: string[] = []
  const expect = (what: string, found: unknown, expected: unknown): void => {
    if (JSON.stringify(found) !== JSON.stringify(expected)) {
      problems.push(`${what} is ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`)
    }
  }
  const attributes = event.attributes
  expect('exit code', attributes['process.exit.code'], process.exitCode)
  expect(
    'children',
    attributes['git.child.class'] ?? [],
    process.children.map((child) => child.class),
  )
  if (done.step.secret === undefined) expect('arguments', attributes['process.command_args'], process.args)
  const durationMs = Number(attributes['process.duration_us']) / 1000
  if (!(durationMs >= 0 && durationMs <= done.measured.tookMs)) {
    problems.push(`took ${durationMs} ms, the line ${done.measured.tookMs} ms`)
  }
  const occurredMs = Date.parse(event.occurredAt)
  if (
    occurredMs < done.measured.beganMs - CLOCK_SLACK_MS ||
    occurredMs > done.measured.endedMs + CLOCK_SLACK_MS
  ) {
    problems.push(
      `occurred at ${event.occurredAt}, the line began at ${new Date(done.measured.beganMs).toISOString()}`,
    )
  }
  return problems
}

function rootDifferences({ done }: Placed, event: StoredEvent): string[] {
  const { step, measured } = done
  const attributes = event.attributes
  const problems: string[] = []
  const expect = (what: string, found: unknown, expected: unknown): void => {
    if (found !== expected) problems.push(`${what} is ${String(found)}, expected ${String(expected)}`)
  }
  const exits = step.exits ?? 0
  expect('operation', attributes['vcs.operation.name'], step.name ?? step.line.split(' ')[1])
  expect('alias', attributes['git.command.alias'], step.alias)
  expect('branch', event.branch, step.branch)
  expect('worktree', event.worktree, step.place === 'linked' ? 'linked' : undefined)
  expect('error', attributes['error.type'], step.error ?? (exits === 0 ? undefined : `exit_${exits}`))
  expect('false parent', attributes['git.parent.is_false'] ?? false, step.hasFalseParent ?? false)
  expect('remote parent', attributes['git.parent.is_remote'] ?? false, step.carriedIn !== undefined)
  if (step.carriedIn !== undefined) {
    expect('trace', event.traceId, step.carriedIn.traceId)
    expect('parent', event.parentSpanId, step.carriedIn.spanId)
  }
  const durationMs = Number(attributes['process.duration_us']) / 1000
  if (step.atLeastMs !== undefined && durationMs < step.atLeastMs) {
    problems.push(`took ${durationMs} ms, slept ${step.atLeastMs} ms; the line took ${measured.tookMs} ms`)
  }
  return problems
}

/** Programs beneath each line, at whatever depth; told by the script, found in the stored trees. */
export function missingBeneath(day: readonly Done[], stored: readonly StoredEvent[]): string[] {
  const bySid = new Map(stored.filter(({ kind }) => kind === 'git.command').map((e) => [sidOf(e), e]))
  return day.flatMap((done) => {
    const found = done.measured.processes.flatMap(({ sid }) => {
      const attributes = bySid.get(sid)?.attributes ?? {}
      const names = (attributes['git.child.name'] ?? []) as string[]
      return ((attributes['git.child.class'] ?? []) as string[]).map((kind, n) => `${kind} ${names[n]}`)
    })
    return (done.step.beneath ?? [])
      .filter((wanted) => !found.includes(wanted))
      .map((wanted) => `${at(done)}: ${wanted} isn't beneath it: ${found.join(', ') || 'nothing is'}`)
  })
}

function movementDifferences(day: readonly Done[], stored: readonly StoredEvent[]): string[] {
  const expected = day.flatMap(({ step, movedTo }, n) =>
    step.moves === undefined ? [] : [{ n, said: `${step.moves.name} ${step.moves.ref} ${movedTo}` }],
  )
  const found = stored
    .filter(({ kind }) => kind === 'vcs.operation')
    .map(
      ({ attributes }) =>
        `${String(attributes['vcs.operation.name'])} ${String(attributes['vcs.ref.head.name'])} ${String(attributes['vcs.ref.head.revision'])}`,
    )
  const left = [...found]
  const problems: string[] = []
  for (const { n, said } of expected) {
    const place = left.indexOf(said)
    if (place < 0) problems.push(`${at(day[n]!)}: no vcs.operation: ${said}`)
    else left.splice(place, 1)
  }
  return [...problems, ...left.map((said) => `vcs.operation that nobody did unseen: ${said}`)]
}

function rewriteDifferences(day: readonly Done[], stored: readonly StoredEvent[]): string[] {
  const found = new Set(
    stored
      .filter(({ kind }) => kind === 'vcs.rewrite')
      .map(
        ({ attributes }) =>
          `${String(attributes['vcs.rewrite.type'])} ${String(attributes['vcs.ref.base.revision'])} ${String(attributes['vcs.ref.head.revision'])}`,
      ),
  )
  const problems: string[] = []
  for (const done of day) {
    for (const rewrite of done.rewrites) {
      const said = `${rewrite.type} ${rewrite.old} ${rewrite.new}`
      if (!found.delete(said)) problems.push(`${at(done)}: no vcs.rewrite: ${said}`)
    }
  }
  return [...problems, ...[...found].map((said) => `vcs.rewrite that nobody made: ${said}`)]
}

function lossDifferences(stored: readonly StoredEvent[]): string[] {
  return stored
    .filter(({ kind }) => kind === 'wakelore.capture.loss')
    .map((event) => `something was lost: ${JSON.stringify(event.attributes)}`)
}

function sidOf(event: StoredEvent): string {
  return event.key.replace(/^command\//, '')
}

function at({ step }: Done): string {
  return `${step.place}${step.branch === undefined ? '' : ` (${step.branch})`} $ ${step.line}`
}

function told(event: StoredEvent): string {
  return `${((event.attributes['process.command_args'] ?? []) as string[]).join(' ')} [${event.key}]`
}
