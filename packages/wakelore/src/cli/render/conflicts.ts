/**
 * Pairs of branches that collide, most files first, each file with the lines of the branch
 * that is named first; a table of who collides with whom where it fits; and in the end what
 * was looked at, so that silence can be told from not having looked.
 */
import type { z } from 'zod'
import type { conflicts } from '@wakelore/server/operation/conflicts'
import { sections, type RenderContext } from '../render.ts'
import {
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

type Answer = z.output<typeof conflicts.output>
type Pair = Answer['pairs'][number]
type File = Pair['files'][number]

const INDENT = '  '
const MOST_PAIRS = 12
const MOST_FILES = 8
const MOST_RANGES = 6
const MOST_NAMES = 8
const MOST_FAILURES = 3
/** A table of fewer tells nothing that the list doesn't; one of more fits nowhere. */
const LEAST_MATRIX_PAIRS = 3
const MOST_MATRIX_BRANCHES = 12
const NAME_COLUMNS = 32

export function renderConflicts(answer: Answer, context: RenderContext): string {
  // What collides with the default branch collides with all that have its changes: that is told with it.
  const own = answer.pairs.filter(({ alsoWithDefault }) => !alsoWithDefault)
  const shown = own.slice(0, MOST_PAIRS)
  const more = own.slice(MOST_PAIRS)
  return sections(
    header(answer, context),
    matrix(own, context),
    ...shown.map((pair) => pairText(pair, answer, context)),
    more.length === 0
      ? ''
      : paint(
          'dim',
          wrapWords(
            `${count(more.length)} more pairs of no more files each: \`--json\` has all, \`--branch\` those of one.`,
            context.width,
          ),
        ),
    paint('dim', looked(answer, context)),
  )
}

function header({ pairs, branches, compared, failed, leftOut }: Answer, { width }: RenderContext): string {
  if (pairs.length > 0) {
    return paint(
      'bold',
      `${count(pairs.length, 'pair')} of ${count(branches, 'branch', 'branches')} would collide`,
    )
  }
  if (compared === 0) {
    return branches === 0
      ? 'There is no branch to look at.'
      : wrapWords('There is one branch to look at, and so nothing to collide with.', width)
  }
  if (failed.length > 0) return 'Nothing collides, of what git could merge.'
  return leftOut.pairs > 0 ? 'Nothing collides so far.' : 'Nothing collides.'
}

function pairText(pair: Pair, answer: Answer, { width }: RenderContext): string {
  const { a, b, files } = pair
  const room = Math.max(10, Math.floor((width - 16) / 2))
  const names = `${fit(printable(a), room)} ✕ ${fit(printable(b), room)}`
  const shown = files.slice(0, MOST_FILES)
  const rest = files.length - shown.length
  const paths = shown.map(({ path }) => pathText(path))
  const longest = Math.max(...paths.map(displayWidth))
  const pathColumns = Math.min(longest, Number.isFinite(width) ? Math.floor(width / 2) : longest)
  const kindColumns = Math.max(...shown.map(({ kind }) => displayWidth(kind)))
  return [
    `${paint('bold', names)}  ${paint('dim', count(files.length, 'file'))}`,
    ...shown.map((file, index) => {
      const left = `${INDENT}${padEnd(fit(paths[index]!, pathColumns, 'end'), pathColumns)}  ${padEnd(file.kind, kindColumns)}`
      return `${left}  ${paint('dim', fit(evidence(file), width - displayWidth(left) - 2))}`.trimEnd()
    }),
    ...(rest > 0 ? [paint('dim', `${INDENT}and ${count(rest, 'file')} more`)] : []),
    ...alike(pair, answer).map((note) => paint('dim', INDENT + fit(note, width - INDENT.length))),
  ].join('\n')
}

/** Of a pair with the default branch: who else has its changes. */
function alike({ a, b }: Pair, { pairs, defaultBranch }: Answer): string[] {
  if (a !== defaultBranch && b !== defaultBranch) return []
  const branch = a === defaultBranch ? b : a
  const others = pairs.filter((pair) => pair.alsoWithDefault && (pair.a === branch || pair.b === branch))
  if (others.length === 0) return []
  return [
    `the same with ${count(others.length, 'branch', 'branches')} that ${others.length === 1 ? 'has' : 'have'} it from there`,
  ]
}

function evidence({ ranges, driver, pathInA }: File): string {
  const shown = ranges
    .slice(0, MOST_RANGES)
    .map(([first, last]) =>
      last < first ? `before ${first}` : first === last ? `${first}` : `${first}–${last}`,
    )
  const rest = ranges.length - shown.length
  return [
    ...(ranges.length === 0 ? [] : [`${shown.join(', ')}${rest > 0 ? ` and ${count(rest)} more` : ''}`]),
    ...(pathInA === null ? [] : [`in ${pathText(pathInA)}`]),
    ...(driver === null ? [] : [`your driver ${printable(driver)} wasn’t run`]),
  ].join(' · ')
}

/** How many files collide, of every two branches that have such a pair. */
function matrix(pairs: readonly Pair[], { width }: RenderContext): string {
  const names = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))]
  if (pairs.length < LEAST_MATRIX_PAIRS || names.length > MOST_MATRIX_BRANCHES) return ''
  const shown = names.map((name) => fit(printable(name), NAME_COLUMNS))
  const nameColumns = Math.max(...shown.map(displayWidth))
  const files = new Map(
    pairs.flatMap(
      ({ a, b, files: { length } }) =>
        [
          [`${a}\0${b}`, length],
          [`${b}\0${a}`, length],
        ] as const,
    ),
  )
  const cellColumns = Math.max(2, ...[...files.values()].map((length) => String(length).length)) + 1
  if (nameColumns + 4 + names.length * cellColumns > width) return ''
  const letter = (index: number): string => String.fromCharCode('a'.charCodeAt(0) + index)
  const heads = names.map((_, index) => letter(index).padStart(cellColumns)).join('')
  return [
    paint('dim', ' '.repeat(nameColumns + 4) + heads),
    ...names.map((row, index) => {
      const cells = names.map((column, place) => {
        const found = files.get(`${row}\0${column}`)
        const cell = (place === index ? '·' : found === undefined ? '' : String(found)).padStart(cellColumns)
        return found === undefined ? paint('dim', cell) : paint('red', cell)
      })
      return `${paint('dim', letter(index))}  ${padEnd(shown[index]!, nameColumns)} ${cells.join('')}`.trimEnd()
    }),
  ].join('\n')
}

