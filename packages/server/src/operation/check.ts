import { z } from 'zod'
import { adviseCheck, type CheckCalibration, type Silence } from '@wakelore/assist/advisor/check'
import type { AlertFigures } from '@wakelore/assist/advisor/check/calibration'
import { readChangedPaths } from '@wakelore/capture/changed-paths'
import { readLivingPaths } from '@wakelore/capture/living-paths'
import { MS_PER_SECOND } from '@wakelore/kernel/clock'
import { CHANGE_FAULTS, changeChoice, changedPaths, eachFileOnce, readUserEmail } from '../change-choice.ts'
import { learntCheck } from '../learnt-models.ts'
import { defineUnary } from '../operation.ts'
import { repo } from '../schema/parts.ts'

const SILENCES = [
  'nothing-changed',
  'learning',
  'too-many-files',
  'young',
  'uncertain-here',
  'nothing-missing',
] as const satisfies readonly Silence[]

const figures = z.object({
  commits: z
    .number()
    .int()
    .describe('Past commits, each asked with one of its files held out and with nothing missing.'),
  alerts: z.number().int().describe('With a file held out.'),
  right: z.number().int().describe('Alerts that named the file held out.'),
  falseAlarms: z.number().int().describe('Alerts with nothing missing.'),
})

export const check = defineUnary({
  name: 'check',
  summary: 'A file that was probably forgotten: right or silent',
  description:
    'Names a file only where such alerts were right in at least 85 % of this repository’s own past cases, and raised ' +
    'on at most 1 % of its complete commits; otherwise it says nothing. The first time it replays the newest 2,000 ' +
    'commits of several files, which takes some seconds.',
  access: 'read',
  input: z.object({
    repo,
    ...changeChoice.shape,
    withinSeconds: z
      .number()
      .min(0)
      .optional()
      .describe(
        'How long it may learn past commits; it is silent until they are learnt, and goes on the next time. Unless told, ' +
          'until they are.',
      ),
    exitCode: z.boolean().default(false).describe('End with status 1 where something is said.'),
  }),
  output: z.object({
    changed: z.array(z.string()).describe('What was taken as changed.'),
    alerts: z.array(
      z.object({
        path: z.string(),
        together: z
          .number()
          .int()
          .describe('Of the `of` commits that changed `with`, how many changed both.'),
        of: z.number().int(),
        with: z.string().nullable().describe('The changed file that it changed with most reliably.'),
        lastCommit: z.string().nullable().describe('The last commit that changed both.'),
        reasons: z.array(z.string()).describe('Why, the strongest first.'),
        isChanged: z
          .boolean()
          .describe('Whether it has changed in the worktree, but isn’t part of what was asked.'),
      }),
    ),
    silence: z
      .enum(SILENCES)
      .nullable()
      .describe(
        'Why nothing is said. learning: past commits are still due; young: fewer than 400 past commits of several files; uncertain-here: no threshold was ' +
          'right often enough; too-many-files: more than 30; nothing-missing: no file stands out enough.',
      ),
    calibration: z.object({
      asOf: z.string().nullable().describe('The newest commit when it was made.'),
      commits: z.number().int().describe('Past commits that it rests on.'),
      due: z.number().int().describe('Past commits that are still to be learnt, where the time was up.'),
      threshold: z
        .number()
        .nullable()
        .describe('Log odds from which on it speaks; null where it never does.'),
      precision: z
        .object({
          share: z.number().describe('Of alerts from the threshold on, how many were right.'),
          low: z.number().describe('95 % interval.'),
          high: z.number(),
        })
        .nullable(),
      atThreshold: figures.nullable().describe('What alerts from the threshold on would have been.'),
      atTheTime: figures.describe('What would have been said at the time, by the threshold of that time.'),
    }),
    isSilent: z.boolean(),
  }),
  examples: [
    { command: 'wakelore check', does: 'everything changed in the worktree' },
    { command: 'wakelore check --staged', does: 'what is about to be committed' },
    { command: 'wakelore check --branch topic', does: 'before a review' },
    { command: 'wakelore check --staged --within-seconds 1', does: 'in a hook, which is to hold up nobody' },
    { command: 'wakelore check --staged --exit-code', does: 'for a script: status 1 where it speaks' },
    { command: 'wakelore check --json', does: 'how far it can be trusted here' },
  ],
  faults: CHANGE_FAULTS,
  handler: async (asked, context) => {
    const open = await context.openRepository(asked.repo)
    const { repository, graph } = open
    const [changed, email] = await Promise.all([
      changedPaths(asked, open, context),
      readUserEmail(context.git, repository),
    ])
    const history = graph.history(repository.id)
    const withinMs = (asked.withinSeconds ?? Infinity) * MS_PER_SECOND
    const { model, due } = await learntCheck(open, { ...context, withinMs })
    const { alerts, silence, calibration } = adviseCheck(history, {
      changed: eachFileOnce(history, changed),
      nowMs: context.clock.nowMs(),
      author: graph.personWithEmail(repository.id, email),
      model,
      due,
    })
    const living = await readLivingPaths(
      context.git,
      repository,
      alerts.map(({ path }) => path),
    )
    const told = alerts.filter(({ path }) => living.has(path) && !changed.includes(path))
    const elsewhere =
      told.length > 0 && asked.staged
        ? await readChangedPaths(context.git, repository, { kind: 'worktree' })
        : []
    return {
      changed,
      alerts: told.map(({ path, together, of, with: companion, lastSha, reasons }) => ({
        path,
        together,
        of,
        with: companion ?? null,
        lastCommit: lastSha ?? null,
        reasons: [...reasons],
        isChanged: elsewhere.includes(path),
      })),
      silence: told.length > 0 ? null : (silence ?? 'nothing-missing'),
      calibration: calibrationJson(calibration, due),
      isSilent: told.length === 0,
    }
  },
})

function calibrationJson(calibration: CheckCalibration, due: number) {
  const { asOf, questions, threshold, atThreshold, precision, atTheTime } = calibration
  return {
    asOf: asOf === '' ? null : asOf,
    commits: questions,
    due,
    threshold: threshold ?? null,
    precision:
      atThreshold === undefined || precision === undefined
        ? null
        : { share: atThreshold.right / atThreshold.alerts, ...precision },
    atThreshold: atThreshold === undefined ? null : figuresJson(atThreshold),
    atTheTime: figuresJson(atTheTime),
  }
}

function figuresJson({ questions, ...counts }: AlertFigures): z.output<typeof figures> {
  return { commits: questions, ...counts }
}
