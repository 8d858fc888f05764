/**
 * Hotspots: what `hot` lists and its map colours. Of the files that changed most in the
 * period, the contents at HEAD are read and measured; what nobody here wrote by hand is
 * left out, and said.
 */
import { rankByHeat } from '@wakelore/assist/advisor/hot'
import {
  foreignByPath,
  isSaidWritten,
  isMarkedGenerated,
  WRITTEN_ATTRIBUTES,
  type ForeignReason,
} from '@wakelore/assist/not-written-here'
import { readHeadFiles, type HeadFile } from '@wakelore/capture/head-files'
import { readPathAttributes } from '@wakelore/capture/path-attributes'
import type { ChangeHistory } from '@wakelore/knowledge/change-history'
import { measureChurn, type FileChurn } from '@wakelore/knowledge/churn'
import { indentationOf, type Indentation } from '@wakelore/knowledge/indentation'
import { readPeriod, type Period } from '@wakelore/knowledge/period'
import { MS_PER_DAY } from '@wakelore/kernel/clock'
import type { Repository } from '@wakelore/vault/repository'
import { z } from 'zod'
import { botsOf } from './bots-of.ts'
import type { OpenRepository, OperationContext } from './context.ts'
import { openKeptFacts, type KeptFacts } from './kept-facts.ts'
import { knownPath } from './known-path.ts'
import { sinceMs } from './since.ts'

/** Without a period that was asked for: a year up to the newest commit. */
const USUAL_SPAN_MS = 365 * MS_PER_DAY
/** A file that is larger was written by a program, or is data. */
const MAX_FILE_BYTES = 1024 * 1024
const MOST_BLOBS_KEPT = 4000
/** Of how blobs are measured. */
const MEASURE_VERSION = '2'

/** What a blob is, whatever its path. */
export type BlobFacts = Indentation & {
  readonly sizeBytes: number
  readonly kind: 'text' | 'binary' | 'generated'
}
/** As it is kept: inflating and measuring a hundred of them would take longer than all else. */
type KeptBlob = readonly [
  kind: BlobFacts['kind'],
  sizeBytes: number,
  lines: number,
  total: number,
  max: number,
]
export type KeptBlobs = KeptFacts<KeptBlob>

export type Hotspot = {
  readonly path: string
  readonly heat: number
  readonly churn: FileChurn
  readonly indentation: Indentation
  readonly sizeBytes: number
}

export type LeftOut = ForeignReason | 'binary' | 'large' | 'missing'

export type Hotspots = {
  /** As asked, from the root: `''` for all. */
  readonly path: string
  readonly period: Period
  readonly spots: readonly Hotspot[]
  /** Files that would have been looked at, by what kept them out. */
  readonly leftOut: Readonly<Record<LeftOut, number>>
  /** What makes the answer less than it could be. */
  readonly notes: readonly string[]
}

export const hotspotInput = {
  path: z
    .string()
    .min(1)
    .optional()
    .describe('A file or directory; the whole repository unless told.')
    .meta({ completes: 'path' }),
  since: z
    .string()
    .optional()
    .describe(
      'The period: 90d, 26w, a date; up to now. Unless told, the year that ends with the newest commit.',
    )
    .meta({ completes: ['30d', '90d', '26w', '52w'] }),
}

export const leftOutJson = z
  .object({
    'lock-file': z.number().int(),
    vendored: z.number().int(),
    generated: z.number().int(),
    data: z.number().int(),
    prose: z.number().int(),
    binary: z.number().int(),
    large: z.number().int().describe('Larger than 1 MiB.'),
    missing: z.number().int().describe('Their contents are not in this clone, or git could not name them.'),
  })
  .describe('Files that changed as much, and what kept them out.')

