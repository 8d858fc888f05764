/**
 * Which of the commits that were looked behind had given a line its present text. Blame
 * itself doesn't tell; the commit's own difference does, where the text stands in the file
 * only once and the commit put it in without taking it away.
 */
import { readCommitDiffs } from './commit-diff.ts'
import { withoutBlanks } from './block-move.ts'
import type { OriginRead } from './origin-read.ts'

export type PassedOver = { readonly line: number; readonly commit: string }

/**
 * @param path as git takes it for an argument
 * @param lines all of the file
 * @param asked which of them are asked about, with the commits that they come from
 */
export async function readPassedOver(
  read: OriginRead,
  path: string,
  lines: readonly string[],
  asked: readonly { readonly line: number; readonly origin: string }[],
  commits: readonly string[],
): Promise<PassedOver[]> {
  if (commits.length === 0 || asked.length === 0) return []
  const counts = new Map<string, number>()
  for (const line of lines) {
    const text = textOf(line)
    counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  const diffs = await readCommitDiffs(read, commits, path)
  const found: PassedOver[] = []
  for (const { line, origin } of asked) {
    const text = textOf(lines[line - 1]!)
    if (text === '' || counts.get(text) !== 1) continue
    const commit = commits.find((commit) =>
      diffs.get(commit)?.some(({ files }) => {
        const hunks = files.flatMap((file) => file.hunks)
        const holds = (side: 'added' | 'removed'): boolean =>
          hunks.some((hunk) => hunk[side].some((other) => withoutBlanks(other) === text))
        return holds('added') && !holds('removed')
      }),
    )
    if (commit !== undefined && commit !== origin && (await isAncestor(read, origin, commit))) {
      found.push({ line, commit })
    }
  }
  return found
}

/** As differences have it: bytes as Latin-1, blanks apart. */
function textOf(line: string): string {
  return withoutBlanks(Buffer.from(line).toString('latin1'))
}

async function isAncestor(read: OriginRead, older: string, newer: string): Promise<boolean> {
  const args = ['merge-base', '--is-ancestor', older, newer]
  return (await read.git.run(args, { cwd: read.repository.cwd })).exitCode === 0
}
