/** A checkout to pack packages in, apart from the one that others work in, and the npm to do it with. */
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../tools/source-files.ts'

/** A copy with the same dependencies, but with workspace links of its own. */
export function copyCheckout(checkout: string): void {
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
  })
  for (const path of list.toString('utf8').split('\0')) {
    if (path !== '' && existsSync(join(ROOT, path))) cpSync(join(ROOT, path), join(checkout, path))
  }
  const modules = join(checkout, 'node_modules')
  mkdirSync(join(modules, '@wakelore'), { recursive: true })
  for (const name of readdirSync(join(ROOT, 'node_modules'))) {
    if (!name.includes('wakelore')) symlinkSync(join(ROOT, 'node_modules', name), join(modules, name))
  }
  for (const name of readdirSync(join(checkout, 'packages'))) {
    if (name !== 'wakelore') symlinkSync(join('../../packages', name), join(modules, '@wakelore', name))
  }
}

/** npm as a person would start it, not as a script that npm itself runs. */
export function npm(cwd: string, ...args: string[]): void {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(?!config_)/.test(name)),
  )
  delete env['npm_config_local_prefix']
  const { status, stdout, stderr } = spawnSync('npm', args, { cwd, encoding: 'utf8', env })
  assert.equal(status, 0, `npm ${args.join(' ')}\n${stdout}\n${stderr}`)
}
