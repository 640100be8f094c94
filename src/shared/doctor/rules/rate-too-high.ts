import { phrase } from '../../errors'
import { chanceLoss, isStuck, median, newestOf, short, weighted, type Rule } from '../patient'

/** A usual step changes weights by about a thousandth; a tenth is another network at each step. */
const LARGEST = 0.1
const USUAL = 1e-2
/** A loss beyond this is worse than guessing by more than the beginning of a training is. */
const WORSE = 1.5

/** Steps are so large that what they change is lost with the next. */
export const rateTooHigh: Rule = {
  rule: 'rate-too-high',
  find: (patient) => {
    const update = median(weighted(patient).map((layer) => layer.update))
    const loss = patient.progress.at(-1)?.loss
    const grows = typeof loss === 'number' && loss > WORSE * chanceLoss(patient)
    const isLarge = update > LARGEST || (grows && update > USUAL)
    if (!isLarge || !(grows || isStuck(patient))) return undefined
    const { learningRate } = patient.recipe
    const lower = learningRate / 10
    return {
      tone: 'warning',
      words: phrase`Step ${newestOf(patient).step} changed the weights of a layer by ${short(100 * update)} % (median), and the loss is not below that of guessing, ${chanceLoss(patient).toFixed(3)}. About 0.1 % a step is usual: the learning rate is too high. Try ${short(lower)} instead of ${short(learningRate)}.`,
      change: { learningRate: lower },
    }
  },
}
