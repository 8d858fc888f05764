/**
 * The end of a request whose body isn't read to its end, because it was refused.
 *
 * The answer has to get to the sender, who may still be sending: a connection of HTTP/1
 * that is closed under it takes the answer back. So what comes is read and dropped for a
 * moment. In HTTP/2 the stream alone is closed, once the answer is out.
 */
import type { IncomingMessage } from 'node:http'
import { constants, type Http2ServerRequest } from 'node:http2'

export function cutOff(request: IncomingMessage | Http2ServerRequest, lingerMs: number): void {
  if ('stream' in request) {
    const { stream } = request
    // At once, the answer would be dropped with it.
    stream.once('finish', () => setImmediate(() => stream.close(constants.NGHTTP2_NO_ERROR)))
    return
  }
  if (request.complete) return
  request.resume()
  const linger = setTimeout(() => request.destroy(), lingerMs)
  request.once('close', () => clearTimeout(linger))
}
