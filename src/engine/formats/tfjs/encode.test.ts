import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { elements } from '@shared/layers/definition'
import { preset, PRESET_IDS } from '@shared/model/presets'
import { resolveModel, type ResolvedModel } from '@shared/model/resolve'
import { parseModelSpec } from '@shared/model/spec'
import { SHARD_BYTES } from '../limits'
import { arbitraryTfjsModel, pseudoRandom, pseudoWeights } from '../testing/arbitrary-model'
import { folderOf } from '../testing/folders'
import { loadWithTfjs } from '../testing/load-with-tfjs'
import { referenceForward } from '../testing/reference'
import { encodeTfjs } from './encode'
import { readTfjsModel } from './read'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const encode = (model: ResolvedModel) =>
  encodeTfjs({ spec: model.spec, classes: [], invert: false }, pseudoWeights(model))

/** A network of the given layers on a small map, followed by a flatten layer. */
const only = (layers: readonly object[]) =>
  resolveModel(
    parseModelSpec({
      name: 'one',
      input: { height: 7, width: 8, channels: 4 },
      layers: [...layers, { id: 'flatten', kind: 'flatten' }],
    }),
  )

/** Largest difference between the outputs of tfjs-layers and of the reference. */
async function difference(model: ResolvedModel): Promise<number> {
  const input = pseudoRandom(elements(model.inputShape), 7)
  const loaded = await loadWithTfjs(encode(model))
  const answer = tf.tidy(() =>
    (loaded.predict(tf.tensor(input, [1, ...model.inputShape])) as tf.Tensor).dataSync(),
  )
  loaded.dispose()
  const expected =
    referenceForward(model, pseudoWeights(model), input).get(model.layers.at(-1)?.layer.id ?? '')
      ?.data ?? []
  expect(answer.length).toBe(expected.length)
  return Math.max(...Array.from(answer, (value, i) => Math.abs(value - (expected[i] ?? NaN))))
}

