/**
 * Conventions as code. Generated from packages/telemetry/conventions/*.yaml by
 * `npm run generate`: change those, never this.
 *
 * The tables have no prototype, so that a hostile name (`constructor`) finds nothing.
 */

/** The repository's name, that of its directory. `string`, name. */
export const ATTR_VCS_REPOSITORY_NAME = 'vcs.repository.name'
/** The git directory that may be read. `string`, name. */
export const ATTR_WAKELORE_CONSENT_PATH = 'wakelore.consent.path'
/** Detail level by category, as `category=level`. `string[]`, count. */
export const ATTR_WAKELORE_CONSENT_DETAIL = 'wakelore.consent.detail'
/** The commit that the event is about, or that a ref points at now, as a full hash; an annotated tag stands for its commit, a ref to anything else for that object. For the refs `shallow` and `unread` a digest. `string`, name. */
export const ATTR_VCS_REF_HEAD_REVISION = 'vcs.ref.head.revision'
/** The commit that a ref pointed at before. `string`, name. */
export const ATTR_VCS_REF_BASE_REVISION = 'vcs.ref.base.revision'
/** The ref's full name; `HEAD` is the main worktree's, `worktrees/<name>/HEAD` a linked one's; `shallow` and `unread` are no refs of git's, see `vcs.ref.change`. `string`, name. */
export const ATTR_VCS_REF_HEAD_NAME = 'vcs.ref.head.name'
/** What kind of ref it is; beside upstream's `branch` and `tag` we use `remote`, `stash`, `head` and `other`. `string`, name. */
export const ATTR_VCS_REF_TYPE = 'vcs.ref.type'
/** Full hashes of the parents, in order; empty for a root commit. They need not have been read, in a shallow clone for one. `string[]`, name. */
export const ATTR_VCS_COMMIT_PARENTS = 'vcs.commit.parents'
/** Author as written in the commit, before mailmap. `string`, identity. */
export const ATTR_VCS_COMMIT_AUTHOR_NAME = 'vcs.commit.author.name'
/** Author's e-mail as written in the commit, before mailmap. `string`, identity. */
export const ATTR_VCS_COMMIT_AUTHOR_EMAIL = 'vcs.commit.author.email'
/** Author time, milliseconds since the epoch. `int`, count. */
export const ATTR_VCS_COMMIT_AUTHOR_AT = 'vcs.commit.author.at'
/** Author's time zone, minutes east of UTC. `int`, count. */
export const ATTR_VCS_COMMIT_AUTHOR_OFFSET = 'vcs.commit.author.offset'
/** Committer as written in the commit, before mailmap. `string`, identity. */
export const ATTR_VCS_COMMIT_COMMITTER_NAME = 'vcs.commit.committer.name'
/** Committer's e-mail as written in the commit, before mailmap. `string`, identity. */
export const ATTR_VCS_COMMIT_COMMITTER_EMAIL = 'vcs.commit.committer.email'
/** Committer's time zone, minutes east of UTC. `int`, count. */
export const ATTR_VCS_COMMIT_COMMITTER_OFFSET = 'vcs.commit.committer.offset'
/** The whole message, trailers included, without its final newline; cut at 64 KiB with a visible mark of how much is missing. `string`, text. */
export const ATTR_VCS_COMMIT_MESSAGE = 'vcs.commit.message'
/** Paths changed against the first parent, none for a merge or where it can't be told, 65,536 at most. A path that isn't UTF-8 stands as git quotes it, `"caf\351.txt"` with the quotes, and that is how commands take it too. `string[]`, name. */
export const ATTR_VCS_COMMIT_FILES_PATH = 'vcs.commit.files.path'
/** One letter per path, in the same order; A added, M modified, D deleted, R renamed, C copied, T type changed. `string`, count. */
export const ATTR_VCS_COMMIT_FILES_STATUS = 'vcs.commit.files.status'
/** For each R or C in the status, in the same order, the path it had before. `string[]`, name. */
export const ATTR_VCS_COMMIT_FILES_PREVIOUS_PATH = 'vcs.commit.files.previous_path'
/** Those of the paths that are submodules. `string[]`, name. */
export const ATTR_VCS_COMMIT_FILES_SUBMODULE = 'vcs.commit.files.submodule'
/** An annotated tag's message. `string`, text. */
export const ATTR_VCS_TAG_MESSAGE = 'vcs.tag.message'
/** The reflog's reason. `string`, text. */
export const ATTR_VCS_REFLOG_MESSAGE = 'vcs.reflog.message'
/** Who moved the ref. `string`, identity. */
export const ATTR_VCS_REFLOG_NAME = 'vcs.reflog.name'
/** E-mail of who moved the ref. `string`, identity. */
export const ATTR_VCS_REFLOG_EMAIL = 'vcs.reflog.email'
/** A note's text. `string`, text. */
export const ATTR_VCS_NOTE_MESSAGE = 'vcs.note.message'
/** The mailmap file as of HEAD. `string`, identity. */
export const ATTR_VCS_MAILMAP_CONTENT = 'vcs.mailmap.content'

