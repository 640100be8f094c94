import { traitsOf, windowOf, type Layer } from '../../layers'
import { formatShape } from '../../layers/definition'
import { inputIds } from '../spec'
import { resolveModel, type ResolvedLayer } from '../resolve'
import { summarise } from '../summary'
import { everyUnitSeesAll } from './extent'
import { freshId } from './path'
import { axisOf, cutDown, extentOf, isConvolution, reframed } from './reframe'
import { changed, isMap, once, type LintContext, type LintRule, type WarningFix } from './rule'

/**
 * Convolutions after the point from which every unit already sees the entire picture: their kernels
 * see nothing new.
 */
export const seesNoMore: LintRule = (context) => {
  const { model, spec, at } = context
  const input = [spec.input.height, spec.input.width] as const
  const idle = model.layers.filter(({ layer, inputs, inputShapes }) => {
    const [from = ''] = inputs
    const field = isConvolution(layer) ? at(from)?.summary.receptiveField : undefined
    const [shape] = inputShapes
    if (!field || !shape || !isMap(shape)) return false
    return (
      (windowOf(layer, inputShapes)?.kernel.some((k) => k > 1) ?? false) &&
      everyUnitSeesAll(field, shape, input)
    )
  })
  const [first] = idle
  if (!first) return []
  return [
    {
      rule: 'seesNoMore',
      layers: idle.map(({ layer }) => layer.id),
      values: {
        count: idle.length,
        layer: first.layer.id,
        input: formatShape(input),
        map: formatShape((first.inputShapes[0] ?? []).slice(0, 2)),
      },
      fix: once(() => mixing(context, idle)),
    },
  ]
}

/**
 * Kernels of 1×1 that give the same shapes; where a kernel makes the map smaller, an average over
 * its window does that before.
 */
function mixing(
  { spec, model, summary }: LintContext,
  idle: readonly ResolvedLayer[],
): WarningFix | undefined {
  const taken = new Set(model.layers.map(({ layer }) => layer.id))
  const others = new Map(idle.map((each) => [each.layer.id, pointwise(each, taken)] as const))
  const fixed = changed(spec, (layer) => {
    const other = others.get(layer.id)
    if (!other) return layer
    const inputs = inputIds(spec.layers, spec.layers.indexOf(layer))
    return other.map((each, index) =>
      index === 0 && other.length > 1 ? { ...each, inputs: [...inputs] } : each,
    )
  })
  if (!fixed) return undefined
  const saved = summary.totals.parameters - summarise(resolveModel(fixed)).totals.parameters
  const before = summary.layers.reduce(
    (sum, { id, parameters }) => sum + (others.has(id) ? parameters : 0),
    0,
  )
  return { code: 'mixOnly', values: { before, after: before - saved }, spec: fixed }
}

function pointwise(resolved: ResolvedLayer, taken: Set<string>): readonly Layer[] {
  const { layer } = resolved
  const window = windowOf(layer, resolved.inputShapes)
  if (!window) return [layer]
  const axes = [axisOf(window, 0), axisOf(window, 1)] as const
  const cut = [cutDown(axes[0], 1), cutDown(axes[1], 1)] as const
  if (window.stride.every((stride) => stride === 1) && cut.every(({ kernel }) => kernel === 1))
    return [reframed(layer, cut)]
  // A pooling window must not be entirely in the padding; an axis with more padding than kernel can
  // be shortened by itself.
  const pooled = axes.map((axis) => axis.padding.every((side) => side < extentOf(axis)))
  const of = <T>(i: 0 | 1, inPool: T, else_: T): T => (pooled[i] ? inPool : else_)
  const pair = <T>(one: (i: 0 | 1) => T): [T, T] => [one(0), one(1)]
  const mixed =
    traitsOf(layer).window?.changed(layer, {
      kernel: [1, 1],
      dilation: [1, 1],
      stride: pair((i) => of(i, 1, window.stride[i])),
      padding: pair((i) => of(i, [0, 0], cut[i].padding)),
    }) ?? layer
  const pool = freshId(taken, `${layer.id}-average`)
  return [
    {
      id: pool,
      kind: 'avgPool2d',
      window: pair((i) => of(i, extentOf(axes[i]), 1)),
      stride: pair((i) => of(i, window.stride[i], 1)),
      padding: pair((i) => of(i, axes[i].padding, [0, 0])),
      countIncludePad: true,
    },
    { ...mixed, inputs: [pool] },
  ]
}
