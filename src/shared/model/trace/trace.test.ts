import { describe, expect, it } from 'vitest'
import { avgPool2d, conv2d, maxPool2d } from '../../math/reference'
import { resolveModel, type ResolvedModel } from '../resolve'
import { parseModelSpec, type ModelSpecInput } from '../spec'
import type { NamedArrays } from '../weights'
import { arithmeticOf } from '.'
import { FUNCTIONS } from './functions'
import { evaluate, reader } from './evaluate'
import { computed, fromPixels } from './from-pixels'

const GAP = { id: 'gap', kind: 'globalAvgPool2d' } as const
const resolve = (layers: ModelSpecInput['layers'], side = 4): ResolvedModel =>
  resolveModel(
    parseModelSpec({
      name: 'small',
      input: { height: side, width: side, channels: 2 },
      layers: [...layers, GAP],
    }),
  )
const weightsOf = (model: ResolvedModel): NamedArrays =>
  new Map(
    model.layers.flatMap(({ layer, weights }) =>
      weights.map(({ name, shape }, k) => {
        const data = Float32Array.from(
          { length: shape.reduce((a, b) => a * b, 1) },
          (_, n) => Math.sin(3 * n + k + 1) + (name === 'variance' ? 2 : 0),
        )
        return [`${layer.id}.${name}`, { shape, data }] as const
      }),
    ),
  )
const INPUT = Float32Array.from({ length: 32 }, (_, n) => Math.cos(n * n))
const SHEETS = [0, 1].map((channel) =>
  [0, 1, 2, 3].map((row) =>
    [0, 1, 2, 3].map((column) => INPUT[(row * 4 + column) * 2 + channel] ?? 0),
  ),
)

