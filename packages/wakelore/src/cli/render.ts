/** What every renderer may know beside the answer. */
export type RenderContext = {
  readonly nowMs: number
  /** Columns of the terminal. */
  readonly width: number
  /** `--repo …` as it was given, to repeat in hints; empty where it wasn't. */
  readonly repoHint: string
}

/** Sections of text with one empty line between them; empty ones vanish. */
export function sections(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n')
}
