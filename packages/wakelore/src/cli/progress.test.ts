import test from 'node:test'
import assert from 'node:assert/strict'
import { stripVTControlCharacters } from 'node:util'
import { makeProgressBar } from './progress.ts'

/** A terminal that remembers what was written to it. */
function makeTerminal(isTTY: boolean, columns = 80) {
  const written: string[] = []
  const stream = { isTTY, columns, write: (text: string) => written.push(text) > 0 }
  return { stream: stream as unknown as NodeJS.WriteStream, written }
}

test('the bar shows how far it is, how fast, and how long it takes yet, and wipes itself away', () => {
  let nowMs = 1000
  const { stream, written } = makeTerminal(true)
  const bar = makeProgressBar(() => nowMs, stream)
  nowMs += 2000
  bar.update({ phase: 'commits', done: 5000, total: 20_000 })
  assert.match(
    stripVTControlCharacters(written.join('')),
    /━+ 5,000 of 20,000 commits · 2,500\/s · 6 s left$/,
  )
  bar.end()
  assert.equal(stripVTControlCharacters(written.at(-1)!), '\r')
})

test('the bar is drawn a dozen times a second at most, its end always', () => {
  let nowMs = 0
  const { stream, written } = makeTerminal(true)
  const bar = makeProgressBar(() => nowMs, stream)
  for (let done = 1; done <= 1000; done++) {
    nowMs += 1
    bar.update({ phase: 'commits', done, total: 1000 })
  }
  assert.ok(written.length <= 13, `${written.length} times in a second`)
  assert.match(written.at(-1)!, /1,000 of 1,000/)
})

test('the bar fits a narrow terminal, and keeps silent where there is none', () => {
  const narrow = makeTerminal(true, 40)
  makeProgressBar(() => 0, narrow.stream).update({ phase: 'commits', done: 1_234_567, total: 9_999_999 })
  assert.ok(stripVTControlCharacters(narrow.written.join('')).trim().length < 40)
  const pipe = makeTerminal(false)
  const silent = makeProgressBar(() => 0, pipe.stream)
  silent.update({ phase: 'commits', done: 1, total: 2 })
  silent.end()
  assert.deepEqual(pipe.written, [])
})
