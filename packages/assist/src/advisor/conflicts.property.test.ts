import assert from 'node:assert/strict'
import test from 'node:test'
import * as fc from 'fast-check'
import { canCollide, footprintOf, isCovered, makeSieve, type PathChange } from './conflicts.ts'

/** A tree is the contents of its files, by path; none is below another. */
type Tree = ReadonlyMap<string, number>

const PATHS = ['a', 'b/c', 'b/d', 'b/e/f', 'g', 'b']
const tree = fc
  .array(fc.tuple(fc.constantFrom(...PATHS), fc.nat(2)), { maxLength: 5 })
  .map(
    (files): Tree =>
      new Map(files.filter(([path]) => !files.some(([other]) => other.startsWith(`${path}/`)))),
  )

function directoriesOf(files: Tree): Set<string> {
  return new Set(
    [...files.keys()].flatMap((path) => {
      const parts = path.split('/')
      return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'))
    }),
  )
}

function changesBetween(from: Tree, to: Tree): PathChange[] {
  const changes: PathChange[] = []
  for (const path of new Set([...from.keys(), ...to.keys()])) {
    const [before, after] = [from.get(path), to.get(path)]
    if (before === after) continue
    const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed'
    changes.push({ path, kind, isDirectory: false, content: String(after) })
  }
  const [before, after] = [directoriesOf(from), directoriesOf(to)]
  for (const path of before.symmetricDifference(after)) {
    changes.push({ path, kind: after.has(path) ? 'added' : 'removed', isDirectory: true, content: '' })
  }
  return changes
}

test('the sieve lets every pair pass that can collide, whatever trees lie between', () => {
  fc.assert(
    fc.property(
      fc.array(tree, { minLength: 1, maxLength: 4 }),
      fc.array(fc.record({ point: fc.nat(3), tip: tree }), { minLength: 2, maxLength: 4 }),
      (points, picked) => {
        const branches = picked.map(({ point, tip }) => ({ point: point % points.length, tip }))
        const isSuspect = makeSieve(
          branches.map(({ point, tip }) => ({
            point,
            own: footprintOf(changesBetween(points[point]!, tip)),
          })),
          points.slice(1).map((to, index) => footprintOf(changesBetween(points[index]!, to))),
        )
        for (const [a, one] of branches.entries()) {
          for (const [b, other] of branches.entries()) {
            if (a === b) continue
            const base = Math.min(one.point, other.point)
            const [left, right] = [one, other].map(({ tip }) =>
              footprintOf(changesBetween(points[base]!, tip)),
            )
            if (canCollide(left!, right!)) assert.ok(isSuspect(a, b, base))
          }
        }
      },
    ),
    { numRuns: 1000 },
  )
})

const file = (path: string, kind: PathChange['kind'], content = 'x'): PathChange => ({
  path,
  kind,
  isDirectory: false,
  content,
})
const directory = (path: string, kind: 'added' | 'removed'): PathChange => ({
  path,
  kind,
  isDirectory: true,
  content: '',
})

test('changes touch at a path, at a file and a directory, and where one went into a directory that the other took away', () => {
  const touch = (a: PathChange[], b: PathChange[]): boolean => {
    const [one, other] = [footprintOf(a), footprintOf(b)]
    assert.equal(canCollide(one, other), canCollide(other, one))
    return canCollide(one, other)
  }
  assert.ok(touch([file('a', 'changed', '1')], [file('a', 'changed', '2')]))
  assert.ok(touch([file('a', 'removed')], [file('a', 'removed')]), 'both may have renamed it')
  assert.ok(touch([file('a', 'added')], [directory('a', 'added'), file('a/b', 'added')]))
  assert.ok(touch([directory('lib', 'removed'), file('lib/a', 'removed')], [file('lib/deep/new', 'added')]))
  assert.ok(!touch([file('a', 'changed', '1')], [file('a', 'changed', '1')]))
  assert.ok(!touch([file('lib/a', 'removed')], [file('lib/new', 'added')]), 'the directory is still there')
  assert.ok(
    !touch([directory('n', 'added'), file('n/a', 'added')], [directory('n', 'added'), file('n/b', 'added')]),
  )
  assert.ok(!touch([file('a', 'changed')], [file('b', 'changed')]))
})

test('a footprint of some paths has these alone; one covers another that changed no other file', () => {
  const changes = [file('a', 'changed'), file('lib/b', 'added')]
  assert.deepEqual([...footprintOf(changes, (path) => path === 'lib').keys()], ['lib'])
  assert.ok(isCovered(footprintOf([file('a', 'removed')]), footprintOf(changes)))
  assert.ok(!isCovered(footprintOf(changes), footprintOf([file('a', 'removed')])))
})
