/** A change history for tests, from plain lists; its newest commit is the last one. */
import { BULK_FILE_COUNT, type ChangeHistory } from './change-history.ts'
import { directoryOf, nameStem } from './name-stem.ts'

export type PlainCommit = {
  readonly author?: number
  readonly at?: number
  readonly paths: readonly string[]
}

export function historyOf(commits: readonly PlainCommit[], dead: readonly string[] = []): ChangeHistory {
  const paths = [...new Set(commits.flatMap((commit) => commit.paths))]
  const numbersOf = (wanted: readonly string[]): Int32Array =>
    Int32Array.from(wanted.map((path) => paths.indexOf(path))).sort()
  const isAlive = (file: number): boolean => !dead.includes(paths[file]!)
  const living = (holds: (path: string) => boolean): number[] =>
    [...paths.keys()].filter((file) => isAlive(file) && holds(paths[file]!))
  const counted = [...commits.keys()].filter((commit) => commits[commit]!.paths.length <= BULK_FILE_COUNT)
  return {
    commitCount: commits.length,
    commitsOf: (file) =>
      Int32Array.from(counted.filter((commit) => commits[commit]!.paths.includes(paths[file]!))),
    filesOf: (commit) => numbersOf(commits[commit]!.paths),
    authoredAt: (commit) => commits[commit]!.at ?? 0,
    authorOf: (commit) => commits[commit]!.author ?? 0,
    sha: (commit) => `sha-${commit}`,
    fileNumber: (path) => (paths.includes(path) ? paths.indexOf(path) : undefined),
    path: (file) => paths[file]!,
    isAlive,
    filesWithStem: (stem) => living((path) => nameStem(path) === stem),
    filesIn: (directory) => living((path) => directoryOf(path) === directory),
    newest: (count) => counted.toReversed().slice(0, count),
  }
}
