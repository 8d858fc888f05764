/**
 * secretlint's recommended rules, run over a text without secretlint's engine.
 *
 * The rules are the part that is well kept elsewhere. Its engine isn't run because it
 * compares every message with every other (a text full of keys would take hours),
 * because its profiler keeps every mark for ever, and because a text could switch the
 * rules off with a `secretlint-disable` comment. Rules get no file path, so none of
 * them reads a file.
 */
import type { Report } from './finding.ts'

type Creator = (typeof import('@secretlint/secretlint-rule-preset-recommend'))['rules'][number]
type SourceCode = Parameters<NonNullable<ReturnType<Creator['create']>['file']>>[0]

export type RecommendedRules = (text: string, report: Report) => Promise<void>

const PREFIX = '@secretlint/secretlint-rule-'

/** The comment that switches rules off; a rule for whole files; and two whose finding hides the host, which our own rule keeps. */
const LEFT_OUT = new Set(['filter-comments', 'gcp', 'basicauth', 'database-connection-string'])

export async function loadRecommendedRules(): Promise<RecommendedRules> {
  const { rules } = await import('@secretlint/secretlint-rule-preset-recommend')
  const creators: { kind: string; creator: Creator }[] = []
  for (const creator of rules) {
    const kind = creator.meta.id.replace(PREFIX, '')
    if (!LEFT_OUT.has(kind)) creators.push({ kind, creator })
  }
  return async (text, report) => {
    const source = sourceOf(text)
    for (const { kind, creator } of creators) {
      const rule = creator.create(
        {
          sharedOptions: {},
          createTranslator: () => (_, data) => ({ message: '', messageId: '', data: data! }),
          report: ({ range }) => report(range[0], range[1], kind),
          ignore: () => undefined,
        },
        {},
      )
      await rule.file?.(source)
    }
  }
}

function sourceOf(text: string): SourceCode {
  const unknown = (): never => {
    throw new Error('a rule asked for a line number, which a batch of texts has none of')
  }
  return {
    content: text,
    hasBOM: false,
    filePath: undefined,
    physicalFilePath: undefined,
    contentType: 'text',
    ext: '',
    getFilePath: () => undefined,
    getPhysicalFilePath: () => undefined,
    locationToRange: unknown,
    rangeToLocation: unknown,
    positionToIndex: unknown,
    indexToPosition: unknown,
  }
}
