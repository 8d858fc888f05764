/** The repository itself: order, names, dead code, leftovers, faults, docs, generated files. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { staleFiles } from '../tools/generate.ts'
import { ROOT } from '../tools/source-files.ts'
import { deadExportProblems, deadFileProblems } from './tidy/dead-code.ts'
import { commandProblems, linkProblems } from './tidy/docs.ts'
import { faultProblems } from './tidy/faults.ts'
import { importOrderProblems } from './tidy/import-order.ts'
import { leftoverProblems } from './tidy/leftovers.ts'
import { lockProblems } from './tidy/lock.ts'
import { nameProblems } from './tidy/names.ts'
import { readTree, type Tree } from './tidy/tree.ts'

/** Files that only tests reach, and why they stay. */
const FILES_FOR_LATER: ReadonlyMap<string, string> = new Map([])

/** Exports that nothing needs, `file#name`, and why they stay. */
const EXPORTS_FOR_LATER: ReadonlyMap<string, string> = new Map([])

const repository = await readTree(ROOT)
const helps = new Map<string | undefined, string>()

test('packages import leftwards only, and list exactly what they import', () => {
  assertNone(importOrderProblems(repository))
  const packages = {
    'packages/kernel/package.json': '{ "name": "@wakelore/kernel" }',
    'packages/vault/package.json':
      '{ "name": "@wakelore/vault", "dependencies": { "@wakelore/kernel": "0.1.0" } }',
    'packages/vault/tsconfig.json': '{ "references": [{ "path": "../kernel" }] }',
    'packages/vault/src/a.ts': "import { id } from '@wakelore/kernel/id'\nimport fs from 'node:fs'\n",
  }
  assertNone(importOrderProblems(tree(packages)))
  const broken = (change: Record<string, string>): string[] =>
    importOrderProblems(tree({ ...packages, ...change }))
  assertFinds(
    broken({ 'packages/kernel/src/b.ts': "import type {\n  A,\n} from '@wakelore/vault/a'\n" }),
    /to the right/,
  )
  assertFinds(broken({ 'packages/kernel/src/b.ts': "await import('@wakelore/vault/a')" }), /to the right/)
  assertFinds(broken({ 'packages/kernel/src/b.ts': "import '../../vault/src/a.ts'" }), /leaves the package/)
  assertFinds(
    broken({ 'packages/vault/src/b.ts': "import { z } from 'zod'" }),
    /zod is imported, but no dependency/,
  )
  assertFinds(broken({ 'packages/vault/src/a.ts': '' }), /nothing imports its dependency @wakelore\/kernel/)
  assertFinds(broken({ 'packages/vault/tsconfig.json': '{}' }), /references \[\]/)
  const bundler = { 'packages/wakelore/package.json': '{ "name": "wakelore" }' }
  assertFinds(broken(bundler), /lacks @wakelore\/kernel 0\.1\.0/)
  assertFinds(broken(bundler), /doesn't bundle @wakelore\/vault/)
  assertFinds(broken({ 'package.json': '{ "devDependencies": { "zod": "^4.0.0" } }' }), /no exact version/)
})

test('names say what they name', () => {
  assertNone(nameProblems(repository))
  assertNone(nameProblems(tree({ 'packages/vault/src/git-history/read-refs.property.test.ts': '' })))
  assertFinds(nameProblems(tree({ 'packages/vault/src/readRefs.ts': '' })), /kebab-case/)
  assertFinds(nameProblems(tree({ 'packages/vault/src/path-utils.ts': '' })), /says nothing/)
  assertFinds(nameProblems(tree({ 'packages/vault/src/shared/keys.ts': '' })), /says nothing/)
  assertFinds(nameProblems(tree({ 'packages/vault/src/a.ts': 'export class KeyManager {}' })), /KeyManager/)
})

test('nothing is left lying about', () => {
  assertNone(leftoverProblems(repository))
  const found = (line: string): string[] => leftoverProblems(tree({ 'packages/vault/src/a.ts': line }))
  assertNone(found('  // A prefix alone rebuilds the tree (see `read`).'))
  assertFinds(found('// TODO later'), /note/)
  assertFinds(found('  // const a = read(b)'), /code in a comment/)
  assertFinds(found('// }'), /code in a comment/)
  assertFinds(found('console.log(1)'), /prints/)
  assertFinds(found("test.only('x')"), /focused/)
})

test('the product reaches every file', () => {
  assertNone(deadFileProblems(repository, FILES_FOR_LATER))
  const files = {
    'packages/wakelore/src/main.ts': "import { a } from '@wakelore/vault/a'",
    'packages/vault/src/a.ts': "new Worker(new URL('./worker.ts', import.meta.url))",
    'packages/vault/src/worker.ts': '',
    'packages/vault/src/disk.contract.ts': '',
    'packages/vault/src/a.test.ts': "import './disk.contract.ts'",
  }
  assertNone(deadFileProblems(tree(files), new Map()))
  const unwired = tree({
    ...files,
    'packages/vault/src/b.ts': '',
    'packages/vault/src/b.test.ts': "import './b.ts'",
  })
  assertFinds(deadFileProblems(unwired, new Map()), /src\/b\.ts: nothing but tests/)
  assertNone(deadFileProblems(unwired, new Map([['packages/vault/src/b.ts', 'for later']])))
  assertFinds(
    deadFileProblems(tree(files), new Map([['packages/vault/src/a.ts', 'for later']])),
    /no exception/,
  )
})

test('something needs every export', () => {
  assertNone(deadExportProblems(repository, new Map([...FILES_FOR_LATER, ...EXPORTS_FOR_LATER])))
  const files = {
    'packages/vault/src/a.ts': 'export type A = 1\nexport function a(): A {}\nexport const b = 2',
    'packages/vault/src/c.ts': "import { a, b as d } from './a.ts'",
  }
  assertNone(deadExportProblems(tree(files), new Map()))
  const tested = {
    ...files,
    'packages/vault/src/c.ts': '',
    'packages/vault/src/a.test.ts': files['packages/vault/src/c.ts'],
  }
  assertFinds(deadExportProblems(tree(tested), new Map()), /a\.ts#b: nothing needs/)
})

test('every fault code is thrown, and belongs to one package', () => {
  assertNone(faultProblems(repository))
  const files = {
    'packages/vault/src/faults.ts': 'export const vaultFault = defineFaults({\n  VAULT_LOST: { retry },\n})',
    'packages/vault/src/a.ts': "throw vaultFault('VAULT_LOST', 'x')",
  }
  assertNone(faultProblems(tree(files)))
  assertFinds(faultProblems(tree({ ...files, 'packages/vault/src/a.ts': '' })), /nothing throws VAULT_LOST/)
  assertFinds(
    faultProblems(tree({ ...files, 'packages/vault/src/b.ts': "vaultFault('VAULT_ODD')" })),
    /in no faults/,
  )
  const copy = { 'packages/stream/src/faults.ts': files['packages/vault/src/faults.ts'] }
  assertFinds(faultProblems(tree({ ...files, ...copy })), /is packages\/.*'s/)
})

test('links in documents lead somewhere, and every document is linked', () => {
  assertNone(linkProblems(repository, (path) => existsSync(join(ROOT, path))))
  const found = (files: Record<string, string>): string[] =>
    linkProblems(tree(files), (path) => path in files)
  assertNone(found({ 'README.md': '[a](docs/a.md#one-two)', 'docs/a.md': '# One: two\n[up](../README.md)' }))
  assertFinds(found({ 'README.md': '[a](docs/b.md)' }), /leads nowhere/)
  assertFinds(found({ 'README.md': '[a](docs/a.md#three)', 'docs/a.md': '# One' }), /no such heading/)
  assertFinds(found({ 'README.md': '', 'docs/a.md': '' }), /links to it/)
})

test('every command that a document or a fault shows exists', () => {
  assertNone(commandProblems(repository, helpOf))
  const help = (command?: string): string =>
    command === 'next' ? '  --staged  x\n  --json' : 'Options:\n  --repo <path>\nCommands:\n  next  x\n'
  const found = (text: string): string[] =>
    commandProblems(tree({ 'README.md': text, 'package.json': '{ "scripts": { "start": "x" } }' }), help)
  assertNone(
    found('```sh\n$ wakelore next --staged src/a.ts | head  # what else\nnpm ci && npm start -- ../x\n```'),
  )
  assertNone(found('`wakelore ../x`, `node_modules/.bin/wakelore --repo PATH next`, `npm pack`'))
  assertFinds(found('`wakelore nxt`'), /no command/)
  assertFinds(found('```\nwakelore next --stage\n```'), /no option --stage/)
  assertFinds(found('`npm run prove`'), /no script/)
})

test('generated files are fresh', async () => {
  assert.deepEqual(await staleFiles(ROOT), [])
})

test('the lock file names no registry and knows every platform', () => {
  assertNone(lockProblems(repository))
  const found = (packages: object): string[] =>
    lockProblems(tree({ 'package-lock.json': JSON.stringify({ packages }) }))
  assertFinds(found({ 'node_modules/a': { resolved: 'https://example.org/a.tgz' } }), /names https/)
  assertFinds(found({ 'node_modules/a': { optionalDependencies: { 'a-win': '1.0.0' } } }), /lacks a-win/)
})

function tree(files: Readonly<Record<string, string>>): Tree {
  return new Map(Object.entries(files))
}

function assertNone(problems: readonly string[]): void {
  assert.equal(problems.length, 0, `\n  ${problems.join('\n  ')}`)
}

function assertFinds(problems: readonly string[], problem: RegExp): void {
  assert.ok(
    problems.some((found) => problem.test(found)),
    `expected ${problem}, found ${JSON.stringify(problems)}`,
  )
}

/** Each help once: it is a process. */
function helpOf(command?: string): string {
  const known = helps.get(command)
  if (known !== undefined) return known
  const launcher = join(ROOT, 'packages/wakelore/bin/wakelore.js')
  const args = [launcher, ...(command === undefined ? [] : [command]), '--help']
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  assert.equal(status, 0, stderr)
  helps.set(command, stdout)
  return stdout
}
