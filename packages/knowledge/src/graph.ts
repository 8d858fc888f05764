/**
 * The graph: commits, files, people, refs and references as of any moment, in one
 * encrypted SQLite file. A view: it can be thrown away and rebuilt from the log, and
 * what incremental maintenance made equals what a rebuild makes.
 *
 * Tables hold facts as read (graph/schema.ts), conclusions are drawn when asked
 * (graph/history.ts) and kept until something new is taken in, by this process or
 * another. Commit numbers hold as long: those that count come first, then merges and
 * what HEAD doesn't reach.
 */
import { eventId, type DevelopmentEvent, type EventId, type RepositoryId } from '@wakelore/telemetry/event'
import type { LogPosition } from '@wakelore/stream/log'
import type { Ancestry } from './ancestry.ts'
import type { ChangeHistory, CommitNumber, PastHistory, PersonNumber } from './change-history.ts'
import type { CommitTable } from './commit-table.ts'
import type { Contribution, Person } from './contribution.ts'
import { knowledgeFault } from './faults.ts'
import { readContributions } from './graph/contributions.ts'
import { openDatabase, type Database } from './graph/database.ts'
import { loadHistory, type LoadedHistory } from './graph/history.ts'
import { loadCommits, type LoadedCommits } from './graph/load-commits.ts'
import { makeIntake } from './graph/intake.ts'
import { loadPeople, type People } from './graph/people.ts'
import { makeTables, prepareSchema } from './graph/schema.ts'
import type { Reference, ReferenceKind } from './references.ts'

export type CommitSummary = {
  readonly sha: string
  readonly subject: string
  readonly author: Person
  /** Author time, milliseconds since the epoch. */
  readonly authoredAt: number
  readonly fileCount: number
  readonly isMerge: boolean
  readonly isBulk: boolean
}

export type ReflogEntry = {
  readonly ref: string
  /** Name of the linked worktree, `''` for the main one. */
  readonly worktree: string
  readonly revision: string
  /** Where the ref stood before, as far as that was read. */
  readonly previous: string | undefined
  /** Milliseconds since the epoch, whole seconds. */
  readonly at: number
  readonly message: string
  /** Of who moved the ref. */
  readonly email: string
  /** The branch that it is of: of a HEAD's, the one that it stood on afterwards, where that is known. */
  readonly branch: string | undefined
}

export type Note = { readonly ref: string; readonly message: string }

export type GraphStatus = {
  readonly repository: RepositoryId
  readonly commits: number
  /** Paths that any commit touched, deleted ones included. */
  readonly files: number
  readonly people: number
  readonly branches: number
  readonly tags: number
  /** Newest `occurredAt` of any event of the repository, milliseconds since the epoch. */
  readonly lastEventAt: number | undefined
  readonly events: number
}

/** Events of one kind in one repository. */
export type KindCount = {
  readonly events: number
  /** Milliseconds since the epoch; undefined where none bears a time. */
  readonly firstAt: number | undefined
  readonly lastAt: number | undefined
}

/** A period of which capture lost something, of any repository. */
export type CaptureLoss = {
  readonly reason: string
  /** Milliseconds since the epoch. */
  readonly fromAt: number
  readonly untilAt: number
  /** How many traces, where that is known. */
  readonly files: number | undefined
}

