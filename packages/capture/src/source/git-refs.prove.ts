/**
 * What takes long of placing commands by reflogs: many days of random work, of which each
 * command is compared with what git said of HEAD before and after it.
 *
 * Where several commands of one second could have written an entry and nothing tells them
 * apart, one of them gets it: of what reflogs tell at all, less than one command in a
 * thousand may be told wrongly. Nothing that git did may look like a tool's doing.
 */
import assert from 'node:assert/strict'
import { makeGitWork, wronglyTold } from './git-refs/git-work.fixture.ts'

const DAYS = 40
const STEPS = 100
const MOST_WRONG_SHARE = 0.001

export async function prove(report: (line: string) => void): Promise<void> {
  for (const isTold of [true, false]) {
    let stepCount = 0
    const wrong: string[] = []
    for (let seed = 1000; seed < 1000 + DAYS; seed++) {
      using work = makeGitWork()
      work.commit('Root')
      work.addWorktree('side', '-b', 'side')
      work.work(STEPS, { seed, isTold })
      if (!isTold) work.step(['checkout', '--quiet', '--force', '-B', 'last', 'side'])
      const { commands, events } = await work.read()
      const made = events.filter(({ kind }) => kind === 'vcs.operation').map(({ attributes }) => attributes)
      assert.deepEqual(made, [], `seed ${seed}: git did this`)
      for (const line of wronglyTold(work, commands, { isStrict: isTold }))
        wrong.push(`seed ${seed}: ${line}`)
      stepCount += work.steps.length
    }
    for (const line of wrong) report(line)
    const what = isTold ? 'all told' : 'some told by no reflog, and left out'
    report(`${stepCount} commands, ${what}: ${wrong.length} wrong, none taken for a tool's`)
    assert(wrong.length <= stepCount * MOST_WRONG_SHARE)
  }
}
