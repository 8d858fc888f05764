/**
 * A day in ten lines: per branch what became of it, under it its changes as far as there is
 * room, then what was abandoned. However busy the day was, every branch is named before any
 * has its second change told.
 */
import type { BranchDay, Day, Rebased, Reset, Runs } from '../today.ts'
import type { Change } from './changes.ts'

export type StandUpLine = {
  readonly kind: 'branch' | 'change' | 'abandoned' | 'more'
  /** Undefined: not known, or of several. */
  readonly branch: string | undefined
  readonly text: string
  /** What else is to be said of it, in words. */
  readonly note: string
  /** Hashes of the commits that it is told by. */
  readonly evidence: readonly string[]
}

export type Subject = {
  /** Where it changed something: a few directories or files. */
  readonly areas: readonly string[]
  /** Issues and pull requests that it names. */
  readonly references: readonly string[]
}

const MOST_ABANDONED = 3
const MOST_WORDS = 3

export function standUp(
  { branches, abandoned }: Pick<Day, 'branches' | 'abandoned'>,
  subjectOf: (sha: string) => Subject,
  mostLines: number,
): StandUpLine[] {
  const tips = withoutBeneath(abandoned)
  const toldAbandoned = tips.slice(-MOST_ABANDONED)
  const rest = tips.slice(0, -MOST_ABANDONED)
  const room = mostLines - toldAbandoned.length - (rest.length > 0 ? 1 : 0)
  const toldBranches = branches.slice(0, Math.max(1, branches.length > room ? room - 1 : room))
  const left = branches.slice(toldBranches.length)
  const counts = shareRoom(toldBranches, room - toldBranches.length - (left.length > 0 ? 1 : 0))
  const lines: StandUpLine[] = []
  for (const [at, branch] of toldBranches.entries()) {
    lines.push(branchLine(branch, subjectOf))
    const told = branch.changes.slice(-counts[at]!)
    for (const change of counts[at] === 0 ? [] : told) lines.push(changeLine(change, branch.name))
  }
  if (left.length > 0) {
    const changes = left.flatMap((branch) => branch.changes)
    lines.push({
      kind: 'more',
      branch: undefined,
      text: `${left.length} more branch${left.length === 1 ? '' : 'es'}`,
      note: counted(changes.length, 'commit'),
      evidence: changes.map(({ sha }) => sha),
    })
  }
  for (const change of toldAbandoned) {
    lines.push({ ...changeLine(change, change.branch), kind: 'abandoned' })
  }
  if (rest.length > 0) {
    lines.push({
      kind: 'more',
      branch: undefined,
      text: `${rest.length} more`,
      note: '',
      evidence: rest.map(({ sha }) => sha),
    })
  }
  return lines
}

/** Those that bring back all the others. */
function withoutBeneath(abandoned: readonly Change[]): Change[] {
  const covered = new Set(abandoned.flatMap(({ beneath }) => beneath))
  return abandoned.filter(({ sha }) => !covered.has(sha))
}

/** How many changes of each branch are told: in turn, one each. */
function shareRoom(branches: readonly BranchDay[], room: number): number[] {
  const counts = branches.map(() => 0)
  for (let left = room, isDone = false; left > 0 && !isDone;) {
    isDone = true
    for (const [at, { changes }] of branches.entries()) {
      if (left === 0 || counts[at]! >= changes.length) continue
      counts[at]!++
      left--
      isDone = false
    }
  }
  return counts
}

