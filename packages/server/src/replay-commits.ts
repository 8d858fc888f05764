/**
 * A repository's stored commits as the replay wants them: those reachable from HEAD,
 * without merges, in git's topological order, oldest first; identities as written;
 * a rename as a deletion and an addition.
 */
import type { ReplayCommit } from '@wakelore/assist/replay'
import { readReplayOrder } from '@wakelore/capture/source/git-history/replay-order'
import { isBot } from '@wakelore/knowledge/bots'
import type { LogReader } from '@wakelore/stream/log'
import {
  numberAttribute,
  textAttribute,
  textsAttribute,
  type DevelopmentEvent,
} from '@wakelore/telemetry/event'
import type { Git } from '@wakelore/vault/git'
import type { Repository } from '@wakelore/vault/repository'

export async function readReplayCommits(
  git: Git,
  repository: Repository,
  reader: Pick<LogReader, 'scan'>,
): Promise<ReplayCommit[]> {
  const order = await readReplayOrder(git, repository)
  const place = new Map(order.map((sha, position) => [sha, position]))
  const commits: (ReplayCommit | undefined)[] = Array.from({ length: order.length })
  for await (const block of reader.scan()) {
    for (const event of block.events()) {
      if (event.kind !== 'vcs.commit' || event.repository !== repository.id) continue
      const position = place.get(textAttribute(event, 'vcs.ref.head.revision') ?? '')
      if (position !== undefined) commits[position] = replayCommit(event)
    }
  }
  // What couldn't be read, or isn't stored in this much detail, is passed over.
  return commits.filter((commit) => commit !== undefined)
}

function replayCommit(event: DevelopmentEvent): ReplayCommit {
  const email = textAttribute(event, 'vcs.commit.author.email') ?? ''
  const status = textAttribute(event, 'vcs.commit.files.status') ?? ''
  const previous = textsAttribute(event, 'vcs.commit.files.previous_path')
  const paths: string[] = []
  const deleted: string[] = []
  let previousIndex = 0
  for (const [index, path] of textsAttribute(event, 'vcs.commit.files.path').entries()) {
    const letter = status[index]
    paths.push(path)
    if (letter === 'D') deleted.push(path)
    if (letter !== 'R' && letter !== 'C') continue
    const from = previous[previousIndex++]
    if (letter === 'C' || from === undefined) continue
    paths.push(from)
    deleted.push(from)
  }
  return {
    sha: textAttribute(event, 'vcs.ref.head.revision') ?? '',
    author: email.toLowerCase(),
    authoredAtMs: numberAttribute(event, 'vcs.commit.author.at') ?? event.occurredAt,
    paths,
    deleted,
    isBot: isBot(textAttribute(event, 'vcs.commit.author.name') ?? '', email),
  }
}
