/** Every file that is made from the registry of conventions. */
import { join } from 'node:path'
import type { GeneratedFile } from '../generate.ts'
import { conventionsMarkdown } from './markdown.ts'
import { readRegistry } from './registry.ts'
import { conventionsTypescript, registryTypescript } from './typescript.ts'

export async function conventionFiles(root: string): Promise<GeneratedFile[]> {
  const { registry } = await readRegistry(join(root, 'packages/telemetry/conventions'))
  return [
    { path: 'packages/telemetry/src/conventions.generated.ts', text: conventionsTypescript(registry) },
    { path: 'packages/telemetry/src/registry.generated.ts', text: registryTypescript(registry) },
    { path: 'docs/conventions.md', text: conventionsMarkdown(registry) },
  ]
}
