import { windowOf } from '../examine/window'
import type { Layer } from '../../layers'
import { formatShape } from '../../layers/definition'
import { everyUnitSeesAll } from './extent'
import { changed, isMap, sameShape, type LintRule } from './rule'

/** Convolutions behind the point from which every unit sees the whole picture already: their kernels reach nothing new. */
export const seesNoMore: LintRule = ({ model, spec, at }) => {
  const input = [spec.input.height, spec.input.width] as const
  const idle = model.layers.filter(({ layer, inputs, inputShapes }) => {
    const [from = ''] = inputs
    const field = layer.kind === 'conv2d' ? at(from)?.summary.receptiveField : undefined
    const [shape] = inputShapes
    if (!field || !shape || !isMap(shape)) return false
    return (windowOf(layer, inputShapes)?.kernel.some((k) => k > 1) ?? false) && everyUnitSeesAll(field, shape, input)
  })
  const [first] = idle
  if (!first) return []
  const slim = new Map<string, Layer>()
  for (const resolved of idle) {
    const { layer } = resolved
    const one = layer.kind === 'conv2d' ? sameShape(resolved, [{ ...layer, kernel: 1, padding: 0, dilation: 1 }]) : undefined
    if (one) slim.set(one.id, one)
  }
  const mended = slim.size === 0 ? undefined : changed(spec, (layer) => slim.get(layer.id) ?? layer)
  return [
    {
      rule: 'seesNoMore',
      layers: idle.map(({ layer }) => layer.id),
      values: { count: idle.length, layer: first.layer.id, input: formatShape(input), map: formatShape((first.inputShapes[0] ?? []).slice(0, 2)) },
      ...(mended ? { mended } : {}),
    },
  ]
}
