import { z } from 'zod'
import { mapInput, type LayerDefinition } from './definition'
import { poolFields, pooling, poolWindow } from './pooling'
import { apart } from './value-range'

export const avgPool2dSchema = z.strictObject({
  ...poolFields,
  kind: z.literal('avgPool2d'),
  /** Whether padding counts in the divisor (PyTorch's count_include_pad). */
  countIncludePad: z.boolean().default(true),
})
export type AvgPool2d = z.infer<typeof avgPool2dSchema>

/** The mean of each window, channel by channel (chapter 6.2.4). */
export const avgPool2d: LayerDefinition<typeof avgPool2dSchema> = {
  schema: avgPool2dSchema,
  names: {
    en: { full: 'average pooling', short: 'avg pool' },
    zh: { full: '平均汇聚', short: '平均汇聚' },
  },
  id: { stem: 'pool', numbered: true },
  start: { window: 2 },
  ...pooling,
  linear: true,
  nonNegative: (_, inputs) => inputs,
  /** A mean of distributions is one, unless zeros of the padding count in it. */
  range(layer, [range = 'any'], inputs) {
    const { padding } = poolWindow(layer, mapInput(inputs))
    const isPadded = padding.flat().some((side) => side > 0)
    return isPadded && layer.countIncludePad ? apart(range) : range
  },
  handsOn(layer, inputs) {
    const { kernel, stride } = poolWindow(layer, mapInput(inputs))
    return [...kernel, ...stride].every((cells) => cells === 1) ? 'values' : 'means'
  },
  keepsZero: () => true,
}