function branchLine(branch: BranchDay, subjectOf: (sha: string) => Subject): StandUpLine {
  const { changes, merged, rebased, picked, applied, resets } = branch
  const subjects = changes.map(({ sha }) => subjectOf(sha))
  const note = [
    branch.isCreated ? 'new' : '',
    branch.renamedFrom === undefined ? '' : `was ${branch.renamedFrom}`,
    ...rebases(rebased),
    merged.length === 0 ? '' : `merged ${some(merged.map(({ name }) => name || 'another'))}`,
    picked.length === 0 ? '' : `picked ${counted(picked.length, 'commit')}`,
    applied.length === 0 ? '' : `applied ${counted(applied.length, 'patch', 'patches')}`,
    resets.length === 0 ? '' : `reset to ${some(destinations(resets))}`,
    ...branch.runs.map((one) => `ran ${one.command}${times(one.runs)}${failures(one)}`),
    branch.stashes === 0 ? '' : `stashed${times(branch.stashes)}`,
    branch.pulls === 0 ? '' : `pulled${times(branch.pulls)}`,
    branch.pushes === 0 ? '' : `pushed${times(branch.pushes)}`,
    branch.isGone ? 'gone now' : '',
  ].filter((part) => part !== '')
  const areas = some(mostFrequent(subjects.flatMap((subject) => subject.areas)))
  const references = some(mostFrequent(subjects.flatMap((subject) => subject.references)))
  const done = changes.length === 0 ? '' : counted(changes.length, 'commit')
  return {
    kind: 'branch',
    branch: branch.name,
    text: [done === '' || areas === '' ? done : `${done} in ${areas}`, references]
      .filter((part) => part !== '')
      .join(' · '),
    note: note.join(', '),
    evidence: [
      ...changes.map(({ sha }) => sha),
      ...rebased.map(({ sha }) => sha),
      ...merged.map(({ sha }) => sha),
      ...picked,
      ...applied,
      ...resets.map(({ from }) => from),
    ],
  }
}

function changeLine(change: Change, branch: string | undefined): StandUpLine {
  const note = [
    change.amended > 0 ? `amended${times(change.amended)}` : '',
    change.folded > 0 ? `${counted(change.folded, 'commit')} folded in` : '',
    change.beneath.length > 0 ? `with ${counted(change.beneath.length, 'commit')} beneath it` : '',
    change.copies.length > 0 ? `also ${some(change.copies.map(shortName))}` : '',
  ]
  return {
    kind: 'change',
    branch,
    text: change.subject,
    note: note.filter((part) => part !== '').join(', '),
    evidence: [change.sha, ...change.copies, ...change.beneath],
  }
}

/** The last one first, each once. */
function destinations(resets: readonly Reset[]): string[] {
  const byName = Map.groupBy(resets, ({ to }) => shortName(to))
  return [...byName].reverse().map(([to, all]) => `${to}${times(all.length)}`)
}

/** By what they were put upon; what stood there already was only made anew. */
function rebases(rebased: readonly Rebased[]): string[] {
  const byBase = Map.groupBy(rebased, ({ onto, isInPlace }) => (isInPlace ? '' : shortName(onto)))
  return [...byBase].map(([onto, all]) => {
    const commits = counted(Math.max(...all.map((one) => one.commits)), 'commit')
    return `${onto === '' ? `rewrote ${commits}` : `rebased ${commits} onto ${onto}`}${times(all.length)}`
  })
}

function failures({ runs, failed, isFailing }: Runs): string {
  if (failed === 0) return ''
  return failed === runs ? ' (failed)' : ` (${failed} failed${isFailing ? ', the last too' : ''})`
}

function counted(count: number, noun: string, plural = `${noun}s`): string {
  return count === 0 ? '' : `${count} ${count === 1 ? noun : plural}`
}

function times(count: number): string {
  return count < 2 ? '' : ` ${count}×`
}

function some(words: readonly string[]): string {
  const once = [...new Set(words)]
  const more = once.length - MOST_WORDS
  return [...once.slice(0, MOST_WORDS), ...(more > 0 ? [`${more} more`] : [])].join(', ')
}

function mostFrequent(words: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word]) => word)
}

/** A hash as people write it; a branch as it is. */
function shortName(name: string): string {
  return /^[0-9a-f]{40,64}$/.test(name) ? name.slice(0, 7) : name.replace(/^refs\/heads\//, '')
}
