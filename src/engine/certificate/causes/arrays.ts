import { phrase } from '@shared/errors'
import { elements, type MapShape } from '@shared/layers/definition'
import { layerAt } from '@shared/model/resolve'
import type { NamedArray } from '@shared/model/weights'
import { flattenOrder } from '../../formats/channels-first/flatten-order'
import { permuted } from '../../formats/channels-first/permute'
import { about, type Change, type Hypothesis, type Suspicion } from './change'

/** Axes of a map and its units, read in the order of another program. */
const ORDERS = [
  { axes: [2, 0, 1, 3], moved: ([h, w, c]: MapShape) => [c, h, w] },
  { axes: [1, 2, 0, 3], moved: ([h, w, c]: MapShape) => [h, w, c], back: true },
  { axes: [1, 0, 2, 3], moved: ([h, w, c]: MapShape) => [w, h, c] },
] as const

/** Rows of a dense layer in the order of another way to read a map as a vector. */
export const flattening: Hypothesis = about(['dense'], ({ id }, { subject }): readonly Change[] => {
  const map = mapBefore(subject, id)
  const key = `${id}.weight`
  const weight = subject.weights.get(key)
  if (!map || !weight) return []
  const [height, width, channels] = map
  const outputs = weight.shape[1] ?? 1
  return ORDERS.map((order): Change => {
    // The rows lie channels first and are put back, or the other way round.
    const from = 'back' in order ? [channels, height, width] : map
    return {
      cause: 'flatten-order',
      explanation: phrase`The values of its map of ${height}×${width}×${channels} are read in another order: one side has the channels last, the other first.`,
      weights: new Map([
        [key, { shape: weight.shape, data: permuted(weight.data, [...from, outputs], order.axes) }],
      ]),
    }
  })
})

/** The map of which a dense layer reads the values. */
function mapBefore({ model }: Suspicion['subject'], id: string): MapShape | undefined {
  return flattenOrder(model).rows.get(id)
}

type Given = NonNullable<Suspicion['given']>

/** The mean of what the other side has more, by channel. */
function shifts({ own, other }: Given, channels: number): Float32Array {
  const [sums, counts] = [new Float64Array(channels), new Float64Array(channels)]
  for (let i = 0; i < own.values.length; i += 1) {
    const channel = (own.units[i % own.units.length] ?? 0) % channels
    sums[channel] = (sums[channel] ?? 0) + (other.values[i] ?? 0) - (own.values[i] ?? 0)
    counts[channel] = (counts[channel] ?? 0) + 1
  }
  return Float32Array.from(sums, (sum, channel) => sum / Math.max(1, counts[channel] ?? 0))
}

/** A bias that one side leaves out. */
export const bias: Hypothesis = about(
  ['conv2d', 'convTranspose2d', 'dense'],
  ({ id, bias: has }, suspicion): readonly Change[] => {
    const key = `${id}.bias`
    const array = suspicion.subject.weights.get(key)
    const length = suspicion.resolved.outputShape.at(-1) ?? 1
    const without: NamedArray = { shape: [length], data: new Float32Array(length) }
    const isNone = !has || array?.data.every((value) => value === 0) === true
    const { given } = suspicion
    if (isNone)
      return given
        ? [
            {
              cause: 'missing-bias',
              explanation: phrase`It adds no bias on one side, and the other side adds one.`,
              layer: { bias: true },
              weights: new Map([[key, { shape: [length], data: shifts(given, length) }]]),
            },
          ]
        : []
    return [
      {
        cause: 'missing-bias',
        explanation: phrase`It adds no bias on one side, and the other side adds one.`,
        weights: new Map([[key, without]]),
      },
    ]
  },
)

/** The other side's own arrays, where it has the same layer. */
export const otherWeights: Hypothesis = ({ resolved, opponent }) => {
  const { id } = resolved.layer
  const theirs = opponent && layerAt(opponent.model, id)
  if (!theirs || resolved.weights.length === 0) return []
  const arrays = resolved.weights.flatMap(({ name, shape }): (readonly [string, NamedArray])[] => {
    const array = opponent.weights.get(`${id}.${name}`)
    return array?.data.length === elements(shape)
      ? [[`${id}.${name}`, { shape, data: array.data }]]
      : []
  })
  if (arrays.length !== resolved.weights.length) return []
  return [
    {
      cause: 'other-weights',
      explanation: phrase`Its settings are the same, and its weights are others.`,
      weights: new Map(arrays),
    },
  ]
}
