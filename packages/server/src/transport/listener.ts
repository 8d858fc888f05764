/**
 * The listener: one port of the loopback interface for everything that others send, OTLP
 * by HTTP/1.1, HTTP/2 and gRPC, without TLS.
 *
 * The first bytes of a connection say which protocol it speaks: every connection of
 * HTTP/2 begins with `PRI`. What speaks it is loaded with the first connection; until
 * then there is a socket and nothing else.
 */
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import type { Http2Server } from 'node:http2'
import { errorCode } from '@wakelore/kernel/error-code'
import { serverFault } from '../faults.ts'
import type { AccessRules } from './listener/access.ts'
import type { HttpTransport } from './listener/http.ts'
import { LISTENER_LIMITS, type ListenerLimits } from './listener/limits.ts'
import type { OtlpIntake } from './otlp-intake.ts'

export type ListenerOptions = Omit<AccessRules, 'port'> & {
  /** 0 for any that is free. */
  readonly port: number
  /** Opened with the first connection. */
  readonly intake: () => Promise<OtlpIntake>
  readonly limits?: Partial<ListenerLimits>
  /** What no sender can bring about. */
  readonly onBug: (error: unknown) => void
}

export type Listener = {
  readonly port: number
  readonly counts: () => ListenerCounts
  /** Takes no more, waits for what is on its way up to `graceMs`, and cuts off the rest. */
  readonly close: (graceMs: number) => Promise<void>
}

/** Requests whose contents are stored, and those that were refused. */
export type ListenerCounts = { readonly taken: number; readonly refused: number }

const LOOPBACK = '127.0.0.1'
const HTTP2_PREFACE = 'PRI'

/** @throws LISTENER_PORT_TAKEN */
export async function openListener(options: ListenerOptions): Promise<Listener> {
  const { onBug } = options
  const limits = { ...LISTENER_LIMITS, ...options.limits }
  const counts = { taken: 0, refused: 0 }
  const sockets = new Set<Socket>()
  /** Those that haven't said yet what they speak. */
  const silent = new Set<Socket>()
  let isClosing = false
  let http: Promise<HttpTransport> | undefined
  let http2: Promise<Http2Server> | undefined

  const server = createServer({ pauseOnConnect: true, noDelay: true })
  server.maxConnections = limits.connections
  const port = await listen(server, options.port)
  const parts = async () => ({
    rules: { port, token: options.token, origins: options.origins },
    limits,
    intake: await options.intake(),
    onBug,
    onAnswer: (isTaken: boolean): void => void (isTaken ? counts.taken++ : counts.refused++),
  })
  const openHttp = (): Promise<HttpTransport> =>
    (http ??= import('./listener/http.ts').then(async ({ makeHttpTransport }) =>
      makeHttpTransport(await parts()),
    ))
  const openHttp2 = (): Promise<Http2Server> =>
    (http2 ??= import('./listener/http2.ts').then(async ({ makeHttp2Server }) =>
      makeHttp2Server({ ...(await parts()), openHttp }),
    ))

  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    // One that goes away is no fault of ours, and heard of by whoever waits for it.
    socket.on('error', () => undefined)
    const hand = async (): Promise<void> => {
      silent.add(socket)
      const isHttp2 = await speaksHttp2(socket, limits.headerMs)
      silent.delete(socket)
      if (isHttp2 === undefined || isClosing) return void socket.destroy()
      const target = isHttp2 ? await openHttp2() : (await openHttp()).server
      target.emit('connection', socket)
    }
    hand().catch((error: unknown) => {
      socket.destroy()
      onBug(error)
    })
  })

  const close: Listener['close'] = async (graceMs) => {
    isClosing = true
    const closed = new Promise((resolve) => server.close(resolve))
    const [openedHttp, openedHttp2] = await Promise.all([http, http2])
    openedHttp2?.close()
    for (const socket of silent) socket.destroy()
    const cutOff = setTimeout(() => sockets.forEach((socket) => socket.destroy()), graceMs)
    await openedHttp?.close()
    openedHttp?.server.closeIdleConnections()
    await closed
    clearTimeout(cutOff)
  }
  return { port, counts: () => ({ ...counts }), close }
}

async function listen(server: Server, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen({ host: LOOPBACK, port, exclusive: true }, resolve)
  try {
    await promise
  } catch (cause) {
    if (errorCode(cause) !== 'EADDRINUSE' && errorCode(cause) !== 'EACCES') throw cause
    throw serverFault('LISTENER_PORT_TAKEN', `port ${port} of ${LOOPBACK} is not to be had`, {
      cause,
      fields: { port },
    })
  }
  server.off('error', reject)
  return (server.address() as AddressInfo).port
}

/** Looks at the first bytes and puts them back; undefined where none come in time. */
async function speaksHttp2(socket: Socket, limitMs: number): Promise<boolean | undefined> {
  const { promise, resolve } = Promise.withResolvers<boolean | undefined>()
  const look = (): void => {
    const head = socket.read(HTTP2_PREFACE.length) as Buffer | null
    if (head === null) return
    socket.off('readable', look)
    socket.unshift(head)
    resolve(head.toString('latin1') === HTTP2_PREFACE)
  }
  const over = setTimeout(() => resolve(undefined), limitMs)
  socket.on('readable', look)
  socket.once('close', () => resolve(undefined))
  socket.once('end', () => resolve(undefined))
  try {
    return await promise
  } finally {
    clearTimeout(over)
    socket.off('readable', look)
  }
}
