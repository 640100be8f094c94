import { formatShape } from '../../layers/definition'
import { lighter } from './lighter'
import { once, percent, type LintRule } from './rule'

const SHARE = 0.6
/** Smaller networks are not reported. */
const FEW = 100_000

/** One layer that has most of the network's weights. */
export const parameterShare: LintRule = (context) => {
  const { summary, at } = context
  const total = summary.totals.parameters
  const weighted = summary.layers.filter(({ parameters }) => parameters > 0)
  return weighted.flatMap(({ id, parameters }) => {
    const shape = at(id)?.resolved.inputShapes[0] ?? []
    if (weighted.length < 3 || parameters < FEW || parameters < SHARE * total) return []
    return [
      {
        rule: 'parameterShare' as const,
        layers: [id],
        values: {
          layer: id,
          parameters,
          share: percent(parameters / total),
          total,
          input: shape.length === 1 ? (shape[0] ?? 0) : formatShape(shape),
        },
        fix: once(() => lighter(context, id, parameterShare)),
      },
    ]
  })
}
