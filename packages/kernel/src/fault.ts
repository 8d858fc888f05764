/**
 * Faults: the world failed, and somebody has to be told what, where, what was
 * expected and what to do.
 *
 * Three ways to fail, and only three: our own bug is an `assert`; an answer that
 * the caller branches on is a discriminated union; everything else is a `Fault`.
 * Codes are a closed list per package (`src/faults.ts`), made with `defineFaults`;
 * callers match the code, never the text.
 */

/** Whether trying the same call again can help. */
export type Retry = 'never' | 'later' | 'after-repair'

export type FaultKind = {
  readonly retry: Retry
  /** What the user can do, one sentence; may name a command in backticks. */
  readonly help: string
}

export type FaultFields = Readonly<Record<string, string | number | boolean | undefined>>

export class Fault extends Error {
  override readonly name = 'Fault'
  readonly code: string
  readonly retry: Retry
  readonly help: string
  readonly fields: FaultFields

  constructor(
    code: string,
    kind: FaultKind,
    message: string,
    options: { fields?: FaultFields; cause?: unknown; help?: string } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.retry = kind.retry
    this.help = options.help ?? kind.help
    this.fields = options.fields ?? {}
  }
}

/**
 * Makes a package's closed list of faults.
 *
 * @example
 *   export const logFault = defineFaults({
 *     LOG_SEGMENT_TORN: { retry: 'after-repair', help: 'See `wakelore doctor`.' },
 *   })
 *   throw logFault('LOG_SEGMENT_TORN', 'segment 000042 ends inside a record at byte 81920', { fields: { atByte: 81920 } })
 */
export function defineFaults<Code extends string>(kinds: Readonly<Record<Code, FaultKind>>) {
  return Object.assign(
    (
      code: Code,
      message: string,
      options?: { fields?: FaultFields; cause?: unknown; help?: string },
    ): Fault => new Fault(code, kinds[code], message, options),
    { kinds },
  )
}

/** True where `error` is a fault, with that code if one is given. */
export function isFault(error: unknown, code?: string): error is Fault {
  return error instanceof Fault && (code === undefined || error.code === code)
}
