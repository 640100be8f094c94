import { z } from 'zod'
import { extentOf } from '../math/field/cells'
import { acrossChannels } from '../math/field/connections'
import { anyInput, baseFields, noWeights, pointwise, type LayerDefinition } from './definition'

export const softmaxSchema = z.strictObject({ ...baseFields, kind: z.literal('softmax') })
export type Softmax = z.infer<typeof softmaxSchema>

/** exp(xᵢ) / Σ exp(xⱼ) over the last axis. */
export const softmax: LayerDefinition<typeof softmaxSchema> = {
  schema: softmaxSchema,
  names: { en: { full: 'softmax', short: 'softmax' }, zh: { full: 'softmax', short: 'softmax' } },
  id: { stem: 'softmax', numbered: false },
  start: {},
  ...noWeights,
  ...pointwise,
  keeps: 'places',
  connections: (_, inputs) => [acrossChannels(extentOf(anyInput(inputs)))],
  merges: null,
  outputShape: (_, inputs) => anyInput(inputs),
  linear: false,
  nonNegative: () => true,
  range: () => 'distribution',
  handsOn: () => null,
  keepsZero: () => false,
  mixesBatch: false,
}
