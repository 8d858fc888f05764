/**
 * Real repositories for tests, made by the real git in a temporary directory.
 *
 * Everything that could differ between machines is frozen: identity, configuration
 * and time, which starts at `FIRST_COMMIT_AT_MS` and moves on a minute per commit.
 */
import { execFileSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { devNull, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { MS_PER_MINUTE, MS_PER_SECOND } from '@wakelore/kernel/clock'

export type ScratchFiles = Readonly<Record<string, string | Uint8Array | null>>

export type ScratchCommit = {
  readonly message: string | Uint8Array
  /** Written before, or deleted where null. */
  readonly files?: ScratchFiles
  /** Indexes of earlier commits of the same call; the one before it unless told, none makes a root. */
  readonly parents?: readonly number[]
  /** `Name <email>`. */
  readonly author?: string
  readonly committer?: string
  readonly atMs?: number
}

export type ScratchRepository = Disposable & {
  /** Resolved directory of the worktree, or of the bare repository. */
  readonly path: string
  /** Runs git in it; its output without the final newline. */
  readonly git: (...args: string[]) => string
  /** As `git`, with something on standard input and the bytes of the output. */
  readonly gitBytes: (args: readonly string[], input?: string | Uint8Array) => Buffer
  /** Writes or deletes files of the worktree, by path from its top. */
  readonly write: (files: ScratchFiles) => void
  /** Writes files, adds everything and commits; the commit's hash. */
  readonly commit: (message: string, files?: ScratchFiles) => string
  /** Makes a whole history in one go, none of it checked out, and points `ref` at its end; the hashes in order. */
  readonly importHistory: (ref: string, commits: readonly ScratchCommit[]) => string[]
  /** Takes all objects out of packs, so that single ones can be damaged. */
  readonly loosen: () => void
}

export const FIRST_COMMIT_AT_MS = Date.UTC(2026, 0, 5, 9)
export const SCRATCH_AUTHOR = 'Ada Scratch <ada@example.org>'

export function makeScratchRepository(
  options: {
    readonly bare?: boolean
    readonly objectFormat?: 'sha1' | 'sha256'
    readonly name?: string
  } = {},
): ScratchRepository {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'wakelore-scratch-')))
  const path = join(home, options.name ?? 'project')
  let nowMs = FIRST_COMMIT_AT_MS

  const gitBytes: ScratchRepository['gitBytes'] = (args, input = '') =>
    execFileSync('git', args, {
      cwd: path,
      input,
      env: scratchEnvironment(home, nowMs),
      maxBuffer: 1024 * 1024 * 1024,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
  const git: ScratchRepository['git'] = (...args) => gitBytes(args).toString('utf8').replace(/\n$/, '')

  const write: ScratchRepository['write'] = (files) => {
    for (const [name, content] of Object.entries(files)) {
      const file = join(path, name)
      if (content === null) {
        rmSync(file, { recursive: true, force: true })
        continue
      }
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, content)
    }
  }

  const commit: ScratchRepository['commit'] = (message, files = {}) => {
    write(files)
    git('add', '--all')
    git('commit', '--quiet', '--allow-empty', '--allow-empty-message', '--cleanup=verbatim', '-m', message)
    nowMs += MS_PER_MINUTE
    return git('rev-parse', 'HEAD')
  }

  const importHistory: ScratchRepository['importHistory'] = (ref, commits) => {
    if (commits.length === 0) return []
    const marks = join(home, 'marks')
    const stream = fastImportStream(ref, commits, nowMs)
    nowMs += commits.length * MS_PER_MINUTE
    gitBytes(['fast-import', '--quiet', '--force', '--date-format=raw', `--export-marks=${marks}`], stream)
    const shas: string[] = []
    for (const line of readFileSync(marks, 'utf8').trim().split('\n')) {
      const [mark, sha] = line.split(' ')
      shas[Number(mark!.slice(1)) - 1] = sha!
    }
    return shas
  }

  const loosen: ScratchRepository['loosen'] = () => {
    const packs = join(git('rev-parse', '--absolute-git-dir'), 'objects', 'pack')
    const moved = join(home, 'packs')
    renameSync(packs, moved)
    mkdirSync(packs)
    for (const name of readdirSync(moved)) {
      if (name.endsWith('.pack')) gitBytes(['unpack-objects', '-q'], readFileSync(join(moved, name)))
    }
    rmSync(moved, { recursive: true })
  }

  mkdirSync(path, { recursive: true })
  const shape = options.bare === true ? ['--bare'] : []
  git(
    'init',
    '--quiet',
    '--initial-branch=main',
    `--object-format=${options.objectFormat ?? 'sha1'}`,
    ...shape,
  )
  return {
    path,
    git,
    gitBytes,
    write,
    commit,
    importHistory,
    loosen,
    [Symbol.dispose]: () => rmSync(home, { recursive: true, force: true }),
  }
}

function scratchEnvironment(home: string, nowMs: number): NodeJS.ProcessEnv {
  const [, name, email] = /^(.*) <(.*)>$/.exec(SCRATCH_AUTHOR)!
  const date = `${nowMs / MS_PER_SECOND} +0000`
  return {
    PATH: process.env.PATH,
    HOME: home,
    LC_ALL: 'C',
    GIT_CONFIG_GLOBAL: devNull,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
    GIT_COMMITTER_DATE: date,
    GIT_ALLOW_PROTOCOL: 'file',
  }
}

/** See git-fast-import(1). */
function fastImportStream(ref: string, commits: readonly ScratchCommit[], startMs: number): Buffer {
  const pieces: Buffer[] = []
  const put = (line: string): void => void pieces.push(Buffer.from(`${line}\n`))
  const putData = (content: string | Uint8Array): void => {
    const bytes = Buffer.from(content as string)
    put(`data ${bytes.length}`)
    pieces.push(bytes)
    put('')
  }
  for (const [index, commit] of commits.entries()) {
    const parents = commit.parents ?? (index === 0 ? [] : [index - 1])
    const at = `${Math.floor((commit.atMs ?? startMs + index * MS_PER_MINUTE) / MS_PER_SECOND)} +0000`
    if (parents.length === 0) put(`reset ${ref}`)
    put(`commit ${ref}`)
    put(`mark :${index + 1}`)
    put(`author ${commit.author ?? SCRATCH_AUTHOR} ${at}`)
    put(`committer ${commit.committer ?? commit.author ?? SCRATCH_AUTHOR} ${at}`)
    putData(commit.message)
    for (const [nth, parent] of parents.entries()) put(`${nth === 0 ? 'from' : 'merge'} :${parent + 1}`)
    for (const [path, content] of Object.entries(commit.files ?? {})) {
      if (content === null) {
        put(`D ${quoted(path)}`)
      } else {
        put(`M 100644 inline ${quoted(path)}`)
        putData(content)
      }
    }
  }
  return Buffer.concat(pieces)
}

function quoted(path: string): string {
  return `"${path.replaceAll(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`
}
