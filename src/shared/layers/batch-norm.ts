import { z } from 'zod'
import { anyInput, baseFields, pointwise, type LayerDefinition } from './definition'
import { anyRange } from './value-range'

export const batchNormSchema = z.strictObject({
  ...baseFields,
  kind: z.literal('batchNorm'),
  /**
   * Weight of the new batch in the running mean and variance (PyTorch's meaning; Keras writes 1 −
   * momentum).
   */
  momentum: z.number().gt(0).lte(1).default(0.1),
  epsilon: z.number().gt(0).lt(1).default(1e-5),
})
export type BatchNorm = z.infer<typeof batchNormSchema>

/**
 * γ · (x − mean) / √(variance + ε) + β for each channel; batch statistics while training, running
 * ones otherwise. Source: Ioffe and Szegedy, "Batch Normalization", 2015.
 */
export const batchNorm: LayerDefinition<typeof batchNormSchema> = {
  schema: batchNormSchema,
  names: {
    en: { full: 'batch norm', short: 'batch norm' },
    zh: { full: '批量规范化', short: '批量规范化' },
  },
  id: { stem: 'norm', numbered: true },
  start: {},
  ...pointwise,
  merges: null,
  outputShape: (_, inputs) => anyInput(inputs),
  weights(_, inputs) {
    const channels = anyInput(inputs).at(-1) ?? 0
    const info = (name: 'gamma' | 'beta' | 'mean' | 'variance', trainable: boolean) =>
      ({ name, shape: [channels], fanIn: channels, fanOut: channels, trainable }) as const
    return [info('gamma', true), info('beta', true), info('mean', false), info('variance', false)]
  },
  macs: () => 0,
  width: null,
  linear: true,
  preActivation: true,
  nonNegative: () => false,
  range: anyRange,
  handsOn: () => null,
  keepsZero: () => false,
  mixesBatch: true,
}
