import { z } from 'zod'
import type { Schedule } from './index'

/** What a plateau schedule knows between two epochs. It is part of a run's position. */
export const plateauStateSchema = z.strictObject({
  /** The learning rate. */
  rate: z.number(),
  /** The lowest loss so far; absent before the first finite one. */
  best: z.number().optional(),
  /** Epochs without improvement that were counted. */
  bad: z.number().int().min(0),
  /** Epochs that will not be counted. */
  cooldown: z.number().int().min(0),
})
export type PlateauState = z.infer<typeof plateauStateSchema>

/** A smaller change of the rate is not made, as in PyTorch (its `eps`). */
const LEAST_CHANGE = 1e-8

/**
 * The state after an epoch's loss, by the rules of PyTorch's
 * torch.optim.lr_scheduler.ReduceLROnPlateau with mode “min” and a relative threshold. A loss that
 * is not finite is no improvement.
 * @returns undefined for every other schedule
 */
export function afterLoss(
  schedule: Schedule,
  learningRate: number,
  before: PlateauState | undefined,
  loss: number | null,
): PlateauState | undefined {
  if (schedule.kind !== 'plateau') return undefined
  const { reduction, plateauEpochs, threshold, cooldownEpochs, leastRate } = schedule
  const { rate, best, bad, cooldown } = before ?? { rate: learningRate, bad: 0, cooldown: 0 }
  const isFinite = loss !== null && Number.isFinite(loss)
  const isBetter = isFinite && (best === undefined || loss < best * (1 - threshold))
  const top = isBetter ? loss : best
  const counted = cooldown > 0 || isBetter ? 0 : bad + 1
  const isDue = counted > plateauEpochs
  const lower = Math.max(rate * reduction, leastRate)
  return {
    rate: isDue && rate - lower > LEAST_CHANGE ? lower : rate,
    ...(top === undefined ? {} : { best: top }),
    bad: isDue ? 0 : counted,
    cooldown: isDue ? cooldownEpochs : Math.max(cooldown - 1, 0),
  }
}
