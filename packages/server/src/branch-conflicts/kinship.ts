/** How branches are akin: which has another's commits already, which nothing in common, and where the rest parted. */
import { makeMergeBases } from '@wakelore/knowledge/merge-bases'
import { faultOf } from '@wakelore/vault/git'
import type { BranchPair, BranchQuestion, MergedBranch } from './question.ts'

export type RelatedPair = BranchPair & {
  /** The best commits that both have; several where they merged each other's. */
  readonly bases: readonly string[]
}

export type Kinship = {
  readonly pairs: number
  readonly related: readonly RelatedPair[]
  /** Each once, and into the default branch where that has it. */
  readonly contained: readonly MergedBranch[]
  readonly unrelated: readonly BranchPair[]
}

type Question = Pick<
  BranchQuestion,
  'git' | 'repository' | 'ancestry' | 'branches' | 'trunk' | 'only' | 'signal'
>

export async function readKinship(question: Question): Promise<Kinship> {
  const { branches, trunk, only } = question
  const basesOf = makeBases(question)
  const related: RelatedPair[] = []
  const unrelated: BranchPair[] = []
  const contained = new Map<number, number>()
  const contain = (branch: number, into: number): void => {
    // That branches have what the default one has is how it should be.
    if (branch === trunk) return
    if (into === trunk || !contained.has(branch)) contained.set(branch, into)
  }
  let pairs = 0
  for (let a = 0; a < branches.length; a++) {
    for (let b = a + 1; b < branches.length; b++) {
      const isAsked = only === undefined || a === only || b === only
      // What the default branch has needs no pair to be asked about.
      if (!isAsked && a !== trunk && b !== trunk) continue
      const found = basesOf(a, b)
      const bases = found instanceof Promise ? await found : found
      if (isAsked) pairs++
      if (bases.includes(branches[a]!.tip)) contain(a, b)
      else if (bases.includes(branches[b]!.tip)) contain(b, a)
      else if (bases.length > 0) related.push({ a, b, bases })
      else if (isAsked) unrelated.push({ a, b })
    }
  }
  return {
    pairs,
    related,
    contained: Array.from(contained, ([branch, into]) => ({ branch, into, how: 'contained' as const })),
    unrelated,
  }
}

/** By the graph; where it hasn't got a branch's tip yet, another process being about to read it, git is asked. */
function makeBases({
  git,
  repository: { cwd },
  ancestry,
  branches,
  signal,
}: Question): (a: number, b: number) => readonly string[] | Promise<readonly string[]> {
  const rows = branches.map(({ tip }) => ancestry.rowOf(tip))
  const known = [...new Set(rows.flatMap((row) => row ?? []))]
  const placeOf = new Map(known.map((row, place) => [row, place]))
  const bases = makeMergeBases(ancestry, known)
  const names = new Map<number, string>()
  const nameOf = (row: number): string => {
    const name = names.get(row) ?? ancestry.sha(row)
    names.set(row, name)
    return name
  }
  const askGit = async (a: number, b: number): Promise<string[]> => {
    const args = ['merge-base', '--all', branches[a]!.tip, branches[b]!.tip]
    const result = await git.run(args, { cwd, ...(signal === undefined ? {} : { signal }) })
    signal?.throwIfAborted()
    if (result.exitCode > 1) throw faultOf(args, cwd, result)
    return result.stdout
      .toString('latin1')
      .split('\n')
      .filter((line) => line !== '')
  }
  return (a, b) => {
    const placeOfA = placeOf.get(rows[a] ?? -1)
    const placeOfB = placeOf.get(rows[b] ?? -1)
    if (placeOfA === undefined || placeOfB === undefined) return askGit(a, b)
    return bases.of(placeOfA, placeOfB).map(nameOf)
  }
}
