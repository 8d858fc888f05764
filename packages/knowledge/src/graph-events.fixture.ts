/** Events for tests of the graph: made by hand, as the git-history source makes them. */
import { createHash } from 'node:crypto'
import type { DevelopmentEvent } from '@wakelore/telemetry/event'

export const ATLAS = 'a'.repeat(32)
export const KEY = Buffer.alloc(32, 7)

export type CommitOptions = {
  readonly repository?: string
  readonly parents?: readonly string[]
  readonly author?: string
  readonly at?: number
  readonly message?: string
  /** `M path`, `A path`, `D path`, `R old > new`, `C old > new`. */
  readonly changes?: readonly string[]
}

/** A full hash that stands for a short name. */
export function sha(name: string): string {
  return createHash('sha1').update(name).digest('hex')
}

export function commitEvent(name: string, options: CommitOptions = {}): DevelopmentEvent {
  const [, author, email] = /^(.*) <(.*)>$/s.exec(options.author ?? 'Grace <grace@example.org>')!
  const changes = (options.changes ?? []).map((change) => {
    const paths = change.slice(2).split(' > ')
    return { letter: change[0]!, path: paths.at(-1)!, previous: paths.slice(0, -1) }
  })
  const at = options.at ?? 0
  return {
    source: 'git-history',
    key: `commit/${sha(name)}`,
    kind: 'vcs.commit',
    occurredAt: at,
    recordedAt: 0,
    repository: options.repository ?? ATLAS,
    attributes: {
      'vcs.ref.head.revision': sha(name),
      'vcs.commit.parents': (options.parents ?? []).map(sha),
      'vcs.commit.author.name': author!,
      'vcs.commit.author.email': email!,
      'vcs.commit.author.at': at,
      'vcs.commit.author.offset': 0,
      'vcs.commit.message': options.message ?? name,
      'vcs.commit.files.path': changes.map(({ path }) => path),
      'vcs.commit.files.status': changes.map(({ letter }) => letter).join(''),
      'vcs.commit.files.previous_path': changes.flatMap(({ previous }) => previous),
    },
  }
}

/** The ref points at the named commit now, or was deleted. */
export function refEvent(
  ref: string,
  name: string | undefined,
  { at = 0, nth = 0, repository = ATLAS }: { at?: number; nth?: number; repository?: string } = {},
): DevelopmentEvent {
  const revision = name === undefined ? undefined : sha(name)
  return {
    source: 'git-history',
    key: `ref/${ref}/${nth}/${revision ?? 'deleted'}`,
    kind: 'vcs.ref.change',
    occurredAt: at,
    recordedAt: 0,
    repository,
    attributes: {
      'vcs.ref.head.name': ref,
      'vcs.ref.type': ref === 'HEAD' ? 'head' : ref.startsWith('refs/tags/') ? 'tag' : 'branch',
      ...(revision === undefined ? {} : { 'vcs.ref.head.revision': revision }),
    },
  }
}

export function mailmapEvent(content: string): DevelopmentEvent {
  return {
    source: 'git-history',
    key: `mailmap/${sha(content)}`,
    kind: 'vcs.mailmap',
    occurredAt: 0,
    recordedAt: 0,
    repository: ATLAS,
    attributes: { 'vcs.mailmap.content': content },
  }
}

export function noteEvent(ref: string, name: string, message: string): DevelopmentEvent {
  return {
    source: 'git-history',
    key: `note/${ref}/${sha(name)}/${sha(message)}`,
    kind: 'vcs.note',
    occurredAt: 0,
    recordedAt: 0,
    repository: ATLAS,
    attributes: { 'vcs.ref.head.name': ref, 'vcs.ref.head.revision': sha(name), 'vcs.note.message': message },
  }
}

export function reflogEvent(ref: string, name: string, at: number): DevelopmentEvent {
  return {
    source: 'git-history',
    key: `reflog//${ref}/${at / 1000}/${sha(name)}/0`,
    kind: 'vcs.reflog.entry',
    occurredAt: at,
    recordedAt: 0,
    repository: ATLAS,
    attributes: {
      'vcs.ref.head.name': ref,
      'vcs.ref.head.revision': sha(name),
      'vcs.reflog.message': `commit: ${name}`,
      'vcs.reflog.name': 'Grace',
      'vcs.reflog.email': 'grace@example.org',
    },
  }
}
