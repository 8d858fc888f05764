import assert from 'node:assert/strict'
import test from 'node:test'
import * as fc from 'fast-check'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'
import { commandTree, type TreeNode } from './command-tree.ts'
import { madeCommand } from './command-tree.fixture.ts'

const program = fc.record({
  role: fc.constantFrom('hook', 'editor', '?'),
  pid: fc.integer({ min: -1, max: 6 }),
  startMs: fc.nat(40),
  durationMs: fc.option(fc.nat(40), { nil: undefined }),
})
/** Any claims about each other: of themselves, in circles, of what isn't there. */
const events = fc.array(
  fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
    parent: fc.option(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'gone'), { nil: undefined }),
    pid: fc.nat(6),
    atMs: fc.nat(50),
    durationMs: fc.nat(50),
    programs: fc.array(program, { maxLength: 5 }),
  }),
  { minLength: 1, maxLength: 12 },
)

function toEvent({
  parent,
  programs,
  ...made
}: typeof events extends fc.Arbitrary<(infer T)[]> ? T : never): DevelopmentEvent {
  return madeCommand({
    ...made,
    root: 'a',
    ...(parent === undefined ? {} : { parent }),
    programs: programs.map(({ durationMs, ...rest }) => ({
      ...rest,
      ...(durationMs === undefined ? {} : { durationMs }),
    })),
  })
}

function nodesOf(node: TreeNode): TreeNode[] {
  return [node, ...node.children.flatMap(nodesOf)]
}

/** Spans that can be reached from the root by their claims, each counted once. */
function reachable(root: DevelopmentEvent, all: readonly DevelopmentEvent[]): Set<string | undefined> {
  const first = new Map<string | undefined, DevelopmentEvent>([[root.spanId, root]])
  for (const event of all.toSorted((a, b) => a.occurredAt - b.occurredAt || (a.key < b.key ? -1 : 1))) {
    if (event.parentSpanId !== undefined && !first.has(event.spanId)) first.set(event.spanId, event)
  }
  const reached = new Set([root.spanId])
  for (let size = 0; size !== reached.size;) {
    size = reached.size
    for (const [spanId, { parentSpanId }] of first) if (reached.has(parentSpanId)) reached.add(spanId)
  }
  return reached
}

test('a tree has every process beneath its root once, in order, whatever they claim', () => {
  fc.assert(
    fc.property(events, (made) => {
      const all = made.map(toEvent)
      const root = all[0]!
      const tree = commandTree(root, all)
      const nodes = nodesOf(tree.root)
      const spans = nodes.flatMap(({ event }) => (event === undefined ? [] : [event.spanId]))
      assert.deepEqual(new Set(spans), reachable(root, all))
      assert.equal(spans.length, new Set(spans).size)
      assert.equal(tree.omitted, 0)
      // A command's programs are all there, as themselves or as the span that each is.
      for (const { event, children } of nodes) {
        const told = event?.attributes['git.child.class']
        const below = children.filter(({ role }) => role !== undefined)
        assert.equal(below.length, Array.isArray(told) ? told.length : 0)
        for (const [index, child] of children.entries())
          assert.ok(index === 0 || children[index - 1]!.startUs <= child.startUs)
      }
    }),
    { numRuns: 500 },
  )
})
