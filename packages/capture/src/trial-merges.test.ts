import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'node:test'
import { isFault } from '@wakelore/kernel/fault'
import { makeGit } from '@wakelore/vault/git'
import { openMergeDirectory } from '@wakelore/vault/merge-directory'
import { findRepository } from '@wakelore/vault/repository'
import { makeScratchRepository, type ScratchRepository } from './scratch-repository.fixture.ts'
import { readTrialMerges, type CommitsToMerge, type TrialMerge } from './trial-merges.ts'

function makeSides(): ScratchRepository {
  const scratch = makeScratchRepository()
  scratch.commit('base', { 'a.txt': '1\n2\n3\n4\n5\n', 'b.txt': 'b\n' })
  for (const [name, files] of [
    ['one', { 'a.txt': '1\nx\n3\n4\n5\n' }],
    ['two', { 'a.txt': '1\ny\n3\n4\n5\n', 'b.txt': null }],
    ['three', { 'b.txt': 'c\n' }],
  ] as const) {
    scratch.git('checkout', '--quiet', '-B', name, 'main')
    scratch.commit(name, files)
  }
  return scratch
}

const PAIRS = [
  ['one', 'two'],
  ['one', 'three'],
  ['three', 'two'],
] as const

async function merge(
  scratch: ScratchRepository,
  options: { readonly version?: string; readonly deadline?: AbortSignal } = {},
): Promise<TrialMerge[]> {
  const home = mkdtempSync(join(tmpdir(), 'wakelore-trial-'))
  try {
    // A git of that age, as far as it can be told: it says so, and knows no `--stdin`.
    const executable = join(home, 'git')
    writeFileSync(
      executable,
      '#!/bin/sh\ncase " $* " in *" version "*) echo "git version $AGE"; exit;;\n' +
        '*" --stdin "*) case " $* " in *merge-tree*) echo "unknown option: stdin" >&2; exit 129;; esac;; esac\nexec git "$@"\n',
    )
    chmodSync(executable, 0o755)
    const repository = await findRepository(makeGit(), scratch.path)
    await using directory = await openMergeDirectory({
      cacheDir: home,
      repository,
      settings: new Map(),
      nowMs: Date.now(),
      environment: { ...process.env, AGE: options.version },
      ...(options.version === undefined ? {} : { executable }),
    })
    const pairs = PAIRS.map(([ours, theirs]): CommitsToMerge => ({
      ours: scratch.git('rev-parse', ours),
      theirs: scratch.git('rev-parse', theirs),
    }))
    const { deadline } = options
    return await Array.fromAsync(
      readTrialMerges(directory, pairs, deadline === undefined ? {} : { deadline }),
    )
  } finally {
    rmSync(home, { recursive: true })
  }
}

test('a git without --stdin merges pair by pair, with the same answers', async () => {
  using scratch = makeSides()
  const merges = await merge(scratch)
  assert.deepEqual(
    merges.map((one) =>
      one.kind === 'conflicts'
        ? one.unmerged.map(({ path, stage }) => `${path} ${stage}`)
        : one.kind === 'clean'
          ? one.tree
          : one.message,
    ),
    [
      ['a.txt 1', 'a.txt 2', 'a.txt 3'],
      scratch.git('merge-tree', '--write-tree', 'one', 'three'),
      ['b.txt 1', 'b.txt 2'],
    ],
  )
  assert.deepEqual(await merge(scratch, { version: '2.38.1' }), merges)
})

test('a git that can’t merge without a worktree is told by a fault', async () => {
  using scratch = makeSides()
  await assert.rejects(merge(scratch, { version: '2.37.9' }), (error) =>
    isFault(error, 'CAPTURE_GIT_WITHOUT_MERGE_TREE'),
  )
})

test('when time is up, what was merged is what there is', async () => {
  using scratch = makeSides()
  assert.deepEqual(await merge(scratch, { deadline: AbortSignal.abort() }), [])
})
