/** The cheap look against the rules themselves: what they find it must suspect. */
import assert from 'node:assert/strict'
import test from 'node:test'
import * as fc from 'fast-check'
import { findAssignments } from './assignment.ts'
import { findRandomTokens } from './entropy.ts'
import { findKeyBlocks } from './key-block.ts'
import { harmlessTexts, secretTexts } from './labelled-texts.fixture.ts'
import { loadRecommendedRules } from './recommended-rules.ts'
import { makeSuspect } from './suspicion.ts'
import { findTokens } from './token-rules.ts'
import { findUrlCredentials } from './url-credentials.ts'

const suspect = makeSuspect({ homeHint: undefined, looksForEmails: false })
const recommended = await loadRecommendedRules()
const SEEDS = [11, 12, 13, 14]
const SECRETS = SEEDS.flatMap((seed) => secretTexts(seed)).map(({ text }) => text)
const HARMLESS = SEEDS.flatMap((seed) => harmlessTexts(seed))

test('of the texts in which a rule finds something, 99.5 % are suspected', async (t) => {
  const { secret } = suspect(SECRETS)
  const overlooked: string[] = []
  let found = 0
  for (const [i, text] of SECRETS.entries()) {
    if (!(await isFound(text))) continue
    found++
    if (secret[i] !== 1) overlooked.push(text)
  }
  t.diagnostic(`${overlooked.length} of ${found} overlooked`)
  assert.ok(overlooked.length <= found * 0.005, overlooked.join('\n'))
})

test('most harmless texts are not suspected', (t) => {
  const { secret } = suspect(HARMLESS)
  const suspected = secret.reduce((sum, mark) => sum + mark, 0)
  t.diagnostic(`${suspected} of ${HARMLESS.length} suspected`)
  assert.ok(suspected < HARMLESS.length / 3)
})

test('a text is suspected the same alone and among any others', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.stringMatching(/^[a-f0-9:=/@-]{0,60}$/),
    fc.constantFrom(...SECRETS),
    fc.constantFrom(...HARMLESS),
  )
  fc.assert(
    fc.property(fc.array(text, { maxLength: 20 }), (texts) => {
      const together = [...suspect(texts).secret]
      assert.deepEqual(
        together,
        texts.map((each) => suspect([each]).secret[0]!),
      )
    }),
    { numRuns: 300 },
  )
})

test('session ids of git trace2 are no suspicion, what only looks like one is', () => {
  const sid = '20261123T222136.965309Z-H0a7c9cdf-P00003b7f'
  const texts = [`command/${sid}/${sid}`, sid, '965309Z-HqXc9ZdfK-P0wK03b7f', `x${sid.slice(16)}Zk9`]
  assert.deepEqual([...suspect(texts).secret], [0, 0, 1, 1])
})

test("AWS's access keys are suspected with few digits and none, names of constants aren't", () => {
  const key = ['AKIA', 'QWERTYUIOPASDFGH'].join('')
  const texts = [
    key,
    `x-${key}`,
    `fix/a-branch-of-many-words-${key}`,
    `${key.slice(0, -1)}2`,
    `ASIA${key.slice(4)}`,
  ]
  assert.deepEqual([...suspect(texts).secret], [1, 1, 1, 1, 1])
  assert.deepEqual([...suspect(['MOST_ARGUMENTS_LENGTH_OF_ALL', 'EXTRAORDINARILYLONGNAME']).secret], [0, 0])
})

test('the bytes are counted as they would be stored', () => {
  assert.equal(suspect(['é', '', 'ab', '密']).sizeBytes, 2 + 0 + 2 + 3)
})

async function isFound(text: string): Promise<boolean> {
  let count = 0
  const report = (): void => void count++
  for (const find of [findKeyBlocks, findTokens, findUrlCredentials, findAssignments, findRandomTokens]) {
    find(text, report)
  }
  await recommended(text, report)
  return count > 0
}
