import { z } from 'zod'
import { phrase } from '../errors'
import { toPair, type Pair } from '../math/geometry'
import { bilinearTaps, nearestTaps, type AxisTaps } from '../math/resample'
import { ownWords } from '../schema-fault'
import { baseFields, mapInput, sizeSchema, type LayerDefinition, type MapShape } from './definition'
import { placing } from './placing'
import { tapConnections } from './resampling'
import { sameRange } from './value-range'

export const upsample2dSchema = z
  .strictObject({
    ...baseFields,
    kind: z.literal('upsample2d'),
    /** How many times as large the map becomes. */
    factor: sizeSchema.optional(),
    /** In place of a factor: the height and width of the output. */
    size: sizeSchema.optional(),
    method: z.enum(['nearest', 'bilinear']).default('nearest'),
  })
  .refine(({ factor, size }) => factor !== undefined || size !== undefined, {
    path: ['factor'],
    error: ownWords(phrase`A factor or a size is needed.`),
  })
  .refine(({ factor, size }) => factor === undefined || size === undefined, {
    path: ['size'],
    error: ownWords(phrase`A factor and a size can't be given together.`),
  })
export type Upsample2d = z.infer<typeof upsample2dSchema>

/** Height and width of the output. */
export function upsample2dSize({ factor = 1, size }: Upsample2d, input: MapShape): Pair {
  const [v, h] = toPair(factor)
  return size === undefined ? [input[0] * v, input[1] * h] : toPair(size)
}

const TAPS = { nearest: nearestTaps, bilinear: bilinearTaps } as const

export function upsample2dTaps(layer: Upsample2d, input: MapShape): readonly [AxisTaps, AxisTaps] {
  const [height, width] = upsample2dSize(layer, input)
  const taps = TAPS[layer.method]
  return [taps(input[0], height), taps(input[1], width)]
}

/**
 * Where the cells that unit u reads are, before the map is divided into whole cells: from
 * u · n/m + `start` over `more` cells. `finest` is the least that they differ from whole ones.
 */
const REACH: Readonly<
  Record<
    Upsample2d['method'],
    (ratio: number, finest: number) => { readonly start: number; readonly more: number }
  >
> = {
  nearest: (_, finest) => ({ start: finest - 1, more: 1 - finest }),
  bilinear: (ratio, finest) => ({
    start: (ratio - 1) / 2 - 1 + finest / 2,
    more: 2 - finest,
  }),
}

/** A map with more cells: each repeated, or straight lines between them. */
export const upsample2d: LayerDefinition<typeof upsample2dSchema> = {
  schema: upsample2dSchema,
  names: {
    en: { full: 'upsampling', short: 'upsample' },
    zh: { full: '上采样', short: '上采样' },
  },
  id: { stem: 'upsample', numbered: true },
  start: { factor: 2 },
  ...placing,
  outputShape(layer, inputs) {
    const input = mapInput(inputs)
    return [...upsample2dSize(layer, input), input[2]]
  },
  paddingThatFits: () => null,
  stride({ factor = 1 }) {
    const [v, h] = toPair(factor)
    return [1 / v, 1 / h]
  },
  fieldStep(layer, inputs) {
    const input = mapInput(inputs)
    const output = upsample2dSize(layer, input)
    const axis = (i: 0 | 1) => {
      const ratio = input[i] / output[i]
      return { ratio, ...REACH[layer.method](ratio, 1 / output[i]) }
    }
    const [v, h] = [axis(0), axis(1)]
    return {
      kernel: [1 + v.more, 1 + h.more],
      stride: [v.ratio, h.ratio],
      padding: [-v.start, -h.start],
      aligned: false,
    }
  },
  connections: (layer, inputs) => [tapConnections(upsample2dTaps(layer, mapInput(inputs)))],
  nonNegative: (_, inputs) => inputs,
  range: sameRange,
  keepsZero: () => true,
}
