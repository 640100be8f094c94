import type { Layer } from '../../layers'
import type { Pair } from '../../math/geometry'
import { pairText, windowOf } from '../examine/window'
import { replaced, sameShape, type LintRule } from './rule'

/** "same" with an odd number of padded cells puts the extra one at the end, so the map moves by half a cell. */
export const sameShifts: LintRule = ({ model, spec, at }) =>
  model.layers.flatMap((resolved) => {
    const { layer, inputs, inputShapes } = resolved
    const window = windowOf(layer, inputShapes)
    if (!window || !('padding' in layer) || layer.padding !== 'same') return []
    const lopsided = window.padding.filter(([before, after]) => before !== after)
    if (lopsided.length === 0) return []
    const stride = at(inputs[0] ?? '')?.summary.receptiveField?.stride ?? [1, 1]
    const mended = replaced(spec, sameShape(resolved, evenly(layer, window.kernel)))
    const [before, after] = lopsided[0] ?? [0, 0]
    return [
      {
        rule: 'sameShifts' as const,
        layers: [layer.id],
        values: { layer: layer.id, kernel: pairText(window.kernel), before, after, pixels: Math.max(...stride) / 2 },
        ...(mended ? { mended } : {}),
      },
    ]
  })

/** Padding alike on both sides, with the same kernel or one that is a cell longer where it is even. */
function evenly(layer: Layer, [h, w]: Pair): Layer[] {
  const odd: Pair = [h + 1 - (h % 2), w + 1 - (w % 2)]
  const half = ([a, b]: Pair): Pair => [Math.floor(a / 2), Math.floor(b / 2)]
  if (layer.kind === 'conv2d') return [{ ...layer, padding: half([h, w]) }, { ...layer, padding: half([h - 1, w - 1]) }, { ...layer, kernel: odd, padding: half(odd) }]
  if (layer.kind === 'maxPool2d' || layer.kind === 'avgPool2d') return [{ ...layer, padding: half([h, w]) }, { ...layer, window: odd, padding: half(odd) }]
  return []
}
