/**
 * What `doctor` looks at: everything that has to be right for an answer, each check
 * on its own, so that one failure hides no other. Looking changes nothing: only a
 * rebuild that was asked for does.
 */
import { existsSync } from 'node:fs'
import { access, constants, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Clock } from '@wakelore/kernel/clock'
import { Fault, isFault } from '@wakelore/kernel/fault'
import type { Check } from '@wakelore/server/context'
import type { LogPosition, LogReader, LogStatus } from '@wakelore/stream/log'
import { eventId } from '@wakelore/telemetry/event'
import type { Consent } from '@wakelore/vault/consent'
import type { Git } from '@wakelore/vault/git'
import { tryEverySlot, type SlotKind, type TriedSlot } from '@wakelore/vault/keyring'
import { consentFile, type WakelorePaths } from '@wakelore/vault/paths'
import { findRepository } from '@wakelore/vault/repository'
import { count } from './cli/terminal.ts'
import { eventsIn, type StoredParts } from './store.ts'
import { keyringOptions, storeExists } from './store-place.ts'

export type Examination = {
  /** Whether the graph is to be made anew first. */
  readonly rebuild: boolean
  readonly git: Git
  readonly paths: WakelorePaths
  readonly clock: Clock
  readonly environment: NodeJS.ProcessEnv
  readonly consent: () => Promise<Consent>
  /** The store as it is; undefined where nothing was ever stored. */
  readonly openParts: () => Promise<StoredParts | undefined>
  /** The only thing that changes any; says how many events the graph was made from. */
  readonly rebuildGraph: () => Promise<number>
  readonly examineCapture: () => Promise<Check[]>
}

export async function examine(examination: Examination): Promise<Check[]> {
  const checks: Check[] = [
    { name: 'node', state: 'ok', found: `${process.versions.node} at ${process.execPath}` },
  ]
  checks.push(...(await checkGit(examination)))
  checks.push(...(await checkDirectories(examination)))
  checks.push(...(await checkKeys(examination)))
  checks.push(...(await checkStore(examination)))
  checks.push(...(await checkRepositories(examination)))
  checks.push(...(await attempt('capture', examination.examineCapture)))
  return checks
}

async function checkGit({ git }: Examination): Promise<Check[]> {
  return attempt('git', async () => [{ name: 'git', state: 'ok', found: (await git.version()).text }])
}

async function checkDirectories({ paths }: Examination): Promise<Check[]> {
  const directories = [
    ['store', paths.dataDir],
    ['config', paths.configDir],
  ] as const
  return Promise.all(
    directories.map(async ([name, directory]) => {
      const existing = await nearestExisting(directory)
      try {
        await access(existing, constants.W_OK)
      } catch {
        return {
          name,
          state: 'failed' as const,
          found: `${existing} can't be written`,
          fix: `Make it writable, or set XDG_${name === 'store' ? 'DATA' : 'CONFIG'}_HOME to a directory that is.`,
        }
      }
      if (existing !== directory) return { name, state: 'ok' as const, found: `${directory}, not made yet` }
      const mode = (await stat(directory)).mode & 0o077
      if (process.platform === 'win32' || mode === 0) return { name, state: 'ok' as const, found: directory }
      return {
        name,
        state: 'warning' as const,
        found: `${directory} can be read by others`,
        fix: `chmod 700 '${directory}'`,
      }
    }),
  )
}

async function nearestExisting(path: string): Promise<string> {
  try {
    await stat(path)
    return path
  } catch {
    const parent = dirname(path)
    return parent === path ? path : nearestExisting(parent)
  }
}

async function checkKeys(examination: Examination): Promise<Check[]> {
  if (!storeExists(examination.paths)) return [{ name: 'keys', state: 'ok', found: 'none yet' }]
  return attempt('keys', async () => {
    const tried = await tryEverySlot(keyringOptions(examination))
    return tried.map((slot): Check => {
      const { kind, trial, wordsFile } = slot
      const name = `key ${kind}`
      if (wordsFile !== undefined) {
        return {
          name,
          state: 'warning',
          found: `the words still lie in ${wordsFile}`,
          fix: 'Move that file to a safe place, off this machine.',
        }
      }
      if (trial.kind === 'opens') return { name, state: 'ok', found: 'opens the store' }
      if (isUntried(slot)) {
        const found =
          kind === 'passphrase'
            ? "not tried: the passphrase isn't in WAKELORE_PASSPHRASE"
            : "not tried: the words aren't on this machine"
        return { name, state: 'unchecked', found }
      }
      return {
        name,
        state: 'warning',
        found: trial.reason,
        fix: isTyped(kind)
          ? `Check what was given; while another slot opens, \`wakelore keys add ${kind}\` makes it anew.`
          : `While another slot opens: \`wakelore keys add ${kind}\` makes it anew.`,
      }
    })
  })
}

