/**
 * The mailmap at HEAD, where it isn't the one of when HEAD was last read.
 *
 * Taken from the commit, never from the worktree. Its key names HEAD's previous
 * change, so that a mailmap which comes back is told again.
 */
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import type { Known } from '../../source.ts'
import { historyEvent, historyEventId, type HistoryRead } from './history-event.ts'
import { readObjects, resolveObjects } from './objects.ts'
import type { RefChange } from './refs.ts'

const MAX_MAILMAP_BYTES = 4 * 1024 * 1024
/** The null hash: no object has it. */
const NO_COMMIT = '0'.repeat(40)

export async function* readMailmapEvents(
  read: HistoryRead,
  head: RefChange,
  known: Known,
): AsyncGenerator<DevelopmentEvent> {
  const { git, repository } = read
  const names = [head.revision, head.base].map((revision) => `${revision ?? NO_COMMIT}:.mailmap`)
  const [now, before] = await resolveObjects(git, repository, names)
  if (now === before) return
  const key = `mailmap/${now ?? 'none'}/${known.lastRefChange('HEAD') ?? 0}`
  if (known.hasEvent(historyEventId(read, key))) return
  yield historyEvent(read, 'vcs.mailmap', key, read.recordedAt, {
    'vcs.mailmap.content': now === undefined ? '' : await readText(read, now),
  })
}

async function readText(read: HistoryRead, blob: string): Promise<string> {
  const limits = { maxBytes: MAX_MAILMAP_BYTES }
  for await (const { type, content, sizeBytes } of readObjects(read.git, read.repository, [blob], limits)) {
    if (type !== 'blob') return ''
    if (sizeBytes <= content.length) return content.toString('utf8')
    read.onRemark(
      'GIT_MAILMAP_CUT',
      `the mailmap is longer than ${MAX_MAILMAP_BYTES} bytes: the rest was left out`,
    )
    return content.toString('utf8', 0, content.lastIndexOf('\n') + 1)
  }
  return ''
}
