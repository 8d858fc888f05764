/**
 * Attribution: how much each group of features carried a candidate's score, which is how
 * far the score falls when the group is put to its average over all candidates.
 *
 * The ranker isn't linear, so that what groups carried doesn't add up to the score.
 */
import type { Ranker } from '@wakelore/learning/ranker'
import { FEATURES, FEATURES_BY_FAMILY, type Candidates, type FeatureFamily } from './features.ts'

/** What each group carried of a row's score, in the units of scores: 1 makes a candidate e times as likely. */
export function makeAttribution<Group extends string>(
  ranker: Ranker,
  { values, count }: Candidates,
  groups: Readonly<Record<Group, readonly FeatureFamily[]>>,
): (row: number) => Map<Group, number> {
  const width = FEATURES.length
  const average = new Float32Array(width)
  for (let i = 0; i < count * width; i++) average[i % width]! += values[i]! / count
  const parts = Object.entries<readonly FeatureFamily[]>(groups).map(([group, families]) => {
    const features = new Set<string>(families.flatMap((family) => [...FEATURES_BY_FAMILY[family]]))
    return {
      group: group as Group,
      indices: FEATURES.flatMap((feature, index) => (features.has(feature) ? [index] : [])),
    }
  })
  const variants = new Float32Array((parts.length + 1) * width)
  return (row) => {
    const own = values.subarray(row * width, (row + 1) * width)
    variants.set(own)
    for (const [n, { indices }] of parts.entries()) {
      const start = (n + 1) * width
      variants.set(own, start)
      for (const index of indices) variants[start + index] = average[index]!
    }
    const scores = ranker.score({ values: variants, count: parts.length + 1 })
    return new Map(parts.map(({ group }, n) => [group, scores[0]! - scores[n + 1]!]))
  }
}
