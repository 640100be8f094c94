import { z } from 'zod'
import { extentOf } from '../math/field/cells'
import { acrossChannels } from '../math/field/connections'
import { anyInput, baseFields, pointwise, type LayerDefinition } from './definition'
import { normalising, normalisingFields } from './normalising'
import { anyRange } from './value-range'

export const layerNormSchema = z.strictObject({
  ...baseFields,
  kind: z.literal('layerNorm'),
  ...normalisingFields,
})
export type LayerNorm = z.infer<typeof layerNormSchema>

/**
 * γ · (x − mean) / √(variance + ε) + β with the mean and the variance of the channels at each place,
 * or of a whole vector: ConvNeXt's LayerNorm2d, Keras's LayerNormalization(axis=-1). Source: Ba,
 * Kiros and Hinton, "Layer Normalization", 2016.
 */
export const layerNorm: LayerDefinition<typeof layerNormSchema> = {
  schema: layerNormSchema,
  names: {
    en: { full: 'layer norm', short: 'layer norm' },
    zh: { full: '层规范化', short: '层规范化' },
  },
  id: { stem: 'norm', numbered: true },
  start: {},
  ...pointwise,
  ...normalising,
  keeps: 'places',
  connections: (_, inputs) => [acrossChannels(extentOf(anyInput(inputs)))],
  outputShape: (_, inputs) => anyInput(inputs),
  range: anyRange,
}
