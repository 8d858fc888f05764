/**
 * An operation: something wakelore can be asked, defined once.
 *
 * Name, input, output, access level, examples, faults and one handler. Transports
 * project it and add nothing: the CLI today, others without a change to a handler.
 * A handler never touches a terminal; what it needs of the world is in its context.
 */
import type { z } from 'zod'
import type { OperationContext } from './context.ts'

/**
 * What a caller must be allowed to do.
 * `read`: see what is stored. `capture`: read a repository into the store.
 * `administer`: change keys, or put events into the store.
 */
export type Access = 'read' | 'capture' | 'administer'

/**
 * What a value is, so that a shell can complete it: words to choose from, or something
 * that the shell, git or the store knows. An input says so as `.meta({ completes: 'path' })`;
 * the values of an enum need no word.
 */
export type Completes =
  'path' | 'repository' | 'branch' | 'ref' | 'event' | 'command' | 'sink' | 'program' | readonly string[]

declare module 'zod' {
  interface GlobalMeta {
    readonly completes?: Completes
  }
}

export type Example = { readonly command: string; readonly does: string }

type Definition<Input extends z.ZodObject, Output extends z.ZodType> = {
  readonly name: string
  /** One line, no full stop. */
  readonly summary: string
  readonly description?: string
  readonly access: Access
  readonly input: Input
  /** Of the answer; of one item, where the operation streams. */
  readonly output: Output
  readonly examples: readonly Example[]
  /** Codes a caller should be ready for, beyond those of every operation. */
  readonly faults: readonly string[]
}

export type UnaryOperation<
  Input extends z.ZodObject = z.ZodObject,
  Output extends z.ZodType = z.ZodType,
> = Definition<Input, Output> & {
  readonly kind: 'unary'
  readonly handler: (input: z.output<Input>, context: OperationContext) => Promise<z.output<Output>>
}

export type StreamOperation<
  Input extends z.ZodObject = z.ZodObject,
  Output extends z.ZodType = z.ZodType,
> = Definition<Input, Output> & {
  readonly kind: 'stream'
  readonly handler: (input: z.output<Input>, context: OperationContext) => AsyncIterable<z.output<Output>>
}

export type Operation = UnaryOperation | StreamOperation

export function defineUnary<Input extends z.ZodObject, Output extends z.ZodType>(
  operation: Omit<UnaryOperation<Input, Output>, 'kind'>,
): UnaryOperation<Input, Output> {
  return { kind: 'unary', ...operation }
}

export function defineStream<Input extends z.ZodObject, Output extends z.ZodType>(
  operation: Omit<StreamOperation<Input, Output>, 'kind'>,
): StreamOperation<Input, Output> {
  return { kind: 'stream', ...operation }
}
