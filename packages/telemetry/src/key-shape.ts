/**
 * The shape of a kind's natural key, as the registry writes it: text that stands as it
 * is, and in braces what takes a value.
 *
 *   {vcs.ref.head.revision}               the attribute
 *   {vcs.ref.head.revision or "deleted"}  the attribute, or the word where there is none
 *   {milliseconds} {seconds} {n-th …}     digits
 *   {trace id} {span id} {worktree}       of the envelope
 *   {anything else}                       said for people: whatever stands there fits
 *
 * Where the gate put a marker in place of something, whatever stands there fits too:
 * key and attribute needn't have lost the same.
 */
import type { DevelopmentEvent } from './event.ts'

export type KeyPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'attribute'; readonly name: string; readonly otherwise?: string }
  | { readonly kind: 'digits' | 'trace' | 'span' | 'worktree' | 'free' }

const PLACEHOLDER = /\{([^}]*)\}/
const ATTRIBUTE = /^([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+)(?: or "([^"]*)")?$/
/** What the gate leaves of a key at detail level `counts`. */
const COUNTED_KEY = /^counted\//
const MARKER = /\[(?:redacted|withheld)[:\]]/

export function isCountedKey(key: string): boolean {
  return COUNTED_KEY.test(key)
}

export function keyParts(shape: string): KeyPart[] {
  return shape.split(PLACEHOLDER).flatMap((text, index): KeyPart[] => {
    if (index % 2 === 0) return text === '' ? [] : [{ kind: 'text', text }]
    return [placeholder(text)]
  })
}

function placeholder(text: string): KeyPart {
  const [, name, otherwise] = ATTRIBUTE.exec(text) ?? []
  if (name !== undefined)
    return { kind: 'attribute', name, ...(otherwise === undefined ? {} : { otherwise }) }
  if (text === 'milliseconds' || text === 'seconds' || text.startsWith('n-th')) return { kind: 'digits' }
  if (text === 'trace id') return { kind: 'trace' }
  if (text === 'span id') return { kind: 'span' }
  return { kind: text === 'worktree' ? 'worktree' : 'free' }
}

/** Whether the event's key is of that shape, with the event's own values in it. */
export function fitsKeyShape(parts: readonly KeyPart[], event: DevelopmentEvent): boolean {
  if (MARKER.test(event.key)) return true
  return new RegExp(`^${parts.map((part) => pattern(part, event)).join('')}$`, 's').test(event.key)
}

/** A regular expression that keys of that shape fit, whatever the event's own values are. */
export function keyPattern(shape: string): string {
  const parts = keyParts(shape).map((part) => {
    if (part.kind === 'text') return part.text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    return part.kind === 'digits' ? '[0-9]+' : part.kind === 'worktree' ? '.*' : '.+'
  })
  return `^${parts.join('')}$`
}

function pattern(part: KeyPart, event: DevelopmentEvent): string {
  switch (part.kind) {
    case 'text':
      return RegExp.escape(part.text)
    case 'attribute': {
      const value = event.attributes[part.name] ?? part.otherwise
      const text = Array.isArray(value) ? undefined : value?.toString()
      return text === undefined || MARKER.test(text) ? '.*' : RegExp.escape(text)
    }
    case 'digits':
      return '\\d+'
    case 'trace':
      return fixed(event.traceId)
    case 'span':
      return fixed(event.spanId)
    case 'worktree':
      return RegExp.escape(event.worktree ?? '')
    case 'free':
      return '.*'
  }
}

function fixed(id: string | undefined): string {
  return id === undefined ? '.*' : RegExp.escape(id)
}
