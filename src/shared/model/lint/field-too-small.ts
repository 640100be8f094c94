import { formatShape } from '../../layers/definition'
import type { Conv2d } from '../../layers/conv2d'
import { toPair } from '../../math/geometry'
import { isMap, percent, replaced, sameShape, type LintRule } from './rule'

/** Averaging over units that see less than half of the picture's length never lets two far parts meet. */
const ENOUGH = 0.5

/** A global average after a map whose units see only a small part of the picture: shape beyond that part can't be told. */
export const fieldTooSmall: LintRule = ({ model, spec, at }) => {
  const input = [spec.input.height, spec.input.width] as const
  return model.layers.flatMap(({ layer, inputs, inputShapes }) => {
    const [from = ''] = inputs
    const field = layer.kind === 'globalAvgPool2d' ? at(from)?.summary.receptiveField : undefined
    if (!inputShapes.every(isMap) || !field) return []
    const share = Math.max(field.size[0] / input[0], field.size[1] / input[1])
    if (share >= ENOUGH) return []
    const last = model.layers.filter((each) => each.layer.kind === 'conv2d' && toPair(each.layer.kernel).some((k) => k > 1)).at(-1)
    const wider = last && at(last.layer.id)?.resolved
    const mended = wider?.layer.kind === 'conv2d' ? replaced(spec, sameShape(wider, dilations(wider.layer))) : undefined
    return [
      {
        rule: 'fieldTooSmall' as const,
        layers: [from, layer.id],
        values: { layer: from, field: formatShape(field.size), input: formatShape(input), share: percent(share) },
        ...(mended ? { mended } : {}),
      },
    ]
  })
}

/** The same convolution with its cells further apart, padded so that the map keeps its size. */
const dilations = (layer: Conv2d): Conv2d[] =>
  [4, 3, 2].flatMap((dilation) => {
    const [h, w] = toPair(layer.kernel)
    return [{ ...layer, dilation, padding: [(dilation * (h - 1)) / 2, (dilation * (w - 1)) / 2] as [number, number] }].filter(({ padding }) => padding.every(Number.isInteger))
  })
