import { windowOf } from '../../layers'
import { pairText } from '../examine/window'
import type { ResolvedLayer } from '../resolve'
import { axisOf, withAxes, type AxisFrame } from './reframe'
import { once, replaced, type LintContext, type LintRule, type WarningFix } from './rule'

/**
 * "same" with an odd number of padded cells puts the extra one at the end, so the map shifts by
 * half a cell.
 */
export const sameShifts: LintRule = (context) =>
  context.model.layers.flatMap((resolved) => {
    const { layer, inputs, inputShapes } = resolved
    const window = windowOf(layer, inputShapes)
    if (!window || !('padding' in layer) || layer.padding !== 'same') return []
    const lopsided = window.padding.filter(([before, after]) => before !== after)
    if (lopsided.length === 0) return []
    const stride = context.at(inputs[0] ?? '')?.summary.receptiveField?.stride ?? [1, 1]
    const [before, after] = lopsided[0] ?? [0, 0]
    return [
      {
        rule: 'sameShifts' as const,
        layers: [layer.id],
        values: {
          layer: layer.id,
          kernel: pairText(window.kernel),
          before,
          after,
          pixels: Math.max(...stride) / 2,
        },
        fix: once(() => evened(context, resolved)),
      },
    ]
  })

/** Equal padding on both sides that gives a map of the same size. */
function evened({ spec }: LintContext, resolved: ResolvedLayer): WarningFix | undefined {
  const even = withAxes(resolved, evenly)
  const fixed = even && replaced(spec, [even])
  const window = even && windowOf(even, resolved.inputShapes)
  if (!fixed || !window) return undefined
  const [v, h] = ([0, 1] as const).map((i) => axisOf(window, i).padding[0])
  return {
    code: 'padEvenly',
    values: {
      layer: resolved.layer.id,
      kernel: pairText(window.kernel),
      padding: pairText([v ?? 0, h ?? 0]),
    },
    spec: fixed,
  }
}

/**
 * An odd number of padded cells becomes even: with a stride there is room for one more cell than
 * "same" needs, and without a stride the kernel becomes one cell longer (its dilation is then odd,
 * otherwise the number would be even).
 */
function evenly(axis: AxisFrame, stride: number): AxisFrame {
  const total = axis.padding[0] + axis.padding[1]
  const longer = total % 2 === 1 && stride === 1
  const half = (total + (total % 2 === 0 ? 0 : longer ? axis.dilation : 1)) / 2
  return { ...axis, kernel: axis.kernel + (longer ? 1 : 0), padding: [half, half] }
}
