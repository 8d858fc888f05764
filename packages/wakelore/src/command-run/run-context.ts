/**
 * The trace context of a command given to `wakelore run`: what it lies beneath, and the
 * variables by which whatever it starts lies beneath it.
 *
 * A git that is running a hook is nearer than whatever TRACEPARENT says, which was there
 * before it: git knows nothing of it. One that has ended claims nothing: an environment
 * outlives the process that made it.
 */
import { isWriterRunning } from '@wakelore/capture/source/git-trace2/process-alive'
import { parseComponent, spanIdOf, traceIdOf } from '@wakelore/capture/source/git-trace2/session-id'
import {
  formatTraceparent,
  newTraceContext,
  parseTraceparent,
  type TraceContext,
} from '@wakelore/telemetry/context/trace-context'

export type RunContext = {
  readonly span: TraceContext
  readonly parentSpanId: string | undefined
  /** A parent that is stored as wakelore's own: another run, or a git command. */
  readonly parentKind: 'run' | 'git' | undefined
}

type Environment = Readonly<Record<string, string | undefined>>

/** Says to a run within a run, whoever lies between, that it is one. */
const WITHIN_RUN = 'WAKELORE_RUN'

export function makeRunContext(environment: Environment, nowMs: number): RunContext {
  const git = gitParent(environment['GIT_TRACE2_PARENT_SID'] ?? '', nowMs)
  if (git !== undefined) {
    return { span: newTraceContext(git), parentSpanId: git.spanId, parentKind: 'git' }
  }
  const carried = parseTraceparent(environment['TRACEPARENT'] ?? '')
  return {
    span: newTraceContext(carried),
    parentSpanId: carried?.spanId,
    parentKind: carried !== undefined && environment[WITHIN_RUN] !== undefined ? 'run' : undefined,
  }
}

/** What the command's environment says of its span, beside TRACESTATE, which stays as it is. */
export function contextVariables({
  span,
  parentSpanId,
  parentKind,
}: RunContext): Record<string, string | undefined> {
  return {
    TRACEPARENT: formatTraceparent(span),
    // Belongs to the trace that was carried in, and this is another.
    ...(parentKind === 'git' || parentSpanId === undefined ? { TRACESTATE: undefined } : {}),
    // Of this form whatever the flags are: capture knows it by that.
    GIT_TRACE2_PARENT_SID: formatTraceparent({ ...span, flags: 1 }),
    [WITHIN_RUN]: span.spanId,
  }
}

function gitParent(sessionId: string, nowMs: number): TraceContext | undefined {
  const components = sessionId.split('/')
  const own = parseComponent(components.at(-1)!)
  if (own === undefined || !isWriterRunning(own, { nowMs, modifiedMs: nowMs })) return undefined
  const root = components[0]!
  return {
    traceId: parseTraceparent(root)?.traceId ?? traceIdOf(root),
    spanId: spanIdOf(own.component),
    flags: 1,
  }
}
