/**
 * Makes a history that behaves like one: modules of a source, a test and sometimes a
 * header, authors who stay with what they work on, files that are moved and removed,
 * bots, lock files and now and then a bulk commit. The same seed makes the same
 * history, and a shorter one is the beginning of a longer one.
 */
import { hash } from 'node:crypto'
import { MS_PER_HOUR } from '@wakelore/kernel/clock'
import { makeSeededRandom } from '@wakelore/kernel/seeded-random'
import { BULK_FILE_COUNT, type ChangeHistory, type PastHistory } from '@wakelore/knowledge/change-history'
import type { ReplayCommit } from './replay.ts'
import { makeGrowingHistory } from './replay/growing-history.ts'

const START_MS = Date.UTC(2024, 0, 1)
const DIRECTORIES = ['src/parser', 'src/graph', 'src/cli', 'src/net']

export function makeHistory(commitCount: number, seed = 1): ReplayCommit[] {
  const random = makeSeededRandom(seed)
  const chance = (share: number): boolean => random.next() < share
  const modules: string[][] = []
  const work = new Map<string, number>()
  const commits: ReplayCommit[] = []
  let now = START_MS

  for (let number = 0; number < commitCount; number++) {
    now += Math.floor(random.next() * 8 * MS_PER_HOUR)
    const author = `dev${random.below(4)}@example.org`
    const paths = new Set<string>()
    const deleted: string[] = []
    if (modules.length === 0 || chance(0.15)) {
      const name = `${random.pick(DIRECTORIES)}/part${modules.length}`
      const files = [
        `${name}.ts`,
        `${name}.test.ts`,
        ...(chance(0.3) ? [`docs/part${modules.length}.md`] : []),
      ]
      work.set(author, modules.push(files) - 1)
      for (const file of files) paths.add(file)
      paths.add('src/registry.ts')
    } else if (chance(0.02)) {
      for (const files of modules.slice(0, BULK_FILE_COUNT)) for (const file of files) paths.add(file)
    } else if (chance(0.03)) {
      const files = random.pick(modules)
      const old = files.pop()!
      deleted.push(old)
      paths.add(old)
      files.push(old.replace(/part|moved\d+-/, `moved${number}-`))
      paths.add(files.at(-1)!)
    } else {
      const known = work.get(author)
      const module = known !== undefined && chance(0.6) ? known : random.below(modules.length)
      work.set(author, module)
      for (const file of modules[module]!) if (chance(0.7)) paths.add(file)
      if (chance(0.2)) paths.add(random.pick(random.pick(modules)))
      if (chance(0.3)) paths.add('CHANGELOG.md')
    }
    if (chance(0.1)) paths.add('package-lock.json')
    const isBot = chance(0.05)
    if (isBot) paths.add('package.json').add('README.md')
    const sha = hash('sha1', `${seed} ${number}`)
    const writer = isBot ? 'renovate[bot]@example.org' : author
    commits.push({ sha, author: writer, authoredAtMs: now, paths: [...paths], deleted, isBot })
  }
  return commits
}

export const RULED_PARTS = 16

/** Commits of parts picked blindly; what is changed takes its snapshot along by rule, unless told otherwise. */
export function makeRuledHistory(commitCount: number, { isRuled = true } = {}): ReplayCommit[] {
  const seed = isRuled ? 1 : 2
  const random = makeSeededRandom(seed)
  return Array.from({ length: commitCount }, (_, number) => {
    const paths = new Set<string>()
    for (let picked = isRuled ? 1 + random.below(2) : 3; picked > 0; picked--) {
      const part = random.below(RULED_PARTS)
      paths.add(`src/part${part}.ts`)
      if (isRuled) paths.add(`snapshots/of-${part}.snap`)
    }
    if (random.next() < 0.3) paths.add(`docs/page${random.below(60)}.md`)
    return {
      sha: hash('sha1', `ruled ${seed} ${number}`),
      author: `dev${random.below(3)}@example.org`,
      authoredAtMs: START_MS + number * MS_PER_HOUR,
      paths: [...paths],
      deleted: [],
      isBot: false,
    }
  })
}

/** The past of a made history; it can be rewound forward only. */
export function makePast(commits: readonly ReplayCommit[]): PastHistory {
  const history = makeGrowingHistory()
  let isWhole = true
  const whole = makeGrowingHistory()
  for (const commit of commits) whole.append(commit)
  const now = (): ChangeHistory => (isWhole ? whole : history)
  return {
    get commitCount() {
      return now().commitCount
    },
    commitsOf: (file) => now().commitsOf(file),
    filesOf: (commit) => whole.filesOf(commit),
    authoredAt: (commit) => commits[commit]!.authoredAtMs,
    authorOf: (commit) => whole.authorOf(commit),
    sha: (commit) => commits[commit]!.sha,
    fileNumber: (path) => now().fileNumber(path),
    path: (file) => whole.path(file),
    isAlive: (file) => now().isAlive(file),
    filesWithStem: (stem) => now().filesWithStem(stem),
    filesIn: (directory) => now().filesIn(directory),
    newest: (count) => now().newest(count),
    rewindTo: (end) => {
      isWhole = end >= commits.length
      if (isWhole) return
      if (end < history.commitCount) throw new RangeError('only forward')
      while (history.commitCount < end) history.append(commits[history.commitCount]!)
    },
    pathsOf: (commit) => [...new Set(commits[commit]!.paths)],
  }
}
