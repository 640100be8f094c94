import { phrase } from '@shared/errors'
import { elements, type MapShape } from '@shared/layers/definition'
import { layerAt } from '@shared/model/resolve'
import type { NamedArray } from '@shared/model/weights'
import { flattenOrder } from '../../formats/channels-first/flatten-order'
import { permuted } from '../../formats/channels-first/permute'
import { about, type Change, type Hypothesis, type Suspicion } from './change'

/** How other programs read a map as a vector: from which shape, in which order of its axes. */
const ordersOf = ([height, width, channels]: MapShape) => [
  { shape: [height, width, channels], axes: [2, 0, 1] },
  { shape: [channels, height, width], axes: [1, 2, 0] },
  { shape: [height, width, channels], axes: [1, 0, 2] },
]

const otherOrder = ([height, width, channels]: MapShape): Pick<
  Change,
  'cause' | 'explanation'
> => ({
  cause: 'flatten-order',
  explanation: phrase`The values of its map of ${height}×${width}×${channels} are read in another order: one side has the channels last, the other first.`,
})

/** A map that is read as a vector in another order. */
export const flattened: Hypothesis = about(['flatten'], (_, { resolved }): readonly Change[] => {
  const [height = 1, width = 1, channels = 1] = resolved.inputShapes[0] ?? []
  const map: MapShape = [height, width, channels]
  return ordersOf(map).map((order) => ({ ...otherOrder(map), order }))
})

/** Rows of a dense layer in the order of another way to read a map as a vector. */
export const flattening: Hypothesis = about(['dense'], ({ id }, { subject }): readonly Change[] => {
  const map = flattenOrder(subject.model).rows.get(id)
  const key = `${id}.weight`
  const weight = subject.weights.get(key)
  if (!map || !weight) return []
  const { shape, data } = weight
  return ordersOf(map).map((order) => ({
    ...otherOrder(map),
    weights: new Map([
      [key, { shape, data: permuted(data, [...order.shape, shape[1] ?? 1], [...order.axes, 3]) }],
    ]),
  }))
})

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
