import { z } from 'zod'
import { defineUnary } from '../operation.ts'
import { momentText, repo } from '../schema/parts.ts'

const counts = {
  passed: z.number().int(),
  failed: z.number().int().describe('Those that ended in an error among them.'),
  skipped: z.number().int(),
}

export const run = defineUnary({
  name: 'run',
  summary: 'Run a build, a test or any command, and keep what became of it',
  description:
    'The command runs at once, with your terminal, input and output as they are, and its exit status is the answer: 128 and the ' +
    'number where a signal ended it, 127 where it was not found, 126 where it may not be executed. How long it took, how it ended, ' +
    'and the test results that it left as JUnit XML or TAP are stored in the repository around the current directory; what git does ' +
    'beneath it, and telemetry that it sends, lie beneath it in `wakelore trace`. Running it in a repository allows that. With --json its output goes to ' +
    'standard error, and standard output carries the answer.',
  access: 'capture',
  input: z.object({
    repo,
    detail: z
      .enum(['counts', 'names', 'full'])
      .optional()
      .describe('How much is kept of telemetry; as before, or full where it was off.'),
    class: z
      .enum(['build', 'test', 'other'])
      .optional()
      .describe('What the command is for; told by its name otherwise.'),
    results: z
      .array(z.string().min(1))
      .optional()
      .describe('Where its test results are, as a glob; in the usual places unless told. Can be repeated.')
      .meta({ completes: 'path' }),
    tap: z
      .boolean()
      .optional()
      .describe('Its standard output is TAP: read it on its way. It is then no terminal for the command.'),
    quiet: z.boolean().optional().describe('Say nothing of it.'),
    command: z
      .array(z.string())
      .min(1)
      .describe('The program and its arguments, after `--`; no shell reads them.')
      .meta({ completes: 'program' }),
  }),
  output: z.object({
    exitStatus: z
      .number()
      .int()
      .describe('As a shell has it: 128 and the number of the signal that ended it.'),
    command: z.array(z.string()),
    name: z.string().describe('What it is called in `wakelore waiting`.'),
    class: z.enum(['build', 'test', 'other']),
    startedAt: momentText,
    durationMs: z.number(),
    exitCode: z.number().int().nullable().describe('Null where a signal ended it, or it was not started.'),
    errorType: z
      .string()
      .nullable()
      .describe('exit_<status>, signal_<number>, not_found or not_executable; null where it went well.'),
    traceId: z.string(),
    spanId: z.string(),
    repository: z
      .object({ id: z.string(), name: z.string() })
      .nullable()
      .describe('Null outside of any: then nothing is stored.'),
    branch: z.string().nullable(),
    worktree: z.string().nullable(),
    stored: z.boolean(),
    tests: z
      .object({
        ...counts,
        suites: z.number().int(),
        files: z.number().int().describe('Reports that were read.'),
        failures: z
          .array(
            z.object({
              name: z.string(),
              suite: z.string(),
              status: z.enum(['fail', 'error']),
              message: z.string().nullable(),
            }),
          )
          .describe('The first of them.'),
      })
      .nullable()
      .describe('Null where it left no test results.'),
    usual: z
      .object({
        runs: z.number().int(),
        medianMs: z.number(),
        verdict: z.enum(['slower', 'faster', 'same']),
      })
      .nullable()
      .describe('Against the last runs of the same command that went well; null where those are too few.'),
    remarks: z.array(z.string()).describe("What didn't go as it should, of wakelore's part."),
  }),
  examples: [
    { command: 'wakelore run -- npm test', does: 'the tests, as a span of their own' },
    { command: 'wakelore run --results "out/*.xml" -- make check', does: 'with results from where you say' },
    {
      command: 'wakelore run --tap -- node --test --test-reporter=tap',
      does: 'with results from its output',
    },
  ],
  faults: [],
  handler: async (input, context) => {
    const { command, results, ...rest } = input
    return context.runCommand({
      command,
      results: results ?? [],
      path: rest.repo ?? '.',
      detail: rest.detail,
      class: rest.class,
      readsTap: rest.tap === true,
    })
  },
})
