import { z } from 'zod'
import { extentOf } from '../math/field/cells'
import { flattening } from '../math/field/connections'
import { anyInput, baseFields, elements, noWeights, type LayerDefinition } from './definition'
import { apart } from './value-range'

export const flattenSchema = z.strictObject({ ...baseFields, kind: z.literal('flatten') })
export type Flatten = z.infer<typeof flattenSchema>

/** [height, width, channels] → [height·width·channels], channels running fastest. */
export const flatten: LayerDefinition<typeof flattenSchema> = {
  schema: flattenSchema,
  names: { en: { full: 'flatten', short: 'flatten' }, zh: { full: '展平', short: '展平' } },
  id: { stem: 'flatten', numbered: false },
  start: {},
  takes: 'any',
  merges: null,
  ...noWeights,
  outputShape: (_, inputs) => [elements(anyInput(inputs))],
  window: null,
  global: false,
  keeps: 'values',
  paddingThatFits: () => null,
  stride: () => [1, 1],
  fieldStep: () => null,
  connections: (_, inputs) => [flattening(extentOf(anyInput(inputs)))],
  linear: true,
  nonNegative: (_, inputs) => inputs,
  /** Of several cells, each adds up to 1 by itself. */
  range(_, [range = 'any'], inputs) {
    const shape = anyInput(inputs)
    return elements(shape) === shape.at(-1) ? range : apart(range)
  },
  handsOn: () => 'values',
  keepsZero: () => true,
  mixesBatch: false,
}
