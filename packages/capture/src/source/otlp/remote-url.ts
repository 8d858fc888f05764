/**
 * What a remote's URL says whose it is: host and path, the same however one gets there.
 *
 * `https://ada@git.example.org:443/team/atlas.git/` and `git@git.example.org:team/atlas`
 * are one repository. Credentials never get into it.
 */

/** `git.example.org/team/atlas`; undefined for what is no URL, and for a local path. */
export function remoteIdentity(url: string): string | undefined {
  if (url.length > LONGEST_URL) return undefined
  const trimmed = url.trim()
  const parsed = WITH_SCHEME.exec(trimmed) ?? LIKE_SCP.exec(trimmed)
  if (parsed === null) return undefined
  const { scheme = 'ssh', host, port, path } = parsed.groups!
  const name = path!
    .replace(/[?#].*$/s, '')
    .replace(/\/{2,}/g, '/')
    .replace(/^\/|\/$/g, '')
    .replace(/\.git$/i, '')
  if (name === '') return undefined
  const kind = scheme.toLowerCase().replace(/^git\+/, '')
  const isUsualPort = port === undefined || port === '' || USUAL_PORTS.get(kind) === port
  // On another port something else may be served, except by ssh, which is one more way in.
  return `${host!.toLowerCase().replace(/\.$/, '')}${isUsualPort || kind === 'ssh' ? '' : `:${port}`}/${name}`
}

const LONGEST_URL = 4096

const WITH_SCHEME =
  /^(?<scheme>(?:git\+)?(?:https?|ssh)|git):\/\/(?:[^/?#]*@)?(?<host>[\w.-]+|\[[\da-f:.]+\])(?::(?<port>\d*))?(?<path>\/.*)$/is

/** `git@host:path`; one letter before the colon is a drive. */
const LIKE_SCP = /^(?:[^/@:\s]+@)?(?<host>[\w.-]{2,}|\[[\da-f:.]+\]):(?!\/\/|:)(?<path>.+)$/is

const USUAL_PORTS: ReadonlyMap<string, string> = new Map([
  ['https', '443'],
  ['http', '80'],
  ['git', '9418'],
])
