/**
 * The matrix: SDKs of three languages and telemetrygen send to wakelore by every protocol
 * they speak, compressed and not, by nothing but what `wakelore env` says; a real
 * Collector, sent the same, says what that was. ✔ stands for spans, records or points
 * that are stored field by field as the Collector has them.
 *
 * Tools are fetched and built where they aren't there yet, which takes some minutes. A
 * tool that is missing fails its cells.
 */
import assert from 'node:assert/strict'
import {
  cellName,
  cellsOf,
  GENERATED_PROTOCOLS,
  goSender,
  itemsOfCell,
  javascriptSender,
  pythonSender,
  send,
  sendGenerated,
  SIGNALS,
  type Cell,
  type Counts,
  type Sender,
} from './interop/cells.ts'
import { difference, withoutInvention, type Items, type OtlpSignal } from './interop/otlp-items.ts'
import {
  collectorTool,
  demandTool,
  goSenderTool,
  pythonTool,
  telemetrygenTool,
} from './interop/outside-tools.ts'
import { openTelemetryHome, storedRequests } from './interop/stored-telemetry.ts'
import { startCollector } from './interop/witness.ts'

const TELEMETRYGEN = 'telemetrygen'
const NAME_WIDTH = 32
const MARK_WIDTH = 10

export async function prove(report: (line: string) => void): Promise<void> {
  await using witness = await startCollector(demandTool(await collectorTool()))
  await using daemon = await openTelemetryHome()
  const python = await pythonTool()
  const go = await goSenderTool()
  const telemetrygen = await telemetrygenTool()
  const sdk = async (cell: Cell, sender: Sender): Promise<Counts> =>
    send(daemon.variables, cell, sender, witness, cell.protocol)

  const sendings = new Map<Cell, () => Promise<Counts | undefined>>()
  for (const cell of cellsOf(javascriptSender())) sendings.set(cell, () => sdk(cell, javascriptSender()))
  for (const cell of cellsOf(pythonSender(''))) {
    sendings.set(cell, async () => sdk(cell, pythonSender(demandTool(python))))
  }
  for (const cell of cellsOf(goSender('')))
    sendings.set(cell, async () => sdk(cell, goSender(demandTool(go))))
  for (const cell of cellsOf({ name: TELEMETRYGEN, protocols: GENERATED_PROTOCOLS })) {
    sendings.set(cell, async () => {
      await sendGenerated(daemon.variables, cell, demandTool(telemetrygen), witness)
      return undefined
    })
  }

  const counts = new Map<Cell, Counts | undefined | Error>()
  for (const [cell, sending] of sendings) {
    counts.set(cell, await sending().catch((error: unknown) => error as Error))
  }
  const [expected, stored] = await Promise.all([witness.requests(), storedRequests(daemon)])
  const problems: string[] = []
  report(['', ...SIGNALS].map((text, n) => text.padEnd(n === 0 ? NAME_WIDTH : MARK_WIDTH)).join(''))
  for (const [cell, count] of counts) {
    const marks = SIGNALS.map((signal) => {
      const problem = problemOf(signal, count, itemsOfCell(expected, cell), itemsOfCell(stored, cell), cell)
      if (problem !== undefined) problems.push(`✖ ${cellName(cell)} ${signal}: ${problem}`)
      return problem === undefined ? '✔' : '✖'
    })
    report([cellName(cell).padEnd(NAME_WIDTH), ...marks.map((mark) => mark.padEnd(MARK_WIDTH))].join(''))
  }
  for (const problem of problems) report(problem)
  assert.equal(problems.length, 0, `${problems.length} of ${counts.size * SIGNALS.length} cells failed`)
}

function problemOf(
  signal: OtlpSignal,
  count: Counts | undefined | Error,
  expected: Items,
  stored: Items,
  { sender }: Cell,
): string | undefined {
  if (count instanceof Error) return count.message
  if (expected[signal].length === 0) return 'the Collector got nothing'
  if (count !== undefined && count[signal] !== expected[signal].length) {
    return `${count[signal]} were sent, the Collector got ${expected[signal].length}`
  }
  if (sender !== TELEMETRYGEN) return difference(expected[signal], stored[signal])
  return difference(withoutInvention(expected[signal]), withoutInvention(stored[signal]))
}
