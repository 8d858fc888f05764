/** Recall and false positives of redaction over the labelled texts. */
import assert from 'node:assert/strict'
import test from 'node:test'
import { makeRedactor } from '../redact.ts'
import { harmlessTexts, secretTexts } from './labelled-texts.fixture.ts'

const SEEDS = [1, 2, 3, 4, 5]
const redactor = makeRedactor({ home: '/home/ada', emailPolicy: 'keep', digestKey: Buffer.alloc(32) })

test('at least 98 % of the labelled secrets are gone, of every kind some', async (t) => {
  const missed: string[] = []
  const kinds = new Map<string, { missed: number; total: number }>()
  let total = 0
  for (const seed of SEEDS) {
    const labelled = secretTexts(seed)
    const { changed } = await redactor.redact(labelled.map(({ text }) => text))
    for (const [index, { kind, text, secret }] of labelled.entries()) {
      total++
      const ofKind = kinds.get(kind) ?? { missed: 0, total: 0 }
      kinds.set(kind, ofKind)
      ofKind.total++
      if (!(changed.get(index) ?? text).includes(secret)) continue
      ofKind.missed++
      missed.push(`${kind}: ${text}`)
    }
  }
  const recall = 1 - missed.length / total
  t.diagnostic(`recall ${recall.toFixed(4)} (${missed.length} of ${total} missed, ${kinds.size} kinds)`)
  assert.ok(recall >= 0.99, missed.join('\n'))
  for (const [kind, ofKind] of kinds) assert.notEqual(ofKind.missed, ofKind.total, `every ${kind} is missed`)
  assert.ok(recall >= 0.98, missed.join('\n'))
})

test('at most 1 % of the harmless texts change', async (t) => {
  const changedTexts: string[] = []
  let total = 0
  for (const seed of SEEDS) {
    const texts = harmlessTexts(seed)
    total += texts.length
    const { changed } = await redactor.redact(texts)
    for (const [index, text] of changed) changedTexts.push(`${texts[index]} → ${text}`)
  }
  t.diagnostic(
    `false positives ${(changedTexts.length / total).toFixed(4)} (${changedTexts.length} of ${total})`,
  )
  assert.ok(changedTexts.length / total <= 0.01, changedTexts.join('\n'))
})
