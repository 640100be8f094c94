import type { OptimizerOf } from '@shared/recipe/optimizers'
import { tensorflow } from '../../runtime/tensorflow'
import { decayed, type Arithmetic } from './rule'

/** v ← αv + (1−α)g²; b ← μb + g / (√v + ε); w ← w − η·b. Source: PyTorch, torch.optim.RMSprop. */
export function rmsprop({
  decay,
  momentum,
  epsilon,
  weightDecay,
}: OptimizerOf<'rmsprop'>): Arithmetic {
  return {
    numbers: (learningRate) => [learningRate],
    update({ value, gradient, slots: [square, velocity], numbers: [rate] }) {
      if (!square || !rate) throw new Error('rmsprop needs its slot and its learning rate')
      const { tidy } = tensorflow()
      const g = decayed(gradient, value, weightDecay)
      const v = tidy(() => square.mul(decay).add(g.square().mul(1 - decay)))
      const scaled = tidy(() => g.div(v.sqrt().add(epsilon)))
      if (!velocity) return { value: value.sub(scaled.mul(rate)), slots: [v] }
      const b = tidy(() => velocity.mul(momentum).add(scaled))
      return { value: value.sub(b.mul(rate)), slots: [v, b] }
    },
  }
}
