import { phrase } from '../../errors'
import { traitsOf } from '../../layers'
import type { Rule } from '../patient'

/** Batch norms take mean and variance from the batch: from one picture they say nothing. */
export const batchOfOne: Rule = {
  rule: 'batch-of-one',
  find: ({ recipe, model }) => {
    const norm = model.layers.find(({ layer }) => traitsOf(layer).mixesBatch)
    if (!norm || recipe.batchSize > 1) return undefined
    return {
      tone: 'warning',
      words: phrase`“${norm.layer.id}” takes its mean and its variance from batches of 1 picture, and from running values when the network is used: the two differ. Batches of 32 give it something to average.`,
      change: { batchSize: 32 },
    }
  },
}
