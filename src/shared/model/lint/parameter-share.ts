import { formatShape } from '../../layers/definition'
import { changed, isMap, percent, type LintContext, type LintRule } from './rule'
import type { ModelSpec } from '../spec'

const SHARE = 0.6
/** Below this nobody minds. */
const FEW = 100_000

/** One layer that holds most of the network. */
export const parameterShare: LintRule = (context) => {
  const { summary, model } = context
  const total = summary.totals.parameters
  const weighted = summary.layers.filter(({ parameters }) => parameters > 0)
  return weighted.flatMap(({ id, parameters }) => {
    if (weighted.length < 3 || parameters < FEW || parameters < SHARE * total) return []
    const resolved = model.layers.find(({ layer }) => layer.id === id)
    const mended = averaged(context, id)
    return [
      {
        rule: 'parameterShare' as const,
        layers: [id],
        values: { layer: id, parameters, share: percent(parameters / total), total, input: formatShape(resolved?.inputShapes[0] ?? []) },
        ...(mended ? { mended } : {}),
      },
    ]
  })
}

/** A global average in place of the flatten that the layer reads. */
function averaged({ spec, at }: LintContext, id: string): ModelSpec | undefined {
  let before = at(id)?.resolved.inputs[0]
  while (before !== undefined && ['activation', 'dropout'].includes(at(before)?.resolved.layer.kind ?? '')) before = at(before)?.resolved.inputs[0]
  const flatten = before === undefined ? undefined : at(before)?.resolved
  if (flatten?.layer.kind !== 'flatten' || !flatten.inputShapes.every(isMap)) return undefined
  const { layer } = flatten
  return changed(spec, (each) => (each.id === layer.id ? { id: each.id, kind: 'globalAvgPool2d', ...(each.inputs ? { inputs: each.inputs } : {}) } : each))
}
