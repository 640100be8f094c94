import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '@shared/errors'
import { elements } from '@shared/layers/definition'
import { preset, PRESET_IDS } from '@shared/model/presets'
import { resolveModel, type ResolvedModel } from '@shared/model/resolve'
import { conv2dWindow } from '@shared/layers/conv2d'
import { mapInput } from '@shared/layers/definition'
import { poolWindow } from '@shared/layers/pooling'
import { parseModelSpec, type ModelSpec } from '@shared/model/spec'
import { sayPhrase } from '@shared/phrase'
import { countNonFinite } from '../read-model'
import {
  arbitraryPlainModel,
  arbitraryTfjsModel,
  pseudoRandom,
  pseudoWeights,
} from '../testing/arbitrary-model'
import { folderOf, temporaryFolder } from '../testing/folders'
import { loadWithTfjs, saveWithTfjs } from '../testing/load-with-tfjs'
import { referenceForward } from '../testing/reference'
import functional from '../testing/keras3/functional.json'
import sequential from '../testing/keras3/sequential.json'
import { encodeTfjs, tfjsRemarks } from './encode'
import { readTfjsMetadata, readTfjsModel } from './read'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const lenet = resolveModel(preset('lenet'))
const exported = (model: ResolvedModel) =>
  encodeTfjs(
    { spec: model.spec, classes: ['a', 'b'], dataset: 'fashion-mnist', invert: false },
    pseudoWeights(model),
  )

interface Json {
  [key: string]: unknown
  modelTopology: {
    config: {
      layers: { class_name: string; config: Record<string, unknown>; inbound_nodes: unknown[] }[]
    }
  }
  weightsManifest: {
    paths: string[]
    weights: { name: string; shape: number[]; dtype: string; quantization?: object }[]
  }[]
}

/** LeNet's files with its model.json changed. */
function changed(change: (json: Json) => void, model = lenet): Map<string, Uint8Array | string> {
  const files = new Map<string, Uint8Array | string>(exported(model))
  const json = JSON.parse(new TextDecoder().decode(files.get('model.json') as Uint8Array)) as Json
  change(json)
  return files.set('model.json', JSON.stringify(json))
}

const logits = (
  spec: ResolvedModel,
  weights: ReturnType<typeof pseudoWeights>,
  input: Float32Array,
): Float64Array => {
  const last = spec.layers.at(-1)?.layer.id ?? ''
  return referenceForward(spec, weights, input).get(last)?.data ?? new Float64Array()
}
const largest = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  expect(a.length).toBe(b.length)
  return Math.max(...Array.from(a, (value, i) => Math.abs(value - (b[i] ?? NaN))))
}
const softmax = (values: Float64Array): number[] => {
  const powers = Array.from(values, Math.exp)
  return powers.map((value) => value / powers.reduce((a, b) => a + b))
}

