/**
 * Which branches could collide: a merge of two can conflict only where both changed
 * something that touches, since they parted.
 *
 * Paths touch where they are the same, where one is a directory that the other has a file
 * for, and where one side took away a directory into which the other put a file (git may
 * take it for renamed, and the file along). Renames count as what went and what came.
 *
 * Comparing all pairs of some hundred branches with their merge bases would be most of the
 * work, so two sieves stand before it. The first knows each branch's changes since it left
 * the trunk, and the trunk's from one such point to the next: what a branch and the trunk
 * up to another branch's point changed is in the union of these. It lets pass more than can
 * collide, and nothing less. The second looks at what really differs.
 */
export type PathChange = {
  readonly path: string
  readonly kind: 'added' | 'removed' | 'changed'
  readonly isDirectory: boolean
  /** Equal where the same was put there. */
  readonly content: string
}

/** What a set of changes is to others, by path. */
export type Footprint = ReadonlyMap<string, Trace>

type Trace = {
  readonly marks: number
  /** Of a file that is there after it; undefined where it isn't alone what changed at the path. */
  readonly content: string | undefined
}

const FILE = 1
/** A directory came or went. */
const DIRECTORY = 2
const DIRECTORY_REMOVED = 4
/** A file came somewhere below this directory. */
const FILE_BELOW = 8

/** @param isWanted which paths matter, where not all do */
export function footprintOf(
  changes: Iterable<PathChange>,
  isWanted: (path: string) => boolean = () => true,
): Footprint {
  const footprint = new Map<string, Trace>()
  const add = (path: string, marks: number, content?: string): void => {
    if (!isWanted(path)) return
    const known = footprint.get(path)
    footprint.set(path, {
      marks: marks | (known?.marks ?? 0),
      content: known === undefined ? content : undefined,
    })
  }
  for (const { path, kind, isDirectory, content } of changes) {
    if (isDirectory) {
      add(path, kind === 'removed' ? DIRECTORY | DIRECTORY_REMOVED : DIRECTORY)
      continue
    }
    add(path, FILE, kind === 'removed' ? undefined : content)
    if (kind !== 'added') continue
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      add(path.slice(0, end), FILE_BELOW)
    }
  }
  return footprint
}

/** Whether two sets of changes from the same base touch, other than by doing the same. */
export function canCollide(a: Footprint, b: Footprint): boolean {
  const [fewer, more] = a.size <= b.size ? [a, b] : [b, a]
  for (const [path, trace] of fewer) {
    const other = more.get(path)
    if (other === undefined || !doTouch(trace.marks, other.marks)) continue
    if (trace.content === undefined || trace.content !== other.content) return true
  }
  return false
}

/** Whether everything that one changed, the other changed too: it may hold the same by another way. */
export function isCovered(own: Footprint, other: Footprint): boolean {
  for (const [path, { marks }] of own) {
    if ((marks & FILE) !== 0 && ((other.get(path)?.marks ?? 0) & FILE) === 0) return false
  }
  return true
}

function doTouch(a: number, b: number): boolean {
  return isMet(a, b) || isMet(b, a)
}

function isMet(a: number, b: number): boolean {
  return (
    ((a & FILE) !== 0 && (b & (FILE | DIRECTORY)) !== 0) ||
    ((a & DIRECTORY_REMOVED) !== 0 && (b & FILE_BELOW) !== 0)
  )
}

/** A branch beside the trunk. */
export type ForkedBranch = {
  /** Since it left the trunk. */
  readonly own: Footprint
  /** Where it left: an index into the trunk's points. */
  readonly point: number
}

/**
 * The first sieve, for one pair after the other. `steps[n]` is what changed from the
 * trunk's point n to point n + 1.
 */
export function makeSieve(
  branches: readonly ForkedBranch[],
  steps: readonly Footprint[],
): (a: number, b: number, base: number) => boolean {
  const size = branches.length
  const pairs = new Uint8Array(size * size)
  const holders = new Map<string, { readonly branch: number; readonly marks: number }[]>()
  for (const [branch, { own }] of branches.entries()) {
    for (const [path, { marks }] of own) {
      const others = holders.get(path) ?? []
      for (const other of others) if (doTouch(marks, other.marks)) pairs[other.branch * size + branch] = 1
      others.push({ branch, marks })
      holders.set(path, others)
    }
  }
  // How many of the steps before each one touch a branch.
  const touching = branches.map(() => new Int32Array(steps.length + 1))
  for (const [step, footprint] of steps.entries()) {
    const isTouched = new Set<number>()
    for (const [path, { marks }] of footprint) {
      for (const { branch, marks: other } of holders.get(path) ?? []) {
        if (doTouch(marks, other)) isTouched.add(branch)
      }
    }
    for (const [branch, counts] of touching.entries()) {
      counts[step + 1] = counts[step]! + (isTouched.has(branch) ? 1 : 0)
    }
  }
  const isTouchedBetween = (branch: number, from: number, to: number): boolean =>
    touching[branch]![Math.max(from, to)]! > touching[branch]![Math.min(from, to)]!
  return (a, b, base) => {
    const pointOfA = branches[a]!.point
    const pointOfB = branches[b]!.point
    return (
      pairs[Math.min(a, b) * size + Math.max(a, b)] === 1 ||
      isTouchedBetween(a, base, pointOfB) ||
      isTouchedBetween(b, base, pointOfA) ||
      // Both went on along the trunk before they left it.
      (base !== pointOfA && base !== pointOfB)
    )
  }
}
