/** Every operation there is, in the order in which help lists them. */
import type { Operation } from './operation.ts'
import { conventions } from './operation/conventions.ts'
import { doctor } from './operation/doctor.ts'
import { down } from './operation/down.ts'
import { env } from './operation/env.ts'
import { exportEvents } from './operation/export.ts'
import { exportTo } from './operation/export-to.ts'
import { importEvents } from './operation/import.ts'
import { keys } from './operation/keys.ts'
import { log } from './operation/log.ts'
import { network } from './operation/network.ts'
import { next } from './operation/next.ts'
import { off } from './operation/off.ts'
import { on } from './operation/on.ts'
import { pause } from './operation/pause.ts'
import { read } from './operation/read.ts'
import { run } from './operation/run.ts'
import { score, scoreQueries } from './operation/score.ts'
import { show } from './operation/show.ts'
import { status } from './operation/status.ts'
import { trace } from './operation/trace.ts'
import { uninstall } from './operation/uninstall.ts'
import { up } from './operation/up.ts'
import { waiting } from './operation/waiting.ts'
import { who } from './operation/who.ts'

export const operations: readonly Operation[] = [
  read,
  next,
  who,
  score,
  scoreQueries,
  on,
  off,
  pause,
  run,
  log,
  show,
  trace,
  waiting,
  status,
  up,
  env,
  down,
  exportEvents,
  exportTo,
  importEvents,
  network,
  conventions,
  doctor,
  keys,
  uninstall,
] as readonly Operation[]
