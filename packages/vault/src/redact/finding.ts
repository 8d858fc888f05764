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
