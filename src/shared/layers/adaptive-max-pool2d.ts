import { z } from 'zod'
import { adaptiveFields, adaptivePooling } from './adaptive-pooling'
import type { LayerDefinition } from './definition'
import { apart } from './value-range'

export const adaptiveMaxPool2dSchema = z.strictObject({
  ...adaptiveFields,
  kind: z.literal('adaptiveMaxPool2d'),
})
export type AdaptiveMaxPool2d = z.infer<typeof adaptiveMaxPool2dSchema>

/** Maxima of windows that make a map of a given size, as PyTorch's AdaptiveMaxPool2d. */
export const adaptiveMaxPool2d: LayerDefinition<typeof adaptiveMaxPool2dSchema> = {
  schema: adaptiveMaxPool2dSchema,
  names: {
    en: { full: 'max pooling to a size', short: 'max to size' },
    zh: { full: '定尺寸最大汇聚', short: '定尺寸最大' },
  },
  id: { stem: 'pool', numbered: true },
  start: { size: 2 },
  ...adaptivePooling,
  linear: false,
  nonNegative: (_, inputs) => inputs,
  range: (_, [range = 'any']) => apart(range),
  handsOn: () => null,
  keepsZero: () => true,
}
