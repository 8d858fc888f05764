import assert from 'node:assert/strict'
import test from 'node:test'
import type { z } from 'zod'
import type { couplings } from '@wakelore/server/operation/couplings'
import type { hot } from '@wakelore/server/operation/hot'
import type { hotMap } from '@wakelore/server/operation/hot-map'
import sax from 'sax'
import type { RenderContext } from '../render.ts'
import { displayWidth } from '../terminal.ts'
import { renderCouplingsMap } from './couplings-map.ts'
import { renderCouplings } from './couplings.ts'
import { renderHotMap } from './hot-map.ts'
import { renderHot } from './hot.ts'

process.env['NO_COLOR'] = '1'

type Hot = z.output<typeof hot.output>
type HotMap = z.output<typeof hotMap.output>
type Couplings = z.output<typeof couplings.output>

const at = (width: number): RenderContext => ({
  nowMs: Date.UTC(2026, 10, 25),
  width,
  repoHint: '',
  cwd: '/r',
  configFile: '/c/config.json',
})
const repository = { id: '0'.repeat(32), name: 'atlas', path: '/r' }
const period = { from: '2025-11-25T00:00:00.000Z', until: '2026-11-25T00:00:00.000Z', commits: 1234 }
/** What a repository may call its files to harm whoever shows them. */
const HOSTILE = 'src/<script>alert("&\u001b[2J\u202e\ufffe\ud800\')]]>.ts'

const file = (part: Partial<Hot['files'][number]>): Hot['files'][number] => ({
  path: 'packages/server/src/transport/listener/very-long-name-of-a-file.ts',
  heat: 100,
  churn: 41.26,
  commits: 63,
  perPart: [1, 2, 3, 4, 5, 6, 7, 8, 9, 8, 7, 3],
  trend: { verdict: 'rising', p: 0.001 },
  complexity: { total: 12_345, mean: 2.5, max: 9, lines: 4938, before: 10_000 },
  sizeBytes: 200_000,
  fixes: { commits: 13, share: 0.206 },
  people: 17,
  main: null,
  isAtRisk: false,
  lastCommit: 'a'.repeat(40),
  lastAt: '2026-11-24T00:00:00.000Z',
  ...part,
})
const leftOut = {
  'lock-file': 1,
  vendored: 0,
  generated: 2,
  data: 0,
  prose: 0,
  binary: 0,
  large: 0,
  missing: 0,
}
const hotAnswer = (part: Partial<Hot> = {}): Hot => ({
  repository,
  path: '',
  ...period,
  files: [
    file({}),
    file({
      path: HOSTILE,
      heat: 40,
      trend: { verdict: 'none', p: 1 },
      complexity: { total: 900, mean: 1, max: 2, lines: 900, before: 300 },
      isAtRisk: true,
    }),
    file({
      heat: 3,
      complexity: { total: 9, mean: 1, max: 2, lines: 9, before: null },
      fixes: { commits: null, share: null },
    }),
  ],
  omitted: 4,
  leftOut,
  quietAfterMs: 91 * 86_400_000,
  notes: [],
  ...part,
})

const pair = (part: Partial<Couplings['pairs'][number]>): Couplings['pairs'][number] => ({
  paths: ['packages/server/src/transport/listener/http.ts', 'packages/wakelore/src/otlp-intake.ts'],
  modules: ['packages/server', 'packages/wakelore'],
  score: 80,
  together: 12,
  counts: [15, 40],
  lift: 22.4,
  confidence: [0.8, 0.3],
  explanation: null,
  perPart: [0, 0, 1, 0, 2, 1, 3, 1, 1, 1, 1, 1],
  trend: { verdict: 'growing', p: 0.001 },
  lastCommit: 'b'.repeat(40),
  lastAt: '2026-11-20T00:00:00.000Z',
  lastSubject: 'Subject',
  ...part,
})
const couplingsAnswer = (part: Partial<Couplings> = {}): Couplings => ({
  repository,
  path: '',
  ...period,
  pairs: [
    pair({}),
    pair({ paths: [HOSTILE, 'b.ts'], modules: [HOSTILE, ''], trend: { verdict: 'fading', p: 0.001 } }),
  ],
  omitted: 0,
  modulePairs: [{ modules: ['', 'docs'], score: 9, together: 20, counts: [30, 40], lift: 3.2 }],
  notes: [],
  ...part,
})

test('no line is wider than the terminal, and nothing in it moves the cursor', () => {
  for (const width of [80, 100, 120, 200]) {
    for (const text of [
      renderHot(hotAnswer(), at(width)),
      renderHot(hotAnswer({ files: [], leftOut: { ...leftOut, missing: 3 } }), at(width)),
      renderCouplings(couplingsAnswer(), at(width)),
      renderCouplings(couplingsAnswer({ pairs: [] }), at(width)),
    ]) {
      // A command is useless cut.
      for (const line of text.split('\n').filter((line) => !line.startsWith('wakelore '))) {
        assert.ok(displayWidth(line) <= width, `${displayWidth(line)} of ${width}: ${line}`)
        // eslint-disable-next-line no-control-regex
        assert.doesNotMatch(line, /[\u0000-\u001f\u202e]/)
      }
    }
  }
})

