/**
 * Derived ids: the identity of a thing is a hash of what it naturally is, so that
 * reading it twice makes nothing twice, and no store has to hold what it can derive.
 */
import { hash } from 'node:crypto'

/** 128 bits as 32 lower-case hex digits. */
export type DerivedId = string

/**
 * The first 128 bits of SHA-256 over the parts, each prefixed with its length, so
 * that ("ab", "c") and ("a", "bc") differ.
 */
export function deriveId(...parts: readonly string[]): DerivedId {
  let input = ''
  for (const part of parts) input += `${part.length}:${part}`
  return hash('sha256', input, 'hex').slice(0, 32)
}
