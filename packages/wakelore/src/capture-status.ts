/** What capture is like at this moment: the switch, the spool and the daemon, as `status` tells them. */
import { readSpool } from '@wakelore/capture/source/git-trace2'
import { readTraceSettings } from '@wakelore/capture/source/git-trace2/global-config'
import type { CaptureStatus } from '@wakelore/server/context'
import type { Git } from '@wakelore/vault/git'
import type { WakelorePaths } from '@wakelore/vault/paths'
import { readSinks } from '@wakelore/vault/sink'
import { readCaptureState } from './capture-switch.ts'
import { findDaemon } from './daemon-process.ts'

export async function readCaptureStatus(paths: WakelorePaths, git: Git): Promise<CaptureStatus> {
  const [state, daemon, sinks] = await Promise.all([
    readCaptureState(paths),
    findDaemon(paths),
    readSinks(paths),
  ])
  const directory = state.state === 'off' ? undefined : state.spool.directory
  const spool = directory === undefined ? undefined : await readSpool(directory)
  return {
    state: state.state,
    sinceMs: state.sinceMs,
    pausedUntilMs: state.pausedUntilMs,
    spool:
      spool === undefined || directory === undefined
        ? undefined
        : {
            directory,
            files: spool.files,
            running: spool.running,
            bytes: spool.bytes,
            fullSinceMs: spool.fullSinceMs,
          },
    daemon,
    sinks: sinks.length,
    isInEffect: async () => {
      if (state.state === 'off') return false
      const { targets } = await readTraceSettings(git, state.insertion.path)
      return targets.at(-1)?.value === state.insertion.target
    },
  }
}
