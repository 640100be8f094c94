import { windowOf } from '../../layers'
import { pairText } from '../examine/window'
import type { ResolvedLayer } from '../resolve'
import { axisOf, withAxes, type AxisFrame } from './reframe'
import { once, replaced, type LintContext, type LintRule, type WarningFix } from './rule'

/**
 * "same" with an odd number of padded cells puts the extra one at the end, so the map moves by half
 * a cell.
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

/** Padding alike on both sides that gives as large a map. */
function evened({ spec }: LintContext, resolved: ResolvedLayer): WarningFix | undefined {
  const even = withAxes(resolved, evenly)
  const mended = even && replaced(spec, [even])
  const window = even && windowOf(even, resolved.inputShapes)
  if (!mended || !window) return undefined
  const [v, h] = ([0, 1] as const).map((i) => axisOf(window, i).padding[0])
  return {
    code: 'padEvenly',
    values: {
      layer: resolved.layer.id,
      kernel: pairText(window.kernel),
      padding: pairText([v ?? 0, h ?? 0]),
    },
    spec: mended,
  }
}

/**
 * An odd number of padded cells becomes even: a stride has room for one cell more than "same" asks
 * for, and a kernel without a stride gets a cell longer (then its dilation is odd, or the number
 * would be even).
 */
function evenly(axis: AxisFrame, stride: number): AxisFrame {
  const total = axis.padding[0] + axis.padding[1]
  const longer = total % 2 === 1 && stride === 1
  const half = (total + (total % 2 === 0 ? 0 : longer ? axis.dilation : 1)) / 2
  return { ...axis, kernel: axis.kernel + (longer ? 1 : 0), padding: [half, half] }
}
