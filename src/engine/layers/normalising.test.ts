import type { Tensor } from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { tensorflow } from '../runtime/tensorflow'
import { compute, dot, noise, slope, type LayerInput } from './testing/layers'

/** [2, 2, 4]; every number below is numpy's for these, by the formula of the layer's source. */
const X = [
  ...[-1.25, 0.5, -0.5, 1.25, 0.25, -0.75, 1.0, 0.0],
  ...[-1.0, 0.75, -0.25, -1.25, 0.5, -0.5, 1.25, 0.25],
]
const [GAMMA, BETA] = [
  [1, 0.5, -1, 2],
  [0, 0.25, -0.5, 1],
]

const computed = (layer: LayerInput, x: readonly number[] = X): number[] => {
  const tf = tensorflow()
  return tf.tidy(() => [
    ...compute(layer, [tf.tensor4d([...x], [1, 2, 2, 4])], {
      weights: { gamma: tf.tensor1d(GAMMA), beta: tf.tensor1d(BETA) },
    }).dataSync(),
  ])
}
const near = (values: readonly number[]): unknown[] =>
  values.map((value) => expect.closeTo(value, 4) as unknown)

describe('normalising layers', () => {
  it('layerNorm takes the moments of the channels at each place', () => {
    expect(computed({ kind: 'layerNorm' })).toEqual(
      near([
        ...[-1.313057, 0.512611, 0.025223, 3.626114, 0.199997, -0.449991, -1.899982, 0.600005],
        ...[-0.722891, 1.013052, -0.740964, -1.088353, 0.199997, -0.449991, -1.899982, 0.600005],
      ]),
    )
  })

  it('groupNorm takes those of neighbouring channels over the map', () => {
    expect(computed({ kind: 'groupNorm', groups: 2 })).toEqual(
      near([
        ...[-1.463113, 0.72336, 0.353017, 3.447787, 0.602458, -0.137295, -1.427192, 0.480772],
        ...[-1.118851, 0.895491, 0.056315, -2.486242, 0.94672, 0.034836, -1.723894, 1.074175],
      ]),
    )
  })

  it('groupNorm with a group for each channel is an instance norm', () => {
    expect(computed({ kind: 'groupNorm', groups: 4 })).toEqual(
      near([
        ...[-1.150783, 0.642227, 0.650783, 3.66706, 0.821988, -0.338341, -1.321988, 0.859628],
        ...[-0.821988, 0.838341, 0.321988, -1.947804, 1.150783, -0.142227, -1.650783, 1.421115],
      ]),
    )
  })

  it('localResponseNorm divides alpha by size, and an even size reaches further behind', () => {
    expect(computed({ kind: 'localResponseNorm', size: 3, alpha: 0.5, beta: 0.75, k: 2 })).toEqual(
      near([
        ...[-0.668835, 0.263959, -0.263959, 0.668835, 0.143097, -0.405436, 0.542449, 0],
        ...[-0.542449, 0.405436, -0.131106, -0.675727, 0.288337, -0.263959, 0.666575, 0.135145],
      ]),
    )
    expect(computed({ kind: 'localResponseNorm', size: 2, alpha: 1, beta: 0.5, k: 1 })).toEqual(
      near([
        ...[-0.905357, 0.447214, -0.362143, 0.936586, 0.218218, -0.561951, 0.816497, 0],
        ...[-0.749269, 0.654654, -0.185695, -0.936586, 0.447214, -0.362143, 0.928477, 0.246183],
      ]),
    )
  })

  it('of equal values give 0 times gamma, plus beta', () => {
    const equal = Array<number>(16).fill(3)
    for (const layer of [{ kind: 'layerNorm' }, { kind: 'groupNorm', groups: 2 }] as const)
      expect(computed(layer, equal)).toEqual(near([...BETA, ...BETA, ...BETA, ...BETA]))
  })

  it.each<LayerInput>([
    { kind: 'layerNorm' },
    { kind: 'groupNorm', groups: 2 },
    { kind: 'localResponseNorm', size: 3, alpha: 0.5 },
  ])('%o has the gradient of its own slope', (layer) => {
    const tf = tensorflow()
    tf.tidy(() => {
      const [x, direction, factors] = [1, 2, 3].map((seed) => noise([2, 3, 3, 4], seed)) as [
        Tensor,
        Tensor,
        Tensor,
      ]
      const weights = { gamma: tf.tensor1d(GAMMA), beta: tf.tensor1d(BETA) }
      const run = (input: Tensor): Tensor => compute(layer, [input], { weights }).mul(factors).sum()
      const gradient = tf.grad(run)(x)
      expect(dot(gradient, direction)).toBeCloseTo(slope(run, x, direction), 1)
    })
  })
})

describe('layers that move or rescale channels', () => {
  it('channelShuffle puts the first channels of all groups first', () => {
    expect(computed({ kind: 'channelShuffle', groups: 2 })).toEqual([
      ...[-1.25, -0.5, 0.5, 1.25, 0.25, 1.0, -0.75, 0.0],
      ...[-1.0, -0.25, 0.75, -1.25, 0.5, 1.25, -0.5, 0.25],
    ])
  })

  it('slice takes the channels from the first up to the one behind the last', () => {
    expect(computed({ kind: 'slice', from: 1, to: 3 })).toEqual([
      ...[0.5, -0.5, -0.75, 1.0, 0.75, -0.25, -0.5, 1.25],
    ])
  })

  it('scale multiplies and then adds, one number for all channels or one for each', () => {
    expect(computed({ kind: 'scale', scale: 2, offset: -1 })).toEqual(X.map((x) => 2 * x - 1))
    expect(
      computed({
        kind: 'scale',
        scale: [1 / 0.229, 1 / 0.224, 1 / 0.225, 2],
        offset: [-0.485, -0.456, -0.406, 0],
      }),
    ).toEqual(
      near([
        ...[-5.943515, 1.776143, -2.628222, 2.5, 0.606703, -3.804214, 4.038444, 0.0],
        ...[-4.851812, 2.892214, -1.517111, -2.5, 1.698406, -2.688143, 5.149556, 0.5],
      ]),
    )
  })
})
