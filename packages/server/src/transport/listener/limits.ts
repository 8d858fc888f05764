/** What one sender, and all of them together, may take of the listener. */
export type ListenerLimits = {
  readonly connections: number
  /** At one time, in one connection of HTTP/2. */
  readonly streams: number
  /** Of a request's headers. */
  readonly headerBytes: number
  /** Of a body, as it is sent. */
  readonly bodyBytes: number
  /** Of a body, inflated: what OTLP recommends. Its objects take several times as much. */
  readonly inflatedBytes: number
  /** From a connection's or request's beginning until its headers are there. */
  readonly headerMs: number
  /** From a request's headers until its body is there. */
  readonly bodyMs: number
  /** Between two requests of a connection. */
  readonly idleMs: number
  /** What a refused sender goes on sending is read, so that it sees the answer, this long. */
  readonly lingerMs: number
}

const MIB = 1024 * 1024

export const LISTENER_LIMITS: ListenerLimits = {
  connections: 256,
  streams: 64,
  headerBytes: 16 * 1024,
  bodyBytes: 16 * MIB,
  inflatedBytes: 20 * MIB,
  headerMs: 10_000,
  bodyMs: 30_000,
  idleMs: 5 * 60_000,
  lingerMs: 2000,
}
