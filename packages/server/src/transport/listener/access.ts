/**
 * Who may talk to the listener: looked at before a byte of a body is read, in this order.
 *
 * Host: a name that an attacker's DNS made point to this machine is none of ours, however
 * it got here. Origin: a web page says who it is, and only those that the owner named may
 * send. Token: what `wakelore env` gave, compared in constant time.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { IncomingHttpHeaders as Http2Headers } from 'node:http2'
import type { Fault } from '@wakelore/kernel/fault'
import { serverFault } from '../../faults.ts'

export type AccessRules = {
  readonly port: number
  readonly token: string
  /** Origins of web pages that may send, as the owner says at this moment. */
  readonly origins: () => Promise<readonly string[]>
}

export type Access =
  /** `origin`: of the web page that sends, one that may. */
  | { readonly kind: 'allowed'; readonly origin: string | undefined }
  | { readonly kind: 'refused'; readonly fault: Fault; readonly origin: string | undefined }

export type RequestHeaders = IncomingHttpHeaders | Http2Headers

const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]']
/** Of a header that a refusal quotes. */
const QUOTED_CHARS = 80

/** `isPreflight`: a browser asks on a page's behalf, and shows no token yet. */
export async function accessOf(
  headers: RequestHeaders,
  rules: AccessRules,
  { isPreflight = false } = {},
): Promise<Access> {
  const hosts = [headers[':authority'], headers.host].filter((host) => host !== undefined)
  const foreign = hosts.find((host) => !isOurs(String(host), rules.port))
  if (hosts.length === 0 || foreign !== undefined) {
    const named = foreign === undefined ? 'no host' : `the host ${quoted(String(foreign))}`
    return refused(
      serverFault(
        'LISTENER_HOST_REFUSED',
        `the request names ${named}, expected 127.0.0.1:${rules.port} or localhost:${rules.port}`,
      ),
    )
  }
  const { origin } = headers
  if (origin !== undefined && !(await rules.origins()).includes(String(origin))) {
    return refused(
      serverFault('LISTENER_ORIGIN_REFUSED', `the web page ${quoted(String(origin))} may not send here`),
    )
  }
  const page = origin === undefined ? undefined : String(origin)
  if (isPreflight) return { kind: 'allowed', origin: page }
  const given = /^bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1]
  if (given === undefined) {
    return refused(serverFault('LISTENER_TOKEN_MISSING', 'the request shows no bearer token'), page)
  }
  if (!isSame(given, rules.token)) {
    return refused(
      serverFault('LISTENER_TOKEN_WRONG', "the request shows a token that is not the listener's"),
      page,
    )
  }
  return { kind: 'allowed', origin: page }
}

function refused(fault: Fault, origin?: string): Access {
  return { kind: 'refused', fault, origin }
}

function isOurs(host: string, port: number): boolean {
  return LOOPBACK_NAMES.some((name) => host.toLowerCase() === `${name}:${port}`)
}

/** Digests have one length, so that neither content nor length is told by the time it takes. */
function isSame(given: string, expected: string): boolean {
  const [left, right] = [given, expected].map((text) => createHash('sha256').update(text).digest())
  return timingSafeEqual(left!, right!)
}

function quoted(text: string): string {
  return JSON.stringify(text.length > QUOTED_CHARS ? `${text.slice(0, QUOTED_CHARS)}…` : text)
}
