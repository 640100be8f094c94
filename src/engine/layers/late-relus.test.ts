import fc from 'fast-check'
import type { Tensor, Tensor4D } from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import type { LayerInput } from './testing/layers'
import { preset } from '@shared/model/presets'
import { resolveModel } from '@shared/model/resolve'
import { parseModelSpec } from '@shared/model/spec'
import { tensorflow } from '../runtime/tensorflow'
import { lateRelus } from './late-relus'
import { Network } from './network'
import { noise, trainingPass } from './testing/layers'

const relu = { id: 'relu', kind: 'activation', function: 'relu' } as const
const pool = { id: 'pool', kind: 'maxPool2d', window: 2 } as const
const flatten = { id: 'flatten', kind: 'flatten' } as const

const modelOf = (
  layers: readonly (LayerInput & { readonly id: string })[],
  height = 6,
  width = 6,
) => resolveModel(parseModelSpec({ name: 'pooled', input: { height, width, channels: 2 }, layers }))

const pair = (from: number, to: number) =>
  fc.tuple(fc.integer({ min: from, max: to }), fc.integer({ min: from, max: to }))

describe('lateRelus', () => {
  it('finds the ReLUs that a smaller map follows', () => {
    expect([...lateRelus(resolveModel(preset('modern')))]).toEqual([
      ['pool1', 'relu1'],
      ['pool2', 'relu2'],
    ])
    expect(lateRelus(resolveModel(preset('lenet'))).size).toBe(0)
  })

  it('leaves a ReLU where another layer reads it, where the map stays as large, and other functions', () => {
    const after = (
      function_: string,
      window: object,
      others: readonly (LayerInput & { readonly id: string })[] = [],
    ) =>
      lateRelus(
        modelOf([{ ...relu, function: function_ }, { ...pool, ...window }, ...others, flatten]),
      ).size
    expect(after('relu', {})).toBe(1)
    expect(after('relu', { window: 3, stride: 1, padding: 1 })).toBe(0)
    expect(after('relu6', {})).toBe(0)
    expect(
      after('relu', { window: 2, stride: 2 }, [
        { id: 'again', kind: 'maxPool2d', window: 2, inputs: ['relu'] },
        { id: 'sum', kind: 'add', inputs: ['pool', 'again'] },
      ]),
    ).toBe(0)
  })

  it('changes no bit of what a training finds, whatever the window, ties among them', () => {
    const tf = tensorflow()
    const cases = fc.record({
      window: pair(2, 3),
      stride: pair(1, 3),
      padding: pair(0, 1),
      extra: pair(1, 5),
      seed: fc.integer({ min: 1, max: 1e6 }),
    })
    let late = 0
    fc.assert(
      fc.property(cases, ({ window, stride, padding, extra, seed }) => {
        tf.tidy(() => {
          const model = modelOf(
            [relu, { ...pool, window, stride, padding }, flatten],
            window[0] + extra[0],
            window[1] + extra[1],
          )
          late += lateRelus(model).size
          const network = Network.create(model, new Map())
          // Of few values, so that many windows have several largest cells, at zero, below and
          // above it.
          const x = noise([3, ...model.inputShape], seed)
            .mul(1.5)
            .round() as Tensor4D
          const gradient = noise([3, model.classes], seed + 1)
          const found = (run: (x: Tensor4D) => Tensor): number[][] => {
            const { value, grad } = tf.valueAndGrad((a: Tensor) => run(a as Tensor4D))(x, gradient)
            return [value, grad].map((tensor) => [...tensor.add(0).dataSync()])
          }
          expect(found((a) => network.trainingPass(a, trainingPass()))).toEqual(
            found((a) => network.outputOf(a, 'flatten')),
          )
          network.dispose()
        })
      }),
      { numRuns: 60 },
    )
    expect(late).toBeGreaterThan(20)
  })
})
