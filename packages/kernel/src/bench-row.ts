/** One figure of a benchmark, with what it is held against. `npm run bench` prints them. */
export type BenchRow = {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** What was promised: `≥ 200,000`. */
  readonly bar?: string
  /** A rival's figure, of the same run. */
  readonly against?: { readonly name: string; readonly value: number }
}
