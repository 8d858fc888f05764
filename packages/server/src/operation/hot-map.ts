import { z } from 'zod'
import { foreignByPath, WRITTEN_ATTRIBUTES } from '@wakelore/assist/not-written-here'
import { readHeadTree, type TreeFile } from '@wakelore/capture/head-tree'
import { readPathAttributes } from '@wakelore/capture/path-attributes'
import { hotspotInput, measureHeadFiles, openBlobFacts, readHotspots } from '../hotspots.ts'
import type { OpenRepository, OperationContext } from '../context.ts'
import { defineUnary } from '../operation.ts'
import { moment } from '../schema/event.ts'
import { momentText, repo } from '../schema/parts.ts'

/** So many of those that changed most are measured: a picture has room for more than a list. */
const FILES_LOOKED_AT = 600
/** Of the others the largest are looked at: one picture among the sources would fill half of the map. */
const LARGEST_LOOKED_AT = 60

export const hotMap = defineUnary({
  name: 'hot.map',
  summary: 'The same as a map: every file by its size, coloured by its heat, as an SVG on standard output',
  access: 'read',
  input: z.object({
    repo,
    ...hotspotInput,
    svg: z.boolean().optional().describe('A map of all files as an SVG picture, on standard output.'),
  }),
  output: z.object({
    repository: z.object({ id: z.string(), name: z.string(), path: z.string() }),
    path: z.string().describe('What was asked about, from the root; empty for all.'),
    from: momentText.describe('Where the period begins.'),
    until: momentText,
    commits: z.number().int().describe('Commits of the period that count, to any file.'),
    files: z
      .array(
        z.object({
          path: z.string(),
          sizeBytes: z.number().int(),
          heat: z
            .number()
            .describe(
              'As `hot` tells it, 0 to 100; 0 also for those that changed too little to be measured.',
            ),
          churn: z.number(),
          commits: z.number().int().describe('Its commits in the period.'),
          complexity: z.number().int().describe('Levels of indentation of all lines; 0 where not measured.'),
        }),
      )
      .describe('Files that people wrote, in the order of their paths; no prose, no data.'),
    notes: z.array(z.string()).describe('What makes the answer less than it could be.'),
  }),
  examples: [{ command: 'wakelore hot --svg > hot.svg', does: 'a map of the whole, to open in a browser' }],
  faults: ['PATH_UNKNOWN', 'PATH_OUTSIDE', 'SINCE_MALFORMED'],
  handler: async (input, context) => {
    const open = await context.openRepository(input.repo)
    const { repository } = open
    const hotspots = await readHotspots(open, context, input, FILES_LOOKED_AT)
    const { path, period, spots } = hotspots
    const hot = new Map(spots.map((spot) => [spot.path, spot]))
    const tree = await readHeadTree(context.git, repository, path)
    const listed = tree ?? spots.map((spot) => ({ path: spot.path, sizeBytes: spot.sizeBytes }))
    const candidates = listed.filter((file) => foreignByPath(file.path) === undefined || hot.has(file.path))
    const attributes = await readPathAttributes(
      context.git,
      repository,
      candidates.map((file) => file.path),
      WRITTEN_ATTRIBUTES,
    )
    const written = candidates.filter(
      (file) => foreignByPath(file.path, attributes.get(file.path)) === undefined,
    )
    const strange = await unreadable(open, context, written, hot)
    return {
      repository: {
        id: repository.id,
        name: repository.name,
        path: repository.worktreeRoot ?? repository.commonDir,
      },
      path,
      from: moment(period.fromMs),
      until: moment(period.untilMs),
      commits: period.commits.length,
      files: written
        .filter((file) => !strange.has(file.path))
        .map((file) => {
          const spot = hot.get(file.path)
          return {
            ...file,
            heat: spot?.heat ?? 0,
            churn: spot?.churn.churn ?? 0,
            commits: spot?.churn.commits.length ?? 0,
            complexity: spot?.indentation.total ?? 0,
          }
        }),
      notes: [
        ...hotspots.notes,
        ...(tree === undefined
          ? ['Contents are missing in this clone: the map has the measured files alone.']
          : []),
      ],
    }
  },
})

/** Of the largest files that nobody measured, those that are no text that a person wrote. */
async function unreadable(
  { repository, graph }: OpenRepository,
  context: OperationContext,
  files: readonly TreeFile[],
  measured: ReadonlyMap<string, unknown>,
): Promise<ReadonlySet<string>> {
  const largest = files
    .filter(({ path }) => !measured.has(path))
    .sort((a, b) => b.sizeBytes - a.sizeBytes || (a.path < b.path ? -1 : 1))
    .slice(0, LARGEST_LOOKED_AT)
    .map(({ path }) => path)
  const blobs = openBlobFacts({ repository, graph })
  const found = await measureHeadFiles(repository, context, largest, blobs)
  blobs.save()
  return new Set(
    largest.filter((path) => {
      const fact = found.get(path)
      return typeof fact === 'string' ? fact === 'large' : fact?.kind !== 'text'
    }),
  )
}
