import { traitsOf, type Layer } from '../../layers'
import { formatShape } from '../../layers/definition'
import type { Window } from '../../math/geometry'
import { layerFields } from '../field/layer-fields'
import { resolveModel, type ResolvedLayer } from '../resolve'
import type { ModelSpec } from '../spec'
import { overhang } from './extent'
import { cutDown, withAxes } from './reframe'
import {
  isMap,
  once,
  percent,
  replaced,
  type LintContext,
  type LintRule,
  type WarningFix,
} from './rule'

/** From here on more than three quarters of a field lie outside the picture. */
const FACTOR = 2

/** The last map's units look far beyond the picture: much of their kernels' input is padding. */
export const fieldBeyondInput: LintRule = (context) => {
  const { at, spec } = context
  const input = [spec.input.height, spec.input.width] as const
  const last = lastMap(context)
  const field = last === undefined ? undefined : at(last)?.summary.receptiveField
  if (last === undefined || !field || fits(field.size, spec)) return []
  return [
    {
      rule: 'fieldBeyondInput',
      layers: [last],
      values: {
        layer: last,
        field: formatShape(field.size),
        input: formatShape(input),
        overhang: percent(overhang(field, input)),
      },
      fix: once(() => slimmer(context, last)),
    },
  ]
}

const lastMap = ({ model }: LintContext): string | undefined =>
  model.layers
    .filter(({ outputShape, inputShapes }) => isMap(outputShape) && inputShapes.some(isMap))
    .at(-1)?.layer.id

const fits = (size: readonly number[], { input }: ModelSpec): boolean =>
  (size[0] ?? 0) <= FACTOR * input.height && (size[1] ?? 0) <= FACTOR * input.width

/**
 * Shortens windows with their padding, from the last one backwards, until the field fits. Windows
 * with a stride come last and stay as long as their stride.
 */
function slimmer({ model, spec }: LintContext, last: string): WarningFix | undefined {
  const order = [...model.layers].reverse()
  const steps = [false, true].flatMap((strided) =>
    order.flatMap((each) => slim(each, strided) ?? []),
  )
  const after = (
    count: number,
  ): { readonly size: readonly number[]; readonly fixed: ModelSpec | undefined } => {
    const fixed = replaced(spec, steps.slice(0, count))
    return {
      fixed,
      size: (fixed && layerFields(resolveModel(fixed)).get(last)?.size) ?? [Infinity, Infinity],
    }
  }
  // The more windows are shortened, the smaller the field: bisection finds the fewest that are
  // enough.
  let [enough, most] = [Math.min(1, steps.length), steps.length]
  while (enough < most) {
    const middle = (enough + most) >> 1
    if (fits(after(middle).size, spec)) most = middle
    else enough = middle + 1
  }
  const { size, fixed } = after(enough)
  if (!fixed || !fits(size, spec)) return stepless(spec, fixed ?? spec, last)
  const count = new Set(steps.slice(0, enough).map(({ id }) => id)).size
  return { code: 'slimKernels', values: { count, after: formatShape(size) }, spec: fixed }
}

const SINGLE_CELLS: Window = {
  kernel: [1, 1],
  stride: [1, 1],
  dilation: [1, 1],
  padding: [
    [0, 0],
    [0, 0],
  ],
}

/**
 * Where padding and strides alone extend the field beyond the picture: 1×1 kernels with stride 1,
 * from the last window backwards.
 */
function stepless(spec: ModelSpec, slimmed: ModelSpec, last: string): WarningFix | undefined {
  const windows = slimmed.layers.filter((layer) => traitsOf(layer).window).reverse()
  for (let count = 1; count <= windows.length; count++) {
    const flat = windows
      .slice(0, count)
      .map((layer) => traitsOf(layer).window?.changed(layer, SINGLE_CELLS) ?? layer)
    const fixed = replaced(slimmed, flat)
    const size = fixed && layerFields(resolveModel(fixed)).get(last)?.size
    if (fixed && size && fits(size, spec))
      return { code: 'stepLess', values: { count, after: formatShape(size) }, spec: fixed }
  }
  return undefined
}

/**
 * The layer with as short a window as its padding allows; a layer with a stride stays as it is or
 * keeps a window as long as its stride.
 */
const slim = (resolved: ResolvedLayer, strided: boolean): Layer | undefined =>
  withAxes(resolved, (axis, stride) =>
    stride > 1 && !strided ? axis : cutDown(axis, Math.ceil((stride - 1) / axis.dilation) + 1),
  )
