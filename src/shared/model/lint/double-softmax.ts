import { traitsOf } from '../../layers'
import type { ResolvedLayer } from '../resolve'
import { answerLayer, withoutLayer } from './answer'
import { largestShare } from './largest-share'
import { once, percent, type LintRule } from './rule'

/** Whether it makes probabilities that add up to 1, whatever it reads. */
const makesProbabilities = ({ layer, inputShapes }: ResolvedLayer): boolean =>
  traitsOf(layer).range(
    layer,
    inputShapes.map(() => 'any' as const),
    inputShapes,
  ) === 'distribution'

/**
 * A softmax whose probabilities reach the end, as they are or averaged: the loss applies one itself,
 * and two of them leave hardly any gradient.
 */
export const doubleSoftmax: LintRule = (context) => {
  const answer = answerLayer(context, { throughMeans: true })
  if (!answer || !makesProbabilities(answer)) return []
  const { layer } = answer
  const { classes } = context.model
  return [
    {
      rule: 'doubleSoftmax',
      layers: [layer.id],
      values: { layer: layer.id, classes, most: percent(largestShare(1, classes)) },
      fix: once(() => {
        const spec = withoutLayer(context, layer.id)
        return spec && { code: 'dropSoftmax', values: { layer: layer.id }, spec }
      }),
    },
  ]
}
