/**
 * `config.json` as a file: what its owner allows, plain JSON in the config directory
 * (0600), so that a person can read and change it.
 *
 * Each part of it is somebody's (`consent.ts`, `sink.ts`, `web-origin.ts`), who says what
 * belongs there; whatever nobody here knows is kept. A damaged file or a newer version is
 * a fault, never reset. Changes are made under a lock to what the file holds at that
 * moment, so concurrent ones all stay.
 */
import { isRecord } from '@wakelore/kernel/is-record'
import { vaultFault } from './faults.ts'
import { withFileLock } from './file-lock.ts'
import { readPrivateFile, writePrivateFile } from './private-file.ts'

export type ConfigFile<Repository = unknown> = {
  readonly version: 1
  readonly repositories: readonly Repository[]
  readonly [part: string]: unknown
}

const EMPTY: ConfigFile = { version: 1, repositories: [] }

/** Empty where there is none. @throws VAULT_CONFIG_DAMAGED, VAULT_CONFIG_NEWER, VAULT_FILE_UNREADABLE */
export async function readConfigFile(path: string): Promise<ConfigFile> {
  const text = await readPrivateFile(path)
  if (text === undefined) return EMPTY
  let config: unknown
  try {
    config = JSON.parse(text)
  } catch (cause) {
    throw configDamaged(path, `is not JSON: ${cause instanceof Error ? cause.message : ''}`, cause)
  }
  if (!isRecord(config)) throw configDamaged(path, 'holds no object')
  const version = config['version']
  if (typeof version === 'number' && version > 1) {
    throw vaultFault('VAULT_CONFIG_NEWER', `${path} has version ${version}, this wakelore knows 1`, {
      fields: { path, version },
    })
  }
  if (version !== 1) throw configDamaged(path, 'names no version')
  if (!Array.isArray(config['repositories'])) throw configDamaged(path, 'has no list of "repositories"')
  return config as ConfigFile
}

/** Replaces what the file holds at that moment. @throws as `readConfigFile`, VAULT_BUSY, VAULT_HOME_UNWRITABLE */
export async function changeConfigFile<Part extends ConfigFile>(
  path: string,
  make: (before: ConfigFile) => Part,
): Promise<Part> {
  return withFileLock(path, async () => {
    const config = make(await readConfigFile(path))
    await writePrivateFile(path, `${JSON.stringify(config, undefined, 2)}\n`)
    return config
  })
}

export function configDamaged(path: string, what: string, cause?: unknown): Error {
  return vaultFault('VAULT_CONFIG_DAMAGED', `${path} ${what}`, { fields: { path }, cause })
}
