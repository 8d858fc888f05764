/** Answers that are looked up again when they are some moments old: what they tell changes. */
import type { Clock } from '@wakelore/kernel/clock'

export type ShortMemory<T> = (key: string, look: () => Promise<T>) => Promise<T>

/** Holds `mostKeys`; whatever is asked beyond them pushes out the oldest. */
export function makeShortMemory<T>(options: {
  readonly clock: Clock
  readonly livesMs: number
  readonly mostKeys: number
}): ShortMemory<T> {
  const { clock, livesMs, mostKeys } = options
  const known = new Map<string, { readonly atMs: number; readonly answer: Promise<T> }>()
  return (key, look) => {
    const nowMs = clock.nowMs()
    const found = known.get(key)
    // A clock that was set back makes everything old.
    if (found !== undefined && nowMs >= found.atMs && nowMs - found.atMs < livesMs) return found.answer
    const answer = look()
    known.delete(key)
    known.set(key, { atMs: nowMs, answer })
    const [oldest] = known.keys()
    if (known.size > mostKeys) known.delete(oldest!)
    answer.catch(() => {
      if (known.get(key)?.answer === answer) known.delete(key)
    })
    return answer
  }
}
