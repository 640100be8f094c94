import { answerLayer, withoutLayer } from './answer'
import { once, percent, type LintRule } from './rule'
import { largestShare } from './largest-share'

/**
 * A softmax whose probabilities reach the end, as they are or averaged: the loss applies one itself,
 * and two of them leave hardly any gradient.
 */
export const doubleSoftmax: LintRule = (context) => {
  const layer = answerLayer(context, { overCells: true })?.layer
  if (layer?.kind !== 'softmax') return []
  const { classes } = context.model
  return [
    {
      rule: 'doubleSoftmax',
      layers: [layer.id],
      values: { layer: layer.id, classes, most: percent(largestShare(1, classes)) },
      mend: once(() => {
        const spec = withoutLayer(context, layer.id)
        return spec && { code: 'dropSoftmax', values: { layer: layer.id }, spec }
      }),
    },
  ]
}
