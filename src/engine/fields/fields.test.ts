import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { traitsOf } from '@shared/layers'
import { channelsRead } from '@shared/layers/local-response-norm'
import { hasPlace, type Area } from '@shared/math/field/cells'
import { arbitrarySpec } from '@shared/model/field/testing/arbitrary-spec'
import { unitField } from '@shared/model/field/unit-field'
import { preset } from '@shared/model/presets'
import { resolveModel, type ResolvedLayer, type ResolvedModel } from '@shared/model/resolve'
import { parseModelSpec, type ModelSpecInput } from '@shared/model/spec'
import type { NamedArrays } from '@shared/model/weights'
import { Network } from '../layers/network'
import { tensorflow } from '../runtime/tensorflow'
import { initialiseWeights } from '../training/initialise'
import { effectiveByLayer } from './by-layer'
import { effectiveField, type Batchable } from './effective'
import { empiricalField } from './empirical'
import { patchFor } from './patches'
import { randomWeights } from './random-weights'

type LayerInput = ModelSpecInput['layers'][number]

/** A layer whose units read the same cells, as a sum. */
function linearCopy({ layer, inputShapes, outputShape }: ResolvedLayer): LayerInput {
  const { id, inputs } = layer
  const [height = 1, width = 1] = outputShape
  const channels = outputShape.at(-1) ?? 1
  const isMap = outputShape.length === 3
  const allChannels: LayerInput = isMap
    ? { id, inputs, kind: 'conv2d', channels, kernel: 1 }
    : { id, inputs, kind: 'dense', units: channels }
  switch (layer.kind) {
    case 'maxPool2d':
      return { ...layer, kind: 'avgPool2d' }
    case 'globalMaxPool2d':
      return { ...layer, kind: 'globalAvgPool2d' }
    case 'adaptiveMaxPool2d':
      return { ...layer, kind: 'adaptiveAvgPool2d' }
    case 'activation':
    case 'prelu':
    case 'scale':
      return { id, inputs, kind: 'activation', function: 'linear' }
    case 'multiply':
      return { ...layer, kind: 'add' }
    case 'softmax':
    case 'layerNorm':
      return allChannels
    case 'groupNorm':
      return isMap
        ? {
            ...{ id, inputs, kind: 'conv2d', channels, groups: layer.groups },
            kernel: [2 * height - 1, 2 * width - 1],
            padding: [height - 1, width - 1],
          }
        : allChannels
    case 'localResponseNorm': {
      const connections = Array.from({ length: channels }, (_, channel) => {
        const [first, last] = channelsRead(layer, channels, channel)
        return Array.from({ length: last - first + 1 }, (_, i) => first + i)
      })
      return { id, inputs, kind: 'conv2d', channels, kernel: 1, connections }
    }
    default:
      if (traitsOf(layer).linear) return layer
      throw new Error(`${layer.kind} of ${inputShapes.join()} has no linear copy`)
  }
}

/**
 * The network with every layer linear and every weight 1. Its gradient differs from 0 exactly where
 * a pixel can matter.
 */
function allPositive(model: ResolvedModel): { model: ResolvedModel; weights: NamedArrays } {
  const layers = model.layers.map(linearCopy)
  const linear = resolveModel(parseModelSpec({ ...model.spec, layers }))
  const ones = linear.layers.flatMap(({ layer, weights }) =>
    weights.map(
      ({ name, shape }) =>
        [
          `${layer.id}.${name}`,
          {
            shape,
            data: new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(name === 'bias' ? 0 : 1),
          },
        ] as const,
    ),
  )
  return { model: linear, weights: new Map(ones) }
}

const zeros = ({ inputShape }: ResolvedModel): Float32Array =>
  new Float32Array(inputShape.reduce((a, b) => a * b, 1))

/**
 * Pixels where a map is not 0 and pixels of an area, one character each, so that a difference is
 * visible.
 */
const picture = (
  height: number,
  width: number,
  on: (row: number, column: number) => boolean,
): string[] =>
  Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (__, column) => (on(row, column) ? '#' : '.')).join(''),
  )

async function supportOf(
  network: Network,
  layer: string,
  unit: readonly [number, number, number],
): Promise<string[]> {
  const { model } = network
  const { map } = await effectiveField(
    [{ network: () => network, inputs: [zeros(model)] }],
    model,
    { layer, unit, of: 'unit' },
  )
  return picture(map.height, map.width, (row, column) => map.data[row * map.width + column] !== 0)
}
const drawn = (model: ResolvedModel, pixels: Area): string[] =>
  picture(model.inputShape[0] ?? 0, model.inputShape[1] ?? 0, (row, column) =>
    hasPlace(pixels, row, column),
  )

