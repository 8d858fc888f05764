/**
 * The daemon's listener: opened where it was last, so that shells which know that go on
 * sending, and noted where it is.
 */
import { randomBytes } from 'node:crypto'
import { isFault } from '@wakelore/kernel/fault'
import { openListener, type Listener, type ListenerOptions } from '@wakelore/server/transport/listener'
import type { WakelorePaths } from '@wakelore/vault/paths'
import { readListenerRecord, writeListenerRecord, type ListenerRecord } from '../listener-file.ts'

/** OTLP's own is 4318: easy to tell, and to get. */
const PREFERRED_PORT = 47318
const TOKEN_BYTES = 32

/** @throws VAULT_FILE_UNREADABLE, VAULT_HOME_UNWRITABLE, VAULT_DISK_FULL */
export async function openDaemonListener(
  paths: Pick<WakelorePaths, 'dataDir'>,
  options: Omit<ListenerOptions, 'port' | 'token'>,
): Promise<Listener> {
  const noted = await readListenerRecord(paths)
  const fresh = (port: number): ListenerRecord => ({ port, token: randomBytes(TOKEN_BYTES).toString('hex') })
  // Whoever has the noted port now may have been shown the noted token.
  const wishes = [...(noted === undefined ? [] : [noted]), fresh(PREFERRED_PORT), fresh(0)]
  for (const wish of wishes) {
    let listener: Listener
    try {
      listener = await openListener({ ...options, ...wish })
    } catch (error) {
      if (isFault(error, 'LISTENER_PORT_TAKEN') && wish.port !== 0) continue
      throw error
    }
    if (wish === noted) return listener
    try {
      await writeListenerRecord(paths, { ...wish, port: listener.port })
    } catch (error) {
      await listener.close(0)
      throw error
    }
    return listener
  }
  throw new Error('some port of so many is free')
}
