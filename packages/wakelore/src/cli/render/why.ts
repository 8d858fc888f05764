import type { z } from 'zod'
import type { why } from '@wakelore/server/operation/why'
import type { RenderContext } from '../render.ts'

export function renderWhy(answer: z.output<typeof why.output>, _context: RenderContext): string {
  return JSON.stringify(answer, undefined, 1)
}
