import test from 'node:test'
import { PROPERTIES } from './git-history.prove.ts'

for (const { behaviour, hold, shortRuns } of PROPERTIES) {
  test(behaviour, () => hold(shortRuns))
}
