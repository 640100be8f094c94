import type { GroupNorm } from '../../layers/group-norm'
import type { LayerNorm } from '../../layers/layer-norm'
import type { Shape } from '../../layers/definition'
import type { Arithmetic, TraceCall } from './arithmetic'
import type { LayerCall, LayerTrace, ValueAt } from './layer-trace'
import { momentsOf, normalised, type Moments } from './normalised'

type Normalising = LayerNorm | GroupNorm
type Weight<L extends Normalising> = TraceCall<L>['weight']

/**
 * How the values of a layer's input are put together that are normalised by the same mean: the group
 * of an index, and the indices of a group in their order.
 */
export interface Groups {
  readonly groupOf: (index: number) => number
  readonly indices: (group: number) => Int32Array
}

const affineOf = <L extends Normalising>(layer: L, weight: Weight<L>, channel: number) => ({
  factor: layer.gamma ? (weight('gamma').data[channel] ?? NaN) : 1,
  bias: layer.beta ? (weight('beta').data[channel] ?? NaN) : 0,
})

/**
 * γ · (x − mean) / √(variance + ε) + β over the values of a group. Many units at once take the
 * moments of a group once, so that each costs one multiplication and not the group's.
 */
export const normalising = <L extends Normalising>(
  groupsOf: (layer: L, input: Shape) => Groups,
): LayerTrace<L> => ({
  unit: (call) => unitOf(groupsOf(call.layer, inputOf(call)), call),
  quick: { values: (call) => valuesOf(groupsOf(call.layer, inputOf(call)), call) },
})

const inputOf = ({ resolved }: Pick<TraceCall<Normalising>, 'resolved'>): Shape =>
  resolved.inputShapes[0] ?? []

function unitOf<L extends Normalising>(
  groups: Groups,
  { layer, resolved, unit: [row, column, channel], weight }: TraceCall<L>,
): Arithmetic {
  const shape = inputOf({ resolved })
  const [, width = 1, channels = 1] = shape.length === 1 ? [1, 1, shape[0]] : shape
  const index = (row * width + column) * channels + channel
  const indices = groups.indices(groups.groupOf(index))
  const units = new Int32Array(indices.length * 3)
  indices.forEach((at, n) => {
    const cell = Math.floor(at / channels)
    units.set([Math.floor(cell / width), cell % width, at % channels], 3 * n)
  })
  return {
    combine: 'normalise',
    own: indices.indexOf(index),
    epsilon: layer.epsilon,
    ...affineOf(layer, weight, channel),
    terms: [{ input: 0, units }],
    padding: 0,
  }
}

function valuesOf<L extends Normalising>(
  groups: Groups,
  { layer, resolved, weight, inputs: [x = new Float64Array()] }: LayerCall<L>,
): ValueAt {
  const channels = inputOf({ resolved }).at(-1) ?? 1
  const known = new Map<number, Moments>()
  const momentsAt = (group: number): Moments => {
    const before = known.get(group)
    if (before) return before
    const values = Float64Array.from(groups.indices(group), (at) => x[at] ?? NaN)
    const found = momentsOf(values, layer.epsilon)
    known.set(group, found)
    return found
  }
  const affine = Array.from({ length: channels }, (_, channel) => affineOf(layer, weight, channel))
  return (at) => {
    const { factor, bias } = affine[at % channels] ?? { factor: NaN, bias: NaN }
    return normalised(x[at] ?? NaN, momentsAt(groups.groupOf(at)), factor, bias)
  }
}
