import { tensorflow } from '../../runtime/tensorflow'
import type { OptimizerRule } from './rule'

/** Name of the array that holds a weight's moving average. */
export const AVERAGE = 'average'

/**
 * An optimizer that also keeps the exponential moving average of each weight after its update, a ←
 * d·a + (1−d)·w. The first update copies the weight. Source: PyTorch,
 * torch.optim.swa_utils.AveragedModel with get_ema_multi_avg_fn(d).
 */
export function averaged(rule: OptimizerRule, decay: number): OptimizerRule {
  return {
    slots: [...rule.slots, AVERAGE],
    numbers: (learningRate, step) => [
      ...rule.numbers(learningRate, step),
      step === 0 ? 1 : 1 - decay,
    ],
    update({ slots, numbers, ...call }) {
      const [average, share] = [slots.at(-1), numbers.at(-1)]
      if (!average || !share) throw new Error('the moving average needs its array and its number')
      const updated = rule.update({
        ...call,
        slots: slots.slice(0, -1),
        numbers: numbers.slice(0, -1),
      })
      const next = tensorflow().tidy(() => average.add(updated.value.sub(average).mul(share)))
      return { value: updated.value, slots: [...updated.slots, next] }
    },
  }
}
