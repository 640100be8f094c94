import { describe, expect, it } from 'vitest'
import { report } from './report'
import { merge, parseResult, ratios, variantResult, type ModelResult, type Result } from './result'

const machine = { id: 'a', cpu: 'CPU', cores: 2, memoryGb: 24, platform: 'linux-x64' }
const variant = (name: string, ...rates: number[]) =>
  variantResult(name, rates, { firstStepSeconds: 1.5, peakMegabytes: 500, ownMegabytes: 250 })
const model = (changes: Partial<ModelResult>): ModelResult => {
  const variants = changes.variants ?? [
    variant('convscope graph', 200, 220, 210),
    variant('PyTorch eager', 100, 100, 105),
  ]
  return {
    model: 'lenet',
    title: 'LeNet',
    task: 'Fashion-MNIST, batch 256',
    variants,
    left: [],
    ...ratios(variants),
    ...changes,
  }
}
const result = (changes: Partial<Result> = {}): Result => ({
  machine,
  device: 'cpu',
  versions: { pytorch: '2' },
  models: [model({})],
  ...changes,
})

describe('ratios', () => {
  it('compares the best of this project with the best of the others, by medians and round by round', () => {
    const variants = [
      variant('convscope eager', 90, 90, 90),
      variant('convscope graph', 200, 220, 210),
      variant('PyTorch eager', 100, 100, 105),
      variant('JAX jit', 50, 50, 500),
    ]
    expect(ratios(variants)).toEqual({
      ratioToBestOther: 2.1,
      ratioByRound: { median: 2, min: 2, max: 2.2 },
    })
  })

  it('is null where one side is missing', () => {
    expect(ratios([variant('convscope eager', 1)])).toEqual({
      ratioToBestOther: null,
      ratioByRound: null,
    })
  })
})

describe('merging', () => {
  it('refuses another machine, device, version or task, and says which', () => {
    expect(() => merge(result(), result({ machine: { ...machine, id: 'b', cores: 8 } }))).toThrow(
      /different machines.*id a and b, cores 2 and 8/,
    )
    expect(() => merge(result(), result({ device: 'gpu' }))).toThrow(/cpu and gpu/)
    expect(() => merge(result(), result({ versions: { pytorch: '3' } }))).toThrow(/pytorch 2 and 3/)
    expect(() => merge(result(), result({ models: [model({ task: 'batch 128' })] }))).toThrow(
      /"Fashion-MNIST, batch 256" and as "batch 128"/,
    )
  })

  it('pools the rounds of a variant, adds what the other has, and recomputes the ratio', () => {
    const other = result({
      versions: { jax: '1' },
      models: [
        model({ variants: [variant('PyTorch eager', 300, 300, 300), variant('JAX jit', 250)] }),
        model({ model: 'vgg' }),
      ],
    })
    const merged = merge(result(), other)
    expect(merged.versions).toEqual({ pytorch: '2', jax: '1' })
    expect(merged.models.map(({ model: id }) => id)).toEqual(['lenet', 'vgg'])
    expect(
      merged.models[0]?.variants.map(({ name, median, rates }) => [name, median, rates.length]),
    ).toEqual([
      ['convscope graph', 210, 3],
      ['PyTorch eager', 202.5, 6],
      ['JAX jit', 250, 1],
    ])
    expect(merged.models[0]?.ratioToBestOther).toBe(0.84)
  })

  it('a variant that one run had to leave out and the other measured is no longer left out', () => {
    const left = [{ name: 'JAX jit', reason: 'it is not installed' }]
    const merged = merge(
      result({ models: [model({ left })] }),
      result({ models: [model({ variants: [variant('JAX jit', 1)] })] }),
    )
    expect(merged.models[0]?.left).toEqual([])
  })
})

it('reads back the last line that was printed, and prints a table with the best first', () => {
  const text = `${report(result())}\n${JSON.stringify(result())}\n`
  expect(parseResult(text)).toEqual(result())
  expect(text).toContain(
    '| convscope graph | 210 | 200…220 | 2.10 | 1.5 | 500 | 250 |\n| PyTorch eager | 100 | 100…105 | 1.00 |',
  )
  expect(text).toContain('**2.1** (round by round 2, 2…2.2)')
})
