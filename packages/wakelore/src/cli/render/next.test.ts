import assert from 'node:assert/strict'
import test from 'node:test'
import type { RenderContext } from '../render.ts'
import { displayWidth } from '../terminal.ts'
import { renderNext } from './next.ts'

type Answer = Parameters<typeof renderNext>[0]

const at = (width: number): RenderContext => ({ nowMs: 0, width, repoHint: '', cwd: '/', configFile: '/c' })

const explained: Answer = {
  changed: ['src/a.ts'],
  suggestions: [
    {
      path: 'src/a.test.ts',
      score: 0.6,
      together: 3,
      of: 4,
      with: 'src/a.ts',
      lastCommit: 'b'.repeat(40),
      reasons: ['test of src/a.ts', '3 of 4 times with src/a.ts, last in bbbbbbb'],
      carried: [
        { family: 'similar', by: 1.62 },
        { family: 'author', by: -0.84 },
        { family: 'path', by: 0.04 },
      ],
    },
  ],
  model: {
    learnt: 1200,
    asOf: 'c'.repeat(40),
    trial: { asked: 1200, hitAt5: 0.61, priorHitAt5: 0.58 },
    families: [
      { family: 'similar', here: 0.6, before: 0.4 },
      { family: 'directory', here: 0.4, before: 0.6 },
    ],
  },
}

test('what carried a suggestion stands beneath it, and what carried next to nothing is left out', () => {
  const text = renderNext(explained, at(80))
  assert.match(
    text,
    /^ {2}1 {2}src\/a\.test\.ts {2}test · 3 of 4 times, last in bbbbbbb\n {5}similar changes \+1\.6 · your own work −0\.8$/m,
  )
})

test('the model is told against what it began with, and what its learning was worth', () => {
  for (const width of [60, 80, 120]) {
    const text = renderNext(explained, at(width))
    assert.match(text, /^similar changes +60 % +40 % +█{16}$/m)
    assert.match(text, /^changes with the directory +40 % +60 % +█{10}▋$/m)
    assert.match(
      text.replaceAll('\n', ' '),
      /Learnt from 1,200 commits up to ccccccc\..* first five in 61 %, and in 58 %/,
    )
    assert.ok(
      text.split('\n').every((line) => displayWidth(line) <= width),
      text,
    )
  }
})

test('the model is told where nothing has changed, and a model that has learnt nothing says so', () => {
  const nothing = { ...explained, changed: [], suggestions: [] }
  assert.match(renderNext(nothing, at(80)), /Nothing has changed here\.[^]*similar changes/)
  const model = { learnt: 0, asOf: null, trial: null, families: [] }
  assert.match(renderNext({ ...nothing, model }, at(80)), /begins everywhere with/)
  const young = {
    learnt: 1,
    asOf: 'c'.repeat(40),
    trial: { asked: 1, hitAt5: 1, priorHitAt5: 0 },
    families: [],
  }
  const told = renderNext({ ...nothing, model: young }, at(80))
  assert.match(told, /Learnt from 1 commit up to ccccccc: nearly the weights/)
  assert.doesNotMatch(told, /100 %|tells suggestions apart/)
  const unexplained = { ...nothing, model: undefined }
  assert.doesNotMatch(renderNext(unexplained, at(80)), /Learnt/)
})
