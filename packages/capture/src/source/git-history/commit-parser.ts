/**
 * Commits out of the bytes that `git diff-tree --stdin --raw -z` prints with
 * `COMMIT_FORMAT`, as they come in.
 *
 * The output is one run of tokens that end with NUL: nine fields per commit, then per
 * changed file `:modes blobs status` and its path, for a rename the old one and the new
 * one. No field can hold a NUL and no hash begins with a colon, so it is unambiguous
 * whatever somebody wrote into names, paths and messages. A commit is known to be
 * complete only when the next one begins or git ended well; until then it is held back.
 * What is longer than its limit is cut: memory stays bounded whatever is read.
 */
import { captureFault } from '../../faults.ts'
import { pathText } from '../../path-text.ts'
import { millisecondsOf } from './git-time.ts'
import { shortened } from './shortened.ts'

export type Signature = {
  readonly name: string
  readonly email: string
  /** Milliseconds since the epoch, within the years 1 to 9999; 0 where it can't be read. */
  readonly atMs: number
  /** Minutes east of UTC. */
  readonly offsetMinutes: number
}

export type FileChange = {
  readonly path: string
  /** A, M, D, R, C or T. */
  readonly status: string
  /** For R and C. */
  readonly previousPath: string | undefined
  readonly isSubmodule: boolean
  /** File type and hash of what was added or deleted, where `keepsContent`; otherwise empty. */
  readonly content: string
}

export type ParsedCommit = {
  readonly sha: string
  readonly parents: readonly string[]
  readonly author: Signature
  readonly committer: Signature
  readonly message: string
  readonly files: readonly FileChange[]
  /** How many files it changed beyond `MAX_FILES`. */
  readonly filesLeftOut: number
}

export type CommitParser = {
  /** Takes the next bytes and hands out the commits that are complete now. */
  readonly push: (chunk: Buffer) => ParsedCommit[]
  /** False while git is in the middle of a commit. */
  readonly isBetweenCommits: () => boolean
  /** The commit held back, once git ended. @throws CAPTURE_GIT_OUTPUT_MALFORMED in the middle of one */
  readonly end: () => ParsedCommit | undefined
}

/** For `--format=`, with `-z --date=raw`; it is `-z` that ends the last field. */
export const COMMIT_FORMAT = '%H%x00%P%x00%an%x00%ae%x00%ad%x00%cn%x00%ce%x00%cd%x00%B'

/** More files of one commit than this are only counted. */
export const MAX_FILES = 65_536
export const MAX_MESSAGE_BYTES = 64 * 1024
const MAX_NAME_BYTES = 1024
const MAX_TOKEN_BYTES = 1024 * 1024

const NUL = 0
const NEWLINE = 0x0a
const SPACE = 0x20
const COLON = 0x3a
const NOTHING = Buffer.alloc(0)

/** What the next token is: a field of `COMMIT_FORMAT` by its number, or one of those that follow. */
const PARENTS = 1
const MESSAGE = 8
const FILE_OR_COMMIT = 9
const PATH = 10
const NEW_PATH = 11

