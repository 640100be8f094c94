import type { LayerOf } from '@shared/layers'
import { adaptiveWindow } from '@shared/layers/adaptive-pooling'
import { mapInput } from '@shared/layers/definition'
import { toPair, type ExplicitPadding } from '@shared/math/geometry'
import { adaptiveRun } from '@shared/math/resample'
import { cropping, onlyInput, type KerasNode, type Place, type ToKeras } from './node'

type Adaptive = LayerOf<'adaptiveMaxPool2d' | 'adaptiveAvgPool2d'>
const CLASSES = {
  adaptiveMaxPool2d: 'MaxPooling2D',
  adaptiveAvgPool2d: 'AveragePooling2D',
} as const

const pooling = (
  { layer }: Place<Adaptive>,
  name: string,
  input: string,
  window: readonly number[],
): KerasNode => ({
  name,
  className: CLASSES[layer.kind],
  config: {
    pool_size: window,
    strides: window,
    padding: 'valid',
    data_format: 'channels_last',
  },
  inputs: [input],
  weights: [],
})

/** Runs of one axis, each cut out and pooled by itself, and laid next to each other again. */
function pooledRuns(
  place: Place<Adaptive>,
  { name, input, axis, length }: { name: string; input: string; axis: 0 | 1; length: number },
): readonly KerasNode[] {
  const runs = toPair(place.layer.size)[axis]
  const axisName = axis === 0 ? 'row' : 'column'
  const parts = Array.from({ length: runs }, (_, unit) => {
    const [from, end] = adaptiveRun(length, runs, unit)
    const [cut, pooled] = [
      place.helper(`${axisName}${unit}_cells`),
      runs === 1 ? name : place.helper(`${axisName}${unit}`),
    ]
    const sides: ExplicitPadding[0] = [from, length - end]
    const none: ExplicitPadding[0] = [0, 0]
    const window = axis === 0 ? [end - from, 1] : [1, end - from]
    return [
      cropping(cut, axis === 0 ? [sides, none] : [none, sides], input),
      pooling(place, pooled, cut, window),
    ] as const
  })
  if (runs === 1) return parts.flat()
  const joined: KerasNode = {
    name,
    className: 'Concatenate',
    config: { axis: axis + 1 },
    inputs: parts.map(([, { name: part }]) => part),
    weights: [],
  }
  return [...parts.flat(), joined]
}

/**
 * Where the size divides the map, its windows are those of an ordinary pooling. Elsewhere they differ:
 * rows, then columns are pooled run by run. A mean of means of whole rows is the mean of the window.
 */
export const adaptivePoolToKeras: ToKeras<Adaptive> = (place) => {
  const { layer, inputShapes } = place
  const input = mapInput(inputShapes)
  const window = adaptiveWindow(layer, input)
  if (window) return [pooling(place, layer.id, onlyInput(place), window.kernel)]
  const rows = place.helper('rows')
  return [
    ...pooledRuns(place, { name: rows, input: onlyInput(place), axis: 0, length: input[0] }),
    ...pooledRuns(place, { name: layer.id, input: rows, axis: 1, length: input[1] }),
  ]
}
