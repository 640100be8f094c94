import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { preset } from '@shared/model/presets'
import { resolveModel } from '@shared/model/resolve'
import type { NamedArray } from '@shared/model/weights'
import { folderOf } from '../testing/folders'
import { loadWithTfjs, saveWithTfjs } from '../testing/load-with-tfjs'
import { pseudoWeights } from '../testing/arbitrary-model'
import { encodeTfjs } from './encode'
import { dequantise, quantise, roundingOf } from './quantised'
import { readTfjsModel } from './read'

const values = Float32Array.from({ length: 999 }, (_, i) => Math.sin(i) * (i % 7) - 0.3)
const largest = (a: Float32Array, b: Float32Array): number =>
  Math.max(...a.map((value, i) => Math.abs(value - (b[i] ?? NaN))))

describe('numbers in fewer bits', () => {
  // Half a step of the scale, or of a half's 11 bits at the largest value.
  it.each([
    ['uint8', (12 / 255) * 0.5],
    ['uint16', (12 / 65_535) * 0.5],
    ['float16', 7 * 2 ** -11],
  ] as const)('%s: at most half a step off', (dtype, step) => {
    const rounding = roundingOf(values, dtype)
    const bytes = quantise(values, rounding)
    expect(largest(dequantise(bytes, rounding), values)).toBeLessThan(step * 1.2)
    expect(bytes.length).toBe(values.length * (dtype === 'uint8' ? 1 : 2))
  })

  it.each(['uint8', 'uint16'] as const)('%s keeps 0 exact where it lies in the range', (dtype) => {
    const some = Float32Array.of(-0.37, 0, 1.1, 0)
    const rounding = roundingOf(some, dtype)
    const bytes = quantise(some, rounding)
    const back = dequantise(bytes, rounding)
    expect([back[1], back[3]]).toEqual([0, 0])
  })

  it('keeps both ends of a range that is shifted', () => {
    for (let i = 1; i < 400; i++) {
      const ends = Float32Array.of(-i / 997, 0, 1 - i / 1009)
      const rounding = roundingOf(ends, 'uint8')
      const step = 'scale' in rounding ? rounding.scale : 0
      expect(largest(dequantise(quantise(ends, rounding), rounding), ends)).toBeLessThan(
        step * 1.01,
      )
    }
  })

  it('keeps an array of equal numbers', () => {
    const same = new Float32Array(5).fill(-0.25)
    const rounding = roundingOf(same, 'uint8')
    const bytes = quantise(same, rounding)
    expect(dequantise(bytes, rounding)).toEqual(new Float32Array(5).fill(-0.25))
  })

  it('are decoded as tfjs decodes them', () => {
    for (const dtype of ['uint8', 'uint16', 'float16'] as const) {
      const rounding = roundingOf(values, dtype)
      const bytes = quantise(values, rounding)
      const spec = { name: 'w', shape: [999], dtype: 'float32' as const, quantization: rounding }
      const theirs = tf.io.decodeWeights(bytes.slice().buffer, [spec])
      expect(dequantise(bytes, rounding)).toEqual(theirs['w']?.dataSync())
    }
  })
})

describe('a model with quantised weights', () => {
  const network = (): tf.LayersModel =>
    tf.sequential({
      layers: [
        tf.layers.conv2d({ inputShape: [8, 7, 3], filters: 6, kernelSize: 3, name: 'c' }),
        tf.layers.flatten({ name: 'f' }),
        tf.layers.dense({ units: 4, name: 'd' }),
      ],
    })

  it.each(['uint8', 'uint16', 'float16'] as const)(
    '%s is read, over several files that split its arrays',
    async (dtype) => {
      const files = await saveWithTfjs(network())
      const json = JSON.parse(files.get('model.json') as string) as {
        weightsManifest: {
          paths: string[]
          weights: { shape: number[]; quantization?: object }[]
        }[]
      }
      const all = new Uint8Array(files.get('weights.bin') as Uint8Array)
      const [group] = json.weightsManifest
      const plain = await readTfjsModel(folderOf(files))
      let at = 0
      const parts = (group?.weights ?? []).map((weight) => {
        const length = weight.shape.reduce((product, n) => product * n, 1)
        const data = new Float32Array(all.slice(at, at + 4 * length).buffer)
        at += 4 * length
        const rounding = roundingOf(data, dtype)
        weight.quantization = { ...rounding, original_dtype: 'float32' }
        return quantise(data, rounding)
      })
      const joined = Buffer.concat(parts)
      const cut = Math.floor(joined.length / 3)
      if (group) group.paths = ['a.bin', 'b.bin']
      const { weights } = await readTfjsModel(
        folderOf(
          new Map<string, Uint8Array | string>([
            ['model.json', JSON.stringify(json)],
            ['a.bin', joined.subarray(0, cut)],
            ['b.bin', joined.subarray(cut)],
          ]),
        ),
      )
      expect([...weights.keys()]).toEqual([...plain.weights.keys()])
      for (const [name, { shape, data }] of plain.weights) {
        expect(weights.get(name)?.shape).toEqual(shape)
        expect(largest(weights.get(name)?.data ?? new Float32Array(), data)).toBeLessThan(0.005)
      }
    },
  )
})

describe('an export with weights in fewer bits', () => {
  it.each(['uint8', 'float16'] as const)(
    '%s: plain tfjs loads the same numbers that are read here',
    async (dtype) => {
      const model = resolveModel(preset('lenet-relu'))
      const weights = new Map(
        [...pseudoWeights(model)].map(([name, { shape, data }]): [string, NamedArray] => {
          const rounded = roundingOf(data, dtype)
          const values = dequantise(quantise(data, rounded), rounded)
          return [name, { shape, data: values, rounded }]
        }),
      )
      const files = encodeTfjs({ spec: model.spec, classes: [], invert: false }, weights)
      const theirs = await loadWithTfjs(files)
      const read = await readTfjsModel(folderOf(files))
      expect([...read.weights.keys()]).toEqual([...weights.keys()])
      theirs.getWeights().forEach((tensor, i) => {
        const [name = '', { data } = { data: undefined }] = [...weights][i] ?? []
        expect(tensor.dataSync(), name).toEqual(data)
        expect(read.weights.get(name)?.data, name).toEqual(data)
      })
    },
  )
})
