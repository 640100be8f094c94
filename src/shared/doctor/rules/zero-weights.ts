import { phrase } from '../../errors'
import { weighted, type Rule } from '../patient'

/** Weights that start at zero get no gradient through each other. */
export const zeroWeights: Rule = {
  rule: 'zero-weights',
  find: (patient) => {
    if (patient.recipe.initializer !== 'zeros') return undefined
    const layers = weighted(patient)
    const still = layers.find(({ gradient }) => gradient === 0)
    if (!still || layers.length < 2) return undefined
    return {
      tone: 'warning',
      words: phrase`All weights start at 0, so the gradient of “${still.layer}” is 0: it never changes. Random first weights (He, uniform) tell the channels apart.`,
      change: { initializer: 'heUniform' },
    }
  },
}
