import { windowOf } from '../examine/window'
import type { Layer } from '../../layers'
import { formatShape } from '../../layers/definition'
import type { ModelSpec } from '../spec'
import { overhang } from './extent'
import { changed, isMap, percent, sameShape, type LintContext, type LintRule } from './rule'

/** From here on more than three quarters of a field lie outside the picture. */
const FACTOR = 2

/** The last map's units look far beyond the picture: much of what their kernels read is padding. */
export const fieldBeyondInput: LintRule = (context) => {
  const { model, at, spec } = context
  const input = [spec.input.height, spec.input.width] as const
  const last = model.layers.filter(({ outputShape, inputShapes }) => isMap(outputShape) && inputShapes.some(isMap)).at(-1)
  const field = last && at(last.layer.id)?.summary.receptiveField
  if (!last || !field || ([0, 1] as const).every((axis) => field.size[axis] <= FACTOR * input[axis])) return []
  const mended = slimmer(context)
  return [
    {
      rule: 'fieldBeyondInput',
      layers: [last.layer.id],
      values: { layer: last.layer.id, field: formatShape(field.size), input: formatShape(input), overhang: percent(overhang(field, input)) },
      ...(mended ? { mended } : {}),
    },
  ]
}

/** Kernels of 1×1, from the last convolution that keeps its map's size backwards, until the field fits. */
function slimmer({ model, spec }: LintContext): ModelSpec | undefined {
  const slim = new Map<string, Layer>()
  const candidates = model.layers.filter((each) => each.layer.kind === 'conv2d' && (windowOf(each.layer, each.inputShapes)?.kernel.some((k) => k > 1) ?? false)).reverse()
  for (const each of candidates.slice(0, Math.ceil(candidates.length / 2))) {
    const layer = each.layer.kind === 'conv2d' ? sameShape(each, [{ ...each.layer, kernel: 1, padding: 0, dilation: 1 }]) : undefined
    if (layer) slim.set(layer.id, layer)
  }
  return slim.size === 0 ? undefined : changed(spec, (layer) => slim.get(layer.id) ?? layer)
}
