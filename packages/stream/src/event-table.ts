/**
 * The events of one source and kind in a block, column by column: whoever needs three of
 * thirty attributes decodes three. Rows are those of the table, in log order. Asking for
 * a column decodes it, and everything that can fail fails then.
 */
import type { AttributeValue, DevelopmentEvent } from '@wakelore/telemetry/event'
import type { OptionalField } from './event-block/event-group.ts'

export type EventTable = {
  readonly kind: string
  readonly source: string
  readonly rowCount: number
  /** Where each row stands in its block. */
  readonly places: () => ArrayLike<number>
  readonly keys: () => readonly string[]
  /** Milliseconds since the epoch. */
  readonly occurredAt: () => ArrayLike<number>
  readonly repositories: () => readonly string[]
  /** What a row has of an optional part of the envelope. */
  readonly field: (name: OptionalField) => (row: number) => AttributeValue | undefined
  /** What a row has of an attribute. */
  readonly attribute: (name: string) => (row: number) => AttributeValue | undefined
  readonly event: (row: number) => DevelopmentEvent
}
