/**
 * Any message of the schema as JSON. What has its default value isn't written; 64-bit
 * integers are text, as JavaScript and others would round them.
 */
import assert from 'node:assert/strict'
import { fieldsOf } from '../any-value.ts'
import type { AnyValue } from '../message.ts'
import { ANY_VALUE, isDefault, type Field, type Message } from '../schema.ts'

const EMPTY = '{}'
const NO_HEX = /[^0-9a-f]/

type Fields = Readonly<Record<string, unknown>>

export function writeJsonMessage(message: Message, value: unknown): string {
  const fields = (message === ANY_VALUE ? fieldsOf(value as AnyValue) : value) as Fields
  let text = ''
  for (const field of message.fields) {
    const held = fields[field.name]
    const written = held === undefined ? undefined : memberOf(field, held)
    if (written !== undefined) text += `${text === '' ? '' : ','}"${field.name}":${written}`
  }
  return `{${text}}`
}

/** Undefined where there is nothing to write. */
function memberOf(field: Field, value: unknown): string | undefined {
  if (field.label === 'repeated') {
    const list = value as readonly unknown[]
    if (list.length === 0) return undefined
    return `[${list.map((item) => textOf(field, item)).join(',')}]`
  }
  // An attribute's value is a message: one that is empty text isn't one that was never set.
  if (field.label === 'one' && field.message === undefined && isDefault(value)) return undefined
  const text = textOf(field, value)
  return field.label === 'one' && text === EMPTY ? undefined : text
}

function textOf(field: Field, value: unknown): string {
  if (field.message !== undefined) return writeJsonMessage(field.message, value)
  switch (field.scalar!) {
    case 'string':
      return JSON.stringify((value as string).toWellFormed())
    case 'id':
      assert(!NO_HEX.test(value as string), 'an id is pairs of hex digits')
      return `"${value as string}"`
    case 'bytes':
      return `"${Buffer.from(value as Uint8Array).toString('base64')}"`
    case 'double':
      return doubleText(value as number)
    default:
      return typeof value === 'bigint' ? `"${value}"` : String(value)
  }
}

function doubleText(value: number): string {
  if (Number.isFinite(value)) return Object.is(value, -0) ? '-0.0' : String(value)
  return `"${value}"`
}
