/**
 * Asks the person at the terminal, and takes nothing but "y" or "yes" for a yes.
 *
 * The terminal stays in its own mode: Ctrl-C is a signal as ever, and the end of input a no.
 */
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** Whether there is anybody to ask, who has seen what was printed. */
export function canAsk(): boolean {
  return process.stdin.isTTY === true && process.stdout.isTTY === true
}

export async function isConfirmed(question: string, signal: AbortSignal | undefined): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, terminal: false })
  try {
    process.stderr.write(`${question} [y/N] `)
    const options = signal === undefined ? {} : { signal }
    const [answer] = (await Promise.race([
      once(lines, 'line', options),
      once(lines, 'close', options).then(() => ['']),
    ])) as [string]
    return /^\s*y(?:es)?\s*$/i.test(answer)
  } finally {
    lines.close()
  }
}