function isTyped(kind: SlotKind): boolean {
  return kind === 'recovery-phrase' || kind === 'passphrase'
}

/** What nobody typed is where it should be: away from here. */
function isUntried({ kind, trial }: TriedSlot): boolean {
  return isTyped(kind) && trial.kind === 'absent' && trial.isUnset === true
}

/** Places of damage that are named one by one. */
const DAMAGE_SHOWN = 5
const READ_AGAIN = '`wakelore` in each repository reads again what git still has'
const REBUILD = `\`wakelore doctor --rebuild\` makes the graph anew; then ${READ_AGAIN}.`

async function checkStore(examination: Examination): Promise<Check[]> {
  return attempt('log', async () => {
    const rebuilt = examination.rebuild && storeExists(examination.paths)
    const eventCount = rebuilt ? await examination.rebuildGraph() : undefined
    await using parts = await examination.openParts()
    if (parts === undefined) return [{ name: 'log', state: 'ok', found: 'nothing stored yet' }]
    const status = await parts.reader.status({ verify: true })
    const graph = await attempt('graph', () => checkGraph(parts, status.eventCount, eventCount))
    return [...checkLog(status, graph), ...graph]
  })
}

function checkLog(status: LogStatus, graph: readonly Check[]): Check[] {
  const damaged = status.damage.filter((one) => one.kind === 'damaged')
  // What a graph made since the damage doesn't miss, is gone from the store and nowhere promised.
  const isMended = graph.every(({ state }) => state !== 'failed')
  const state = damaged.length === 0 ? 'ok' : isMended ? 'warning' : 'failed'
  const counted = `${count(status.eventCount, 'event')} in ${count(status.blockCount, 'block')}`
  const log: Check =
    state === 'ok'
      ? { name: 'log', state, found: `${counted}, every one opened` }
      : {
          name: 'log',
          state,
          found: `${counted} can be read; damage in ${count(damaged.length, 'place')}`,
          fix:
            state === 'failed'
              ? REBUILD
              : `The graph was made anew since. If you haven't run it since: ${READ_AGAIN}. The damaged bytes stay, and cost nothing else.`,
        }
  const places = status.damage.slice(0, DAMAGE_SHOWN).map((one): Check => {
    if (one.kind === 'torn') {
      return {
        name: 'log',
        state: 'warning',
        found: `segment ${one.segment} ends in ${count(one.byteCount, 'byte')} at ${one.atByte} that are no whole block: an append that was never acknowledged`,
        fix: 'The next write cuts them off; nothing else is needed.',
      }
    }
    // Offset 0 is the segment's header, without which no block of it opens.
    const extent =
      one.atByte === 0 ? 'nothing in this segment can be read' : 'the blocks around it can be read'
    return {
      name: 'log',
      state,
      found: `segment ${one.segment}, byte ${one.atByte}: ${one.reason}; ${extent}`,
    }
  })
  const unshown = status.damage.length - places.length
  return [
    log,
    ...places,
    ...(unshown === 0 ? [] : [{ name: 'log', state, found: `and ${count(unshown, 'place')} more` } as const]),
  ]
}

