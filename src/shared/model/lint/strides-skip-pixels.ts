import type { Layer } from '../../layers'
import { dilatedKernel } from '../../math/geometry'
import type { ResolvedLayer } from '../resolve'
import { pairText, windowOf } from '../examine/window'
import { percent, replaced, sameShape, type LintRule } from './rule'

/** A stride longer than the kernel steps over cells that this layer then never reads. */
export const stridesSkipPixels: LintRule = ({ model, spec, readers }) =>
  model.layers.flatMap((resolved) => {
    const { layer, inputs, inputShapes } = resolved
    const window = windowOf(layer, inputShapes)
    if (!window) return []
    const { kernel, stride } = window
    // The shortcut of a residual block steps over cells that its other branch reads.
    const elsewhere = inputs.some((id) => readers(id).some((reader) => reader.layer.id !== layer.id && !steps(reader)))
    if (!steps(resolved) || elsewhere) return []
    const read = ([0, 1] as const).reduce<number>((share, axis) => share * Math.min(1, kernel[axis] / stride[axis]), 1)
    const wider = layer.kind === 'conv2d' ? widened(layer, stride) : layer.kind === 'maxPool2d' || layer.kind === 'avgPool2d' ? [{ ...layer, window: stride }] : []
    const mended = replaced(spec, sameShape(resolved, wider))
    return [
      {
        rule: 'stridesSkipPixels' as const,
        layers: [layer.id],
        values: { layer: layer.id, kernel: pairText(kernel), stride: pairText(stride), skipped: percent(1 - read) },
        ...(mended ? { mended } : {}),
      },
    ]
  })

/** Whether the stride is longer than the kernel. */
function steps({ layer, inputShapes }: ResolvedLayer): boolean {
  const window = windowOf(layer, inputShapes)
  return window !== undefined && ([0, 1] as const).some((axis) => window.stride[axis] > dilatedKernel(window.kernel[axis], window.dilation[axis]))
}

/** A kernel as long as the stride, plain or padded on the far side where the map would shrink. */
const widened = (layer: Extract<Layer, { kind: 'conv2d' }>, stride: readonly [number, number]): Layer[] => [
  { ...layer, kernel: [...stride] },
  { ...layer, kernel: [...stride], padding: [[0, stride[0] - 1], [0, stride[1] - 1]] },
]
