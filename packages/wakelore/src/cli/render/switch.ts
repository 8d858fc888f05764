/** What is told of turning ambient capture on and off: exactly what is written, recorded, left lying and undone. */
import type { z } from 'zod'
import { GIT_TRACE2_MAX_FILES } from '@wakelore/capture/source/git-trace2/global-config'
import type { off } from '@wakelore/server/operation/off'
import type { on } from '@wakelore/server/operation/on'
import type { pause } from '@wakelore/server/operation/pause'
import type { uninstall } from '@wakelore/server/operation/uninstall'
import { foldedTo, PROSE_COLUMNS, room, row } from '../labelled-row.ts'
import { sections, type RenderContext } from '../render.ts'
import { clockTime, count, paint, pathText, printable, wrap } from '../terminal.ts'

type On = z.output<typeof on.output>
type Off = z.output<typeof off.output>

const RECORDED = {
  counts: 'Each git command in it: which, when, how long, how it ended. Neither names nor texts.',
  names:
    'Each git command in it: which, when, how long, how it ended, on which branch, and the names of what it started. Neither arguments nor messages.',
  full: 'Each git command in it: when, how long, how it ended, on which branch, with its arguments, its error messages and the commands it started; secrets redacted.',
} as const

export function renderOn(answer: On, context: RenderContext): string {
  const { repository, daemon, done, detail } = answer
  const name = paint('bold', printable(repository.name))
  const warnings = answer.warnings.map((warning) => warningLine(warning, context)).join('\n')
  if (!done) {
    return sections(
      `Record git commands in ${name}, ${pathText(repository.path)}`,
      planRows(answer, context),
      warnings,
    )
  }
  const taker =
    daemon.pid === null
      ? 'No daemon runs: commands that read the store take in what git leaves.'
      : daemon.by === 'nobody'
        ? `The daemon, process ${daemon.pid}, takes in what git leaves. Nobody starts it again after a reboot (${printable(daemon.remark ?? '')}): wakelore up does.`
        : `The daemon, process ${daemon.pid}, takes in what git leaves; ${daemon.by} starts it at every login.`
  return sections(
    `Git commands in ${name} are recorded ${answer.needed ? 'from now on' : 'already'} (${detail}).`,
    prose(`${taker} wakelore off undoes it all, wakelore pause 1h interrupts it.`, context),
    warnings,
  )
}

function planRows(answer: On, context: RenderContext): string {
  const { detail, spool, store, daemon } = answer
  const fold = (text: string): string[] => foldedTo(room(context), text)
  const grants =
    answer.files.flatMap(({ what, text }) => (what === 'consent' ? [grantsIn(text)] : []))[0] ?? {}
  const beside = (path: string, end: string, note: string): string[] =>
    wrap([`${pathText(path)}${end}`, note], ' ', room(context)).split('\n')
  const written = answer.files.flatMap(({ path, what, change, text }) => {
    switch (what) {
      case 'git-config':
        return [
          ...beside(path, ',', change === 'created' ? 'a new file:' : 'at its end:'),
          ...text
            .trim()
            .split(/\r?\n/)
            .map((line) => paint('green', `  ${printable(line.replace('\t', '  '))}`)),
        ]
      case 'unit':
        return beside(path, ',', 'which runs the daemon')
      case 'consent':
        return beside(
          path,
          ':',
          Object.entries(grantsIn(text))
            .map(([category, level]) => `${category} ${level}`)
            .join(', '),
        )
      case 'state':
        return beside(path, ',', 'to undo it')
    }
  })
  return [
    row(
      'Recorded',
      fold(grants['history'] === undefined ? RECORDED[detail] : `${RECORDED[detail]} Its history, too.`),
    ),
    row('Kept', ['Sealed, on this machine only, in', pathText(store)]),
    row('In passing', [
      ...fold('Every git of yours, in whatever repository, leaves its trace in plain text in'),
      pathText(spool),
      ...fold(
        'which only you can read. The daemon takes it in within a second and deletes it; that of other repositories unread. ' +
          `While no daemon runs, ${count(GIT_TRACE2_MAX_FILES)} at most wait there until a command reads the store.`,
      ),
    ]),
    row('Written', written),
    row(
      'Daemon',
      fold(
        daemon.by === 'nobody'
          ? `Started now; not again after a reboot, since ${printable(daemon.remark ?? '')}.`
          : `Started now and at every login, by ${daemon.by}.`,
      ),
    ),
    row('Undone', fold('To the byte by wakelore off.')),
  ].join('\n')
}

