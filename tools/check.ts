/**
 * `npm run check`: types, lint, formatting, generated files, conventions and tidiness. Every check
 * runs, whatever the ones before it found; those that fail print what they found.
 */
import { spawnSync } from 'node:child_process'
import { styleText } from 'node:util'
import { ROOT } from './source-files.ts'

const NODE = [process.execPath, '--conditions=source']

const CHECKS: readonly (readonly [name: string, command: readonly string[]])[] = [
  ['types', ['node_modules/.bin/tsc', '-b']],
  ['lint', ['node_modules/.bin/oxlint']],
  ['formatting', ['node_modules/.bin/prettier', '--check', '--log-level=warn', '.']],
  ['generated files', [...NODE, 'tools/generate.ts', '--check']],
  ['conventions', [...NODE, 'tools/conventions.ts', 'check']],
  ['tidiness', [...NODE, 'tools/test.ts', 'test/tidy']],
]

for (const [name, [command, ...args]] of CHECKS) {
  const startedAt = performance.now()
  const { status, error, stdout, stderr } = spawnSync(command!, args, { cwd: ROOT, encoding: 'utf8' })
  if (error !== undefined) throw error
  const seconds = `${((performance.now() - startedAt) / 1000).toFixed(1)} s`
  if (status === 0) {
    console.log(`${styleText('green', '✔')} ${name}  ${styleText('dim', seconds)}`)
  } else {
    console.log(`${styleText('red', '✖')} ${name}  ${styleText('dim', seconds)}\n${stdout}${stderr}`)
    process.exitCode = 1
  }
}
