/** A store with git commands in it, through the real gate and log, for the operations that read them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { openGraph } from '@wakelore/knowledge/graph'
import { openLogReader, openLogWriter } from '@wakelore/stream/log'
import { EVENT_CATEGORY, PRIVACY_CLASS } from '@wakelore/telemetry/conventions.generated'
import type { DevelopmentEvent, RepositoryId } from '@wakelore/telemetry/event'
import { makeGate, type DetailLevel } from '@wakelore/vault/gate'
import { makeRedactor } from '@wakelore/vault/redact'
import type { OperationContext } from '../context.ts'

/** Few, so that a few events lie in several blocks. */
const BLOCK_EVENTS = 4
const KEY = Buffer.alloc(32, 7)

export type RecordedCommands = {
  readonly events: readonly DevelopmentEvent[]
  readonly nowMs: number
  readonly names?: ReadonlyMap<RepositoryId, string>
  /** The repository around the current directory. */
  readonly here?: RepositoryId
  readonly detail?: DetailLevel
}

export async function recordedCommands(
  t: TestContext,
  recorded: RecordedCommands,
): Promise<OperationContext> {
  const directory = mkdtempSync(join(tmpdir(), 'wakelore-commands-'))
  t.after(() => rmSync(directory, { recursive: true, force: true }))
  const gate = makeGate({
    detailFor: () => recorded.detail ?? 'full',
    privacyOf: (attribute) => PRIVACY_CLASS[attribute],
    categoryOf: (kind) => EVENT_CATEGORY[kind],
    redactor: makeRedactor({ home: '/home/ada', emailPolicy: 'keep', digestKey: Buffer.alloc(32, 1) }),
  })
  const log = join(directory, 'log')
  {
    await using writer = await openLogWriter({ directory: log, key: KEY })
    for (let at = 0; at < recorded.events.length; at += BLOCK_EVENTS) {
      await writer.append(await gate.admit(recorded.events.slice(at, at + BLOCK_EVENTS)))
    }
  }
  const reader = await openLogReader({ directory: log, key: KEY })
  const graph = openGraph({ file: join(directory, 'graph.db'), key: KEY })
  t.after(() => graph.close())
  for await (const block of reader.scan()) graph.apply(block.events(), block.end)
  const repositories = [...(recorded.names ?? [])].map(([id, name]) => ({
    id,
    name,
    path: `/home/ada/${name}/.git`,
    consentedAtMs: 0,
    detail: { git: 'full' },
  }))
  const context: Pick<
    OperationContext,
    'clock' | 'cwd' | 'openLog' | 'openUnattributed' | 'openGraph' | 'knownRepositories' | 'findKnown'
  > = {
    clock: { nowMs: () => recorded.nowMs },
    cwd: '/home/ada',
    openLog: async () => reader,
    openUnattributed: async () => undefined,
    openGraph: async () => graph,
    knownRepositories: async () => repositories,
    findKnown: async () => repositories.find(({ id }) => id === recorded.here),
  }
  return context as OperationContext
}
