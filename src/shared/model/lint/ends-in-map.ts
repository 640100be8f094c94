import { formatShape } from '../../layers/definition'
import { freshId } from './path'
import { once, valid, type LintRule } from './rule'

/** The units of the dense layer that a fix adds: the chapter's number of classes. */
const UNITS = 10

/**
 * A network that ends in a map: everything can be looked at, but there are no logits, which training
 * needs.
 */
export const endsInMap: LintRule = ({ model, spec }) => {
  const last = model.layers.at(-1)
  if (!last || model.classes > 0) return []
  return [
    {
      rule: 'endsInMap',
      layers: [last.layer.id],
      values: { layer: last.layer.id, shape: formatShape(last.outputShape) },
      fix: once(() => {
        const taken = new Set(spec.layers.map(({ id }) => id))
        const [flat, dense] = [freshId(taken, 'flatten'), freshId(taken, 'dense')]
        const fixed = valid({
          ...spec,
          layers: [
            ...spec.layers,
            { id: flat, kind: 'flatten', inputs: [last.layer.id] },
            { id: dense, kind: 'dense', units: UNITS, bias: true },
          ],
        })
        return fixed && { code: 'denseEnd', values: { units: UNITS }, spec: fixed }
      }),
    },
  ]
}
