/**
 * Notes: the texts attached to commits under `refs/notes/`, those that differ from when
 * their ref was last read.
 *
 * A note's key names its ref's previous change, so that a text which comes back is told
 * again. Where the tree that the ref had before is gone, every note counts as new.
 */
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import { faultOf } from '@wakelore/vault/git'
import type { Known } from '../../source.ts'
import { historyEvent, historyEventId, type HistoryRead } from './history-event.ts'
import { readObjects } from './objects.ts'
import type { RefChange } from './refs.ts'
import { shortened } from './shortened.ts'

const MAX_NOTE_BYTES = 64 * 1024
const MAX_LIST_BYTES = 512 * 1024 * 1024
/** Blob and path of a note: the path is the hash of its object, divided into directories where there are many. */
const NOTE = /^\d+ blob ([0-9a-f]+)\t([0-9a-f/]+)$/

/** @param change of a ref below refs/notes/ */
export async function* readNoteEvents(
  read: HistoryRead,
  { name, revision, base }: RefChange,
  known: Known,
): AsyncGenerator<DevelopmentEvent> {
  const now = await listNotes(read, revision)
  if (now instanceof Error) {
    read.onRemark('GIT_NOTES_UNREADABLE', `${name} was left out: ${now.message}`)
    return
  }
  const listed = await listNotes(read, base)
  const before: ReadonlyMap<string, string> = listed instanceof Error ? new Map() : listed
  const previous = known.lastRefChange(name) ?? 0
  const noteEvent = (object: string, blob: string | undefined, message: string): DevelopmentEvent =>
    historyEvent(read, 'vcs.note', `note/${name}/${object}/${blob ?? 'none'}/${previous}`, read.recordedAt, {
      'vcs.ref.head.name': name,
      'vcs.ref.head.revision': object,
      'vcs.note.message': message,
    })
  const isKnown = ({ key }: DevelopmentEvent): boolean => known.hasEvent(historyEventId(read, key))

  const fresh = [...now].filter(
    ([object, blob]) => before.get(object) !== blob && !isKnown(noteEvent(object, blob, '')),
  )
  const limits = {
    maxBytes: MAX_NOTE_BYTES + 4,
    ...(read.signal === undefined ? {} : { signal: read.signal }),
  }
  const blobs = fresh.map(([, blob]) => blob)
  for await (const { index, content, sizeBytes } of readObjects(read.git, read.repository, blobs, limits)) {
    const [object, blob] = fresh[index]!
    const span = { maxBytes: MAX_NOTE_BYTES, bytesBeyond: sizeBytes - content.length }
    yield noteEvent(object, blob, shortened(content, span).replace(/\n$/, ''))
  }
  for (const object of before.keys()) {
    const gone = noteEvent(object, undefined, '')
    if (!now.has(object) && !isKnown(gone)) yield gone
  }
}

/** The blob of every note by the object it is on; none where there is no revision. */
async function listNotes(
  { git, repository: { cwd } }: HistoryRead,
  revision: string | undefined,
): Promise<ReadonlyMap<string, string> | Error> {
  const notes = new Map<string, string>()
  if (revision === undefined) return notes
  const args = ['ls-tree', '-r', '-z', '--full-tree', revision]
  const result = await git.run(args, { cwd, maxBytes: MAX_LIST_BYTES })
  if (result.exitCode !== 0) return faultOf(args, cwd, result)
  for (const entry of result.stdout.toString('latin1').split('\0')) {
    const [, blob, path] = NOTE.exec(entry) ?? []
    if (blob !== undefined) notes.set(path!.replaceAll('/', ''), blob)
  }
  return notes
}
