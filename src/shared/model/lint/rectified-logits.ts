import type { ActivationFunction } from '../../layers/activation'
import { answerLayer, withoutLayer } from './answer'
import { once, type LintRule } from './rule'

/** Functions that are 0 for all negative values. */
const RECTIFIERS: readonly ActivationFunction[] = ['relu', 'relu6']

/**
 * A ReLU on the logits: a class whose logit is 0 gets no gradient. Before an average over several
 * cells it means evidence that is added up (Lin, Chen and Yan, "Network In Network", 2014), and is
 * not reported.
 */
export const rectifiedLogits: LintRule = (context) => {
  const layer = answerLayer(context, { throughMeans: false })?.layer
  if (!layer || !('function' in layer) || !RECTIFIERS.includes(layer.function)) return []
  return [
    {
      rule: 'rectifiedLogits',
      layers: [layer.id],
      values: { layer: layer.id, function: layer.function },
      fix: once(() => {
        const spec = withoutLayer(context, layer.id)
        return spec && { code: 'dropFunction', values: { layer: layer.id }, spec }
      }),
    },
  ]
}
