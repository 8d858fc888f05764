import type { z } from 'zod'
import type { status } from '@wakelore/server/operation/status'
import { lossReason } from '../loss-reason.ts'
import { sections, type RenderContext } from '../render.ts'
import {
  ago,
  bytes,
  clockTime,
  count,
  displayWidth,
  fit,
  padEnd,
  paint,
  pathText,
  printable,
  wrap,
  wrapWords,
} from '../terminal.ts'

type Answer = z.output<typeof status.output>

const DETAIL: Readonly<Record<string, string>> = {
  full: 'keeps everything',
  names: 'keeps names only',
  counts: 'keeps counts only',
  off: 'reading is off',
}

/** Of a terminal's columns, names have one in so many. */
const MOST_NAME_SHARE = 3

export function renderStatus(answer: Answer, context: RenderContext): string {
  const state = [
    wrap(captureFacts(answer, context.nowMs), ' · ', context.width),
    ...telemetryFacts(answer).map((line) => wrapWords(line, context.width)),
    ...captureTroubles(answer, context.nowMs).map((line) => wrapWords(line, context.width)),
    wrap(
      [
        `${count(answer.events, 'event')} in ${bytes(answer.bytes)}`,
        fit(`at ${pathText(answer.store)}`, context.width, 'end'),
      ],
      ' ',
      context.width,
    ),
    answer.keys.length === 0
      ? 'no keys yet'
      : wrap(
          [`opened by ${answer.keys[0]}`, ...answer.keys.slice(1).map((kind) => `or ${kind}`)],
          ' ',
          context.width,
        ),
  ].join('\n')
  if (answer.repos.length === 0)
    return sections(state, 'No repository was read yet: `wakelore PATH` reads one.')
  const longest = Math.max(...answer.repos.map((repo) => displayWidth(printable(repo.name))))
  const width = Math.min(longest, Math.floor(context.width / MOST_NAME_SHARE))
  const room = context.width - width - 4
  const hanging = `\n${' '.repeat(width + 4)}`
  const repos = answer.repos.map((repo) => {
    const facts = [
      `${count(repo.commits, 'commit')}, ${count(repo.events, 'event')}`,
      repo.lastCommitAt === null
        ? 'no commit read yet'
        : `newest ${ago(Date.parse(repo.lastCommitAt), context.nowMs)}`,
      ...Object.entries(repo.detail)
        .filter(([category]) => category !== 'git')
        .map(([category, level]) =>
          category === 'history' ? (DETAIL[level] ?? level) : `${category} ${level}`,
        ),
      ...(repo.captured === null ? [] : [capturedFact(repo.captured, context.nowMs)]),
    ]
    return (
      `  ${paint('bold', padEnd(fit(printable(repo.name), width), width))}  ` +
      wrap(facts, ' · ', room)
        .split('\n')
        .map((line) => wrapWords(line, room))
        .join('\n')
        .replaceAll('\n', hanging) +
      hanging +
      paint('dim', fit(pathText(repo.path.replace(/[/\\]\.git$/, '')), room, 'end'))
    )
  })
  return sections(state, repos.join('\n'))
}

function captureFacts(answer: Answer, nowMs: number): string[] {
  const since = answer.since === null ? '' : ` since ${clockTime(answer.since, nowMs)}`
  const until = answer.pausedUntil === null ? '' : ` until ${clockTime(answer.pausedUntil, nowMs)}`
  return [
    answer.capture === 'off' ? 'capture off' : `capture ${answer.capture}${since}${until}`,
    answer.network === 'none' ? 'network none' : 'network: sinks, when you export',
    answer.daemon === null ? 'daemon none' : `daemon ${answer.daemon.pid}`,
  ]
}

/** Where others may send, and what came of no repository. */
function telemetryFacts({ daemon, unattributed }: Answer): string[] {
  const { listener } = daemon ?? {}
  return [
    ...(listener == null
      ? []
      : [
          `takes in telemetry at ${listener.url}, from this machine only: ` +
            `${count(listener.taken, 'request')} taken, ${listener.refused} refused; connects nowhere`,
        ]),
    ...(unattributed.events === 0
      ? []
      : [
          `${count(unattributed.events, 'event')} of no repository you allowed, kept for ` +
            `${count(unattributed.keptDays, 'day')}: \`wakelore log --unattributed\``,
        ]),
  ]
}

/** What is missing, and what may be about to. */
function captureTroubles(answer: Answer, nowMs: number): string[] {
  const troubles = answer.losses.map(({ reason, from, until, files }) => {
    const lost = files === null ? 'traces of git were lost' : `${count(files, 'trace')} of git lost`
    return `${lost} ${clockTime(from, nowMs)} to ${clockTime(until, nowMs)}: ${lossReason(reason)}`
  })
  const { spool, daemon } = answer
  if (spool !== null && spool.fullSince !== null) {
    troubles.push(`the spool is full since ${clockTime(spool.fullSince, nowMs)}: git writes no more into it`)
  }
  if (answer.capture === 'on' && !answer.inEffect) {
    troubles.push("git's configuration no longer sends traces here: `wakelore doctor` says why")
  }
  if (answer.capture === 'on' && daemon === null) {
    troubles.push('no daemon: what git does is taken in by the next command (`wakelore up` starts one)')
  }
  if (daemon?.attention === 'polling') {
    troubles.push('the system has no file watch left: the daemon looks at the spool twice a second')
  }
  if (daemon !== null && daemon.listener === null) {
    troubles.push('the daemon does not listen: nothing can be sent to it')
  }
  if (daemon !== null && daemon.lastFault !== null) {
    const { code, message, at } = daemon.lastFault
    troubles.push(`the daemon met ${code} ${ago(Date.parse(at), nowMs)}: ${printable(message)}`)
  }
  return troubles
}

function capturedFact(captured: NonNullable<Answer['repos'][number]['captured']>, nowMs: number): string {
  const commands = count(captured.commands, 'git process', 'git processes')
  if (captured.detail === 'off') return `${commands} recorded, none any more`
  const last = captured.lastAt === null ? '' : `, last ${ago(Date.parse(captured.lastAt), nowMs)}`
  const detail = captured.detail === 'full' ? '' : ` (${captured.detail})`
  return `${commands} recorded${detail}${last}`
}
