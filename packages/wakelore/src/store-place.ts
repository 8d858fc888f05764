/** Where the store is and whether there is one: for whoever needn't open it. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '@wakelore/kernel/clock'
import type { KeyringOptions } from '@wakelore/vault/keyring'
import type { WakelorePaths } from '@wakelore/vault/paths'

export type StorePlace = {
  readonly paths: WakelorePaths
  readonly clock: Clock
  readonly environment: NodeJS.ProcessEnv
}

export function logDirectory(paths: WakelorePaths): string {
  return join(paths.dataDir, 'log')
}

export function graphFile(paths: WakelorePaths): string {
  return join(paths.dataDir, 'graph.db')
}

export function storeExists(paths: WakelorePaths): boolean {
  return existsSync(logDirectory(paths)) || existsSync(graphFile(paths))
}

export function keyringOptions(options: StorePlace): KeyringOptions {
  return {
    directory: options.paths.configDir,
    storeExists: storeExists(options.paths),
    clock: options.clock,
    environment: options.environment,
  }
}
