import { z } from 'zod'
import { couplingInput } from '../coupling-survey.ts'
import { defineUnary } from '../operation.ts'
import { repo } from '../schema/parts.ts'
import { couplings } from './couplings.ts'

/** As many as a picture can have lines before it is a ball of wool. */
const PAIRS_DRAWN = 48

export const couplingsMap = defineUnary({
  name: 'couplings.map',
  summary: 'The same as a picture: files around a circle by module, as an SVG on standard output',
  access: 'read',
  input: z.object({
    repo,
    ...couplingInput,
    svg: z
      .boolean()
      .optional()
      .describe('An SVG picture of the pairs and their modules, on standard output.'),
  }),
  output: couplings.output,
  examples: [
    { command: 'wakelore couplings --svg > couplings.svg', does: 'a picture, to open in a browser' },
  ],
  faults: couplings.faults,
  handler: ({ repo, path, since, all }, context) =>
    couplings.handler({ repo, path, since, all, limit: PAIRS_DRAWN }, context),
})
