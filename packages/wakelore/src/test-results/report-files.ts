/**
 * Where test results lie: files that the globs name, or those in the places where tools
 * put them; of either, those that changed since the command began.
 *
 * The walk goes where reports may be and nowhere else: not into dependencies, version
 * control or caches, and of a build directory only into the part for results. It is
 * bounded in depth, directories and files.
 */
import type { Dirent, Stats } from 'node:fs'
import { glob, lstat, readdir } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'

export type FoundReports = {
  /** Absolute, sorted. */
  readonly paths: readonly string[]
  /** Whether there was more than there is room for. */
  readonly isCut: boolean
}

const MOST_FILES = 5000
const MOST_DIRECTORIES = 5000
const MOST_LEVELS = 6
/** Of which a file system that knows whole seconds, or two, may be off. */
const COARSE_SLACK_MS = 2000
/** Linux stamps files by a clock that ticks less often than the one processes ask. */
const SLACK_MS = 20

/** Directories that hold nothing but reports, with those beneath them. */
const REPORT_DIRECTORIES: ReadonlySet<string> = new Set([
  'failsafe-reports',
  'junit',
  'junit-reports',
  'junit-results',
  'nextest',
  'surefire-reports',
  'test-reports',
  'test-results',
  'test_results',
  'testresults',
])
/** Copies of what stands beside them. */
const COPIES: ReadonlySet<string> = new Set(['junitreports'])
/** Of what is built, only these. */
const BUILD_DIRECTORIES: Readonly<Record<string, readonly string[]>> = {
  build: ['test-results', 'reports', 'surefire-reports'],
  target: ['surefire-reports', 'failsafe-reports', 'nextest', 'test-results'],
  _build: ['test'],
  out: ['test-results'],
  dist: ['test-results'],
}
const SKIPPED: ReadonlySet<string> = new Set([
  'node_modules',
  'bower_components',
  'vendor',
  'venv',
  '__pycache__',
  'site-packages',
  'Pods',
  'DerivedData',
])
const NAMED_REPORT =
  /^(?:TEST[-_].+|.*(?:junit|test[-_]?results?|test[-_]?report|testreport|nosetests|pytest|phpunit|rspec|xunit).*)\.xml$|\.tap$/i
const ANY_REPORT = /\.(?:xml|tap)$/i
const REPORTS = /^reports?$/i

export async function findReports(
  directory: string,
  globs: readonly string[],
  changedSinceMs: number,
): Promise<FoundReports> {
  const found = globs.length === 0 ? await walk(directory) : await expand(directory, globs)
  const paths: string[] = []
  for (const path of found.paths) {
    const stats = await lstat(path).catch(() => undefined)
    if (stats?.isFile() === true && hasChanged(stats, changedSinceMs)) paths.push(path)
  }
  return { paths: paths.sort(), isCut: found.isCut }
}

async function expand(directory: string, globs: readonly string[]): Promise<FoundReports> {
  const paths = new Set<string>()
  const options = { cwd: directory, exclude: (name: string) => basename(name) === 'node_modules' }
  for await (const path of glob([...globs], options)) {
    if (paths.size >= MOST_FILES) return { paths: [...paths], isCut: true }
    paths.add(resolve(directory, path))
  }
  return { paths: [...paths], isCut: false }
}

async function walk(root: string): Promise<FoundReports> {
  type Visit = {
    readonly path: string
    readonly level: number
    readonly isForReports: boolean
    readonly only?: readonly string[]
  }
  const visits: Visit[] = [{ path: root, level: 0, isForReports: isForReports(basename(root)) }]
  const paths: string[] = []
  let isCut = false
  for (let at = 0; at < visits.length; at++) {
    const { path, level, isForReports: isWithin, only } = visits[at]!
    for (const entry of await entriesOf(path)) {
      const { name } = entry
      if (entry.isFile()) {
        if (only !== undefined || !(isWithin ? ANY_REPORT : NAMED_REPORT).test(name)) continue
        if (paths.length < MOST_FILES) paths.push(join(path, name))
        else isCut = true
      } else if (entry.isDirectory() && level < MOST_LEVELS && (only?.includes(name) ?? isEntered(name))) {
        if (visits.length < MOST_DIRECTORIES) {
          visits.push({
            path: join(path, name),
            level: level + 1,
            isForReports: isWithin || isForReports(name) || (only !== undefined && REPORTS.test(name)),
            ...(Object.hasOwn(BUILD_DIRECTORIES, name) && !isWithin
              ? { only: BUILD_DIRECTORIES[name]! }
              : {}),
          })
        } else isCut = true
      }
    }
  }
  return { paths, isCut }
}

function isEntered(name: string): boolean {
  return !name.startsWith('.') && !SKIPPED.has(name) && !COPIES.has(name)
}

function isForReports(name: string): boolean {
  return REPORT_DIRECTORIES.has(name.toLowerCase()) || REPORTS.test(name)
}

async function entriesOf(path: string): Promise<readonly Dirent[]> {
  // What may not be read holds no results for us.
  return readdir(path, { withFileTypes: true }).catch(() => [])
}

function hasChanged({ mtimeMs }: Stats, sinceMs: number): boolean {
  return mtimeMs >= sinceMs - (mtimeMs % 1000 === 0 ? COARSE_SLACK_MS : SLACK_MS)
}
