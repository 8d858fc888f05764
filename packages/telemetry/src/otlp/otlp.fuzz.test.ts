import assert from 'node:assert/strict'
import test from 'node:test'
import { makeTemplates, runInput } from './otlp.prove.fuzz.ts'

const INPUTS = 3000

test('whatever comes in is read or refused, and what was read is written and read as the same', () => {
  const templates = makeTemplates()
  const counts = { read: 0, malformed: 0 }
  const first = Math.floor(Math.random() * 2 ** 30)
  for (let index = 0; index < INPUTS; index++) runInput(templates, first + index, counts)
  // Of both there is enough for either to mean something.
  assert(counts.read > INPUTS / 20 && counts.malformed > INPUTS / 20, JSON.stringify(counts))
})
