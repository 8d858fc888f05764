/**
 * What `doctor` looks at: everything that has to be right for an answer, each check
 * on its own, so that one failure hides no other.
 */
import { access, constants, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Clock } from '@wakelore/kernel/clock'
import { Fault } from '@wakelore/kernel/fault'
import type { Check } from '@wakelore/server/context'
import type { Consent } from '@wakelore/vault/consent'
import type { Git } from '@wakelore/vault/git'
import { tryEverySlot } from '@wakelore/vault/keyring'
import type { WakelorePaths } from '@wakelore/vault/paths'
import { findRepository } from '@wakelore/vault/repository'
import { keyringOptions, storeExists, type Store } from './store.ts'

export type Examination = {
  /** Whether the graph is to be made anew first. */
  readonly rebuild: boolean
  readonly git: Git
  readonly paths: WakelorePaths
  readonly clock: Clock
  readonly environment: NodeJS.ProcessEnv
  readonly consent: () => Promise<Consent>
  /** Undefined where nothing was ever stored. */
  readonly store: () => Promise<Store | undefined>
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
    return tried.map(({ kind, trial }): Check => {
      const name = `key ${kind}`
      if (trial.kind === 'opens') return { name, state: 'ok', found: 'opens the store' }
      // A phrase that nobody typed is where it should be: away from here.
      if (trial.kind === 'absent' && (kind === 'recovery-phrase' || kind === 'passphrase')) {
        return { name, state: 'ok', found: trial.reason }
      }
      return {
        name,
        state: 'warning',
        found: trial.reason,
        fix: `While another slot opens: \`wakelore keys remove ${kind}\`, then \`wakelore keys add ${kind}\`.`,
      }
    })
  })
}

/** Places of damage that are named one by one. */
const DAMAGE_SHOWN = 5

async function checkStore(examination: Examination): Promise<Check[]> {
  return attempt('log', async () => {
    const store = await examination.store()
    if (store === undefined) return [{ name: 'log', state: 'ok', found: 'nothing stored yet' }]
    const status = await store.reader.status({ verify: true })
    const damaged = status.damage.filter((one) => one.kind === 'damaged')
    const counted = `${status.eventCount} events in ${status.blockCount} blocks`
    const log: Check =
      damaged.length === 0
        ? { name: 'log', state: 'ok', found: `${counted}, every one opened` }
        : {
            name: 'log',
            state: 'failed',
            found: `${counted} can be read, ${damaged.length} can't`,
            fix: 'Put the damaged segments back from a backup. The blocks around the damage are fine and stay readable.',
          }
    const damage = status.damage.slice(0, DAMAGE_SHOWN).map((one): Check =>
      one.kind === 'torn'
        ? {
            name: 'log',
            state: 'warning',
            found: `segment ${one.segment} ends in ${one.byteCount} bytes at ${one.atByte} that are no whole block: an append that was never acknowledged`,
            fix: 'The next write cuts them off; nothing else is needed.',
          }
        : {
            name: 'log',
            state: 'failed',
            found: `segment ${one.segment}, byte ${one.atByte}: ${one.reason}`,
          },
    )
    return [log, ...damage, ...(await checkGraph(store, status.eventCount, examination.rebuild))]
  })
}

async function checkGraph(store: Store, eventCount: number, rebuild: boolean): Promise<Check[]> {
  return attempt('graph', async () => {
    const found = rebuild ? `made anew from ${await store.rebuildGraph()} events` : undefined
    const held = store.graph.status().reduce((sum, one) => sum + one.events, 0)
    if (held === eventCount)
      return [{ name: 'graph', state: 'ok', found: found ?? `holds all ${held} events` }]
    return [
      {
        name: 'graph',
        state: 'failed',
        found: `holds ${held} events, the log ${eventCount}`,
        fix: '`wakelore doctor --rebuild` makes it anew from the log.',
      },
    ]
  })
}

async function checkRepositories({ consent, git }: Examination): Promise<Check[]> {
  return attempt('consent', async () => {
    const checks: Check[] = []
    for (const known of (await consent()).list()) {
      const name = `repository ${known.name}`
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
