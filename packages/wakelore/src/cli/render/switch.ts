/** What is told of turning ambient capture on and off: exactly what is written, recorded, left lying and undone. */
import type { z } from 'zod'
import type { off } from '@wakelore/server/operation/off'
import type { on } from '@wakelore/server/operation/on'
import type { pause } from '@wakelore/server/operation/pause'
import type { uninstall } from '@wakelore/server/operation/uninstall'
import { sections, type RenderContext } from '../render.ts'
import { clockTime, count, paint, pathText, printable, wrap } from '../terminal.ts'

type On = z.output<typeof on.output>
type Off = z.output<typeof off.output>

const LABEL_WIDTH = 12
/** Prose is easier to read in lines that aren't longer. */
const PROSE_COLUMNS = 88

const RECORDED = {
  counts: 'each git command in it: which, when, how long, how it ended; neither names nor texts',
  names:
    'each git command in it: which, when, how long, how it ended, on which branch, and the names of what it started; neither arguments nor messages',
  full: 'each git command in it: when, how long, how it ended, on which branch, with its arguments, its error messages and the commands that it started; secrets redacted',
} as const

export function renderOn(answer: On, context: RenderContext): string {
  const { repository, daemon, done } = answer
  const name = paint('bold', printable(repository.name))
  const warnings = answer.warnings.map((warning) => warningLine(warning, context)).join('\n')
  if (!done) {
    return sections(
      `Record git commands in ${name}, ${pathText(repository.path)}`,
      planRows(answer, context),
      warnings,
    )
  }
  const state = answer.needed
    ? `Git commands in ${name} are recorded from now on`
    : `Git commands in ${name} are recorded already`
  const taker =
    daemon.pid === null
      ? 'No daemon runs: commands that read the store take them in.'
      : daemon.by === 'nobody'
        ? `The daemon, process ${daemon.pid}, takes them in until you log out; ${printable(daemon.remark ?? '')}.`
        : `The daemon, process ${daemon.pid}, takes them in; ${daemon.by} starts it at every login.`
  return sections(
    `${state} (${answer.detail}).`,
    [
      prose(taker, context),
      `${paint('cyan', 'wakelore off')} undoes it, ${paint('cyan', 'wakelore pause 1h')} interrupts it.`,
    ].join('\n'),
    warnings,
  )
}

function planRows(answer: On, context: RenderContext): string {
  const { detail, spool, store, files, daemon } = answer
  const config = files.find(({ what }) => what === 'git-config')
  const unit = files.find(({ what }) => what === 'unit')
  const consent = files.find(({ what }) => what === 'consent')
  const rows = [
    row('Recorded', [sentence(RECORDED[detail])], context),
    row('Kept', [`Sealed, on this machine only, in`, pathText(store)], context),
    row(
      'In passing',
      [
        'Every git of yours, in all repositories, leaves its trace in plain text in',
        pathText(spool),
        'which only you can read. The daemon takes it in within a second and deletes it; of other repositories unread. ' +
          'Without a daemon traces wait there, 2,000 at most, until a command reads the store.',
      ],
      context,
    ),
    config === undefined
      ? ''
      : row(
          'Written',
          [
            `${pathText(config.path)}, ${config.change === 'created' ? 'a new file' : 'at its end'}:`,
            ...config.text
              .trim()
              .split(/\r?\n/)
              .map((line) => paint('green', `  ${printable(line.replace('\t', '  '))}`)),
          ],
          context,
        ),
    consent === undefined
      ? ''
      : row(config === undefined ? 'Written' : '', [`${pathText(consent.path)}: what you allow`], context),
    unit === undefined
      ? ''
      : row(
          config === undefined && consent === undefined ? 'Written' : '',
          [`${pathText(unit.path)}, a new file`],
          context,
        ),
    row(
      'Daemon',
      [
        daemon.by === 'nobody'
          ? `Started now, and not at the next login: ${printable(daemon.remark ?? '')}.`
          : `Started now and at every login by ${daemon.by}.`,
      ],
      context,
    ),
    row('Undone', ['By wakelore off, to the byte. All that is written, word for word: --json.'], context),
  ]
  return rows.filter((part) => part !== '').join('\n')
}

export function renderOff(answer: Off, context: RenderContext): string {
  const names = answer.repositories.map(({ name }) => paint('bold', printable(name)))
  const recorded =
    names.length > 0
      ? `Git commands in ${names.join(', ')} are no longer recorded.`
      : answer.whole
        ? 'Nothing was recorded.'
        : `Git commands are not recorded there; of other repositories they are. ${paint('cyan', 'wakelore off')} ends that too.`
  return sections(
    [recorded, ...configLines(answer)].join('\n'),
    answer.remarks.map((remark) => warningLine(remark, context)).join('\n'),
    names.length > 0 ? paint('dim', 'What is stored stays.') : '',
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
  const list = (paths: readonly string[]): string[] => paths.map((path) => pathText(path))
  const kept = row(
    'Kept',
    answer.kept.flatMap(({ path, what }) => [`${pathText(path)}, ${what}`]),
    context,
  )
  if (answer.off === null) {
    const removed = answer.removed.length === 0 ? ['nothing is there'] : list(answer.removed)
    return sections(
      'Turn capture off, and remove what wakelore made',
      [
        row('Removed', removed, context),
        kept,
        row('', ['Delete these by hand where you want nothing kept.'], context),
      ].join('\n'),
    )
  }
  return sections(
    renderOff(answer.off, context),
    answer.kept.length === 0
      ? ''
      : [
          row(
            'Kept',
            answer.kept.map(({ path, what }) => `${pathText(path)}, ${what}`),
            context,
          ),
          row('', ['`rm -r` them where you want nothing kept.'], context),
        ].join('\n'),
    paint('dim', `${count(answer.removed.length, 'file or directory', 'files and directories')} removed.`),
  )
}

/** Lines beneath one another behind a label; a line that is a sentence is folded. */
function row(label: string, lines: readonly string[], context: RenderContext): string {
  const room = Math.min(context.width, PROSE_COLUMNS) - LABEL_WIDTH - 2
  const indent = ' '.repeat(LABEL_WIDTH + 2)
  const folded = lines.flatMap((line) =>
    /^\S+ .* /.test(line) ? wrap(line.split(' '), ' ', room).split('\n') : [line],
  )
  return folded
    .map((line, index) =>
      index === 0 ? `  ${paint('dim', label.padEnd(LABEL_WIDTH))}${line}` : indent + line,
    )
    .join('\n')
}

function prose(text: string, context: RenderContext): string {
  return wrap(text.split(' '), ' ', Math.min(context.width, PROSE_COLUMNS))
}

function warningLine(text: string, context: RenderContext): string {
  const lines = wrap(printable(text).split(' '), ' ', Math.min(context.width, PROSE_COLUMNS) - 2).split('\n')
  return lines
    .map((line, index) => (index === 0 ? `${paint('yellow', '!')} ${line}` : `  ${line}`))
    .join('\n')
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
