import { phrase } from '../../errors'
import { newestOf, short, type Rule } from '../patient'

/** A layer gives infinite numbers: what stands behind it can't be right. */
export const notFinite: Rule = {
  rule: 'not-finite',
  find: (patient) => {
    const { notFinite: layer, step } = newestOf(patient)
    const { learningRate } = patient.recipe
    return layer === undefined
      ? undefined
      : {
          tone: 'warning',
          words: phrase`At step ${step}, “${layer}” is the first layer whose outputs are not finite. A lower learning rate keeps the weights smaller: ${short(learningRate / 10)} instead of ${short(learningRate)}.`,
          change: { learningRate: learningRate / 10 },
        }
  },
}