describe('a model that was exported here', () => {
  it.each(PRESET_IDS)('%s is read back bit for bit', async (id) => {
    const model = resolveModel(preset(id))
    const { metadata, weights } = await readTfjsModel(folderOf(exported(model)))
    expect(metadata).toEqual({
      spec: model.spec,
      classes: ['a', 'b'],
      dataset: 'fashion-mnist',
      invert: false,
    })
    for (const [name, { shape, data }] of pseudoWeights(model)) {
      expect(weights.get(name)?.shape, name).toEqual(shape)
      expect(
        Buffer.compare(
          Buffer.from(weights.get(name)?.data.buffer ?? new ArrayBuffer()),
          Buffer.from(data.buffer),
        ),
        name,
      ).toBe(0)
    }
  })

  it('any small network is read back, with groups and helper layers', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryTfjsModel, async (model) => {
        const files = await Promise.resolve(model)
          .then(exported)
          .catch(() => null)
        if (!files) return
        const { metadata, weights } = await readTfjsModel(folderOf(files))
        expect(metadata.spec).toEqual(model.spec)
        expect(weights).toEqual(pseudoWeights(model))
      }),
      { numRuns: 100, seed: 1 },
    )
  })

  it('model.json itself may be given, and is enough for the description', async () => {
    const folder = folderOf(exported(lenet))
    expect((await readTfjsModel(join(folder, 'model.json'))).weights.size).toBe(10)
    expect((await readTfjsMetadata(folder))?.classes).toEqual(['a', 'b'])
  })

  it('gives the same answers without our description, bit for bit', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryPlainModel, async (model) => {
        const { metadata, weights } = await readTfjsModel(
          folderOf(changed((json) => delete json.userDefinedMetadata, model)),
        )
        const input = pseudoRandom(elements(model.inputShape), 3)
        const expected = logits(model, pseudoWeights(model), input)
        expect(logits(resolveModel(metadata.spec), weights, input)).toEqual(expected)
      }),
      { numRuns: 300, seed: 5 },
    )
  })

  it('has its paddings, strides and dilations back in their layers', async () => {
    const layers = [
      { id: 'dilated', kind: 'conv2d', channels: 4, kernel: 3, stride: 2, dilation: 2, padding: 1 },
      {
        id: 'same',
        kind: 'conv2d',
        channels: 4,
        kernel: 3,
        stride: 2,
        dilation: 2,
        padding: 'same',
      },
      {
        id: 'largest',
        kind: 'maxPool2d',
        window: 3,
        stride: 1,
        padding: [
          [2, 0],
          [0, 1],
        ],
      },
      {
        id: 'mean',
        kind: 'avgPool2d',
        window: [3, 2],
        stride: 1,
        padding: 1,
        countIncludePad: false,
      },
      {
        id: 'rows',
        kind: 'avgPool2d',
        window: 2,
        stride: 1,
        padding: [1, 0],
        countIncludePad: false,
      },
      {
        id: 'columns',
        kind: 'avgPool2d',
        window: [2, 3],
        stride: [1, 2],
        padding: [
          [0, 0],
          [2, 0],
        ],
        countIncludePad: false,
      },
      { id: 'counted', kind: 'avgPool2d', window: 2, stride: 1, padding: 1 },
      { id: 'flat', kind: 'flatten' },
    ]
    const model = resolveModel(
      parseModelSpec({ name: 'padded', input: { height: 28, width: 31, channels: 3 }, layers }),
    )
    const { metadata, weights } = await readTfjsModel(
      folderOf(changed((json) => delete json.userDefinedMetadata, model)),
    )
    const windows = (spec: ModelSpec) =>
      resolveModel(spec).layers.map(({ layer, inputs, inputShapes, outputShape }) => [
        layer.id,
        inputs,
        outputShape,
        layer.kind === 'conv2d' ? conv2dWindow(layer, mapInput(inputShapes)) : undefined,
        layer.kind === 'maxPool2d' || layer.kind === 'avgPool2d'
          ? poolWindow(layer, mapInput(inputShapes))
          : undefined,
        layer.kind === 'avgPool2d' && layer.countIncludePad,
      ])
    expect(windows(metadata.spec)).toEqual(windows(model.spec))
    expect(weights).toEqual(pseudoWeights(model))
  })

  it('layers that are left out are told', async () => {
    const layer = (name: string, more: object = {}) => ({
      class_name: name,
      config: { name, ...more },
    })
    const layers = [
      layer('RandomFlip', { batch_input_shape: [null, 4, 4, 1], mode: 'horizontal' }),
      layer('Flatten'),
    ]
    const topology = { model_config: { class_name: 'Sequential', config: { name: 'm', layers } } }
    const json = JSON.stringify({ modelTopology: topology, weightsManifest: [] })
    const files = new Map([['model.json', new TextEncoder().encode(json)]])
    const { notes = [] } = await readTfjsModel(folderOf(files))
    expect(notes.map((note) => sayPhrase(note))).toEqual([expect.stringContaining('RandomFlip')])
  })

  it('a description that does not give exactly these layers is ignored', async () => {
    const files = changed((json) => {
      const conv = json.modelTopology.config.layers.find(
        ({ class_name: name }) => name === 'Activation',
      )
      if (conv) conv.config.activation = 'tanh'
    })
    const { metadata, notes = [] } = await readTfjsModel(folderOf(files))
    expect(metadata.spec.layers.find(({ kind }) => kind === 'activation')).toMatchObject({
      function: 'tanh',
    })
    expect(notes.map((note) => sayPhrase(note))).toEqual([
      expect.stringMatching(/of other layers \(they differ at "sigmoid1"\).*normalisation/),
    ])
    expect(metadata.classes).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
  })
})