export type Graph = {
  /** How far of the log the graph holds. */
  readonly position: () => LogPosition
  /**
   * Takes in the log's next events and the position after them, as one transaction. With
   * `from`, where they begin, only if the graph holds exactly as much: another process may
   * have taken in more, or begun anew. False where it doesn't, and nothing was taken in.
   */
  readonly apply: (events: Iterable<DevelopmentEvent>, end: LogPosition, from?: LogPosition) => boolean
  /** The log's end, which the graph holds up to, has another position now: false where it held up to elsewhere. */
  readonly relocate: (from: LogPosition, to: LogPosition) => boolean
  /** Drops everything, the position included; models too. */
  readonly clear: () => void

  readonly hasCommit: (repository: RepositoryId, sha: string) => boolean
  readonly hasEvent: (repository: RepositoryId, id: EventId) => boolean
  /** Those that `hasEvent` doesn't know, each once and in order: for many at a time. */
  readonly unseen: <Event extends DevelopmentEvent>(events: readonly Event[]) => Event[]
  /** Every ref that exists as last read, by full name, HEAD included. */
  readonly refs: (
    repository: RepositoryId,
  ) => ReadonlyMap<string, { readonly revision: string; readonly change: EventId }>
  readonly lastRefChange: (repository: RepositoryId, ref: string) => EventId | undefined
  /** What every ref pointed at then, as far as it was read; a ref that didn't exist is absent. */
  readonly refsAt: (repository: RepositoryId, atMs: number) => ReadonlyMap<string, string>
  /** What all reflogs tell from a moment on, by time; in a ref's own order where that is the same. */
  readonly reflogSince: (repository: RepositoryId, sinceMs: number) => readonly ReflogEntry[]

  readonly history: (repository: RepositoryId) => ChangeHistory
  /** The same, to look back at what it said at any moment; each call's by itself. */
  readonly past: (repository: RepositoryId) => PastHistory
  /** Valid until the graph takes in something. */
  readonly ancestry: (repository: RepositoryId) => Ancestry
  readonly commits: (repository: RepositoryId) => CommitTable
  readonly commit: (repository: RepositoryId, number: CommitNumber) => CommitSummary
  readonly commitNumber: (repository: RepositoryId, sha: string) => CommitNumber | undefined
  /** A person after mailmap. */
  readonly person: (repository: RepositoryId, number: PersonNumber) => Person
  /** Everybody as of now: for those who ask of many. */
  readonly people: (repository: RepositoryId) => (number: PersonNumber) => Person
  /** Every name that the person goes by, as written or as the mailmap has it. */
  readonly namesOf: (repository: RepositoryId, number: PersonNumber) => readonly string[]
  /** Who wrote by this address last, in any case of letters. */
  readonly personWithEmail: (repository: RepositoryId, email: string) => PersonNumber | undefined
  /** Everything people did to the path, renames followed; a directory takes in what lies below. */
  readonly contributions: (repository: RepositoryId, path: string) => readonly Contribution[]
  /** Issues, pull requests and commits that the commit's message names. */
  readonly references: (repository: RepositoryId, number: CommitNumber) => readonly Reference[]
  /** By each of these commits those whose message names it, by its full hash or a part of it; ascending. */
  readonly namersOf: (
    repository: RepositoryId,
    shas: readonly string[],
  ) => ReadonlyMap<string, readonly CommitNumber[]>
  readonly notes: (repository: RepositoryId, number: CommitNumber) => readonly Note[]
  /** The newest text of one note, on whatever object, `''` where it was taken away. */
  readonly note: (repository: RepositoryId, ref: string, object: string) => string | undefined
  readonly status: () => readonly GraphStatus[]
  readonly kinds: (repository: RepositoryId) => ReadonlyMap<string, KindCount>
  /** Those that reach beyond `sinceMs`, oldest first. */
  readonly losses: (sinceMs: number) => readonly CaptureLoss[]

  /** What was fitted or computed from the graph before, by name: JSON, and as of what. */
  readonly model: (
    repository: RepositoryId,
    name: string,
  ) => { readonly json: string; readonly asOf: string } | undefined
  readonly saveModel: (repository: RepositoryId, name: string, json: string, asOf: string) => void
  readonly close: () => void
}

/**
 * Opens the graph in `file`, made if it is missing; `key` has 32 bytes.
 *
 * @throws GRAPH_WRONG_KEY, GRAPH_NEWER_VERSION, GRAPH_DAMAGED, GRAPH_BUSY, GRAPH_UNREADABLE, GRAPH_DISK_FULL
 */
export function openGraph({ file, key }: { readonly file: string; readonly key: Uint8Array }): Graph {
  const database = openDatabase(file, key)
  try {
    prepareSchema(database, file)
    return makeGraph(database, file)
  } catch (error) {
    database.close()
    throw error
  }
}

/** What is remembered of a repository as long as nothing new comes. */
type View = {
  readonly number: number
  readonly people: People
  commits: LoadedCommits | undefined
  history: LoadedHistory | undefined
  refs: ReturnType<Graph['refs']> | undefined
}

