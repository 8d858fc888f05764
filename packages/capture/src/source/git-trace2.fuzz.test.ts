import assert from 'node:assert/strict'
import test from 'node:test'
import { recordTemplates, runSpool, runTrace } from './git-trace2.prove.fuzz.ts'

const templates = recordTemplates()

test('whatever a trace holds, it is read to its end and makes an event within bounds', () => {
  for (let seed = 0; seed < 3000; seed++) runTrace(templates, seed)
})

test('a spool of spoilt traces is taken in, each once, and those that were left alone are told', async () => {
  let faults = 0
  for (let seed = 0; seed < 40; seed++) faults += (await runSpool(templates, seed)).faults
  assert(faults > 40)
})
