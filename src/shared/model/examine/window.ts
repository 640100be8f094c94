import { traitsOf, windowOf, type Layer } from '../../layers'
import { formatShape, type MapShape, type Shape } from '../../layers/definition'
import { written, writtenPadding } from '../../layers/window'
import {
  dilatedKernel,
  resolvePadding,
  type ExplicitPadding,
  type Padding,
  type Pair,
  type Window,
} from '../../math/geometry'
import { removeLayers, setFields } from '../edit'
import type { Fix, Problem } from './problem'

const axes = [0, 1] as const
const extent = ({ kernel, dilation }: Window): Pair => [
  dilatedKernel(kernel[0], dilation[0]),
  dilatedKernel(kernel[1], dilation[1]),
]
/** A pair for people: 4 or 4×5. */
export const pairText = ([a, b]: Pair): string => (a === b ? String(a) : `${a}×${b}`)

function enlarged(padding: ExplicitPadding, missing: Pair): unknown {
  const more = ([a, b]: Pair, lack: number): Pair => [
    a + Math.floor(lack / 2) + (lack % 2),
    b + Math.floor(lack / 2) + (lack % 2),
  ]
  return writtenPadding([more(padding[0], missing[0]), more(padding[1], missing[1])])
}

/**
 * A window that is larger than its padded input: add the missing padding, reduce the window, or
 * remove the layer.
 */
export function windowTooLarge(layer: Layer, inputs: readonly Shape[]): Problem | undefined {
  const { window: slides } = traitsOf(layer)
  const window = windowOf(layer, inputs)
  const [input] = inputs
  if (!slides || !window || !input) return undefined
  const size = extent(window)
  const padded = axes.map(
    (i) => (input[i] ?? 0) + window.padding[i][0] + window.padding[i][1],
  ) as unknown as Pair
  const missing: Pair = [Math.max(0, size[0] - padded[0]), Math.max(0, size[1] - padded[1])]
  if (missing[0] === 0 && missing[1] === 0) return undefined
  const field = slides.size
  const fitting: Pair = [
    Math.min(window.kernel[0], padded[0]),
    Math.min(window.kernel[1], padded[1]),
  ]
  const half = missing.map((lack) => Math.ceil(lack / 2)) as unknown as Pair
  const { id } = layer
  // Where a window must overlap the picture, padding may not help.
  const canPad =
    !slides.needsCells ||
    axes.every((i) => window.padding[i].every((side) => side + half[i] < window.kernel[i]))
  const isPadded = window.padding.flat().some((side) => side > 0)
  const fixes: (Fix | false)[] = [
    canPad && {
      code: isPadded ? 'padMore' : 'pad',
      values: { padding: pairText(half) },
      apply: (draft) => setFields(draft, id, { padding: enlarged(window.padding, missing) }),
    },
    dilated(window)
      ? {
          code: 'undilate',
          values: {},
          apply: (draft) => setFields(draft, id, { dilation: undefined }),
        }
      : {
          code: field === 'kernel' ? 'useKernel' : 'useWindow',
          values: { size: pairText(fitting) },
          apply: (draft) => setFields(draft, id, { [field]: written(fitting) }),
        },
    { code: 'remove', values: { layer: id }, apply: (draft) => removeLayers(draft, [id]) },
  ]
  const values = {
    field,
    kernel: pairText(size),
    input: formatShape(padded),
    padding: isPadded ? 1 : 0,
  }
  return { code: 'windowTooLarge', field, values, fixes: fixes.filter((fix) => fix !== false) }
}

const dilated = ({ dilation }: Window): boolean => dilation[0] > 1 || dilation[1] > 1

/** The layer's padding, sides with too much cut down. */
function atMost(padding: Padding, most: Pair): unknown {
  const sides = resolvePadding(padding, [1, 1], [1, 1], [1, 1], [1, 1])
  const less = (i: 0 | 1): Pair => [Math.min(sides[i][0], most[i]), Math.min(sides[i][1], most[i])]
  return writtenPadding([less(0), less(1)])
}

/** More padding or cropping than the layer's window or map allows. */
export function tooMuchPadding(layer: Layer, inputs: readonly Shape[]): Problem | undefined {
  const [input] = inputs
  const traits = traitsOf(layer)
  const most =
    input?.length === 3 ? traits.paddingThatFits(layer, input as unknown as MapShape) : null
  if (!most) return undefined
  const window = windowOf(layer, inputs)
  const [field, sides] =
    'cropping' in layer
      ? (['cropping', layer.cropping] as const)
      : (['padding', 'padding' in layer ? layer.padding : 0] as const)
  const less: Fix = {
    code: field === 'cropping' ? 'lessCropping' : 'lessPadding',
    values: { padding: pairText(most) },
    apply: (draft) => setFields(draft, layer.id, { [field]: atMost(sides, most) }),
  }
  if (!window)
    return {
      code: 'paddingTooLarge',
      field,
      values: { field, most: pairText(most) },
      fixes: [less],
    }
  return {
    code: 'poolPadding',
    field: 'padding',
    values: { window: pairText(window.kernel), padding: Math.max(...window.padding.flat()) },
    fixes: [less],
  }
}
