import { z } from 'zod'
import { AppError, phrase } from '../errors'
import { sliding } from '../math/field/connections'
import { resolvePadding, type ExplicitPadding, type Pair } from '../math/geometry'
import {
  baseFields,
  count,
  formatShape,
  mapInput,
  pairOf,
  type LayerDefinition,
  type MapShape,
} from './definition'
import { placing } from './placing'
import { sameRange } from './value-range'

const ONE: Pair = [1, 1]

export const crop2dSchema = z.strictObject({
  ...baseFields,
  kind: z.literal('crop2d'),
  /** Rows and columns that go: one number, [vertical, horizontal], or [[top, bottom], [left, right]]. */
  cropping: z.union([count, pairOf(count), pairOf(pairOf(count))]),
})
export type Crop2d = z.infer<typeof crop2dSchema>

export const crop2dSides = ({ cropping }: Crop2d): ExplicitPadding =>
  resolvePadding(cropping, ONE, ONE, ONE, ONE)

function paddingThatFits(layer: Crop2d, input: MapShape): Pair | null {
  const sides = crop2dSides(layer)
  const fits = (i: 0 | 1): boolean => sides[i][0] + sides[i][1] < input[i]
  const most = (i: 0 | 1): number =>
    fits(i) ? Math.max(...sides[i]) : Math.floor((input[i] - 1) / 2)
  return fits(0) && fits(1) ? null : [most(0), most(1)]
}

/** A map without its outermost rows and columns. */
export const crop2d: LayerDefinition<typeof crop2dSchema> = {
  schema: crop2dSchema,
  names: { en: { full: 'cropping', short: 'crop' }, zh: { full: '裁剪', short: '裁剪' } },
  id: { stem: 'crop', numbered: true },
  start: { cropping: 1 },
  ...placing,
  outputShape(layer, inputs) {
    const input = mapInput(inputs)
    if (paddingThatFits(layer, input))
      throw new AppError(
        'invalid-argument',
        phrase`The cropping leaves nothing of ${formatShape(input)}: make it smaller.`,
        { field: 'cropping' },
      )
    const [[top, bottom], [left, right]] = crop2dSides(layer)
    return [input[0] - top - bottom, input[1] - left - right, input[2]]
  },
  paddingThatFits,
  stride: () => ONE,
  fieldStep(layer) {
    const [[top], [left]] = crop2dSides(layer)
    return { kernel: ONE, stride: ONE, padding: [-top, -left] }
  },
  connections(layer) {
    const [[top, bottom], [left, right]] = crop2dSides(layer)
    const padding: ExplicitPadding = [
      [-top, -bottom],
      [-left, -right],
    ]
    return [sliding({ kernel: ONE, stride: ONE, dilation: ONE, padding }, ONE)]
  },
  nonNegative: (_, inputs) => inputs,
  range: sameRange,
  keepsZero: () => true,
}