export type PrivacyClass = 'count' | 'name' | 'identity' | 'text'

/** Privacy class by attribute name. An attribute that is missing here counts as `text`. */
export const PRIVACY_CLASS: Readonly<Record<string, PrivacyClass>> = Object.freeze(
  Object.assign(Object.create(null) as Record<string, PrivacyClass>, {
    'vcs.repository.name': 'name',
    'wakelore.consent.path': 'name',
    'wakelore.consent.detail': 'count',
    'vcs.ref.head.revision': 'name',
    'vcs.ref.base.revision': 'name',
    'vcs.ref.head.name': 'name',
    'vcs.ref.type': 'name',
    'vcs.commit.parents': 'name',
    'vcs.commit.author.name': 'identity',
    'vcs.commit.author.email': 'identity',
    'vcs.commit.author.at': 'count',
    'vcs.commit.author.offset': 'count',
    'vcs.commit.committer.name': 'identity',
    'vcs.commit.committer.email': 'identity',
    'vcs.commit.committer.offset': 'count',
    'vcs.commit.message': 'text',
    'vcs.commit.files.path': 'name',
    'vcs.commit.files.status': 'count',
    'vcs.commit.files.previous_path': 'name',
    'vcs.commit.files.submodule': 'name',
    'vcs.tag.message': 'text',
    'vcs.reflog.message': 'text',
    'vcs.reflog.name': 'identity',
    'vcs.reflog.email': 'identity',
    'vcs.note.message': 'text',
    'vcs.mailmap.content': 'identity',
  } as const),
)

/** Category by event kind: what consent and detail levels are given for. */
export const EVENT_CATEGORY: Readonly<Record<string, string>> = Object.freeze(
  Object.assign(Object.create(null) as Record<string, string>, {
    'wakelore.consent.grant': 'consent',
    'vcs.commit': 'history',
    'vcs.ref.change': 'history',
    'vcs.reflog.entry': 'history',
    'vcs.note': 'history',
    'vcs.mailmap': 'history',
  } as const),
)

export const EVENT_KINDS = [
  'wakelore.consent.grant',
  'vcs.commit',
  'vcs.ref.change',
  'vcs.reflog.entry',
  'vcs.note',
  'vcs.mailmap',
] as const
export type EventKind = (typeof EVENT_KINDS)[number]

/** `wakelore.consent.grant`: The owner allowed a repository to be read, by asking for it. Key: `consent/{milliseconds}`. */
export type WakeloreConsentGrantAttributes = {
  readonly 'vcs.repository.name': string
  readonly 'wakelore.consent.path': string
  readonly 'wakelore.consent.detail': readonly string[]
}

