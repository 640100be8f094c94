import { z } from 'zod'
import { anyInput, baseFields, pointwise, type LayerDefinition } from './definition'
import { sameRange } from './value-range'

export const preluSchema = z.strictObject({
  ...baseFields,
  kind: z.literal('prelu'),
  /** One slope for all channels in place of one for each. */
  shared: z.boolean().default(false),
})
export type Prelu = z.infer<typeof preluSchema>

/**
 * x where it is positive, else slope · x, with slopes that are learnt. Source: He et al., "Delving
 * Deep into Rectifiers", 2015.
 */
export const prelu: LayerDefinition<typeof preluSchema> = {
  schema: preluSchema,
  names: { en: { full: 'PReLU', short: 'PReLU' }, zh: { full: 'PReLU', short: 'PReLU' } },
  id: { stem: 'prelu', numbered: true },
  start: {},
  ...pointwise,
  merges: null,
  outputShape: (_, inputs) => anyInput(inputs),
  weights({ shared }, inputs) {
    const slopes = shared ? 1 : (anyInput(inputs).at(-1) ?? 0)
    return [{ name: 'slope', shape: [slopes], fanIn: 1, fanOut: 1, trainable: true }]
  },
  macs: () => 0,
  width: null,
  linear: false,
  preActivation: false,
  nonNegative: (_, inputs) => inputs,
  range: sameRange,
  handsOn: () => null,
  keepsZero: () => true,
  mixesBatch: false,
}
