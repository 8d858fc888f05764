/**
 * Coupling survey: the pairs of files that change together more than chance would have it,
 * each with what explains it, and the modules that the pairs lie in. What `couplings` lists
 * and its picture draws.
 */
import { isChronicle } from '@wakelore/assist/chronicle'
import { foreignByPath, isSaidWritten, WRITTEN_ATTRIBUTES } from '@wakelore/assist/not-written-here'
import { readPathAttributes } from '@wakelore/capture/path-attributes'
import { MS_PER_DAY } from '@wakelore/kernel/clock'
import type { ChangeHistory } from '@wakelore/knowledge/change-history'
import { coupledModules, type ModuleCouplings } from '@wakelore/knowledge/couplings/coupled-modules'
import { coupledPairs, type CoupledPair } from '@wakelore/knowledge/couplings/coupled-pairs'
import { mainDirectories } from '@wakelore/knowledge/main-directories'
import { moduleFinder } from '@wakelore/knowledge/modules'
import { readPeriod, type Period } from '@wakelore/knowledge/period'
import { z } from 'zod'
import { botsOf } from './bots-of.ts'
import type { OpenRepository, OperationContext } from './context.ts'
import { measureHeadFiles, openBlobFacts } from './hotspots.ts'
import { knownPath } from './known-path.ts'
import { sinceMs } from './since.ts'

/** Without a period that was asked for: three years up to the newest commit. */
const USUAL_SPAN_MS = 3 * 365 * MS_PER_DAY
const MODULE_COUNT = 12
const MODULES_COMPARED = 24
const LEAST_TOGETHER_OF_MODULES = 8
/** A file or two directories over and over would hide everything else. */
const MOST_PER_FILE = 2
const MOST_PER_DIRECTORIES = 3

/** What explains a pair: nobody needs a history to see it. */
export const EXPLANATIONS = ['same-name', 'kin-name', 'same-directory', 'same-module'] as const
export type Explanation = (typeof EXPLANATIONS)[number]

export type SurveyedPair = CoupledPair & {
  readonly modules: readonly [string, string]
  readonly explanation: Explanation | undefined
}

export type CouplingSurvey = {
  /** As asked, from the root: `''` for all. */
  readonly path: string
  readonly isFile: boolean
  readonly period: Period
  readonly history: ChangeHistory
  /** The most surprising first; those that HEAD has. */
  readonly pairs: readonly SurveyedPair[]
  /** How many more there are. */
  readonly omitted: number
  readonly modules: ModuleCouplings
  readonly notes: readonly string[]
}

export const couplingInput = {
  path: z
    .string()
    .min(1)
    .optional()
    .describe('A file or directory: what changes with it. The whole repository unless told.')
    .meta({ completes: 'path' }),
  since: z
    .string()
    .optional()
    .describe(
      'The period: 90d, 52w, a date; up to now. Unless told, the three years that end with the newest commit.',
    )
    .meta({ completes: ['30d', '90d', '26w', '52w'] }),
  all: z
    .boolean()
    .default(false)
    .describe('Also pairs within one module, and those that a name or a directory explains.'),
}

/** @throws PATH_UNKNOWN, PATH_OUTSIDE, SINCE_MALFORMED */
export async function surveyCouplings(
  open: OpenRepository,
  context: OperationContext,
  input: {
    readonly path?: string | undefined
    readonly since?: string | undefined
    readonly all: boolean
  },
  count: number,
): Promise<CouplingSurvey> {
  const nowMs = context.clock.nowMs()
  const { repository, graph, read } = open
  const path = await knownPath(open, context, input.path)
  const history = graph.history(repository.id)
  const isBot = botsOf(graph.people(repository.id))
  const file = path === '' ? undefined : history.fileNumber(path)
  const isFile = file !== undefined
  const period = readPeriod(history, {
    nowMs,
    sinceMs: input.since === undefined ? undefined : sinceMs(input.since, nowMs),
    spanMs: USUAL_SPAN_MS,
    isBot,
  })
  const main = mainDirectories(history, { nowMs, count: MODULE_COUNT, isBot })
  const moduleOf = moduleFinder(main.map(({ directory }) => directory))
  const asked = isFile ? history.path(file) : path
  const isBelow = (one: string): boolean => one === asked || one.startsWith(`${asked}/`)
  const coupled = coupledPairs(history, period, {
    isIgnored: (one) => isNeverSaid(one),
    ...(path === '' ? {} : { isAsked: isBelow }),
  })
  const surveyed = coupled
    .map((pair): SurveyedPair => {
      const modules = [moduleOf(pair.paths[0]), moduleOf(pair.paths[1])] as const
      return { ...pair, modules, explanation: explanationOf(pair, modules) }
    })
    // Whoever asks of one file wants all that goes with it; of a directory, what lies beyond it.
    .filter(
      ({ explanation, paths }) =>
        input.all || isFile || (explanation === undefined && !(path !== '' && paths.every(isBelow))),
    )
  const diverse = isFile || input.all ? surveyed : withoutRepetition(surveyed)
  const nearest = diverse.slice(0, 2 * count)
  const named = [...new Set(nearest.flatMap(({ paths }) => paths))]
  const blobs = openBlobFacts(open)
  const [found, attributes] = await Promise.all([
    measureHeadFiles(repository, context, named, blobs),
    readPathAttributes(context.git, repository, named, WRITTEN_ATTRIBUTES),
  ])
  blobs.save()
  const isTold = (one: string): boolean => {
    const [fact, said] = [found.get(one), attributes.get(one)]
    const isMarked = typeof fact === 'object' && fact.kind === 'generated' && !isSaidWritten(said)
    return fact !== 'absent' && !isMarked && !isNeverSaid(one, said)
  }
  const pairs = nearest.filter(({ paths }) => paths.every(isTold))
  return {
    path: asked,
    isFile,
    period,
    history,
    pairs: pairs.slice(0, count),
    omitted: Math.max(0, pairs.length - count) + diverse.length - nearest.length,
    modules: coupledModules(history, period, {
      moduleOf,
      count: MODULES_COMPARED,
      leastTogether: LEAST_TOGETHER_OF_MODULES,
    }),
    notes: read.remarks.map(({ message }) => message),
  }
}

export function isNeverSaid(path: string, attributes?: ReadonlyMap<string, string>): boolean {
  const reason = foreignByPath(path, attributes)
  return reason === 'lock-file' || reason === 'vendored' || reason === 'generated' || isChronicle(path)
}

export function explanationOf(
  { likeness }: CoupledPair,
  [left, right]: readonly [string, string],
): Explanation | undefined {
  if (likeness.names === 'same') return 'same-name'
  if (likeness.names === 'kin') return 'kin-name'
  if (likeness.isSameDirectory) return 'same-directory'
  return left === right ? 'same-module' : undefined
}

function withoutRepetition(pairs: readonly SurveyedPair[]): SurveyedPair[] {
  const perFile = new Map<string, number>()
  const perDirectories = new Map<string, number>()
  return pairs.filter(({ paths, modules }) => {
    const directories = modules.toSorted().join('\n')
    const isTooMany =
      paths.some((path) => (perFile.get(path) ?? 0) >= MOST_PER_FILE) ||
      (perDirectories.get(directories) ?? 0) >= MOST_PER_DIRECTORIES
    if (isTooMany) return false
    for (const path of paths) perFile.set(path, (perFile.get(path) ?? 0) + 1)
    perDirectories.set(directories, (perDirectories.get(directories) ?? 0) + 1)
    return true
  })
}
