/**
 * Lock files: written by a package manager, never by hand. They change with
 * everything, so they neither teach what belongs together nor are worth suggesting.
 */
const LOCK_FILES = new Set([
  'Cargo.lock',
  'Chart.lock',
  'Gemfile.lock',
  'Manifest.toml',
  'MODULE.bazel.lock',
  'Package.resolved',
  'Pipfile.lock',
  'Podfile.lock',
  'bun.lock',
  'bun.lockb',
  'composer.lock',
  'conan.lock',
  'deno.lock',
  'devenv.lock',
  'flake.lock',
  'go.sum',
  'go.work.sum',
  'gradle.lockfile',
  'mix.lock',
  'npm-shrinkwrap.json',
  'package-lock.json',
  'packages.lock.json',
  'paket.lock',
  'pdm.lock',
  'pixi.lock',
  'pnpm-lock.yaml',
  'poetry.lock',
  'pubspec.lock',
  'pylock.toml',
  'rebar.lock',
  'shard.lock',
  'stack.yaml.lock',
  'uv.lock',
  'vcpkg-lock.json',
  'yarn.lock',
])

export function isLockFile(path: string): boolean {
  return LOCK_FILES.has(path.slice(path.lastIndexOf('/') + 1))
}