test('in 80 columns a hot file has its heat, both numbers behind it, its commits over time and its fixes', () => {
  const lines = renderHot(hotAnswer(), at(80)).split('\n')
  const [head, first] = lines.slice(lines.indexOf('') + 1)
  assert.match(head!, /^heat +file +churn +commits +indent +fixes +risk$/)
  assert.match(first!, /^ 100 +█████ +…\S+\.ts +41\.3 +\S+↑ +12,345 +21 %$/)
})

test('what is at risk and what was left out is said, and how much a file grew as people say it', () => {
  const text = renderHot(hotAnswer(), at(120))
  assert.match(text, /× 3\.0/)
  assert.match(text, /! at risk: one person holds most of the knowledge/)
  assert.match(text, /Left out of the files that changed as much: 1 lock file, 2 generated\./)
  assert.match(renderHot(hotAnswer({ commits: 0, files: [] }), at(80)), /nothing here is hot/)
})

test('a file that was asked about is not repeated in every line', () => {
  const [a, b] = pair({}).paths
  const text = renderCouplings(
    couplingsAnswer({ path: a!, pairs: [pair({ explanation: 'same-name' })] }),
    at(120),
  )
  assert.match(text, new RegExp(`^${b} · same name$`, 'm'))
  assert.match(text, /^ +\S.*↑ +12 times +80 % ⇄ +30 % +22 × chance +5 days ago bbbbbbb$/m)
})

/** Parsed as strictly as can be: what it holds, by element. */
function elementsOf(svg: string): Map<string, number> {
  const found = new Map<string, number>()
  const parser = sax.parser(true)
  // eslint-disable-next-line unicorn/prefer-add-event-listener
  parser.onerror = (error) => {
    throw error
  }
  parser.onopentag = ({ name, attributes }) => {
    found.set(name, (found.get(name) ?? 0) + 1)
    for (const attribute of Object.keys(attributes)) assert.doesNotMatch(attribute, /^on|href/i)
  }
  parser.write(svg).close()
  return found
}

const map: HotMap = {
  repository,
  path: '',
  ...period,
  files: [
    { path: 'src/a.ts', sizeBytes: 5000, heat: 100, churn: 9, commits: 12, complexity: 80 },
    { path: HOSTILE, sizeBytes: 3000, heat: 20, churn: 2, commits: 2, complexity: 8 },
    { path: 'docs/cold.ts', sizeBytes: 4000, heat: 0, churn: 0, commits: 0, complexity: 0 },
    { path: 'docs/empty.ts', sizeBytes: 0, heat: 0, churn: 0, commits: 0, complexity: 0 },
  ],
  notes: [],
}

test('both pictures are documents of SVG that run nothing and load nothing, and the same each time', () => {
  const pictures = [
    renderHotMap(map),
    renderHotMap({ ...map, files: [] }),
    renderCouplingsMap(couplingsAnswer()),
    renderCouplingsMap(couplingsAnswer({ pairs: [] })),
  ]
  for (const svg of pictures) {
    const elements = elementsOf(svg)
    assert.equal(elements.get('svg'), 1)
    assert.ok(elements.get('title')! >= 1 && elements.get('desc') === 1)
    assert.ok(!elements.has('script') && !elements.has('image') && !elements.has('foreignObject'))
    assert.match(svg, /^<svg [^>]*role="img" aria-labelledby="title desc"/)
    assert.match(svg, /prefers-color-scheme: dark/)
    // eslint-disable-next-line no-control-regex
    assert.doesNotMatch(svg, /[\u0000-\u0009\u000b-\u001f\u202e\ufffe\ud800]/)
    assert.doesNotMatch(svg, /@import|https?:\/\/(?!www\.w3\.org\/2000\/svg)/)
  }
  assert.equal(renderHotMap({ ...map, files: map.files.toReversed() }), pictures[0])
  assert.equal(renderCouplingsMap(couplingsAnswer()), pictures[2])
})

test('the map has a place for each file that has a size, its figures in a title, and numbers for the hottest', () => {
  const svg = renderHotMap(map)
  assert.equal(svg.match(/class="f h/g)?.length, 3)
  assert.match(
    svg,
    /<title>src\/a\.ts&#10;heat 100 · churn 9\.0 of 12 commits · indent 80 · 5\.0 KB<\/title>/,
  )
  assert.equal(svg.match(/class="rank"/g)?.length, 4)
})

test('the picture of couplings has a curve for each pair and an arc for each module', () => {
  const svg = renderCouplingsMap(couplingsAnswer())
  assert.equal(svg.match(/class="e (?:growing|fading)" stroke="url/g)?.length, 2)
  assert.equal(svg.match(/<path class="m\d"/g)?.length, 4)
  assert.equal(svg.match(/class="leaf/g)?.length, 4)
})
