/**
 * Repositories whose branches edit, add, remove, rename and retype the same few files at
 * random, merge each other crosswise, and choose ways to merge by attributes.
 */
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { makeSeededRandom, type SeededRandom } from '@wakelore/kernel/seeded-random'
import { makeScratchRepository, type ScratchRepository } from '@wakelore/capture/scratch-repository.fixture'

/** Few enough that lines repeat. */
const WORDS = ['', '{', '}', 'return', 'a = 1', 'b = 2', '=======', 'if a:', '# end', 'x()', 'y()', 'z()']
const NAMES = [
  'one.txt',
  'two.txt',
  'lib/a.c',
  'lib/b.c',
  'lib/deep/c.c',
  'doc/notes.u',
  'doc/odd name.md',
  'data.bin',
  'new.txt',
  'lib/new.c',
  'doc',
  'lib/deep',
  'tools/t.sh',
]
const ATTRIBUTES = [
  '*.u merge=union',
  '*.c -merge',
  '*.txt merge=binary',
  '[attr]own merge=union\n*.md own',
  '*.c merge=theirs-of-mine',
  '*.bin binary',
  '"odd*" merge=union',
]
const DIRECTORIES = ['lib', 'lib/deep', 'doc', 'src', 'tools']

export function makeRandomBranches(seed: number): ScratchRepository {
  const random = makeSeededRandom(seed)
  const repository = makeScratchRepository()
  const { git, commit } = repository
  for (const name of NAMES.slice(0, 8)) {
    repository.write({
      [name]: name.endsWith('.bin') ? Buffer.from([0, 1, 2, 255, 10, 7]) : someText(random),
    })
  }
  if (random.below(3) === 0) repository.write({ '.gitattributes': `${random.pick(ATTRIBUTES)}\n` })
  commit('base')
  const branches = ['main']
  for (let index = 0; index < 4; index++) {
    if (random.below(2) === 0) change(repository, random, 'main')
    const name = `b${index}`
    git('branch', '--quiet', name, random.below(4) === 0 ? random.pick(branches) : 'main')
    branches.push(name)
  }
  for (const branch of branches) {
    for (let count = random.below(3); count >= 0; count--) change(repository, random, branch)
  }
  for (let count = random.below(4); count > 0; count--) mergeSomehow(repository, random, branches)
  for (const branch of branches) if (random.below(2) === 0) change(repository, random, branch)
  return repository
}

function someText(random: SeededRandom): string {
  const lines = Array.from({ length: 5 + random.below(20) }, () => random.pick(WORDS))
  const end = random.below(6) === 0 ? '\r\n' : '\n'
  return lines.join(end) + (random.below(8) === 0 ? '' : end)
}

function change({ path, git, commit, write }: ScratchRepository, random: SeededRandom, branch: string): void {
  git('checkout', '--quiet', '--force', branch)
  git('clean', '--quiet', '-ffdx')
  const put = (name: string, content: string | Uint8Array): void => {
    makeRoom(path, name)
    write({ [name]: content })
  }
  for (let count = 1 + random.below(3); count > 0; count--) {
    const files = git('ls-files', '-z')
      .split('\0')
      .filter((name) => name !== '' && isFile(join(path, name)))
    const file = files.length === 0 ? undefined : random.pick(files)
    const kind = random.below(14)
    if (file === undefined || kind === 0) put(random.pick(NAMES), someText(random))
    else if (kind === 1) rmSync(join(path, file))
    else if (kind === 2) move(path, file, random.pick(NAMES))
    else if (kind === 3) move(path, random.pick(DIRECTORIES), random.pick(DIRECTORIES))
    else if (kind === 4) chmodSync(join(path, file), 0o755)
    else if (kind === 5) {
      rmSync(join(path, file))
      symlinkSync(random.pick(NAMES), join(path, file))
    } else if (kind === 6) put('.gitattributes', `${random.pick(ATTRIBUTES)}\n`)
    else if (kind === 7) {
      makeRoom(path, 'module')
      mkdirSync(join(path, 'module'), { recursive: true })
      const object = `${1 + random.below(3)}`.repeat(40)
      git('update-index', '--add', '--cacheinfo', `160000,${object},module`)
    } else put(file, edited(readFileSync(join(path, file), 'latin1'), random))
  }
  commit('change')
}

/** Crosswise merges, so that two branches can have several merge bases. */
function mergeSomehow({ git }: ScratchRepository, random: SeededRandom, branches: readonly string[]): void {
  const [one, other] = [random.pick(branches), random.pick(branches)]
  const tips = [git('rev-parse', one), git('rev-parse', other)]
  for (const [into, tip] of [
    [one, tips[1]!],
    [other, tips[0]!],
  ] as const) {
    git('checkout', '--quiet', '--force', into)
    git('clean', '--quiet', '-ffdx')
    try {
      git('merge', '--quiet', '-X', 'ours', '-m', 'merge', tip)
    } catch {
      git('reset', '--quiet', '--hard')
      git('clean', '--quiet', '-ffdx')
      git('merge', '--quiet', '-s', 'ours', '-m', 'merge', tip)
    }
    if (random.below(2) === 0) return
  }
}

function isFile(path: string): boolean {
  try {
    return lstatSync(path).isFile()
  } catch {
    return false
  }
}

/** What is in the way of a file there goes. */
function makeRoom(path: string, name: string): void {
  for (let above = dirname(name); above !== '.'; above = dirname(above)) {
    const found = lstatSync(join(path, above), { throwIfNoEntry: false })
    if (found !== undefined && !found.isDirectory()) rmSync(join(path, above))
  }
  rmSync(join(path, name), { recursive: true, force: true })
}

function move(path: string, from: string, to: string): void {
  if (`${from}/`.startsWith(`${to}/`) || `${to}/`.startsWith(`${from}/`)) return
  if (!existsSync(join(path, from))) return
  makeRoom(path, to)
  mkdirSync(join(path, dirname(to)), { recursive: true })
  renameSync(join(path, from), join(path, to))
}

function edited(text: string, random: SeededRandom): Buffer {
  const lines = text.split('\n')
  const added = Array.from({ length: random.below(4) }, () => random.pick(WORDS))
  lines.splice(random.below(lines.length), random.below(3), ...added)
  const joined = lines.join('\n')
  const whole = random.below(10) === 0 ? joined.replace(/\n$/, '') : joined
  return Buffer.from(random.below(25) === 0 ? whole.replaceAll('\n', '\r\n') : whole, 'latin1')
}