function makeGraph(database: Database, file: string): Graph {
  const sql = prepareStatements(database)
  const intake = makeIntake(database)
  const views = new Map<RepositoryId, View>()
  let seenVersion = database.dataVersion()

  /** Forgets what was concluded before another process wrote. */
  function refresh(): void {
    const version = database.dataVersion()
    if (version === seenVersion) return
    seenVersion = version
    views.clear()
    intake.forget()
  }

  function viewOf(repository: RepositoryId): View | undefined {
    refresh()
    const known = views.get(repository)
    if (known !== undefined) return known
    const number = sql.repositoryNumber.get(repository)?.[0]
    if (number === undefined) return undefined
    const people = loadPeople(database, number, () => commitsOf(repository).columns.author)
    const view = { number, people, commits: undefined, history: undefined, refs: undefined }
    views.set(repository, view)
    return view
  }

  function numberOf(repository: RepositoryId): number {
    // No repository has this number, so that everything asked of an unknown one is empty.
    return viewOf(repository)?.number ?? -1
  }

  function commitsOf(repository: RepositoryId): LoadedCommits {
    return viewOf(repository)?.commits ?? database.transaction('deferred', () => readCommits(repository))
  }

  /** Within the caller's transaction. */
  function readCommits(repository: RepositoryId): LoadedCommits {
    const view = viewOf(repository)
    if (view?.commits !== undefined) return view.commits
    const number = view?.number ?? -1
    try {
      const commits = loadCommits(database, number, view?.people ?? loadPeople(database, number, () => []))
      if (view !== undefined) view.commits = commits
      return commits
    } catch (cause) {
      if (!(cause instanceof RangeError)) throw cause
      throw knowledgeFault('GRAPH_DAMAGED', `the graph ${file} has a run of commits that ${cause.message}`, {
        fields: { file },
        cause,
      })
    }
  }

  function historyOf(repository: RepositoryId): LoadedHistory {
    const known = viewOf(repository)?.history
    if (known !== undefined) return known
    // One transaction, so that HEAD is of the same moment as the commits.
    return database.transaction('deferred', () => {
      const commits = readCommits(repository)
      const view = viewOf(repository)
      const number = view?.number ?? -1
      const history = loadHistory(
        database,
        number,
        view?.people ?? loadPeople(database, number, () => []),
        commits,
      )
      if (view !== undefined) view.history = history
      return history
    })
  }

  const readRefs = (number: number): ReturnType<Graph['refs']> =>
    new Map(
      sql.refs
        .all(number)
        .map(([name, revision, change]) => [name, { revision, change: change.toString('hex') }]),
    )

  const position = (): LogPosition => {
    const [segment, offset] = sql.position.get() ?? [0, 0]
    return { segment, offset }
  }

  const personOf = (repository: RepositoryId, number: PersonNumber): Person => {
    const view = viewOf(repository)
    if (view === undefined) throw new RangeError(`there is no person ${number}`)
    return view.people.person(number)
  }

  return {
    position,
    apply: (events, end, from) => {
      refresh()
      try {
        return database.transaction('immediate', () => {
          // Another process may have written between the look and the lock.
          refresh()
          const { segment, offset } = position()
          if (from !== undefined && (from.segment !== segment || from.offset !== offset)) return false
          intake.take(events)
          const isAhead = end.segment > segment || (end.segment === segment && end.offset > offset)
          if (isAhead) sql.setPosition.run(end.segment, end.offset)
          return true
        })
      } catch (error) {
        intake.forget()
        throw error
      } finally {
        views.clear()
      }
    },
    relocate: (from, to) =>
      database.transaction('immediate', () => {
        const { segment, offset } = position()
        if (segment !== from.segment || offset !== from.offset) return false
        sql.setPosition.run(to.segment, to.offset)
        return true
      }),
    clear: () => {
      database.transaction('immediate', () => makeTables(database))
      views.clear()
      intake.forget()
    },

    hasCommit: (repository, sha) =>
      sql.commitNumber.get(numberOf(repository), Buffer.from(sha, 'hex')) !== undefined,
    hasEvent: (repository, id) =>
      sql.hasEvent.get(numberOf(repository), Buffer.from(id, 'hex')) !== undefined,
    unseen: (events) =>
      database.transaction('deferred', () => {
        const numbers = new Map<RepositoryId, number | undefined>()
        const met = new Set<EventId>()
        return events.filter((event) => {
          const id = eventId(event)
          if (met.has(id)) return false
          met.add(id)
          const { repository } = event
          if (!numbers.has(repository)) numbers.set(repository, sql.repositoryNumber.get(repository)?.[0])
          const number = numbers.get(repository)
          return number === undefined || sql.hasEvent.get(number, Buffer.from(id, 'hex')) === undefined
        })
      }),
    refs: (repository) => {
      const view = viewOf(repository)
      const refs = view?.refs ?? readRefs(view?.number ?? -1)
      if (view !== undefined) view.refs = refs
      return refs
    },
    lastRefChange: (repository, ref) =>
      sql.lastRefChange.get(numberOf(repository), ref.toWellFormed())?.[0].toString('hex'),
    refsAt: (repository, atMs) => new Map(sql.refsAt.all(numberOf(repository), atMs, atMs)),
    reflogSince: (repository, sinceMs) => {
      const number = numberOf(repository)
      return sql.reflogSince
        .all(number, sinceMs)
        .map(([ref, worktree, place, revision, at, message, email, branch]) => ({
          ref,
          worktree,
          revision,
          previous: sql.reflogRevision.get(number, ref, worktree, place - 1)?.[0],
          at,
          message,
          email,
          branch: branch ?? undefined,
        }))
    },

    history: historyOf,
    past: (repository) => historyOf(repository).past(),
    ancestry: (repository) => commitsOf(repository).ancestry,
    commits: commitsOf,
    commit: (repository, number) => {
      const history = historyOf(repository)
      const row = history.row(number)
      const [sha, subject] = sql.commit.get(numberOf(repository), row)!
      return {
        sha: sha.toString('hex'),
        subject,
        author: personOf(repository, history.authorOf(number)),
        authoredAt: history.authoredAt(number),
        fileCount: history.commits.fileCount[row]!,
        isMerge: history.isMerge(row),
        isBulk: history.isBulk(row),
      }
    },
    commitNumber: (repository, sha) => {
      const row = sql.commitNumber.get(numberOf(repository), Buffer.from(sha, 'hex'))?.[0]
      return row === undefined ? undefined : historyOf(repository).numberOfRow(row)
    },
    person: personOf,
    people: (repository) => {
      const view = viewOf(repository)
      return (number) => {
        if (view === undefined) throw new RangeError(`there is no person ${number}`)
        return view.people.person(number)
      }
    },
    namesOf: (repository, number) => viewOf(repository)?.people.names(number) ?? [],
    personWithEmail: (repository, email) => {
      const lower = email.toLowerCase().toWellFormed()
      return sql.personWithEmail.get(numberOf(repository), lower, lower)?.[0]
    },
    contributions: (repository, path) => {
      const history = historyOf(repository)
      const view = viewOf(repository)
      return view === undefined ? [] : readContributions(database, view.number, history, view.people, path)
    },
    references: (repository, number) =>
      sql.references
        .all(numberOf(repository), historyOf(repository).row(number))
        .map(([kind, target]) => ({ kind, target })),
    namersOf: (repository, shas) => {
      const history = historyOf(repository)
      const namers = new Map<string, CommitNumber[]>(shas.map((sha) => [sha, []]))
      for (const [row, target] of sql.namedCommits.all(numberOf(repository))) {
        for (const [sha, found] of namers) if (sha.startsWith(target)) found.push(history.numberOfRow(row))
      }
      for (const [sha, found] of namers)
        namers.set(
          sha,
          [...new Set(found)].sort((a, b) => a - b),
        )
      return namers
    },
    notes: (repository, number) => {
      const [sha] = sql.commit.get(numberOf(repository), historyOf(repository).row(number))!
      return sql.notes
        .all(numberOf(repository), sha.toString('hex'))
        .map(([ref, message]) => ({ ref, message }))
    },
    note: (repository, ref, object) =>
      sql.note.get(numberOf(repository), object.toWellFormed(), ref.toWellFormed())?.[0],
    status: () =>
      sql.status.all().map(([repository, commits, files, people, branches, tags, lastEventAt, events]) => ({
        repository,
        commits,
        files,
        people,
        branches,
        tags,
        lastEventAt: lastEventAt ?? undefined,
        events,
      })),
    kinds: (repository) =>
      new Map(
        sql.kinds
          .all(numberOf(repository))
          .map(([kind, events, firstAt, lastAt]) => [
            kind,
            { events, firstAt: firstAt ?? undefined, lastAt: lastAt ?? undefined },
          ]),
      ),
    losses: (sinceMs) =>
      sql.losses
        .all(sinceMs)
        .map(([reason, fromAt, untilAt, files]) => ({ reason, fromAt, untilAt, files: files ?? undefined })),

    model: (repository, name) => {
      const [json, asOf] = sql.model.get(numberOf(repository), name) ?? []
      return json === undefined || asOf === undefined ? undefined : { json, asOf }
    },
    saveModel: (repository, name, json, asOf) => {
      const number = numberOf(repository)
      if (number !== -1) sql.saveModel.run(number, name, json, asOf)
    },
    close: () => database.close(),
  }
}

