/**
 * Coupled modules: which parts of a repository change together more than chance would have
 * it. As of files, a commit is a trial; one that touched several modules pairs each two.
 */
import type { ChangeHistory, FileNumber } from '../change-history.ts'
import { MIN_LIFT } from './coupled-pairs.ts'
import { logLikelihoodRatio } from '../statistics/log-likelihood.ts'
import type { Period } from '../period.ts'

export type CoupledModules = {
  /** The rarer one first. */
  readonly modules: readonly [string, string]
  readonly score: number
  readonly together: number
  readonly counts: readonly [number, number]
  readonly lift: number
}

export type ModuleCouplings = {
  /** By how many commits touched them, most first. */
  readonly modules: readonly { readonly module: string; readonly commits: number }[]
  /** The most surprising first. */
  readonly pairs: readonly CoupledModules[]
}

export type ModuleOptions = {
  readonly moduleOf: (path: string) => string
  /** At most so many modules, those with the most commits. */
  readonly count: number
  /** Fewer commits together than this aren't told. */
  readonly leastTogether: number
}

export function coupledModules(
  history: ChangeHistory,
  period: Period,
  { moduleOf, count, leastTogether }: ModuleOptions,
): ModuleCouplings {
  const moduleOfFile = new Map<FileNumber, string>()
  const moduleAt = (file: FileNumber): string => {
    let module = moduleOfFile.get(file)
    if (module === undefined) moduleOfFile.set(file, (module = moduleOf(history.path(file))))
    return module
  }
  const counts = new Map<string, number>()
  const touchedBy = period.commits.map((commit) => {
    const modules = new Set<string>()
    for (const file of history.filesOf(commit)) if (history.isAlive(file)) modules.add(moduleAt(file))
    for (const module of modules) counts.set(module, (counts.get(module) ?? 0) + 1)
    return modules
  })
  const ordered = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, count)
  const shown = new Map(ordered.map(([module], rank) => [module, rank]))
  const together = new Map<number, number>()
  for (const modules of touchedBy) {
    const ranks = [...modules].flatMap((module) => shown.get(module) ?? []).sort((a, b) => a - b)
    for (let a = 0; a < ranks.length; a++) {
      for (let b = a + 1; b < ranks.length; b++) {
        const key = ranks[a]! * count + ranks[b]!
        together.set(key, (together.get(key) ?? 0) + 1)
      }
    }
  }
  const total = period.commits.length
  const pairs: CoupledModules[] = []
  for (const [key, both] of together) {
    const [often, rare] = [ordered[Math.floor(key / count)]!, ordered[key % count]!]
    const lift = (both * total) / (often[1] * rare[1])
    if (both < leastTogether || lift < MIN_LIFT || holds(often[0], rare[0]) || holds(rare[0], often[0]))
      continue
    pairs.push({
      modules: [rare[0], often[0]],
      score: logLikelihoodRatio(both, rare[1] - both, often[1] - both, total - rare[1] - often[1] + both),
      together: both,
      counts: [rare[1], often[1]],
      lift,
    })
  }
  pairs.sort((a, b) => b.score - a.score || (a.modules.join('\n') < b.modules.join('\n') ? -1 : 1))
  return { modules: ordered.map(([module, commits]) => ({ module, commits })), pairs }
}

/** Whether one lies in the other; in the root lies everything, which says nothing. */
function holds(outer: string, inner: string): boolean {
  return outer !== '' && inner.startsWith(`${outer}/`)
}
