/** packages/wakelore/bin/wakelore.js, in small checkouts and installations of its own. */
import assert from 'node:assert/strict'
import { execFileSync, spawn, spawnSync, type SpawnSyncReturns } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import test, { after } from 'node:test'
import manifest from '../packages/wakelore/package.json' with { type: 'json' }
import { ROOT } from '../tools/source-files.ts'
import { oldNodes, type Node } from './old-node.ts'

const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'wakelore-launcher-')))
after(() => rmSync(scratch, { recursive: true }))

/** Says what it was started with; the first argument tells it how to end. */
const CLI = `
export async function main(argv) {
  console.log(JSON.stringify({ argv, node: process.versions.node, from: ORIGIN }))
  if (argv[0] === 'die') process.kill(process.pid, 'SIGKILL')
  if (argv[0] === 'wait') return await new Promise((resolve) => {
    const busy = setInterval(() => {}, 1000)
    process.once('SIGTERM', () => { clearInterval(busy); resolve(7) })
    console.log('waiting')
  })
  return argv[0] === 'fail' ? 3 : 0
}
`

const checkout = makeCheckout('checkout', { withNode: true })
const bareCheckout = makeCheckout('bare', { withNode: false })
const installation = makeInstallation()

const old = oldNodes(scratch)
const thisNode: Node = { name: 'this node', command: [process.execPath] }
for (const node of [thisNode, ...old]) {
  test(`--version needs no CLI and no other node: ${node.name}`, () => {
    const { stdout, status } = start(node, bareCheckout, ['--version'])
    assert.deepEqual({ stdout, status }, { stdout: `${manifest.version}\n`, status: 0 })
  })

  test(`a checkout runs its sources, with the arguments and the exit status: ${node.name}`, () => {
    const { stdout, status } = start(node, checkout, ['fail', '--flag=a b', ''])
    const expected = { argv: ['fail', '--flag=a b', ''], node: process.versions.node, from: 'source' }
    assert.deepEqual({ answer: JSON.parse(stdout), status }, { answer: expected, status: 3 })
  })

  test(`the launcher dies of the signal that the CLI died of: ${node.name}`, () => {
    assert.equal(start(node, checkout, ['die']).signal, 'SIGKILL')
  })

  test(`a signal sent to the launcher reaches the CLI: ${node.name}`, async () => {
    const [command, ...args] = node.command
    const child = spawn(command, [...args, launcherOf(checkout), 'wait'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let printed = ''
    for await (const chunk of child.stdout) {
      printed += String(chunk)
      if (printed.includes('waiting')) break
    }
    const exit = once(child, 'exit')
    child.kill('SIGTERM')
    assert.deepEqual(await exit, [7, null])
  })
}

for (const node of old) {
  for (const [what, directory, hint] of [
    ['an installation', installation, /Install a newer one/],
    ['a checkout without a node of its own', bareCheckout, /npm ci/],
  ] as const) {
    test(`${what} says which node was found and which is needed: ${node.name}`, () => {
      const { stdout, stderr, status } = start(node, directory, ['next'])
      assert.equal(stdout, '')
      assert.match(stderr, /needs Node\.js 24\.6 or newer; found \d+\.\d+\.\d+ at \//)
      assert.match(stderr, hint)
      assert.equal(status, 69)
    })
  }
}

test('an installation runs what was compiled', () => {
  const { stdout, status } = start(thisNode, installation, ['next'])
  const expected = { argv: ['next'], node: process.versions.node, from: 'compiled' }
  assert.deepEqual({ answer: JSON.parse(stdout), status }, { answer: expected, status: 0 })
})

test("npm's link to it works from any directory", () => {
  const link = join(checkout, 'node_modules/.bin/wakelore')
  const printed = execFileSync(process.execPath, [link, 'x'], { cwd: tmpdir(), encoding: 'utf8' })
  assert.equal(JSON.parse(printed).from, 'source')
})

test('it starts where nothing can be cached', () => {
  const { status } = start(thisNode, checkout, [], {
    XDG_CACHE_HOME: join(launcherOf(checkout), 'no-directory'),
  })
  assert.equal(status, 0)
})

function start(
  { command: [command, ...args] }: Node,
  directory: string,
  argv: readonly string[],
  env: NodeJS.ProcessEnv = { XDG_CACHE_HOME: join(scratch, 'cache') },
): SpawnSyncReturns<string> {
  return spawnSync(command, [...args, launcherOf(directory), ...argv], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  })
}

function launcherOf(directory: string): string {
  return join(directory, 'packages/wakelore/bin/wakelore.js')
}

function makeCheckout(name: string, { withNode }: { withNode: boolean }): string {
  const directory = join(scratch, name)
  const own = join(directory, 'packages/wakelore')
  const origin = join(directory, 'packages/origin')
  copyLauncher(own)
  write(
    join(own, 'src/main.ts'),
    `import { ORIGIN } from '@wakelore/origin'\n${CLI.replace('(argv)', '(argv: string[])')}`,
  )
  write(
    join(origin, 'package.json'),
    JSON.stringify({ type: 'module', exports: { source: './source.ts', default: './compiled.js' } }),
  )
  write(join(origin, 'source.ts'), "export const ORIGIN: string = 'source'")
  write(join(origin, 'compiled.js'), "export const ORIGIN = 'compiled'")
  mkdirSync(join(directory, 'node_modules/.bin'), { recursive: true })
  mkdirSync(join(directory, 'node_modules/@wakelore'))
  symlinkSync('../../packages/origin', join(directory, 'node_modules/@wakelore/origin'))
  symlinkSync('../../packages/wakelore/bin/wakelore.js', join(directory, 'node_modules/.bin/wakelore'))
  if (withNode) {
    const platformPackage = dirname(dirname(realpathSync(process.execPath)))
    symlinkSync(platformPackage, join(directory, 'node_modules', `node-${process.platform}-${process.arch}`))
  }
  return directory
}

function makeInstallation(): string {
  const directory = join(scratch, 'installation')
  const own = join(directory, 'packages/wakelore')
  copyLauncher(own)
  write(join(own, 'dist/main.js'), `const ORIGIN = 'compiled'\n${CLI}`)
  return directory
}

function copyLauncher(to: string): void {
  for (const part of ['bin', 'package.json']) {
    cpSync(join(ROOT, 'packages/wakelore', part), join(to, part), { recursive: true })
  }
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
