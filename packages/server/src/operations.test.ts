import assert from 'node:assert/strict'
import test from 'node:test'
import { loadOperation, loadOperations, type OperationName } from './operations.ts'

test('every operation is found by its own name, and no other', async () => {
  const all = await loadOperations()
  const names = all.map(({ name }) => name)
  assert.deepEqual(names, [...new Set(names)])
  for (const { name } of all) assert.equal((await loadOperation(name as OperationName)).name, name)
})