/** `vcs.commit`: A commit, read once, and never again; one at which a shallow clone ended, or whose trees or parent were missing, stays without files when they arrive later. Occurred at the committer's time. Key: `commit/{vcs.ref.head.revision}`. */
export type VcsCommitAttributes = {
  readonly 'vcs.ref.head.revision': string
  readonly 'vcs.commit.parents': readonly string[]
  readonly 'vcs.commit.author.name': string
  readonly 'vcs.commit.author.email': string
  readonly 'vcs.commit.author.at': number
  readonly 'vcs.commit.author.offset': number
  /** Where it differs from the author's. */
  readonly 'vcs.commit.committer.name'?: string
  /** Where it differs from the author's. */
  readonly 'vcs.commit.committer.email'?: string
  /** Where it differs from the author's. */
  readonly 'vcs.commit.committer.offset'?: number
  readonly 'vcs.commit.message': string
  readonly 'vcs.commit.files.path': readonly string[]
  readonly 'vcs.commit.files.status': string
  /** Where something was renamed or copied. */
  readonly 'vcs.commit.files.previous_path'?: readonly string[]
  /** Where a submodule moved. */
  readonly 'vcs.commit.files.submodule'?: readonly string[]
}

/** `vcs.ref.change`: A ref was seen to point somewhere else than when last read. Occurred when it was read; at the tag's time, for an annotated tag, or the commit's, for a ref never seen before, where that is earlier. Two refs that git doesn't have tell, as type `other`, what couldn't be read: `shallow` the commits at which a shallow clone ends, `unread` those that are missing or damaged. Their revision is a digest of the hashes, and they are deleted when nothing is missing any more. Key: `ref/{vcs.ref.head.name}/{id of the ref's previous change or 0}/{vcs.ref.head.revision or "deleted"}`. */
export type VcsRefChangeAttributes = {
  readonly 'vcs.ref.head.name': string
  readonly 'vcs.ref.type': string
  /** Absent where the ref was deleted. */
  readonly 'vcs.ref.head.revision'?: string
  /** Absent where the ref is new. */
  readonly 'vcs.ref.base.revision'?: string
  /** For annotated tags. */
  readonly 'vcs.tag.message'?: string
}

/** `vcs.reflog.entry`: One entry of a reflog. Key: `reflog/{worktree}/{vcs.ref.head.name}/{seconds}/{vcs.ref.head.revision}/{n-th with the same key, from 0}`. */
export type VcsReflogEntryAttributes = {
  readonly 'vcs.ref.head.name': string
  readonly 'vcs.ref.head.revision': string
  readonly 'vcs.reflog.message': string
  readonly 'vcs.reflog.name': string
  readonly 'vcs.reflog.email': string
}

/** `vcs.note`: A note on a commit, whenever it was seen to differ; an empty message where there is none any more. Key: `note/{vcs.ref.head.name}/{vcs.ref.head.revision}/{hash of the note's blob or "none"}/{id of the notes ref's previous change or 0}`. */
export type VcsNoteAttributes = {
  readonly 'vcs.ref.head.name': string
  readonly 'vcs.ref.head.revision': string
  readonly 'vcs.note.message': string
}

/** `vcs.mailmap`: The mailmap at HEAD, whenever it changed; empty content where there is none any more. Key: `mailmap/{hash of its blob or "none"}/{id of HEAD's previous change or 0}`. */
export type VcsMailmapAttributes = {
  readonly 'vcs.mailmap.content': string
}

export type AttributesByKind = {
  readonly 'wakelore.consent.grant': WakeloreConsentGrantAttributes
  readonly 'vcs.commit': VcsCommitAttributes
  readonly 'vcs.ref.change': VcsRefChangeAttributes
  readonly 'vcs.reflog.entry': VcsReflogEntryAttributes
  readonly 'vcs.note': VcsNoteAttributes
  readonly 'vcs.mailmap': VcsMailmapAttributes
}
