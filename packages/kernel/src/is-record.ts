/** Whether a value of unknown origin, as JSON gives it, is an object with names: no list, not null. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