describe('the theoretical field', () => {
  it('is exactly the support of the gradient of a linear all-positive copy: any graph, corner, edge and centre', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitrarySpec({ sides: [4, 16], layers: 5 }),
        fc.nat(),
        async (spec, pick) => {
          const { model, weights } = allPositive(resolveModel(parseModelSpec(spec)))
          const network = Network.create(model, weights)
          try {
            const { layer, outputShape } = model.layers[pick % model.layers.length]!
            const [height = 1, width = 1, channels = 1] =
              outputShape.length === 3 ? outputShape : [1, 1, outputShape[0]]
            const rows = [0, Math.floor(height / 2), height - 1]
            const columns = [0, Math.floor(width / 2), width - 1]
            for (const [row, column] of [
              [rows[0], columns[0]],
              [rows[0], columns[1]],
              [rows[1], columns[1]],
              [rows[2], columns[2]],
            ] as const) {
              const channel = (pick + row! + column!) % channels
              const { pixels } = unitField(model, layer.id, { row: row!, column: column!, channel })
              expect(
                await supportOf(network, layer.id, [row!, column!, channel]),
                `${layer.id} ${row},${column},${channel}`,
              ).toEqual(drawn(model, pixels))
            }
          } finally {
            network.dispose()
          }
        },
      ),
      { numRuns: 120 },
    )
  })

  it('bounds the gradient of the unchanged network, which is exactly 0 outside', async () => {
    const model = resolveModel(preset('modern'))
    const [part] = randomWeights(model, { seed: 3, draws: 1 })
    const network = Network.create(
      model,
      initialiseWeights(model, {
        seed: 3,
        initializer: 'xavierUniform',
        biasInitializer: 'uniformFanIn',
      }),
    )
    for (const [layer, unit] of [
      ['norm2', [6, 6, 3]],
      ['conv2', [0, 6, 1]],
      ['conv1', [13, 27, 0]],
    ] as const) {
      const { pixels } = unitField(model, layer, {
        row: unit[0],
        column: unit[1],
        channel: unit[2],
      })
      const { map } = await effectiveField(
        [{ network: () => network, inputs: part!.inputs }],
        model,
        { layer, unit, of: 'unit' },
      )
      expect(map.data.some((value) => value > 0)).toBe(true)
      map.data.forEach((value, at) => {
        if (!hasPlace(pixels, Math.floor(at / map.width), at % map.width)) expect(value).toBe(0)
      })
    }
    network.dispose()
  })
})

