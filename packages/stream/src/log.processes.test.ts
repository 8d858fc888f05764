import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after } from 'node:test'
import { runKills, runTogether } from './log.prove.kill.ts'

const scratch = mkdtempSync(join(tmpdir(), 'wakelore-log-'))
after(() => rmSync(scratch, { recursive: true, force: true }))

test('what a killed writer had acknowledged is in the log, once, and the next writer goes on', async () => {
  const run = await runKills(join(scratch, 'killed'), 3, 1)
  assert(run.acknowledgements >= 3)
})

test('processes that append at the same time take turns and lose nothing', async () => {
  await runTogether(join(scratch, 'together'), 3, 150)
})
