/** Nodes that are too old for wakelore: a simulated one, and the machine's own where it is. */
import { execFileSync } from 'node:child_process'
import { existsSync, realpathSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

export type Node = { readonly name: string; readonly command: readonly [string, ...string[]] }

const OLDEST_MAJOR = 24

/** `scratch` is a directory to keep the simulation in. */
export function oldNodes(scratch: string): Node[] {
  const simulation = join(scratch, 'old-node.cjs')
  writeFileSync(
    simulation,
    `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } })`,
  )
  const simulated: Node = {
    name: 'a simulated node 20',
    command: [process.execPath, '--require', simulation],
  }
  return [simulated, ...installedOldNodes()]
}

function installedOldNodes(): Node[] {
  const found = (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((directory) => join(directory, 'node'))
    .find((path) => existsSync(path) && !realpathSync(path).includes('node_modules'))
  if (found === undefined) return []
  const version = execFileSync(found, ['--version'], { encoding: 'utf8' }).trim()
  return Number.parseInt(version.slice(1), 10) < OLDEST_MAJOR
    ? [{ name: `node ${version}`, command: [found] }]
    : []
}
