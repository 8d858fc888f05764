/**
 * Couplings as an SVG: files around a circle, those of a module beside each other behind one
 * arc, and a curve for each pair, bent towards the middle so that pairs of the same modules run
 * together (Holten 2006, "Hierarchical Edge Bundles"). A curve runs from the colour of one
 * module to that of the other and is as broad as the pair is surprising; strong where it grows,
 * dashed where it fades.
 */
import type { z } from 'zod'
import type { couplingsMap } from '@wakelore/server/operation/couplings-map'
import { periodText } from '../period-text.ts'
import { px, svgDocument, svgText, textWidth } from '../svg.ts'
import { count, fit, percent } from '../terminal.ts'

type Answer = z.output<typeof couplingsMap.output>
type Pair = Answer['pairs'][number]
type Leaf = { readonly path: string; readonly angle: number; readonly hue: number }
type Arc = { readonly module: string; readonly from: number; readonly to: number; readonly hue: number }

const SIZE = 1200
const HEAD_HEIGHT = 70
const CENTER = SIZE / 2
const MIDDLE = HEAD_HEIGHT + CENTER
const RADIUS = 330
const ARC_INNER = RADIUS + 8
const ARC_OUTER = RADIUS + 20
const LABEL_RADIUS = ARC_OUTER + 8
const MODULE_GAP = 0.035
const LABEL_SIZE = 11.5
const LABEL_ROOM = CENTER - LABEL_RADIUS - 24
/** How far a curve is drawn to the middle: 0 is straight. */
const TENSION = 0.86
const LEAST_WIDTH = 1.2
const MOST_WIDTH = 7
const HUES = 10

/** Colours that differ for most eyes, in neighbouring places too (after Tableau 10). */
const LIGHT = [
  '#4e79a7',
  '#f28e2b',
  '#59a14f',
  '#b07aa1',
  '#76b7b2',
  '#e15759',
  '#9c755f',
  '#edc948',
  '#ff9da7',
  '#79706e',
]
const DARK = [
  '#7ba6d6',
  '#ffa95c',
  '#83c97a',
  '#cf9fc2',
  '#98d4cf',
  '#ff8a8c',
  '#c6a08a',
  '#f4d86e',
  '#ffbcc3',
  '#a8a09e',
]

export function renderCouplingsMap(answer: Answer): string {
  const { leaves, arcs } = around(answer.pairs)
  const most = Math.max(1, ...answer.pairs.map(({ score }) => score))
  // The strongest are drawn last, over the others.
  const edges = answer.pairs
    .toReversed()
    .map((pair, number) => edge(pair, leaves.get(pair.paths[0]!)!, leaves.get(pair.paths[1]!)!, most, number))
  const height = answer.pairs.length === 0 ? HEAD_HEIGHT + 40 : MIDDLE + CENTER
  return svgDocument({
    width: SIZE,
    height,
    title: heading(answer),
    description: description(answer),
    style: STYLE,
    body: [
      `<rect class="sheet" width="${SIZE}" height="${height}"/>`,
      head(answer),
      `<g transform="translate(${CENTER} ${MIDDLE})">`,
      ...edges,
      ...arcs.map(arc),
      ...[...leaves.values()].map(label),
      '</g>',
    ].join('\n'),
  })
}

const STYLE = [
  ...sheet({
    sheet: '#ffffff',
    ink: '#1c2330',
    soft: '#667085',
    hues: LIGHT,
  }),
  '@media (prefers-color-scheme: dark) {',
  ...sheet({
    sheet: '#0e1116',
    ink: '#e8ebf0',
    soft: '#95a0b0',
    hues: DARK,
  }),
  '}',
  '.title{font-size:22px;font-weight:650}.sub{font-size:13px}.leaf{font-size:11.5px}',
  '.e{fill:none;stroke-linecap:round;opacity:.5}.growing{opacity:.95}.fading{stroke-dasharray:1 7}.e:hover{opacity:1}.mid{text-anchor:end}',
].join('\n')

function sheet(colours: {
  readonly sheet: string
  readonly ink: string
  readonly soft: string
  readonly hues: readonly string[]
}): string[] {
  return [
    `.sheet{fill:${colours.sheet}}text{fill:${colours.ink}}.soft{fill:${colours.soft}}`,
    `.sample{stroke:${colours.soft}}`,
    colours.hues.map((colour, hue) => `.m${hue}{fill:${colour};stop-color:${colour}}`).join(''),
  ]
}

