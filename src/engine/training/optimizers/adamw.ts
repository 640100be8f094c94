import type { OptimizerOf } from '@shared/recipe/optimizers'
import { adam } from './adam'
import type { Arithmetic } from './rule'

/**
 * W ← w·(1 − η·λ), then Adam's step without weight decay. Source: PyTorch, torch.optim.AdamW.
 */
export function adamw({ decoupledDecay, ...settings }: OptimizerOf<'adamw'>): Arithmetic {
  const plain = adam({ ...settings, kind: 'adam', weightDecay: 0 })
  return {
    numbers: (learningRate, step) => [
      ...plain.numbers(learningRate, step),
      1 - learningRate * decoupledDecay,
    ],
    update({ value, numbers: [rate, correction, kept], ...call }) {
      if (!rate || !correction || !kept) throw new Error('adamw needs its three numbers')
      return plain.update({ ...call, value: value.mul(kept), numbers: [rate, correction] })
    },
  }
}
