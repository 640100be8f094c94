import { phrase } from '../../errors'
import { isStuck, median, newestOf, short, weighted, type Rule } from '../patient'

/** Below this, thousands of steps change no weight by a hundredth. */
const SMALLEST = 1e-6
const USUAL = 1e-3
/** The learning rate grows by at most this in one proposal. */
const MOST = 1e4

/** Gradients are there, and the weights don't move: the rate is too low, or they are held. */
export const rateTooLow: Rule = {
  rule: 'rate-too-low',
  find: (patient) => {
    const layers = weighted(patient)
    const update = median(layers.map((layer) => layer.update))
    const gradient = median(layers.map((layer) => layer.gradient))
    if (!(update < SMALLEST) || !(gradient > 1e-7) || !isStuck(patient)) return undefined
    const { learningRate } = patient.recipe
    const factor = Math.min(MOST, 10 ** Math.round(Math.log10(USUAL / Math.max(update, 1e-12))))
    const higher = Number((learningRate * factor).toPrecision(2))
    return {
      tone: 'warning',
      words: phrase`Step ${newestOf(patient).step} changed the weights of a layer by ${short(100 * update)} % (median), although their gradients are ${short(gradient)}: they stand still. About 0.1 % a step is usual. Try a learning rate of ${short(higher)} instead of ${short(learningRate)}.`,
      change: { learningRate: higher },
    }
  },
}
