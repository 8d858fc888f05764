/**
 * Main directories: the parts of a repository that its first screen speaks of.
 *
 * Chosen by activity: the busiest is opened up into what lies below it until there
 * are enough of them. A commit's weight halves each year and is spread over the files
 * that it touched.
 */
import { MS_PER_DAY } from '@wakelore/kernel/clock'
import type { ChangeHistory, FileNumber, PersonNumber } from './change-history.ts'
import { directoryOf } from './name-stem.ts'

export type MainDirectory = {
  /** Path from the root; `''` for the root itself, where there are no directories. */
  readonly directory: string
  /** Of the repository's weight, between 0 and 1. */
  readonly share: number
}

export type MainDirectoryOptions = {
  readonly nowMs: number
  /** At most so many. */
  readonly count: number
  readonly isBot: (person: PersonNumber) => boolean
}

const COMMITS_LOOKED_AT = 3_000
const HALF_LIFE_DAYS = 365
const MAX_DEPTH = 5
/** A directory is opened up when what lies below it holds this much of its weight. */
const MIN_SHARE_BELOW = 0.6

type Part = { readonly directory: string; weight: number }

export function mainDirectories(history: ChangeHistory, options: MainDirectoryOptions): MainDirectory[] {
  const parts = weighParts(history, options)
  const whole = parts.get('')
  if (whole === undefined) return []
  return mainParts(parts, options.count).map(({ directory, weight }) => ({
    directory,
    share: weight / whole.weight,
  }))
}

/** Every directory with living files, `''` being the whole, with what was done below it. */
function weighParts(history: ChangeHistory, options: MainDirectoryOptions): Map<string, Part> {
  const parts = new Map<string, Part>()
  const directoriesOf = new Map<FileNumber, readonly string[]>()
  const commits = history.newest(COMMITS_LOOKED_AT)
  let newestMs = -Infinity
  for (const commit of commits)
    newestMs = Math.max(newestMs, Math.min(options.nowMs, history.authoredAt(commit)))
  for (const commit of commits) {
    if (options.isBot(history.authorOf(commit))) continue
    const files = history.filesOf(commit).filter((file) => history.isAlive(file))
    const ageDays = Math.max(0, newestMs - history.authoredAt(commit)) / MS_PER_DAY
    const weight = 2 ** (-ageDays / HALF_LIFE_DAYS) / files.length
    for (const file of files) {
      let directories = directoriesOf.get(file)
      if (directories === undefined)
        directoriesOf.set(file, (directories = directoriesAbove(history.path(file))))
      for (const directory of directories) {
        const part = parts.get(directory)
        if (part === undefined) parts.set(directory, { directory, weight })
        else part.weight += weight
      }
    }
  }
  return parts
}

/** The directories that a path lies in, the root's `''` first. */
function directoriesAbove(path: string): string[] {
  const names = directoryOf(path).split('/').slice(0, MAX_DEPTH)
  return names[0] === '' && names.length === 1
    ? ['']
    : ['', ...names.map((_, depth) => names.slice(0, depth + 1).join('/'))]
}

function mainParts(parts: ReadonlyMap<string, Part>, count: number): Part[] {
  const below = new Map<string, Part[]>()
  for (const part of parts.values()) {
    if (part.directory === '') continue
    const parent = directoryOf(part.directory)
    const siblings = below.get(parent)
    if (siblings === undefined) below.set(parent, [part])
    else siblings.push(part)
  }
  let chosen = [...(below.get('') ?? [])].sort(byWeight)
  if (chosen.length === 0) return [parts.get('')!]
  const whole = new Set<Part>()
  for (;;) {
    const opened = chosen.slice(0, count).find((part) => !whole.has(part))
    if (opened === undefined || chosen.indexOf(opened) >= count) break
    const children = below.get(opened.directory) ?? []
    const inside = children.reduce((sum, child) => sum + child.weight, 0)
    const isWorthIt = inside >= opened.weight * MIN_SHARE_BELOW && (children.length === 1 || isHeavy(opened))
    if (!isWorthIt) whole.add(opened)
    else chosen = [...chosen.filter((part) => part !== opened), ...children].sort(byWeight)
  }
  return chosen.slice(0, count)

  /** Heavier than an even split would make it. */
  function isHeavy(part: Part): boolean {
    return part.weight > (parts.get('')!.weight * 1.5) / count
  }
}

function byWeight(a: Part, b: Part): number {
  return b.weight - a.weight || (a.directory < b.directory ? -1 : 1)
}
