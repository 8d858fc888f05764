/**
 * How confidence weighs its features, in their order. Fitted by `tools/fit-check-prior.ts`
 * on the histories of other projects; not edited by hand.
 */
export const CONFIDENCE_PRIOR: { readonly weights: readonly number[]; readonly bias: number } = {
  // prettier-ignore
  weights: [0.7096, -0.1247, -0.3426, 0.1484, 0.5638, 0.2222, 0.5281, 0.1804, -0.0526, -1.0492],
  bias: -1.2301,
}
