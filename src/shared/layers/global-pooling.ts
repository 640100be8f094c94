import { z } from 'zod'
import { sliding, wholeMap, type Connection } from '../math/field/connections'
import type { Pair } from '../math/geometry'
import type { FieldStep } from '../math/receptive-field'
import { baseFields, mapInput, noWeights, type Shape } from './definition'

/** Parameters of a layer that pools each channel's whole map. */
export const globalFields = {
  ...baseFields,
  /** Whether the values stay a map of 1×1, which a convolution can read. */
  keepDims: z.boolean().optional(),
}
interface Global {
  readonly keepDims?: boolean | undefined
}

/** What all layers are that make one value of each channel: [height, width, channels] → [channels]. */
export const globalPooling = {
  takes: 'map',
  merges: null,
  ...noWeights,
  outputShape({ keepDims }: Global, inputs: readonly Shape[]): Shape {
    const [, , channels] = mapInput(inputs)
    return keepDims ? [1, 1, channels] : [channels]
  },
  window: null,
  global: true,
  keeps: null,
  paddingThatFits: () => null,
  stride: (): Pair => [1, 1],
  // A map of one cell has neighbours in its padding: they are a whole map further on.
  fieldStep: ({ keepDims }: Global, _: readonly Shape[], extent: Pair): FieldStep => ({
    kernel: extent,
    stride: keepDims ? extent : [1, 1],
    padding: [0, 0],
  }),
  connections({ keepDims }: Global, inputs: readonly Shape[]): readonly Connection[] {
    const [height, width, channels] = mapInput(inputs)
    if (!keepDims) return [wholeMap([height, width, channels])]
    const [whole, none] = [[height, width] as const, [0, 0] as const]
    const window = {
      kernel: whole,
      stride: whole,
      dilation: [1, 1],
      padding: [none, none],
    } as const
    return [sliding(window, [1, 1])]
  },
  mixesBatch: false,
} as const