/** @throws PATH_UNKNOWN, PATH_OUTSIDE, SINCE_MALFORMED */
export async function readHotspots(
  open: OpenRepository,
  context: OperationContext,
  input: { readonly path?: string | undefined; readonly since?: string | undefined },
  /** How many of those that changed most are looked at. */
  count: number,
): Promise<Hotspots> {
  const nowMs = context.clock.nowMs()
  const { repository, graph, read } = open
  const path = await knownPath(open, context, input.path)
  const history = graph.history(repository.id)
  const personOf = graph.people(repository.id)
  const period = readPeriod(history, {
    nowMs,
    sinceMs: input.since === undefined ? undefined : sinceMs(input.since, nowMs),
    spanMs: USUAL_SPAN_MS,
    isBot: botsOf(personOf),
  })
  const leftOut = {
    'lock-file': 0,
    vendored: 0,
    generated: 0,
    data: 0,
    prose: 0,
    binary: 0,
    large: 0,
    missing: 0,
  }
  const candidates = candidatesBelow(history, measureChurn(history, period), path, count)
  const paths = candidates.map((one) => one.path)
  const blobs = openBlobFacts({ repository, graph })
  const [attributes, found] = await Promise.all([
    readPathAttributes(context.git, repository, paths, WRITTEN_ATTRIBUTES),
    measureHeadFiles(repository, context, paths, blobs),
  ])
  blobs.save()
  const measured: Omit<Hotspot, 'heat'>[] = []
  for (const one of candidates) {
    const fact = found.get(one.path) ?? 'missing'
    // Only a merge removed it: the history doesn't say so.
    if (fact === 'absent') continue
    const said = attributes.get(one.path)
    const foreign = foreignByPath(one.path, said)
    if (foreign !== undefined) leftOut[foreign]++
    else if (typeof fact === 'string') leftOut[fact]++
    else if (fact.kind === 'binary') leftOut.binary++
    else if (fact.kind === 'generated' && !isSaidWritten(said)) leftOut.generated++
    else measured.push({ ...one, indentation: fact, sizeBytes: fact.sizeBytes })
  }
  return {
    path,
    period,
    spots: rankByHeat(measured),
    leftOut,
    notes: read.remarks.map(({ message }) => message),
  }
}

export function openBlobFacts({
  repository,
  graph,
}: Pick<OpenRepository, 'repository' | 'graph'>): KeptBlobs {
  return openKeptFacts(graph, repository.id, {
    name: 'hot.blobs',
    version: MEASURE_VERSION,
    most: MOST_BLOBS_KEPT,
  })
}

export function blobReading(
  context: OperationContext,
  blobs: KeptBlobs,
): { maxBytes: number; isKnown: (hash: string) => boolean; signal?: AbortSignal } {
  return {
    maxBytes: MAX_FILE_BYTES,
    isKnown: (hash) => blobs.get(hash) !== undefined,
    ...(context.signal === undefined ? {} : { signal: context.signal }),
  }
}

/** Of a file that was read, or was known; what kept it from being read otherwise. */
export function measure(
  file: HeadFile,
  blobs: KeptBlobs,
): BlobFacts | Exclude<HeadFile['kind'], 'text' | 'known' | 'binary'> {
  if (file.kind === 'known') return factsOf(blobs.get(file.hash)!)
  if (file.kind !== 'text' && file.kind !== 'binary') return file.kind
  const content = file.kind === 'text' ? file.content : Buffer.alloc(0)
  const { lines, total, max } = indentationOf(content)
  const kind = file.kind === 'text' && isMarkedGenerated(content) ? 'generated' : file.kind
  const kept: KeptBlob = [kind, content.length, lines, total, max]
  blobs.add(file.hash, kept)
  return factsOf(kept)
}

function factsOf([kind, sizeBytes, lines, total, max]: KeptBlob): BlobFacts {
  return { kind, sizeBytes, lines, total, max, mean: lines === 0 ? 0 : total / lines }
}

/** By path; as of HEAD. */
export async function measureHeadFiles(
  repository: Repository,
  context: OperationContext,
  paths: readonly string[],
  blobs: KeptBlobs,
): Promise<ReadonlyMap<string, ReturnType<typeof measure>>> {
  const found = new Map<string, ReturnType<typeof measure>>()
  const reading = readHeadFiles(context.git, repository, paths, blobReading(context, blobs))
  for await (const [path, file] of reading) found.set(path, measure(file, blobs))
  return found
}

function candidatesBelow(
  history: ChangeHistory,
  files: readonly FileChurn[],
  path: string,
  count: number,
): { readonly path: string; readonly churn: FileChurn }[] {
  const candidates: { path: string; churn: FileChurn }[] = []
  for (const churn of files) {
    if (candidates.length >= count) break
    const own = history.path(churn.file)
    if (path === '' || own === path || own.startsWith(`${path}/`)) candidates.push({ path: own, churn })
  }
  return candidates
}
