/**
 * Which of the commits that went is which of those that came.
 *
 * First by change id, then by what they change, then by who wrote them when and under
 * which subject; each only where it is beyond doubt. Several that went can be one that
 * came, squashed.
 */
import type { CommitFacts } from './commit-facts.ts'

export type RewriteEvidence = 'reflog' | 'change_id' | 'patch_id'

export type Match = {
  readonly old: CommitFacts
  readonly new: CommitFacts
  readonly evidence: RewriteEvidence
}

type Sides = { readonly went: readonly CommitFacts[]; readonly came: readonly CommitFacts[] }

const FOLDED = /^(?:fixup|squash|amend)! /

/**
 * @param sides oldest first
 * @param readPatchIds asked for only where change ids leave something open on both sides
 */
export async function matchRewrites(
  sides: Sides,
  readPatchIds: (shas: readonly string[]) => Promise<ReadonlyMap<string, string>>,
): Promise<{ matches: Match[]; rest: Sides }> {
  const matches: Match[] = []
  let rest = sides

  const match = (evidence: RewriteEvidence, keyOf: (commit: CommitFacts) => string | undefined): void => {
    const found = matchBy(rest, evidence, keyOf)
    matches.push(...found)
    rest = without(rest, found)
  }
  match('change_id', ({ changeId }) => changeId?.toLowerCase())
  if (rest.went.length === 0 || rest.came.length === 0) return { matches, rest }
  // A merge has no patch of its own.
  const single = [...rest.went, ...rest.came].filter(({ parents }) => parents.length < 2)
  const patchIds = await readPatchIds(single.map(({ sha }) => sha))
  match('patch_id', ({ sha }) => patchIds.get(sha))
  match('reflog', ({ author, subject }) => `${author}\n${subject}`)
  return { matches, rest }
}

/** Where a key has as many on both sides they go in order; where one came of several, all became it. */
function matchBy(
  { went, came }: Sides,
  evidence: RewriteEvidence,
  keyOf: (commit: CommitFacts) => string | undefined,
): Match[] {
  const cameBy = Map.groupBy(came, keyOf)
  return [...Map.groupBy(went, keyOf)].flatMap(([key, olds]) => {
    const news = key === undefined ? [] : (cameBy.get(key) ?? [])
    if (news.length === olds.length) return olds.map((old, at) => ({ old, new: news[at]!, evidence }))
    if (news.length !== 1 || evidence !== 'change_id') return []
    return olds.map((old) => ({ old, new: news[0]!, evidence }))
  })
}

/** What was folded into another commit, by the name of that one in its subject. */
export function matchFolded(went: readonly CommitFacts[], matches: readonly Match[]): Match[] {
  const bySubject = Map.groupBy(matches, ({ old }) => old.subject)
  return went.flatMap((old) => {
    if (!FOLDED.test(old.subject)) return []
    let subject = old.subject
    while (FOLDED.test(subject)) subject = subject.replace(FOLDED, '')
    const targets = new Set(bySubject.get(subject)?.map((one) => one.new))
    const [target] = targets
    return target === undefined || targets.size > 1 ? [] : [{ old, new: target, evidence: 'reflog' as const }]
  })
}

/**
 * What a rebase made of each commit, by its own account: one step per commit that it
 * replayed, a fold joining the step before. Empty unless it replayed exactly what went,
 * in order, and contradicts no match.
 *
 * @param steps of the reflog, oldest first: whether it folds, and where it led
 */
export function matchSteps(
  { went, came }: Sides,
  steps: readonly { readonly isFold: boolean; readonly sha: string }[],
  matches: readonly Match[],
): Match[] {
  // A first commit that stays as it is has no step, though others are folded into it.
  const all = steps[0]?.isFold === true ? [{ isFold: false, sha: '' }, ...steps] : steps
  if (all.length !== went.length) return []
  const cameBySha = new Map(came.map((commit) => [commit.sha, commit]))
  const known = new Map(matches.map((one) => [one.old, one.new]))
  const made: Match[] = []
  for (const [at, old] of went.entries()) {
    let last = at
    while (all[last + 1]?.isFold === true) last++
    const target = cameBySha.get(all[last]!.sha)
    if (target === undefined || (known.has(old) && known.get(old) !== target)) return []
    if (!known.has(old)) made.push({ old, new: target, evidence: 'reflog' })
  }
  return made
}

function without({ went, came }: Sides, matches: readonly Match[]): Sides {
  const olds = new Set(matches.map(({ old }) => old))
  const news = new Set(matches.map((one) => one.new))
  return { went: went.filter((one) => !olds.has(one)), came: came.filter((one) => !news.has(one)) }
}
