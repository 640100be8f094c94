import { z } from 'zod'
import { extentOf } from '../math/field/cells'
import { channelWindow } from '../math/field/connections'
import type { Pair } from '../math/geometry'
import {
  baseFields,
  mapInput,
  noWeights,
  pointwise,
  positive,
  type LayerDefinition,
} from './definition'
import { anyRange } from './value-range'

export const localResponseNormSchema = z.strictObject({
  ...baseFields,
  kind: z.literal('localResponseNorm'),
  /** Channels whose squares are added, the own one in their middle. */
  size: positive,
  /** Divided by `size`, as ONNX and PyTorch do; TensorFlow's is not divided, and AlexNet's neither. */
  alpha: z.number().gt(0).lte(1e6).default(1e-4),
  beta: z.number().gt(0).lte(16).default(0.75),
  k: z.number().gt(0).lte(1e6).default(1),
})
export type LocalResponseNorm = z.infer<typeof localResponseNormSchema>

/** How many channels before the own one are read, and how many behind it. */
export const channelsAround = ({ size }: LocalResponseNorm): Pair => [
  Math.floor((size - 1) / 2),
  Math.ceil((size - 1) / 2),
]

/** The first and the last channel that a channel reads. */
export function channelsRead(layer: LocalResponseNorm, channels: number, own: number): Pair {
  const [before, after] = channelsAround(layer)
  return [Math.max(0, own - before), Math.min(channels - 1, own + after)]
}

/**
 * x / (k + α/size · Σ x²)^β with the sum over `size` neighbouring channels at the same place; at the
 * first and the last channels there are fewer. Source: ONNX's LRN; Krizhevsky, Sutskever and Hinton,
 * "ImageNet Classification with Deep Convolutional Neural Networks", 2012, 3.3.
 */
export const localResponseNorm: LayerDefinition<typeof localResponseNormSchema> = {
  schema: localResponseNormSchema,
  names: {
    en: { full: 'local response norm', short: 'LRN' },
    zh: { full: '局部响应规范化', short: '局部响应' },
  },
  id: { stem: 'norm', numbered: true },
  start: { size: 5 },
  ...noWeights,
  ...pointwise,
  takes: 'map',
  keeps: 'places',
  connections(layer, inputs) {
    return [channelWindow(extentOf(mapInput(inputs)), channelsAround(layer))]
  },
  merges: null,
  outputShape: (_, inputs) => mapInput(inputs),
  linear: false,
  nonNegative: (_, inputs) => inputs,
  range: anyRange,
  handsOn: () => null,
  // Its neighbours are divided by what stands there.
  keepsZero: () => false,
  mixesBatch: false,
}
