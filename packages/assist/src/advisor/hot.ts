/**
 * Where change and trouble concentrate: files that are changed often and hard to change
 * (Tornhill 2015, "Your Code as a Crime Scene": churn × complexity).
 *
 * Heat is the geometric mean of a file's churn and its complexity by indentation, against
 * the hottest file's, which is 100: √(churn × complexity). Twice as hot is twice as much of
 * both. Nothing about people is in it.
 */
import type { FileChurn } from '@wakelore/knowledge/churn'
import type { Indentation } from '@wakelore/knowledge/indentation'

export type Measured = { readonly churn: FileChurn; readonly indentation: Indentation }

/** Hottest first, those without any heat left out; heat from 0 to 100. */
export function rankByHeat<One extends Measured>(files: readonly One[]): (One & { readonly heat: number })[] {
  const hottest = Math.max(0, ...files.map(rawHeat))
  if (hottest === 0) return []
  return files
    .map((one) => ({ ...one, heat: (100 * rawHeat(one)) / hottest }))
    .filter(({ heat }) => heat > 0)
    .sort((a, b) => b.heat - a.heat || a.churn.file - b.churn.file)
}

function rawHeat({ churn, indentation }: Measured): number {
  return Math.sqrt(churn.churn * indentation.total)
}
