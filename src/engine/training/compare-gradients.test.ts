import { describe, expect, it } from 'vitest'
import type { ModelSpecInput } from '@shared/model/spec'
import type { NamedArrays } from '@shared/model/weights'
import { compareGradients } from './compare-gradients'
import { createStepLoop } from './create-step-loop'
import { disturbedGradients, eagerGradients } from './eager-gradients'
import { partsOf } from './testing/step-loops'

type LayerInput = ModelSpecInput['layers'][number]
const block = (n: number, inputs?: string[]): LayerInput[] => [
  {
    id: `c${n}`,
    kind: 'conv2d',
    channels: 16,
    kernel: 3,
    padding: 'same',
    ...(inputs && { inputs }),
  },
  { id: `b${n}`, kind: 'batchNorm' },
  { id: `r${n}`, kind: 'activation', function: 'relu' },
]
/** Biases before batch norms, as Keras makes them, also around a sum. */
const model: ModelSpecInput = {
  name: 'biases before batch norms',
  input: { height: 28, width: 28, channels: 1 },
  layers: [
    ...block(0),
    ...block(1),
    { id: 'sum', kind: 'add', inputs: ['r0', 'r1'] },
    ...block(2),
    { id: 'pool', kind: 'maxPool2d', window: 2 },
    ...block(3),
    ...block(4),
    { id: 'mean', kind: 'globalAvgPool2d' },
    { id: 'out', kind: 'dense', units: 10 },
  ],
}
const indices = Int32Array.from({ length: 8 }, (_, i) => i)

/** Gradients of which one array is so many times as large. */
const scaled = (gradients: NamedArrays, name: string, factor: number): NamedArrays =>
  new Map(
    [...gradients].map(([id, { shape, data }]) => [
      id,
      { shape, data: id === name ? data.map((value) => value * factor) : data },
    ]),
  )

describe('compareGradients', () => {
  const parts = partsOf({ model })
  const expected = eagerGradients(parts, indices)
  const disturbed = disturbedGradients(parts, indices, 'CPU')
  const compare = (actual: NamedArrays): void =>
    compareGradients(expected, actual, 'CPU', () => disturbed)
  const isRounding = (name: string): boolean => /^c\d[.]bias$/.test(name)

  it('finds every gradient that is wrong by 0.1 %', () => {
    const names = [...expected.keys()].filter((name) => !isRounding(name))
    expect(names).toContain('b0.gamma')
    for (const name of names)
      expect(() => compare(scaled(expected, name, 1.001)), name).toThrow(`gradient of ${name}`)
  })

  it('finds a gradient that should be 0 and is not', () => {
    const size = Math.max(...(expected.get('c0.weight')?.data ?? []).map(Math.abs))
    const bias = expected.get('c0.bias')
    const wrong = new Map(expected).set('c0.bias', {
      shape: bias?.shape ?? [],
      data: Float32Array.from(bias?.data ?? [], () => size / 1000),
    })
    expect(() => compare(wrong)).toThrow('gradient of c0.bias')
  })

  it('takes other rounding of a gradient that is 0 for what it is', () => {
    for (const actual of disturbed) expect(() => compare(actual)).not.toThrow()
    expect(() => compare(scaled(expected, 'c0.bias', -1))).not.toThrow()
  })

  it('asks for rounding only if something is off', () => {
    const never = (): never => {
      throw new Error('not needed')
    }
    expect(() => compareGradients(expected, expected, 'CPU', never)).not.toThrow()
  })

  it('finds a gradient that is not a number', () => {
    const wrong = scaled(expected, 'out.bias', NaN)
    expect(() => compare(wrong)).toThrow('gradient of out.bias')
  })
})

describe('createStepLoop', () => {
  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])(
    'compiles biases before batch norms from seed %i',
    (seed) => {
      const { loop, mode } = createStepLoop(partsOf({ model, seed }), 'graph')
      loop.dispose()
      expect(mode).toBe('graph')
    },
  )
})
