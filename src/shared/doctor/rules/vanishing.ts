import { phrase } from '../../errors'
import { isStuck, newestOf, short, weighted, type Rule } from '../patient'
import { isSigmoid } from './sigmoids'

/** A change by this share of the weights is one that can be seen. */
const SEEN = 0.1

/**
 * Gradients shrink at every sigmoid, by a factor of 4 at least, until the first layers stand still:
 * the steps of the whole training don't suffice to change them.
 */
export const vanishing: Rule = {
  rule: 'vanishing',
  find: (patient) => {
    const layers = weighted(patient)
    const [first, last] = [layers[0], layers.at(-1)]
    const sigmoids = patient.model.layers.filter(({ layer }) => isSigmoid(layer))
    if (!first || !last || sigmoids.length < 3 || !isStuck(patient)) return undefined
    const steps = SEEN / first.update
    if (first.gradient > last.gradient / 1000 || steps < patient.stepsTotal) return undefined
    return {
      tone: 'warning',
      words: phrase`The gradient shrinks through ${sigmoids.length} sigmoids from ${short(last.gradient)} at “${last.layer}” to ${short(first.gradient)} at “${first.layer}” (step ${newestOf(patient).step}). At this pace “${first.layer}” changes by a tenth in ${short(steps)} steps, and the training has ${patient.stepsTotal}. ReLUs let it through.`,
      change: { withRelus: true, initializer: 'heUniform' },
    }
  },
}