describe('the exported model, loaded by plain tfjs-layers', () => {
  it.each(PRESET_IDS)('%s gives the reference’s logits', async (id) => {
    expect(await difference(resolveModel(preset(id)))).toBeLessThan(1e-5)
  })

  it('any small network gives the reference’s logits', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryTfjsModel, async (model) => {
        expect(await difference(model)).toBeLessThan(1e-5)
      }),
      { numRuns: 300, seed: 42 },
    )
  })

  it.each<[string, object]>([
    ['maximum with −∞ around negative values', { kind: 'maxPool2d', window: 2, padding: 1 }],
    [
      'maximum with uneven padding',
      {
        kind: 'maxPool2d',
        window: 3,
        stride: 2,
        padding: [
          [2, 0],
          [0, 1],
        ],
      },
    ],
    [
      'average that leaves much padding uncounted',
      { kind: 'avgPool2d', window: 4, stride: 4, padding: 2, countIncludePad: false },
    ],
    [
      'average over windows that are nearly all padding',
      {
        kind: 'avgPool2d',
        window: [5, 9],
        stride: [1, 3],
        padding: [
          [4, 1],
          [0, 8],
        ],
        countIncludePad: false,
      },
    ],
    [
      'average that leaves padding uncounted',
      { kind: 'avgPool2d', window: 3, stride: 2, padding: 1, countIncludePad: false },
    ],
    [
      'average padded "same" that counts it',
      { kind: 'avgPool2d', window: 3, stride: 2, padding: 'same' },
    ],
    [
      'dilation with a stride',
      { kind: 'conv2d', channels: 3, kernel: 3, stride: 2, dilation: 2, padding: 2 },
    ],
    ['groups', { kind: 'conv2d', channels: 6, kernel: 3, groups: 2, padding: [1, 0] }],
    ['one group a channel', { kind: 'conv2d', channels: 8, kernel: 3, groups: 4, stride: 2 }],
    [
      'one group a channel, dilated',
      { kind: 'conv2d', channels: 8, kernel: 3, groups: 4, dilation: 2 },
    ],
    ['gelu', { kind: 'activation', function: 'gelu' }],
    ['leakyRelu', { kind: 'activation', function: 'leakyRelu' }],
    ['Keras 2’s hard sigmoid', { kind: 'activation', function: 'hardSigmoid', slope: 0.2 }],
    ['a hard sigmoid of another slope', { kind: 'activation', function: 'hardSigmoid' }],
    ['hardSwish', { kind: 'activation', function: 'hardSwish' }],
    ['geluTanh', { kind: 'activation', function: 'geluTanh' }],
    ['an ELU of another alpha', { kind: 'activation', function: 'elu', alpha: 0.5 }],
    ['maxima of windows that differ', { kind: 'adaptiveMaxPool2d', size: 3 }],
    ['means of windows that differ', { kind: 'adaptiveAvgPool2d', size: [1, 3] }],
    ['mish', { kind: 'activation', function: 'mish' }],
    ['a PReLU', { kind: 'prelu' }],
    [
      'a mirrored map',
      {
        kind: 'pad2d',
        padding: [
          [3, 0],
          [1, 2],
        ],
        mode: 'reflect',
      },
    ],
    ['a map whose edge is repeated', { kind: 'pad2d', padding: [2, 1], mode: 'replicate' }],
    ['pooling to a size that divides the map', { kind: 'adaptiveAvgPool2d', size: [1, 4] }],
    [
      'a maximum with windows beyond the map',
      { kind: 'maxPool2d', window: 3, stride: 2, ceilMode: true },
    ],
    [
      'an average that counts its padding, with windows beyond it',
      { kind: 'avgPool2d', window: 3, stride: 3, padding: [0, 1], ceilMode: true },
    ],
    ['a global maximum that stays a map', { kind: 'globalMaxPool2d', keepDims: true }],
  ])('%s', async (_, layer) => {
    expect(await difference(only([{ id: 'x', ...layer }]))).toBeLessThan(1e-5)
  })

  it.each<[RegExp, object]>([
    [/pads with 0, and this layer with 1/, { kind: 'pad2d', padding: 1, value: 1 }],
    [/bilinear/, { kind: 'upsample2d', factor: 2, method: 'bilinear' }],
    [/whole factors/, { kind: 'upsample2d', size: 9 }],
  ])('%s', (message, layer) => {
    expect(() => encode(only([{ id: 'x', ...layer }]))).toThrow(message)
  })

  it('a layer that nobody reads is left out', async () => {
    const model = only([
      { id: 'x', kind: 'conv2d', channels: 4, kernel: 2 },
      { id: 'unread', kind: 'conv2d', channels: 2, kernel: 3, inputs: ['input'] },
      { id: 'neither', kind: 'batchNorm' },
      { id: 'y', kind: 'activation', function: 'relu', inputs: ['x'] },
    ])
    expect(await difference(model)).toBeLessThan(1e-5)
  })

  // Names of properties that every object has, because tfjs looks layers up in plain objects.
  const inherited = Object.getOwnPropertyNames(Object.prototype).filter((name) =>
    /^[A-Za-z][\w-]*$/.test(name),
  )
  it('layers may have the names of properties that every object has', async () => {
    expect(inherited).toEqual(expect.arrayContaining(['constructor', 'toString', 'hasOwnProperty']))
    const model = only([
      ...inherited
        .map((id) => ({
          id,
          kind: 'conv2d',
          channels: 4,
          kernel: 3,
          stride: 2,
          dilation: 2,
          padding: 2,
        }))
        .slice(0, 2),
      ...inherited.slice(2).map((id) => ({ id, kind: 'activation', function: 'tanh' })),
      { id: 'constructor_layer', kind: 'batchNorm' },
      { id: 'sum', kind: 'add', inputs: ['constructor_layer', inherited[1], inherited.at(-1)] },
    ])
    expect(await difference(model)).toBeLessThan(1e-5)
    const { metadata, weights } = await readTfjsModel(folderOf(encode(model)))
    expect(metadata.spec).toEqual(model.spec)
    expect(weights).toEqual(pseudoWeights(model))
  })

  it.each(inherited)('a network may end in a layer called %s', async (id) => {
    const model = resolveModel(
      parseModelSpec({
        name: id,
        input: { height: 4, width: 4, channels: 1 },
        layers: [
          { id: 'flat', kind: 'flatten' },
          { id, kind: 'dense', units: 3 },
        ],
      }),
    )
    expect(await difference(model)).toBeLessThan(1e-5)
  })

  it('a helper layer gets another name if a layer has its name', async () => {
    const model = only([
      { id: 'x', kind: 'conv2d', channels: 4, kernel: 2, padding: 1 },
      { id: 'x_pad', kind: 'activation', function: 'relu' },
    ])
    expect(await difference(model)).toBeLessThan(1e-5)
  })
})

describe('the files', () => {
  it('have at most 4 MB each, and all weights together', () => {
    const wide = only([
      { id: 'x', kind: 'conv2d', channels: 30_000, kernel: 3 },
      { id: 'gap', kind: 'globalAvgPool2d' },
    ])
    const files = encode(wide)
    const sizes = [...files]
      .filter(([name]) => name.endsWith('.bin'))
      .map(([, bytes]) => bytes.length)
    expect(sizes.length).toBeGreaterThan(1)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(SHARD_BYTES)
    const weights = [...pseudoWeights(wide).values()]
    expect(sizes.reduce((a, b) => a + b)).toBe(
      weights.reduce((sum, { data }) => sum + data.byteLength, 0),
    )
  })

  it('are the same bytes each time', () => {
    const [first, second] = [
      encode(resolveModel(preset('modern'))),
      encode(resolveModel(preset('modern'))),
    ]
    for (const [name, bytes] of first)
      expect(Buffer.compare(bytes, second.get(name) ?? new Uint8Array()), name).toBe(0)
    expect([...second.keys()]).toEqual([...first.keys()])
  })

  it('are refused without weights, naming the layer', () => {
    expect(() =>
      encodeTfjs({ spec: preset('lenet'), classes: [], invert: false }, new Map()),
    ).toThrow(/"conv1"/)
  })
})
