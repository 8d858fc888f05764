/**
 * References: the issues, pull requests and commits that a commit message names.
 *
 * Read from text that anybody wrote, so a reference is a claim, not a link: nothing is
 * looked up. Targets are written one way, whatever the message's: `#12`, `owner/repo#12`,
 * `PROJ-12`, an abbreviated or full hash, a Change-Id.
 */
export type ReferenceKind = 'issue' | 'pull-request' | 'commit'
export type Reference = { readonly kind: ReferenceKind; readonly target: string }

/** A message that names more than this is a list (a release, a merge of merges), not a relation. */
const MAX_REFERENCES = 64
const SCANNED_CHARS = 64 * 1024

/** Written like `PROJ-12`, yet standards, algorithms and encodings. */
const NO_PROJECTS = new Set(
  'AES ANSI ARM BCP BLAKE BS CP CRC CVE CWE DIN EN ES FIPS GB GHSA GPL HTTP IEC IEEE ISO JDK LGPL MD PEP PKCS PR RFC RIPEMD RSA RUSTSEC SHA SSE TLS UCS UTF WIN X'.split(
    ' ',
  ),
)

const URL =
  /https?:\/\/[^\s/]+\/([\w.-]+(?:\/[\w.-]+)+?)\/(?:-\/)?(issues|pull|pulls|merge_requests|commit)\/([0-9a-f]+)(?![\w/])/g
const BROWSE_URL = /https?:\/\/[^\s/]+\/(?:[\w.-]+\/)*browse\/([A-Z][A-Z0-9]+-[0-9]+)/g
// Repetitions are bounded wherever a hostile text could make the search quadratic.
const NUMBER = /(?<![\w&/#])([\w.-]{1,100}\/[\w.-]{1,100})?(?:#|\b[Gg][Hh]-)([0-9]{1,9})\b/g
const PROJECT = /(?<![\w/-])([A-Z][A-Z0-9]{1,19})-([1-9][0-9]{0,6})\b(?![-.][0-9A-Za-z])/g
const COMMIT =
  /(?:[Tt]his reverts commit|[Rr]everts?:?|cherry[- ]picked from commit|^Fixes:|[Ii]n commit|[Ff]ixup of|[Bb]ackport of)\s+([0-9a-f]{7,64})\b/gm
const CHANGE_ID = /^Change-Id: (I[0-9a-f]{8,40})\s*$/gm
const MERGED = /^(?:Merge pull request|Merged PR|See merge request) .{0,200}?(?:#|!| )([0-9]{1,9})\b/gm

export function parseReferences(message: string): Reference[] {
  const text = message.slice(0, SCANNED_CHARS)
  const found = new Map<string, Reference>()
  const add = (kind: ReferenceKind, target: string): void => {
    if (found.size < MAX_REFERENCES && !found.has(target)) found.set(target, { kind, target })
  }
  // Cheap signs first: most messages name nothing.
  if (text.includes('://')) {
    for (const [, project, what, id] of text.matchAll(URL)) {
      if (what === 'commit') {
        if (id!.length >= 7) add('commit', id!)
      } else if (/^[0-9]{1,9}$/.test(id!)) {
        add(what === 'issues' ? 'issue' : 'pull-request', `${project}#${id}`)
      }
    }
    for (const [, key] of text.matchAll(BROWSE_URL)) add('issue', key!)
  }
  if (/[Mm]erge/.test(text)) for (const [, number] of text.matchAll(MERGED)) add('pull-request', `#${number}`)
  if (/#[0-9]|[Gg][Hh]-[0-9]/.test(text)) {
    const end = text.indexOf('\n')
    const subject = end === -1 ? text : text.slice(0, end)
    // A squashed pull request's number stands in brackets at the end of the subject.
    const squashed = /\(#([0-9]{1,9})\)\s*$/.exec(subject)
    if (squashed !== null) add('pull-request', `#${squashed[1]}`)
    for (const [, project, number] of text.matchAll(NUMBER)) add('issue', `${project ?? ''}#${number}`)
  }
  if (/[A-Z]-[1-9]|[A-Z][0-9]+-[1-9]/.test(text)) {
    for (const [key, project] of text.matchAll(PROJECT)) {
      if (!NO_PROJECTS.has(project!) && project !== 'GH') add('issue', key)
    }
  }
  if (/commit|[Rr]evert|Fixes:|fixup|Fixup|ackport/.test(text)) {
    for (const [, sha] of text.matchAll(COMMIT)) add('commit', sha!)
  }
  if (text.includes('Change-Id: ')) for (const [, id] of text.matchAll(CHANGE_ID)) add('pull-request', id!)
  return [...found.values()]
}
