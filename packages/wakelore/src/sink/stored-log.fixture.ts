/** A log in a directory of its own, for tests that read what is in it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLogReader, openLogWriter, type LogReader, type LogWriterOptions } from '@wakelore/stream/log'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import type { AdmittedEvent } from '@wakelore/vault/gate'

export type StoredLog = AsyncDisposable & {
  readonly directory: string
  readonly reader: LogReader
  /** Appends each batch by itself. */
  readonly write: (
    batches: readonly (readonly DevelopmentEvent[])[],
    options?: Partial<LogWriterOptions>,
  ) => Promise<void>
  readonly compact: () => Promise<boolean>
}

const KEY = Buffer.alloc(32, 7)
export const ATLAS = 'a'.repeat(32)
export const BOREAS = 'b'.repeat(32)
export const STORED_AT_MS = Date.UTC(2026, 5, 1)

export async function openStoredLog(): Promise<StoredLog> {
  const path = mkdtempSync(join(tmpdir(), 'wakelore-stored-log-'))
  const directory = join(path, 'log')
  const open = (options: Partial<LogWriterOptions> = {}) => openLogWriter({ directory, key: KEY, ...options })
  await (await open())[Symbol.asyncDispose]()
  const reader = await openLogReader({ directory, key: KEY })
  return {
    directory,
    reader,
    write: async (batches, options) => {
      await using writer = await open(options)
      for (const batch of batches) await writer.append(batch as AdmittedEvent[])
    },
    compact: async () => {
      await using writer = await open({ compactedBlocks: 2 })
      return (await writer.compact()) !== undefined
    },
    [Symbol.asyncDispose]: async () => {
      await reader[Symbol.asyncDispose]()
      rmSync(path, { recursive: true, force: true })
    },
  }
}

/** Commands of git, one a second. */
export function storedCommands(
  from: number,
  count: number,
  change: Partial<DevelopmentEvent> = {},
): DevelopmentEvent[] {
  return Array.from({ length: count }, (_, index) => {
    const n = from + index
    return {
      source: 'git-trace2',
      key: `command/${n}`,
      kind: 'git.command',
      occurredAt: STORED_AT_MS + n * 1000,
      recordedAt: STORED_AT_MS + n * 1000 + 500,
      repository: ATLAS,
      branch: 'zephyr-branch',
      traceId: (n + 1).toString(16).padStart(32, '0'),
      spanId: (n + 1).toString(16).padStart(16, '0'),
      attributes: {
        'vcs.operation.name': n % 2 === 0 ? 'status' : 'commit',
        'git.version': '2.39.5',
        'process.pid': 4000 + n,
        'process.command_args': ['git', 'commit', '-m', `quagmire text ${n}`],
        'process.duration_us': 1500 + n,
        'process.exit.code': 0,
        'process.ancestors': ['marigold-shell'],
      },
      ...change,
    }
  })
}
