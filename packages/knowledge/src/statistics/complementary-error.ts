/**
 * The complementary error function, by Chebyshev fitting (Press et al., Numerical Recipes,
 * 6.2); relative error below 1.2e-7. Of a standard normal z, `complementaryError(z / √2)` is
 * the probability of lying at least that far out on either side.
 */
export function complementaryError(x: number): number {
  const t = 1 / (1 + 0.5 * Math.abs(x))
  const polynomial = COEFFICIENTS.reduceRight((sum, coefficient) => sum * t + coefficient, 0)
  const tail = t * Math.exp(-x * x + polynomial)
  return x >= 0 ? tail : 2 - tail
}

const COEFFICIENTS = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587,
  -0.82215223, 0.17087277,
]