function looked(answer: Answer, context: RenderContext): string {
  const { branches, compared, merged, pairs, alreadyMerged, leftOut, defaultBranch } = answer
  const contained = alreadyMerged.filter(({ into, how }) => into === defaultBranch && how === 'contained')
  const sameChanges = alreadyMerged.filter(({ how }) => how === 'same-changes')
  const elsewhere = alreadyMerged.filter(({ into }) => into !== defaultBranch)
  const sentences = [
    compared === 0
      ? ''
      : `${count(branches, 'branch', 'branches')}, ${count(compared, 'pair')}: ${
          merged === 0
            ? answer.failed.length > 0
              ? 'none could be merged'
              : 'none changed the same paths'
            : `${count(merged)} ${merged === 1 ? 'shares' : 'share'} paths and ${merged === 1 ? 'was' : 'were'} merged, ${pairs.length === 0 ? 'none' : count(pairs.length)} ${pairs.length === 1 ? 'collides' : 'collide'}`
        }.`,
    contained.length === 0
      ? ''
      : `Already in ${printable(defaultBranch!)}: ${listed(contained.map(({ branch }) => branch))}.`,
    sameChanges.length === 0
      ? ''
      : `There by other commits, merging changes nothing: ${listed(sameChanges.map(({ branch }) => branch))}.`,
    elsewhere.length === 0
      ? ''
      : `Contained in another: ${listed(elsewhere.map(({ branch, into }) => `${branch} in ${into}`))}.`,
    answer.sameCommit.length === 0
      ? ''
      : `The same commit: ${listed(answer.sameCommit.map(({ branch, as }) => `${branch} as ${as}`))}.`,
    answer.unrelated.length === 0
      ? ''
      : `Without a commit in common${answer.shallow ? ' here, where history is cut off' : ''}, and not merged: ${listed(
          answer.unrelated.map(({ a, b }) => `${a} and ${b}`),
          leftOut.unrelated,
        )}.`,
    ...failures(answer),
    answer.unreadable.length === 0 ? '' : `Unreadable, and left out: ${listed(answer.unreadable)}.`,
    leftOut.pairs === 0
      ? ''
      : `Time didn’t suffice for ${count(leftOut.pairs, 'more pair')}: asking again goes on with them.`,
    leftOut.branches === 0
      ? ''
      : `${count(leftOut.branches, 'older branch', 'older branches')} beyond that: \`--branch\` looks at those of one.`,
    leftOut.older === 0
      ? ''
      : `${count(leftOut.older, 'branch', 'branches')} without a commit since ${clockTime(answer.since!, context.nowMs)} left out: \`--all\` takes them in.`,
  ]
  return sentences
    .filter((sentence) => sentence !== '')
    .map((sentence) => wrap(sentence.split(' '), ' ', context.width))
    .join('\n')
}

/** What git said of the first, each once. */
function failures({ failed, leftOut }: Answer): string[] {
  const groups = [...Map.groupBy(failed, ({ message }) => message)]
  const told = groups.slice(0, MOST_FAILURES).map(([message, pairs]) => {
    const names = listed(pairs.map(({ a, b }) => `${a} and ${b}`))
    return `git can’t merge ${names}: ${printable(message)}.`
  })
  const beyond = groups.slice(MOST_FAILURES).reduce((sum, [, pairs]) => sum + pairs.length, leftOut.failed)
  return beyond === 0 ? told : [...told, `Nor ${count(beyond, 'other pair')}.`]
}

function listed(names: readonly string[], beyond = 0): string {
  const shown = names.slice(0, MOST_NAMES).map(printable)
  const rest = names.length - shown.length + beyond
  return `${shown.join(', ')}${rest > 0 ? ` and ${count(rest)} more` : ''}`
}
