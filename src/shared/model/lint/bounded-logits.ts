import type { ActivationFunction } from '../../layers/activation'
import { answerLayer, withoutLayer } from './answer'
import { largestShare } from './largest-share'
import { once, percent, type LintRule } from './rule'

/** Smallest and largest value of functions that level off on both sides. */
const BOUNDS: Partial<Record<ActivationFunction, readonly [number, number]>> = {
  sigmoid: [0, 1],
  tanh: [-1, 1],
  scaledTanh: [-1.7159, 1.7159],
}

/**
 * A sigmoid or tanh on the logits, also before an average: the softmax of the loss then can't
 * become certain. A network with one unit counts as two classes, as it is trained; a sigmoid gives
 * their probability there and is right.
 */
export const boundedLogits: LintRule = (context) => {
  const layer = answerLayer(context, { throughMeans: true })?.layer
  if (!layer || !('function' in layer)) return []
  const bounds = BOUNDS[layer.function]
  if (!bounds) return []
  const [low, high] = bounds
  const classes = Math.max(2, context.model.classes)
  // One unit is the logit of the second class; that of the first is 0.
  const apart = context.model.classes === 1 ? Math.max(-low, high) : high - low
  return [
    {
      rule: 'boundedLogits',
      layers: [layer.id],
      values: {
        ...{ layer: layer.id, function: layer.function, low, high, classes },
        most: percent(largestShare(apart, classes)),
      },
      fix: once(() => {
        const spec = withoutLayer(context, layer.id)
        return spec && { code: 'dropFunction', values: { layer: layer.id }, spec }
      }),
    },
  ]
}
