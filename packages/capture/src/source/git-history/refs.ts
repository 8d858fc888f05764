/**
 * Where every ref points now, and what of it differs from when it was last read.
 *
 * Nothing is looked at twice: one `for-each-ref`, which opens no object, tells what
 * can have changed; one `cat-file` resolves the HEADs of all worktrees and peels those
 * refs only. The main worktree's HEAD is the ref `HEAD`, whichever worktree is read
 * from; a linked one's is `worktrees/<name>/HEAD`, as git itself calls it.
 */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { DevelopmentEvent, EventId } from '@wakelore/telemetry/event'
import { complaintOf, faultOf } from '@wakelore/vault/git'
import { captureFault } from '../../faults.ts'
import { pathText } from '../../path-text.ts'
import type { Known } from '../../source.ts'
import { isGap } from './gaps.ts'
import { millisecondsOf } from './git-time.ts'
import { historyEvent, type HistoryRead } from './history-event.ts'
import { readObjects, resolveObjects } from './objects.ts'
import { shortened } from './shortened.ts'

export type RefChange = {
  readonly name: string
  /** The commit it points at now, or the object's own hash where that is none; absent where it was deleted. */
  readonly revision: string | undefined
  /** What it pointed at when last read. */
  readonly base: string | undefined
  /** Hash of the annotated tag between ref and commit. */
  readonly tagObject: string | undefined
}

export type RefState = {
  readonly changes: readonly RefChange[]
  /** What the refs that didn't change point at. */
  readonly unchanged: readonly string[]
}

type KnownRefs = ReturnType<Known['refs']>

const MAX_REFS_BYTES = 512 * 1024 * 1024
const MAX_TAG_BYTES = 64 * 1024
/** Only such a name can be asked for in one line; git itself makes no others. */
const LINKED_WORKTREE_NAME = /^[^\p{Cc}\s]+$/u

/** @param again whether what a ref points at is resolved also where it didn't move: it may not have been readable before */
export async function readRefs(
  read: HistoryRead,
  known: KnownRefs,
  { again }: { readonly again: boolean },
): Promise<RefState> {
  const listed = await listRefs(read)
  const heads = await headNames(read)
  const candidates: { name: string; hash: string }[] = []
  const unchanged: string[] = []
  const seen = new Set(heads.map((head) => head.name))
  for (const ref of listed.refs) {
    seen.add(ref.name)
    if (!again && known.get(ref.name)?.revision === ref.hash) unchanged.push(ref.hash)
    else candidates.push(ref)
  }
  const resolved = await resolveObjects(read.git, read.repository, [
    ...heads.map((head) => head.spelling),
    ...candidates.map((ref) => `${ref.hash}^{commit}`),
  ])
  const changes: RefChange[] = []
  const compare = (name: string, revision: string | undefined, tagObject?: string): void => {
    const base = known.get(name)?.revision
    if (revision !== base) changes.push({ name, revision, base, tagObject })
    else if (revision !== undefined) unchanged.push(revision)
  }
  for (const [index, { name, hash }] of candidates.entries()) {
    const commit = resolved[heads.length + index]
    compare(name, commit ?? hash, commit === undefined || commit === hash ? undefined : hash)
  }
  for (const name of known.keys()) {
    if (!seen.has(name) && !isGap(name) && !listed.broken.has(name)) compare(name, undefined)
  }
  for (const [index, { name }] of heads.entries()) compare(name, resolved[index])
  return { changes, unchanged }
}

/** One event per ref that changed, HEADs last. */
export async function* readRefEvents(
  read: HistoryRead,
  changes: readonly RefChange[],
  known: Known,
): AsyncGenerator<DevelopmentEvent> {
  const refs = known.refs()
  const previousOf = (name: string): EventId | undefined =>
    known.lastRefChange(name) ?? refs.get(name)?.change
  const pointees = new Map<string, Pointee>()
  const names = new Set<string>()
  for (const { name, revision, tagObject } of changes) {
    const pointee = tagObject ?? (previousOf(name) === undefined && !isGap(name) ? revision : undefined)
    if (pointee !== undefined) names.add(pointee)
  }
  const limits = {
    maxBytes: MAX_TAG_BYTES * 2,
    ...(read.signal === undefined ? {} : { signal: read.signal }),
  }
  for await (const { hash, content } of readObjects(read.git, read.repository, [...names], limits)) {
    pointees.set(hash, parsePointee(content))
  }
  for (const change of changes) {
    const tag = change.tagObject === undefined ? undefined : pointees.get(change.tagObject)
    const previous = previousOf(change.name)
    const made = tag ?? (previous === undefined ? pointees.get(change.revision ?? '') : undefined)
    const key = `ref/${change.name}/${previous ?? 0}/${change.revision ?? 'deleted'}`
    yield historyEvent(
      read,
      'vcs.ref.change',
      key,
      Math.min(made?.atMs ?? read.recordedAt, read.recordedAt),
      {
        'vcs.ref.head.name': change.name,
        'vcs.ref.type': refType(change.name),
        ...(change.revision === undefined ? {} : { 'vcs.ref.head.revision': change.revision }),
        ...(change.base === undefined ? {} : { 'vcs.ref.base.revision': change.base }),
        ...(tag === undefined ? {} : { 'vcs.tag.message': tag.message }),
      },
      {
        worktree: worktreeOf(change.name),
        branch: isHead(change.name) ? await headBranch(read, change.name) : branchName(change.name),
      },
    )
  }
}

