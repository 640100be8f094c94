import { z } from 'zod'
import { anyInput, baseFields, noWeights, pointwise, type LayerDefinition } from './definition'
import { sameRange } from './value-range'

export const dropoutSchema = z.strictObject({
  ...baseFields,
  kind: z.literal('dropout'),
  rate: z.number().min(0).lt(1),
})
export type Dropout = z.infer<typeof dropoutSchema>

/**
 * While training sets values to 0 with probability `rate` and scales the rest by 1 / (1 − rate);
 * otherwise nothing.
 */
export const dropout: LayerDefinition<typeof dropoutSchema> = {
  schema: dropoutSchema,
  names: { en: { full: 'dropout', short: 'dropout' }, zh: { full: '暂退法', short: '暂退法' } },
  id: { stem: 'dropout', numbered: true },
  start: { rate: 0.5 },
  ...noWeights,
  ...pointwise,
  merges: null,
  outputShape: (_, inputs) => anyInput(inputs),
  linear: true,
  nonNegative: (_, inputs) => inputs,
  range: sameRange,
  handsOn: () => 'values',
  keepsZero: () => true,
  mixesBatch: false,
}
