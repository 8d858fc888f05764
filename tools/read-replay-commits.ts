/**
 * Reads a local repository's history as the replay wants it: non-merge commits
 * reachable from HEAD, `--topo-order --reverse`, paths without rename detection.
 */
import type { ReplayCommit } from '@wakelore/assist/replay'
import { isBot } from '@wakelore/knowledge/bots'
import { makeGit } from '@wakelore/vault/git'

const LOG = [
  'log',
  '--no-merges',
  '--topo-order',
  '--reverse',
  '--no-renames',
  '--name-status',
  '-z',
  '--format=%x01%H%n%ae%n%at%n%an',
]

export async function readReplayCommits(repository: string): Promise<ReplayCommit[]> {
  const output = await makeGit().read(LOG, { cwd: repository, maxBytes: 2 ** 30 })
  const tokens = output.toString('utf8').split('\0')
  const commits: ReplayCommit[] = []
  let paths: string[] = []
  let deleted: string[] = []
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!.replace(/^\n+/, '')
    if (token.startsWith('\x01')) {
      const [sha, email, seconds, name] = token.slice(1).split('\n')
      paths = []
      deleted = []
      commits.push({
        sha: sha!,
        author: email!.toLowerCase(),
        authoredAtMs: Number(seconds) * 1000,
        paths,
        deleted,
        isBot: isBot(name!, email!),
      })
    } else if (token !== '') {
      const path = tokens[++i]!
      paths.push(path)
      if (token === 'D') deleted.push(path)
    }
  }
  return commits
}
