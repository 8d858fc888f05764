/**
 * `@wakelore/telemetry`: development events and spans from a page, or from anything else
 * that has fetch, to wakelore's listener or any other OTLP endpoint.
 *
 * Depends on `@opentelemetry/api` alone, registers nothing, and lives beside an
 * application's own SDK: `@wakelore/telemetry/node` for Node.
 */
import { makeSynchronousHolder } from './sdk/active-context.ts'
import { makeTelemetry, type Outside, type Telemetry, type TelemetryOptions } from './sdk/make-telemetry.ts'

/** What of a page is needed; there is none in a worker. */
type Page = {
  readonly visibilityState: string
  readonly addEventListener: (name: string, run: () => void) => void
  readonly removeEventListener: (name: string, run: () => void) => void
}

export function startTelemetry(options: TelemetryOptions): Telemetry {
  return makeTelemetry(options, pageOutside())
}

function pageOutside(): Outside {
  return {
    language: 'webjs',
    fetch: (...request) => globalThis.fetch(...request),
    clock: { wallMs: () => Date.now(), tickMs: () => performance.now() },
    random: () => Math.random(),
    startTimer: (run, afterMs) => {
      const timer = setTimeout(run, afterMs)
      return () => clearTimeout(timer)
    },
    contextHolder: makeSynchronousHolder(),
    onLeaving: (leave) => {
      const { document, addEventListener, removeEventListener } = globalThis as {
        document?: Page
        addEventListener?: Page['addEventListener']
        removeEventListener?: Page['removeEventListener']
      }
      if (document === undefined) return () => {}
      // A page that is hidden may never come back, or come back as if nothing had been.
      const hidden = (): void => {
        if (document.visibilityState === 'hidden') void leave(false)
      }
      const gone = (): void => void leave(false)
      document.addEventListener('visibilitychange', hidden)
      addEventListener?.('pagehide', gone)
      return () => {
        document.removeEventListener('visibilitychange', hidden)
        removeEventListener?.('pagehide', gone)
      }
    },
  }
}
