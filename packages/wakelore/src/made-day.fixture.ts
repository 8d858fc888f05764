/**
 * A day of work with real git, made at random, and what is true of it: which change ended up
 * as which commit on which branch, how often it was amended, and what was abandoned.
 *
 * Every change has a file of its own, so that nothing conflicts. The truth is kept beside
 * git, as lists of versions by branch; git is asked for no more than to do it.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MS_PER_HOUR, MS_PER_MINUTE, MS_PER_SECOND } from '@wakelore/kernel/clock'
import { makeSeededRandom } from '@wakelore/kernel/seeded-random'

export type ToldChange = {
  readonly subject: string
  /** Undefined: not known. */
  readonly branch: string | undefined
  readonly amended: number
  readonly isAbandoned: boolean
}

export type MadeDay = Disposable & {
  readonly environment: NodeJS.ProcessEnv
  readonly repository: string
  /** After everything. */
  readonly nowMs: number
  /** By subject. */
  readonly expected: () => ToldChange[]
  readonly sessions: number
  /** Commands that were given, for whoever looks into a failure. */
  readonly script: readonly string[]
}

type Change = {
  readonly id: number
  subject: string
  amended: number
  isTold: boolean
  foldedInto: Change | undefined
}
type Version = {
  readonly change: Change
  readonly subject: string
  readonly serial: number
  madeOn: string | undefined
  /** Committed or amended; not carried from another. */
  readonly isWork: boolean
  /** Of the day before. */
  readonly isEarlier: boolean
}
type Line = readonly (Version | 'merge')[]

const IDENTITY = { name: 'Ada', email: 'ada@example.org' }
/** Beyond what ends a session. */
const PAUSE_MS = 80 * MS_PER_MINUTE
const FIRST_HOUR = 6
const LAST_HOUR = 22

