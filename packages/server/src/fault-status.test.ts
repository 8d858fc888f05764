import test from 'node:test'
import assert from 'node:assert/strict'
import { captureFault } from '@wakelore/capture/faults'
import { knowledgeFault } from '@wakelore/knowledge/faults'
import { logFault } from '@wakelore/stream/faults'
import { vaultFault } from '@wakelore/vault/faults'
import { EXIT_MEANINGS, FAULT_STATUS, statusOf } from './fault-status.ts'
import { serverFault } from './faults.ts'

/** Those of the package that stands to the right of this one. */
const COMMAND_LINE = ['CLI_NO_SUCH_PATH', 'CLI_OUTPUT_FAILED', 'CLI_UNCONFIRMED', 'CLI_USAGE']
const SWITCH = [
  'SWITCH_IS_OFF',
  'SWITCH_SPOOL_UNSAFE',
  'SWITCH_STATE_DAMAGED',
  'SWITCH_STATE_NEWER',
  'SWITCH_TARGET_TAKEN',
  'SWITCH_UNIT_UNWRITABLE',
]
const DAEMON = [
  'DAEMON_DISPLACED',
  'DAEMON_NOT_LISTENING',
  'DAEMON_RUNNING',
  'DAEMON_START_FAILED',
  'DAEMON_STOP_FAILED',
]
const TELEMETRY = ['TELEMETRY_OFF']
const SINK = [
  'SINK_BUSY',
  'SINK_CHANGED',
  'SINK_DENIED',
  'SINK_EXPOSED',
  'SINK_HEADERS_MALFORMED',
  'SINK_IS_WAKELORE',
  'SINK_NAME_TAKEN',
  'SINK_REFUSES',
  'SINK_STATE_DAMAGED',
  'SINK_UNKNOWN',
  'SINK_UNREACHABLE',
]

test('every code that a package can throw has a status, and no other does', () => {
  const thrown = [vaultFault, captureFault, logFault, knowledgeFault, serverFault].flatMap(({ kinds }) =>
    Object.keys(kinds),
  )
  assert.deepEqual(
    Object.keys(FAULT_STATUS).sort(),
    [...thrown, ...COMMAND_LINE, ...DAEMON, ...SINK, ...SWITCH, ...TELEMETRY].sort(),
  )
})

test('no status of a fault is one that means success, a bug or a signal', () => {
  for (const [code, { exit, http, grpc }] of Object.entries(FAULT_STATUS)) {
    assert.ok(exit >= 64 && exit <= 78 && exit !== 70, code)
    assert.ok(http >= 400 && http < 600, code)
    assert.ok(grpc > 0 && grpc <= 16, code)
  }
  assert.equal(statusOf('SOMETHING_NEW').exit, 74)
})

test('every exit status has a meaning', () => {
  for (const [code, { exit }] of Object.entries(FAULT_STATUS)) assert.ok(EXIT_MEANINGS[exit], code)
})
