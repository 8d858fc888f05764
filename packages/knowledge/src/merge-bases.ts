/**
 * Merge bases of all pairs of tips at once: the best common ancestors of two commits, as
 * `git merge-base --all` has them, several where histories criss-cross.
 *
 * Each commit has the set of tips that reach it. A common ancestor of two tips is a best
 * one where none of its children is common to them too; so only where sets meet, at forks
 * and at tips, is there anything to find. Commits that all tips reach need no look: what
 * lies beneath the first of them is beneath a better one for every pair.
 */
import { reachableFrom, type Ancestry, type Row } from './ancestry.ts'

export type MergeBases = {
  /** Of two tips, by their indexes; none where their histories have nothing in common. */
  readonly of: (a: number, b: number) => readonly Row[]
}

/** Tips that reach a commit: a bit for each. */
type TipSet = Uint32Array

const BITS = 32

/** @param tips all different */
export function makeMergeBases(ancestry: Ancestry, tips: readonly Row[]): MergeBases {
  const size = tips.length
  const words = Math.ceil(size / BITS)
  const found = makePairTable(size)
  const tipAt = new Map(tips.map((row, index) => [row, index]))
  const waitingFor = childCounts(ancestry, tips)
  // Of commits of which not all children were looked at.
  const childSets = new Map<Row, TipSet[]>()
  const ready = tips.filter((row) => waitingFor[row] === 0)
  for (let row = ready.pop(); row !== undefined; row = ready.pop()) {
    const sets = childSets.get(row) ?? []
    childSets.delete(row)
    const own = tipAt.get(row)
    const union = own === undefined && sets.length === 1 ? sets[0]! : unionOf(sets, own, words)
    if (sets.length > 0 && (own !== undefined || !sets.some((set) => isEqual(set, union)))) {
      addNewPairs(found, row, union, sets)
    }
    if (countOf(union) === size) continue
    for (const parent of new Set(ancestry.parentsOf(row))) {
      const known = childSets.get(parent)
      if (known === undefined) childSets.set(parent, [union])
      else if (!known.includes(union)) known.push(union)
      if (--waitingFor[parent]! === 0) ready.push(parent)
    }
  }
  return { of: found.of }
}

/** How many commits of those that tips reach are each commit's children. */
function childCounts(ancestry: Ancestry, tips: readonly Row[]): Int32Array {
  const isReached = reachableFrom(ancestry, tips)
  const counts = new Int32Array(ancestry.count)
  for (let row = 0; row < ancestry.count; row++) {
    if (isReached[row] === 0) continue
    const parents = ancestry.parentsOf(row)
    // A commit that names a parent twice is one child.
    for (const [nth, parent] of parents.entries()) if (parents.indexOf(parent) === nth) counts[parent]!++
  }
  return counts
}

/** Every pair of `union` that no child has, and so has its base here. */
function addNewPairs(found: PairTable, row: Row, union: TipSet, children: readonly TipSet[]): void {
  const fresh = new Uint32Array(union.length)
  for (const tip of tipsIn(union)) {
    fresh.set(union)
    for (const child of children) {
      if (!has(child, tip)) continue
      for (let word = 0; word < fresh.length; word++) fresh[word] = fresh[word]! & ~child[word]!
    }
    for (const other of tipsIn(fresh)) if (other > tip) found.add(tip, other, row)
  }
}

type PairTable = MergeBases & { readonly add: (a: number, b: number, row: Row) => void }

function makePairTable(size: number): PairTable {
  const first = new Int32Array(size * size).fill(-1)
  const several = new Map<number, Row[]>()
  const placeOf = (a: number, b: number): number => (a < b ? a * size + b : b * size + a)
  return {
    of: (a, b) => {
      const place = placeOf(a, b)
      const row = first[place]!
      return several.get(place) ?? (row === -1 ? [] : [row])
    },
    add: (a, b, row) => {
      const place = placeOf(a, b)
      const known = several.get(place)
      if (first[place] === -1) first[place] = row
      else if (known === undefined) several.set(place, [first[place]!, row])
      else known.push(row)
    },
  }
}

function unionOf(sets: readonly TipSet[], own: number | undefined, words: number): TipSet {
  const union = new Uint32Array(words)
  for (const set of sets) for (let word = 0; word < words; word++) union[word] = union[word]! | set[word]!
  if (own !== undefined) union[own >>> 5] = union[own >>> 5]! | (1 << (own & 31))
  return union
}

function has(set: TipSet, tip: number): boolean {
  return (set[tip >>> 5]! & (1 << (tip & 31))) !== 0
}

function isEqual(a: TipSet, b: TipSet): boolean {
  for (let word = 0; word < a.length; word++) if (a[word] !== b[word]) return false
  return true
}

function countOf(set: TipSet): number {
  let count = 0
  for (let word of set) for (; word !== 0; word &= word - 1) count++
  return count
}

function* tipsIn(set: TipSet): Generator<number> {
  for (let word = 0; word < set.length; word++) {
    for (let bits = set[word]!; bits !== 0; bits &= bits - 1) {
      yield word * BITS + (BITS - 1 - Math.clz32(bits & -bits))
    }
  }
}
