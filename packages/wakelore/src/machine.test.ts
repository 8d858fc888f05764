import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import test, { after } from 'node:test'
import { isBusy, readMachine } from './machine.ts'

const scratch = mkdtempSync(join(tmpdir(), 'wakelore-machine-'))
after(() => rmSync(scratch, { recursive: true, force: true }))

const PRESSURE = (some: string): string =>
  `some avg10=${some} avg60=2.97 avg300=3.15 total=27598203\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n`

function makeRoot(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(scratch, 'root-'))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
  return root
}

const supply = (name: string, facts: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(facts).map(([fact, text]) => [`sys/class/power_supply/${name}/${fact}`, `${text}\n`]),
  )

const laptopBattery = supply('BAT0', { type: 'Battery', status: 'Discharging' })
const isOnBattery = async (...supplies: Record<string, string>[]): Promise<boolean | undefined> =>
  (await readMachine(makeRoot(Object.assign({}, ...supplies)))).isOnBattery

test('processor pressure is the share of the last ten seconds', async () => {
  const { cpuPressure } = await readMachine(makeRoot({ 'proc/pressure/cpu': PRESSURE('41.25') }))
  assert.equal(cpuPressure, 41.25)
})

test('what a system does not tell is unknown', async () => {
  const { cpuPressure, isOnBattery } = await readMachine(makeRoot({ 'proc/pressure/cpu': 'something else' }))
  assert.equal(cpuPressure, undefined)
  assert.equal(isOnBattery, undefined)
  assert.equal(isBusy({}), false)
})

test('a laptop runs on battery when no charger gives power, whatever its mouse does', async () => {
  assert.equal(await isOnBattery(laptopBattery, supply('AC', { type: 'Mains', online: '0' })), true)
  assert.equal(await isOnBattery(laptopBattery, supply('AC', { type: 'Mains', online: '1' })), false)
  assert.equal(await isOnBattery(laptopBattery, supply('ucsi', { type: 'USB', online: '1' })), false)
  assert.equal(await isOnBattery(supply('BAT0', { type: 'Battery', status: 'Full' })), false)
  const mouse = supply('mouse', { type: 'Battery', scope: 'Device', status: 'Discharging' })
  assert.equal(await isOnBattery(mouse), undefined)
})

test('a machine is busy by its load or by its pressure', () => {
  assert.equal(isBusy({ loadPerCore: 1.5, cpuPressure: 40 }), false)
  assert.equal(isBusy({ loadPerCore: 1.6 }), true)
  assert.equal(isBusy({ loadPerCore: 0.1, cpuPressure: 41 }), true)
})
