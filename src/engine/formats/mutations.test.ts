import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { AppError } from '@shared/errors'
import { resolveModel } from '@shared/model/resolve'
import { parseModelSpec } from '@shared/model/spec'
import { encodeModel, READERS } from '.'
import { pseudoRandom, pseudoWeights } from './testing/arbitrary-model'
import { expectSmall, inTime, mostMemory } from './testing/bounded'
import { folderOf } from './testing/folders'

const spec = parseModelSpec({
  name: 'small',
  input: { height: 6, width: 6, channels: 3 },
  layers: [
    { id: 'conv', kind: 'conv2d', channels: 4, kernel: 3 },
    { id: 'norm', kind: 'batchNorm' },
    { id: 'relu', kind: 'activation', function: 'relu' },
    { id: 'flatten', kind: 'flatten' },
    { id: 'out', kind: 'dense', units: 3 },
  ],
})
const metadata = { spec, classes: ['a', 'b', 'c'], invert: false } as const
const weights = pseudoWeights(resolveModel(spec))

/** A copy with one to four bytes changed, most of them near the start, or cut short. */
function mutated(bytes: Uint8Array, seed: number): Uint8Array {
  const draws = pseudoRandom(12, seed).map((value) => (value + 1) / 2)
  const draw = (i: number, most: number): number => Math.floor((draws[i] ?? 0) * most)
  const copy = bytes.slice(0, draw(0, 5) === 0 ? draw(1, bytes.length) : bytes.length)
  const reach = seed % 3 === 0 ? copy.length : Math.min(copy.length, 2048)
  for (let i = 0; i <= draw(2, 4) && reach > 0; i += 1)
    copy[draw(3 + 2 * i, reach)] = draw(4 + 2 * i, 256)
  return copy
}

/** Formats with tests of their own: those of Keras, ONNX and TensorFlow. */
const FORMATS = ['tfjs', 'safetensors', 'npz'] as const

describe('an export with wrong bytes', () => {
  it.each(FORMATS)('as %s is read or refused with a message, a thousand times', async (format) => {
    const folder = folderOf(await encodeModel(format, metadata, weights))
    const reader = READERS.find(({ id }) => id === format)
    const names = [...(await encodeModel(format, metadata, weights)).keys()]
    const whole = new Map(names.map((name) => [name, readFileSync(join(folder, name))]))
    const before = mostMemory()
    let refused = 0
    for (let seed = 0; seed < 1000; seed += 1) {
      const name = names[seed % names.length] ?? ''
      const bytes = whole.get(name) ?? new Uint8Array()
      writeFileSync(join(folder, name), mutated(bytes, seed))
      const thrown: unknown = await inTime(async () => reader?.read(folder)).then(
        () => undefined,
        (error: unknown) => error,
      )
      writeFileSync(join(folder, name), bytes)
      if (thrown === undefined) continue
      refused += 1
      expect([seed, thrown]).toEqual([seed, expect.any(AppError)])
      const { code, message } = thrown as AppError
      expect([seed, code]).toEqual([seed, expect.not.stringMatching(/^internal$/)])
      expect(message.length).toBeGreaterThan(10)
    }
    expect(refused).toBeGreaterThan(200)
    expectSmall(before)
  })
})
