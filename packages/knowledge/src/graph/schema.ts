/**
 * The graph's tables.
 *
 * Facts are stored, conclusions are not: what counts, which file lives, who is one
 * person with whom is computed when asked, from packed runs of commits that load as
 * fast as they can be copied. So there is little that incremental maintenance
 * could get wrong, and a commit costs one row rather than one per file.
 *
 * Commits, files and people are numbered from 0 within their repository, in the
 * order of the log. Without statistics the planner takes a primary key that begins with
 * the repository for better than any other index: queries that know better name theirs.
 */
import { knowledgeFault } from '../faults.ts'
import type { Database } from './database.ts'

/** A file with a lower version is emptied and built again; one with a higher is refused. */
export const SCHEMA_VERSION = 3

const TABLES = `
  CREATE TABLE log_position (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    segment INTEGER NOT NULL,
    offset INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE repository (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    commits INTEGER NOT NULL DEFAULT 0,
    files INTEGER NOT NULL DEFAULT 0,
    people INTEGER NOT NULL DEFAULT 0,
    events INTEGER NOT NULL DEFAULT 0,
    last_event_at REAL,
    mailmap TEXT NOT NULL DEFAULT ''
  ) STRICT;

  -- How many events of each kind there are, and when the first and last of them occurred.
  CREATE TABLE kind_count (
    repository INTEGER NOT NULL,
    kind TEXT NOT NULL,
    events INTEGER NOT NULL,
    first_at REAL,
    last_at REAL,
    PRIMARY KEY (repository, kind)
  ) STRICT, WITHOUT ROWID;

  -- Periods of which capture lost something, whatever the repository.
  CREATE TABLE loss (
    id BLOB NOT NULL PRIMARY KEY,
    reason TEXT NOT NULL,
    from_at REAL NOT NULL,
    until_at REAL NOT NULL,
    files INTEGER
  ) STRICT, WITHOUT ROWID;

  -- Events other than commits that were taken in already.
  CREATE TABLE event (
    repository INTEGER NOT NULL,
    id BLOB NOT NULL,
    PRIMARY KEY (repository, id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE "commit" (
    repository INTEGER NOT NULL,
    number INTEGER NOT NULL,
    sha BLOB NOT NULL,
    subject TEXT NOT NULL,
    PRIMARY KEY (repository, number)
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX commit_sha ON "commit" (repository, sha);

  -- Consecutive commits with everything that they link to: see commit-run.ts.
  CREATE TABLE commit_run (
    repository INTEGER NOT NULL,
    first INTEGER NOT NULL,
    packed BLOB NOT NULL,
    PRIMARY KEY (repository, first)
  ) STRICT, WITHOUT ROWID;

  -- Parents that were unknown when their child was read: beyond a shallow history's edge.
  CREATE TABLE missing_parent (
    repository INTEGER NOT NULL,
    sha BLOB NOT NULL,
    child INTEGER NOT NULL,
    PRIMARY KEY (repository, sha, child)
  ) STRICT, WITHOUT ROWID;

  -- "directory" and "stem" are fingerprints of what the path says.
  CREATE TABLE file (
    repository INTEGER NOT NULL,
    number INTEGER NOT NULL,
    path TEXT NOT NULL,
    directory INTEGER NOT NULL,
    stem INTEGER NOT NULL,
    PRIMARY KEY (repository, number)
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX file_path ON file (repository, path);
  CREATE INDEX file_directory ON file (repository, directory);
  CREATE INDEX file_stem ON file (repository, stem);

  -- One row per identity as written; "canonical" is the lowest number of the same person.
  CREATE TABLE person (
    repository INTEGER NOT NULL,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    mapped_name TEXT NOT NULL,
    mapped_email TEXT NOT NULL,
    identity TEXT NOT NULL,
    canonical INTEGER NOT NULL,
    PRIMARY KEY (repository, number)
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX person_written ON person (repository, email, name);
  CREATE INDEX person_identity ON person (repository, identity);
  CREATE INDEX person_canonical ON person (repository, canonical);

  -- What a ref pointed at, from when until when; "revision" is null once it was deleted.
  CREATE TABLE ref (
    repository INTEGER NOT NULL,
    name TEXT NOT NULL,
    version INTEGER NOT NULL,
    type TEXT NOT NULL,
    revision TEXT,
    message TEXT NOT NULL,
    valid_from REAL NOT NULL,
    valid_to REAL,
    change BLOB NOT NULL,
    PRIMARY KEY (repository, name, version)
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX ref_now ON ref (repository, name) WHERE valid_to IS NULL;

  CREATE TABLE reference (
    repository INTEGER NOT NULL,
    "commit" INTEGER NOT NULL,
    kind TEXT NOT NULL,
    target TEXT NOT NULL,
    PRIMARY KEY (repository, "commit", kind, target)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE note (
    repository INTEGER NOT NULL,
    revision TEXT NOT NULL,
    ref TEXT NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY (repository, revision, ref)
  ) STRICT, WITHOUT ROWID;

  -- "number" is the place in the ref's own reflog: git keeps no more than seconds.
  CREATE TABLE reflog_entry (
    repository INTEGER NOT NULL,
    ref TEXT NOT NULL,
    worktree TEXT NOT NULL,
    number INTEGER NOT NULL,
    revision TEXT NOT NULL,
    at REAL NOT NULL,
    message TEXT NOT NULL,
    email TEXT NOT NULL,
    branch TEXT,
    PRIMARY KEY (repository, ref, worktree, number)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX reflog_entry_at ON reflog_entry (repository, at);

  CREATE TABLE model (
    repository INTEGER NOT NULL,
    name TEXT NOT NULL,
    json TEXT NOT NULL,
    at_sha TEXT NOT NULL,
    PRIMARY KEY (repository, name)
  ) STRICT, WITHOUT ROWID;
`

/** @throws GRAPH_NEWER_VERSION */
export function prepareSchema(database: Database, file: string): void {
  if (versionOf(database) === SCHEMA_VERSION) return
  database.transaction('immediate', () => {
    // Another process may have made the tables meanwhile.
    const version = versionOf(database)
    if (version > SCHEMA_VERSION) {
      throw knowledgeFault(
        'GRAPH_NEWER_VERSION',
        `the graph ${file} has version ${version}, this wakelore knows up to ${SCHEMA_VERSION}`,
        { fields: { file, version } },
      )
    }
    if (version < SCHEMA_VERSION) makeTables(database)
  })
}

/** Drops what there is and makes every table anew. Runs within the caller's transaction. */
export function makeTables(database: Database): void {
  const tables = database
    .prepare<[string]>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .all()
  for (const [name] of tables) database.execute(`DROP TABLE "${name.replaceAll('"', '""')}"`)
  database.execute(TABLES)
  database.execute(`PRAGMA user_version = ${SCHEMA_VERSION}`)
}

function versionOf(database: Database): number {
  return database.prepare<[number]>('PRAGMA user_version').get()![0]
}
