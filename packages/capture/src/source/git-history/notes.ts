/**
 * Notes: the texts attached to commits under `refs/notes/`, those not stored yet.
 *
 * `git notes list` names the blob of every note; only new blobs are opened.
 */
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import { faultOf } from '@wakelore/vault/git'
import type { Known } from '../../source.ts'
import { historyEvent, historyEventId, type HistoryRead } from './history-event.ts'
import { readObjects } from './objects.ts'
import { shortened } from './shortened.ts'

const MAX_NOTE_BYTES = 64 * 1024
const MAX_LIST_BYTES = 512 * 1024 * 1024

/** @param ref full name of a ref below refs/notes/ */
export async function* readNoteEvents(
  read: HistoryRead,
  ref: string,
  known: Known,
): AsyncGenerator<DevelopmentEvent> {
  const { git, repository } = read
  const args = ['notes', `--ref=${ref}`, 'list']
  const result = await git.run(args, { cwd: repository.cwd, maxBytes: MAX_LIST_BYTES })
  if (result.exitCode !== 0) {
    const fault = faultOf(args, repository.cwd, result)
    read.onRemark('GIT_NOTES_UNREADABLE', `${ref} was left out: ${fault.message}`)
    return
  }
  const fresh: { blob: string; object: string; key: string }[] = []
  for (const line of result.stdout.toString('latin1').split('\n')) {
    const [blob, object] = line.split(' ')
    if (object === undefined) continue
    const key = `note/${ref}/${object}/${blob}`
    if (!known.hasEvent(historyEventId(read, key))) fresh.push({ blob: blob!, object, key })
  }
  const blobs = fresh.map((note) => note.blob)
  const limits = {
    maxBytes: MAX_NOTE_BYTES + 4,
    ...(read.signal === undefined ? {} : { signal: read.signal }),
  }
  for await (const { index, content, sizeBytes } of readObjects(git, repository, blobs, limits)) {
    const { object, key } = fresh[index]!
    yield historyEvent(read, 'vcs.note', key, read.recordedAt, {
      'vcs.ref.head.name': ref,
      'vcs.ref.head.revision': object,
      'vcs.note.message': shortened(content, {
        maxBytes: MAX_NOTE_BYTES,
        bytesBeyond: sizeBytes - content.length,
      }).replace(/\n$/, ''),
    })
  }
}
