import { windowOf } from '../../layers'
import type { Pair } from '../../math/geometry'
import { dilatedKernel, outputLength } from '../../math/geometry'
import { pairText } from '../examine/window'
import type { ResolvedLayer } from '../resolve'
import { extentOf, withAxes } from './reframe'
import { once, percent, replaced, type LintContext, type LintRule, type WarningFix } from './rule'

/** A stride longer than the kernel skips cells that this layer then never reads. */
export const stridesSkipPixels: LintRule = (context) =>
  context.model.layers.flatMap((resolved) => {
    const { layer, inputs, inputShapes } = resolved
    const window = windowOf(layer, inputShapes)
    if (!window) return []
    const { kernel, stride } = window
    // The shortcut of a residual block skips cells that its other branch reads.
    const elsewhere = inputs.some((id) =>
      context.readers(id).some((reader) => reader.layer.id !== layer.id && !steps(reader)),
    )
    if (!steps(resolved) || elsewhere) return []
    const read = ([0, 1] as const).reduce<number>(
      (share, axis) => share * Math.min(1, kernel[axis] / stride[axis]),
      1,
    )
    return [
      {
        rule: 'stridesSkipPixels' as const,
        layers: [layer.id],
        values: {
          layer: layer.id,
          kernel: pairText(kernel),
          stride: pairText(stride),
          skipped: percent(1 - read),
        },
        fix: once(() => covering(context, resolved)),
      },
    ]
  })

/** Whether the stride is longer than the kernel. */
function steps({ layer, inputShapes }: ResolvedLayer): boolean {
  const window = windowOf(layer, inputShapes)
  return (
    window !== undefined &&
    ([0, 1] as const).some(
      (axis) => window.stride[axis] > dilatedKernel(window.kernel[axis], window.dilation[axis]),
    )
  )
}

/** A kernel as long as the stride, padded at the end where the map would shrink. */
function covering({ spec }: LintContext, resolved: ResolvedLayer): WarningFix | undefined {
  let kernel: Pair = [0, 0]
  const wider = withAxes(resolved, (axis, stride, length) => {
    const extent = extentOf(axis)
    const long = stride > extent
    kernel = [kernel[1], long ? stride : axis.kernel]
    if (!long) return axis
    const same =
      outputLength(length, stride, axis.padding, stride, 1) ===
      outputLength(length, extent, axis.padding, stride, 1)
    return {
      kernel: stride,
      dilation: 1,
      padding: same ? axis.padding : [axis.padding[0], axis.padding[1] + stride - extent],
    }
  })
  const fixed = wider && replaced(spec, [wider])
  return (
    fixed && {
      code: 'coverStride',
      values: { layer: resolved.layer.id, kernel: pairText(kernel) },
      spec: fixed,
    }
  )
}
