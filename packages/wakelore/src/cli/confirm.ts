/**
 * Asks the person at the terminal, and takes nothing but "y" or "yes" for a yes.
 *
 * The terminal stays in its own mode: Ctrl-C is a signal as ever, and interrupts. The end of input is a no.
 */
import { createInterface, type Interface } from 'node:readline'

/** Whether there is anybody to ask, who has seen what was printed. */
export function canAsk(): boolean {
  return process.stdin.isTTY === true && process.stdout.isTTY === true
}

/** @throws the signal's reason, where it aborts before there is an answer */
export async function isConfirmed(question: string, signal: AbortSignal | undefined): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, terminal: false })
  try {
    process.stderr.write(`${question} [y/N] `)
    const answer = await firstLine(lines, signal)
    // Nobody has ended the line.
    if (answer === undefined) process.stderr.write('\n')
    signal?.throwIfAborted()
    return /^\s*y(?:es)?\s*$/i.test(answer ?? '')
  } finally {
    lines.close()
  }
}

function firstLine(lines: Interface, signal: AbortSignal | undefined): Promise<string | undefined> {
  return new Promise((settle) => {
    lines.once('line', settle)
    lines.once('close', () => settle(undefined))
    signal?.addEventListener('abort', () => settle(undefined), { once: true })
  })
}
