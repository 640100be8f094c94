import { phrase } from '../../errors'
import { chanceLoss, isStuck, median, short, weighted, type Rule } from '../patient'

/** Epochs after which a network that can learn has begun to. */
const EPOCHS = 3
const HEALTHY = 1e-4

/** Every layer changes, and nothing is learnt: the labels don't tell what the pictures show. */
export const labels: Rule = {
  rule: 'labels',
  find: (patient) => {
    if (!isStuck(patient, EPOCHS)) return undefined
    const update = median(weighted(patient).map((layer) => layer.update))
    if (!(update > HEALTHY)) return undefined
    return {
      tone: 'warning',
      words: phrase`Every layer changes (by ${short(100 * update)} % a step, median), yet after ${patient.epochs.length} epochs the loss is still that of guessing, ${chanceLoss(patient).toFixed(3)}: the labels may not belong to their pictures. Look at them in Data.`,
    }
  },
}
