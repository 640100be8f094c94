import type { ActivationFunction } from '../../layers/activation'

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))
/** Klambauer et al., "Self-Normalizing Neural Networks", 2017. */
const [SELU_SCALE, SELU_ALPHA] = [1.0507009873554805, 1.6732632423543772]

/**
 * The error function by its series, or its continued fraction where the series is slow. Source:
 * Abramowitz and Stegun, 7.1.5 and 7.1.14.
 */
export function erf(x: number): number {
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

const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))
/** Hendrycks and Gimpel, "Gaussian Error Linear Units", 2016, section 2. */
const GELU_CUBIC = 0.044715

/** The activation functions, written out; `p` is the number that shapes one (`numberOf`). */
export const FUNCTIONS: { readonly [F in ActivationFunction]: (x: number, p: number) => number } = {
  sigmoid,
  relu: (x) => Math.max(x, 0),
  tanh: Math.tanh,
  // LeCun et al., "Gradient-based learning applied to document recognition", 1998, appendix A.
  scaledTanh: (x) => 1.7159 * Math.tanh((2 / 3) * x),
  leakyRelu: (x, slope) => (x < 0 ? slope * x : x),
  elu: (x, alpha) => (x < 0 ? alpha * Math.expm1(x) : x),
  selu: (x) => SELU_SCALE * (x < 0 ? SELU_ALPHA * Math.expm1(x) : x),
  gelu: (x) => (x * (1 + erf(x * Math.SQRT1_2))) / 2,
  geluTanh: (x) => (x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + GELU_CUBIC * x ** 3)))) / 2,
  swish: (x) => x * sigmoid(x),
  hardSwish: (x) => (x * Math.min(Math.max(x + 3, 0), 6)) / 6,
  hardSigmoid: (x, slope) => Math.min(Math.max(slope * x + 0.5, 0), 1),
  mish: (x) => x * Math.tanh(softplus(x)),
  softplus,
  softsign: (x) => x / (1 + Math.abs(x)),
  relu6: (x) => Math.min(Math.max(x, 0), 6),
  linear: (x) => x,
}