describe('the arithmetic of a unit', () => {
  it('of a convolution is the reference’s, padding left out', () => {
    const model = resolve([
      {
        id: 'conv',
        kind: 'conv2d',
        channels: 4,
        kernel: [3, 2],
        stride: 2,
        padding: [
          [1, 0],
          [0, 1],
        ],
        dilation: [1, 2],
        groups: 2,
      },
    ])
    const [conv] = model.layers
    const weights = weightsOf(model)
    const { data = new Float32Array() } = weights.get('conv.weight') ?? {}
    const kernels = [0, 1, 2, 3].map((output) => [
      [0, 1, 2].map((a) => [0, 1].map((b) => data[(a * 2 + b) * 4 + output] ?? 0)),
    ])
    const window = {
      kernel: [3, 2],
      stride: [2, 2],
      dilation: [1, 2],
      padding: [
        [1, 0],
        [0, 1],
      ],
    } as const
    const expected = conv2d(SHEETS, kernels, [...(weights.get('conv.bias')?.data ?? [])], window, 2)
    for (let output = 0; output < 4; output += 1) {
      for (let row = 0; row < 2; row += 1) {
        for (let column = 0; column < 2; column += 1) {
          expect(
            computed(fromPixels(model, weights, INPUT, 'conv', [row, column, output])),
          ).toBeCloseTo(expected[output]?.[row]?.[column] ?? NaN, 6)
        }
      }
    }
    expect(conv && arithmeticOf(conv, weights, [0, 0, 0]).padding).toBe(2)
  })

  it('of max pooling names the winner, of average pooling the share of each', () => {
    const window = {
      kernel: [3, 3],
      stride: [2, 2],
      dilation: [1, 1],
      padding: [
        [1, 1],
        [1, 1],
      ],
    } as const
    const pool = { id: 'pool', window: 3, stride: 2, padding: 1 }
    const max = resolve([{ ...pool, kind: 'maxPool2d' }])
    const { value, values, winner } = evaluate(
      arithmeticOf(max.layers[0]!, new Map(), [1, 0, 1]),
      (_, ...place) => reader([4, 4, 2], INPUT)(...place),
    )
    expect(value).toBe(maxPool2d(SHEETS, window)[1]?.[1]?.[0])
    expect(values[winner ?? -1]).toBe(value)
    for (const countIncludePad of [true, false]) {
      const mean = resolve([{ ...pool, kind: 'avgPool2d', countIncludePad }])
      expect(computed(fromPixels(mean, new Map(), INPUT, 'pool', [0, 1, 0]))).toBeCloseTo(
        avgPool2d(SHEETS, window, countIncludePad)[0]?.[0]?.[1] ?? NaN,
        6,
      )
    }
  })

  it('of branches, stacks, vectors and probabilities', () => {
    const model = resolve([
      { id: 'norm', kind: 'batchNorm' },
      { id: 'sum', kind: 'add', inputs: ['norm', 'input'] },
      { id: 'both', kind: 'concat', inputs: ['input', 'sum'] },
      { id: 'soft', kind: 'softmax' },
    ])
    const weights = weightsOf(model)
    const at = (layer: string, channel: number): number =>
      computed(fromPixels(model, weights, INPUT, layer, [1, 2, channel]))
    const of = (name: string, channel: number): number =>
      weights.get(`norm.${name}`)?.data[channel] ?? NaN
    const x = INPUT[(1 * 4 + 2) * 2 + 1] ?? NaN
    const norm =
      (of('gamma', 1) * (x - of('mean', 1))) / Math.sqrt(of('variance', 1) + 1e-5) + of('beta', 1)
    expect(at('norm', 1)).toBeCloseTo(norm, 6)
    expect(at('sum', 1)).toBeCloseTo(norm + x, 6)
    expect([at('both', 1), at('both', 3)]).toEqual([x, at('sum', 1)])
    expect([0, 1, 2, 3].reduce((sum, channel) => sum + at('soft', channel), 0)).toBeCloseTo(1, 12)
    expect(at('soft', 3) / at('soft', 1)).toBeCloseTo(Math.exp(at('both', 3) - at('both', 1)), 9)
  })

  it('gives the number of products beforehand, and reports progress', () => {
    const model = resolve([
      { id: 'conv', kind: 'conv2d', channels: 3, kernel: 3 },
      { id: 'wide', kind: 'conv2d', channels: 2, kernel: 2 },
    ])
    // wide sees all 2×2 units of conv's 3 channels, each 3·3·2 pixels; gap its one unit.
    const { products, run } = fromPixels(model, weightsOf(model), INPUT, 'gap', [0, 0, 1])
    expect(products).toBe(4 * 3 * 18 + 12 + 1)
    const steps = [...run()]
    expect(steps.at(-1)).toBe(products)
    expect(steps).toEqual([...steps].sort((a, b) => a - b))
  })
})

describe('the activation functions', () => {
  it('have their known values', () => {
    expect(FUNCTIONS.gelu(1, 0)).toBeCloseTo(0.8413447460685429, 12)
    expect(FUNCTIONS.gelu(-4, 0)).toBeCloseTo(-4 * 3.167124183311986e-5, 12)
    expect(FUNCTIONS.gelu(3.6, 0)).toBeCloseTo(3.6 * 0.9998408914, 9)
    expect(FUNCTIONS.selu(-1, 0)).toBeCloseTo(-1.1113307378125625, 12)
    expect(FUNCTIONS.softplus(800, 0)).toBe(800)
    expect(FUNCTIONS.swish(2, 0)).toBeCloseTo(1.7615941559557649, 12)
    // PyTorch 2's nn.GELU(approximate='tanh'), nn.Mish, nn.Hardswish, nn.Hardsigmoid at 1.
    expect(FUNCTIONS.geluTanh(1, 0)).toBeCloseTo(0.8411919906082768, 12)
    expect(FUNCTIONS.mish(1, 0)).toBeCloseTo(0.8650983882673103, 12)
    expect(FUNCTIONS.hardSwish(1, 0)).toBeCloseTo(2 / 3, 12)
    expect(FUNCTIONS.hardSigmoid(1, 1 / 6)).toBeCloseTo(2 / 3, 12)
    expect(FUNCTIONS.softsign(-3, 0)).toBe(-0.75)
  })
})
