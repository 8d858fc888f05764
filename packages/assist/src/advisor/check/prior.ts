/**
 * How confidence weighs its features, in their order. Fitted by `tools/fit-check-prior.ts`
 * on the histories of other projects; not edited by hand.
 */
export const CONFIDENCE_PRIOR: { readonly weights: readonly number[]; readonly bias: number } = {
  // prettier-ignore
  weights: [0.7079, -0.1234, -0.32, 0.1452, 0.5693, 0.2247, 0.519, 0.1449, -0.0602, -1.1038],
  bias: -1.2304,
}
