/**
 * What `git blame` says of some lines of one file: for each run of them the commit that
 * it stops at, with path and line there.
 *
 * Differences in white space alone are never a stop. Commits that the configuration wants
 * to be looked behind are stops like others; the program that it may name for turning a file
 * into text isn't run, nor are filters.
 */
import { complaintOf, faultOf } from '@wakelore/vault/git'
import { captureFault } from '../faults.ts'
import { pathText, unquotedPath } from '../path-text.ts'
import type { OriginRead } from './origin-read.ts'

export type LineRange = { readonly start: number; readonly end: number }

export type BlamedLines = {
  /** Undefined: in no commit yet. */
  readonly commit: string | undefined
  /** As `pathText` writes it. */
  readonly path: string
  /** First of these lines in the commit's version of the file. */
  readonly lineThere: number
  /** First of these lines in the version that was asked about. */
  readonly line: number
  readonly count: number
}

export type BlameRequest = {
  /** A full hash; undefined for the worktree. */
  readonly revision: string | undefined
  /** As git takes it for an argument. */
  readonly path: string
  /** All of the file where there are none. */
  readonly ranges: readonly LineRange[]
}

const HEADER = /^([0-9a-f]{40,64}) (\d+) (\d+) (\d+)$/
const UNCOMMITTED = /^0+$/
/** So many are told apart on a command line, which the system bounds; beyond, the whole file is asked about. */
const MOST_RANGES = 1000

/** In no order. @throws CAPTURE_OBJECT_MISSING, CAPTURE_BLAME_UNUSABLE */
export async function blame(read: OriginRead, request: BlameRequest): Promise<BlamedLines[]> {
  const { cwd } = read.repository
  const ranges = request.ranges.length > MOST_RANGES ? [] : request.ranges
  const args = [
    'blame',
    '--incremental',
    '--root',
    '-w',
    '--no-textconv',
    // An empty name forgets the files that configuration names.
    '--ignore-revs-file=',
    ...ranges.map(({ start, end }) => `-L${start},${end}`),
    ...(request.revision === undefined ? [] : [request.revision]),
    '--',
    request.path,
  ]
  const result = await read.git.run(args, {
    cwd,
    ...(request.revision === undefined ? { readsWorktree: true } : {}),
    ...(read.signal === undefined ? {} : { signal: read.signal }),
  })
  read.signal?.throwIfAborted()
  if (result.exitCode !== 0) throw blameFault(args, cwd, request.path, result)
  return blamedLines(result.stdout)
}

/** Of `blame --incremental`: a header, what it tells of the commit the first time, and last the file's name. */
function blamedLines(output: Buffer): BlamedLines[] {
  const found: BlamedLines[] = []
  let header: RegExpExecArray | undefined
  let start = 0
  for (let end = output.indexOf(0x0a); end !== -1; end = output.indexOf(0x0a, start)) {
    if (header === undefined) {
      header = HEADER.exec(output.toString('latin1', start, end)) ?? undefined
    } else if (output.toString('latin1', start, start + 9) === 'filename ') {
      found.push({
        commit: UNCOMMITTED.test(header[1]!) ? undefined : header[1]!,
        path: pathText(unquotedPath(output.subarray(start + 9, end))),
        lineThere: Number(header[2]),
        line: Number(header[3]),
        count: Number(header[4]),
      })
      header = undefined
    }
    start = end + 1
  }
  return found
}

function blameFault(
  args: readonly string[],
  cwd: string,
  path: string,
  result: { readonly exitCode: number; readonly stderr: string },
): Error {
  const complaint = complaintOf(result.stderr)
  const fields = { path: cwd }
  if (/object name list|invalid object name/.test(complaint)) {
    return captureFault(
      'CAPTURE_BLAME_UNUSABLE',
      `git blame doesn't work in ${cwd}, since blame.ignoreRevsFile in git's configuration names a file that git can't use: ${complaint}`,
      { fields },
    )
  }
  return missingObjectFault(complaint, cwd, path) ?? faultOf(args, cwd, result)
}

const MISSING_OBJECT =
  /could not fetch|promisor|unable to read|cannot read|bad (?:object|tree|blob)|missing (?:object|blob|tree)|could not get object info|failed to read/i

/** The fault of a git that died of an object that isn't here, if that is what it says. */
export function missingObjectFault(complaint: string, cwd: string, path: string): Error | undefined {
  if (!MISSING_OBJECT.test(complaint)) return undefined
  const hash = /\b[0-9a-f]{40,64}\b/.exec(complaint)?.[0]
  return captureFault(
    'CAPTURE_OBJECT_MISSING',
    `${hash === undefined ? 'an object' : `object ${hash}`} of the history of ${path} isn't in ${cwd}, and nothing is fetched: ${complaint}`,
    { fields: { path: cwd, ...(hash === undefined ? {} : { object: hash }) } },
  )
}
