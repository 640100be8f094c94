import { sliding, type Connection } from '../math/field/connections'
import { toPair, type Pair, type Size, type Window } from '../math/geometry'
import type { FieldStep } from '../math/receptive-field'
import { adaptiveTaps, type AxisTaps } from '../math/resample'
import {
  baseFields,
  mapInput,
  noWeights,
  sizeSchema,
  type MapShape,
  type Shape,
} from './definition'
import { tapConnections } from './resampling'

/** Parameters of a layer that pools to a given size. */
export const adaptiveFields = {
  ...baseFields,
  /** Height and width of the output. */
  size: sizeSchema,
}
interface Adaptive {
  readonly size: Size
}

export function adaptiveAxes({ size }: Adaptive, input: MapShape): readonly [AxisTaps, AxisTaps] {
  const [height, width] = toPair(size)
  return [adaptiveTaps(input[0], height), adaptiveTaps(input[1], width)]
}

/** The window that slides where the size divides the map; else windows differ, and there is none. */
export function adaptiveWindow({ size }: Adaptive, input: MapShape): Window | null {
  const output = toPair(size)
  const cells: Pair = [input[0] / output[0], input[1] / output[1]]
  if (!cells.every(Number.isInteger)) return null
  const none: Pair = [0, 0]
  return { kernel: cells, stride: cells, dilation: [1, 1], padding: [none, none] }
}

/** What all layers are that pool a map to a given size. */
export const adaptivePooling = {
  takes: 'map',
  merges: null,
  ...noWeights,
  outputShape: ({ size }: Adaptive, inputs: readonly Shape[]): MapShape => [
    ...toPair(size),
    mapInput(inputs)[2],
  ],
  window: null,
  global: false,
  keeps: null,
  paddingThatFits: () => null,
  stride: (): Pair => [1, 1],
  // Unit u reads from ⌊u · n/m⌋ to ⌈(u + 1) · n/m⌉ − 1: rounding adds (m − 1)/m at most to each end.
  fieldStep({ size }: Adaptive, inputs: readonly Shape[]): FieldStep {
    const [input, output] = [mapInput(inputs), toPair(size)]
    const pair = (of: (ratio: number, rounding: number) => number): Pair => {
      const axis = (i: 0 | 1): number => {
        const ratio = input[i] / output[i]
        return of(ratio, Number.isInteger(ratio) ? 0 : 1 - 1 / output[i])
      }
      return [axis(0), axis(1)]
    }
    return {
      kernel: pair((ratio, rounding) => ratio + 2 * rounding),
      stride: pair((ratio) => ratio),
      padding: pair((_, rounding) => rounding),
    }
  },
  connections(layer: Adaptive, inputs: readonly Shape[]): readonly Connection[] {
    const input = mapInput(inputs)
    const window = adaptiveWindow(layer, input)
    return [window ? sliding(window, [1, 1]) : tapConnections(adaptiveAxes(layer, input))]
  },
  mixesBatch: false,
} as const
