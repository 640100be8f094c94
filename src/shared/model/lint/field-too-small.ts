import { traitsOf, type Layer } from '../../layers'
import { formatShape } from '../../layers/definition'
import { layerFields } from '../field/layer-fields'
import { resolveModel, type ResolvedLayer } from '../resolve'
import { inputIds, type ModelSpec } from '../spec'
import { ancestors, freshId } from './path'
import { extentOf, isConvolution, withAxes } from './reframe'
import {
  changed,
  isMap,
  listed,
  once,
  percent,
  replaced,
  type LintContext,
  type LintRule,
  type WarningFix,
} from './rule'

/**
 * An average over units that see less than half of the picture's length never combines two distant
 * parts.
 */
const ENOUGH = 0.5
/** Increasing dilations, between the length of a kernel and that of a picture. */
const FACTORS = [2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256]
/**
 * Beyond this, a kernel's cells are too far apart for one layer, and the layer before is dilated
 * too.
 */
const FAR = 4

/**
 * A global average after a map whose units see only a small part of the picture: shapes larger than
 * that part can't be recognised.
 */
export const fieldTooSmall: LintRule = (context) => {
  const { model, spec, at } = context
  return model.layers.flatMap(({ layer, inputs, inputShapes }) => {
    const [from = ''] = inputs
    const field = traitsOf(layer).global ? at(from)?.summary.receptiveField : undefined
    if (!inputShapes.every(isMap) || !field) return []
    const share = shareOf(field.size, spec)
    if (share >= ENOUGH) return []
    const input = [spec.input.height, spec.input.width]
    return [
      {
        rule: 'fieldTooSmall' as const,
        layers: [from, layer.id],
        values: {
          layer: from,
          field: formatShape(field.size),
          input: formatShape(input),
          share: percent(share),
        },
        fix: once(() => spread(context, from) ?? looking(context, from, layer.id)),
      },
    ]
  })
}

const shareOf = (size: readonly number[], { input }: ModelSpec): number =>
  Math.max((size[0] ?? 0) / input.height, (size[1] ?? 0) / input.width)
const fieldAfter = (fixed: ModelSpec, id: string): readonly number[] =>
  layerFields(resolveModel(fixed)).get(id)?.size ?? [0, 0]

/**
 * The last kernels before the average, dilated: the fewest layers and the smallest dilation that
 * see enough.
 */
function spread(context: LintContext, from: string): WarningFix | undefined {
  const before = ancestors(context, from)
  const kernels = context.model.layers
    .filter(({ layer }) => isConvolution(layer) && before.has(layer.id))
    .reverse()
    .filter((each) => apart(each, 3))
  const near = kernels.flatMap((_, n) =>
    FACTORS.filter((factor) => factor <= FAR).map((factor) => [n + 1, factor] as const),
  )
  const far = FACTORS.filter((factor) => factor > FAR).map(
    (factor) => [kernels.length, factor] as const,
  )
  for (const [count, factor] of [...near, ...far]) {
    const set = kernels
      .slice(0, count)
      .flatMap((each) => apart(each, factor) ?? apart(each, factor + 1) ?? [])
    const fixed = set.length > 0 ? replaced(context.spec, set) : undefined
    const size = fixed ? fieldAfter(fixed, from) : []
    if (fixed && shareOf(size, context.spec) >= ENOUGH) {
      return {
        code: 'spreadCells',
        values: {
          count: set.length,
          layers: listed(set.map(({ id }) => id)),
          apart: factor,
          after: formatShape(size),
        },
        spec: fixed,
      }
    }
  }
  return undefined
}

/**
 * The same convolution with `factor` times its dilation, padded so that the map keeps its size;
 * undefined where the padding can't be symmetric.
 */
function apart(resolved: ResolvedLayer, factor: number): Layer | undefined {
  return withAxes(resolved, (axis) => {
    if (axis.kernel === 1) return axis
    const wide = { ...axis, dilation: axis.dilation * factor }
    const more = extentOf(wide) - extentOf(axis)
    return more % 2 === 0
      ? { ...wide, padding: [axis.padding[0] + more / 2, axis.padding[1] + more / 2] }
      : undefined
  })
}

/**
 * Where no kernel can be dilated: a new 3×3 convolution before the average, with the necessary
 * dilation.
 */
function looking(
  { spec, at, model }: LintContext,
  from: string,
  average: string,
): WarningFix | undefined {
  const own = at(from)
  const field = own?.summary.receptiveField
  if (!own || !field) return undefined
  const picture = [spec.input.height, spec.input.width] as const
  const reach = ([0, 1] as const).map((i) =>
    Math.ceil((ENOUGH * picture[i] - field.size[i]) / (2 * field.stride[i])),
  )
  const dilation = Math.max(1, Math.min(...reach))
  const taken = new Set(model.layers.map(({ layer }) => layer.id))
  const [look, relu] = [freshId(taken, 'look'), freshId(taken, 'look-relu')]
  const fixed = changed(spec, (layer) => {
    if (layer.id !== average) return layer
    const inputs = inputIds(spec.layers, spec.layers.indexOf(layer))
    return [
      {
        id: look,
        kind: 'conv2d',
        channels: own.resolved.outputShape[2] ?? 1,
        kernel: 3,
        stride: 1,
        padding: dilation,
        dilation,
        groups: 1,
        bias: true,
        inputs: [...inputs],
      },
      { id: relu, kind: 'activation', function: 'relu' },
      { ...layer, inputs: [relu] },
    ]
  })
  return (
    fixed && {
      code: 'lookWider',
      values: { layer: average, apart: dilation, after: formatShape(fieldAfter(fixed, relu)) },
      spec: fixed,
    }
  )
}