export function makeDay(seed: number, steps: number): MadeDay {
  const random = makeSeededRandom(seed)
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'wakelore-day-')))
  const repository = join(home, 'atlas')
  const linked = join(home, 'linked')
  const environment: NodeJS.ProcessEnv = {
    PATH: process.env['PATH'],
    HOME: home,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: join(home, 'gitconfig'),
  }
  const script: string[] = []
  let atMs = new Date(2026, 2, 10, FIRST_HOUR).getTime()
  const endMs = new Date(2026, 2, 10, LAST_HOUR).getTime()
  const runIn = (cwd: string, ...args: string[]): string => {
    atMs += (20 + random.below(100)) * MS_PER_SECOND
    const date = `${Math.floor(atMs / MS_PER_SECOND)} +0000`
    script.push(`${new Date(atMs).toISOString()} ${cwd === linked ? 'linked: ' : ''}git ${args.join(' ')}`)
    return execFileSync('git', args, {
      cwd,
      env: {
        ...environment,
        GIT_AUTHOR_DATE: date,
        GIT_COMMITTER_DATE: date,
        GIT_SEQUENCE_EDITOR: 'true',
        GIT_EDITOR: 'true',
      },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim()
  }
  const git = (...args: string[]): string => runIn(repository, ...args)

  const changes: Change[] = []
  const branches = new Map<string, Line>()
  /** The branch that is checked out; undefined where HEAD is detached, and then `detached` is what it holds. */
  let current: string | undefined = 'main'
  let detached: Line = []
  let serial = 0
  let names = 0
  let sessions = 1
  let isToday = false

  const line = (): Line => (current === undefined ? detached : branches.get(current)!)
  const put = (next: Line): void => {
    if (current === undefined) detached = next
    else branches.set(current, next)
  }
  const newChange = (subject: string, isTold = true): Change => {
    const change = { id: changes.length, subject, amended: 0, isTold, foldedInto: undefined }
    changes.push(change)
    return change
  }
  const version = (change: Change, madeOn: string | undefined, carriedFrom?: Version): Version => ({
    change,
    subject: carriedFrom?.subject ?? change.subject,
    serial: serial++,
    madeOn,
    isWork: carriedFrom === undefined,
    isEarlier: !isToday,
  })
  const holders = (one: Version): string[] =>
    [...branches].filter(([, held]) => held.includes(one)).map(([name]) => name)
  const isElsewhere = (one: Version): boolean => holders(one).some((name) => name !== current)
  const living = (change: Change): Version[] =>
    [...new Set([...branches.values(), detached].flat())].filter(
      (one): one is Version => one !== 'merge' && one.change === change,
    )
  const write = (cwd: string, change: Change): void => {
    writeFileSync(join(cwd, `file-${change.id}.txt`), `${change.subject} ${serial} ${random.next()}\n`)
    execFileSync('git', ['add', '--all'], { cwd, env: environment })
  }
  const ids = (held: Line): Set<Change> =>
    new Set(held.flatMap((one) => (one === 'merge' ? [] : [one.change])))

  const commitIn = (cwd: string, on: string | undefined, held: Line): Line => {
    const change = newChange(`Change ${changes.length}`)
    write(cwd, change)
    runIn(cwd, 'commit', '--quiet', '-m', change.subject)
    return [...held, version(change, on)]
  }
  const amendIn = (cwd: string, on: string | undefined, held: Line): Line => {
    const tip = held.at(-1)
    if (tip === undefined || tip === 'merge') return held
    const { change } = tip
    if (random.below(3) === 0) change.subject += ', again'
    write(cwd, change)
    runIn(cwd, 'commit', '--quiet', '--amend', '-m', change.subject)
    change.amended++
    change.isTold = true
    return [...held.slice(0, -1), version(change, on)]
  }
  const replayed = (held: Line): Version[] =>
    held.flatMap((one) => (one === 'merge' ? [] : [version(one.change, current, one)]))
  const others = (): string[] => [...branches.keys()].filter((name) => name !== current)

  const acts: Readonly<Record<string, () => void>> = {
    commit: () => put(commitIn(repository, current, line())),
    amend: () => put(amendIn(repository, current, line())),
    branch: () => {
      const name = `topic-${names++}`
      git('checkout', '--quiet', '-b', name)
      branches.set(name, line())
      current = name
      detached = []
    },
    switch: () => {
      const name = random.pick(others().filter((one) => one !== 'linked'))
      if (name === undefined) return
      git('checkout', '--quiet', name)
      current = name
      detached = []
    },
    detach: () => {
      git('checkout', '--quiet', '--detach')
      detached = line()
      current = undefined
    },
    reset: () => {
      const tip = line().at(-1)
      if (tip === undefined || tip === 'merge') return
      git('reset', '--quiet', '--hard', 'HEAD~1')
      put(line().slice(0, -1))
      tip.change.isTold ||= living(tip.change).length === 0
    },
    rebase: () => {
      const main = branches.get('main')!
      const held = line()
      if (current === undefined || current === 'main' || held.includes('merge')) return
      const own = held.filter((one) => !main.includes(one))
      const isBehind = main.some((one) => !held.includes(one))
      if (own.length === 0 || !isBehind || own.some((one) => one !== 'merge' && ids(main).has(one.change)))
        return
      git('rebase', '--quiet', 'main')
      put([...main, ...replayed(own)])
    },
    pick: () => {
      const from = random.pick(others())
      const tip = from === undefined ? undefined : branches.get(from)!.at(-1)
      if (current === undefined || tip === undefined || tip === 'merge' || ids(line()).has(tip.change)) return
      if (line().length === 0 && branches.get(from)!.length === 1) return
      git('cherry-pick', from)
      put([...line(), version(tip.change, current, tip)])
    },
    merge: () => {
      const from = random.pick(others())
      if (current === undefined || from === undefined) return
      const held = line()
      const theirs = branches.get(from)!
      const fresh = theirs.filter((one) => one !== 'merge' && !held.includes(one))
      if (fresh.length === 0 || fresh.some((one) => one !== 'merge' && ids(held).has(one.change))) return
      git('merge', '--quiet', '--no-ff', '-m', `Merge branch '${from}'`, from)
      put([...held, ...fresh, 'merge'])
    },
    remove: () => {
      const name = random.pick(others().filter((one) => one !== 'main' && one !== 'linked'))
      if (name === undefined) return
      git('branch', '--quiet', '-D', name)
      branches.delete(name)
    },
    rename: () => {
      if (current === undefined || current === 'main') return
      const name = `named-${names++}`
      git('branch', '-m', name)
      branches.set(name, line())
      branches.delete(current)
      for (const one of everyVersion) if (one.madeOn === current) one.madeOn = name
      current = name
    },
    squash: () => {
      const [first, second] = line().slice(-2)
      if (second === undefined || first === 'merge' || second === 'merge' || first === undefined) return
      if ([first, second].some((one) => living(one.change).length > 1 || isElsewhere(one))) return
      if (!first.change.isTold || !second.change.isTold) return
      const change = newChange(`Squash ${changes.length}`)
      git('reset', '--quiet', '--soft', 'HEAD~2')
      git('commit', '--quiet', '-m', change.subject)
      first.change.foldedInto = change
      second.change.foldedInto = change
      put([...line().slice(0, -2), version(change, current)])
    },
    fixup: () => {
      const held = line()
      const [target, last] = held.slice(-2)
      if (
        current === undefined ||
        target === undefined ||
        last === undefined ||
        target === 'merge' ||
        last === 'merge'
      )
        return
      if (held.length < 3 || !target.change.isTold) return
      const change = newChange(`fixup! ${target.subject}`)
      write(repository, target.change)
      git('commit', '--quiet', '-m', change.subject)
      git('rebase', '--quiet', '--interactive', '--autosquash', 'HEAD~3')
      change.foldedInto = target.change
      everyVersion.add(version(change, current))
      put([...held.slice(0, -2), ...replayed([target, last])])
    },
    linked: () => branches.set('linked', commitIn(linked, 'linked', branches.get('linked')!)),
    linkedAmend: () => branches.set('linked', amendIn(linked, 'linked', branches.get('linked')!)),
    pause: () => {
      if (atMs + PAUSE_MS > endMs - MS_PER_HOUR) return
      atMs += PAUSE_MS
      sessions++
      acts['commit']!()
    },
  }
  const everyVersion = new Set<Version>()
  const remember = (): void => {
    for (const one of [...branches.values(), detached].flat()) if (one !== 'merge') everyVersion.add(one)
  }

  mkdirSync(repository)
  writeFileSync(
    environment['GIT_CONFIG_GLOBAL']!,
    `[user]\nname = ${IDENTITY.name}\nemail = ${IDENTITY.email}\n[rerere]\nenabled = false\n`,
  )
  const morningMs = atMs
  atMs = new Date(2026, 2, 9, FIRST_HOUR).getTime()
  git('init', '--quiet', '--initial-branch=main')
  git('commit', '--quiet', '--allow-empty', '-m', 'Root')
  branches.set('main', [])
  for (const subject of ['Yesterday 1', 'Yesterday 2']) {
    const change = newChange(subject, false)
    write(repository, change)
    git('commit', '--quiet', '-m', subject)
    put([...line(), version(change, undefined)])
  }
  atMs = morningMs
  isToday = true
  branches.set('linked', line())
  git('worktree', 'add', '--quiet', '-b', 'linked', linked)
  acts['commit']!()
  remember()
  const weighted = Object.keys(acts).flatMap((name) =>
    Array.from({ length: name === 'commit' ? 6 : name === 'amend' || name === 'switch' ? 3 : 1 }, () => name),
  )
  for (let step = 0; step < steps; step++) {
    acts[random.pick(weighted)]!()
    remember()
  }

  const rootOf = (change: Change): Change =>
    change.foldedInto === undefined ? change : rootOf(change.foldedInto)
  const expected = (): ToldChange[] => {
    const told: ToldChange[] = []
    for (const group of Map.groupBy(changes, rootOf).values()) {
      if (!group.some(({ isTold }) => isTold)) continue
      const alive = group.flatMap(living)
      const all = [...everyVersion].filter((one) => group.includes(one.change))
      const newest = (versions: readonly Version[]): Version | undefined =>
        versions.toSorted((a, b) => a.serial - b.serial).at(-1)
      // Where it was last worked on, if that still has a version of it.
      const home = newest(all.filter(({ isWork, isEarlier }) => isWork && !isEarlier))?.madeOn
      const final = newest(alive.filter(({ madeOn }) => madeOn === home)) ?? newest(alive) ?? newest(all)!
      const held = holders(final)
      const only = held.length === 1 ? held[0] : undefined
      // How a commit came to be before the day, nobody says: then its other versions do.
      const madeOn = final.isEarlier
        ? newest(all.filter((one) => !one.isEarlier && one.madeOn !== undefined))?.madeOn
        : final.madeOn
      const isMoved = madeOn !== undefined && branches.has(madeOn) && !held.includes(madeOn)
      const isAbandoned = alive.length === 0
      told.push({
        subject: final.subject,
        branch: isAbandoned ? madeOn : madeOn === undefined || isMoved ? (only ?? madeOn) : madeOn,
        amended: group.reduce((sum, { amended }) => sum + amended, 0),
        isAbandoned,
      })
    }
    return told.sort((a, b) => (a.subject < b.subject ? -1 : 1))
  }
  return {
    environment,
    repository,
    nowMs: endMs + MS_PER_HOUR,
    expected,
    sessions,
    script,
    [Symbol.dispose]: () => rmSync(home, { recursive: true, force: true }),
  }
}
