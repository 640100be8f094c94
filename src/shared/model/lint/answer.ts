import { elements } from '../../layers/definition'
import type { ResolvedLayer } from '../resolve'
import { changed, type LintContext } from './rule'
import type { ModelSpec } from '../spec'

/** Whether a layer gives the values that it reads, one by one, when the network is used. */
function handsOn({ layer }: ResolvedLayer): boolean {
  return (
    layer.kind === 'dropout' ||
    layer.kind === 'flatten' ||
    (layer.kind === 'activation' && layer.function === 'linear')
  )
}

const averages = ({ layer }: ResolvedLayer): boolean =>
  layer.kind === 'avgPool2d' || layer.kind === 'globalAvgPool2d'

/** Whether an average has one cell to take, and so changes nothing. */
function ofOneCell({ layer, inputShapes: [shape = []] }: ResolvedLayer): boolean {
  if (layer.kind === 'avgPool2d') return [layer.window].flat().every((side) => side === 1)
  return elements(shape) === shape.at(-1)
}

/**
 * The last layer that makes a network's outputs: behind it stand only layers that hand its values on,
 * or average them over cells.
 * @param overCells whether averages over several cells are passed
 * @returns undefined where the network's input reaches the end
 */
export function answerLayer(
  { model, at }: LintContext,
  { overCells }: { readonly overCells: boolean },
): ResolvedLayer | undefined {
  let layer = model.layers.at(-1)
  while (layer && (handsOn(layer) || (averages(layer) && (overCells || ofOneCell(layer)))))
    layer = at(layer.inputs[0] ?? '')?.resolved
  return layer
}

/**
 * The network without a layer that keeps its input's shape; its readers read what it read. Where
 * another layer stands between, a linear one takes its place.
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
