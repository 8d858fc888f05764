/** Which of the words somebody may have meant. */

/** At most this many letters added, lost, changed or swapped. */
const MOST_EDITS = 2

export function mostSimilar(word: string, words: readonly string[]): string | undefined {
  const close = words
    .map((candidate) => ({ candidate, edits: editDistance(word, candidate) }))
    .filter(({ candidate, edits }) => edits <= MOST_EDITS && edits < candidate.length / 2)
  return close.sort((a, b) => a.edits - b.edits)[0]?.candidate
}

/** Optimal string alignment distance (Damerau 1964): a swap of neighbours is one edit. */
export function editDistance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => [i, ...Array<number>(b.length).fill(0)])
  for (let j = 0; j <= b.length; j++) rows[0]![j] = j
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1
      let edits = Math.min(rows[i - 1]![j]! + 1, rows[i]![j - 1]! + 1, rows[i - 1]![j - 1]! + change)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        edits = Math.min(edits, rows[i - 2]![j - 2]! + 1)
      }
      rows[i]![j] = edits
    }
  }
  return rows[a.length]![b.length]!
}
