/**
 * What of a user's configuration changes how git merges, as plain values: which renames are
 * followed and how far, and how conflicts are marked. Anything else,
 * drivers first of all, stays where it is; a value that git wouldn't understand counts as
 * not there.
 */
import type { Git } from '@wakelore/vault/git'
import type { Repository } from '@wakelore/vault/repository'

const BOOLEAN = /^(?:true|false|yes|no|on|off|1|0)$/i
const LIMIT = /^\d{1,6}$/
const VALUES: Readonly<Record<string, RegExp>> = {
  'diff.renamelimit': LIMIT,
  'diff.renames': /^(?:true|false|yes|no|on|off|1|0|copies|copy)$/i,
  'merge.conflictstyle': /^(?:merge|diff3|zdiff3)$/,
  'merge.directoryrenames': /^(?:true|false|yes|no|on|off|1|0|conflict)$/i,
  'merge.renamelimit': LIMIT,
  'merge.renames': BOOLEAN,
  'merge.renormalize': BOOLEAN,
}
const WANTED = `^(${Object.keys(VALUES)
  .map((key) => key.replace('.', '\\.'))
  .join('|')})$`

/** By key in lower case, in the order of keys. */
export async function readMergeSettings(git: Git, { cwd }: Repository): Promise<ReadonlyMap<string, string>> {
  // A configuration that can't be read was told when the repository was found.
  const { stdout } = await git.run(['config', '-z', '--get-regexp', WANTED], { cwd })
  const settings = new Map<string, string>()
  for (const entry of stdout.toString('utf8').split('\0')) {
    const end = entry.indexOf('\n')
    // A key alone means true.
    const [key, value] = end === -1 ? [entry, 'true'] : [entry.slice(0, end), entry.slice(end + 1)]
    if (VALUES[key]?.test(value) === true) settings.set(key, value)
  }
  return new Map([...settings].sort(([a], [b]) => (a < b ? -1 : 1)))
}
