import type { z } from 'zod'
import type { down } from '@wakelore/server/operation/down'
import type { up } from '@wakelore/server/operation/up'
import type { RenderContext } from '../render.ts'
import { clockTime, paint } from '../terminal.ts'

const STARTED: Readonly<Record<z.output<typeof up.output>['outcome'], string>> = {
  started: 'started',
  'already-running': 'runs already',
  replaced: 'started in place of an older version',
  ended: 'ended',
}

export function renderUp({ outcome, daemon }: z.output<typeof up.output>, context: RenderContext): string {
  if (daemon === null) return 'The daemon has ended.'
  const since = outcome === 'already-running' ? `, since ${clockTime(daemon.startedAt, context.nowMs)}` : ''
  const line = `The daemon ${STARTED[outcome]}: process ${daemon.pid}${since}.`
  return [
    line,
    ...(daemon.listener === null
      ? []
      : [
          `It takes in telemetry at ${daemon.listener.url}: ${paint('cyan', 'eval "$(wakelore env)"')} has what a shell starts send it there.`,
        ]),
    ...(daemon.attention === 'watching'
      ? []
      : ["The system has no watch left for it (inotify's limit): it looks twice a second."]),
  ].join('\n')
}

export function renderDown({ pid, killed }: z.output<typeof down.output>): string {
  if (pid === null) return 'No daemon runs.'
  return killed
    ? `The daemon, process ${pid}, didn't stop and was killed. Nothing acknowledged is lost.`
    : `The daemon, process ${pid}, has stopped.`
}