const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, each]) => [key, sorted(each)]),
        )
      : value

describe('an export that another program has read and written again', () => {
  const normalisation = { mean: [0.25], std: [0.5] }
  const files = () =>
    encodeTfjs(
      { spec: lenet.spec, classes: Array.from('abcdefghij'), normalisation, invert: false },
      pseudoWeights(lenet),
    )
  const textOf = (each: ReadonlyMap<string, Uint8Array | string>): string =>
    Buffer.from(each.get('model.json') ?? '').toString('utf8')
  const written = async (text: string) =>
    readTfjsModel(folderOf(new Map<string, Uint8Array | string>(files()).set('model.json', text)))

  it.each<[string, (json: Json) => string]>([
    ['with its keys in another order', (json) => JSON.stringify(sorted(json))],
    ['indented', (json) => JSON.stringify(json, null, 4)],
    [
      'with its layers in another order',
      (json) => {
        json.modelTopology.config.layers.reverse()
        return JSON.stringify(json)
      },
    ],
    [
      'with layers of other names',
      (json) => {
        const renamed = (part: object): object =>
          JSON.parse(
            JSON.stringify(part).replaceAll('"conv1"', '"first"').replaceAll('"conv1/', '"first/'),
          ) as object
        return JSON.stringify({
          ...json,
          modelTopology: renamed(json.modelTopology),
          weightsManifest: renamed(json.weightsManifest),
        })
      },
    ],
    [
      'with settings that only training needs',
      (json) => {
        for (const { config } of json.modelTopology.config.layers)
          Object.assign(config, { kernel_initializer: { class_name: 'Zeros' }, build_config: {} })
        return JSON.stringify(json)
      },
    ],
  ])('%s keeps classes, normalisation and weights', async (_, write) => {
    const { metadata, weights, notes } = await written(write(JSON.parse(textOf(files())) as Json))
    expect(metadata).toMatchObject({ normalisation, classes: Array.from('abcdefghij') })
    expect(weights).toEqual(pseudoWeights(lenet))
    expect(notes).toBeUndefined()
  })

  it('by tfjs itself: any small network keeps everything', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryTfjsModel, async (model) => {
        const first = encodeTfjs(
          { spec: model.spec, classes: [], normalisation, invert: false },
          pseudoWeights(model),
        )
        const loaded = await loadWithTfjs(first)
        loaded.setUserDefinedMetadata(
          (JSON.parse(textOf(first)) as { userDefinedMetadata: object }).userDefinedMetadata,
        )
        const again = await saveWithTfjs(loaded)
        loaded.dispose()
        const { metadata, weights, notes } = await readTfjsModel(folderOf(again))
        expect(notes).toBeUndefined()
        expect(metadata.spec).toEqual(model.spec)
        expect(metadata.normalisation).toEqual(normalisation)
        expect(weights).toEqual(pseudoWeights(model))
      }),
      { numRuns: 100, seed: 6 },
    )
  })

  it.each<[string, (json: Json) => unknown]>([
    ['another stride', (json) => (json.modelTopology.config.layers[3]!.config.strides = [1, 1])],
    ['an unknown setting', (json) => (json.modelTopology.config.layers[1]!.config.alpha = 2)],
  ])('with %s is recognised as changed', async (_, change) => {
    const json = JSON.parse(textOf(files())) as Json
    change(json)
    const read = await written(JSON.stringify(json)).catch((thrown: unknown) =>
      AppError.from(thrown),
    )
    // Another stride gives other shapes, so the weights of a later layer don't fit.
    if (read instanceof AppError) expect(read.code).toBe('invalid-file')
    else
      expect(read).toMatchObject({
        notes: [expect.anything()],
        metadata: { classes: Array.from('0123456789') },
      })
  })

  it('with a damaged description says so', async () => {
    const json = JSON.parse(textOf(files())) as Json & {
      userDefinedMetadata: { convscope: object }
    }
    Object.assign(json.userDefinedMetadata.convscope, { classes: 'ten' })
    const other = await written(JSON.stringify(json))
    expect(other.metadata.normalisation).toBeUndefined()
    expect((other.notes ?? []).map((note) => sayPhrase(note))).toEqual([
      expect.stringMatching(/can't be read \(classes/),
    ])
  })

  it.each([
    [{ mean: [0, 0, 0], std: [1] }, /normalisation.mean has 3 values; the number of channels is 1/],
    [{ mean: [0], std: [1, 1] }, /normalisation.std has 2 values/],
    [{ mean: [0], std: [0] }, /normalisation.std.0/],
    [{ mean: [0], std: [-1] }, /normalisation.std.0/],
    [{ mean: [null], std: [1] }, /normalisation.mean.0/],
  ])('is refused with the normalisation %j', async (wrong, message) => {
    const json = JSON.parse(textOf(files())) as Json & {
      userDefinedMetadata: { convscope: object }
    }
    Object.assign(json.userDefinedMetadata.convscope, { normalisation: wrong })
    await expect(written(JSON.stringify(json))).rejects.toMatchObject({
      code: 'invalid-file',
      message: expect.stringMatching(message) as string,
    })
  })
})

