/**
 * Around `npm pack -w wakelore`: before it, builds everything anew and puts the compiled
 * workspace packages where `bundleDependencies` takes them from, with the licence and
 * the README beside them; after it (`--remove`) takes all that away again. What tests,
 * benches and type checks need stays behind.
 */
import { execFileSync } from 'node:child_process'
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT } from './source-files.ts'

const PACKAGES = join(ROOT, 'packages')
const BUNDLE = join(PACKAGES, 'wakelore/node_modules')
const DOCUMENTS = ['LICENSE', 'README.md']
const LEFT_BEHIND = /\.(test|bench|prove|contract|fixture)\.|\.d\.ts$/

await unbundle()
if (!process.argv.includes('--remove')) await bundle()

async function bundle(): Promise<void> {
  const names = await readdir(PACKAGES)
  for (const name of names) {
    await rm(join(PACKAGES, name, 'dist'), { recursive: true, force: true })
    await rm(join(PACKAGES, name, 'tsconfig.tsbuildinfo'), { force: true })
  }
  execFileSync(join(ROOT, 'node_modules/.bin/tsc'), ['-b', 'packages/wakelore'], {
    cwd: ROOT,
    stdio: 'inherit',
  })
  for (const name of names) {
    if (name !== 'wakelore') await copyCompiled(name)
  }
  for (const name of DOCUMENTS) await cp(join(ROOT, name), join(PACKAGES, 'wakelore', name))
}

async function unbundle(): Promise<void> {
  await rm(BUNDLE, { recursive: true, force: true })
  for (const name of DOCUMENTS) await rm(join(PACKAGES, 'wakelore', name), { force: true })
}

async function copyCompiled(name: string): Promise<void> {
  const target = join(BUNDLE, '@wakelore', name)
  await mkdir(target, { recursive: true })
  await cp(join(PACKAGES, name, 'dist'), join(target, 'dist'), {
    recursive: true,
    filter: (path) => !LEFT_BEHIND.test(path),
  })
  const manifest = JSON.parse(await readFile(join(PACKAGES, name, 'package.json'), 'utf8')) as Record<
    string,
    unknown
  >
  const { version, license, type, engines, dependencies } = manifest
  const compiled = {
    name: manifest['name'],
    version,
    license,
    type,
    engines,
    exports: { './*': './dist/*.js' },
    dependencies,
  }
  await writeFile(join(target, 'package.json'), `${JSON.stringify(compiled, undefined, 2)}\n`)
}
