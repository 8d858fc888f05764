/** The released version of the registry that every change is compared with: `released.json`. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { changesBetween, releasedOf, versionProblems, type Change, type Released } from './compatibility.ts'
import { readRegistry } from './registry.ts'

const RELEASED = 'released.json'

export type Comparison = {
  readonly released: string
  readonly version: string
  readonly changes: readonly Change[]
  readonly problems: readonly string[]
}

/** The directory's registry against what it released. @throws where the registry breaks its own rules */
export async function compareWithReleased(directory: string): Promise<Comparison> {
  const { registry } = await readRegistry(directory)
  const released = JSON.parse(await readFile(join(directory, RELEASED), 'utf8')) as Released
  const changes = changesBetween(released, releasedOf(registry))
  return {
    released: released.version,
    version: registry.version,
    changes,
    problems: versionProblems(released.version, registry.version, changes),
  }
}

/** The registry as it is, as `released.json` has it. */
export async function releasedFile(directory: string): Promise<{ path: string; text: string }> {
  const { registry } = await readRegistry(directory)
  return {
    path: join(directory, RELEASED),
    text: `${JSON.stringify(releasedOf(registry), undefined, 2)}\n`,
  }
}
