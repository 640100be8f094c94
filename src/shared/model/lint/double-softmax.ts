import { changed, type LintRule } from './rule'

/** A softmax at the end: the loss applies one itself, and two of them leave hardly any gradient. */
export const doubleSoftmax: LintRule = ({ model, spec }) => {
  const last = model.layers.at(-1)
  if (last?.layer.kind !== 'softmax') return []
  const mended = changed(spec, (layer) => (layer.id === last.layer.id ? undefined : layer))
  const most = Math.E / (Math.E + model.classes - 1)
  return [
    {
      rule: 'doubleSoftmax',
      layers: [last.layer.id],
      values: { layer: last.layer.id, classes: model.classes, most: Math.round(most * 1000) / 10 },
      ...(mended ? { mended } : {}),
    },
  ]
}
