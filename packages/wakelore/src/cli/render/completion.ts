import type { z } from 'zod'
import type { completion } from '@wakelore/server/operation/completion'

/** For a shell to read, and nobody else. */
export function renderCompletion({ script }: z.output<typeof completion.output>): string {
  return script.trimEnd()
}
