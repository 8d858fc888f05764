import assert from 'node:assert/strict'
import test from 'node:test'
import * as fc from 'fast-check'
import { isFault } from '@wakelore/kernel/fault'
import { makeCommitParser, MAX_MESSAGE_BYTES, type ParsedCommit } from './commit-parser.ts'

const SHA = '1'.repeat(40)
const BLOB = '2'.repeat(40)

/** What git would print, token by token. */
function printed(messages: readonly string[], paths: readonly string[]): Buffer {
  const files = paths.map((path, index) =>
    index % 2 === 0
      ? `:000000 100644 ${BLOB} ${BLOB} A\0${path}\0`
      : `:100644 100644 ${BLOB} ${BLOB} R087\0${path}\0new ${path}\0`,
  )
  const changes = files.length === 0 ? '' : `\n${files.join('')}`
  const person = 'Ada\0a@b\x001700000000 +0100\0'
  return Buffer.from(
    messages.map((message) => `${SHA}\0${SHA}\0${person}${person}${message}\n\0${changes}`).join(''),
  )
}

function parse(chunks: readonly Buffer[]): ParsedCommit[] {
  const parser = makeCommitParser({ keepsContent: true })
  const commits = chunks.flatMap((chunk) => parser.push(chunk))
  const last = parser.end()
  return last === undefined ? commits : [...commits, last]
}

const text = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' })).map((value) => value.replaceAll('\0', ''))
const path = text.map((value) => `p${value.toWellFormed()}`)

test('where the output is split into chunks makes no difference', () => {
  fc.assert(
    fc.property(
      fc.array(text, { maxLength: 4 }),
      fc.array(path, { maxLength: 4 }),
      fc.array(fc.nat(1000), { maxLength: 8 }),
      (messages, paths, cuts) => {
        const output = printed(messages, paths)
        const ends = [...cuts.map((cut) => cut % (output.length + 1)).sort((a, b) => a - b), output.length]
        const chunks = ends.map((end, index) => output.subarray(ends[index - 1] ?? 0, end))
        const commits = parse(chunks)
        assert.deepEqual(commits, parse([output]))
        assert.deepEqual(
          commits.map((commit) => commit.message),
          messages.map((message) => message.toWellFormed()),
        )
        for (const { files } of commits) {
          assert.deepEqual(
            files.map((file) => file.previousPath ?? file.path),
            paths,
          )
        }
      },
    ),
  )
})

test('a message of any length is held in bounded memory and says how much it lost', () => {
  const output = printed(['x'.repeat(5_000_000)], ['a'])
  const chunks = Array.from({ length: Math.ceil(output.length / 65_536) }, (_, index) =>
    output.subarray(index * 65_536, (index + 1) * 65_536),
  )
  const [commit] = parse(chunks)
  // The newline behind it is among what is lost.
  assert.equal(
    commit!.message,
    `${'x'.repeat(MAX_MESSAGE_BYTES)}\n[truncated: ${5_000_001 - MAX_MESSAGE_BYTES} bytes]`,
  )
  assert.equal(commit!.files.length, 1)
})

test("output that is none of git's is a fault, whatever it is", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      try {
        parse([Buffer.from(bytes)])
      } catch (error) {
        assert.ok(isFault(error, 'CAPTURE_GIT_OUTPUT_MALFORMED'))
      }
    }),
  )
  const whole = printed(['m'], ['a'])
  assert.throws(
    () => parse([whole.subarray(0, -1)]),
    (error) => isFault(error, 'CAPTURE_GIT_OUTPUT_MALFORMED'),
  )
})
