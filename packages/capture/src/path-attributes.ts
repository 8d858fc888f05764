/**
 * What `.gitattributes` says of paths. Attributes are words: git runs nothing for them here.
 *
 * As of HEAD where git can do that (2.40); an older one reads the worktree's, and finds none
 * in a bare repository.
 */
import type { Git } from '@wakelore/vault/git'
import type { Repository } from '@wakelore/vault/repository'

/** `unspecified` where nothing is said; `unset` for `-name`, `set` for `name` alone. */
export type AttributeValue = string

const READS_A_TREE = { major: 2, minor: 40 }

/** By path, then by attribute. Empty where git can't say: an attribute is a hint. */
export async function readPathAttributes(
  git: Git,
  { cwd, worktreeRoot }: Repository,
  paths: readonly string[],
  names: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, AttributeValue>>> {
  const found = new Map<string, Map<string, AttributeValue>>()
  if (paths.length === 0) return found
  const { major, minor } = await git.version()
  const readsTree =
    major > READS_A_TREE.major || (major === READS_A_TREE.major && minor >= READS_A_TREE.minor)
  const source = readsTree ? ['--source=HEAD'] : []
  const { stdout, exitCode } = await git.run(['check-attr', ...source, '--stdin', '-z', ...names], {
    cwd: worktreeRoot ?? cwd,
    input: paths.map((path) => `${path}\0`).join(''),
  })
  if (exitCode !== 0) return found
  const fields = stdout.toString('utf8').split('\0')
  for (let at = 0; at + 2 < fields.length; at += 3) {
    const [path, name, value] = [fields[at]!, fields[at + 1]!, fields[at + 2]!]
    const own = found.get(path)
    if (own === undefined) found.set(path, new Map([[name, value]]))
    else own.set(name, value)
  }
  return found
}
