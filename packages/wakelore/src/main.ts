/**
 * Where the launcher goes: to the command line, but for `wakelore run`, whose command
 * starts first. Nothing is loaded here that a start would have to wait for.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { systemClock } from '@wakelore/kernel/clock'
import { readRunArguments } from './command-run/run-arguments.ts'

const LOADING_AFTER_MS = 1000
/** Where the command's own telemetry is refused until its repository is allowed: before an SDK has begun to send. */
const ALLOWING_AFTER_MS = 150

/** Runs one command line and says how the process should end. */
export async function main(argv: readonly string[]): Promise<number> {
  const given = readRunArguments(argv)
  if (given === undefined) return (await import('./cli.ts')).main(argv)
  const [{ beginRun }, tap] = await Promise.all([
    import('./command-run/begin-run.ts'),
    given.input.tap === true ? makeTap(given.input.command) : undefined,
  ])
  const run = await beginRun({
    command: given.input.command,
    cwd: process.cwd(),
    path: given.input.repo ?? '.',
    environment: process.env,
    clock: systemClock,
    outputTo: given.asJson ? 'stderr' : 'stdout',
    tap,
  })
  // What is being loaded hears late that the command has ended, and would call it slow.
  const afterMs = run.isAwaitingConsent ? ALLOWING_AFTER_MS : LOADING_AFTER_MS
  await Promise.race([run.process.ended, delay(afterMs, undefined, { ref: false })])
  return (await import('./cli.ts')).main(argv, { ...given, run })
}

async function makeTap(command: readonly string[]) {
  const [{ makeTapReader }, { nameCommand }] = await Promise.all([
    import('./test-results/tap.ts'),
    import('./command-run/command-class.ts'),
  ])
  return makeTapReader(nameCommand(command).name)
}
