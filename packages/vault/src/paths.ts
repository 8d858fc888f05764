/**
 * Where wakelore keeps its files: data (the store), config (consent and keys) and
 * cache, by the XDG base directory specification, or where macOS and Windows put
 * such things. XDG variables are honoured on macOS too, where people set them;
 * relative ones are ignored everywhere, as the specification says.
 */
import { homedir } from 'node:os'
import { join, posix, win32 } from 'node:path'
import { vaultFault } from './faults.ts'

export type WakelorePaths = {
  readonly dataDir: string
  readonly configDir: string
  readonly cacheDir: string
  /**
   * Where git leaves its traces until they are read, in plain text: in memory where the
   * system gives this user a directory there (`XDG_RUNTIME_DIR`), which is gone after a
   * logout or reboot.
   */
  readonly spoolDir: string
}

type Config = Pick<WakelorePaths, 'configDir'>

/** Which repositories may be read, and in how much detail: `consent.ts`. */
export function consentFile({ configDir }: Config): string {
  return join(configDir, 'config.json')
}

/** Whether capture is on, and what has to be known to undo it. */
export function captureStateFile({ configDir }: Config): string {
  return join(configDir, 'capture.json')
}

/**
 * Pure: touches no file. `home` is the user's home directory, os.homedir() unless told.
 *
 * @throws VAULT_HOME_RELATIVE where files would lie in a home that isn't absolute
 */
export function wakelorePaths(
  options: { environment?: NodeJS.ProcessEnv; platform?: NodeJS.Platform; home?: string } = {},
): WakelorePaths {
  const environment = options.environment ?? process.env
  const platform = options.platform ?? process.platform
  const home = options.home ?? homedir()

  if (platform === 'win32') {
    const local =
      absolute(environment['LOCALAPPDATA'], win32) ??
      win32.join(absoluteHome(home, win32, 'USERPROFILE or LOCALAPPDATA'), 'AppData', 'Local')
    const base = win32.join(local, 'wakelore')
    return {
      dataDir: win32.join(base, 'data'),
      configDir: win32.join(base, 'config'),
      cacheDir: win32.join(base, 'cache'),
      spoolDir: win32.join(base, 'cache', 'spool', 'git'),
    }
  }
  const variables = ['XDG_DATA_HOME', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME']
  if (variables.some((variable) => absolute(environment[variable], posix) === undefined)) {
    absoluteHome(home, posix, `HOME, or ${variables.join(', ')},`)
  }
  const library = posix.join(home, 'Library')
  const fallback =
    platform === 'darwin'
      ? {
          dataDir: posix.join(library, 'Application Support', 'wakelore', 'data'),
          configDir: posix.join(library, 'Application Support', 'wakelore', 'config'),
          cacheDir: posix.join(library, 'Caches', 'wakelore'),
        }
      : {
          dataDir: posix.join(home, '.local', 'share', 'wakelore'),
          configDir: posix.join(home, '.config', 'wakelore'),
          cacheDir: posix.join(home, '.cache', 'wakelore'),
        }
  const named = (variable: string): string | undefined => {
    const base = absolute(environment[variable], posix)
    return base === undefined ? undefined : posix.join(base, 'wakelore')
  }
  const cacheDir = named('XDG_CACHE_HOME') ?? fallback.cacheDir
  return {
    dataDir: named('XDG_DATA_HOME') ?? fallback.dataDir,
    configDir: named('XDG_CONFIG_HOME') ?? fallback.configDir,
    cacheDir,
    spoolDir: posix.join(named('XDG_RUNTIME_DIR') ?? cacheDir, 'spool', 'git'),
  }
}

function absoluteHome(home: string, rules: typeof posix, variables: string): string {
  if (rules.isAbsolute(home)) return home
  throw vaultFault('VAULT_HOME_RELATIVE', `the home directory is "${home}", expected an absolute path`, {
    help: `Set ${variables} to an absolute path.`,
  })
}

function absolute(path: string | undefined, rules: typeof posix): string | undefined {
  return path !== undefined && rules.isAbsolute(path) ? path : undefined
}