function prepareStatements(database: Database) {
  return {
    position: database.prepare<[number, number]>('SELECT segment, offset FROM log_position'),
    setPosition: database.prepare('INSERT OR REPLACE INTO log_position VALUES (1, ?, ?)'),
    repositoryNumber: database.prepare<[number]>('SELECT number FROM repository WHERE id = ?'),
    commitNumber: database.prepare<[number]>('SELECT number FROM "commit" WHERE repository = ? AND sha = ?'),
    commit: database.prepare<[Buffer, string]>(
      'SELECT sha, subject FROM "commit" WHERE repository = ? AND number = ?',
    ),
    personWithEmail: database.prepare<[number]>(
      'SELECT canonical FROM person WHERE repository = ? AND (lower(email) = ? OR lower(mapped_email) = ?) ORDER BY number DESC LIMIT 1',
    ),
    hasEvent: database.prepare<[number]>('SELECT 1 FROM event WHERE repository = ? AND id = ?'),
    refs: database.prepare<[string, string, Buffer]>(
      'SELECT name, revision, change FROM ref INDEXED BY ref_now WHERE repository = ? AND valid_to IS NULL AND revision IS NOT NULL',
    ),
    lastRefChange: database.prepare<[Buffer]>(
      'SELECT change FROM ref WHERE repository = ? AND name = ? AND valid_to IS NULL',
    ),
    refsAt: database.prepare<[string, string]>(
      'SELECT name, revision FROM ref WHERE repository = ? AND valid_from <= ? AND (valid_to IS NULL OR valid_to > ?) AND revision IS NOT NULL',
    ),
    reflogSince: database.prepare<[string, string, number, string, number, string, string, string | null]>(`
      SELECT ref, worktree, number, revision, at, message, email, branch
      FROM reflog_entry INDEXED BY reflog_entry_at
      WHERE repository = ? AND at >= ? ORDER BY at, ref, worktree, number`),
    reflogRevision: database.prepare<[string]>(
      'SELECT revision FROM reflog_entry WHERE repository = ? AND ref = ? AND worktree = ? AND number = ?',
    ),
    references: database.prepare<[ReferenceKind, string]>(
      'SELECT kind, target FROM reference WHERE repository = ? AND "commit" = ? ORDER BY kind, target',
    ),
    // No index has targets: one pass over all is quicker than one for each length that a hash may be cut to.
    namedCommits: database.prepare<[number, string]>(
      'SELECT "commit", target FROM reference WHERE repository = ? AND kind = \'commit\'',
    ),
    notes: database.prepare<[string, string]>(
      'SELECT ref, message FROM note WHERE repository = ? AND revision = ? ORDER BY ref',
    ),
    note: database.prepare<[string]>(
      'SELECT message FROM note WHERE repository = ? AND revision = ? AND ref = ?',
    ),
    status: database.prepare<[string, number, number, number, number, number, number | null, number]>(`
      SELECT id, commits, files,
        (SELECT count(DISTINCT canonical) FROM person WHERE person.repository = repository.number),
        (SELECT count(*) FROM ref WHERE ref.repository = repository.number AND valid_to IS NULL AND type = 'branch' AND revision IS NOT NULL),
        (SELECT count(*) FROM ref WHERE ref.repository = repository.number AND valid_to IS NULL AND type = 'tag' AND revision IS NOT NULL),
        last_event_at, events
      FROM repository ORDER BY number`),
    kinds: database.prepare<[string, number, number | null, number | null]>(
      'SELECT kind, events, first_at, last_at FROM kind_count WHERE repository = ? ORDER BY kind',
    ),
    losses: database.prepare<[string, number, number, number | null]>(
      'SELECT reason, from_at, until_at, files FROM loss WHERE until_at >= ? ORDER BY from_at, reason',
    ),
    model: database.prepare<[string, string]>(
      'SELECT json, at_sha FROM model WHERE repository = ? AND name = ?',
    ),
    saveModel: database.prepare('INSERT OR REPLACE INTO model VALUES (?, ?, ?, ?)'),
  }
}
