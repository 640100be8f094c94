import { elements, MAX_COUNT } from '../../layers/definition'
import { groupsOf, traitsOf, withWidth } from '../../layers'
import { gcd } from '../../math/gcd'
import type { ResolvedLayer } from '../resolve'
import { once, replaced, type LintContext, type LintRule, type WarningFix } from './rule'
import { weightedAfter } from './path'

/** Narrowing to less than this share and widening again discards most of what was computed. */
const SQUEEZE = 1 / 8
/** Wider than this only where the bottleneck requires it: weights grow with the width. */
const WIDE = 4096

/** A hidden layer much narrower than what comes before and after, or than the number of classes. */
export const bottleneck: LintRule = (context) => {
  const { model, summary, readers } = context
  return model.layers.flatMap((resolved) => {
    const { layer, inputs } = resolved
    const next = traitsOf(layer).width ? weightedAfter(context, layer.id) : undefined
    const [input] = resolved.inputShapes
    // Only along one path: next to a narrow branch, the others carry what it leaves out.
    if (!next || !input || readers(inputs[0] ?? '').length > 1) return []
    const [values, before, after] = [
      elements(resolved.outputShape),
      elements(input),
      elements(next.outputShape),
    ]
    const narrow = values < SQUEEZE * Math.min(before, after)
    const few = values < model.classes
    if (!narrow && !few) return []
    const enough = Math.max(
      narrow ? Math.min(Math.sqrt(before * after), WIDE) : 0,
      narrow ? SQUEEZE * Math.min(before, after) : 0,
      few ? 2 * model.classes : 0,
    )
    return [
      {
        rule: 'bottleneck' as const,
        layers: [layer.id],
        values: {
          layer: layer.id,
          values,
          before,
          after,
          classes: model.classes,
          parameters: summary.totals.parameters,
        },
        fix: once(() => widened(context, resolved, next, enough)),
      },
    ]
  })
}

/** The layer with enough channels or units that `enough` values pass. */
function widened(
  { spec }: LintContext,
  { layer, outputShape }: ResolvedLayer,
  next: ResolvedLayer,
  enough: number,
): WarningFix | undefined {
  const width = outputShape.at(-1) ?? 1
  const groups = [layer, next.layer].map(groupsOf)
  const step = groups.reduce((a, b) => (a * b) / gcd(a, b))
  const wider =
    Math.min(
      Math.ceil((enough * width) / elements(outputShape) / step),
      Math.floor(MAX_COUNT / step),
    ) * step
  const fixed = wider > width ? replaced(spec, [withWidth(layer, wider)]) : undefined
  return fixed && { code: 'widen', values: { layer: layer.id, width, wider }, spec: fixed }
}
