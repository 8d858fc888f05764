/**
 * The map of hot files as an SVG: a treemap in which area is size and colour is heat, with
 * the hottest numbered and named beneath. Light and dark by the viewer's choice; whatever is
 * pointed at says its figures.
 */
import type { z } from 'zod'
import type { hotMap } from '@wakelore/server/operation/hot-map'
import { periodText } from '../period-text.ts'
import { px, svgDocument, svgText, textWidth } from '../svg.ts'
import { bytes, count, fit } from '../terminal.ts'
import { treemap, type Rectangle, type TreemapDirectory, type TreemapFile } from '../treemap.ts'

type Answer = z.output<typeof hotMap.output>
type MapFile = Answer['files'][number]

const WIDTH = 1200
const EDGE = 24
const HEAD_HEIGHT = 76
const MAP_HEIGHT = 660
const NAMED = 10
const NAMED_COLUMNS = 2
const ROW_HEIGHT = 22
const TITLE_HEIGHT = 17
const STEPS = 9
/** Smaller files are part of their directory's ground. */
const LEAST_AREA = 8
const LEAST_SIDE = 1.5
const LABEL_SIZES = [12, 10.5, 9] as const

const LIGHT = [
  '#e3e7ec',
  '#f8ecc4',
  '#fbdf93',
  '#fcc766',
  '#f9a94b',
  '#f28737',
  '#e3642b',
  '#cd4325',
  '#ad2a22',
  '#861a22',
]
const DARK = [
  '#2a323d',
  '#43403a',
  '#5d4e34',
  '#7d5d2e',
  '#a16d2a',
  '#c47e2b',
  '#e08f31',
  '#f2a643',
  '#fbc469',
  '#ffe5a6',
]
/** From this step on text is light on the light sheet, and dark on the dark one. */
const LIGHT_TURNS = 6
const DARK_TURNS = 5

export function renderHotMap(answer: Answer): string {
  const mapArea: Rectangle = { x: EDGE, y: HEAD_HEIGHT, width: WIDTH - 2 * EDGE, height: MAP_HEIGHT }
  const hottest = answer.files
    .filter(({ heat }) => heat > 0)
    .sort((a, b) => b.heat - a.heat || (a.path < b.path ? -1 : 1))
    .slice(0, NAMED)
  const ranks = new Map(hottest.map(({ path }, index) => [path, index + 1]))
  const placed = treemap(answer.files, {
    area: mapArea,
    titleHeight: TITLE_HEIGHT,
    leastTitleWidth: 56,
    leastTitleArea: 4200,
    margin: 2,
  })
  const rows = Math.ceil(hottest.length / NAMED_COLUMNS)
  const height = HEAD_HEIGHT + MAP_HEIGHT + (rows === 0 ? EDGE : 20 + rows * ROW_HEIGHT + 18)
  return svgDocument({
    width: WIDTH,
    height,
    title: heading(answer),
    description: description(answer, hottest),
    style: STYLE,
    body: [
      `<rect class="sheet" width="${WIDTH}" height="${height}"/>`,
      head(answer),
      ...placed.map((one) => (one.kind === 'directory' ? directory(one) : file(one))),
      ...placed.map((one) => (one.kind === 'file' ? label(one, ranks.get(one.file.path)) : '')),
      ...hottest.map((one, index) => named(one, index, rows)),
    ]
      .filter((part) => part !== '')
      .join('\n'),
  })
}

const STYLE = [
  ...sheet({
    sheet: '#ffffff',
    ground: ['#eef0f3', '#f6f7f9'],
    line: '#ffffff',
    ink: '#1c2330',
    soft: '#667085',
    steps: LIGHT,
    turns: LIGHT_TURNS,
    turned: '#ffffff',
  }),
  '@media (prefers-color-scheme: dark) {',
  ...sheet({
    sheet: '#0e1116',
    ground: ['#161b22', '#1b212a'],
    line: '#0e1116',
    ink: '#e8ebf0',
    soft: '#95a0b0',
    steps: DARK,
    turns: DARK_TURNS,
    turned: '#14181f',
  }),
  '}',
  '.title{font-size:22px;font-weight:650}.sub,.row{font-size:13px}.small{font-size:11.5px}',
  '.dir{font-size:11px;font-weight:600}.rank{font-size:10.5px;font-weight:700;text-anchor:middle}',
  '.number{font-variant-numeric:tabular-nums;text-anchor:end}.end{text-anchor:end}',
  'text{pointer-events:none}.f:hover{stroke-width:2;filter:brightness(1.07)}',
].join('\n')

function sheet(colours: {
  readonly sheet: string
  readonly ground: readonly [string, string]
  readonly line: string
  readonly ink: string
  readonly soft: string
  readonly steps: readonly string[]
  readonly turns: number
  readonly turned: string
}): string[] {
  const { ground, line, ink, soft, steps, turns, turned } = colours
  return [
    `.sheet{fill:${colours.sheet}}.d0{fill:${ground[0]}}.d1{fill:${ground[1]}}.f{stroke:${line};stroke-width:.6}`,
    `text{fill:${ink}}.soft{fill:${soft}}.disc{fill:${ink};stroke:${line};stroke-width:1.5}.rank{fill:${colours.sheet}}`,
    steps.map((colour, step) => `.h${step}{fill:${colour}}`).join(''),
    steps.map((_, step) => `.t${step}{fill:${step === 0 ? soft : step >= turns ? turned : ink}}`).join(''),
  ]
}

