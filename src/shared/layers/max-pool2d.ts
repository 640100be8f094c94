import { z } from 'zod'
import type { LayerDefinition } from './definition'
import { poolFields, pooling } from './pooling'
import { apart } from './value-range'

export const maxPool2dSchema = z.strictObject({ ...poolFields, kind: z.literal('maxPool2d') })
export type MaxPool2d = z.infer<typeof maxPool2dSchema>

/** The largest value of each window, channel by channel (chapter 6.2.4). */
export const maxPool2d: LayerDefinition<typeof maxPool2dSchema> = {
  schema: maxPool2dSchema,
  names: {
    en: { full: 'max pooling', short: 'max pool' },
    zh: { full: '最大汇聚', short: '最大汇聚' },
  },
  id: { stem: 'pool', numbered: true },
  start: { window: 2 },
  ...pooling,
  linear: false,
  nonNegative: (_, inputs) => inputs,
  // The largest values of several cells add up to more than 1.
  range: (_, [range = 'any']) => apart(range),
  handsOn: () => null,
  keepsZero: () => true,
}
