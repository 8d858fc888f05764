/**
 * Collisions against git's own word, at full size: generated branches, and pairs from the
 * histories of real repositories, each really merged in a worktree.
 *
 * `WAKELORE_CONFLICTS_REPOS` names clones, separated by ":", that are borrowed from: each is
 * cloned again, and never written to. Pairs are the parents of merges, and neighbours among
 * the heads of pull requests where a clone has these.
 */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, delimiter, join } from 'node:path'
import { makeSeededRandom } from '@wakelore/kernel/seeded-random'
import { checkGeneratedMerges } from './branch-conflicts/generated-merges.fixture.ts'
import {
  askAboutBranches,
  assertSameConflicts,
  mergeForReal,
  realRepository,
  type RealRepository,
} from './branch-conflicts/real-merge.fixture.ts'

const GENERATED_REPOSITORIES = 60
const PAIRS_OF_A_REPOSITORY = 40
/** How far apart pull requests may be. */
const NEIGHBOURS = 50
const MOST_TRIED = 2000
const SEED = 20_261_125

export async function prove(report: (line: string) => void): Promise<void> {
  const total = { pairs: 0, collisions: 0, ranges: 0 }
  for (let seed = 1; seed <= GENERATED_REPOSITORIES; seed++) {
    const checked = await checkGeneratedMerges(seed)
    total.pairs += checked.pairs
    total.collisions += checked.collisions
    total.ranges += checked.ranges
  }
  report(`${total.pairs} generated pairs as git merges them: ${told(total)}`)
  const named = process.env['WAKELORE_CONFLICTS_REPOS'] ?? ''
  assert.ok(named !== '', 'WAKELORE_CONFLICTS_REPOS names no clones: real merges can’t be compared')
  for (const path of named.split(delimiter)) report(`${basename(path)}: ${await proveRepository(path)}`)
}

type Counts = { readonly pairs: number; readonly collisions: number; readonly ranges: number }

function told({ collisions, ranges }: Counts): string {
  return `${collisions} collide, ${ranges} line ranges`
}

async function proveRepository(source: string): Promise<string> {
  const home = mkdtempSync(join(tmpdir(), 'wakelore-real-'))
  try {
    const path = join(home, 'clone')
    execFileSync('git', ['clone', '--quiet', '--shared', source, path])
    execFileSync('git', ['fetch', '--quiet', 'origin', '+refs/pull/*/head:refs/pull/*'], { cwd: path })
    const repository = realRepository(path)
    const counts = { pairs: 0, collisions: 0, ranges: 0 }
    for (const [ours, theirs] of choosePairs(repository)) {
      repository.git('branch', '--force', 'ours', ours)
      repository.git('branch', '--force', 'theirs', theirs)
      const branches = ['ours', 'theirs']
      const { found } = await askAboutBranches(repository, { branches })
      const [collision] = found.collisions
      const [a, b] = collision === undefined || collision.a < collision.b ? branches : branches.toReversed()
      counts.ranges += assertSameConflicts(
        collision?.files,
        mergeForReal(repository, a!, b!),
        `${source}: ${ours} and ${theirs}`,
      )
      counts.pairs++
      if (collision !== undefined) counts.collisions++
    }
    return `${counts.pairs} pairs as git merges them: ${told(counts)}`
  } finally {
    rmSync(home, { recursive: true })
  }
}

/** Parents of merges, and neighbours among pull requests' heads: half as they come, half of those that conflict. */
function choosePairs({ path, git }: RealRepository): [string, string][] {
  const random = makeSeededRandom(SEED)
  const merges = git('rev-list', '--merges', '--min-parents=2', '--max-parents=2', '--parents', 'HEAD')
    .split('\n')
    .filter(Boolean)
    .map((line): [string, string] => line.split(' ').slice(1) as [string, string])
  const heads = git('for-each-ref', '--format=%(objectname)', '--sort=version:refname', 'refs/pull')
    .split('\n')
    .filter(Boolean)
  for (const [at, head] of heads.entries()) {
    const neighbour = heads[at + 1 + random.below(NEIGHBOURS)]
    if (neighbour !== undefined) merges.push([head, neighbour])
  }
  const shuffled = merges
    .map((pair) => ({ pair, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ pair }) => pair)
  const outcomeOf = ([ours, theirs]: [string, string]): number | null => {
    try {
      execFileSync('git', ['merge-tree', '--write-tree', ours, theirs], { cwd: path, stdio: 'ignore' })
      return 0
    } catch (error) {
      return (error as { status: number | null }).status
    }
  }
  const isOpen = ([ours, theirs]: [string, string]): boolean => {
    const base = git('merge-base', ours, theirs)
    return base !== ours && base !== theirs
  }
  const clean: [string, string][] = []
  const conflicted: [string, string][] = []
  for (const pair of shuffled.slice(0, MOST_TRIED)) {
    if (clean.length + conflicted.length >= PAIRS_OF_A_REPOSITORY) break
    const list = outcomeOf(pair) === 1 ? conflicted : clean
    if (list.length < PAIRS_OF_A_REPOSITORY / 2 && isOpen(pair)) list.push(pair)
  }
  return [...clean, ...conflicted]
}
