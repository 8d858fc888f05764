import assert from 'node:assert/strict'
import test from 'node:test'
import { moduleFinder } from './modules.ts'

test('a main directory is a module, and so is what stands beside it in a directory that was opened', () => {
  const moduleOf = moduleFinder(['src/web', 'src/api/v2', 'docs'])
  const paths = {
    'src/web/a/b.ts': 'src/web',
    'src/cli/a.ts': 'src/cli',
    'src/api/v2/a.ts': 'src/api/v2',
    'src/api/v1/a.ts': 'src/api/v1',
    'src/api/index.ts': 'src/api',
    'src/main.ts': 'src',
    'docs/deep/er/a.md': 'docs',
    'tools/a.ts': 'tools',
    'README.md': '',
  }
  for (const [path, module] of Object.entries(paths)) assert.equal(moduleOf(path), module, path)
})
