/** A commit as an event, in the attributes of conventions/vcs.yaml. */
import type { AttributeValue, DevelopmentEvent } from '@wakelore/telemetry/event'
import type { ParsedCommit } from './commit-parser.ts'
import { historyEvent, type HistoryRead } from './history-event.ts'

export function commitEvent(read: HistoryRead, commit: ParsedCommit): DevelopmentEvent {
  const { sha, author, committer, files } = commit
  const paths: string[] = []
  const previousPaths: string[] = []
  const submodules: string[] = []
  let statuses = ''
  for (const file of files) {
    paths.push(file.path)
    statuses += file.status
    if (file.previousPath !== undefined) previousPaths.push(file.previousPath)
    if (file.isSubmodule) submodules.push(file.path)
  }
  const attributes: Record<string, AttributeValue> = {
    'vcs.ref.head.revision': sha,
    'vcs.commit.parents': commit.parents,
    'vcs.commit.author.name': author.name,
    'vcs.commit.author.email': author.email,
    'vcs.commit.author.at': author.atMs,
    'vcs.commit.author.offset': author.offsetMinutes,
    'vcs.commit.message': commit.message,
    'vcs.commit.files.path': paths,
    'vcs.commit.files.status': statuses,
  }
  if (committer.name !== author.name) attributes['vcs.commit.committer.name'] = committer.name
  if (committer.email !== author.email) attributes['vcs.commit.committer.email'] = committer.email
  if (committer.offsetMinutes !== author.offsetMinutes) {
    attributes['vcs.commit.committer.offset'] = committer.offsetMinutes
  }
  if (previousPaths.length > 0) attributes['vcs.commit.files.previous_path'] = previousPaths
  if (submodules.length > 0) attributes['vcs.commit.files.submodule'] = submodules
  return historyEvent(read, 'vcs.commit', `commit/${sha}`, committer.atMs, attributes)
}
