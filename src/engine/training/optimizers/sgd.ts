import type { OptimizerOf } from '@shared/recipe/optimizers'
import { decayed, type Arithmetic } from './rule'

/** v ← μ·v + g; w ← w − η·v, or − η·(g + μ·v) after Nesterov. Source: PyTorch, torch.optim.SGD. */
export function sgd({ momentum, nesterov, weightDecay }: OptimizerOf<'sgd'>): Arithmetic {
  return {
    numbers: (learningRate) => [learningRate],
    update({ value, gradient, slots: [velocity], numbers: [rate] }) {
      if (!rate) throw new Error('sgd needs its learning rate')
      const g = decayed(gradient, value, weightDecay)
      if (!velocity) return { value: value.sub(g.mul(rate)), slots: [] }
      const v = velocity.mul(momentum).add(g)
      const direction = nesterov ? g.add(v.mul(momentum)) : v
      return { value: value.sub(direction.mul(rate)), slots: [v] }
    },
  }
}
