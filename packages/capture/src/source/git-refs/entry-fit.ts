/**
 * How well an entry of HEAD's reflog fits a command that could have written it: 0 where
 * nothing speaks against it, more where what was typed says otherwise.
 */
import { textsAttribute } from '@wakelore/telemetry/event'
import type { ReflogEntry } from '../git-history/reflog-entries.ts'
import { argumentsOf, type CommandRun } from './command-run.ts'
import type { RefOperation } from './ref-movement.ts'

const UNLIKELY = 2
const CONTRADICTED = 4

export function misfit(entry: ReflogEntry, operation: RefOperation, run: CommandRun): number {
  const args = argumentsOf(run)
  if (args === undefined) return 0
  const { message } = entry
  switch (operation) {
    case 'commit':
      return run.name === 'commit' ? commitMisfit(message, args) : 0
    case 'checkout': {
      const typed = / to (\S+)$/.exec(message)?.[1] ?? ''
      const isNamed = args.some((arg) => arg === typed || arg === '-' || arg.startsWith('@{'))
      return isNamed || typed === 'HEAD' ? 0 : UNLIKELY
    }
    case 'reset': {
      const target = /^reset: moving to (.*)$/.exec(message)?.[1] ?? ''
      return run.name !== 'reset' || target === 'HEAD' || args.includes(target) ? 0 : UNLIKELY
    }
    case 'merge': {
      const merged = /^merge ([^:]*)/.exec(message)?.[1] ?? ''
      return run.name !== 'merge' || args.includes(merged) ? 0 : UNLIKELY
    }
    case 'rebase': {
      if (run.name !== 'rebase') return 0
      const phase = /^[^(]*\((start|abort|finish)\)/.exec(message)?.[1]
      const isResumed = args.some((arg) => ['--continue', '--skip', '--abort', '--quit'].includes(arg))
      if (phase === 'start' && isResumed) return CONTRADICTED
      return phase === 'abort' && !args.includes('--abort') ? CONTRADICTED : 0
    }
    default:
      return 0
  }
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
