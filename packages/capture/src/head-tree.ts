/** Every file of HEAD with its size: what a picture of the whole is drawn from. */
import { faultOf, type Git } from '@wakelore/vault/git'
import type { Repository } from '@wakelore/vault/repository'
import { pathText } from './path-text.ts'

export type TreeFile = { readonly path: string; readonly sizeBytes: number }

/** Half a million files; a tree that is larger is no picture. */
const MAX_LISTING_BYTES = 64 * 1024 * 1024

/**
 * Without links and submodules. Undefined where contents are missing here, as in a partial
 * clone: git would have to fetch them to tell their sizes.
 *
 * @throws GIT_OUTPUT_TOO_LARGE
 */
export async function readHeadTree(
  git: Git,
  { cwd }: Repository,
  path: string,
): Promise<TreeFile[] | undefined> {
  const below = path === '' ? [] : ['--', path]
  const args = ['--literal-pathspecs', 'ls-tree', '-r', '-l', '-z', '--full-tree', 'HEAD', ...below]
  const result = await git.run(args, { cwd, maxBytes: MAX_LISTING_BYTES })
  if (result.exitCode !== 0) {
    const fault = faultOf(args, cwd, result)
    if (!('code' in fault) || fault.code !== 'GIT_FAILED') throw fault
    return undefined
  }
  const files: TreeFile[] = []
  let start = 0
  for (let end = result.stdout.indexOf(0); end !== -1; end = result.stdout.indexOf(0, start)) {
    const tab = result.stdout.indexOf('\t', start)
    const [mode, type, , size] = result.stdout.toString('latin1', start, tab).split(/ +/)
    if (type === 'blob' && mode !== LINK_MODE) {
      files.push({ path: pathText(result.stdout, tab + 1, end), sizeBytes: Number(size) || 0 })
    }
    start = end + 1
  }
  return files
}

const LINK_MODE = '120000'
