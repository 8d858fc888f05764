/**
 * package-lock.json with what npm forgets when it writes one: that a package brings
 * its own binaries and wants no compiler (`gypfile: false`). Without that word in the
 * lock, `npm ci` compiles such packages, and fails on machines without make.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

type Lock = { readonly packages: Readonly<Record<string, { gypfile?: boolean; link?: boolean }>> }

export async function lockFile(root: string): Promise<string> {
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as Lock
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (path === '' || entry.link === true) continue
    // Packages of other platforms are locked, but not installed.
    const manifest = await readFile(join(root, path, 'package.json'), 'utf8').catch(() => '{}')
    if ((JSON.parse(manifest) as { gypfile?: boolean }).gypfile === false) entry.gypfile = false
  }
  return `${JSON.stringify(lock, undefined, 2)}\n`
}