/** `{"detail":{"history":"full","git":"full"}}`: what would be allowed. */
function grantsIn(text: string): Readonly<Record<string, string>> {
  return (JSON.parse(text) as { detail: Readonly<Record<string, string>> }).detail
}

export function renderOff(answer: Off, context: RenderContext): string {
  const names = answer.repositories.map(({ name }) => paint('bold', printable(name)))
  const recorded =
    names.length > 0
      ? `Git commands in ${names.join(', ')} are no longer recorded.`
      : answer.whole
        ? answer.telemetry.length > 0
          ? 'No git commands were recorded.'
          : 'Nothing was being recorded.'
        : `Git commands are not recorded there; of other repositories they are. ${paint('cyan', 'wakelore off')} ends that too.`
  const muted = answer.telemetry.map(({ name }) => paint('bold', printable(name)))
  return sections(
    [
      recorded,
      ...(muted.length === 0 ? [] : [`Telemetry of ${muted.join(', ')} is no longer kept.`]),
      ...configLines(answer),
    ].join('\n'),
    answer.remarks.map((remark) => warningLine(remark, context)).join('\n'),
    names.length + muted.length > 0 ? paint('dim', 'What is stored stays.') : '',
  )
}

function configLines({ config }: Off): string[] {
  if (config === null) return []
  const file = config.file === null ? "git's global configuration" : pathText(config.file)
  switch (config.outcome) {
    case 'removed':
      return [`What was added to ${file} is taken out again.`]
    case 'kept':
      return [`What was added to ${file} is taken out again, but for trace2.maxFiles, which may be yours.`]
    case 'absent':
      return config.file === null ? [] : [`What was added to ${file} was gone already.`]
  }
}

export function renderPause(answer: z.output<typeof pause.output>, context: RenderContext): string {
  const until = clockTime(answer.until, context.nowMs)
  const resumed =
    answer.daemon === null
      ? `No daemon runs: the first command after that which reads the store goes on recording.`
      : `The daemon, process ${answer.daemon}, goes on recording then.`
  return sections(
    `Nothing is recorded until ${paint('bold', until)}.`,
    prose(`${resumed} wakelore on does so now.`, context),
    answer.remarks.map((remark) => warningLine(remark, context)).join('\n'),
  )
}

export function renderUninstall(answer: z.output<typeof uninstall.output>, context: RenderContext): string {
  const kept =
    answer.kept.length === 0
      ? ''
      : row('Kept', [
          ...answer.kept.map(({ path, what }) => `${pathText(path)}, ${what}`),
          ...foldedTo(room(context), 'Delete them by hand where you want nothing kept.'),
        ])
  const removed =
    answer.removed.length === 0 ? ['nothing: none of it is there'] : answer.removed.map(pathText)
  if (answer.off !== null) {
    return sections(renderOff(answer.off, context), [row('Removed', removed), kept].join('\n'))
  }
  return sections(
    'Turn capture off and remove what wakelore made',
    [row('Removed', removed), kept].join('\n'),
  )
}

function prose(text: string, context: RenderContext): string {
  return foldedTo(Math.min(context.width, PROSE_COLUMNS), text).join('\n')
}

function warningLine(text: string, context: RenderContext): string {
  return foldedTo(Math.min(context.width, PROSE_COLUMNS) - 2, printable(text))
    .map((line, index) => (index === 0 ? `${paint('yellow', '!')} ${line}` : `  ${line}`))
    .join('\n')
}
