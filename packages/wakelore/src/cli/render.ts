/** What every renderer may know beside the answer. */
export type RenderContext = {
  readonly nowMs: number
  /** Columns of the terminal, infinite where it is none: nothing is cut then. */
  readonly width: number
  /** ` --repo …` as the repository was named, to repeat in hints; empty where it wasn't. */
  readonly repoHint: string
  /** Where the user stands. */
  readonly cwd: string
  /** Where consent and detail can be changed. */
  readonly configFile: string
}

/** Sections of text with one empty line between them; empty ones vanish. */
export function sections(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n')
}
