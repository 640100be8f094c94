import { everywhere } from '../../label'
import { defineOptimizer } from './definition'
import { epsilon, fraction, weightDecay } from './settings'

/** Adam as PyTorch's torch.optim.Adam has it. */
export const adam = defineOptimizer({
  kind: 'adam',
  label: everywhere('Adam'),
  settings: {
    beta1: {
      schema: fraction.default(0.9),
      label: everywhere('β₁'),
      term: 'decay of the mean of the gradients',
    },
    beta2: {
      schema: fraction.default(0.999),
      label: everywhere('β₂'),
      term: 'decay of the mean of their squares',
    },
    epsilon,
    weightDecay,
  },
  slots: () => ['mean', 'square'],
  learningRate: 0.001,
})
