export function nextModelIsDue(..._: unknown[]): boolean {
  return false
}
export function refitNext(..._: unknown[]): void {}
