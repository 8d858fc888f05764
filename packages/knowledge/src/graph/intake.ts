/**
 * Intake: turns events into rows, each once.
 *
 * Everything is a pure function of the events in log order, however they were cut
 * into batches: numbers are given in order of appearance, what was seen before (a
 * commit by its hash, anything else by its event id) changes nothing. Attributes are
 * hostile: of any type, length and content.
 */
import {
  ATTR_VCS_COMMIT_AUTHOR_AT,
  ATTR_VCS_COMMIT_AUTHOR_EMAIL,
  ATTR_VCS_COMMIT_AUTHOR_NAME,
  ATTR_VCS_COMMIT_FILES_PATH,
  ATTR_VCS_COMMIT_FILES_PREVIOUS_PATH,
  ATTR_VCS_COMMIT_FILES_STATUS,
  ATTR_VCS_COMMIT_MESSAGE,
  ATTR_VCS_COMMIT_PARENTS,
  ATTR_VCS_MAILMAP_CONTENT,
  ATTR_VCS_NOTE_MESSAGE,
  ATTR_VCS_REF_HEAD_NAME,
  ATTR_VCS_REF_HEAD_REVISION,
  ATTR_VCS_REF_TYPE,
  ATTR_VCS_REFLOG_EMAIL,
  ATTR_VCS_REFLOG_MESSAGE,
  ATTR_VCS_TAG_MESSAGE,
  ATTR_WAKELORE_CAPTURE_LOSS_FILES,
  ATTR_WAKELORE_CAPTURE_LOSS_REASON,
  ATTR_WAKELORE_CAPTURE_UNTIL,
} from '@wakelore/telemetry/conventions.generated'
import {
  eventId,
  numberAttribute,
  textAttribute,
  textsAttribute,
  type DevelopmentEvent,
  type RepositoryId,
} from '@wakelore/telemetry/event'
import { identityKey, mapIdentity, parseMailmap, type Identity, type Mailmap } from '../mailmap.ts'
import { directoryOf, nameStem } from '../name-stem.ts'
import { parseReferences } from '../references.ts'
import { trailerPeople } from '../trailers.ts'
import {
  ADDED,
  appendCommit,
  CO_AUTHOR,
  emptyRun,
  MODIFIED,
  packRun,
  REMOVED,
  RENAMED,
  REVIEWER,
  runToFill,
  unpackRun,
  type FileChange,
  type LinkedCommit,
  type Run,
} from './commit-run.ts'
import type { Database } from './database.ts'
import { fingerprint } from './fingerprint.ts'

export type Intake = {
  /** Within the caller's transaction. */
  readonly take: (events: Iterable<DevelopmentEvent>) => void
  /** Drops what is remembered between batches: after a rollback, or when another process wrote. */
  readonly forget: () => void
}

/** What is remembered of a repository between events; its numbers are the next to give. */
type Repository = {
  readonly number: number
  commits: number
  files: number
  people: number
  events: number
  lastEventAt: number | undefined
  mailmap: Mailmap
  /** Of kinds that were touched since the last write; added to what the table holds. */
  readonly kinds: Map<string, { events: number; firstAt: number; lastAt: number }>
  /** The run that is being filled. */
  run: Run
  /** Numbers by path, by name and address, by hash: bounded, and asked of the database beyond that. */
  readonly fileNumbers: NumberMemory
  readonly personNumbers: NumberMemory
  readonly commitNumbers: NumberMemory
}

type NumberMemory = {
  readonly get: (key: string) => number | undefined
  readonly set: (key: string, number: number) => void
}

const MAX_REMEMBERED = 65_536
const MAX_SUBJECT_CHARS = 1_000
const MAX_IDENTITY_CHARS = 500
const HASH = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/