describe('the effective field', () => {
  it.each([
    [5, 1.826],
    [20, 3.651],
  ])('of %i plain 3×3 convolutions has σ %f', async (n, sigma) => {
    const side = 2 * n + 1
    const layers = Array.from({ length: n }, (_, i) => ({
      id: `conv${i}`,
      kind: 'conv2d' as const,
      channels: 1,
      kernel: 3,
      padding: 1,
      bias: false,
    }))
    const model = resolveModel(
      parseModelSpec({
        name: 'plain',
        input: { height: side, width: side, channels: 1 },
        layers: [...layers, { id: 'gap', kind: 'globalAvgPool2d' }],
      }),
    )
    const weights = new Map(
      layers.map(({ id }) => [
        `${id}.weight`,
        { shape: [3, 3, 1, 1], data: new Float32Array(9).fill(1 / 9) },
      ]),
    )
    const network = Network.create(model, weights)
    const { spread } = await effectiveField(
      [{ network: () => network, inputs: [zeros(model)] }],
      model,
      { layer: `conv${n - 1}`, unit: [n, n, 0], of: 'unit' },
    )
    expect(spread?.sigma[0]).toBeCloseTo(sigma, 3)
    expect(spread?.sigma[1]).toBeCloseTo(Math.sqrt((2 * n) / 3), 4)
    network.dispose()
  })

  const lenet = resolveModel(preset('lenet'))

  it('of a channel’s mean is the mean of its units’ fields if no signs cancel', async () => {
    const { model, weights } = allPositive(lenet)
    const network = Network.create(model, weights)
    const parts: Batchable[] = [{ network: () => network, inputs: [zeros(model)] }]
    const { map } = await effectiveField(parts, model, {
      layer: 'pool2',
      unit: [0, 0, 2],
      of: 'channel',
    })
    const sum = new Float32Array(map.data.length)
    for (let unit = 0; unit < 25; unit += 1) {
      const one = await effectiveField(parts, model, {
        layer: 'pool2',
        unit: [Math.floor(unit / 5), unit % 5, 2],
        of: 'unit',
      })
      one.map.data.forEach((value, at) => (sum[at] = (sum[at] ?? 0) + value / 25))
    }
    map.data.forEach((value, at) =>
      expect(Math.abs(value - (sum[at] ?? 0))).toBeLessThanOrEqual(1e-5 * (sum[at] ?? 0) + 1e-9),
    )
    network.dispose()
  })

  it('for random weights depends only on the seed, and leaves no tensor behind', async () => {
    const field = (seed: number) =>
      effectiveField(randomWeights(lenet, { seed, draws: 3 }), lenet, {
        layer: 'conv2',
        unit: [5, 5, 1],
        of: 'unit',
      })
    const { numTensors } = tensorflow().memory()
    const [a, b, c] = [await field(4), await field(4), await field(9)]
    expect(tensorflow().memory().numTensors).toBe(numTensors)
    expect(b).toEqual(a)
    expect(c.map).not.toEqual(a.map)
    expect(a.count).toBe(3)
    expect(a.spread!.radius50).toBeLessThan(a.spread!.radius95)
    expect(a.spread!.radius99).toBeLessThan(14)
  })

  it('side by side grows from layer to layer', async () => {
    const done: number[] = []
    const layers = await effectiveByLayer(randomWeights(lenet, { seed: 1, draws: 2 }), lenet, {
      onProgress: (n) => done.push(n),
    })
    expect(layers.map(({ layer }) => layer)).toEqual(lenet.layers.map(({ layer }) => layer.id))
    const sigma = (id: string): number =>
      layers.find(({ layer }) => layer === id)?.spread?.sigma[0] ?? NaN
    expect(sigma('conv1')).toBeLessThan(sigma('conv2'))
    expect(sigma('conv2')).toBeLessThan(sigma('dense1'))
    expect(done.at(-1)).toBe(2 * lenet.layers.length)
    const reached = (id: string): number =>
      layers.find(({ layer }) => layer === id)!.small.levels.filter((level) => level > 0).length
    expect(reached('conv1')).toBeLessThanOrEqual(5 * 5)
    expect(reached('pool2')).toBeGreaterThan(reached('conv1'))
  })

  it('can be cancelled', async () => {
    const stop = new AbortController()
    const work = { signal: stop.signal, onProgress: () => stop.abort() }
    await expect(
      effectiveField(
        randomWeights(lenet, { seed: 1, draws: 8 }),
        lenet,
        { layer: 'conv1', unit: [0, 0, 0], of: 'unit' },
        work,
      ),
    ).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('the empirical field', () => {
  it('shows changes of the unit inside the box, and none outside, to the bit', async () => {
    const model = resolveModel(preset('lenet'))
    const network = Network.create(
      model,
      initialiseWeights(model, {
        seed: 0,
        initializer: 'xavierUniform',
        biasInitializer: 'uniformFanIn',
      }),
    )
    const input = Float32Array.from({ length: 784 }, (_, i) => (i % 7) / 7)
    for (const [layer, unit] of [
      ['conv2', [3, 4, 2]],
      ['pool2', [0, 0, 5]],
      ['conv1', [27, 0, 1]],
    ] as const) {
      const { pixels } = unitField(model, layer, {
        row: unit[0],
        column: unit[1],
        channel: unit[2],
      })
      const { map, value } = await empiricalField(
        () => network,
        { input, model },
        { layer, unit, of: 'unit' },
        { patch: 1, delta: 0.5 },
      )
      expect(Number.isFinite(value)).toBe(true)
      expect(picture(28, 28, (row, column) => map.data[row * 28 + column] !== 0)).toEqual(
        drawn(model, pixels),
      )
    }
    network.dispose()
  })

  it('has patches as small as their number allows', () => {
    expect(patchFor([28, 28], 1024)).toBe(1)
    expect(patchFor([224, 224], 1024)).toBe(7)
    expect(patchFor([227, 100], 1024)).toBe(5)
  })
})
