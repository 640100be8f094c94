import { z } from 'zod'
import type { Shape, WeightInfo } from './definition'

/** Parameters of a layer that normalises each example by itself. */
export const normalisingFields = {
  epsilon: z.number().gt(0).lt(1).default(1e-5),
  /** Whether each channel is multiplied by a number that is learnt, and gets one added. */
  gamma: z.boolean().default(true),
  beta: z.boolean().default(true),
}

interface Normalising {
  readonly gamma: boolean
  readonly beta: boolean
}

/** What a channel is multiplied by, and what is added then, where the layer learns them. */
export function normalisingWeights(layer: Normalising, [input]: readonly Shape[]): WeightInfo[] {
  const channels = input?.at(-1) ?? 0
  const names = (['gamma', 'beta'] as const).filter((name) => layer[name])
  return names.map((name) => ({
    name,
    shape: [channels],
    fanIn: channels,
    fanOut: channels,
    trainable: true,
  }))
}

/** What all layers are that normalise each example by itself. */
export const normalising = {
  merges: null,
  weights: (layer: Normalising, inputs: readonly Shape[]): readonly WeightInfo[] =>
    normalisingWeights(layer, inputs),
  macs: () => 0,
  width: null,
  linear: false,
  preActivation: true,
  nonNegative: () => false,
  handsOn: () => null,
  keepsZero: () => false,
  mixesBatch: false,
} as const
