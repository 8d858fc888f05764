/**
 * Events as the contents of a block, and back.
 */
import { zstdCompress, zstdDecompress } from 'node:zlib'
import { promisify } from 'node:util'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'

/** Rows of a block at most. */
export const BLOCK_ROWS = 8192

export type EventColumns = {
  readonly rowCount: number
  readonly event: (row: number) => DevelopmentEvent
  readonly decodeAll: () => void
}

export type EventBlockBuilder = {
  readonly rowCount: number
  readonly isFull: boolean
  readonly add: (event: DevelopmentEvent) => void
  readonly finish: () => Promise<readonly Uint8Array[]>
}

export function makeEventBlockBuilder(): EventBlockBuilder {
  const events: string[] = []
  let size = 0
  return {
    get rowCount() {
      return events.length
    },
    get isFull() {
      return events.length >= BLOCK_ROWS || size > 1 << 20
    },
    add: (event) => {
      const text = JSON.stringify(event)
      size += text.length
      events.push(text)
    },
    finish: async () => [await promisify(zstdCompress)(events.join('\n'))],
  }
}

export async function openEventBlock(contents: Buffer, _rowCount: number): Promise<EventColumns> {
  const text = (await promisify(zstdDecompress)(contents)).toString()
  const events = text.split('\n').map((line) => JSON.parse(line) as DevelopmentEvent)
  return { rowCount: events.length, event: (row) => events[row]!, decodeAll: () => {} }
}
