import type { Git } from '@wakelore/vault/git'
import type { Repository } from '@wakelore/vault/repository'

/** What every part of a search for origins works on. */
export type OriginRead = {
  readonly git: Git
  readonly repository: Repository
  readonly signal: AbortSignal | undefined
}
