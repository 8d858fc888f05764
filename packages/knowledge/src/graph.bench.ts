/**
 * The graph on a real history, beside the same rows in plain SQLite: unencrypted
 * tables of commits and changes with the indexes that the questions need.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { BenchRow } from '@wakelore/kernel/bench-row'
import { readCommitEvents } from '@wakelore/stream/log.bench.events'
import { textAttribute, textsAttribute, type DevelopmentEvent } from '@wakelore/telemetry/event'
// Its types lie outside its exports map: tsconfig.json points there, and they know no default.
// oxlint-disable-next-line import/default
import Sqlite from 'better-sqlite3-multiple-ciphers'
import type { ChangeHistory, FileNumber } from './change-history.ts'
import { couplings } from './couplings.ts'
import { openGraph } from './graph.ts'
import { mainDirectories } from './main-directories.ts'

/** Events in one block of the log. */
const BATCH = 4096
const MIB = 1024 * 1024
const KEY = Buffer.alloc(32, 7)

export async function bench(size: 'tiny' | 'full'): Promise<BenchRow[]> {
  const checkout = resolve(import.meta.dirname, '../../..')
  const source = size === 'tiny' ? checkout : (process.env['WAKELORE_BENCH_REPO'] ?? checkout)
  const commits = readCommitEvents(source, size === 'tiny' ? 200 : 40_000)
  const repository = commits[0]!.repository
  const events = [...commits, headAt(commits.at(-1)!)]
  const directory = mkdtempSync(join(tmpdir(), 'wakelore-bench-'))
  try {
    const file = join(directory, 'graph.db')
    const residentBefore = process.memoryUsage().rss
    const applyMs = elapsedMs(() => {
      const graph = openGraph({ file, key: KEY })
      for (let at = 0; at < events.length; at += BATCH) {
        graph.apply(events.slice(at, at + BATCH), { segment: 1, offset: at + 1 })
      }
      graph.close()
    })
    const residentMib = (process.memoryUsage().rss - residentBefore) / MIB
    const rival = plainSqlite(join(directory, 'plain.db'))
    const rivalApplyMs = elapsedMs(() => rival.insert(commits))

    const graph = openGraph({ file, key: KEY })
    const changed = busiestPaths(commits)
    const coChangeMs = elapsedMs(() => coChanges(graph.history(repository), changed))
    const rivalCoChangeMs = elapsedMs(() => rival.coChanges(changed))
    const history = graph.history(repository)
    const isBot = (person: number): boolean => graph.person(repository, person).isBot
    const couplingsMs = elapsedMs(() =>
      couplings(history, { nowMs: Date.now(), count: 8, isBot, isIgnored: () => false }),
    )
    const directoriesMs = elapsedMs(() => mainDirectories(history, { nowMs: Date.now(), count: 7, isBot }))
    const contributionsMs = elapsedMs(() => graph.contributions(repository, changed[0]!))
    graph.close()
    rival.close()
    const perSecond = (ms: number): number => (commits.length / ms) * 1000
    return [
      {
        name: `first read of ${commits.length} commits`,
        value: perSecond(applyMs),
        unit: 'commits/s',
        bar: '≥ 33,000',
        against: { name: 'plain SQLite', value: perSecond(rivalApplyMs) },
      },
      { name: 'memory for it', value: residentMib, unit: 'MiB', bar: '≤ 80' },
      {
        name: 'what changed with 5 files, first question',
        value: coChangeMs,
        unit: 'ms',
        bar: '≤ 30',
        against: { name: 'plain SQLite', value: rivalCoChangeMs },
      },
      { name: 'contributions to a file', value: contributionsMs, unit: 'ms' },
      { name: 'couplings', value: couplingsMs, unit: 'ms', bar: '≤ 150' },
      { name: 'main directories', value: directoriesMs, unit: 'ms', bar: '≤ 150' },
    ]
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

function headAt(commit: DevelopmentEvent): DevelopmentEvent {
  const revision = textAttribute(commit, 'vcs.ref.head.revision')!
  return {
    ...commit,
    key: `ref/HEAD/0/${revision}`,
    kind: 'vcs.ref.change',
    attributes: { 'vcs.ref.head.name': 'HEAD', 'vcs.ref.type': 'head', 'vcs.ref.head.revision': revision },
  }
}

/** The worst to ask about: files that change in many commits. */
function busiestPaths(commits: readonly DevelopmentEvent[]): string[] {
  const counts = new Map<string, number>()
  for (const commit of commits) {
    for (const path of textsAttribute(commit, 'vcs.commit.files.path')) {
      counts.set(path, (counts.get(path) ?? 0) + 1)
    }
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 5)
    .map(([path]) => path)
}

function coChanges(history: ChangeHistory, changed: readonly string[]): Map<FileNumber, number> {
  const counts = new Map<FileNumber, number>()
  for (const path of changed) {
    for (const commit of history.commitsOf(history.fileNumber(path)!)) {
      for (const file of history.filesOf(commit)) counts.set(file, (counts.get(file) ?? 0) + 1)
    }
  }
  return counts
}

function plainSqlite(file: string) {
  const sqlite = new Sqlite(file)
  sqlite.pragma('journal_mode=WAL')
  sqlite.pragma('synchronous=NORMAL')
  sqlite.exec(`
    CREATE TABLE "commit" (sha TEXT PRIMARY KEY, author TEXT, at INTEGER, message TEXT);
    CREATE TABLE change (sha TEXT, path TEXT, status TEXT);
    CREATE INDEX change_sha ON change (sha);
    CREATE INDEX change_path ON change (path);
  `)
  const insertCommit = sqlite.prepare('INSERT OR IGNORE INTO "commit" VALUES (?, ?, ?, ?)')
  const insertChange = sqlite.prepare('INSERT INTO change VALUES (?, ?, ?)')
  const insertBatch = sqlite.transaction((events: readonly DevelopmentEvent[]) => {
    for (const event of events) {
      const sha = textAttribute(event, 'vcs.ref.head.revision')
      const status = textAttribute(event, 'vcs.commit.files.status')!
      insertCommit.run(
        sha,
        textAttribute(event, 'vcs.commit.author.email'),
        event.occurredAt,
        textAttribute(event, 'vcs.commit.message'),
      )
      for (const [at, path] of textsAttribute(event, 'vcs.commit.files.path').entries()) {
        insertChange.run(sha, path, status[at])
      }
    }
  })
  const countCoChanges = sqlite.prepare(
    'SELECT other.path, count(*) FROM change AS own JOIN change AS other USING (sha) WHERE own.path = ? GROUP BY other.path',
  )
  return {
    insert: (events: readonly DevelopmentEvent[]): void => {
      for (let at = 0; at < events.length; at += BATCH) insertBatch(events.slice(at, at + BATCH))
    },
    coChanges: (changed: readonly string[]): unknown[] => changed.flatMap((path) => countCoChanges.all(path)),
    close: (): void => void sqlite.close(),
  }
}

function elapsedMs(work: () => unknown): number {
  const startedAt = performance.now()
  work()
  return performance.now() - startedAt
}
