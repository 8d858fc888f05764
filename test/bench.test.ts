/** Every bench at its tiny size, so that none rots. */
import assert from 'node:assert/strict'
import { relative } from 'node:path'
import test from 'node:test'
import type { BenchModule } from '../tools/bench.ts'
import { filesNamed, ROOT } from '../tools/source-files.ts'

const paths = await filesNamed('.bench.ts')

test('there are benches', () => {
  assert.notEqual(paths.length, 0)
})

for (const path of paths) {
  test(`${relative(ROOT, path)} runs and gives figures`, async () => {
    const { bench } = (await import(path)) as BenchModule
    const rows = await bench('tiny')
    assert.notEqual(rows.length, 0)
    for (const { name, value, against } of rows) {
      assert.ok(Number.isFinite(value), `${name} is ${value}`)
      if (against !== undefined)
        assert.ok(Number.isFinite(against.value), `${against.name} is ${against.value}`)
    }
  })
}
