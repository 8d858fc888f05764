/** The value below which a share of an ascending sample lies, interpolated (Hyndman & Fan 1996, type 7). */
export function quantile(ascending: ArrayLike<number>, share: number): number {
  const at = (ascending.length - 1) * share
  const below = Math.floor(at)
  const low = ascending[below] ?? NaN
  const high = ascending[Math.min(below + 1, ascending.length - 1)] ?? NaN
  return low + (high - low) * (at - below)
}
