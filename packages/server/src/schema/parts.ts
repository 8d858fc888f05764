/** Pieces that several operations' inputs and outputs share. */
import { z } from 'zod'
import type { CommitSummary } from '@wakelore/knowledge/graph'
import { moment } from './event.ts'

export const repo = z
  .string()
  .optional()
  .describe('A directory inside the repository; the current one unless told.')
  .meta({ completes: 'repository' })

export const momentText = z.string().describe('RFC 3339, UTC.')

export const commitJson = z.object({
  sha: z.string(),
  subject: z.string(),
  author: z.object({ name: z.string(), email: z.string() }),
  at: momentText,
  files: z.number().int().describe('How many files it changed.'),
})

export function commitToJson(commit: CommitSummary): z.output<typeof commitJson> {
  return {
    sha: commit.sha,
    subject: commit.subject,
    author: { name: commit.author.name, email: commit.author.email },
    at: moment(commit.authoredAt),
    files: commit.fileCount,
  }
}
