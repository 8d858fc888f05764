/** Every file that is made from the registry of conventions. */
import { join } from 'node:path'
import type { GeneratedFile } from '../generate.ts'
import { conventionsJava } from './java.ts'
import { eventJsonSchema } from './json-schema.ts'
import { conventionsMarkdown } from './markdown.ts'
import { readRegistry } from './registry.ts'
import { cargoManifest, conventionsRust } from './rust.ts'
import { conventionsTypescript, registryTypescript } from './typescript.ts'

export const CONVENTIONS = 'packages/telemetry/conventions'
export const RUST = 'native/rust/wakelore-conventions'
export const JAVA = 'native/jvm/wakelore-conventions/src/main/java/wakelore/conventions'

export async function conventionFiles(root: string): Promise<GeneratedFile[]> {
  const { registry } = await readRegistry(join(root, CONVENTIONS))
  return [
    { path: 'packages/telemetry/src/conventions.generated.ts', text: conventionsTypescript(registry) },
    { path: 'packages/telemetry/src/registry.generated.ts', text: registryTypescript(registry) },
    { path: `${RUST}/Cargo.toml`, text: cargoManifest(registry) },
    { path: `${RUST}/src/lib.rs`, text: conventionsRust(registry) },
    ...[...conventionsJava(registry)].map(([name, text]) => ({ path: `${JAVA}/${name}.java`, text })),
    {
      path: 'docs/schema/development-event.json',
      text: `${JSON.stringify(eventJsonSchema(registry), undefined, 2)}\n`,
    },
    { path: 'docs/conventions.md', text: conventionsMarkdown(registry) },
  ]
}
