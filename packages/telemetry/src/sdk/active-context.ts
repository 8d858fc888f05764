/**
 * The context that work is in at the moment: that of the application's own SDK where it has
 * one, and otherwise one kept here, so that spans lie beneath each other without any global
 * being registered.
 */
import { context, createContextKey, ROOT_CONTEXT, type Context } from '@opentelemetry/api'

export type ActiveContext = {
  readonly active: () => Context
  readonly with: <Result>(work: Context, run: () => Result) => Result
}

/** Holds one context for a stretch of work: `AsyncLocalStorage`, or less than that. */
export type ContextHolder = {
  readonly get: () => Context | undefined
  readonly run: <Result>(work: Context, run: () => Result) => Result
}

const PROBE = createContextKey('wakelore.probe')

export function makeActiveContext(holder: ContextHolder): ActiveContext {
  return {
    active: () => {
      const theirs = context.active()
      if (theirs !== ROOT_CONTEXT) return theirs
      const ours = holder.get()
      // Their root may be meant: an SDK that is there has the last word.
      return ours === undefined || hasContextOfItsOwn() ? theirs : ours
    },
    with: (work, run) => context.with(work, () => holder.run(work, run)),
  }
}

/** For pages: what runs at once is in the context, what runs later isn't. */
export function makeSynchronousHolder(): ContextHolder {
  let held: Context | undefined
  return {
    get: () => held,
    run: (work, run) => {
      const before = held
      held = work
      try {
        return run()
      } finally {
        held = before
      }
    },
  }
}

/** Whether the application registered a context manager: without one, `with` changes nothing. */
function hasContextOfItsOwn(): boolean {
  const probe = ROOT_CONTEXT.setValue(PROBE, true)
  return context.with(probe, () => context.active() === probe)
}
