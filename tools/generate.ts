/**
 * `npm run generate`: writes every file that is made from another one.
 * With `--check` it writes nothing and fails where one is stale.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { conventionFiles } from './conventions/files.ts'
import { exitStatuses } from './generate/exit-statuses.ts'
import { jsonSchemas } from './generate/json-schemas.ts'
import { lockFile } from './generate/lock-file.ts'
import { manPage } from './generate/man-page.ts'

export type GeneratedFile = { readonly path: string; readonly text: string }

const ROOT = join(import.meta.dirname, '..')

if (import.meta.main) {
  if (process.argv.includes('--check')) {
    const stale = await staleFiles(ROOT)
    for (const path of stale) console.error(`${path} is stale: run \`npm run generate\``)
    process.exitCode = stale.length > 0 ? 1 : 0
  } else {
    await writeGenerated(ROOT, await generatedFiles(ROOT))
  }
}

export async function writeGenerated(root: string, files: readonly GeneratedFile[]): Promise<void> {
  for (const { path, text } of files) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
}

/** Paths, relative to the root, whose content isn't what would be generated now. */
export async function staleFiles(root: string): Promise<string[]> {
  const stale: string[] = []
  for (const { path, text } of await generatedFiles(root)) {
    const current = await readFile(join(root, path), 'utf8').catch(() => undefined)
    if (current !== text) stale.push(path)
  }
  return stale
}

export async function generatedFiles(root: string): Promise<GeneratedFile[]> {
  return [
    ...(await conventionFiles(root)),
    ...(await jsonSchemas()),
    await exitStatuses(root),
    await manPage(),
    { path: 'package-lock.json', text: await lockFile(root) },
  ]
}
