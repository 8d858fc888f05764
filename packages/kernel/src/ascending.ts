/** Looking things up among ascending numbers. */

/** Index of the last element at or before `value`; 0 where all come after it. */
export function lastAtOrBefore(ascending: ArrayLike<number>, value: number): number {
  let low = 0
  let high = ascending.length - 1
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if (ascending[middle]! <= value) low = middle
    else high = middle - 1
  }
  return low
}
