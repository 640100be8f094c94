import type { ActivationFunction } from '../../layers/activation'

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))
/** Klambauer et al., "Self-Normalizing Neural Networks", 2017. */
const [SELU_SCALE, SELU_ALPHA] = [1.0507009873554805, 1.6732632423543772]

/**
 * The error function by its series, or its continued fraction where the series is slow. Source:
 * Abramowitz and Stegun, 7.1.5 and 7.1.14.
 */
function erf(x: number): number {
  const z = Math.abs(x)
  if (z < 2.5) {
    let [term, sum] = [z, z]
    for (let n = 1; Math.abs(term) > 1e-17 && n < 100; n += 1) {
      term *= (-z * z) / n
      sum += term / (2 * n + 1)
    }
    return (Math.sign(x) * 2 * sum) / Math.sqrt(Math.PI)
  }
  let fraction = 0
  for (let n = 60; n > 0; n -= 1) fraction = n / 2 / (z + fraction)
  return Math.sign(x) * (1 - Math.exp(-z * z) / ((z + fraction) * Math.sqrt(Math.PI)))
}

/** The activation functions, written out. */
export const FUNCTIONS: { readonly [F in ActivationFunction]: (x: number) => number } = {
  sigmoid,
  relu: (x) => Math.max(x, 0),
  tanh: Math.tanh,
  // LeCun et al., "Gradient-based learning applied to document recognition", 1998, appendix A.
  scaledTanh: (x) => 1.7159 * Math.tanh((2 / 3) * x),
  leakyRelu: (x) => (x < 0 ? 0.01 * x : x),
  elu: (x) => (x < 0 ? Math.expm1(x) : x),
  selu: (x) => SELU_SCALE * (x < 0 ? SELU_ALPHA * Math.expm1(x) : x),
  gelu: (x) => (x * (1 + erf(x * Math.SQRT1_2))) / 2,
  swish: (x) => x * sigmoid(x),
  softplus: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  relu6: (x) => Math.min(Math.max(x, 0), 6),
  linear: (x) => x,
}
