/**
 * Every operation there is, by name, in the order in which help lists them. Each is
 * loaded when it is asked for: most of a start is loading.
 */
import type { Operation } from './operation.ts'

const loaders = {
  read: async () => (await import('./operation/read.ts')).read,
  next: async () => (await import('./operation/next.ts')).next,
  check: async () => (await import('./operation/check.ts')).check,
  who: async () => (await import('./operation/who.ts')).who,
  hot: async () => (await import('./operation/hot.ts')).hot,
  'hot.map': async () => (await import('./operation/hot-map.ts')).hotMap,
  couplings: async () => (await import('./operation/couplings.ts')).couplings,
  'couplings.map': async () => (await import('./operation/couplings-map.ts')).couplingsMap,
  today: async () => (await import('./operation/today.ts')).today,
  conflicts: async () => (await import('./operation/conflicts.ts')).conflicts,
  why: async () => (await import('./operation/why.ts')).why,
  score: async () => (await import('./operation/score.ts')).score,
  'score.queries': async () => (await import('./operation/score.ts')).scoreQueries,
  on: async () => (await import('./operation/on.ts')).on,
  off: async () => (await import('./operation/off.ts')).off,
  pause: async () => (await import('./operation/pause.ts')).pause,
  run: async () => (await import('./operation/run.ts')).run,
  log: async () => (await import('./operation/log.ts')).log,
  show: async () => (await import('./operation/show.ts')).show,
  trace: async () => (await import('./operation/trace.ts')).trace,
  waiting: async () => (await import('./operation/waiting.ts')).waiting,
  status: async () => (await import('./operation/status.ts')).status,
  up: async () => (await import('./operation/up.ts')).up,
  env: async () => (await import('./operation/env.ts')).env,
  down: async () => (await import('./operation/down.ts')).down,
  export: async () => (await import('./operation/export.ts')).exportEvents,
  'export.to': async () => (await import('./operation/export-to.ts')).exportTo,
  import: async () => (await import('./operation/import.ts')).importEvents,
  network: async () => (await import('./operation/network.ts')).network,
  conventions: async () => (await import('./operation/conventions.ts')).conventions,
  completion: async () => (await import('./operation/completion.ts')).completion,
  doctor: async () => (await import('./operation/doctor.ts')).doctor,
  keys: async () => (await import('./operation/keys.ts')).keys,
  uninstall: async () => (await import('./operation/uninstall.ts')).uninstall,
}

export type OperationName = keyof typeof loaders

export async function loadOperation(name: OperationName): Promise<Operation> {
  return (await loaders[name]()) as Operation
}

export function loadOperations(): Promise<Operation[]> {
  return Promise.all((Object.keys(loaders) as OperationName[]).map(loadOperation))
}
