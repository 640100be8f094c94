import { z } from 'zod'
import { everywhere } from '../../label'
import { defineOptimizer } from './definition'
import { momentum, weightDecay } from './settings'

/** Stochastic gradient descent as PyTorch's torch.optim.SGD has it; the chapter's own. */
export const sgd = defineOptimizer({
  kind: 'sgd',
  label: everywhere('SGD'),
  settings: {
    momentum,
    nesterov: {
      schema: z.boolean().default(false),
      label: everywhere('Nesterov'),
      term: 'Nesterov momentum',
    },
    weightDecay,
  },
  slots: ({ momentum: share }) => (share === 0 ? [] : ['velocity']),
})
