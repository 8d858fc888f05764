/**
 * Earlier runs of a command that went well, to compare one with.
 *
 * Looked up while the command runs, and given up when it is over: nobody waits for it.
 */
import type { EventBlock } from '@wakelore/stream/log'
import {
  ATTR_COMMAND_NAME,
  ATTR_ERROR_TYPE,
  ATTR_PROCESS_COMMAND_ARGS,
  ATTR_PROCESS_DURATION_US,
} from '@wakelore/telemetry/conventions.generated'
import type { AttributeValue, RepositoryId } from '@wakelore/telemetry/event'

export type EarlierRun = {
  readonly atMs: number
  readonly durationMs: number
  /** As they are stored; undefined where they aren't kept. */
  readonly args: AttributeValue | undefined
}

export type UsualDuration = {
  readonly runs: number
  readonly medianMs: number
  readonly verdict: 'slower' | 'faster' | 'same'
}

/** The newest are kept, whatever their arguments. */
const MOST_KEPT = 1000
/** Older ones say little of how it is today. */
const MOST_COMPARED = 20
const FEWEST_COMPARED = 5
const SLOWER_RATIO = 1.25
const FASTER_RATIO = 0.8

/** In the order of the log. */
export async function readEarlierRuns(
  blocks: AsyncIterable<Pick<EventBlock, 'tables'>>,
  command: { readonly repository: RepositoryId; readonly name: string },
  isOver: () => boolean,
): Promise<readonly EarlierRun[] | undefined> {
  let runs: EarlierRun[] = []
  for await (const block of blocks) {
    if (isOver()) return undefined
    for (const table of block.tables((kind) => kind === 'command.run')) {
      const repositories = table.repositories()
      const occurredAt = table.occurredAt()
      const nameOf = table.attribute(ATTR_COMMAND_NAME)
      const errorOf = table.attribute(ATTR_ERROR_TYPE)
      const durationOf = table.attribute(ATTR_PROCESS_DURATION_US)
      const argsOf = table.attribute(ATTR_PROCESS_COMMAND_ARGS)
      for (let row = 0; row < table.rowCount; row++) {
        if (repositories[row] !== command.repository || nameOf(row) !== command.name) continue
        const durationUs = durationOf(row)
        if (errorOf(row) !== undefined || typeof durationUs !== 'number') continue
        runs.push({ atMs: occurredAt[row]!, durationMs: durationUs / 1000, args: argsOf(row) })
      }
    }
    if (runs.length > 2 * MOST_KEPT) runs = runs.slice(-MOST_KEPT)
  }
  return runs.slice(-MOST_KEPT)
}

/** Slower than all but one of twenty, and by a quarter than the median; undefined where there are too few. */
export function usualDuration(
  durationMs: number,
  args: AttributeValue | undefined,
  earlier: readonly EarlierRun[],
): UsualDuration | undefined {
  const words = JSON.stringify(args)
  const compared = earlier
    .filter((run) => JSON.stringify(run.args) === words)
    .toSorted((left, right) => left.atMs - right.atMs)
    .slice(-MOST_COMPARED)
    .map((run) => run.durationMs)
    .sort((left, right) => left - right)
  if (compared.length < FEWEST_COMPARED) return undefined
  const medianMs = (compared[Math.floor((compared.length - 1) / 2)]! + compared[compared.length >> 1]!) / 2
  const beaten = compared.filter((one) => one < durationMs).length / compared.length
  const verdict =
    beaten >= 0.95 && durationMs >= medianMs * SLOWER_RATIO
      ? 'slower'
      : beaten <= 0.05 && durationMs <= medianMs * FASTER_RATIO
        ? 'faster'
        : 'same'
  return { runs: compared.length, medianMs, verdict }
}
