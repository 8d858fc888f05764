/**
 * Around `npm pack -w <package>` of a package with `bundleDependencies`: before it, builds
 * everything anew and puts the compiled workspace packages where `bundleDependencies` takes
 * them from, with the licence and what else it shares with the repository beside them; after
 * it (`--remove`) takes all that away again. What tests, benches and type checks need stays
 * behind; types stay where a consumer has a use for them.
 */
import { execFileSync } from 'node:child_process'
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { ROOT } from './source-files.ts'

type Manifest = Readonly<Record<string, unknown>> & {
  readonly files: readonly string[]
  readonly bundleDependencies: readonly string[]
}

const PACKAGES = join(ROOT, 'packages')
/** npm runs a package's scripts in its directory. */
const PACKAGE = basename(process.cwd())
const BUNDLE = join(PACKAGES, PACKAGE, 'node_modules')
/** A library has a README of its own. */
const DOCUMENTS = PACKAGE === 'wakelore' ? ['LICENSE', 'README.md'] : ['LICENSE']
const ASIDE = /\.(test|bench|prove|contract|fixture)\./
const TYPES = /\.d\.ts$/
const WITHOUT_TYPES = '!dist/**/*.d.ts'

await unbundle()
if (!process.argv.includes('--remove')) await bundle()

async function bundle(): Promise<void> {
  const { files, bundleDependencies } = await readManifest(PACKAGE)
  const hasTypes = !files.includes(WITHOUT_TYPES)
  const names = bundleDependencies.map((name) => name.replace('@wakelore/', ''))
  for (const name of [...names, PACKAGE]) {
    await rm(join(PACKAGES, name, 'dist'), { recursive: true, force: true })
    await rm(join(PACKAGES, name, 'tsconfig.tsbuildinfo'), { force: true })
  }
  execFileSync(join(ROOT, 'node_modules/.bin/tsc'), ['-b', `packages/${PACKAGE}`], {
    cwd: ROOT,
    stdio: 'inherit',
  })
  for (const name of names) await copyCompiled(name, hasTypes)
  for (const name of DOCUMENTS) await cp(join(ROOT, name), join(PACKAGES, PACKAGE, name))
}

async function unbundle(): Promise<void> {
  await rm(BUNDLE, { recursive: true, force: true })
  for (const name of DOCUMENTS) await rm(join(PACKAGES, PACKAGE, name), { force: true })
}

async function copyCompiled(name: string, hasTypes: boolean): Promise<void> {
  const target = join(BUNDLE, '@wakelore', name)
  await mkdir(target, { recursive: true })
  await cp(join(PACKAGES, name, 'dist'), join(target, 'dist'), {
    recursive: true,
    filter: (path) => !ASIDE.test(path) && (hasTypes || !TYPES.test(path)),
  })
  const manifest = await readManifest(name)
  const { version, license, type, engines } = manifest
  // Without dependencies: the package that bundles it has them all, and `npm install --global` takes
  // those that a bundled package names as well for bundled too, and leaves their directories empty.
  const compiled = {
    name: manifest['name'],
    version,
    license,
    type,
    engines,
    exports: { './*': { ...(hasTypes ? { types: './dist/*.d.ts' } : {}), default: './dist/*.js' } },
  }
  await writeFile(join(target, 'package.json'), `${JSON.stringify(compiled, undefined, 2)}\n`)
}

async function readManifest(name: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(PACKAGES, name, 'package.json'), 'utf8')) as Manifest
}
