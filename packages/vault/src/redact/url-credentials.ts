/** User name and password (or token) in a URL: both go, scheme and host stay. */
import type { Report } from './finding.ts'
import { isPlaceholder } from './placeholder.ts'
import { looksRandom } from './entropy.ts'

/** From "://" to the last "@" of the authority, which ends before a path, a query or a quote. */
const AUTHORITY = /:\/\/([^\s/?#"'`<>\\@\0]{1,512}(?:@[^\s/?#"'`<>\\@\0]{1,512}){0,3})@(?=[A-Za-z0-9[_%$-])/g
const LONGEST_USER_NAME = 40

export function findUrlCredentials(text: string, report: Report): void {
  for (const match of text.matchAll(AUTHORITY)) {
    const userinfo = match[1]!
    const colon = userinfo.indexOf(':')
    const password = colon < 0 ? '' : userinfo.slice(colon + 1)
    const isSecret =
      password === ''
        ? userinfo.length > LONGEST_USER_NAME || looksRandom(userinfo.replace(/:$/, ''))
        : !isPlaceholder(password)
    if (isSecret) report(match.index + 3, match.index + 3 + userinfo.length, 'url-credentials')
  }
}
