/**
 * Golden traces: what git really did, as the spans that leave by OTLP. Their trees are
 * written down here; what is stored of them keeps to the conventions.
 */
import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { startJsonWitness } from './interop/witness.ts'
import { makeHome } from './cli.ts'
import { makePlaces } from './scripted-day/places.ts'

type Span = {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly startTimeUnixNano: string
  readonly endTimeUnixNano: string
  readonly status?: { readonly code?: number; readonly message?: string }
}
type Request = {
  readonly resourceSpans?: readonly { readonly scopeSpans: readonly { readonly spans: readonly Span[] }[] }[]
}

/**
 * How long a command took counts from git's own start, when it began from the first line that it wrote:
 * on a busy machine another process may have run between the two.
 */
const BEGIN_PRECISION_NS = 100_000_000n

const HOOK = `#!/bin/sh
git diff --cached --quiet || git rev-parse --verify HEAD >/dev/null
`

/** Each line, and the trace of it. */
const GOLDEN: readonly (readonly [line: string, ...tree: string[]])[] = [
  ['git status --short', 'git status'],
  ['git switch -q -c topic', 'git switch'],
  ['git switch -q nowhere || true', 'git switch ✖'],
  ['printf a > new.txt; git add new.txt', 'git add'],
  // The hook's diff says by its exit status that there is something to commit.
  ['git commit -q -m "One"', 'git commit', '  git diff ✖', '  git rev-parse'],
  ['git -c alias.st=status st --short', 'git status', '  git status'],
  ['git -c alias.both="!git branch && git tag" both', 'git alias', '  git branch', '  git tag'],
  ['git fetch -q', 'git fetch', '  git rev-list'],
  ['git repack -q -a -d', 'git repack', '  git pack-objects'],
  ['git merge -q nowhere || true', 'git merge ✖'],
]

test('real git commands leave as the traces that are written down, and keep to the conventions', async () => {
  await using witness = await startJsonWitness()
  using home = makeHome()
  using places = makePlaces(home.path, home.environment)
  const atlas = places.directory('atlas')
  const options = { environment: places.environment, cwd: atlas }
  mkdirSync(join(atlas, '.git/hooks'), { recursive: true })
  writeFileSync(join(atlas, '.git/hooks/pre-commit'), HOOK)
  chmodSync(join(atlas, '.git/hooks/pre-commit'), 0o755)
  // Whether git tidies up by itself, and in the foreground, is its own affair.
  places.ask('atlas', 'config', 'maintenance.auto', 'false')
  places.ask('atlas', 'config', 'gc.auto', '0')
  await home.json(['on', '--yes'], options)
  try {
    for (const [line] of GOLDEN) {
      const { exitCode, output } = await places.run('atlas', `${line}`)
      assert.equal(exitCode, 0, `${line}: ${output}`)
    }
    const sink = ['--to', witness.endpoint('http/json'), '--protocol', 'http/json', '--detail', 'full']
    await home.json(['export', ...sink, '--yes'], options)
    const check = await home.json<{ check: { violations: number; problems: unknown[] } }>(
      ['conventions', 'check', '--all-repos'],
      options,
    )
    assert.deepEqual(check.check.problems, [])
    const requests = (await witness.requests()) as Request[]
    const spans = requests.flatMap(({ resourceSpans = [] }) =>
      resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
    )
    assert.deepEqual(
      treesOf(spans),
      GOLDEN.map(([, ...tree]) => tree),
    )
  } finally {
    await home.run(['off'], options)
    await home.run(['down'], options)
  }
})

/** Traces by their begin; of each its spans, one a line, beneath those that they are of. */
function treesOf(spans: readonly Span[]): string[][] {
  const ordered = spans.toSorted((a, b) => Number(beginOf(a) - beginOf(b)) || (a.name < b.name ? -1 : 1))
  const lines = (span: Span, indent: string): string[] => {
    const failed = span.status?.code === 2 ? ' ✖' : ''
    const inside = ordered.filter(({ parentSpanId }) => parentSpanId === span.spanId)
    for (const child of inside) {
      const name = `${child.name} beneath ${span.name}`
      assert.equal(child.traceId, span.traceId, `${name} is of another trace`)
      assert(beginOf(child) >= beginOf(span), `${name} began before it`)
      assert(endOf(child) < endOf(span) + BEGIN_PRECISION_NS, `${name} ended after it`)
    }
    return [`${indent}${span.name}${failed}`, ...inside.flatMap((child) => lines(child, `${indent}  `))]
  }
  const known = new Set(spans.map(({ spanId }) => spanId))
  const roots = ordered.filter(({ parentSpanId = '' }) => !known.has(parentSpanId))
  return roots.map((root) => lines(root, ''))
}

function beginOf({ startTimeUnixNano }: Span): bigint {
  return BigInt(startTimeUnixNano)
}

function endOf({ endTimeUnixNano }: Span): bigint {
  return BigInt(endTimeUnixNano)
}
