import { z } from 'zod'
import { AppError, phrase } from '../errors'
import { anyInput, baseFields, noWeights, pointwise, type LayerDefinition } from './definition'
import { anyRange } from './value-range'

/** Larger numbers are no rescaling, and their products leave float32. */
const LARGEST = 1e12
const number = z.number().gte(-LARGEST).lte(LARGEST)
/** One number for all channels, or one a channel. */
const perChannel = z.union([number, z.array(number).min(1).max(4096)])

export const scaleSchema = z.strictObject({
  ...baseFields,
  kind: z.literal('scale'),
  scale: perChannel.default(1),
  offset: perChannel.default(0),
})
export type Scale = z.infer<typeof scaleSchema>

/** The constants of a channel. */
export const constantsOf = (
  { scale, offset }: Pick<Scale, 'scale' | 'offset'>,
  channel: number,
): { readonly scale: number; readonly offset: number } => {
  const of = (constants: number | readonly number[]): number =>
    typeof constants === 'number' ? constants : (constants[channel] ?? NaN)
  return { scale: of(scale), offset: of(offset) }
}

const every = (constants: number | readonly number[], holds: (each: number) => boolean): boolean =>
  [constants].flat().every(holds)

/**
 * scale · x + offset with constants that are not trained: a network's own preprocessing, as Keras's
 * Rescaling and Normalization. The recipe's normalisation comes before it.
 */
export const scale: LayerDefinition<typeof scaleSchema> = {
  schema: scaleSchema,
  names: { en: { full: 'rescaling', short: 'scale' }, zh: { full: '缩放', short: '缩放' } },
  id: { stem: 'scale', numbered: true },
  start: { scale: 2, offset: -1 },
  ...noWeights,
  ...pointwise,
  merges: null,
  outputShape(layer, inputs) {
    const shape = anyInput(inputs)
    const channels = shape.at(-1) ?? 0
    for (const field of ['scale', 'offset'] as const) {
      const constants = layer[field]
      if (typeof constants !== 'number' && constants.length !== channels)
        throw new AppError(
          'invalid-argument',
          phrase`${field} has ${constants.length} numbers, and the input has ${channels} channels: write one number for each channel, or one for all.`,
          { field },
        )
    }
    return shape
  },
  linear: true,
  nonNegative: (layer, inputs) =>
    inputs && every(layer.scale, (s) => s >= 0) && every(layer.offset, (o) => o >= 0),
  range: anyRange,
  handsOn: () => null,
  keepsZero: ({ offset }) => every(offset, (o) => o === 0),
  mixesBatch: false,
}
