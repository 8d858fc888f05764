/**
 * `npm run bench`: runs `bench('full')` of every `*.bench.ts`, or of those that an
 * argument names by any part of their path, and prints each figure beside its rival's
 * and its bar. Each file has a process of its own: figures of memory and of warm-up
 * would be worth nothing otherwise.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { relative } from 'node:path'
import { styleText } from 'node:util'
import type { BenchRow } from '@wakelore/kernel/bench-row'
import { demandFilesNamed, ROOT } from './source-files.ts'

export type BenchModule = { readonly bench: (size: 'tiny' | 'full') => Promise<BenchRow[]> }

if (import.meta.main) {
  if (process.send === undefined) await printAll(process.argv.slice(2))
  else process.send(await rowsOf(process.argv[2]!))
}

async function rowsOf(path: string): Promise<BenchRow[]> {
  const { bench } = (await import(path)) as BenchModule
  return await bench('full')
}

async function printAll(parts: readonly string[]): Promise<void> {
  for (const path of await demandFilesNamed('.bench.ts', parts)) {
    console.log(styleText('bold', relative(ROOT, path)))
    const child = fork(import.meta.filename, [path])
    let rows: BenchRow[] = []
    child.on('message', (message) => {
      rows = message as BenchRow[]
    })
    const [exitCode] = await once(child, 'close')
    if (exitCode !== 0) process.exitCode = 1
    console.log(`${table(rows.map(cells))}\n`)
  }
}

function cells({ name, value, unit, bar, against }: BenchRow): string[] {
  return [
    name,
    figure(value),
    unit,
    against === undefined ? '' : `${against.name} ${figure(against.value)}`,
    against === undefined ? '' : `× ${figure(value / against.value)}`,
    bar === undefined ? '' : `bar ${bar}`,
  ]
}

/** Three digits that count, whole numbers in full. */
function figure(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en')
  return String(Number(value.toPrecision(3)))
}

/** Columns two spaces apart; the second, which holds figures, flush right. */
function table(rows: readonly string[][]): string {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, column) => Math.max(widest[column] ?? 0, cell.length)),
    [],
  )
  const pad = (cell: string, column: number): string =>
    column === 1 ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)
  return rows.map((row) => `  ${row.map(pad).join('  ')}`.trimEnd()).join('\n')
}
