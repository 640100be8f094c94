import { phrase } from '../../errors'
import { chanceLoss, isStuck, newestOf, weighted, type Rule } from '../patient'
import { isSigmoid } from './sigmoids'

/**
 * Networks of a few sigmoids begin with a plateau: the last layer has learnt the shares of the
 * classes, and the first ones, whose gradients are small, have not yet found what tells the
 * pictures apart. The chapter's LeNet stays there for its first epochs.
 */
export const plateau: Rule = {
  rule: 'plateau',
  find: (patient) => {
    const layers = weighted(patient)
    const [first, last] = [layers[0], layers.at(-1)]
    const hasSigmoids = patient.model.layers.some(({ layer }) => isSigmoid(layer))
    if (!first || !last || !hasSigmoids || !isStuck(patient)) return undefined
    if (first.update === 0 || first.gradient > last.gradient / 3) return undefined
    const { step } = newestOf(patient)
    return {
      tone: 'note',
      words: phrase`The loss stands at ${chanceLoss(patient).toFixed(3)}, that of guessing: a plateau, as networks of sigmoids have at the beginning. The gradient of “${first.layer}” is ${Math.round(last.gradient / first.gradient)} times smaller than that of “${last.layer}” (step ${step}), yet its weights change. The loss falls when they have found what tells the pictures apart; ReLUs have no such plateau.`,
      change: { withRelus: true, initializer: 'heUniform', learningRate: 0.05 },
    }
  },
}
