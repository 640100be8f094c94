import type { OptimizerOf } from '@shared/recipe/optimizers'
import { tensorflow } from '../../runtime/tensorflow'
import { decayed, type Arithmetic } from './rule'

/**
 * m ← β₁m + (1−β₁)g; v ← β₂v + (1−β₂)g²; w ← w − η·m̂ / (√v̂ + ε) with m̂ = m/(1−β₁ᵗ), v̂ =
 * v/(1−β₂ᵗ). Source: Kingma and Ba, "Adam", 2015, with ε in the same place as in PyTorch.
 */
export function adam({ beta1, beta2, epsilon, weightDecay }: OptimizerOf<'adam'>): Arithmetic {
  return {
    numbers: (learningRate, step) => [
      learningRate / (1 - beta1 ** (step + 1)),
      Math.sqrt(1 - beta2 ** (step + 1)),
    ],
    update({ value, gradient, slots: [mean, square], numbers: [rate, correction] }) {
      if (!mean || !square || !rate || !correction)
        throw new Error('adam needs its two slots and its two numbers')
      const { tidy } = tensorflow()
      const g = decayed(gradient, value, weightDecay)
      const m = tidy(() => mean.mul(beta1).add(g.mul(1 - beta1)))
      const v = tidy(() => square.mul(beta2).add(g.square().mul(1 - beta2)))
      const step = tidy(() => m.div(v.sqrt().div(correction).add(epsilon)).mul(rate))
      return { value: value.sub(step), slots: [m, v] }
    },
  }
}
