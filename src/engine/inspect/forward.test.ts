import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { passSchema } from '@shared/contract/inspect'
import { quantise } from '@shared/math/quantise'
import vectors from '@shared/math/vectors.json'
import { preset, PRESET_IDS } from '@shared/model/presets'
import { parseModelSpec } from '@shared/model/spec'
import { decodeNpy } from '../formats/npz/npy'
import { pseudoRandom, pseudoWeights } from '../formats/testing/arbitrary-model'
import { temporaryFolder } from '../formats/testing/folders'
import { referenceForward } from '../formats/testing/reference'
import { Network } from '../layers/network'
import type { LoadedModel } from '../models/loaded-model'
import { untrained } from '../models/untrained'
import { type RasterPicture, toInput } from '../pictures'
import { tensorflow } from '../runtime/tensorflow'
import { describePass, filtersOf, forward, forwardInput, unitDetail, writeActivations } from '.'

const modelOf = (spec: Parameters<typeof untrained>[0], ref = 'preset:test'): LoadedModel => {
  const fresh = untrained(spec, { ref, origin: 'preset' })
  return { ...fresh, weights: pseudoWeights(fresh.model) }
}
const lenet = modelOf(preset('lenet'), 'preset:lenet')
const digit = pseudoRandom(784, 4).map(Math.abs)
const grey: RasterPicture = {
  height: 28,
  width: 28,
  channels: 1,
  rgba: Uint8Array.from({ length: 784 * 4 }, (_, i) =>
    i % 4 === 3 ? 255 : Math.floor((Math.floor(i / 4) * 7) % 256),
  ),
}

