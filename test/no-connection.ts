/**
 * Loaded before a program (`--import`): whatever would open a connection, or ask for an
 * address by its name, is noted in the file that WAKELORE_TEST_CONNECTIONS names, and fails.
 */
import dns from 'node:dns'
import { appendFileSync } from 'node:fs'
import { Socket as DatagramSocket } from 'node:dgram'
import { Socket } from 'node:net'

function refuse(what: string): () => never {
  return () => {
    appendFileSync(process.env['WAKELORE_TEST_CONNECTIONS']!, `${what}\n`)
    throw Object.assign(new Error(`${what}: nothing may connect in this test`), { code: 'ECONNREFUSED' })
  }
}

Socket.prototype.connect = refuse('connect')
DatagramSocket.prototype.send = refuse('send')
DatagramSocket.prototype.connect = refuse('connect')
dns.lookup = Object.assign(refuse('lookup'), { __promisify__: refuse('lookup') })
dns.promises.lookup = refuse('lookup')
