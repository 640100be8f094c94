import { fromBinary, toBinary } from '@bufbuild/protobuf'
import fc from 'fast-check'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { preset } from '@shared/model/presets'
import { resolveModel, type ResolvedModel } from '@shared/model/resolve'
import { parseModelSpec } from '@shared/model/spec'
import type { Metadata } from '../metadata'
import { arbitraryModel, pseudoWeights } from '../testing/arbitrary-model'
import { folderOf } from '../testing/folders'
import { DATA_FILE, encodeOnnx, MODEL_FILE } from './encode'
import { ModelProtoSchema, type ModelProto } from './proto/onnx_pb'
import { readOnnxMetadata, readOnnxModel } from './read'

const describeModel = ({ spec }: ResolvedModel): Metadata => ({ spec, classes: [], invert: false })

/** Writes a model's files into a folder. */
const write = (model: ResolvedModel, inside?: number): string =>
  folderOf(encodeOnnx(describeModel(model), pseudoWeights(model), inside))

/** Changes the message of a file as another program would. */
async function change(folder: string, edit: (model: ModelProto) => void): Promise<void> {
  const file = join(folder, MODEL_FILE)
  const message = fromBinary(ModelProtoSchema, await readFile(file))
  edit(message)
  await writeFile(file, toBinary(ModelProtoSchema, message))
}

const lenet = resolveModel(preset('lenet'))

describe('an ONNX export', () => {
  it('comes back bit for bit, whatever the network', async () => {
    const sizes = fc.constantFrom(undefined, 0)
    await fc.assert(
      fc.asyncProperty(arbitraryModel, sizes, async (model, inside) => {
        const folder = write(model, inside)
        const { metadata, weights } = await readOnnxModel(folder)
        expect(metadata).toEqual(describeModel(model))
        expect([...weights]).toEqual([...pseudoWeights(model)])
      }),
      { numRuns: 40 },
    )
  })

  it('names its operators’ tensors like the layers, and writes padding out', async () => {
    const message = fromBinary(
      ModelProtoSchema,
      encodeOnnx(describeModel(lenet), pseudoWeights(lenet)).get(MODEL_FILE) as Uint8Array,
    )
    const nodes = message.graph?.node ?? []
    expect(nodes.map(({ output }) => output[0])).toEqual(lenet.layers.map(({ layer }) => layer.id))
    expect(nodes.some(({ attribute }) => attribute.some(({ name }) => name === 'auto_pad'))).toBe(
      false,
    )
    expect(message.opsetImport.map(({ version }) => version)).toEqual([17n])
    expect(message.docString).toBe(
      'Input: float32 [batch, 1, 28, 28]. A picture is stretched to 28×28 by bilinear interpolation with antialiasing, grey (0.299 R + 0.587 G + 0.114 B), values 0 to 255 divided by 255.',
    )
  })

  it('is described without its weights', async () => {
    const folder = write(lenet)
    expect(await readOnnxMetadata(folder)).toEqual(describeModel(lenet))
    expect(await readOnnxMetadata(join(folder, MODEL_FILE))).toEqual(describeModel(lenet))
  })

  it('is not taken for the network of its description once a program has changed its graph', async () => {
    const folder = write(lenet)
    await change(folder, ({ graph }) => {
      const [node] = graph?.node ?? []
      if (node) node.opType = 'ConvInteger'
    })
    await expect(readOnnxModel(folder)).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('they differ at "conv1"') as string,
    })
  })

  it('is not read once a program has changed a constant of its network', async () => {
    const layers = [
      { id: 'halved', kind: 'scale', scale: 0.5, offset: 0 },
      { id: 'end', kind: 'globalAvgPool2d' },
    ] as const
    const input = { height: 4, width: 4, channels: 2 }
    const scaled = resolveModel(parseModelSpec({ name: 'scaled', input, layers: [...layers] }))
    const folder = write(scaled)
    expect((await readOnnxModel(folder)).metadata).toEqual(describeModel(scaled))
    await change(folder, ({ graph }) => {
      const tensor = graph?.initializer.find(({ name }) => name === 'halved/scale')
      if (tensor) tensor.rawData = new Uint8Array(Float32Array.of(2).buffer)
    })
    await expect(readOnnxModel(folder)).rejects.toMatchObject({
      code: 'invalid-file',
      details: { layer: 'halved' },
    })
  })

  it('keeps its weights where a program has written attributes in another order', async () => {
    const folder = write(lenet)
    await change(folder, ({ graph }) => {
      for (const { attribute } of graph?.node ?? []) attribute.reverse()
    })
    expect([...(await readOnnxModel(folder)).weights]).toEqual([...pseudoWeights(lenet)])
  })
})

describe('a file that is not such an export', () => {
  it('is refused if it is cut off or empty', async () => {
    const folder = write(lenet)
    const file = join(folder, MODEL_FILE)
    const bytes = await readFile(file)
    for (const part of [bytes.subarray(0, 0), bytes.subarray(0, 1000), bytes.subarray(500)]) {
      await writeFile(file, part)
      await expect(readOnnxModel(folder)).rejects.toMatchObject({ code: 'invalid-file' })
    }
  })

  it('reads no weights outside its folder, and none beyond the end of their file', async () => {
    const folder = write(lenet, 0)
    const point = (key: string, value: string) =>
      change(folder, ({ graph }) => {
        const [tensor] = graph?.initializer ?? []
        const entry = tensor?.externalData.find((each) => each.key === key)
        if (entry) entry.value = value
      })
    for (const [key, value] of [
      ['location', '../weights'],
      ['location', '/etc/passwd'],
      ['offset', '-1'],
      ['offset', '99999999999'],
    ] as const) {
      await point(key, value)
      await expect(readOnnxModel(folder)).rejects.toMatchObject({ code: 'invalid-file' })
    }
  })

  it('says which file with weights is missing', async () => {
    const folder = write(lenet, 0)
    await change(folder, ({ graph }) => {
      for (const { externalData } of graph?.initializer ?? [])
        for (const entry of externalData) if (entry.key === 'location') entry.value = 'gone.data'
    })
    await expect(readOnnxModel(folder)).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('gone.data is missing') as string,
    })
    expect(DATA_FILE).toBe('model.onnx.data')
  })
})
