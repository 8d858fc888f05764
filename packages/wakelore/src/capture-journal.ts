/**
 * The capture journal: what has to live from one taking-in of the spool to the next,
 * whichever process does it.
 *
 * One small JSON file, read and written whole and only by whoever holds the log's writer
 * lock. It is written after the events that it stands for were stored, and before their
 * traces are removed: a crash in between takes the same traces in again, which stores
 * nothing twice. It can be lost without harm: then open work is forgotten, and what
 * in-process tools did before that moment isn't told.
 */
import { join } from 'node:path'
import type { CommandWindow } from '@wakelore/capture/source/git-refs'
import type { OpenFamilies } from '@wakelore/capture/source/git-trace2'
import type { RepositoryId } from '@wakelore/telemetry/event'
import type { WakelorePaths } from '@wakelore/vault/paths'
import { readPrivateFile, writePrivateFile } from '@wakelore/vault/private-file'
import type { WorkSessions } from './work-session.ts'

export type CaptureJournal = {
  version: 1
  /** The spool as last seen: another directory in its place means that what lay in it was lost. */
  spool?: { directory: string; identity: string; seenMs: number }
  families: OpenFamilies
  /** How far each captured repository's reflogs were compared with its commands, and what those were since. */
  repositories: Record<RepositoryId, { judgedMs: number; windows: CommandWindow[] }>
  /** Periods of the last days in which traces were lost. */
  losses: { fromMs: number; untilMs: number }[]
  sessions: WorkSessions
}

export type OpenJournal = {
  /** To be changed in place. */
  readonly journal: CaptureJournal
  /** Writes it if it changed. */
  readonly save: () => Promise<void>
}

export async function openJournal(paths: Pick<WakelorePaths, 'dataDir'>): Promise<OpenJournal> {
  const file = join(paths.dataDir, 'capture-journal.json')
  const written = await readPrivateFile(file)
  const journal = parse(written) ?? emptyJournal()
  let saved = written === undefined ? undefined : JSON.stringify(journal)
  return {
    journal,
    save: async () => {
      const text = JSON.stringify(journal)
      if (text === saved) return
      await writePrivateFile(file, text)
      saved = text
    },
  }
}

function emptyJournal(): CaptureJournal {
  return { version: 1, families: {}, repositories: {}, losses: [], sessions: {} }
}

/** Undefined where it isn't one of ours: nothing in it is worth failing for. */
function parse(text: string | undefined): CaptureJournal | undefined {
  if (text === undefined) return undefined
  try {
    const value = JSON.parse(text) as Partial<CaptureJournal> | null
    return value?.version === 1 ? { ...emptyJournal(), ...value } : undefined
  } catch {
    return undefined
  }
}
