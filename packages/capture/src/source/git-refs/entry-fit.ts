/**
 * How well an entry of HEAD's reflog fits a command that could have written it: 0 where
 * nothing speaks against it, more where what was typed says otherwise.
 */
import { numberAttribute, textsAttribute } from '@wakelore/telemetry/event'
import type { ReflogEntry } from '../git-history/reflog-entries.ts'
import { argumentsOf, rebasedBranchOf, type CommandRun } from './command-run.ts'
import { writesAnything, type RefOperation } from './ref-movement.ts'

const UNLIKELY = 2
const CONTRADICTED = 8

export function misfit(
  entry: ReflogEntry,
  operation: RefOperation,
  run: CommandRun,
  ancestors: readonly CommandRun[],
): number {
  const args = argumentsOf(run)
  if (args === undefined) return run.event !== undefined && entry.message === '' ? UNLIKELY : 0
  // git's own word for having done nothing.
  const isFatal = numberAttribute(run.event!, 'process.exit.code') === 128
  const isRebase = operation === 'pull' || operation === 'rebase'
  const pull = isRebase ? [run, ...ancestors].find(({ name }) => name === 'pull') : undefined
  return (
    wordsMisfit(entry, operation, run, args) +
    (isFatal ? UNLIKELY : 0) +
    (pull === undefined ? 0 : pullMisfit(entry.message, pull))
  )
}

function wordsMisfit(
  entry: ReflogEntry,
  operation: RefOperation,
  run: CommandRun,
  args: readonly string[],
): number {
  const { message } = entry
  if (run.name === 'update-ref' || run.name === 'symbolic-ref') {
    return message === (givenMessage(args) ?? '') ? 0 : CONTRADICTED
  }
  switch (operation) {
    case 'commit':
      return run.name === 'commit' ? commitMisfit(message, args) : 0
    case 'checkout': {
      const typed = / to (.*)$/.exec(message)?.[1] ?? ''
      const named = typed === 'HEAD' ? ['--detach', '-d', 'HEAD'] : [typed, '-']
      return args.some((arg) => named.includes(arg) || arg.startsWith('@{')) ? 0 : CONTRADICTED
    }
    case 'reset': {
      const target = /^reset: moving to (.*)$/.exec(message)?.[1] ?? ''
      return run.name !== 'reset' || target === 'HEAD' || args.includes(target) ? 0 : UNLIKELY
    }
    case 'merge': {
      const merged = /^merge ([^:]*)/.exec(message)?.[1]
      return run.name !== 'merge' || merged === undefined || args.includes(merged) ? 0 : UNLIKELY
    }
    case 'rebase':
    case 'pull':
      return rebaseMisfit(message, run.name, args)
    case 'branch': {
      if (writesAnything(run.name)) return 0
      const renamed = /^Branch: renamed \S+ to refs\/heads\/(\S+)$/.exec(message)?.[1]
      return run.name === 'branch' && args.includes(renamed ?? '') ? 0 : CONTRADICTED
    }
    case 'update':
      if (message === '') return run.name === 'worktree' ? 0 : UNLIKELY
      return message.endsWith(': updating HEAD') && run.name !== 'reset' ? CONTRADICTED : 0
    default:
      return 0
  }
}

/** A pull calls itself by all that was typed, and so does what it starts. */
function pullMisfit(message: string, pull: CommandRun): number {
  const typed = ['pull', ...(argumentsOf(pull) ?? [])].join(' ')
  return message.startsWith(typed) || argumentsOf(pull) === undefined ? 0 : UNLIKELY
}

function rebaseMisfit(message: string, name: string, args: readonly string[]): number {
  const phase = / \((start|pick|continue|finish|abort)\): /.exec(message)?.[1]
  if ((phase === 'abort') !== (name === 'rebase' && args.includes('--abort'))) return CONTRADICTED
  // A rebase starts a commit of its own for what isn't just picked.
  if (name === 'commit')
    return phase === 'start' || phase === 'finish' ? CONTRADICTED : phase === 'pick' ? UNLIKELY : 0
  if (name !== 'rebase') return phase === 'continue' ? CONTRADICTED : 0
  const branch = rebasedBranchOf(args)
  const switched = /^rebase: checkout (\S+)$/.exec(message)?.[1]
  if (switched !== undefined) return branch === switched ? 0 : CONTRADICTED
  const isResumed = args.some(resumes)
  switch (phase) {
    case 'start': {
      if (isResumed) return CONTRADICTED
      const upstream = / \(start\): checkout (.*)$/.exec(message)?.[1] ?? ''
      return args.includes(upstream) || args.every((arg) => arg.startsWith('-')) ? 0 : UNLIKELY
    }
    case 'continue':
      return isResumed ? 0 : CONTRADICTED
    case 'finish':
      return branch === undefined || message.endsWith(`refs/heads/${branch}`) ? 0 : CONTRADICTED
    default:
      return 0
  }
}

/** Whether it is of a rebase that has begun with an entry before. */
export function isFurtherStep(message: string): boolean {
  return /^(?:rebase|pull)\b.*? \((?:pick|reword|edit|fixup|squash|merge|finish)\): /.test(message)
}

/** Whether it goes on with what another command began; so does what a script runs, for all that is known. */
export function isResumedRebase(run: CommandRun): boolean {
  const args = argumentsOf(run)
  return args === undefined || (run.name === 'rebase' && args.some(resumes))
}

function resumes(option: string): boolean {
  return option === '--continue' || option === '--skip'
}

function commitMisfit(message: string, args: readonly string[]): number {
  if (message.startsWith('commit (amend)') !== args.includes('--amend')) return CONTRADICTED
  const subject = message.slice(message.indexOf(': ') + 2)
  const given = givenMessage(args)
  return given === undefined || given.trim().split('\n', 1)[0]!.trim() === subject ? 0 : UNLIKELY
}

function givenMessage(args: readonly string[]): string | undefined {
  for (const [at, arg] of args.entries()) {
    if (/^-[a-zA-Z]*m$/.test(arg) || arg === '--message') return args[at + 1]
    if (arg.startsWith('--message=')) return arg.slice('--message='.length)
  }
  return undefined
}

/**
 * Microseconds between which a command itself moves HEAD: after the hooks that may
 * forbid it, before those that are told of it.
 */
export function movingTime(run: CommandRun): { readonly fromUs: number; readonly untilUs: number } {
  let fromUs = run.startUs
  let untilUs = run.endUs
  const numbers = (name: string): readonly number[] => {
    const value = run.event?.attributes[name]
    return Array.isArray(value) ? (value as readonly number[]) : []
  }
  if (run.event !== undefined) {
    const classes = textsAttribute(run.event, 'git.child.class')
    const names = textsAttribute(run.event, 'git.child.name')
    const starts = numbers('git.child.start_us')
    const durations = numbers('git.child.duration_us')
    for (const [at, kind] of classes.entries()) {
      if (kind !== 'hook') continue
      const startUs = run.startUs + (starts[at] ?? 0)
      if (names[at]?.startsWith('post-') === true) untilUs = Math.min(untilUs, startUs)
      else if (names[at] !== 'reference-transaction') {
        fromUs = Math.max(fromUs, startUs + Math.max(durations[at] ?? 0, 0))
      }
    }
  }
  return { fromUs, untilUs }
}
