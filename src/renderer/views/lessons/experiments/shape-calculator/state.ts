import { z } from 'zod'
import { resolvePadding, type ExplicitPadding, type Pair } from '@shared/math/geometry'
import { splitPadding, type Axis } from '@shared/math/shape-arithmetic'

const size = z.number().int().min(1).max(64)
const pair = z.tuple([size, size]).readonly()
const side = z.number().int().min(0).max(32)
const sides = z.tuple([side, side]).readonly()

/** How padding is given: side by side, or by a rule. */
export const RULES = ['own', 'keep', 'valid', 'same'] as const

export const shapeStateSchema = z.strictObject({
  input: pair,
  kernel: pair,
  stride: pair,
  dilation: pair,
  /**
   * `own`: the numbers of `padding`. `keep`: the chapter's p = k' − 1, ⌈p / 2⌉ above. `valid` and
   * `same`: TensorFlow's words.
   */
  rule: z.enum(RULES),
  /** [[top, bottom], [left, right]]. */
  padding: z.tuple([sides, sides]).readonly(),
})
export type ShapeState = z.infer<typeof shapeStateSchema>

/** The padding that a state's rule makes. */
export function paddingOf({
  input,
  kernel,
  stride,
  dilation,
  rule,
  padding,
}: ShapeState): ExplicitPadding {
  if (rule === 'own') return padding
  if (rule === 'keep')
    return [
      splitPadding(dilation[0] * (kernel[0] - 1), 'chapter'),
      splitPadding(dilation[1] * (kernel[1] - 1), 'chapter'),
    ]
  return resolvePadding(rule, input, kernel, stride, dilation)
}

/** One axis of a state: 0 vertical, 1 horizontal. */
export const axisOf = (state: ShapeState, axis: 0 | 1): Axis => ({
  input: state.input[axis],
  kernel: state.kernel[axis],
  padding: paddingOf(state)[axis],
  stride: state.stride[axis],
  dilation: state.dilation[axis],
})

/** The chapter's `comp_conv2d` on 8×8: the settings that it prints shapes for. */
const chapter = (kernel: Pair, padding: Pair, stride: Pair): ShapeState => ({
  input: [8, 8],
  kernel,
  stride,
  dilation: [1, 1],
  rule: 'own',
  padding: [
    [padding[0], padding[0]],
    [padding[1], padding[1]],
  ],
})
export const CHAPTER = {
  first: chapter([3, 3], [1, 1], [1, 1]),
  second: chapter([5, 3], [2, 1], [1, 1]),
  third: chapter([3, 3], [1, 1], [2, 2]),
  fourth: chapter([3, 5], [0, 1], [3, 4]),
} as const
