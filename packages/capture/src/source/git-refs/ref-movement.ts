/**
 * What moves refs, and what it writes into their reflogs about it.
 *
 * git's messages begin with what was done, and only few commands do each; but
 * `GIT_REFLOG_ACTION` and plumbing can write anything, so a message that isn't git's
 * own fits every command that moves refs at all.
 */

/** As told of movements without a command; a closed list. */
export type RefOperation = keyof typeof WRITERS | 'update'

/** Commands of which nobody can say what they do: they run others, or take messages from their caller. */
const ANY_WRITERS = new Set([
  'alias',
  'external',
  'archimport',
  'citool',
  'cvsimport',
  'fast-import',
  'filter-branch',
  'gui',
  'history',
  'http-backend',
  'p4',
  'quiltimport',
  'receive-pack',
  'replay',
  'subtree',
  'svn',
  'symbolic-ref',
  'update-ref',
])

/**
 * What was done, and which commands beside `ANY_WRITERS` do it. Those that such a command
 * starts may say the same of what they do.
 */
const WRITERS = {
  commit: ['commit', 'merge', 'cherry-pick', 'revert', 'rebase', 'am'],
  checkout: ['checkout', 'switch', 'stash', 'bisect', 'submodule', 'worktree'],
  rebase: ['rebase', 'pull'],
  reset: [
    'reset',
    'stash',
    'rebase',
    'merge',
    'cherry-pick',
    'revert',
    'am',
    'bisect',
    'worktree',
    'submodule',
  ],
  merge: ['merge', 'pull'],
  pull: ['pull', 'rebase'],
  'cherry-pick': ['cherry-pick'],
  revert: ['revert'],
  am: ['am', 'rebase'],
  branch: ['branch', 'checkout', 'switch', 'worktree', 'stash', 'submodule', 'clone', 'remote'],
  clone: ['clone', 'submodule'],
  fetch: ['fetch', 'pull', 'remote', 'clone', 'submodule', 'maintenance', 'fetch-pack'],
  push: ['push', 'send-pack', 'receive-pack', 'http-push'],
  stash: ['stash', 'rebase', 'merge', 'pull', 'checkout', 'switch', 'am'],
  notes: ['notes', 'commit', 'rebase', 'cherry-pick', 'am', 'pull', 'fetch'],
  remote: ['remote', 'fetch', 'clone', 'pull', 'submodule'],
  tag: ['tag', 'fetch', 'pull'],
} as const satisfies Readonly<Record<string, readonly string[]>>

const OPERATIONS: readonly (readonly [RegExp, keyof typeof WRITERS])[] = [
  [/^commit(?: \([a-z-]+\))?: /, 'commit'],
  [/^checkout: /, 'checkout'],
  [/^rebase\b/, 'rebase'],
  [/^reset: /, 'reset'],
  [/^(?:merge |initial pull$)/, 'merge'],
  [/^pull\b/, 'pull'],
  [/^cherry-pick\b/, 'cherry-pick'],
  [/^revert\b/, 'revert'],
  [/^am\b/, 'am'],
  [/^[bB]ranch: /, 'branch'],
  [/^clone: /, 'clone'],
  [/^fetch\b/, 'fetch'],
  [/^(?:update by )?push\b/, 'push'],
  [/^(?:WIP on|On) /, 'stash'],
  [/^autostash\b/, 'stash'],
  [/^notes: /, 'notes'],
  [/^remote\b/, 'remote'],
  [/^tag\b/, 'tag'],
]

const WRITERS_OF = new Map<string, ReadonlySet<string>>(
  Object.entries(WRITERS).map(([operation, names]) => [operation, new Set(names)]),
)
/** Commands that can move a ref, whatever they write about it. */
const MOVERS = new Set<string>([
  ...Object.values(WRITERS).flat(),
  ...ANY_WRITERS,
  'replace',
  'reflog',
  'init',
])

export function refOperation(message: string): RefOperation {
  return OPERATIONS.find(([pattern]) => pattern.test(message))?.[1] ?? 'update'
}

export function movesRefs(command: string): boolean {
  return MOVERS.has(bare(command))
}

/** Whether nobody can say what the command does. */
export function writesAnything(command: string): boolean {
  return ANY_WRITERS.has(bare(command))
}

/** Whether the command can have done what the message says. */
export function couldWrite(command: string, operation: RefOperation): boolean {
  const name = bare(command)
  if (ANY_WRITERS.has(name)) return true
  return operation === 'update' ? MOVERS.has(name) : WRITERS_OF.get(operation)!.has(name)
}

/** Whether the command is the one that the operation is called after. */
export function isOwnOf(command: string, operation: RefOperation): boolean {
  return command === operation || (command === 'switch' && operation === 'checkout')
}

/** git runs parts of a command as `bisect--helper`. */
function bare(command: string): string {
  return command.replace(/--[a-z-]+$/, '')
}
