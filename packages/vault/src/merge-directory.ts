/**
 * A bare git directory of our own in which merges are tried, with a repository's objects
 * lent to it: what a merge makes lands here and is removed, nothing lands in the repository.
 *
 * Of the repository's and the user's configuration nothing is read here, so that no merge
 * driver, filter, textconv, hook or attributes file of anybody can be named: what of their
 * settings counts is given as plain values. Objects of a partial clone that are missing are
 * missing here too, and there is no remote to fetch them from.
 */
import { createHash } from 'node:crypto'
import { copyFile, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { devNull } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { errorCode } from '@wakelore/kernel/error-code'
import { MS_PER_HOUR } from '@wakelore/kernel/clock'
import { makeGit, type Git } from './git.ts'
import { makePrivateDirectory, unwritable } from './private-file.ts'
import type { Repository } from './repository.ts'

export type MergeDirectory = AsyncDisposable & {
  readonly path: string
  /** Of this directory alone: it is asked with `cwd: path`. */
  readonly git: Git
  /** Makes a commit of a tree, which needn't be readable, and says its hash. */
  readonly writeCommit: (tree: string, parents: readonly string[]) => Promise<string>
  /** The attributes that merges go by, instead of those before. */
  readonly writeAttributes: (lines: string) => Promise<void>
}

const NOBODY = 'x <x> 0 +0000'
/** Another process may just be making one: only older ones can be a crash's. */
const LEFTOVER_AGE_MS = MS_PER_HOUR

/** @throws VAULT_HOME_UNWRITABLE, VAULT_DISK_FULL */
export async function openMergeDirectory(options: {
  readonly cacheDir: string
  readonly repository: Repository
  /** Configuration that merges go by; whoever gives it has looked at it. */
  readonly settings: ReadonlyMap<string, string>
  readonly nowMs: number
  /** As the pipeline's own git. */
  readonly executable?: string
  readonly environment: NodeJS.ProcessEnv
}): Promise<MergeDirectory> {
  const { repository } = options
  const home = join(options.cacheDir, 'merges')
  await makePrivateDirectory(home)
  await removeLeftovers(home, options.nowMs)
  const path = await mkdtemp(join(home, `${process.pid}-`)).catch((cause: unknown) => {
    throw unwritable(home, cause)
  })
  const remove = (): Promise<void> => rm(path, { recursive: true, force: true, maxRetries: 2 })
  try {
    await Promise.all(['info', 'refs'].map((name) => mkdir(join(path, name), { mode: 0o700 })))
    await mkdir(join(path, 'objects', 'info'), { recursive: true, mode: 0o700 })
    await Promise.all([
      writeFile(join(path, 'HEAD'), 'ref: refs/heads/none\n'),
      writeFile(join(path, 'config'), configuration(repository, options.settings)),
      writeFile(
        join(path, 'objects', 'info', 'alternates'),
        `${quoted(join(repository.commonDir, 'objects'))}\n`,
      ),
      // Where a history was cut, its commits have no parents here either.
      repository.isShallow
        ? copyFile(join(repository.commonDir, 'shallow'), join(path, 'shallow'))
        : undefined,
    ])
  } catch (cause) {
    await remove()
    throw unwritable(path, cause)
  }
  return {
    path,
    git: makeGit({
      ...(options.executable === undefined ? {} : { executable: options.executable }),
      environment: {
        ...options.environment,
        GIT_CONFIG_GLOBAL: devNull,
        GIT_CONFIG_SYSTEM: devNull,
        GIT_CONFIG_NOSYSTEM: '1',
      },
    }),
    writeCommit: (tree, parents) => writeCommit(path, repository.objectFormat, tree, parents),
    writeAttributes: async (lines) => {
      await writeFile(join(path, 'info', 'attributes'), lines).catch((cause: unknown) => {
        throw unwritable(path, cause)
      })
    },
    [Symbol.asyncDispose]: remove,
  }
}

/** As a loose object: see gitformat-loose(5). */
async function writeCommit(
  path: string,
  format: Repository['objectFormat'],
  tree: string,
  parents: readonly string[],
): Promise<string> {
  const body = [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${NOBODY}`,
    `committer ${NOBODY}`,
    '',
    '',
  ]
  const text = body.join('\n')
  const object = `commit ${text.length}\0${text}`
  const hash = createHash(format).update(object).digest('hex')
  const directory = join(path, 'objects', hash.slice(0, 2))
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 })
    await writeFile(join(directory, hash.slice(2)), deflateSync(object, { level: 1 }))
  } catch (cause) {
    throw unwritable(path, cause)
  }
  return hash
}

/** What is made here is gone in a moment: nothing of it is synced, and little compressed. */
function configuration({ objectFormat }: Repository, settings: ReadonlyMap<string, string>): string {
  const isSha256 = objectFormat === 'sha256'
  return [
    '[core]',
    `\trepositoryFormatVersion = ${isSha256 ? 1 : 0}`,
    '\tbare = true',
    `\tattributesFile = ${devNull}`,
    '\tfsync = none',
    '\tcompression = 0',
    '\tlogAllRefUpdates = false',
    '[gc]',
    '\tauto = 0',
    ...(isSha256 ? ['[extensions]', '\tobjectFormat = sha256'] : []),
    ...Array.from(settings, ([key, value]) => {
      const [section, name] = key.split('.')
      return `[${section}]\n\t${name} = ${value}`
    }),
    '',
  ].join('\n')
}

/** As alternates are read: a line each, quoted as in C where it would be taken for something else. */
function quoted(path: string): string {
  return /["\\\n]/.test(path) ? `"${path.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"` : path
}

async function removeLeftovers(home: string, nowMs: number): Promise<void> {
  for (const name of await readdir(home)) {
    const pid = Number(/^(\d+)-/.exec(name)?.[1])
    const path = join(home, name)
    const found = await stat(path).catch(() => undefined)
    if (found === undefined || nowMs - found.mtimeMs < LEFTOVER_AGE_MS || isRunning(pid)) continue
    await rm(path, { recursive: true, force: true }).catch((cause: unknown) => {
      throw unwritable(path, cause)
    })
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}