function heading({ repository, path }: Answer): string {
  return `Hot in ${repository.name}${path === '' ? '' : `, ${path}`}`
}

function description(answer: Answer, hottest: readonly MapFile[]): string {
  const names = hottest.map(({ path, heat }) => `${path} (${heat.toFixed(0)})`).join(', ')
  return (
    `A map of ${count(answer.files.length, 'file')}: area is size, colour is heat, which is the square root of churn times indentation, the hottest being 100. ` +
    `${periodText(answer)}. ${names === '' ? 'Nothing is hot.' : `The hottest: ${names}.`}`
  )
}

function head(answer: Answer): string {
  const right = WIDTH - EDGE
  const box = 16
  const scale = LIGHT.map(
    (_, step) =>
      `<rect class="h${step}" x="${right - 34 - (STEPS + 1 - step) * box}" y="22" width="${box}" height="12"/>`,
  ).join('')
  return [
    `<text class="title" x="${EDGE}" y="36">${svgText(fit(heading(answer), 60))}</text>`,
    `<text class="sub soft" x="${EDGE}" y="58">${svgText(`${periodText(answer)} · area is size · colour is √(churn × indent)`)}</text>`,
    `<text class="small soft end" x="${right - 40 - (STEPS + 1) * box}" y="32">cold</text>${scale}<text class="small soft end" x="${right}" y="32">hot</text>`,
  ].join('\n')
}

function directory({ path, name, depth, area, titleHeight }: TreemapDirectory): string {
  const shown = titleHeight === 0 ? '' : shortened(`${name}/`, area.width - 10, 11)
  const title =
    shown === ''
      ? ''
      : `<text class="dir soft" x="${px(area.x + 5)}" y="${px(area.y + 12.5)}">${svgText(shown)}</text>`
  return `<rect class="d${depth % 2}" ${box(area, 2.5)}><title>${svgText(path)}</title></rect>${title}`
}

function file({
  file: { path, heat, churn, commits, complexity, sizeBytes },
  area,
}: TreemapFile<MapFile>): string {
  if (area.width * area.height < LEAST_AREA || Math.min(area.width, area.height) < LEAST_SIDE) return ''
  const figures =
    heat === 0
      ? `${bytes(sizeBytes)}${commits > 0 ? ` · ${count(commits, 'commit')}` : ''}`
      : `heat ${heat.toFixed(0)} · churn ${churn.toFixed(1)} of ${count(commits, 'commit')} · indent ${count(complexity)} · ${bytes(sizeBytes)}`
  return `<rect class="f h${stepOf(heat)}" ${box(area, 1.5)}><title>${svgText(path)}&#10;${svgText(figures)}</title></rect>`
}

function stepOf(heat: number): number {
  return heat <= 0 ? 0 : Math.min(STEPS, Math.max(1, Math.ceil((heat / 100) * STEPS)))
}

function label({ file: { path, heat }, area }: TreemapFile<MapFile>, rank: number | undefined): string {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const { x, y, width, height } = area
  const disc =
    rank === undefined
      ? ''
      : `<circle class="disc" cx="${px(x + width / 2)}" cy="${px(y + height / 2)}" r="8.5"/>` +
        `<text class="rank" x="${px(x + width / 2)}" y="${px(y + height / 2 + 3.7)}">${rank}</text>`
  const size = LABEL_SIZES.find(
    (size) =>
      textWidth(name, size) <= width - 8 && size + 6 <= (rank === undefined ? height : height / 2 - 8),
  )
  if (size === undefined) return disc
  return `${disc}<text class="t${stepOf(heat)}" font-size="${size}" x="${px(x + 4)}" y="${px(y + size + 2)}">${svgText(name)}</text>`
}

function named({ path, heat, churn, complexity }: MapFile, index: number, rows: number): string {
  const column = Math.floor(index / rows)
  const width = (WIDTH - 2 * EDGE) / NAMED_COLUMNS
  const x = EDGE + column * width
  const y = HEAD_HEIGHT + MAP_HEIGHT + 34 + (index % rows) * ROW_HEIGHT
  const figures = `churn ${churn.toFixed(1)} · indent ${count(complexity)}`
  const room = width - 24 - 30 - 66 - textWidth(figures, 11.5)
  return (
    `<circle class="disc" cx="${x + 9}" cy="${y - 4.5}" r="8.5"/><text class="rank" x="${x + 9}" y="${y - 0.8}">${index + 1}</text>` +
    `<rect class="h${stepOf(heat)}" x="${x + 24}" y="${y - 11}" width="12" height="12" rx="2"/>` +
    `<text class="row number" x="${x + 68}" y="${y}">${heat.toFixed(0)}</text>` +
    `<text class="row" x="${x + 80}" y="${y}">${svgText(shortened(path, room, 13, 'end'))}</text>` +
    `<text class="small soft end" x="${px(x + width - (column === NAMED_COLUMNS - 1 ? 0 : 28))}" y="${y}">${figures}</text>`
  )
}

/** Text that fits, by what is left of it. */
function shortened(text: string, room: number, size: number, keep: 'start' | 'end' = 'start'): string {
  let columns = [...text].length
  let shown = text
  while (columns > 0 && textWidth(shown, size) > room) shown = fit(text, --columns, keep)
  return columns < 3 ? '' : shown
}

function box({ x, y, width, height }: Rectangle, radius: number): string {
  const round = Math.min(radius, width / 4, height / 4)
  return `x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" rx="${px(round)}"`
}
