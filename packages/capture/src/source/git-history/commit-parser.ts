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

const COLON = 0x3a
const NEWLINE = 0x0a
const LETTER_C = 0x43
const LETTER_R = 0x52
const NOTHING = Buffer.alloc(0)
const SUBMODULE_MODE = '160000'

/** What the next token is: a commit's field by its number, or one of those after them. */
const MESSAGE = 8
const FILE_OR_COMMIT = 9
const PATH = 10
const NEW_PATH = 11

type Fields = {
  sha: string
  parents: readonly string[]
  authorName: string
  authorEmail: string
  authorDate: string
  committerName: string
  committerEmail: string
  committerDate: string
  message: string
}

export function makeCommitParser(options: { readonly keepsContent: boolean }): CommitParser {
  let expected = 0
  let pending: Buffer = NOTHING
  let bytesBeyond = 0
  let fields = noFields()
  let files: FileChange[] = []
  let filesLeftOut = 0
  let status = ''
  let isSubmodule = false
  let content = ''
  let previousPath: string | undefined
  let complete: ParsedCommit[] = []

  const finish = (): ParsedCommit => {
    const commit = {
      sha: fields.sha,
      parents: fields.parents,
      author: signature(fields.authorName, fields.authorEmail, fields.authorDate),
      committer: signature(fields.committerName, fields.committerEmail, fields.committerDate),
      message: fields.message,
      files,
      filesLeftOut,
    }
    fields = noFields()
    files = []
    filesLeftOut = 0
    return commit
  }

  const takeField = (bytes: Buffer): void => {
    switch (expected++) {
      case 0:
        fields.sha = bytes.toString('latin1')
        return
      case 1:
        fields.parents = bytes.length === 0 ? [] : bytes.toString('latin1').split(' ')
        return
      case 2:
        fields.authorName = shortened(bytes, MAX_NAME_BYTES)
        return
      case 3:
        fields.authorEmail = shortened(bytes, MAX_NAME_BYTES)
        return
      case 4:
        fields.authorDate = bytes.toString('latin1')
        return
      case 5:
        fields.committerName = shortened(bytes, MAX_NAME_BYTES)
        return
      case 6:
        fields.committerEmail = shortened(bytes, MAX_NAME_BYTES)
        return
      case 7:
        fields.committerDate = bytes.toString('latin1')
        return
      default: {
        const hasNewline = bytesBeyond === 0 && bytes.at(-1) === NEWLINE
        fields.message = shortened(hasNewline ? bytes.subarray(0, -1) : bytes, MAX_MESSAGE_BYTES, bytesBeyond)
      }
    }
  }

  /** `:100644 100644 <hash> <hash> R087`, after a newline where it is the commit's first. */
  const takeFile = (bytes: Buffer): void => {
    const statusAt = bytes.lastIndexOf(0x20) + 1
    const modeAt = bytes.indexOf(COLON) + 1
    const hashLength = (statusAt - modeAt - 16) / 2
    if (statusAt >= bytes.length || hashLength < 40) throw malformed(bytes)
    status = String.fromCharCode(bytes[statusAt]!)
    const modeOfInterest = status === 'D' ? modeAt : modeAt + 7
    isSubmodule = bytes.toString('latin1', modeOfInterest, modeOfInterest + 6) === SUBMODULE_MODE
    content = ''
    if (options.keepsContent && (status === 'A' || status === 'D')) {
      const hashAt = modeAt + 14 + (status === 'D' ? 0 : hashLength + 1)
      const fileType = bytes.toString('latin1', modeOfInterest, modeOfInterest + 3)
      content = fileType + bytes.toString('latin1', hashAt, hashAt + hashLength)
    }
    previousPath = undefined
    expected = PATH
  }

  const take = (bytes: Buffer): void => {
    if (expected <= MESSAGE) return takeField(bytes)
    if (expected === FILE_OR_COMMIT) {
      if (bytes[0] === COLON || bytes[0] === NEWLINE) return takeFile(bytes)
      if (bytes.length === 0) throw malformed(bytes)
      complete.push(finish())
      expected = 0
      return takeField(bytes)
    }
    const path = pathText(bytes)
    if (expected === PATH && (status.charCodeAt(0) === LETTER_R || status.charCodeAt(0) === LETTER_C)) {
      previousPath = path
      expected = NEW_PATH
      return
    }
    if (files.length < MAX_FILES) files.push({ path, status, previousPath, isSubmodule, content })
    else filesLeftOut++
    expected = FILE_OR_COMMIT
  }

  const keep = (bytes: Buffer): void => {
    const room = MAX_TOKEN_BYTES - pending.length
    if (bytes.length <= room) {
      pending = Buffer.concat([pending, bytes])
      return
    }
    pending = Buffer.concat([pending, bytes.subarray(0, room)])
    bytesBeyond += bytes.length - room
  }

  const isBetweenCommits = (): boolean =>
    pending.length === 0 && (expected === 0 || expected === FILE_OR_COMMIT)

  return {
    push(chunk) {
      complete = []
      let start = 0
      for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, start)) {
        if (pending.length > 0) {
          keep(chunk.subarray(start, end))
          take(pending)
          pending = NOTHING
          bytesBeyond = 0
        } else {
          take(chunk.subarray(start, end))
        }
        start = end + 1
      }
      if (start < chunk.length) keep(chunk.subarray(start))
      return complete
    },
    isBetweenCommits,
    end() {
      if (!isBetweenCommits()) throw malformed(pending)
      if (expected === 0) return undefined
      expected = 0
      return finish()
    },
  }
}

function noFields(): Fields {
  return {
    sha: '',
    parents: [],
    authorName: '',
    authorEmail: '',
    authorDate: '',
    committerName: '',
    committerEmail: '',
    committerDate: '',
    message: '',
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
