/** The log's figures again, with the gate in front of it, as in the pipeline. */
import { homedir } from 'node:os'
import type { BenchRow } from '@wakelore/kernel/bench-row'
import { bench as benchLog } from '@wakelore/stream/log.bench'
import { EVENT_CATEGORY, PRIVACY_CLASS } from '@wakelore/telemetry/conventions.generated'
import { makeGate } from '@wakelore/vault/gate'
import { makeRedactor } from '@wakelore/vault/redact'

export async function bench(size: 'tiny' | 'full'): Promise<BenchRow[]> {
  const gate = makeGate({
    detailFor: () => 'full',
    privacyOf: (attribute) => PRIVACY_CLASS[attribute],
    categoryOf: (kind) => EVENT_CATEGORY[kind] ?? 'history',
    redactor: makeRedactor({ home: homedir(), emailPolicy: 'keep', digestKey: Buffer.alloc(32, 1) }),
  })
  const rows = await benchLog(size, gate.admit)
  return rows
    .filter(({ unit }) => unit === 'events/s')
    .map((row) => ({ ...row, name: `through the gate: ${row.name}` }))
}
