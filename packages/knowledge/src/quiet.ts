/**
 * Who has gone quiet, by the repository's own rhythm: where people come back after pauses
 * of months, a month's silence says nothing.
 *
 * A pause is the time between two commits of one person that are more than a week apart.
 * Somebody is quiet when they have been silent for longer than 95 of 100 pauses that people
 * came back from here, and for three months at least. Silence is counted up to the newest
 * commit, so that nobody goes quiet because the whole repository rests.
 */
import { MS_PER_DAY } from '@wakelore/kernel/clock'
import type { ChangeHistory, PersonNumber } from './change-history.ts'
import { quantile } from './statistics/quantile.ts'

export type Rhythm = {
  /** Silent for longer than this is quiet. */
  readonly quietAfterMs: number
  /** Author time of a person's newest commit, milliseconds since the epoch; undefined where there is none. */
  readonly lastAt: (person: PersonNumber) => number | undefined
  readonly isQuiet: (person: PersonNumber) => boolean
}

const SHORTEST_PAUSE_MS = 7 * MS_PER_DAY
const LEAST_SILENCE_MS = 91 * MS_PER_DAY
const USUAL_SHARE = 0.95

export function rhythmOf(history: ChangeHistory, options: { readonly nowMs: number }): Rhythm {
  const moments = new Map<PersonNumber, number[]>()
  let newestMs = -Infinity
  for (let commit = 0; commit < history.commitCount; commit++) {
    const at = Math.min(history.authoredAt(commit), options.nowMs)
    newestMs = Math.max(newestMs, at)
    const person = history.authorOf(commit)
    const own = moments.get(person)
    if (own === undefined) moments.set(person, [at])
    else own.push(at)
  }
  const pauses: number[] = []
  const last = new Map<PersonNumber, number>()
  for (const [person, own] of moments) {
    const ordered = Float64Array.from(own).sort()
    for (let at = 1; at < ordered.length; at++) {
      const pause = ordered[at]! - ordered[at - 1]!
      if (pause > SHORTEST_PAUSE_MS) pauses.push(pause)
    }
    last.set(person, ordered.at(-1)!)
  }
  const usual = pauses.length === 0 ? 0 : quantile(Float64Array.from(pauses).sort(), USUAL_SHARE)
  const quietAfterMs = Math.max(LEAST_SILENCE_MS, usual)
  return {
    quietAfterMs,
    lastAt: (person) => last.get(person),
    isQuiet: (person) => newestMs - (last.get(person) ?? -Infinity) > quietAfterMs,
  }
}
