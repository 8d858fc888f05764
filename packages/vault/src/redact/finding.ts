/** A stretch of a text that must not be stored, and what it is. */
export type Finding = {
  /** UTF-16 offsets, end exclusive. */
  readonly start: number
  readonly end: number
  /** What the marker names: `aws-access-key`. */
  readonly kind: string
}

/** Takes what a rule finds. */
export type Report = (start: number, end: number, kind: string) => void

/** What stands where something was; `distinction` keeps different things different. */
export function visibleMarker(kind: string, distinction = ''): string {
  return `[redacted:${kind}${distinction === '' ? '' : `:${distinction}`}]`
}

/** `findings` in order, none overlapping another. */
export function replaceFindings(
  text: string,
  findings: readonly Finding[],
  marker: (found: string, kind: string) => string,
): string {
  let result = ''
  let at = 0
  for (const { start, end, kind } of findings) {
    result += text.slice(at, start) + marker(text.slice(start, end), kind)
    at = end
  }
  return result + text.slice(at)
}
