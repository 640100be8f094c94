import type { LintContext, LintRule, Mend } from './rule'
import { changed, once } from './rule'

/** A softmax at the end: the loss applies one itself, and two of them leave hardly any gradient. */
export const doubleSoftmax: LintRule = (context) => {
  const { model } = context
  const last = model.layers.at(-1)
  if (last?.layer.kind !== 'softmax') return []
  const most = Math.E / (Math.E + model.classes - 1)
  return [
    {
      rule: 'doubleSoftmax',
      layers: [last.layer.id],
      values: { layer: last.layer.id, classes: model.classes, most: Math.round(most * 1000) / 10 },
      mend: once(() => without(context, last.layer.id)),
    },
  ]
}

function without({ spec, at, model }: LintContext, id: string): Mend | undefined {
  const [from] = at(id)?.resolved.inputs ?? []
  // What the softmax reads must come last in its place; where something else stands between, the
  // logits pass as they are.
  const plain = model.layers.at(-2)?.layer.id === from
  const mended = changed(spec, (layer) =>
    layer.id !== id
      ? layer
      : plain
        ? undefined
        : {
            id,
            kind: 'activation',
            function: 'linear',
            ...(layer.inputs ? { inputs: layer.inputs } : {}),
          },
  )
  return mended && { code: 'dropSoftmax', values: { layer: id }, spec: mended }
}