describe('a forward pass', () => {
  it.each(PRESET_IDS)(
    '%s: every layer is the network’s own output and the reference’s',
    async (id) => {
      const loaded = modelOf(preset(id), `preset:${id}`)
      const [height = 0, width = 0, channels = 0] = loaded.model.inputShape
      const input = pseudoRandom(height * width * channels, 9).map(Math.abs)
      const pass = await forwardInput(loaded, input)
      const reference = referenceForward(loaded.model, loaded.weights, input)
      const network = Network.create(loaded.model, loaded.weights)
      const x = tensorflow().tensor4d(input, [1, height, width, channels])
      for (const { id: layer, output } of network.activations(x)) {
        const values = pass.outputs.get(layer)
        expect(values?.shape, layer).toEqual(output.shape.slice(1))
        expect(values?.data, layer).toEqual(output.dataSync())
        const expected = reference.get(layer)?.data ?? []
        expect(
          Math.max(
            ...Array.from(values?.data ?? [], (value, i) => Math.abs(value - (expected[i] ?? NaN))),
          ),
          layer,
        ).toBeLessThan(1e-5)
        output.dispose()
      }
      x.dispose()
      network.dispose()
    },
  )

  it('shows the input before normalisation and computes with the normalised one', async () => {
    const normalised = await forwardInput(
      { ...lenet, normalisation: { mean: [0.5], std: [0.25] } },
      digit,
    )
    const plain = await forwardInput(
      lenet,
      digit.map((value) => (value - 0.5) / 0.25),
    )
    expect(normalised.input.data).toEqual(digit)
    expect(normalised.outputs.get('dense3')).toEqual(plain.outputs.get('dense3'))
  })

  it('fits the picture as the model says', async () => {
    const wide: RasterPicture = { ...grey, height: 14, width: 56 }
    const size = { height: 28, width: 28, channels: 1 }
    for (const fitting of ['stretch', 'crop', 'pad'] as const) {
      const { input } = await forward({ ...lenet, fitting }, wide)
      expect(input.data).toEqual(toInput(wide, size, { fitting }))
    }
    expect((await forward(lenet, wide)).input.data).toEqual(toInput(wide, size))
  })

  it('inverts the picture on request', async () => {
    const [plain, inverted] = [
      await forward(lenet, grey),
      await forward(lenet, grey, { invert: true }),
    ]
    expect([...inverted.input.data]).toEqual(
      [...plain.input.data].map((value) => Math.fround(1 - value)),
    )
  })

  it('fits the contract, with predictions whose sum is one', async () => {
    const pass = describePass(await forward(lenet, grey))
    expect(passSchema.parse(pass)).toEqual(pass)
    expect(pass.predictions.map(({ probability }) => probability)).toEqual(
      [...pass.predictions.map(({ probability }) => probability)].sort((a, b) => b - a),
    )
    expect(pass.predictions.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(
      1,
      10,
    )
  })

  it('leaves no tensors behind, even when only the weights change', async () => {
    const { memory } = tensorflow()
    await forward(lenet, grey)
    const before = memory().numTensors
    const other = { ...lenet, weights: pseudoWeights(lenet.model, 50), step: 7 }
    const [changed, back] = [await forward(other, grey), await forward(lenet, grey)]
    expect(memory().numTensors).toBe(before)
    expect(changed.step).toBe(7)
    expect(changed.outputs.get('dense3')).not.toEqual(back.outputs.get('dense3'))
  })

  it('predicts nothing, but shows its layers, if weights are NaN', async () => {
    const weights = new Map(lenet.weights)
    weights.set('dense2.bias', { shape: [84], data: new Float32Array(84).fill(NaN) })
    const pass = await forward({ ...lenet, weights }, grey)
    expect(pass.predictions).toEqual([])
    expect(passSchema.parse(describePass(pass)).layers.at(-1)).toMatchObject({ min: 0, max: 0 })
    expect(() => unitDetail(pass, 'dense3', { row: 0, column: 0, channel: 1 })).toThrow(
      /not finite/,
    )
  })

  it('refuses a network whose outputs would not fit in memory', async () => {
    const spec = parseModelSpec({
      name: 'huge',
      input: { height: 4096, width: 4096, channels: 1 },
      layers: [
        { id: 'a', kind: 'conv2d', channels: 64, kernel: 1 },
        { id: 'b', kind: 'globalAvgPool2d' },
      ],
    })
    await expect(
      forwardInput(
        untrained(spec, { ref: 'preset:huge', origin: 'preset' }),
        new Float32Array(4096 * 4096),
      ),
    ).rejects.toMatchObject({ code: 'too-large' })
  })
})

describe('maps', () => {
  it('are restored from 256 steps to within half a step', async () => {
    const pass = await forward(lenet, grey)
    for (const { id } of pass.layers) {
      const values = pass.outputs.get(id) ?? { shape: [], data: new Float32Array() }
      const { quantised, minimum, maximum, shape } = quantise(values)
      const channels = shape.length === 1 ? 1 : (shape[2] ?? 1)
      const cells = values.data.length / channels
      values.data.forEach((value, i) => {
        const [cell, channel] = [Math.floor(i / channels), i % channels]
        const [min = 0, max = 0] = [minimum[channel], maximum[channel]]
        const shown = min + ((quantised[channel * cells + cell] ?? 0) / 255) * (max - min)
        expect(Math.abs(shown - value)).toBeLessThanOrEqual((max - min) / 510 + 1e-6)
      })
    }
  })
})

describe('a unit', () => {
  it.each(['conv1', 'pool1', 'conv2', 'pool2', 'dense1'] as const)(
    'of %s sees what the chapter’s LeNet says',
    async (layer) => {
      const pass = await forward(lenet, grey)
      const [size = 0, stride = 0, padding = 0] = vectors.lenet[layer]
      const position = layer === 'dense1' ? 0 : 3
      const unit = unitDetail(pass, layer, { row: position, column: 0, channel: 1 })
      const first = position * stride - padding
      expect(unit.field).toEqual({
        rows: [first, first + size - 1],
        columns: [0 - padding, size - 1 - padding],
      })
      expect(unit.clipped).toBe(true)
      const [height = 0, width = 0] = unit.patch?.shape ?? []
      expect([height, width]).toEqual([
        Math.min(first + size, 28) - Math.max(first, 0),
        Math.min(size - padding, 28),
      ])
      expect(unit.patch?.data[0]).toBe(pass.input.data[Math.max(first, 0) * 28])
      const { shape, data } = pass.outputs.get(layer) ?? { shape: [], data: [] }
      expect(unit.value).toBe(
        shape.length === 1 ? data[1] : data[position * (shape[1] ?? 0) * (shape[2] ?? 0) + 1],
      )
    },
  )

  it('is not clipped inside, and does not change with pixels outside its field', async () => {
    const pass = await forward(lenet, grey)
    const at = { row: 4, column: 5, channel: 3 }
    const before = unitDetail(pass, 'conv2', at)
    expect(before).toMatchObject({
      clipped: false,
      field: { rows: [6, 19], columns: [8, 21] },
      patch: { shape: [14, 14, 1] },
    })
    const [outside, inside] = [5 * 28 + 8, 6 * 28 + 8].map((moved) =>
      pass.input.data.map((value, i) => (i === moved ? value + 0.5 : value)),
    )
    expect(unitDetail(await forwardInput(lenet, outside ?? digit), 'conv2', at).value).toBe(
      before.value,
    )
    expect(unitDetail(await forwardInput(lenet, inside ?? digit), 'conv2', at).value).not.toBe(
      before.value,
    )
  })

  it.each<[string, readonly [number, number], number]>([
    ['conv1', [28, 0], 0],
    ['conv1', [0, 0], 6],
    ['dense3', [0, 0], 10],
    ['dense3', [1, 0], 0],
    ['ghost', [0, 0], 0],
  ])('%s %j %i does not exist', async (layer, unit, channel) => {
    const pass = await forward(lenet, grey)
    expect(() => unitDetail(pass, layer, { row: unit[0], column: unit[1], channel })).toThrow(layer)
  })
})

describe('filters', () => {
  it('are the weights themselves', () => {
    expect(filtersOf(lenet, 'conv2')).toEqual({
      shape: [5, 5, 6, 16],
      data: lenet.weights.get('conv2.weight')?.data,
    })
    expect(() => filtersOf(lenet, 'pool1')).toThrow(/no filters/)
    expect(() => filtersOf(lenet, 'ghost')).toThrow(/no layer/)
  })
})

describe('activations on disk', () => {
  it('contain exactly the numbers that the window receives', async () => {
    const pass = await forward(lenet, grey)
    const folder = temporaryFolder()
    expect(await writeActivations(pass, folder)).toHaveLength(2 * preset('lenet').layers.length)
    for (const [id, values] of pass.outputs)
      expect(decodeNpy(readFileSync(join(folder, `${id}.npy`)), id)).toEqual(values)
    expect(readFileSync(join(folder, 'dense1.png')).subarray(1, 4).toString()).toBe('PNG')
  })

  it('can be those of one layer, if it exists', async () => {
    const pass = await forward(lenet, grey)
    const folder = temporaryFolder()
    expect(await writeActivations(pass, folder, 'pool2')).toEqual(['pool2.npy', 'pool2.png'])
    await expect(writeActivations(pass, folder, '../x')).rejects.toThrow(/conv1, sigmoid1/)
  })
})
