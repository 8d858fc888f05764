import assert from 'node:assert/strict'
import test from 'node:test'
import { WireReader, WireWriter } from './wire.ts'

test('a number is written whole wherever the buffer has to grow for it', () => {
  const value = 2n ** 63n + 12_345n
  for (let before = 4080; before <= 4100; before++) {
    const writer = new WireWriter()
    for (let n = 0; n < before; n++) writer.uint32(0)
    writer.uint64(value)
    assert.equal(new WireReader(writer.written()).uint64(), value, `${before} bytes`)
  }
})
