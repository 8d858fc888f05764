/**
 * Packages import leftwards only, and their package.json and tsconfig say exactly what
 * they import: no more, no less. Versions are exact. `wakelore`, which is published with
 * the others inside it, lists all of them and whatever they depend on.
 */
import { importsOf, isAside, manifests, packageOf, sources, type Manifest, type Tree } from './tree.ts'

/** The order in which data flows. */
export const PACKAGE_ORDER = [
  'kernel',
  'telemetry',
  'vault',
  'capture',
  'stream',
  'learning',
  'knowledge',
  'assist',
  'plugin',
  'server',
  'wakelore',
]

const BUNDLER = 'wakelore'

type Uses = { readonly own: Set<string>; readonly aside: Set<string> }

export function importOrderProblems(tree: Tree): string[] {
  const problems: string[] = []
  const uses = new Map<string, Uses>()
  for (const [path, text] of sources(tree)) {
    const owner = packageOf(path)!
    const used = uses.get(owner) ?? { own: new Set(), aside: new Set() }
    uses.set(owner, used)
    for (const { specifier, target } of importsOf(path, text)) {
      if (specifier.startsWith('node:')) continue
      const other = target === undefined ? undefined : packageOf(target)
      if (specifier.startsWith('.')) {
        if (other !== owner) problems.push(`${path}: ${specifier} leaves the package`)
        continue
      }
      if (other === owner) problems.push(`${path}: ${specifier} is its own package, import it relatively`)
      if (other !== undefined && !isLeftOf(other, owner)) {
        problems.push(`${path}: ${specifier} is to the right of ${owner}`)
      }
      ;(isAside(path) ? used.aside : used.own).add(packageName(specifier))
    }
  }
  const root = JSON.parse(tree.get('package.json') ?? '{}') as Manifest
  for (const [directory, manifest] of manifests(tree)) {
    const used = uses.get(packageOf(`${directory}/`)!) ?? { own: new Set(), aside: new Set() }
    problems.push(
      ...manifestProblems(directory, manifest, used, root),
      ...referenceProblems(tree, directory, manifest),
    )
  }
  return [...problems, ...bundleProblems(tree), ...looseVersions(tree)]
}

function isLeftOf(other: string, owner: string): boolean {
  const place = PACKAGE_ORDER.indexOf(other)
  return place !== -1 && place < PACKAGE_ORDER.indexOf(owner)
}

/** `@scope/name/path` → `@scope/name` */
function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

function manifestProblems(directory: string, manifest: Manifest, used: Uses, root: Manifest): string[] {
  const listed = Object.keys(manifest.dependencies ?? {})
  const listedForTests = [
    ...Object.keys(manifest.devDependencies ?? {}),
    ...Object.keys(root.devDependencies ?? {}),
  ]
  const problems: string[] = []
  for (const name of used.own) {
    if (!listed.includes(name)) {
      problems.push(`${directory}/package.json: ${name} is imported, but no dependency`)
    }
  }
  for (const name of used.aside) {
    if (![...listed, ...listedForTests].includes(name)) {
      problems.push(`${directory}/package.json: ${name} is imported by tests, but no devDependency`)
    }
  }
  for (const name of listed) {
    if (!used.own.has(name) && manifest.name !== BUNDLER) {
      problems.push(`${directory}/package.json: nothing imports its dependency ${name}`)
    }
  }
  return problems
}

function referenceProblems(tree: Tree, directory: string, manifest: Manifest): string[] {
  const path = `${directory}/tsconfig.json`
  const { references = [] } = JSON.parse(tree.get(path) ?? '{}') as { references?: { path: string }[] }
  const referenced = references.map((reference) => reference.path.replace('../', '@wakelore/')).sort()
  const needed = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })
    .filter((name) => name.startsWith('@wakelore/'))
    .sort()
  return referenced.join() === needed.join()
    ? []
    : [`${path}: references [${referenced.join(', ')}], package.json says [${needed.join(', ')}]`]
}

/** npm installs nothing for a bundled package: who bundles it lists what it needs. */
function bundleProblems(tree: Tree): string[] {
  const all = manifests(tree)
  const bundler = all.find(([, manifest]) => manifest.name === BUNDLER)
  if (bundler === undefined) return []
  const [directory, { dependencies = {}, bundleDependencies = [] }] = bundler
  const others = all.filter((entry) => entry !== bundler).map(([, manifest]) => manifest)
  const needed = Object.assign({}, ...others.map((manifest) => manifest.dependencies)) as Record<
    string,
    string
  >
  const problems: string[] = []
  for (const [name, version] of Object.entries(needed)) {
    if (dependencies[name] !== version)
      problems.push(`${directory}/package.json: lacks ${name} ${version} of a bundled package`)
  }
  for (const { name } of others) {
    if (!bundleDependencies.includes(name)) problems.push(`${directory}/package.json: doesn't bundle ${name}`)
  }
  return problems
}

function looseVersions(tree: Tree): string[] {
  const problems: string[] = []
  for (const path of tree.keys()) {
    if (!/(^|\/)package\.json$/.test(path)) continue
    const manifest = JSON.parse(tree.get(path)!) as Manifest
    const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies }
    for (const [name, version] of Object.entries(all)) {
      if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
        problems.push(`${path}: ${name} "${version}" is no exact version`)
    }
  }
  return problems
}