export function makeCommitParser(options: { readonly keepsContent: boolean }): CommitParser {
  let expected = 0
  let pending: Buffer = NOTHING
  let bytesBeyond = 0
  const fields: string[] = []
  let files: FileChange[] = []
  let filesLeftOut = 0
  let status = ''
  let isSubmodule = false
  let content = ''
  let previousPath: string | undefined
  let complete: ParsedCommit[] = []

  const finish = (): ParsedCommit => {
    const commit = {
      sha: fields[0]!,
      parents: fields[PARENTS] === '' ? [] : fields[PARENTS]!.split(' '),
      author: signature(fields[2]!, fields[3]!, fields[4]!),
      committer: signature(fields[5]!, fields[6]!, fields[7]!),
      message: fields[MESSAGE]!,
      files,
      filesLeftOut,
    }
    files = []
    filesLeftOut = 0
    expected = 0
    return commit
  }

  const takeField = (bytes: Buffer, start: number, end: number): void => {
    if (expected === MESSAGE) {
      const hasNewline = bytesBeyond === 0 && end > start && bytes[end - 1] === NEWLINE
      const span = { maxBytes: MAX_MESSAGE_BYTES, start, end: hasNewline ? end - 1 : end, bytesBeyond }
      fields[expected] = shortened(bytes, span)
    } else {
      const maxBytes = expected === PARENTS ? MAX_TOKEN_BYTES : MAX_NAME_BYTES
      fields[expected] = shortened(bytes, { maxBytes, start, end })
    }
    expected++
  }

  /** `:100644 100644 <hash> <hash> R087`, after a newline where it is the commit's first. */
  const takeFile = (bytes: Buffer, start: number, end: number): void => {
    const statusAt = bytes.lastIndexOf(SPACE, end - 1) + 1
    const modeAt = bytes[start] === NEWLINE ? start + 2 : start + 1
    const hashLength = (statusAt - modeAt - 16) / 2
    if (statusAt >= end || hashLength < 40) throw malformed(bytes.subarray(start, end))
    status = String.fromCharCode(bytes[statusAt]!)
    const modeOfInterest = status === 'D' ? modeAt : modeAt + 7
    // Of all modes only a submodule's, 160000, has a 6 there.
    isSubmodule = bytes[modeOfInterest + 1] === 0x36
    content = ''
    if (options.keepsContent && (status === 'A' || status === 'D')) {
      const hashAt = modeAt + 14 + (status === 'D' ? 0 : hashLength + 1)
      const fileType = bytes.toString('latin1', modeOfInterest, modeOfInterest + 3)
      content = fileType + bytes.toString('latin1', hashAt, hashAt + hashLength)
    }
    previousPath = undefined
    expected = PATH
  }

  const takePath = (path: string): void => {
    if (expected === PATH && (status === 'R' || status === 'C')) {
      previousPath = path
      expected = NEW_PATH
      return
    }
    if (files.length < MAX_FILES) files.push({ path, status, previousPath, isSubmodule, content })
    else filesLeftOut++
    expected = FILE_OR_COMMIT
  }

  const take = (bytes: Buffer, start: number, end: number): void => {
    if (expected <= MESSAGE) {
      takeField(bytes, start, end)
    } else if (expected !== FILE_OR_COMMIT) {
      takePath(pathText(bytes, start, end))
    } else if (bytes[start] === COLON || bytes[start] === NEWLINE) {
      takeFile(bytes, start, end)
    } else {
      if (start === end) throw malformed(NOTHING)
      complete.push(finish())
      takeField(bytes, start, end)
    }
  }

  /** Holds back what has no end yet. */
  const keep = (bytes: Buffer): void => {
    const kept = bytes.subarray(0, MAX_TOKEN_BYTES - pending.length)
    pending = Buffer.concat([pending, kept])
    bytesBeyond += bytes.length - kept.length
  }

  const isBetweenCommits = (): boolean =>
    pending.length === 0 && (expected === 0 || expected === FILE_OR_COMMIT)

  return {
    push(chunk) {
      complete = []
      let start = 0
      for (let end = chunk.indexOf(NUL); end !== -1; end = chunk.indexOf(NUL, start)) {
        if (pending.length > 0) {
          keep(chunk.subarray(start, end))
          take(pending, 0, pending.length)
          pending = NOTHING
          bytesBeyond = 0
        } else {
          take(chunk, start, end)
        }
        start = end + 1
      }
      if (start < chunk.length) keep(chunk.subarray(start))
      return complete
    },
    isBetweenCommits,
    end() {
      if (!isBetweenCommits()) throw malformed(pending)
      return expected === 0 ? undefined : finish()
    },
  }
}

/** @param date as `--date=raw` prints it: `1700000000 +0100`, or nothing where it is malformed */
function signature(name: string, email: string, date: string): Signature {
  const space = date.indexOf(' ')
  const seconds = Number(date.slice(0, Math.max(space, 0)))
  const zone = Number(date.slice(space + 1))
  // Zone -0000 is usual; its minutes shall be 0, not -0.
  const offsetMinutes = Number.isSafeInteger(zone) ? Math.trunc(zone / 100) * 60 + (zone % 100) || 0 : 0
  return { name, email, atMs: millisecondsOf(seconds), offsetMinutes }
}

function malformed(bytes: Buffer): Error {
  return captureFault(
    'CAPTURE_GIT_OUTPUT_MALFORMED',
    `git printed ${JSON.stringify(bytes.toString('latin1', 0, 80))} where a commit or a changed file was expected`,
  )
}