describe('layers that nobody reads', () => {
  const spec = parseModelSpec({
    name: 'unused branch',
    input: { height: 9, width: 10, channels: 3 },
    layers: [
      { id: 'a', kind: 'conv2d', channels: 2, kernel: 3 },
      { id: 'u', kind: 'conv2d', channels: 4, kernel: 3, groups: 1, inputs: ['input'] },
      { id: 'v', kind: 'conv2d', channels: 4, kernel: 3, groups: 2, padding: 1 },
      { id: 'b', kind: 'conv2d', channels: 2, kernel: 3, inputs: ['a'] },
      { id: 'w', kind: 'activation', function: 'tanh' },
      { id: 'f', kind: 'flatten', inputs: ['b'] },
      { id: 'o', kind: 'dense', units: 5 },
    ],
  })
  const model = resolveModel(spec)

  it('are read back with their weights', async () => {
    const { metadata, weights, notes } = await readTfjsModel(folderOf(exported(model)))
    expect(metadata.spec).toEqual(spec)
    expect([...weights]).toEqual([...pseudoWeights(model)])
    expect(notes).toBeUndefined()
    expect(tfjsRemarks(metadata).map((note) => sayPhrase(note))).toEqual([
      expect.stringContaining('No other layer reads u, v, w,'),
    ])
  })

  it('are left out, with a remark, if their weights are gone', async () => {
    const folder = folderOf(exported(model))
    rmSync(join(folder, 'unused-shard1of1.bin'))
    const { metadata, weights, notes = [] } = await readTfjsModel(folder)
    expect(metadata.spec.layers.map(({ id }) => id)).toEqual(['a', 'b', 'f', 'o'])
    expect([...weights.keys()]).toEqual([
      'a.weight',
      'a.bias',
      'b.weight',
      'b.bias',
      'o.weight',
      'o.bias',
    ])
    expect(notes.map((note) => sayPhrase(note))).toEqual([
      expect.stringContaining('The weights of u, v, w are no longer next to model.json'),
    ])
    const input = pseudoRandom(elements(model.inputShape), 3)
    expect(logits(resolveModel(metadata.spec), weights, input)).toEqual(
      logits(model, pseudoWeights(model), input),
    )
  })

  it('are read back from an export of an earlier version, which had them among the layers', async () => {
    const files = new Map<string, Uint8Array | string>(exported(model))
    const json = JSON.parse(Buffer.from(files.get('model.json') ?? '').toString()) as Json & {
      userDefinedMetadata: { convscopeUnused?: Json['weightsManifest'][number] }
    }
    const { convscopeUnused: group } = json.userDefinedMetadata
    delete json.userDefinedMetadata.convscopeUnused
    if (group) json.weightsManifest.push(group)
    json.modelTopology.config.layers.push({
      class_name: 'Conv2D',
      config: { name: 'u' },
      inbound_nodes: [[['input', 0, 0, {}]]],
    })
    const { metadata, weights } = await readTfjsModel(
      folderOf(files.set('model.json', JSON.stringify(json))),
    )
    expect(metadata.spec).toEqual(spec)
    expect(weights).toEqual(pseudoWeights(model))
  })
})

