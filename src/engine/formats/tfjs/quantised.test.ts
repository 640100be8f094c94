import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { folderOf } from '../testing/folders'
import { saveWithTfjs } from '../testing/load-with-tfjs'
import { dequantise, quantise } from './quantised'
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
    const { bytes, quantization } = quantise(values, dtype)
    expect(largest(dequantise(bytes, quantization), values)).toBeLessThan(step * 1.2)
    expect(bytes.length).toBe(values.length * (dtype === 'uint8' ? 1 : 2))
  })

  it.each(['uint8', 'uint16'] as const)('%s keeps 0 exact where it lies in the range', (dtype) => {
    const { bytes, quantization } = quantise(Float32Array.of(-0.37, 0, 1.1, 0), dtype)
    const back = dequantise(bytes, quantization)
    expect([back[1], back[3]]).toEqual([0, 0])
  })

  it('keeps an array of equal numbers', () => {
    const { bytes, quantization } = quantise(new Float32Array(5).fill(-0.25), 'uint8')
    expect(dequantise(bytes, quantization)).toEqual(new Float32Array(5).fill(-0.25))
  })

  it('are decoded as tfjs decodes them', () => {
    for (const dtype of ['uint8', 'uint16', 'float16'] as const) {
      const { bytes, quantization } = quantise(values, dtype)
      const spec = { name: 'w', shape: [999], dtype: 'float32' as const, quantization }
      const theirs = tf.io.decodeWeights(bytes.slice().buffer, [spec])
      expect(dequantise(bytes, quantization)).toEqual(theirs['w']?.dataSync())
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
        const { bytes, quantization } = quantise(data, dtype)
        weight.quantization = quantization
        return bytes
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
