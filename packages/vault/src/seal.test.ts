import assert from 'node:assert/strict'
import test from 'node:test'
import * as fc from 'fast-check'
import { isFault } from '@wakelore/kernel/fault'
import { deriveKey, openBytes, sealBytes } from './seal.ts'

const key = Buffer.alloc(32, 7)
const bytes = fc.uint8Array({ maxLength: 300 })

test('what was sealed opens with the same key in the same place', () => {
  fc.assert(
    fc.property(bytes, bytes, (plaintext, place) => {
      assert.deepEqual(openBytes(key, sealBytes(key, plaintext, place), place), Buffer.from(plaintext))
    }),
  )
})

test('with any bit flipped, another key or another place it does not open', () => {
  fc.assert(
    fc.property(bytes, fc.nat(), (plaintext, flip) => {
      const sealed = sealBytes(key, plaintext, Buffer.from('here'))
      const bit = flip % (sealed.length * 8)
      const damaged = Buffer.from(sealed)
      damaged[bit >> 3]! ^= 1 << (bit & 7)
      for (const open of [
        () => openBytes(key, damaged, Buffer.from('here')),
        () => openBytes(Buffer.alloc(32, 8), sealed, Buffer.from('here')),
        () => openBytes(key, sealed, Buffer.from('there')),
        () => openBytes(key, sealed.subarray(0, bit >> 3), Buffer.from('here')),
      ]) {
        assert.throws(open, (error) => isFault(error, 'VAULT_SEAL_BROKEN'))
      }
    }),
  )
})

test('sealing the same twice gives different bytes', () => {
  assert.notDeepEqual(sealBytes(key, key), sealBytes(key, key))
})

test('the format is nonce, ciphertext, tag of AES-256-GCM (NIST GCM test case 14)', () => {
  const zero = Buffer.alloc(32)
  const sealed = sealBytes(zero, Buffer.alloc(16), undefined, Buffer.alloc(12))
  assert.equal(
    sealed.toString('hex'),
    `${'00'.repeat(12)}cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919`,
  )
})

test('derived keys differ by purpose and by salt', () => {
  const keys = [
    deriveKey(key, 'a'),
    deriveKey(key, 'b'),
    deriveKey(key, 'a', Buffer.from('salt')),
    deriveKey(Buffer.alloc(32, 8), 'a'),
  ]
  assert.equal(new Set(keys.map((each) => each.toString('hex'))).size, keys.length)
  assert.deepEqual(deriveKey(key, 'a'), keys[0])
})