export function makeIntake(database: Database): Intake {
  const sql = prepareStatements(database)
  const repositories = new Map<RepositoryId, Repository>()

  const take = (events: Iterable<DevelopmentEvent>): void => {
    const touched = new Set<Repository>()
    for (const event of events) {
      const repository = repositoryOf(event.repository)
      if (!takeEvent(repository, event)) continue
      touched.add(repository)
      repository.events++
      if (Number.isFinite(event.occurredAt)) {
        repository.lastEventAt = Math.max(repository.lastEventAt ?? -Infinity, event.occurredAt)
      }
      countKind(repository, event)
    }
    for (const repository of touched) {
      writeRun(repository)
      writeKinds(repository)
      const { commits, files, people, events: count, lastEventAt, number } = repository
      sql.updateRepository.run(commits, files, people, count, lastEventAt ?? null, number)
    }
  }

  /** False where the event was seen before. */
  function takeEvent(repository: Repository, event: DevelopmentEvent): boolean {
    if (event.kind === 'vcs.commit') {
      const sha = textAttribute(event, ATTR_VCS_REF_HEAD_REVISION)
      if (sha !== undefined && HASH.test(sha)) return takeCommit(repository, sha, event)
    }
    const id = Buffer.from(eventId(event), 'hex')
    if (sql.insertEvent.run(repository.number, id) === 0) return false
    if (event.kind === 'vcs.ref.change') takeRefChange(repository, id, event)
    else if (event.kind === 'vcs.reflog.entry') takeReflogEntry(repository, event)
    else if (event.kind === 'vcs.note') takeNote(repository, event)
    else if (event.kind === 'vcs.mailmap') takeMailmap(repository, event)
    else if (event.kind === 'wakelore.capture.loss') takeLoss(id, event)
    return true
  }

  function countKind({ kinds }: Repository, { kind, occurredAt }: DevelopmentEvent): void {
    let count = kinds.get(kind)
    if (count === undefined) kinds.set(kind, (count = { events: 0, firstAt: Infinity, lastAt: -Infinity }))
    count.events++
    if (!Number.isFinite(occurredAt)) return
    count.firstAt = Math.min(count.firstAt, occurredAt)
    count.lastAt = Math.max(count.lastAt, occurredAt)
  }

  function writeKinds({ number, kinds }: Repository): void {
    for (const [kind, { events, firstAt, lastAt }] of kinds) {
      const [first, last] = Number.isFinite(firstAt) ? [firstAt, lastAt] : [null, null]
      sql.addToKind.run(number, kind.toWellFormed(), events, first, last)
    }
    kinds.clear()
  }

  function takeLoss(id: Buffer, event: DevelopmentEvent): void {
    if (!Number.isFinite(event.occurredAt)) return
    const until = numberAttribute(event, ATTR_WAKELORE_CAPTURE_UNTIL) ?? event.occurredAt
    const files = numberAttribute(event, ATTR_WAKELORE_CAPTURE_LOSS_FILES)
    sql.insertLoss.run(
      id,
      text(event, ATTR_WAKELORE_CAPTURE_LOSS_REASON),
      event.occurredAt,
      Number.isFinite(until) ? until : event.occurredAt,
      Number.isSafeInteger(files) ? files! : null,
    )
  }

  function takeCommit(repository: Repository, sha: string, event: DevelopmentEvent): boolean {
    const number = repository.commits
    const message = text(event, ATTR_VCS_COMMIT_MESSAGE)
    const hash = Buffer.from(sha, 'hex')
    if (sql.insertCommit.run(repository.number, number, hash, subjectOf(message)) === 0) return false
    const parents = textsAttribute(event, ATTR_VCS_COMMIT_PARENTS)
      .filter((parent) => HASH.test(parent))
      .map((parent) => {
        const known = commitNumber(repository, parent)
        if (known !== undefined) return known
        sql.insertMissingParent.run(repository.number, Buffer.from(parent, 'hex'), number)
        return -1
      })
    repository.commitNumbers.set(sha, number)
    repository.commits++
    const authoredAt = numberAttribute(event, ATTR_VCS_COMMIT_AUTHOR_AT) ?? event.occurredAt
    const paths = textsAttribute(event, ATTR_VCS_COMMIT_FILES_PATH)
    const status = textAttribute(event, ATTR_VCS_COMMIT_FILES_STATUS) ?? ''
    addToRun(repository, {
      authoredAt: Number.isFinite(authoredAt) ? authoredAt : 0,
      author: personNumber(repository, {
        name: text(event, ATTR_VCS_COMMIT_AUTHOR_NAME),
        email: text(event, ATTR_VCS_COMMIT_AUTHOR_EMAIL),
      }),
      fileCount: Math.max(paths.length, status.length),
      parents,
      people: trailerPeople(message).map(({ role, identity }) => ({
        person: personNumber(repository, identity),
        role: role === 'co-author' ? CO_AUTHOR : REVIEWER,
      })),
      ...changedFiles(repository, paths, status, event),
    })
    for (const { kind, target } of parseReferences(message)) {
      sql.insertReference.run(repository.number, number, kind, target.toWellFormed())
    }
    return true
  }

  function changedFiles(
    repository: Repository,
    paths: readonly string[],
    status: string,
    event: DevelopmentEvent,
  ): Pick<LinkedCommit, 'files' | 'sources'> {
    const previousPaths = textsAttribute(event, ATTR_VCS_COMMIT_FILES_PREVIOUS_PATH)
    let previousCount = 0
    const changes = new Map<number, FileChange>()
    const sources = new Map<number, number>()
    for (const [at, path] of paths.entries()) {
      const letter = status[at]
      const file = fileNumber(repository, path)
      let change: FileChange = letter === 'A' || letter === 'C' ? ADDED : letter === 'D' ? REMOVED : MODIFIED
      if (letter === 'C') previousCount++
      if (letter === 'R') {
        const previousPath = previousPaths[previousCount++]
        change = previousPath === undefined ? ADDED : RENAMED
        if (previousPath !== undefined) {
          const source = fileNumber(repository, previousPath)
          sources.set(file, source)
          // Two files may have swapped names: then it came into being as well.
          if (!changes.has(source)) changes.set(source, REMOVED)
        }
      }
      changes.set(file, change)
    }
    return { files: Int32Array.from(changes, ([file, change]) => file * 4 + change).sort(), sources }
  }

  function takeRefChange(repository: Repository, id: Buffer, event: DevelopmentEvent): void {
    const name = text(event, ATTR_VCS_REF_HEAD_NAME)
    const revision = textAttribute(event, ATTR_VCS_REF_HEAD_REVISION) ?? null
    const [version, since] = sql.currentRef.get(repository.number, name) ?? [-1, -Infinity]
    // A clock that steps back would leave a moment at which the ref was two things.
    const from = Math.max(since, Number.isFinite(event.occurredAt) ? event.occurredAt : 0)
    sql.endRef.run(from, repository.number, name)
    const type = text(event, ATTR_VCS_REF_TYPE)
    const message = text(event, ATTR_VCS_TAG_MESSAGE)
    sql.insertRef.run(repository.number, name, version + 1, type, revision, message, from, id)
  }

  function takeReflogEntry(repository: Repository, event: DevelopmentEvent): void {
    const ref = text(event, ATTR_VCS_REF_HEAD_NAME)
    const worktree = (event.worktree ?? '').toWellFormed()
    const [last] = sql.lastReflogEntry.get(repository.number, ref, worktree) ?? [-1]
    sql.insertReflogEntry.run(
      repository.number,
      ref,
      worktree,
      last + 1,
      text(event, ATTR_VCS_REF_HEAD_REVISION),
      Number.isFinite(event.occurredAt) ? event.occurredAt : 0,
      text(event, ATTR_VCS_REFLOG_MESSAGE),
      text(event, ATTR_VCS_REFLOG_EMAIL),
      event.branch?.toWellFormed() ?? null,
    )
  }

  function takeNote(repository: Repository, event: DevelopmentEvent): void {
    sql.replaceNote.run(
      repository.number,
      text(event, ATTR_VCS_REF_HEAD_REVISION),
      text(event, ATTR_VCS_REF_HEAD_NAME),
      text(event, ATTR_VCS_NOTE_MESSAGE),
    )
  }

  function takeMailmap(repository: Repository, event: DevelopmentEvent): void {
    const content = text(event, ATTR_VCS_MAILMAP_CONTENT)
    sql.updateMailmap.run(content, repository.number)
    repository.mailmap = parseMailmap(content)
    const canonicals = new Map<string, number>()
    for (const [number, name, email] of sql.people.all(repository.number)) {
      const mapped = mapIdentity(repository.mailmap, { name, email })
      const identity = identityKey(mapped)
      let canonical = canonicals.get(identity)
      if (canonical === undefined) canonicals.set(identity, (canonical = number))
      sql.updatePerson.run(mapped.name, mapped.email, identity, canonical, repository.number, number)
    }
  }

  function personNumber(repository: Repository, identity: Identity): number {
    const name = identity.name.slice(0, MAX_IDENTITY_CHARS).toWellFormed()
    const email = identity.email.slice(0, MAX_IDENTITY_CHARS).toWellFormed()
    return numberOf(repository.personNumbers, `${name.length}:${name}${email}`, () => {
      const known = sql.personNumber.get(repository.number, email, name)?.[0]
      if (known !== undefined) return known
      const number = repository.people++
      const mapped = mapIdentity(repository.mailmap, { name, email })
      const key = identityKey(mapped)
      const canonical = sql.canonicalPerson.get(repository.number, key)?.[0] ?? number
      sql.insertPerson.run(repository.number, number, name, email, mapped.name, mapped.email, key, canonical)
      return number
    })
  }

  function fileNumber(repository: Repository, writtenPath: string): number {
    const path = writtenPath.toWellFormed()
    return numberOf(repository.fileNumbers, path, () => {
      const known = sql.fileNumber.get(repository.number, path)?.[0]
      if (known !== undefined) return known
      const number = repository.files++
      sql.insertFile.run(
        repository.number,
        number,
        path,
        fingerprint(directoryOf(path)),
        fingerprint(nameStem(path)),
      )
      return number
    })
  }

  function commitNumber(repository: Repository, sha: string): number | undefined {
    return (
      repository.commitNumbers.get(sha) ??
      sql.commitNumber.get(repository.number, Buffer.from(sha, 'hex'))?.[0]
    )
  }

  function addToRun(repository: Repository, commit: LinkedCommit): void {
    const run = runToFill(repository.run)
    if (run !== repository.run) writeRun(repository)
    repository.run = run
    appendCommit(run, commit)
  }

  function writeRun({ number, run }: Repository): void {
    if (run.author.length > 0) sql.replaceRun.run(number, run.first, packRun(run))
  }

  function repositoryOf(id: RepositoryId): Repository {
    const known = repositories.get(id)
    if (known !== undefined) return known
    sql.insertRepository.run(id)
    const [number, commits, files, people, events, lastEventAt, mailmap] = sql.repository.get(id)!
    const lastRun = sql.lastRun.get(number)
    const repository: Repository = {
      number,
      commits,
      files,
      people,
      events,
      lastEventAt: lastEventAt ?? undefined,
      mailmap: parseMailmap(mailmap),
      kinds: new Map(),
      run: lastRun === undefined ? emptyRun() : unpackRun(...lastRun),
      fileNumbers: makeNumberMemory(),
      personNumbers: makeNumberMemory(),
      commitNumbers: makeNumberMemory(),
    }
    repositories.set(id, repository)
    return repository
  }

  return { take, forget: () => repositories.clear() }
}