describe('a model that another program wrote', () => {
  it.each([
    ['Sequential', sequential],
    ['Functional', functional],
  ])(
    'a %s model of Keras 3.15 gives the same output as in Keras',
    async (_, { modelTopology, weights, data, input, output }) => {
      const manifest = [
        { paths: ['w.bin'], weights: weights.map((weight) => ({ ...weight, dtype: 'float32' })) },
      ]
      const files = new Map<string, Uint8Array | string>([
        [
          'model.json',
          JSON.stringify({ format: 'layers-model', modelTopology, weightsManifest: manifest }),
        ],
        ['w.bin', new Uint8Array(Float32Array.from(data).buffer)],
      ])
      const read = await readTfjsModel(folderOf(files))
      const answer = softmax(
        logits(resolveModel(read.metadata.spec), read.weights, Float32Array.from(input)),
      )
      expect(largest(answer, output)).toBeLessThan(1e-5)
    },
  )

  it.each(['keras2-sequential', 'keras2-functional', 'keras3-sequential', 'keras3-functional'])(
    '%s as the converter wrote it gives the same output as in Keras',
    async (name) => {
      const { model, data, input, output } = JSON.parse(
        readFileSync(join(__dirname, `../testing/converted/${name}.json`), 'utf8'),
      ) as { model: Json; data: number[]; input: number[]; output: number[] }
      const files = new Map<string, Uint8Array | string>([
        ['model.json', JSON.stringify(model)],
        [model.weightsManifest[0]?.paths[0] ?? '', new Uint8Array(Float32Array.from(data).buffer)],
      ])
      const read = await readTfjsModel(folderOf(files))
      expect(
        largest(
          softmax(logits(resolveModel(read.metadata.spec), read.weights, Float32Array.from(input))),
          output,
        ),
      ).toBeLessThan(1e-5)
    },
  )

  it('a Sequential and a Functional model saved by tfjs itself', async () => {
    const layers = () => [
      tf.layers.conv2d({ filters: 3, kernelSize: 3, padding: 'same', activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.batchNormalization(),
      tf.layers.flatten(),
      tf.layers.dense({ units: 4, activation: 'softmax' }),
    ]
    const chain = tf.sequential({
      layers: [tf.layers.inputLayer({ inputShape: [6, 6, 2] }), ...layers()],
    })
    const start = tf.input({ shape: [6, 6, 2] })
    const joined = tf.layers
      .add()
      .apply([
        start,
        tf.layers.activation({ activation: 'tanh' }).apply(start) as tf.SymbolicTensor,
      ])
    const graph = tf.model({
      inputs: start,
      outputs: layers().reduce(
        (x, layer) => layer.apply(x) as tf.SymbolicTensor,
        joined as tf.SymbolicTensor,
      ),
    })
    for (const model of [chain, graph]) {
      const input = pseudoRandom(72, 2)
      const expected = tf.tidy(() =>
        (model.predict(tf.tensor(input, [1, 6, 6, 2])) as tf.Tensor).dataSync(),
      )
      const { metadata, weights } = await readTfjsModel(folderOf(await saveWithTfjs(model)))
      expect(
        largest(softmax(logits(resolveModel(metadata.spec), weights, input)), expected),
      ).toBeLessThan(1e-5)
    }
  })
})

/** The error of a model that must be refused. */
async function fault(files: ReadonlyMap<string, Uint8Array | string> | string): Promise<AppError> {
  const folder = typeof files === 'string' ? files : folderOf(files)
  const thrown = await readTfjsModel(folder).then(
    () => new Error('it was loaded'),
    (error: unknown) => error,
  )
  if (thrown instanceof AppError) return thrown
  throw thrown
}
const group = (json: Json) => json.weightsManifest[0] as Json['weightsManifest'][number]
const firstWeight = (json: Json) =>
  group(json).weights[0] as Json['weightsManifest'][number]['weights'][number]

describe('a model that attacks', () => {
  it.each([
    '../outside.bin',
    '/etc/passwd',
    'a/../../outside.bin',
    '..\\outside.bin',
    'file:///etc/passwd',
    'http://host/w.bin',
    './/etc/passwd',
    'C:\\w.bin',
  ])('does not reach %s', async (path) => {
    const parent = temporaryFolder()
    mkdirSync(join(parent, 'model'))
    const files = changed((json) => (group(json).paths = [path]))
    const weights = files.get('group1-shard1of1.bin') as Uint8Array
    writeFileSync(join(parent, 'outside.bin'), weights)
    for (const [name, content] of files) writeFileSync(join(parent, 'model', name), content)
    expect(await fault(join(parent, 'model'))).toMatchObject({
      code: 'invalid-file',
      details: { path },
    })
  })

  it('does not follow a link out of its folder, and does inside', async () => {
    const outside = folderOf(exported(lenet))
    const folder = folderOf(exported(lenet))
    const shard = 'group1-shard1of1.bin'
    rmSync(join(folder, shard))
    symlinkSync(join(outside, shard), join(folder, shard))
    expect((await fault(folder)).code).toBe('invalid-file')
    rmSync(join(folder, shard))
    writeFileSync(join(folder, 'real.bin'), readFileSync(join(outside, shard)))
    symlinkSync('real.bin', join(folder, shard))
    expect((await readTfjsModel(folder)).weights.size).toBe(10)
  })

  it.each<[string, (json: Json) => unknown, string, RegExp]>([
    [
      'a shape of 4 TB',
      (json) => (firstWeight(json).shape = [1_000_000, 1_000_000]),
      'too-large',
      /bytes/,
    ],
    [
      'a shape whose product overflows',
      (json) => (firstWeight(json).shape = [2 ** 31, 2 ** 31, 2 ** 31, 2 ** 31]),
      'too-large',
      /bytes/,
    ],
    [
      'a negative shape',
      (json) => (firstWeight(json).shape = [-5, 5, 1, 6]),
      'invalid-file',
      /shape/,
    ],
    [
      'more weights than the file holds',
      (json) => group(json).weights.push({ name: 'x', shape: [9], dtype: 'float32' }),
      'invalid-file',
      /declares/,
    ],
    [
      'fewer weights than the file holds',
      (json) => group(json).weights.pop(),
      'invalid-file',
      /declares/,
    ],
    [
      'a weight twice',
      (json) => Object.assign(group(json).weights[3] as object, { name: firstWeight(json).name }),
      'invalid-file',
      /twice/,
    ],
    [
      'weights that are quantised in an unknown way',
      (json) => (firstWeight(json).quantization = { dtype: 'int4', scale: 1, min: 0 }),
      'unsupported',
      /quantise/,
    ],
    ['integer weights', (json) => (firstWeight(json).dtype = 'int32'), 'unsupported', /int32/],
    [
      'a missing file',
      (json) => (group(json).paths = ['nowhere.bin']),
      'not-found',
      /nowhere\.bin/,
    ],
    [
      'a folder in place of a file',
      (json) => (group(json).paths = ['.']),
      'invalid-file',
      /not inside/,
    ],
    ['a graph model', (json) => (json.format = 'graph-model'), 'unsupported', /graph model/],
    [
      'no topology',
      (json) => delete (json as Partial<Json>).modelTopology,
      'invalid-file',
      /modelTopology/,
    ],
  ])('with %s is refused', async (_, change, code, message) => {
    expect(await fault(changed(change))).toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
    })
  })

  const layer = (json: Json, at: number) =>
    json.modelTopology.config.layers[at] as Json['modelTopology']['config']['layers'][number]

  it.each<[string, (json: Json) => unknown, string, RegExp]>([
    [
      'a Lambda',
      (json) => (layer(json, 2).class_name = 'Lambda'),
      'unsupported',
      /Lambda "sigmoid1" is of a class that is not known/,
    ],
    [
      'a class of Object.prototype',
      (json) => (layer(json, 2).class_name = 'constructor'),
      'unsupported',
      /constructor "sigmoid1"/,
    ],
    ['an LSTM', (json) => (layer(json, 2).class_name = 'LSTM'), 'unsupported', /LSTM "sigmoid1"/],
    [
      'an unknown activation',
      (json) => (layer(json, 2).config.activation = 'exponential'),
      'unsupported',
      /exponential/,
    ],
    [
      'channels first',
      (json) => (layer(json, 1).config.data_format = 'channels_first'),
      'unsupported',
      /channels_last/,
    ],
    [
      'a circle',
      (json) => (layer(json, 1).inbound_nodes = [[['pool1', 0, 0, {}]]]),
      'invalid-file',
      /circle/,
    ],
    [
      'a layer that is not there',
      (json) => (layer(json, 1).inbound_nodes = [[['ghost', 0, 0, {}]]]),
      'invalid-file',
      /ghost/,
    ],
    [
      'a shared layer',
      (json) => layer(json, 1).inbound_nodes.push([['input', 0, 0, {}]]),
      'unsupported',
      /shared/,
    ],
    [
      'another kernel size than the weights',
      (json) => (layer(json, 1).config.kernel_size = [3, 3]),
      'invalid-file',
      /needs weights of 3×3×1×6/,
    ],
    [
      'a window that does not fit',
      (json) => (layer(json, 3).config.pool_size = [99, 99]),
      'unsupported',
      /AveragePooling2D "pool1" does not fit/,
    ],
    [
      'pictures of any size',
      (json) => (layer(json, 0).config.batch_input_shape = [null, null, null, 1]),
      'unsupported',
      /InputLayer/,
    ],
    [
      'two layers of one name',
      (json) =>
        (layer(json, 2).config.name =
          json.modelTopology.config.layers[2] &&
          Object.assign(layer(json, 2), { name: 'conv1' }).name),
      'invalid-file',
      /same name/,
    ],
  ])('%s is refused by name', async (_, change, code, message) => {
    expect(await fault(changed(change))).toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
    })
  })

  it.each([
    ['cut JSON', '{"modelTopology":', 'invalid-file'],
    ['no object', '[]', 'invalid-file'],
    ['nothing', '', 'invalid-file'],
  ])('%s is refused', async (_, text, code) => {
    expect((await fault(new Map([['model.json', text]]))).code).toBe(code)
  })

  it('a folder without a model.json, and a missing folder, say what is missing', async () => {
    expect(await fault(temporaryFolder())).toMatchObject({ code: 'not-found' })
    expect(await fault('/nonexistent/model')).toMatchObject({ code: 'not-found' })
  })

  it('NaN among the weights is loaded and counted', async () => {
    const weights = new Map(pseudoWeights(lenet))
    weights.set('conv1.bias', { shape: [6], data: Float32Array.of(1, NaN, Infinity, 0, 0, 0) })
    const read = await readTfjsModel(
      folderOf(encodeTfjs({ spec: lenet.spec, classes: [], invert: false }, weights)),
    )
    expect(countNonFinite(read.weights)).toBe(2)
  })

  it('survives any change of any value of model.json: an AppError or a network', async () => {
    const text = new TextDecoder().decode(exported(lenet).get('model.json'))
    const folder = folderOf(exported(lenet))
    const junk = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom('__proto__', 'same', 'Lambda', 1e308, -1, [[[]]], {
        class_name: 'Model',
        config: {},
      }),
    )
    await fc.assert(
      fc.asyncProperty(fc.nat(500), junk, fc.boolean(), async (target, value, keepMetadata) => {
        let visited = 0
        const mutated = JSON.parse(text, (_, original: unknown) => {
          visited += 1
          return visited === target ? value : original
        }) as Json | null
        if (mutated && !keepMetadata) delete mutated.userDefinedMetadata
        writeFileSync(join(folder, 'model.json'), JSON.stringify(mutated))
        await readTfjsModel(folder).catch((thrown: unknown) => {
          if (!(thrown instanceof AppError) || thrown.code === 'internal') throw thrown
        })
      }),
      { numRuns: 800 },
    )
  })
})
