import { z } from 'zod'
import { extentOf } from '../math/field/cells'
import { wholeGroups } from '../math/field/connections'
import { baseFields, mapInput, pointwise, positive, type LayerDefinition } from './definition'
import { requireDivided } from './kernels'
import { normalising, normalisingFields } from './normalising'
import { anyRange } from './value-range'

export const groupNormSchema = z.strictObject({
  ...baseFields,
  kind: z.literal('groupNorm'),
  groups: positive,
  ...normalisingFields,
})
export type GroupNorm = z.infer<typeof groupNormSchema>

/**
 * γ · (x − mean) / √(variance + ε) + β with the mean and the variance of a group of neighbouring
 * channels over the whole map. One group for each channel is an instance norm. Source: Wu and He,
 * "Group Normalization", 2018; PyTorch's GroupNorm.
 */
export const groupNorm: LayerDefinition<typeof groupNormSchema> = {
  schema: groupNormSchema,
  names: {
    en: { full: 'group norm', short: 'group norm' },
    zh: { full: '组规范化', short: '组规范化' },
  },
  id: { stem: 'norm', numbered: true },
  start: { groups: 2 },
  ...pointwise,
  ...normalising,
  takes: 'map',
  keeps: null,
  // The mean of the map is in every value of it, so that all units see the same: a stride of 0.
  fieldStep(_, inputs) {
    const [height, width] = mapInput(inputs)
    return { kernel: [height, width], stride: [0, 0], padding: [0, 0] }
  },
  connections(layer, inputs) {
    const input = mapInput(inputs)
    return [wholeGroups(extentOf(input), input[2] / layer.groups)]
  },
  outputShape(layer, inputs) {
    const input = mapInput(inputs)
    requireDivided(layer.groups, input[2])
    return input
  },
  range: anyRange,
}