/** Remembers what was used last; between one and two times `MAX_REMEMBERED` entries. */
function makeNumberMemory(): NumberMemory {
  let recent = new Map<string, number>()
  let older = new Map<string, number>()
  const set = (key: string, number: number): void => {
    if (recent.size >= MAX_REMEMBERED) {
      older = recent
      recent = new Map()
    }
    recent.set(key, number)
  }
  const get = (key: string): number | undefined => {
    const number = recent.get(key)
    if (number !== undefined) return number
    const old = older.get(key)
    if (old !== undefined) set(key, old)
    return old
  }
  return { get, set }
}

function numberOf(memory: NumberMemory, key: string, find: () => number): number {
  let number = memory.get(key)
  if (number === undefined) memory.set(key, (number = find()))
  return number
}

function text(event: DevelopmentEvent, attribute: string): string {
  return (textAttribute(event, attribute) ?? '').toWellFormed()
}

/** As git's `%s`: the first paragraph on one line. */
function subjectOf(message: string): string {
  const start = /[^\s]/.exec(message)?.index ?? message.length
  const paragraph = message.slice(start, start + MAX_SUBJECT_CHARS)
  const end = paragraph.search(/\n\s*\n/)
  return (end === -1 ? paragraph : paragraph.slice(0, end)).trimEnd().replaceAll('\n', ' ').toWellFormed()
}

