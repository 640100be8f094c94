import { phrase } from '@shared/errors'
import { numberOf } from '@shared/layers/activation'
import { about, type Change, type Hypothesis, type Suspicion } from './change'

/** What programs add to a variance by default, and what people write. */
const USUAL = [1e-3, 1e-5, 1e-6, 1e-7, 1e-12, 1e-4, 1e-2, 2e-5, 1e-8]
/** A solved ε is rounded to a usual one that is so near. */
const NEAR = 0.1

/**
 * The ε with which the other side's numbers follow: their distance from β is smaller by
 * √((v + ε) / (v + ε′)). The channel with the smallest variance tells it best.
 */
function solvedEpsilon(
  { subject, resolved, given }: Suspicion,
  epsilon: number,
): number | undefined {
  if (!given) return undefined
  const { own, other } = given
  const { id } = resolved.layer
  const beta = subject.weights.get(`${id}.beta`)?.data ?? []
  const variance = subject.weights.get(`${id}.variance`)?.data ?? []
  let best: { readonly variance: number; readonly epsilon: number } | undefined
  for (let i = 0; i < own.values.length; i += 1) {
    const channel = (own.units[i % own.units.length] ?? 0) % variance.length
    const [v = 1, b = 0] = [variance[channel], beta[channel]]
    const [x = 0, y = 0] = [own.values[i], other.values[i]]
    if (Math.abs(x - b) < 1e-2 || (best && v >= best.variance)) continue
    best = { variance: v, epsilon: ((v + epsilon) * (x - b) ** 2) / (y - b) ** 2 - v }
  }
  return best?.epsilon
}

/** What is added to the variance. */
export const epsilon: Hypothesis = about(['batchNorm'], (layer, suspicion): readonly Change[] => {
  const solved = solvedEpsilon(suspicion, layer.epsilon)
  const usual = USUAL.filter((value) => value !== layer.epsilon)
  const isKnown = solved === undefined || usual.some((value) => Math.abs(value / solved - 1) < NEAR)
  const tried = isKnown || solved <= 0 || solved >= 1 ? usual : [...usual, solved]
  return tried.map((value) => ({
    cause: 'batch-norm-epsilon',
    explanation: phrase`Its ε is ${layer.epsilon} on one side and ${Number(value.toPrecision(3))} on the other.`,
    layer: { epsilon: value },
  }))
})

/** Numbers and approximations by which programs differ for the same function. */
export const activation: Hypothesis = about(['activation'], (layer): readonly Change[] => {
  const others = {
    leakyRelu: [0.01, 0.1, 0.2, 0.3].map((slope) => ({ slope })),
    elu: [1, 0.1, 0.2, 0.5].map((alpha) => ({ alpha })),
    hardSigmoid: [1 / 6, 0.2].map((slope) => ({ slope })),
    gelu: [{ function: 'geluTanh' }],
    geluTanh: [{ function: 'gelu' }],
    relu: [{ function: 'relu6' }, { function: 'linear' }],
    relu6: [{ function: 'relu' }],
  } as const
  const tried: readonly Readonly<Record<string, unknown>>[] =
    layer.function in others ? others[layer.function as keyof typeof others] : []
  return tried.map((settings) => ({
    cause: 'activation',
    explanation: phrase`Its function is ${layer.function} (${numberOf(layer)}) on one side and ${textOf(settings)} on the other.`,
    layer: settings,
  }))
})

const textOf = (settings: Readonly<Record<string, unknown>>): string =>
  Object.values(settings)
    .map((value) => String(value))
    .join(', ')
