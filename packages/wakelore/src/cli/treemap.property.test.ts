import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { treemap, type Rectangle } from './treemap.ts'

const area: Rectangle = { x: 10, y: 20, width: 800, height: 500 }
const flat = { area, titleHeight: 0, leastTitleWidth: Infinity, leastTitleArea: Infinity, margin: 0 }
const titled = { area, titleHeight: 16, leastTitleWidth: 50, leastTitleArea: 3000, margin: 2 }

const part = fc.constantFrom('a', 'b', 'c', 'd', 'e')
const file = fc.record({
  path: fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => `${parts.join('/')}.ts`),
  sizeBytes: fc.integer({ min: 0, max: 100_000 }),
})
const files = fc.uniqueArray(file, { selector: ({ path }) => path, maxLength: 60 })

const holds = (outer: Rectangle, inner: Rectangle): boolean =>
  inner.x >= outer.x - 1e-6 &&
  inner.y >= outer.y - 1e-6 &&
  inner.x + inner.width <= outer.x + outer.width + 1e-6 &&
  inner.y + inner.height <= outer.y + outer.height + 1e-6

const overlap = (a: Rectangle, b: Rectangle): boolean =>
  Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) > 1e-6 &&
  Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) > 1e-6

test('without margins areas are as the sizes, and together the whole', () => {
  fc.assert(
    fc.property(files, (list) => {
      const total = list.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
      const placed = treemap(list, flat).filter((one) => one.kind === 'file')
      assert.equal(placed.length, list.filter(({ sizeBytes }) => sizeBytes > 0).length)
      for (const { file, area: own } of placed) {
        const expected = (area.width * area.height * file.sizeBytes) / total
        assert.ok(Math.abs(own.width * own.height - expected) < 1e-3 * area.width * area.height)
        assert.ok(holds(area, own))
      }
      for (const [at, one] of placed.entries())
        for (const other of placed.slice(at + 1)) assert.ok(!overlap(one.area, other.area))
    }),
  )
})

test('with margins and titles files lie in their directories, apart from each other and beneath the title', () => {
  fc.assert(
    fc.property(files, (list) => {
      const placed = treemap(list, titled)
      const directories = placed.filter((one) => one.kind === 'directory')
      const leaves = placed.filter((one) => one.kind === 'file')
      for (const { file, area: own } of leaves) {
        assert.ok(own.width > 0 && own.height > 0 && holds(area, own))
        for (const { path, area: outer, titleHeight } of directories) {
          const lies = file.path.startsWith(`${path}/`)
          assert.equal(lies, overlap(outer, own))
          if (lies) assert.ok(own.y >= outer.y + titleHeight - 1e-6)
        }
      }
      for (const [at, one] of leaves.entries())
        for (const other of leaves.slice(at + 1)) assert.ok(!overlap(one.area, other.area))
    }),
  )
})

test('the same sizes give the same map, whatever their order', () => {
  fc.assert(
    fc.property(files, (list) => {
      assert.deepEqual(treemap(list.toReversed(), titled), treemap(list, titled))
    }),
  )
})

test('a chain of single directories is one, by all their names', () => {
  const placed = treemap(
    [
      { path: 'src/main/java/a.java', sizeBytes: 10 },
      { path: 'src/main/java/b.java', sizeBytes: 10 },
      { path: 'c.java', sizeBytes: 10 },
    ],
    titled,
  )
  const directories = placed.filter((one) => one.kind === 'directory')
  assert.deepEqual(
    directories.map(({ path, name }) => [path, name]),
    [['src/main/java', 'src/main/java']],
  )
})