/** Modules by name around the circle, so that those of one directory are neighbours, and their files in them. */
function around(pairs: readonly Pair[]): { leaves: ReadonlyMap<string, Leaf>; arcs: readonly Arc[] } {
  const moduleOf = new Map<string, string>()
  for (const { paths, modules } of pairs) paths.forEach((path, at) => moduleOf.set(path, modules[at]!))
  const files = [...moduleOf].sort(([a, inA], [b, inB]) => compare(inA, inB) || compare(a, b))
  const modules = [...new Set(files.map(([, module]) => module))]
  const gap = modules.length > 1 ? MODULE_GAP : 0
  const step = (2 * Math.PI - gap * modules.length) / Math.max(1, files.length)
  const leaves = new Map<string, Leaf>()
  const arcs: Arc[] = []
  let angle = -Math.PI / 2 + gap / 2
  for (const [index, module] of modules.entries()) {
    const from = angle
    for (const [path] of files.filter(([, own]) => own === module)) {
      leaves.set(path, { path, angle: angle + step / 2, hue: index % HUES })
      angle += step
    }
    arcs.push({ module, from, to: angle, hue: index % HUES })
    angle += gap
  }
  return { leaves, arcs }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function edge(pair: Pair, from: Leaf, to: Leaf, most: number, number: number): string {
  const [x1, y1] = at(from.angle, RADIUS)
  const [x2, y2] = at(to.angle, RADIUS)
  const pull = 1 - TENSION
  const strength = Math.sqrt(pair.score / most)
  const [ab = 0, ba = 0] = pair.confidence
  const trend = pair.trend.verdict === 'none' ? '' : ` · ${pair.trend.verdict}`
  const figures = `${count(pair.together)} times · ${percent(ab)} ⇄ ${percent(ba)} · ${pair.lift.toFixed(1)} × chance${trend}`
  return (
    `<linearGradient id="g${number}" gradientUnits="userSpaceOnUse" x1="${px(x1)}" y1="${px(y1)}" x2="${px(x2)}" y2="${px(y2)}">` +
    `<stop class="m${from.hue}" offset="0"/><stop class="m${to.hue}" offset="1"/></linearGradient>` +
    `<path class="e ${pair.trend.verdict}" stroke="url(#g${number})" stroke-width="${px(LEAST_WIDTH + (MOST_WIDTH - LEAST_WIDTH) * strength)}" ` +
    `d="M${px(x1)} ${px(y1)}C${px(x1 * pull)} ${px(y1 * pull)} ${px(x2 * pull)} ${px(y2 * pull)} ${px(x2)} ${px(y2)}">` +
    `<title>${svgText(from.path)} ↔ ${svgText(to.path)}&#10;${svgText(figures)}</title></path>`
  )
}

function arc({ module, from, to, hue }: Arc): string {
  const isLarge = to - from > Math.PI ? 1 : 0
  const end = Math.min(to, from + 2 * Math.PI - 0.001)
  const [[ax, ay], [bx, by]] = [at(from, ARC_OUTER), at(end, ARC_OUTER)]
  const [[cx, cy], [dx, dy]] = [at(end, ARC_INNER), at(from, ARC_INNER)]
  return (
    `<path class="m${hue}" d="M${px(ax)} ${px(ay)}A${ARC_OUTER} ${ARC_OUTER} 0 ${isLarge} 1 ${px(bx)} ${px(by)}` +
    `L${px(cx)} ${px(cy)}A${ARC_INNER} ${ARC_INNER} 0 ${isLarge} 0 ${px(dx)} ${px(dy)}Z"><title>${svgText(moduleName(module))}</title></path>`
  )
}

function label({ path, angle }: Leaf): string {
  const degrees = (angle * 180) / Math.PI
  const isLeft = Math.cos(angle) < 0
  const turn = isLeft ? degrees + 180 : degrees
  const x = isLeft ? -LABEL_RADIUS : LABEL_RADIUS
  const shown = svgText(shortened(path))
  return `<text class="leaf${isLeft ? ' mid' : ''}" transform="rotate(${px(turn)})" x="${x}" y="4">${shown}<title>${svgText(path)}</title></text>`
}

/** A path by its end, as much as the picture's edge leaves room for. */
function shortened(path: string): string {
  let columns = [...path].length
  let shown = path
  while (columns > 1 && textWidth(shown, LABEL_SIZE) > LABEL_ROOM) shown = fit(path, --columns, 'end')
  return shown
}

function at(angle: number, radius: number): readonly [number, number] {
  return [Math.cos(angle) * radius, Math.sin(angle) * radius]
}

function moduleName(module: string): string {
  return module === '' ? '(root)' : module
}

function heading({ repository, path }: Answer): string {
  return path === '' ? `What changes together in ${repository.name}` : `What changes with ${path}`
}

function description(answer: Answer): string {
  const strongest = answer.pairs
    .slice(0, 8)
    .map(({ paths, together }) => `${paths.join(' and ')} (${count(together, 'time')})`)
  return (
    `${count(answer.pairs.length, 'pair')} of files that change together more than chance would have it, around a circle by module. ` +
    `${periodText(answer)}. ${strongest.length === 0 ? 'There is none.' : `The most surprising: ${strongest.join(', ')}.`}`
  )
}

function head(answer: Answer): string {
  const legend = [
    ['growing', 'growing'],
    ['none', 'steady'],
    ['fading', 'fading'],
  ] as const
  const right = SIZE - 24
  return [
    `<text class="title" x="24" y="36">${svgText(fit(heading(answer), 64))}</text>`,
    `<text class="sub soft" x="24" y="58">${svgText(`${periodText(answer)} · the broader, the more surprising · arcs are modules`)}</text>`,
    ...legend.map(([verdict, name], index) => {
      const x = right - (legend.length - index) * 92
      return `<path class="e sample ${verdict}" stroke-width="4" d="M${x} 28h22"/><text class="sub soft" x="${x + 30}" y="32.5">${name}</text>`
    }),
  ].join('\n')
}
