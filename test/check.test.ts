/** `wakelore check` on a real repository whose past follows a rule, as a hook or a person runs it. */
import assert from 'node:assert/strict'
import test from 'node:test'
import { makeScratchRepository, type ScratchRepository } from '@wakelore/capture/scratch-repository.fixture'
import { makeHome } from './cli.ts'

type Check = {
  alerts: { path: string; with: string; together: number; of: number; isChanged: boolean }[]
  silence: string | null
  calibration: { asOf: string; due: number; precision: { share: number } | null }
}

/** Every part is changed along with its snapshot, now and then with a note about it. */
function makeRuled(commitCount: number): ScratchRepository {
  const repository = makeScratchRepository({ name: 'ruled' })
  const commits = Array.from({ length: commitCount }, (_, n) => {
    const part = (n * 7 + (n >> 4)) % 30
    const files = { [`src/part${part}.ts`]: `${n}`, [`snapshots/of-${part}.snap`]: `${n}` }
    return { message: `Part ${part}`, files: n % 3 === 0 ? { ...files, 'NEWS.md': `${n}` } : files }
  })
  repository.importHistory('refs/heads/main', commits)
  repository.git('reset', '-q', '--hard')
  return repository
}

test('a forgotten file is named with its evidence, and nothing is said of what is complete', async () => {
  using home = makeHome()
  using repository = makeRuled(430)
  const cwd = repository.path
  const ask = (...args: string[]) => home.run(['check', ...args], { cwd })
  const answer = (...args: string[]) => home.json<Check>(['check', ...args], { cwd })

  repository.write({ 'src/part4.ts': 'edited' })
  repository.git('add', 'src/part4.ts')
  // Whoever commits waits no longer than they want to: what was learnt by then is kept, and silent.
  const inTime = ['--staged', '--exit-code', '--within-seconds', '0']
  const { status, stdout } = await ask(...inTime)
  assert.deepEqual([status, stdout], [0, ''])
  const learning = await answer(...inTime)
  assert.deepEqual([learning.silence, learning.calibration.due], ['learning', 330])
  const { alerts, calibration } = await answer('--staged')
  assert.equal(calibration.asOf, repository.git('rev-parse', 'HEAD'))
  assert.deepEqual(
    alerts.map(({ path, isChanged }) => [path, isChanged]),
    [['snapshots/of-4.snap', false]],
  )
  assert.equal(alerts[0]!.of, Number(repository.git('rev-list', '--count', 'HEAD', '--', 'src/part4.ts')))

  assert.equal(calibration.due, 0)
  const spoken = await ask('--staged')
  assert.equal(spoken.status, 0)
  assert.match(
    spoken.stdout,
    /^snapshots\/of-4\.snap usually changes with this \((\d+) of \1 times, last in [0-9a-f]{7}\)\.$/m,
  )
  assert.match(spoken.stdout, /^Here such alerts were right in \d+ % of \d+ past cases\.$/m)
  assert.equal((await ask('--staged', '--exit-code')).status, 1)

  repository.write({ 'snapshots/of-4.snap': 'edited' })
  assert.equal((await answer('--staged')).alerts[0]?.isChanged, true)
  repository.git('add', '.')
  assert.deepEqual((await answer('--staged')).alerts, [])
  assert.deepEqual(await ask('--staged', '--exit-code'), { status: 0, stdout: '', stderr: '' })

  // What was learnt goes on with the commit, on whatever branch it is.
  repository.git('checkout', '-q', '-b', 'topic')
  const tip = repository.commit('Complete')
  assert.equal((await answer('--branch', 'topic')).calibration.asOf, tip)
  repository.git('checkout', '-q', 'main')
  assert.equal((await answer()).calibration.asOf, repository.git('rev-parse', 'HEAD'))
})