async function checkGraph(
  parts: StoredParts,
  eventCount: number,
  rebuiltFrom: number | undefined,
): Promise<Check[]> {
  let graph
  try {
    graph = parts.openGraph()
  } catch (error) {
    if (!isFault(error, 'GRAPH_DAMAGED') && !isFault(error, 'GRAPH_WRONG_KEY')) throw error
    return [
      {
        name: 'graph',
        state: 'failed',
        found: error.message,
        fix: 'The next command makes it again from the log.',
      },
    ]
  }
  if (graph === undefined) {
    return [
      {
        name: 'graph',
        state: 'warning',
        found: "isn't there",
        fix: 'The next command makes it from the log.',
      },
    ]
  }
  try {
    const position = graph.position()
    const held = eventsIn(graph)
    const comparison = await compare(parts.reader, position, held, eventCount)
    switch (comparison.kind) {
      case 'whole':
        return [
          {
            name: 'graph',
            state: 'ok',
            found:
              rebuiltFrom === undefined
                ? `holds all ${count(held, 'event')}`
                : `made anew from ${count(rebuiltFrom, 'event')}`,
          },
        ]
      case 'behind':
        return [
          {
            name: 'graph',
            state: 'warning',
            found: `holds ${count(held, 'event')}, the log ${comparison.pending} more`,
            fix: 'The next command takes them in.',
          },
        ]
      case 'log-ends-before':
        return [
          {
            name: 'graph',
            state: 'failed',
            found: `holds ${count(held, 'event')}, the log ${eventCount}: it was cut off or put back older, and stored events are missing from it`,
            fix: `Put the log back from a backup; or ${READ_AGAIN}, and the graph is made again from the log.`,
          },
        ]
      case 'log-lacks':
        return [
          {
            name: 'graph',
            state: 'failed',
            found: `holds ${count(held, 'event')}, of which ${comparison.lacking} can't be read from the log`,
            fix: REBUILD,
          },
        ]
      case 'graph-lacks':
        return [
          {
            name: 'graph',
            state: 'failed',
            found: `holds ${count(held, 'event')}, ${comparison.lacking} fewer than the log has up to there`,
            fix: '`wakelore doctor --rebuild` makes it anew from the log.',
          },
        ]
    }
  } finally {
    graph.close()
  }
}

type Comparison =
  | { readonly kind: 'whole' }
  | { readonly kind: 'behind'; readonly pending: number }
  | { readonly kind: 'log-ends-before' }
  | { readonly kind: 'log-lacks' | 'graph-lacks'; readonly lacking: number }

/** The graph's events against those that the log has up to the graph's position, and after it. */
async function compare(
  reader: LogReader,
  position: LogPosition,
  held: number,
  eventCount: number,
): Promise<Comparison> {
  let pending = 0
  try {
    for await (const block of reader.scan({ after: position })) pending += block.rowCount
  } catch (error) {
    if (!isFault(error, 'LOG_POSITION_UNKNOWN')) throw error
    return { kind: 'log-ends-before' }
  }
  if (held + pending !== eventCount) {
    // An event may stand in the log twice, where a damaged segment was put back after its repository was read again.
    const ids = new Set<string>()
    for await (const block of reader.scan()) {
      const { segment, offset } = block.end
      if (segment > position.segment || (segment === position.segment && offset > position.offset)) break
      for (const event of block.events()) ids.add(eventId(event))
    }
    if (ids.size < held) return { kind: 'log-lacks', lacking: held - ids.size }
    if (ids.size > held) return { kind: 'graph-lacks', lacking: ids.size - held }
  }
  return pending === 0 ? { kind: 'whole' } : { kind: 'behind', pending }
}

async function checkRepositories({ consent, git, paths }: Examination): Promise<Check[]> {
  return attempt('consent', async () => {
    const checks: Check[] = []
    for (const known of (await consent()).list()) {
      const name = `repository ${known.name}`
      if (!existsSync(known.commonDir)) {
        checks.push({
          name,
          state: 'warning',
          found: `${known.commonDir} is gone; what was read of it stays`,
          fix: `Nothing, or drop its entry from ${consentFile(paths)}. Where it was moved, reading it there goes on with it.`,
        })
        continue
      }
      checks.push(
        ...(await attempt(name, async () => {
          const found = await findRepository(git, known.commonDir)
          return [
            found.isShallow
              ? {
                  name,
                  state: 'warning' as const,
                  found: `${known.commonDir} is shallow: older commits are missing`,
                  fix: '`git fetch --unshallow`, then `wakelore` again.',
                }
              : { name, state: 'ok' as const, found: known.commonDir },
          ]
        })),
      )
    }
    return checks
  })
}

/** The checks' outcome, or the fault that kept them from one. */
async function attempt(name: string, look: () => Promise<Check[]>): Promise<Check[]> {
  try {
    return await look()
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return [{ name, state: 'failed', found: `${error.code}: ${error.message}`, fix: error.help }]
  }
}
