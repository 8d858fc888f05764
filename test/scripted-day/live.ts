/** Lives the scripted day: line by line, with the script's own bookkeeping before and after each. */
import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Done, RewriteSeen } from './comparison.ts'
import type { Rewrites, Step } from './day.ts'
import type { Place, Places } from './places.ts'

export async function liveDay(
  places: Places,
  script: readonly Step[],
  ask: () => Promise<void>,
): Promise<Done[]> {
  const day: Done[] = []
  let first: string | undefined
  for (const step of script) {
    if (step.pauseMs !== undefined) await delay(step.pauseMs)
    if (step.isAskedBefore === true) await ask()
    if (step.files !== undefined) {
      places.write(step.place, step.files)
      if (step.isUnstaged !== true) places.ask(step.place, 'add', '--', ...Object.keys(step.files))
    }
    assert.equal(places.branchOf(step.place), step.branch, `the script is wrong before: ${step.line}`)
    const before = commitsOf(places, step.rewrites?.from)
    const environment = Object.fromEntries(
      Object.entries(step.environment ?? {}).map(([name, value]) => [
        name,
        value === '$first' ? (first ?? '') : value,
      ]),
    )
    const measured = await places.run(step.place, step.line, {
      isUntraced: step.by === 'unseen',
      environment,
    })
    assert.equal(measured.exitCode, step.exits ?? 0, `the script is wrong: ${step.line}\n${measured.output}`)
    if (step.isKilled === true) removeIndexLock(places, step.place)
    first ??= measured.processes[0]?.sid
    day.push({
      step,
      measured,
      rewrites: rewritesOf(step.rewrites, before, commitsOf(places, step.rewrites?.to)),
      ...(step.moves === undefined ? {} : { movedTo: places.ask(step.place, 'rev-parse', step.moves.ref) }),
    })
  }
  return day
}

type Commits = ReadonlyMap<string, string>

/** Hash by subject, of the newest that has it. */
function commitsOf(places: Places, ref: string | undefined): Commits {
  if (ref === undefined) return new Map()
  const lines = places.ask('atlas', 'log', '--reverse', '--format=%H %s', ref).split('\n')
  return new Map(lines.map((line) => [line.slice(41), line.slice(0, 40)]))
}

function rewritesOf(told: Rewrites | undefined, before: Commits, after: Commits): RewriteSeen[] {
  return (told?.pairs ?? []).map(([oldSubject, newSubject]) => {
    const pair = { type: told!.type, old: before.get(oldSubject)!, new: after.get(newSubject)! }
    assert.ok(pair.old && pair.new && pair.old !== pair.new, `no rewrite of "${oldSubject}"`)
    return pair
  })
}

/** What a killed command leaves behind, and a person removes. */
function removeIndexLock(places: Places, place: Place): void {
  rmSync(join(places.directory(place), '.git/index.lock'), { force: true })
}
