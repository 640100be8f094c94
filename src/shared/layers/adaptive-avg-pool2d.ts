import { z } from 'zod'
import { adaptiveFields, adaptivePooling } from './adaptive-pooling'
import type { LayerDefinition } from './definition'
import { sameRange } from './value-range'

export const adaptiveAvgPool2dSchema = z.strictObject({
  ...adaptiveFields,
  kind: z.literal('adaptiveAvgPool2d'),
})
export type AdaptiveAvgPool2d = z.infer<typeof adaptiveAvgPool2dSchema>

/** Means of windows that make a map of a given size, as PyTorch's AdaptiveAvgPool2d. */
export const adaptiveAvgPool2d: LayerDefinition<typeof adaptiveAvgPool2dSchema> = {
  schema: adaptiveAvgPool2dSchema,
  names: {
    en: { full: 'average pooling to a size', short: 'avg to size' },
    zh: { full: '定尺寸平均汇聚', short: '定尺寸平均' },
  },
  id: { stem: 'pool', numbered: true },
  start: { size: 2 },
  ...adaptivePooling,
  linear: true,
  nonNegative: (_, inputs) => inputs,
  range: sameRange,
  handsOn: () => 'means',
  keepsZero: () => true,
}
