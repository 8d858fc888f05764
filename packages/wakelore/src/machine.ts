/**
 * What the daemon reads of the machine, to keep out of the way: how busy it is and whether
 * it runs on battery. What a system doesn't tell is undefined and holds nothing back.
 */
import { readdir, readFile } from 'node:fs/promises'
import { availableParallelism, loadavg } from 'node:os'
import { join } from 'node:path'

export type MachineState = {
  /** Processes that ran or waited to over the last minute, for each core. */
  readonly loadPerCore?: number
  /** Percentage of the last ten seconds in which some process waited for a core. */
  readonly cpuPressure?: number
  readonly isOnBattery?: boolean
}

export type ReadMachine = () => Promise<MachineState>

const BUSY_LOAD_PER_CORE = 1.5
const BUSY_CPU_PRESSURE = 40

/** Where Linux tells of itself; elsewhere there are no such files. */
const SYSTEM_ROOT = '/'

export async function readMachine(root: string = SYSTEM_ROOT): Promise<MachineState> {
  const [cpuPressure, isOnBattery] = await Promise.all([readCpuPressure(root), readIsOnBattery(root)])
  return {
    // Windows has no load average, and Node says 0.
    ...(process.platform === 'win32' ? {} : { loadPerCore: loadavg()[0]! / availableParallelism() }),
    ...(cpuPressure === undefined ? {} : { cpuPressure }),
    ...(isOnBattery === undefined ? {} : { isOnBattery }),
  }
}

/** Whether others wait for what little there is. */
export function isBusy({ loadPerCore = 0, cpuPressure = 0 }: MachineState): boolean {
  return loadPerCore > BUSY_LOAD_PER_CORE || cpuPressure > BUSY_CPU_PRESSURE
}

/** See Documentation/accounting/psi.rst of the kernel. */
async function readCpuPressure(root: string): Promise<number | undefined> {
  const text = await readText(join(root, 'proc/pressure/cpu'))
  const found = /^some avg10=(\d+(?:\.\d+)?) /m.exec(text ?? '')
  return found === null ? undefined : Number(found[1])
}

/** See Documentation/ABI/testing/sysfs-class-power of the kernel. A mouse has a battery, too: of scope Device. */
async function readIsOnBattery(root: string): Promise<boolean | undefined> {
  const directory = join(root, 'sys/class/power_supply')
  const supplies = await readdir(directory).catch(() => [])
  let isOnBattery: boolean | undefined
  for (const supply of supplies) {
    const read = (name: string): Promise<string | undefined> => readText(join(directory, supply, name))
    const type = await read('type')
    if (type === 'Mains' || type === 'USB') {
      if ((await read('online')) === '1') return false
    } else if (type === 'Battery' && (await read('scope')) !== 'Device') {
      isOnBattery = isOnBattery === true || (await read('status')) === 'Discharging'
    }
  }
  return isOnBattery
}

async function readText(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').then(
    (text) => text.trim(),
    () => undefined,
  )
}
