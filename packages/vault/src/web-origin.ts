/**
 * Web origins whose pages may send telemetry to the listener: `otlp.origins` in
 * `config.json`. What isn't named there is refused, whatever token a page may hold.
 */
import { isRecord } from '@wakelore/kernel/is-record'
import { changeConfigFile, configDamaged, readConfigFile, type ConfigFile } from './config-file.ts'
import { vaultFault } from './faults.ts'
import { consentFile, type WakelorePaths } from './paths.ts'

type Place = Pick<WakelorePaths, 'configDir'>

/** In the order in which they were allowed. @throws VAULT_CONFIG_DAMAGED, VAULT_CONFIG_NEWER, VAULT_FILE_UNREADABLE */
export async function readWebOrigins(place: Place): Promise<readonly string[]> {
  const path = consentFile(place)
  return originsOf(path, await readConfigFile(path))
}

/** False where it was allowed already. */
export async function allowWebOrigin(place: Place, origin: string): Promise<boolean> {
  return changeOrigins(place, (before) => (before.includes(origin) ? before : [...before, origin]))
}

/** False where it wasn't allowed. */
export async function removeWebOrigin(place: Place, origin: string): Promise<boolean> {
  return changeOrigins(place, (before) => before.filter((one) => one !== origin))
}

/**
 * The origin as browsers send it: scheme, host, and the port where it isn't the scheme's own.
 *
 * @throws VAULT_ORIGIN_MALFORMED
 */
export function parseWebOrigin(text: string): string {
  const url = URL.parse(text)
  const isBare = url !== null && ['/', ''].includes(url.pathname + url.search + url.hash)
  const isWhole = isBare && url.username + url.password === '' && !url.hostname.includes('*')
  // Of other schemes, and of "null", nobody can tell whose they are.
  if (isWhole && /^https?:$/.test(url.protocol)) return url.origin
  throw vaultFault('VAULT_ORIGIN_MALFORMED', `"${text}" is no origin of a web page`, {
    fields: { origin: text },
  })
}

async function changeOrigins(
  place: Place,
  make: (before: readonly string[]) => readonly string[],
): Promise<boolean> {
  const path = consentFile(place)
  let isChanged = false
  await changeConfigFile(path, (config) => {
    const before = originsOf(path, config)
    const origins = make(before)
    isChanged = origins.length !== before.length
    const otlp = config['otlp']
    return { ...config, otlp: { ...(isRecord(otlp) ? otlp : {}), origins } }
  })
  return isChanged
}

function originsOf(path: string, config: ConfigFile): readonly string[] {
  const { otlp } = config
  if (otlp === undefined) return []
  if (!isRecord(otlp)) throw configDamaged(path, 'has an "otlp" that is no object')
  const origins = otlp['origins'] ?? []
  if (Array.isArray(origins) && origins.every((origin) => typeof origin === 'string')) return origins
  throw configDamaged(path, 'has "otlp.origins" that are no list of texts')
}