function prepareStatements(database: Database) {
  return {
    insertRepository: database.prepare('INSERT INTO repository (id) VALUES (?) ON CONFLICT DO NOTHING'),
    repository: database.prepare<[number, number, number, number, number, number | null, string]>(
      'SELECT number, commits, files, people, events, last_event_at, mailmap FROM repository WHERE id = ?',
    ),
    updateRepository: database.prepare(
      'UPDATE repository SET commits = ?, files = ?, people = ?, events = ?, last_event_at = ? WHERE number = ?',
    ),
    addToKind: database.prepare(`
      INSERT INTO kind_count VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET events = events + excluded.events,
        first_at = min(coalesce(first_at, excluded.first_at), coalesce(excluded.first_at, first_at)),
        last_at = max(coalesce(last_at, excluded.last_at), coalesce(excluded.last_at, last_at))`),
    insertLoss: database.prepare('INSERT INTO loss VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING'),
    updateMailmap: database.prepare('UPDATE repository SET mailmap = ? WHERE number = ?'),
    insertEvent: database.prepare('INSERT INTO event VALUES (?, ?) ON CONFLICT DO NOTHING'),
    insertCommit: database.prepare('INSERT INTO "commit" VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING'),
    commitNumber: database.prepare<[number]>('SELECT number FROM "commit" WHERE repository = ? AND sha = ?'),
    insertMissingParent: database.prepare(
      'INSERT INTO missing_parent VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    lastRun: database.prepare<[number, Buffer]>(
      'SELECT first, packed FROM commit_run WHERE repository = ? ORDER BY first DESC LIMIT 1',
    ),
    replaceRun: database.prepare('INSERT OR REPLACE INTO commit_run VALUES (?, ?, ?)'),
    insertFile: database.prepare('INSERT INTO file VALUES (?, ?, ?, ?, ?)'),
    fileNumber: database.prepare<[number]>('SELECT number FROM file WHERE repository = ? AND path = ?'),
    insertPerson: database.prepare('INSERT INTO person VALUES (?, ?, ?, ?, ?, ?, ?, ?)'),
    personNumber: database.prepare<[number]>(
      'SELECT number FROM person WHERE repository = ? AND email = ? AND name = ?',
    ),
    canonicalPerson: database.prepare<[number]>(
      'SELECT canonical FROM person INDEXED BY person_identity WHERE repository = ? AND identity = ? LIMIT 1',
    ),
    people: database.prepare<[number, string, string]>(
      'SELECT number, name, email FROM person WHERE repository = ? ORDER BY number',
    ),
    updatePerson: database.prepare(
      'UPDATE person SET mapped_name = ?, mapped_email = ?, identity = ?, canonical = ? WHERE repository = ? AND number = ?',
    ),
    currentRef: database.prepare<[number, number]>(
      'SELECT version, valid_from FROM ref WHERE repository = ? AND name = ? AND valid_to IS NULL',
    ),
    endRef: database.prepare(
      'UPDATE ref SET valid_to = ? WHERE repository = ? AND name = ? AND valid_to IS NULL',
    ),
    insertRef: database.prepare('INSERT INTO ref VALUES (?, ?, ?, ?, ?, ?, ?, NULL, ?)'),
    insertReference: database.prepare('INSERT INTO reference VALUES (?, ?, ?, ?)'),
    replaceNote: database.prepare('INSERT OR REPLACE INTO note VALUES (?, ?, ?, ?)'),
    lastReflogEntry: database.prepare<[number]>(
      'SELECT number FROM reflog_entry WHERE repository = ? AND ref = ? AND worktree = ? ORDER BY number DESC LIMIT 1',
    ),
    insertReflogEntry: database.prepare('INSERT INTO reflog_entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)'),
  }
}
