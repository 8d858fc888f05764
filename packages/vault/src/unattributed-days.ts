/**
 * For how many days telemetry of no allowed repository is kept: `otlp.unattributedDays`
 * in `config.json`; 0 refuses it.
 */
import { isRecord } from '@wakelore/kernel/is-record'
import { configDamaged, readConfigFile } from './config-file.ts'
import { consentFile, type WakelorePaths } from './paths.ts'

const USUAL_DAYS = 7
const MOST_DAYS = 3650

/** @throws VAULT_CONFIG_DAMAGED, VAULT_CONFIG_NEWER, VAULT_FILE_UNREADABLE */
export async function readUnattributedDays(place: Pick<WakelorePaths, 'configDir'>): Promise<number> {
  const path = consentFile(place)
  const otlp = (await readConfigFile(path))['otlp'] ?? {}
  if (!isRecord(otlp)) throw configDamaged(path, 'has an "otlp" that is no object')
  const days = otlp['unattributedDays'] ?? USUAL_DAYS
  if (typeof days === 'number' && Number.isInteger(days) && days >= 0 && days <= MOST_DAYS) return days
  throw configDamaged(path, `has an "otlp.unattributedDays" that is no whole number from 0 to ${MOST_DAYS}`)
}
