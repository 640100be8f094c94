import { traitsOf } from '../../layers'
import type { ResolvedLayer } from '../resolve'
import type { ModelSpec } from '../spec'
import { changed, type LintContext } from './rule'

/**
 * The last layer that computes a network's outputs: after it there are only layers that keep its
 * values or average them over several cells.
 * @returns undefined where the network's input reaches the end
 */
export function answerLayer(
  { model, at }: LintContext,
  { throughMeans }: { readonly throughMeans: boolean },
): ResolvedLayer | undefined {
  let layer = model.layers.at(-1)
  for (let passed = layer && handedOn(layer); layer && passed; passed = layer && handedOn(layer)) {
    if (passed === 'means' && !throughMeans) return layer
    layer = at(layer.inputs[0] ?? '')?.resolved
  }
  return layer
}

const handedOn = ({ layer, inputShapes }: ResolvedLayer) =>
  traitsOf(layer).handsOn(layer, inputShapes)

/**
 * The network without a layer that keeps its input's shape; its readers read what it read. Where
 * another layer is between them, a linear one takes its place.
 */
export function withoutLayer({ spec, at, model }: LintContext, id: string): ModelSpec | undefined {
  const [from = ''] = at(id)?.resolved.inputs ?? []
  const place = model.layers.findIndex(({ layer }) => layer.id === id)
  if (model.layers[place - 1]?.layer.id !== from)
    return changed(spec, (layer) =>
      layer.id === id
        ? {
            id,
            kind: 'activation',
            function: 'linear',
            ...(layer.inputs ? { inputs: layer.inputs } : {}),
          }
        : layer,
    )
  return changed(spec, (layer) => {
    if (layer.id === id) return undefined
    return layer.inputs?.includes(id)
      ? { ...layer, inputs: layer.inputs.map((input) => (input === id ? from : input)) }
      : layer
  })
}
