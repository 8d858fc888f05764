/** How long something took, as precise as it matters and in seven columns at most. */
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, MS_PER_SECOND } from '@wakelore/kernel/clock'

export function duration(ms: number): string {
  if (ms < 1) return '<1 ms'
  // What would be rounded up to 100 of a unit is told in the next.
  if (ms < 999.5) return `${Math.round(ms)} ms`
  if (ms < 99.95 * MS_PER_SECOND) return inUnit(ms / MS_PER_SECOND, 's')
  if (ms < 99.5 * MS_PER_MINUTE) return inUnit(ms / MS_PER_MINUTE, 'min', 1)
  if (ms < 99.5 * MS_PER_HOUR) return inUnit(ms / MS_PER_HOUR, 'h', 1)
  return inUnit(ms / MS_PER_DAY, 'd', 1)
}

function inUnit(value: number, unit: string, mostDecimals = 2): string {
  const precise = value.toFixed(mostDecimals)
  const spare = precise.length - (mostDecimals + 2)
  return `${spare > 0 ? value.toFixed(Math.max(0, mostDecimals - spare)) : precise} ${unit}`
}
