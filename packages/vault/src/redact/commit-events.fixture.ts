/** Commits of a real repository as events, for benches and for trying redaction on what people really write. */
import { execFileSync } from 'node:child_process'
import { deriveId } from '@wakelore/kernel/id'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'

const FORMAT = '%x01%H%x00%P%x00%an%x00%ae%x00%at%x00%cn%x00%ce%x00%ct%x00%B%x00'

export function readCommitEvents(repository: string, options: { limit: number }): DevelopmentEvent[] {
  const output = execFileSync(
    'git',
    [
      '-C',
      repository,
      'log',
      '--all',
      `-n${options.limit}`,
      '-z',
      '--no-renames',
      '--name-only',
      `--format=${FORMAT}`,
    ],
    { maxBuffer: 2 ** 30 },
  ).toString('utf8')
  return output
    .split('\x01')
    .slice(1)
    .map((record) => eventOf(record.split('\0')))
}

function eventOf(fields: readonly string[]): DevelopmentEvent {
  const [sha, parents, name, email, at, committer, committerEmail, committedAt, message, ...rest] =
    fields as [string, string, string, string, string, string, string, string, string, ...string[]]
  const paths = rest.map((path) => path.replace(/^\n/, '')).filter((path) => path !== '')
  return {
    source: 'git-history',
    key: `commit/${sha}`,
    kind: 'vcs.commit',
    occurredAt: Number(committedAt) * 1000,
    recordedAt: 0,
    repository: deriveId('repository', 'fixture'),
    attributes: {
      'vcs.ref.head.revision': sha,
      'vcs.commit.parents': parents === '' ? [] : parents.split(' '),
      'vcs.commit.author.name': name,
      'vcs.commit.author.email': email,
      'vcs.commit.author.at': Number(at) * 1000,
      'vcs.commit.author.offset': 0,
      ...(committer === name ? {} : { 'vcs.commit.committer.name': committer }),
      ...(committerEmail === email ? {} : { 'vcs.commit.committer.email': committerEmail }),
      'vcs.commit.message': message.trimEnd(),
      'vcs.commit.files.path': paths,
      'vcs.commit.files.status': 'M'.repeat(paths.length),
    },
  }
}
