import assert from 'node:assert/strict'
import test from 'node:test'
import { removedText } from './block-move.ts'
import type { FileDiff } from './commit-diff.ts'

type Side = readonly [start: number, lines: readonly string[]]

function change(path: string, removed: Side, added: Side, oldPath = path): FileDiff {
  return {
    oldPath,
    newPath: path,
    hunks: [{ oldStart: removed[0], removed: removed[1], newStart: added[0], added: added[1] }],
  }
}

const BODY = ['  const total = sum(values)', '  if (total > limit) {', '    throw tooMuch(total)', '  }']

test('a line moves with the block that was taken away elsewhere in the file', () => {
  const text = removedText([
    {
      oldPath: 'a.ts',
      newPath: 'a.ts',
      hunks: [
        { oldStart: 10, removed: BODY, newStart: 9, added: [] },
        { oldStart: 39, removed: [], newStart: 36, added: BODY },
      ],
    },
  ])
  assert.deepEqual(
    [36, 37, 38, 39].map((line) => text.moveOf('a.ts', line)),
    [10, 11, 12, 13].map((line) => ({ path: 'a.ts', line })),
  )
})

test('a brace alone was written anew, whoever took another away', () => {
  const text = removedText([change('a.ts', [10, ['  }', '  doThis(thing)']], [30, ['  other()', '  }']])])
  assert.equal(text.moveOf('a.ts', 31), undefined)
})

test('blank space neither makes a line nor tells it from another', () => {
  const text = removedText([
    change('a.ts', [5, ['\tconst  total = sum( values )', '']], [0, []]),
    change('b.ts', [0, []], [7, ['    const total = sum(values)', '   ']]),
  ])
  assert.deepEqual(text.moveOf('b.ts', 7), { path: 'a.ts', line: 5 })
  assert.equal(text.moveOf('b.ts', 8), undefined)
})

test('small edits within a block are passed over, and what was edited was not moved', () => {
  const edited = [BODY[0]!, '  if (total >= limit) {', ...BODY.slice(2)]
  const text = removedText([change('a.ts', [1, BODY], [0, []]), change('b.ts', [0, []], [1, edited])])
  assert.deepEqual(
    [1, 2, 3, 4].map((line) => text.moveOf('b.ts', line)?.line),
    [1, undefined, 3, 4],
  )
  assert.equal(text.replacedBy('b.ts', 2), undefined)
})

test('what a commit writes many times is no evidence of a move', () => {
  const line = '  expect(output).toBe(undefined)'
  const many = Array.from({ length: 8 }, (_, at) => [`  const output = run${at}()`, line]).flat()
  const text = removedText([change('a.test.ts', [1, ['  const before = run()', line]], [1, many])])
  assert.equal(text.moveOf('a.test.ts', 2), undefined)
})

test('a short line follows from another file where much else came from there', () => {
  const useLine = 'use crate::ui::Ui;'
  const alone = [
    change('old.rs', [1, [useLine]], [0, []]),
    change('new.rs', [0, []], [1, [useLine, '', 'fn other() {}']]),
  ]
  assert.equal(removedText(alone).moveOf('new.rs', 1), undefined)
  const functions = Array.from({ length: 6 }, (_, at) => `fn handle_${at}(request: Request) -> Response {`)
  const split = [
    {
      oldPath: 'old.rs',
      newPath: undefined,
      hunks: [{ oldStart: 1, removed: [useLine, ...functions], newStart: 0, added: [] }],
    },
    {
      oldPath: undefined,
      newPath: 'new.rs',
      hunks: [
        {
          oldStart: 0,
          removed: [],
          newStart: 1,
          added: [useLine, 'use std::io;', 'use std::mem;', 'use std::fmt;', 'use std::rc;', ...functions],
        },
      ],
    },
  ]
  assert.deepEqual(removedText(split).moveOf('new.rs', 1), { path: 'old.rs', line: 1 })
})

test('the place whose surroundings went along is taken before one that only has the line', () => {
  const text = removedText([
    change('a.ts', [1, ['  return total / count']], [0, []]),
    change('b.ts', [50, [...BODY, '  return total / count']], [0, []]),
    change('c.ts', [0, []], [1, [...BODY, '  return total / count']]),
  ])
  assert.deepEqual(text.moveOf('c.ts', 5), { path: 'b.ts', line: 54 })
})

test('the line that was replaced is the one that resembles it', () => {
  const text = removedText([
    change('a.ts', [3, ['  log(done)', '  return parse(input)']], [3, ['  return parse(input, options)']]),
  ])
  assert.equal(text.replacedBy('a.ts', 3), '  return parse(input)')
  const rewritten = removedText([change('a.ts', [3, ['  x = 1']], [3, ['  return parse(input, options)']])])
  assert.equal(rewritten.replacedBy('a.ts', 3), undefined)
})

test('what was taken away once went where most of its surroundings went', () => {
  const text = removedText([
    change('a.ts', [1, [...BODY, '  return total / count']], [0, []]),
    change('b.ts', [0, []], [1, [...BODY, '  return total / count']]),
    change('c.ts', [0, []], [1, ['  // another', '  return total / count']]),
  ])
  assert.deepEqual(text.moveOf('b.ts', 5), { path: 'a.ts', line: 5 })
  assert.equal(text.moveOf('c.ts', 2), undefined)
})

test('how often other files have a line says nothing about moves within one', () => {
  const imports = ['from .utils import echo', 'from .utils import style']
  const reordered = (path: string): FileDiff => ({
    oldPath: path,
    newPath: path,
    hunks: [
      { oldStart: 3, removed: [imports[0]!], newStart: 2, added: [] },
      { oldStart: 9, removed: [], newStart: 9, added: [imports[0]!] },
    ],
  })
  const text = removedText(['a.py', 'b.py', 'c.py', 'd.py'].map(reordered))
  assert.deepEqual(text.moveOf('c.py', 9), { path: 'c.py', line: 3 })
})

test('a line that was wrapped, joined or requoted is told where it was; one only put in is not', () => {
  const text = removedText([
    change(
      'a.py',
      [10, ["  call(one, two, 'three')", '  first = {', '    "key": value', '  }']],
      [
        10,
        [
          '  call(',
          '    one,',
          '    two,',
          '    "three",',
          '  )',
          '  first = {"key": value}',
          '  # a remark quite apart',
        ],
      ],
    ),
  ])
  assert.deepEqual(
    [10, 11, 13, 15, 16].map((line) => text.laidOutFrom('a.py', line)?.line),
    [10, 10, 10, 12, undefined],
  )
})
