import { everywhere } from '../../label'
import { defineOptimizer } from './definition'
import { epsilon, fraction, momentum, weightDecay } from './settings'

/** RMSProp as PyTorch's torch.optim.RMSprop has it. */
export const rmsprop = defineOptimizer({
  kind: 'rmsprop',
  label: everywhere('RMSProp'),
  settings: {
    decay: {
      schema: fraction.default(0.99),
      label: { en: 'Decay', zh: '衰减' },
      term: 'decay of the mean of the squared gradients',
    },
    momentum,
    epsilon,
    weightDecay,
  },
  slots: ({ momentum: share }) => (share === 0 ? ['square'] : ['square', 'velocity']),
  learningRate: 0.001,
})
