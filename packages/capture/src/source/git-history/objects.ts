/**
 * Objects by name through `git cat-file`, in the order they were asked for.
 *
 * One that is missing or damaged is an answer, not an end: where git dies of an
 * object, reading goes on behind it. Contents are taken up to a limit, the rest of
 * an object streams by.
 */
import { faultOf, type Git } from '@wakelore/vault/git'
import type { Repository } from '@wakelore/vault/repository'
import { captureFault } from '../../faults.ts'

export type ObjectContent = {
  /** Index of its name among those asked for. */
  readonly index: number
  readonly hash: string
  readonly type: string
  /** The object's first bytes, no more than the limit. */
  readonly content: Buffer
  readonly sizeBytes: number
}

const NEWLINE = 0x0a
const MAX_HEADER_BYTES = 64 * 1024
const HASH = /^[0-9a-f]{40,64}$/

/**
 * The hash of each name's object, undefined for what doesn't exist or can't be read.
 *
 * @param names must hold no newline; `<name>^{commit}` peels
 */
export async function resolveObjects(
  git: Git,
  { cwd }: Repository,
  names: readonly string[],
): Promise<(string | undefined)[]> {
  const hashes: (string | undefined)[] = []
  const args = ['cat-file', '--batch-check=%(objectname)']
  while (hashes.length < names.length) {
    const asked = names.slice(hashes.length)
    const result = await git.run(args, {
      cwd,
      input: `${asked.join('\n')}\n`,
      maxBytes: asked.length * 1024 + 65_536,
    })
    const lines = result.stdout.toString('latin1').split('\n').slice(0, asked.length)
    if (result.exitCode === 0) lines.length = asked.length
    else lines.pop()
    for (const line of lines) hashes.push(line !== undefined && HASH.test(line) ? line : undefined)
    if (result.exitCode !== 0) {
      throwUnlessObject(args, cwd, result)
      hashes.push(undefined)
    }
  }
  return hashes
}

/** The contents of those that exist, as they come. */
export async function* readObjects(
  git: Git,
  { cwd }: Repository,
  names: readonly string[],
  options: { readonly maxBytes: number; readonly signal?: AbortSignal },
): AsyncGenerator<ObjectContent> {
  const args = ['cat-file', '--batch']
  let index = 0
  while (index < names.length) {
    const { stdout, ended, kill } = await git.stream(args, {
      cwd,
      input: `${names.slice(index).join('\n')}\n`,
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    })
    try {
      for await (const answer of answers(stdout as AsyncIterable<Buffer>, options.maxBytes)) {
        if (answer !== undefined) yield { index, ...answer }
        index++
      }
    } finally {
      kill()
    }
    const result = await ended
    options.signal?.throwIfAborted()
    if (index >= names.length) return
    throwUnlessObject(args, cwd, result)
    index++
  }
}

/** One answer of `cat-file --batch` after the other; undefined for an object that is missing. */
async function* answers(
  chunks: AsyncIterable<Buffer>,
  maxBytes: number,
): AsyncGenerator<Omit<ObjectContent, 'index'> | undefined> {
  let header = ''
  let answer: { hash: string; type: string; sizeBytes: number; kept: Buffer[]; room: number } | undefined
  // Content bytes and the newline after them that are still to come.
  let remaining = 0
  for await (const chunk of chunks) {
    let at = 0
    while (at < chunk.length) {
      if (answer !== undefined) {
        const taken = Math.min(remaining, chunk.length - at)
        const wanted = Math.min(taken, remaining - 1, answer.room)
        if (wanted > 0) answer.kept.push(chunk.subarray(at, at + wanted))
        answer.room -= Math.max(wanted, 0)
        remaining -= taken
        at += taken
        if (remaining > 0) continue
        const { hash, type, sizeBytes, kept } = answer
        answer = undefined
        yield { hash, type, sizeBytes, content: Buffer.concat(kept) }
        continue
      }
      const end = chunk.indexOf(NEWLINE, at)
      header += chunk.toString('latin1', at, end === -1 ? chunk.length : end)
      if (header.length > MAX_HEADER_BYTES) throw malformed(header)
      if (end === -1) break
      at = end + 1
      const [hash, type, size] = header.split(' ')
      const sizeBytes = Number(size)
      if (/ (missing|ambiguous)$/.test(header)) {
        yield undefined
      } else if (HASH.test(hash!) && type !== undefined && Number.isSafeInteger(sizeBytes)) {
        answer = { hash: hash!, type, sizeBytes, kept: [], room: maxBytes }
        remaining = sizeBytes + 1
      } else {
        throw malformed(header)
      }
      header = ''
    }
  }
}

/** Lets pass only what git says of an object; a repository that went away is a fault, and so is a git that was killed. */
export function throwUnlessObject(
  args: readonly string[],
  cwd: string,
  result: { readonly exitCode: number; readonly stderr: string },
): void {
  if (!/^(fatal|error): /m.test(result.stderr)) {
    throw captureFault(
      'CAPTURE_GIT_INTERRUPTED',
      `git ${args.find((arg) => !arg.startsWith('-'))} in ${cwd} was ended from outside (status ${result.exitCode}) before it had printed everything`,
      { fields: { path: cwd } },
    )
  }
  const fault = faultOf(args, cwd, result)
  if (!('code' in fault) || fault.code !== 'GIT_FAILED') throw fault
}

function malformed(header: string): Error {
  return captureFault(
    'CAPTURE_GIT_OUTPUT_MALFORMED',
    `git cat-file printed ${JSON.stringify(header.slice(0, 80))} where an object's name, type and size were expected`,
  )
}
