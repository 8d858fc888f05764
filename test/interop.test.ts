/**
 * OpenTelemetry's own SDKs send to a real daemon, by nothing but what `wakelore env`
 * says; what is stored equals what they gave a witness. The whole matrix, with a real
 * Collector for a witness, is `npm run prove -- test/interop`.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  cellName,
  cellsOf,
  itemsOfCell,
  javascriptSender,
  pythonSender,
  send,
  SIGNALS,
  type Sender,
} from './interop/cells.ts'
import { difference } from './interop/otlp-items.ts'
import { pythonTool } from './interop/outside-tools.ts'
import { openTelemetryHome, storedRequests, type TelemetryHome } from './interop/stored-telemetry.ts'
import { startJsonWitness, type Witness } from './interop/witness.ts'

const PYTHON_LIMIT_MS = 20_000
const resources = new AsyncDisposableStack()
let daemon: TelemetryHome
let witness: Witness

before(async () => {
  witness = resources.use(await startJsonWitness())
  daemon = resources.use(await openTelemetryHome())
})

after(() => resources.disposeAsync())

test("what JavaScript's SDK sends is stored as it was sent, by every protocol, compressed and not", async () => {
  await holdsWhatWasSent(javascriptSender())
})

test("what Python's SDK sends is stored as it was sent, by every protocol, compressed and not", async (t) => {
  const python = await pythonTool(PYTHON_LIMIT_MS)
  if (python.kind === 'missing') return t.skip(python.why)
  await holdsWhatWasSent(pythonSender(python.path))
})

async function holdsWhatWasSent(sender: Sender): Promise<void> {
  const cells = cellsOf(sender)
  const counts = new Map<string, Awaited<ReturnType<typeof send>>>()
  for (const cell of cells) {
    counts.set(cellName(cell), await send(daemon.variables, cell, sender, witness, 'http/json'))
  }
  const [sent, stored] = await Promise.all([witness.requests(), storedRequests(daemon)])
  for (const cell of cells) {
    const expected = itemsOfCell(sent, cell)
    const found = itemsOfCell(stored, cell)
    for (const signal of SIGNALS) {
      const name = `${cellName(cell)} ${signal}`
      assert.equal(
        expected[signal].length,
        counts.get(cellName(cell))![signal],
        `${name}: the witness's count`,
      )
      assert.equal(difference(expected[signal], found[signal]), undefined, name)
    }
  }
}
