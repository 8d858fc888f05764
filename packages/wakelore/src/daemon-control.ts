/** What the owner does with the daemon: start it, stop it, be it; through the supervisor, where that has it. */
import { homedir } from 'node:os'
import type { DaemonControl } from '@wakelore/server/context'
import type { WakelorePaths } from '@wakelore/vault/paths'
import { readCaptureState } from './capture-switch.ts'
import { startDaemon, stopDaemon, type DaemonPlace } from './daemon-process.ts'
import type { AmbientPipeline } from './pipeline.ts'
import { daemonFault } from './faults.ts'
import { findSupervisor } from './supervisor.ts'

export function makeDaemonControl(options: {
  readonly paths: WakelorePaths
  readonly environment: NodeJS.ProcessEnv
  readonly ambient: AmbientPipeline
  readonly signal: AbortSignal | undefined
}): DaemonControl {
  const { paths, environment, ambient } = options
  const place = async (): Promise<DaemonPlace> => {
    const state = await readCaptureState(paths)
    const supervisor =
      state.state === 'off' || state.supervisor === undefined
        ? undefined
        : findSupervisor({ environment, platform: process.platform, home: homedir() })
    const service = supervisor !== undefined && (await supervisor.isAnswering()) ? supervisor : undefined
    return {
      paths,
      environment,
      ...(service === undefined
        ? {}
        : {
            service: {
              start: async () => {
                const complaint = await service.start()
                if (complaint === undefined) return
                throw daemonFault(
                  'DAEMON_START_FAILED',
                  `${service.kind} didn't start the daemon: ${complaint}`,
                )
              },
              stop: service.stop,
            },
          }),
    }
  }
  return {
    start: async () => startDaemon(await place()),
    stop: async () => stopDaemon(await place()),
    run: async () => {
      const { runDaemonHere } = await import('./daemon-foreground.ts')
      await runDaemonHere({ paths, ambient, signal: options.signal ?? new AbortController().signal })
    },
  }
}
