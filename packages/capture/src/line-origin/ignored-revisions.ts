/**
 * The commits that a repository wants to be looked behind: `.git-blame-ignore-revs` at the
 * root of the version that is asked about. A hash a line; what stands behind `#` is a remark.
 *
 * Anybody wrote it: what is no full hash, or no commit that is here, is left out and counted.
 */
import { readObjects, resolveObjects } from '../source/git-history/objects.ts'
import type { OriginRead } from './origin-read.ts'

export const IGNORE_FILE = '.git-blame-ignore-revs'

export type IgnoredRevisions = {
  readonly shas: readonly string[]
  /** Lines that name no commit that is here. */
  readonly unusable: number
  /** Named beyond what is taken. */
  readonly leftOut: number
  /** Whether the file is larger than what is read of it. */
  readonly isCut: boolean
}

export const MAX_IGNORE_FILE_BYTES = 1024 * 1024
const MOST_REVISIONS = 10_000

export async function readIgnoredRevisions(read: OriginRead, revision: string): Promise<IgnoredRevisions> {
  const limits = {
    maxBytes: MAX_IGNORE_FILE_BYTES,
    ...(read.signal === undefined ? {} : { signal: read.signal }),
  }
  let text = ''
  let isCut = false
  for await (const { type, content, sizeBytes } of readObjects(
    read.git,
    read.repository,
    [`${revision}:${IGNORE_FILE}`],
    limits,
  )) {
    if (type !== 'blob') continue
    isCut = sizeBytes > content.length
    const end = isCut ? content.lastIndexOf('\n') + 1 : content.length
    text = content.toString('latin1', 0, end)
  }
  const named = text
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
    .filter((line) => line !== '')
  const hashes = new Set(
    named.filter((line) => hashPattern(read).test(line)).map((line) => line.toLowerCase()),
  )
  const asked = [...hashes].slice(0, MOST_REVISIONS)
  if (asked.length === 0) return { shas: [], unusable: named.length, leftOut: 0, isCut }
  const commits = await resolveObjects(
    read.git,
    read.repository,
    asked.map((sha) => `${sha}^{commit}`),
  )
  const shas = [...new Set(commits.filter((sha) => sha !== undefined))]
  return {
    shas,
    unusable: named.filter((line) => !hashPattern(read).test(line)).length + asked.length - shas.length,
    leftOut: hashes.size - asked.length,
    isCut,
  }
}

function hashPattern({ repository }: OriginRead): RegExp {
  return repository.objectFormat === 'sha256' ? /^[0-9a-f]{64}$/i : /^[0-9a-f]{40}$/i
}
