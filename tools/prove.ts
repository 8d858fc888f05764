/**
 * `npm run prove`: what takes long. Runs `prove` of every `*.prove.ts`, or of those that
 * an argument names by any part of their path, each in a process of its own; one that
 * throws has failed.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { relative } from 'node:path'
import { styleText } from 'node:util'
import { demandFilesNamed, ROOT } from './source-files.ts'

export type ProveModule = { readonly prove: (report: (line: string) => void) => Promise<void> }

const CHILD = '--one'

if (process.argv[2] === CHILD) await proveOne(process.argv[3]!)
else await proveAll(process.argv.slice(2))

async function proveOne(path: string): Promise<void> {
  const { prove } = (await import(path)) as ProveModule
  await prove((line) => console.log(`  ${line}`))
}

async function proveAll(parts: readonly string[]): Promise<void> {
  for (const path of await demandFilesNamed('.prove.ts', parts)) {
    const name = relative(ROOT, path)
    console.log(styleText('bold', name))
    const startedAt = performance.now()
    const args = [...process.execArgv, import.meta.filename, CHILD, path]
    const [exitCode] = await once(spawn(process.execPath, args, { stdio: 'inherit' }), 'close')
    const seconds = `${((performance.now() - startedAt) / 1000).toFixed(1)} s`
    if (exitCode === 0) console.log(`${styleText('green', '✔')} ${name}  ${seconds}\n`)
    else {
      console.log(`${styleText('red', '✖')} ${name}  ${seconds}\n`)
      process.exitCode = 1
    }
  }
}
