import assert from 'node:assert/strict'
import test from 'node:test'
import { partsOf, tellWhy, type CommitFacts } from './why.ts'

const SHA = 'a1b2c3d4e5'.repeat(4)
const LATER = 'f9e8d7c6b5'.repeat(4)

function intents(facts: Partial<CommitFacts>): string[] {
  const whole: CommitFacts = {
    sha: SHA,
    message: 'Subject',
    path: 'src/parser.ts',
    otherNames: [],
    merge: undefined,
    notes: [],
    namedBy: [],
    named: new Map(),
    files: ['src/parser.ts'],
    fileCount: 1,
    replaced: undefined,
    ...facts,
  }
  return tellWhy(whole).map(({ kind, text, ref }) => `${kind} | ${text} | ${ref === SHA ? 'itself' : ref}`)
}

test('a message that says nothing beyond its subject is told as unknown, once', () => {
  assert.deepEqual(intents({ message: 'Fix it\n\nSigned-off-by: Ada <a@b>\n' }), [
    'unknown | The message says nothing beyond its subject, and names nothing. | itself',
  ])
  assert.deepEqual(intents({ message: '' }), [
    'unknown | The message says nothing beyond its subject, and names nothing. | itself',
  ])
})

test('what was meant is the text between subject and trailers', () => {
  const message = [
    'Parse nested forms',
    '',
    'Forms in forms were',
    'passed over.',
    '',
    'Now: none is.',
    '',
    'Reviewed-by: Grace <g@h>',
    'Reviewed-by: Joan <j@k>',
    'Signed-off-by: Ada <a@b>',
    '',
  ].join('\n')
  assert.deepEqual(intents({ message }), [
    'message | Forms in forms were\npassed over.\n\nNow: none is. | itself',
    'trailer | Reviewed-by: Grace <g@h>, Joan <j@k> | itself',
  ])
})

test('closing words beside trailers are no text of their own', () => {
  const message = 'url: free it\n\nIt leaked.\n\nReported-by: Philippe\nCloses #16604\n'
  assert.deepEqual(intents({ message }), [
    'message | It leaked. | itself',
    'issue | Closes #16604 | #16604',
    'trailer | Reported-by: Philippe | itself',
  ])
})

test('issues and pull requests are told with the words that name them, an address as its name', () => {
  const message = 'Split it (#12)\n\nFixes https://github.com/curl/curl/issues/17578\n'
  assert.deepEqual(intents({ message }), [
    'issue | Fixes curl/curl#17578 | curl/curl#17578',
    'pull-request | named in the subject | #12',
  ])
})

test('the merge that brought it is told, with the pull request that it names', () => {
  const merge = {
    sha: LATER,
    subject: 'Merge pull request #34 from ada/forms',
    message: 'Merge pull request #34 from ada/forms\n\nForms in forms\n',
  }
  assert.deepEqual(intents({ merge }), [
    `merge | Merge pull request #34 from ada/forms: Forms in forms | ${LATER}`,
    'pull-request | named by the merge | #34',
  ])
})

test('what it undoes, fixes or was taken from is told apart from what it only names', () => {
  const other = 'c0ffee1234'
  const named = new Map([[other, { sha: other.repeat(4), subject: 'The other' }]])
  const kindOf = (message: string): string =>
    intents({ message: `S\n\n${message}\n`, named })
      .find((one) => one.includes('The other'))!
      .split(' ')[0]!
  assert.equal(kindOf(`This reverts commit ${other}.`), 'reverts')
  assert.equal(kindOf(`Text.\n\nFixes: ${other} ("The other")`), 'fixes')
  assert.equal(kindOf(`(cherry picked from commit ${other})`), 'picked-from')
  assert.equal(kindOf(`This goes on in commit ${other}, which began it.`), 'names')
})

test('later commits are told by what they say that they did about it', () => {
  const later = (message: string) => ({ sha: LATER, subject: message.split('\n')[0]!, message })
  const kindOf = (message: string): string => intents({ namedBy: [later(message)] })[1]!.split(' ')[0]!
  assert.equal(kindOf(`Revert "Subject"\n\nThis reverts commit ${SHA}.\n`), 'reverted')
  assert.equal(kindOf(`Do it right\n\nFixes: ${SHA.slice(0, 12)} ("Subject")\n`), 'fixed')
  assert.equal(kindOf(`Mend it\n\nThe leak was fixed wrongly in ${SHA.slice(0, 9)}.\n`), 'fixed')
  assert.equal(kindOf(`Go on\n\nIn commit ${SHA.slice(0, 9)} this began.\n`), 'followed')
})

test('what changed with it is told tests first, and the rest counted', () => {
  const files = ['docs/a.md', 'lib/b.ts', 'src/lexer.ts', 'src/parser.ts', 'test/parser.test.ts']
  assert.deepEqual(intents({ message: 'S\n\nText.\n', files, fileCount: 5 }), [
    'message | Text. | itself',
    'together | test/parser.test.ts, src/lexer.ts, docs/a.md and 1 more file | itself',
  ])
  assert.match(intents({ files: undefined, fileCount: 300 })[1]!, /^together \| 299 other files/)
})

test('notes and what the line said before are told', () => {
  assert.deepEqual(
    intents({
      notes: [{ ref: 'refs/notes/review', message: 'Looks right.\n' }],
      replaced: '  return parse(input)',
    }),
    ['note | Looks right. | refs/notes/review', 'replaced | return parse(input) | itself'],
  )
})

test('a message of any length is cut between words', () => {
  const { body } = partsOf(`S\n\n${'word '.repeat(5000)}`)
  assert.ok(body.length < 2100 && body.endsWith('word […]'))
  assert.deepEqual(partsOf('\n\nS\r\nstill S\r\n\r\nText.\r\n'), { subject: 'S still S', body: 'Text.' })
})

test('the file itself, by another name that it has, is no companion', () => {
  const files = ['lib/parser.ts', 'src/lexer.ts', 'src/parser.ts']
  assert.deepEqual(intents({ message: 'S\n\nB', files, fileCount: 2, otherNames: ['lib/parser.ts'] }), [
    'message | B | itself',
    'together | src/lexer.ts | itself',
  ])
})

test('an issue that the text itself names is told without repeating its line', () => {
  assert.deepEqual(intents({ message: 'S\n\nAs said in\n#12 shows its faults\nagain.' }), [
    'message | As said in\n#12 shows its faults\nagain. | itself',
    'issue | named in the message | #12',
  ])
  assert.deepEqual(intents({ message: 'S\n\nFix #12.\n\nIt leaked.' }), [
    'message | Fix #12.\n\nIt leaked. | itself',
    'issue | Fix #12. | #12',
  ])
})