/** Name of the linked worktree whose HEAD it is. */
export function worktreeOf(ref: string): string | undefined {
  return /^worktrees\/([^/]+)\//.exec(ref)?.[1]
}

export function isHead(ref: string): boolean {
  return ref === 'HEAD' || worktreeOf(ref) !== undefined
}

/** Short name of the branch that a worktree's HEAD stands on; undefined where it is detached. */
export async function headBranch(
  { git, repository }: Pick<HistoryRead, 'git' | 'repository'>,
  head: string,
): Promise<string | undefined> {
  const spelling = head === 'HEAD' ? 'main-worktree/HEAD' : head
  const { stdout } = await git.run(['symbolic-ref', '--quiet', spelling], { cwd: repository.cwd })
  return branchName(pathText(stdout).replace(/\n$/, ''))
}

/** Short name of the branch that the ref is. */
export function branchName(ref: string): string | undefined {
  return ref.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : undefined
}

function refType(name: string): string {
  if (name.startsWith('refs/heads/')) return 'branch'
  if (name.startsWith('refs/tags/')) return 'tag'
  if (name.startsWith('refs/remotes/')) return 'remote'
  if (name === 'refs/stash') return 'stash'
  if (isHead(name)) return 'head'
  return 'other'
}

async function listRefs(
  read: HistoryRead,
): Promise<{ refs: { name: string; hash: string }[]; broken: ReadonlySet<string> }> {
  const { cwd } = read.repository
  const args = ['for-each-ref', '--format=%(objectname) %(refname)']
  const result = await read.git.run(args, { cwd, maxBytes: MAX_REFS_BYTES })
  if (result.exitCode !== 0) {
    if (/packed-refs/.test(result.stderr)) {
      throw captureFault(
        'CAPTURE_REFS_DAMAGED',
        `git cannot read the refs of ${cwd}: ${complaintOf(result.stderr)}`,
        { fields: { path: cwd } },
      )
    }
    throw faultOf(args, cwd, result)
  }
  const refs: { name: string; hash: string }[] = []
  const list = result.stdout
  let start = 0
  for (let end = list.indexOf(0x0a); end !== -1; end = list.indexOf(0x0a, start)) {
    const space = list.indexOf(0x20, start)
    refs.push({ hash: list.toString('latin1', start, space), name: pathText(list, space + 1, end) })
    start = end + 1
  }
  const broken = new Set<string>()
  for (const [, name] of result.stderr.matchAll(/ignoring (?:broken ref|ref with broken name) (\S+)/g)) {
    broken.add(name!)
    read.onRemark('GIT_REF_BROKEN', `${name} was left out: git calls it broken`)
  }
  return { refs, broken }
}

/** The HEADs of all worktrees, and how git understands them from each. */
export async function headNames({
  repository,
}: Pick<HistoryRead, 'repository'>): Promise<{ name: string; spelling: string }[]> {
  const linked = await readdir(join(repository.commonDir, 'worktrees')).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return []
      throw error
    },
  )
  const names = linked.filter((name) => LINKED_WORKTREE_NAME.test(name)).sort()
  const heads = names.map((name) => `worktrees/${name}/HEAD`).map((name) => ({ name, spelling: name }))
  return [...heads, { name: 'HEAD', spelling: 'main-worktree/HEAD' }]
}

/** The tag or commit that a ref points at, and when that was made. */
type Pointee = { readonly message: string; readonly atMs: number | undefined }

/** See git-mktag(1); a signature is no part of the message. */
function parsePointee(content: Buffer): Pointee {
  const blank = content.indexOf('\n\n')
  const header = content.toString('latin1', 0, blank === -1 ? content.length : blank)
  const seconds = Number(/^(?:tagger|committer) .*> (\d{1,12}) [+-]\d+$/m.exec(header)?.[1])
  const body = blank === -1 ? content.subarray(content.length) : content.subarray(blank + 2)
  const message = shortened(body, { maxBytes: MAX_TAG_BYTES }).replace(
    /(^|\n)-----BEGIN [A-Z ]*(SIGNATURE|MESSAGE)-----\n[^]*$/,
    '$1',
  )
  return {
    message: message.replace(/\n$/, ''),
    atMs: Number.isNaN(seconds) ? undefined : millisecondsOf(seconds),
  }
}
