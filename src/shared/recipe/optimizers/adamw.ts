import { z } from 'zod'
import { everywhere } from '../../label'
import { adam } from './adam'
import { defineOptimizer } from './definition'

/**
 * Adam whose weight decay is not part of the gradient, as PyTorch's torch.optim.AdamW has it.
 * Source: Loshchilov and Hutter, “Decoupled Weight Decay Regularization”, 2019.
 */
export const adamw = defineOptimizer({
  kind: 'adamw',
  label: everywhere('AdamW'),
  settings: {
    beta1: adam.settings.beta1,
    beta2: adam.settings.beta2,
    epsilon: adam.settings.epsilon,
    /** Not `weightDecay`: that of the others is added to the gradient, and starts at 0. */
    decoupledDecay: {
      schema: z.number().min(0).default(0.01),
      label: { en: 'Decoupled decay', zh: '解耦权重衰减' },
      term: 'decoupled weight decay',
    },
  },
  slots: () => ['mean', 'square'],
  learningRate: 0.001,
})
