import { describe, expect, it } from 'vitest'
import { neededLayers, unusedLayers, withoutUnused } from './needed'
import { resolveModel } from './resolve'
import { parseModelSpec } from './spec'

const spec = parseModelSpec({
  name: 'branches',
  input: { height: 8, width: 8, channels: 1 },
  layers: [
    { id: 'a', kind: 'conv2d', channels: 2, kernel: 3, padding: 1 },
    { id: 'relu', kind: 'activation', function: 'relu' },
    { id: 'lost', kind: 'conv2d', channels: 2, kernel: 3, inputs: ['a'] },
    { id: 'lost-too', kind: 'batchNorm' },
    { id: 'sum', kind: 'add', inputs: ['a', 'relu'] },
    { id: 'mean', kind: 'globalAvgPool2d' },
  ],
})

describe('the layers that an answer needs', () => {
  it('are the last and all that it reads, also through layers that name no input', () => {
    expect([...neededLayers(spec)].sort()).toEqual(['a', 'input', 'mean', 'relu', 'sum'])
    expect(unusedLayers(spec)).toEqual(['lost', 'lost-too'])
  })

  it('make the same network without the others', () => {
    const lean = withoutUnused(spec)
    expect(lean.layers.map(({ id }) => id)).toEqual(['a', 'relu', 'sum', 'mean'])
    const shapes = (model: typeof spec) =>
      new Map(
        resolveModel(model).layers.map(({ layer, inputs, outputShape }) => [
          layer.id,
          [inputs, outputShape],
        ]),
      )
    for (const [id, resolved] of shapes(lean)) expect(shapes(spec).get(id)).toEqual(resolved)
    expect(withoutUnused(lean)).toEqual(lean)
  })
})
