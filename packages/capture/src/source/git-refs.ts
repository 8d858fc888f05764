/**
 * What refs tell beside the commands that git itself traced: on which branch each
 * command ran and where it left HEAD, what moved refs without a git command, and what
 * was rewritten into what.
 */
import type { Clock } from '@wakelore/kernel/clock'
import { MS_PER_SECOND } from '@wakelore/kernel/clock'
import { numberAttribute, textAttribute, type DevelopmentEvent } from '@wakelore/telemetry/event'
import type { Git } from '@wakelore/vault/git'
import type { Repository } from '@wakelore/vault/repository'

export type GitRefsPlace = { readonly git: Git; readonly repository: Repository; readonly clock: Clock }

/** When a command ran, of those handed in before; JSON. */
export type CommandWindow = {
  readonly startMs: number
  readonly endMs: number
  readonly worktree?: string
  readonly name: string
}

export type RefsRequest = {
  /** New `git.command` events of this repository, of any worktree. */
  readonly commands: readonly DevelopmentEvent[]
  /** Commands of the last minutes that were handed in before. */
  readonly earlier: readonly CommandWindow[]
  /** Movements and rewrites are told of reflog entries from here on … */
  readonly judgedMs: number
  /** … and up to this: every command that began before it was handed in. */
  readonly settledMs: number
  /** Of these periods nothing is told as done in process. */
  readonly losses: readonly { readonly fromMs: number; readonly untilMs: number }[]
}

export type RefsRead = {
  /** The request's commands, in their order, with branch and revision. */
  readonly commands: readonly DevelopmentEvent[]
  readonly events: readonly DevelopmentEvent[]
  /** Up to where was judged; what the next request begins from. */
  readonly judgedMs: number
}

export async function readGitRefs(
  _place: GitRefsPlace,
  request: RefsRequest,
  options: { readonly signal?: AbortSignal } = {},
): Promise<RefsRead> {
  options.signal?.throwIfAborted()
  const settledMs = Math.floor(request.settledMs / MS_PER_SECOND) * MS_PER_SECOND
  return { commands: request.commands, events: [], judgedMs: Math.max(request.judgedMs, settledMs) }
}

export function commandWindow(event: DevelopmentEvent): CommandWindow {
  const durationMs = (numberAttribute(event, 'process.duration_us') ?? 0) / 1000
  return {
    startMs: event.occurredAt,
    endMs: event.occurredAt + durationMs,
    ...(event.worktree === undefined ? {} : { worktree: event.worktree }),
    name: textAttribute(event, 'vcs.operation.name') ?? '',
  }
}
