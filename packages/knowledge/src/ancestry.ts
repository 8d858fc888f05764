/**
 * Ancestry: how commits descend from each other, every commit that was read with its
 * parents, merges and side branches too.
 *
 * Commits are numbered by rows, in the order of reading: a parent's row is lower than its
 * child's, but for one that was read late, when a shallow history was deepened. Whoever
 * walks must not rely on the order alone; `reachableFrom` doesn't.
 */
export type Row = number

export type Ancestry = {
  /** Rows are 0 to `count` - 1. */
  readonly count: number
  readonly rowOf: (sha: string) => Row | undefined
  readonly sha: (row: Row) => string
  /** In the commit's own order; without those that were never read. */
  readonly parentsOf: (row: Row) => Int32Array
  /** Whether a parent was never read: the history goes on beyond what is known. */
  readonly isCutAt: (row: Row) => boolean
}

/** 1 for each row that is one of the tips or an ancestor of one. */
export function reachableFrom({ count, parentsOf }: Ancestry, tips: Iterable<Row>): Uint8Array {
  const reached = new Uint8Array(count)
  const waiting: Row[] = []
  const reach = (row: Row): void => {
    if (reached[row] === 1) return
    reached[row] = 1
    waiting.push(row)
  }
  for (const tip of tips) reach(tip)
  for (let row = waiting.pop(); row !== undefined; row = waiting.pop()) {
    for (const parent of parentsOf(row)) reach(parent)
  }
  return reached
}

/**
 * The commit on the first-parent line of `head` that brought a row to it: the commit itself
 * where it lies on that line, the merge that it came in by otherwise. Undefined where `head`
 * doesn't descend from it.
 *
 * @param descendants of the row, as `descendantFinder` finds them
 */
export function broughtBy(ancestry: Ancestry, head: Row, descendants: Uint8Array): Row | undefined {
  let found: Row | undefined
  for (let at: Row | undefined = head; at !== undefined && descendants[at] === 1;) {
    found = at
    at = ancestry.parentsOf(at)[0]
  }
  return found
}

/**
 * Of a row: 1 for each row that descends from it, and for itself. Who has children is found
 * out at the first question; after it each costs what it finds.
 */
export function descendantFinder(ancestry: Ancestry): (row: Row) => Uint8Array {
  let childrenOf: ((row: Row) => Int32Array) | undefined
  return (row) => {
    childrenOf ??= readChildren(ancestry)
    const found = new Uint8Array(ancestry.count)
    found[row] = 1
    const waiting = [row]
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      for (const child of childrenOf(at)) {
        if (found[child] === 1) continue
        found[child] = 1
        waiting.push(child)
      }
    }
    return found
  }
}

/** The children of a row are starts[row] to starts[row + 1]: a counting sort by parent. */
function readChildren({ count, parentsOf }: Ancestry): (row: Row) => Int32Array {
  // Each parent with its child behind it.
  const edges: Row[] = []
  for (let child = 0; child < count; child++) {
    for (const parent of parentsOf(child)) edges.push(parent, child)
  }
  const starts = new Int32Array(count + 1)
  for (let edge = 0; edge < edges.length; edge += 2) starts[edges[edge]! + 1]!++
  for (let parent = 1; parent <= count; parent++) starts[parent]! += starts[parent - 1]!
  const children = new Int32Array(starts[count]!)
  const next = starts.slice()
  for (let edge = 0; edge < edges.length; edge += 2) children[next[edges[edge]!]!++] = edges[edge + 1]!
  return (row) => children.subarray(starts[row], starts[row + 1])
}
