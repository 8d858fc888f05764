import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Repository } from '@wakelore/vault/repository'

/** Commits whose parents a shallow clone left behind; none of any other. */
export async function readShallowEdge(repository: Repository): Promise<ReadonlySet<string>> {
  if (!repository.isShallow) return new Set()
  const list = await readFile(join(repository.commonDir, 'shallow'), 'latin1')
  return new Set(list.split('\n').filter((line) => line !== ''))
}
