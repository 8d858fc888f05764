/** Files of this repository by how their names end: `filesNamed('.bench.ts', ['log'])`. */
import { glob } from 'node:fs/promises'
import { join } from 'node:path'

export const ROOT = join(import.meta.dirname, '..')

/** Absolute paths, sorted; with `parts`, only those that have one of them in their path. */
export async function filesNamed(suffix: string, parts: readonly string[] = []): Promise<string[]> {
  const found: string[] = []
  const options = { cwd: ROOT, exclude: ['**/node_modules', '**/dist'] }
  for await (const path of glob(`{packages,tools,test}/**/*${suffix}`, options)) {
    if (parts.length === 0 || parts.some((part) => path.includes(part))) found.push(join(ROOT, path))
  }
  return found.sort()
}

/** As `filesNamed`, for tools that have nothing to do without a file. */
export async function demandFilesNamed(suffix: string, parts: readonly string[]): Promise<string[]> {
  const found = await filesNamed(suffix, parts)
  if (found.length === 0) throw new Error(`no *${suffix} has ${parts.join(' or ')} in its path`)
  return found
}
