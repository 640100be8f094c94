import { create, toBinary } from '@bufbuild/protobuf'
import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { AppError } from '@shared/errors'
import { temporaryFolder } from '../../testing/folders'
import { ModelProtoSchema, TensorProto_DataLocation, TensorProtoSchema } from '../proto/onnx_pb'
import { readOnnxModel } from '../read'
import { propertiesOf } from './properties'
import { counting, modelOf, read } from './testing/graph'

const relu = { op: 'Relu', inputs: ['x'], output: 'y' }

describe('a graph of 300 operators that are not known', () => {
  it('is refused with the name of each, those of one kind together', () => {
    const nodes = Array.from({ length: 300 }, (_, i) => {
      const op = i % 2 === 0 ? 'Einsum' : 'Scan'
      return { op, inputs: ['x'], output: `n${i}` }
    })
    let message = ''
    try {
      read({ nodes: [...nodes, relu], input: [2, 4, 3], output: 'y' })
    } catch (thrown) {
      message = (thrown as AppError).message
    }
    expect(message).toMatch(/^small\.onnx has 300 operators/)
    for (const { output } of nodes) expect(message).toContain(`"${output}"`)
    expect(message.split('\n')).toHaveLength(2)
  })
})

describe('weights beside the file', () => {
  const conv = { op: 'Conv', inputs: ['x', 'w'], output: 'y' }
  /** A model whose kernel lies in another file. */
  function write(location: string): string {
    const folder = temporaryFolder()
    const model = modelOf({ nodes: [conv], input: [2, 4, 3], output: 'y' })
    const { name, dims, dataType } = counting('w', [3, 2, 1, 1])
    const externalData = [{ key: 'location', value: location }]
    const tensor = create(TensorProtoSchema, {
      ...{ name, dims, dataType, externalData },
      dataLocation: TensorProto_DataLocation.EXTERNAL,
    })
    model.graph?.initializer.push(tensor)
    writeFileSync(join(folder, 'model.onnx'), toBinary(ModelProtoSchema, model))
    return folder
  }

  it('are read by a plain name', async () => {
    const folder = write('w.bin')
    writeFileSync(join(folder, 'w.bin'), new Float32Array(6).fill(0.5))
    const { weights } = await readOnnxModel(folder)
    expect([...(weights.get('y.weight')?.data ?? [])]).toEqual(Array(6).fill(0.5))
  })

  it.each(['../w.bin', '/etc/hostname', '..', '', 'a/w.bin', '.w'])(
    'are not read from "%s"',
    async (location) => {
      await expect(readOnnxModel(write(location))).rejects.toMatchObject({ code: 'invalid-file' })
    },
  )

  it('are not read through a link, and are missed by name', async () => {
    const folder = write('w.bin')
    await expect(readOnnxModel(folder)).rejects.toMatchObject({ code: 'not-found' })
    const target = join(temporaryFolder(), 'w')
    writeFileSync(target, new Float32Array(6))
    symlinkSync(target, join(folder, 'w.bin'))
    await expect(readOnnxModel(folder)).rejects.toThrow(/w\.bin next to model\.onnx is a link/)
  })
})

describe('the properties of a file', () => {
  const found = (properties: Record<string, string>) => {
    const metadataProps = Object.entries(properties).map(([key, value]) => ({ key, value }))
    return propertiesOf(create(ModelProtoSchema, { metadataProps }), 3)
  }

  it.each([
    ['names', "{0: 'a cat', 1: \"dog's\"}"],
    ['classes', '["a cat", "dog\'s"]'],
    ['labels', "a cat,dog's"],
    ['id2label', '{"1": "dog\'s", "0": "a cat"}'],
  ])('have the names of the classes as %s', (key, text) => {
    expect(found({ [key]: text }).classes).toEqual(['a cat', "dog's"])
  })

  it('have a normalisation of values from 0 to 1, or from 0 to 255', () => {
    const known = { mean: [0.5, 0.25, 0], std: [0.2, 0.2, 0.2] }
    expect(found({ mean: '[0.5, 0.25, 0]', std: '0.2,0.2,0.2' }).normalisation).toEqual(known)
    expect(found({ pretrained_cfg: JSON.stringify(known) }).normalisation).toEqual(known)
    expect(found({ mean: '127.5 63.75 0', std: '51 51 51' }).normalisation).toEqual(known)
  })

  it('are passed over where they make no sense', () => {
    expect(found({ names: '{3: "x"}', mean: '1,2', std: '0' })).toEqual({})
  })
})
