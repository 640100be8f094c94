import { z } from 'zod'
import { AppError, phrase } from '../errors'
import { ownWords } from '../schema-fault'
import { sliding } from '../math/field/connections'
import { resolvePadding, type ExplicitPadding, type Pair } from '../math/geometry'
import { continuedTaps, type AxisTaps, type Continuation } from '../math/resample'
import {
  baseFields,
  count,
  mapInput,
  pairOf,
  type LayerDefinition,
  type MapShape,
} from './definition'
import { placing } from './placing'
import { tapConnections } from './resampling'
import { apart } from './value-range'

const ONE: Pair = [1, 1]

export const pad2dSchema = z
  .strictObject({
    ...baseFields,
    kind: z.literal('pad2d'),
    /** One number, [vertical, horizontal], or [[top, bottom], [left, right]]. */
    padding: z.union([count, pairOf(count), pairOf(pairOf(count))]),
    mode: z.enum(['constant', 'reflect', 'replicate']).default('constant'),
    /** Of the cells around the map, where they are a constant. */
    value: z.number().default(0),
  })
  .refine(({ mode, value }) => value === 0 || mode === 'constant', {
    path: ['value'],
    error: ownWords(phrase`Only the mode "constant" has a value.`),
  })
export type Pad2d = z.infer<typeof pad2dSchema>

export const pad2dSides = ({ padding }: Pad2d): ExplicitPadding =>
  resolvePadding(padding, ONE, ONE, ONE, ONE)

/** The axes of a map that goes on beyond its edges; `null` where a constant surrounds it. */
export function pad2dTaps(layer: Pad2d, input: MapShape): readonly [AxisTaps, AxisTaps] | null {
  if (layer.mode === 'constant') return null
  const [rows, columns] = pad2dSides(layer)
  return [continuedTaps(input[0], rows, layer.mode), continuedTaps(input[1], columns, layer.mode)]
}

/** A reflection leaves the outermost cell out, so it has one cell fewer than the map. */
function paddingThatFits(layer: Pad2d, input: MapShape): Pair | null {
  if (layer.mode !== 'reflect') return null
  const sides = pad2dSides(layer)
  const fits = ([0, 1] as const).every((i) => Math.max(...sides[i]) < input[i])
  const most = (i: 0 | 1): number => Math.min(Math.max(...sides[i]), input[i] - 1)
  return fits ? null : [most(0), most(1)]
}

/** Cells of the map around a cell beyond its edges, at most, on one axis: in front and behind. */
const REACH: Readonly<Record<Continuation, (sides: Pair) => Pair>> = {
  reflect: ([before, after]) => [2 * after, 2 * before],
  replicate: ([before, after]) => [after, before],
}

/** More cells around a map: a constant, its own cells mirrored, or its outermost ones repeated. */
export const pad2d: LayerDefinition<typeof pad2dSchema> = {
  schema: pad2dSchema,
  names: { en: { full: 'padding', short: 'pad' }, zh: { full: '填充', short: '填充' } },
  id: { stem: 'pad', numbered: true },
  start: { padding: 1 },
  ...placing,
  outputShape(layer, inputs) {
    const input = mapInput(inputs)
    const most = paddingThatFits(layer, input)
    if (most)
      throw new AppError(
        'invalid-argument',
        phrase`A reflection needs more cells than it adds: at most ${most.join('×')} beside this map.`,
        { field: 'padding' },
      )
    const [[top, bottom], [left, right]] = pad2dSides(layer)
    return [input[0] + top + bottom, input[1] + left + right, input[2]]
  },
  paddingThatFits,
  stride: () => ONE,
  fieldStep(layer) {
    const [rows, columns] = pad2dSides(layer)
    if (layer.mode === 'constant')
      return { kernel: ONE, stride: ONE, padding: [rows[0], columns[0]] }
    const [v, h] = [REACH[layer.mode](rows), REACH[layer.mode](columns)]
    return {
      kernel: [1 + v[0] + v[1], 1 + h[0] + h[1]],
      stride: ONE,
      padding: [rows[0] + v[0], columns[0] + h[0]],
      aligned: false,
    }
  },
  connections(layer, inputs) {
    const taps = pad2dTaps(layer, mapInput(inputs))
    if (taps) return [tapConnections(taps)]
    const window = { kernel: ONE, stride: ONE, dilation: ONE, padding: pad2dSides(layer) }
    return [sliding(window, ONE)]
  },
  nonNegative: ({ value }, inputs) => inputs && value >= 0,
  /** Around the map the channels no longer add up to 1. */
  range({ mode, value }, [range = 'any']) {
    if (mode !== 'constant') return range
    return value >= 0 && value <= 1 ? apart(range) : 'any'
  },
  keepsZero: ({ value }) => value === 0,
}
