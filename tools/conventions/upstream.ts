/**
 * What OpenTelemetry's semantic conventions define already, read from the package that
 * publishes their names: nothing of them is copied into this repository.
 *
 * The package has names, the values of enums and, in its type declarations, examples
 * and what is deprecated; it has no types. Those follow from the examples of our
 * references, which mustn't contradict upstream's.
 */
import { readFile } from 'node:fs/promises'
import * as published from '@opentelemetry/semantic-conventions/incubating'

export type UpstreamAttribute = {
  /** Whether the name is followed by a key. */
  readonly isTemplate: boolean
  readonly members: readonly (string | number)[]
  /** As published, text all of them. */
  readonly examples: readonly string[]
  readonly deprecated: string | undefined
}

export type Upstream = {
  readonly attributes: ReadonlyMap<string, UpstreamAttribute>
  readonly events: ReadonlySet<string>
  readonly metrics: ReadonlySet<string>
}

const DECLARATIONS = ['./stable_attributes.d.mts', './experimental_attributes.d.mts']
const DOCUMENTED = /\/\*\*((?:[^*]|\*(?!\/))*)\*\/\s*declare const (ATTR_\w+)/g

export async function readUpstream(): Promise<Upstream> {
  const documentation = await readDocumentation()
  const constants = Object.entries(published as Record<string, unknown>)
  const named = (prefix: string): string[] =>
    constants.flatMap(([name, value]) =>
      name.startsWith(prefix) && typeof value === 'string' ? [value] : [],
    )
  const attributes = new Map<string, UpstreamAttribute>()
  for (const [constant, value] of constants) {
    if (!constant.startsWith('ATTR_')) continue
    const isTemplate = typeof value === 'function'
    const name = isTemplate ? (value as (key: string) => string)('').replace(/\.$/, '') : (value as string)
    const prefix = `${constant.slice('ATTR_'.length)}_VALUE_`
    attributes.set(name, {
      isTemplate,
      members: constants.flatMap(([other, member]) =>
        other.startsWith(prefix) ? [member as string | number] : [],
      ),
      ...(documentation.get(constant) ?? { examples: [], deprecated: undefined }),
    })
  }
  return { attributes, events: new Set(named('EVENT_')), metrics: new Set(named('METRIC_')) }
}

async function readDocumentation(): Promise<Map<string, Pick<UpstreamAttribute, 'examples' | 'deprecated'>>> {
  const entry = import.meta.resolve('@opentelemetry/semantic-conventions/incubating')
  const documentation = new Map<string, Pick<UpstreamAttribute, 'examples' | 'deprecated'>>()
  for (const file of DECLARATIONS) {
    for (const [, comment, constant] of (await readFile(new URL(file, entry), 'utf8')).matchAll(DOCUMENTED)) {
      documentation.set(constant!, {
        examples: [...comment!.matchAll(/@example (.*)/g)].map(([, example]) => example!),
        deprecated: /@deprecated (.*)/.exec(comment!)?.[1],
      })
    }
  }
  return documentation
}
