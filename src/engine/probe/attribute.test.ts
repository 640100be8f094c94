import { describe, expect, it } from 'vitest'
import type { AttributionMethod, ProbeTarget } from '@shared/contract/probe'
import { attributionSchema } from '@shared/contract/probe'
import { forwardInput } from '../inspect'
import { Network } from '../layers/network'
import { tensorflow } from '../runtime/tensorflow'
import { attribute } from './attribute'
import { probing, type Prober } from './prober'
import { smallModel, smallPicture, SIDE } from './testing/small'

const model = smallModel()
const picture = smallPicture()
const UNIT: ProbeTarget = { layer: 'conv2', channel: 2, place: [1, 3] }
const MAP: ProbeTarget = { layer: 'sigmoid2', channel: 5, place: null }
const CLASS: ProbeTarget = { layer: 'dense1', channel: 3, place: null }
const by = (target: ProbeTarget, method: AttributionMethod, loaded = model) =>
  attribute(loaded, picture, target, method)

/** Slope of a target's value along one pixel, from the values on both sides. */
const slopeAt = (prober: Prober, pixel: number, epsilon = 2e-2): number => {
  const moved = (by: number): number =>
    prober.values(picture.map((value, i) => (i === pixel ? value + by : value)))[0] ?? NaN
  return (moved(epsilon) - moved(-epsilon)) / (2 * epsilon)
}

describe('a target’s value', () => {
  it.each([UNIT, CLASS])('is that of the forward pass: %j', async (target) => {
    const pass = await forwardInput(model, picture)
    const { shape = [], data = [] } = pass.outputs.get(target.layer) ?? {}
    const [row, column] = target.place ?? [0, 0]
    const at =
      shape.length === 1
        ? target.channel
        : (row * (shape[1] ?? 0) + column) * (shape[2] ?? 0) + target.channel
    expect((await by(target, { kind: 'gradient' })).value).toBeCloseTo(data[at] ?? NaN, 6)
  })

  it('of a whole map is its mean', async () => {
    const { shape = [], data = new Float32Array() } =
      (await forwardInput(model, picture)).outputs.get('sigmoid2') ?? {}
    const values = [...data].filter((_, i) => i % (shape[2] ?? 1) === 5)
    expect((await by(MAP, { kind: 'gradient' })).value).toBeCloseTo(
      values.reduce((a, b) => a + b, 0) / values.length,
      6,
    )
  })

  it.each<ProbeTarget>([
    { layer: 'ghost', channel: 0, place: null },
    { layer: 'conv2', channel: 6, place: null },
    { layer: 'conv2', channel: 0, place: [4, 0] },
    { layer: 'dense1', channel: 5, place: null },
  ])('that does not exist is refused: %j', async (target) => {
    await expect(by(target, { kind: 'gradient' })).rejects.toThrow(target.layer)
  })
})

describe('saliency', () => {
  it.each([UNIT, MAP, CLASS])('is the slope by finite differences: %j', async (target) => {
    const { map } = await by(target, { kind: 'gradient' })
    expect(map.shape).toEqual([SIDE, SIDE, 1])
    const reach = Math.max(...map.data.map(Math.abs))
    await probing(model, target, (prober) => {
      for (const pixel of [0, 30, 66, 77, 143])
        expect(Math.abs((map.data[pixel] ?? NaN) - slopeAt(prober, pixel))).toBeLessThan(
          0.03 * reach + 5e-4,
        )
    })
  })

  it('is in the picture’s own scale, also with a normalisation', async () => {
    const normalised = smallModel('preset:normalised', { mean: [0.2], std: [0.5] })
    const { map } = await by(CLASS, { kind: 'gradient' }, normalised)
    await probing(normalised, CLASS, (prober) => {
      for (const pixel of [40, 77])
        expect(Math.abs((map.data[pixel] ?? NaN) - slopeAt(prober, pixel))).toBeLessThan(5e-3)
    })
  })

  it('is 0 outside the unit’s field, and can be multiplied by the picture', async () => {
    const plain = (await by(UNIT, { kind: 'gradient' })).map.data
    const times = (await by(UNIT, { kind: 'gradientInput' })).map.data
    // conv2's unit (1, 3) sees rows 1…8 and columns 5…12.
    plain.forEach((slope, i) => {
      const [row, column] = [Math.floor(i / SIDE), i % SIDE]
      if (row < 1 || row > 8 || column < 5) expect(slope).toBe(0)
    })
    expect([...times]).toEqual([...plain].map((slope, i) => Math.fround(slope * (picture[i] ?? 0))))
  })

  it('is the same smoothed without noise, and repeatable with noise', async () => {
    const smooth = (deviation: number, seed = 1) =>
      by(CLASS, { kind: 'smoothGrad', samples: 20, deviation, seed })
    const plain = (await by(CLASS, { kind: 'gradient' })).map.data
    const still = (await smooth(0)).map.data
    still.forEach((slope, i) => expect(slope).toBeCloseTo(plain[i] ?? NaN, 5))
    expect((await smooth(0.2)).map).toEqual((await smooth(0.2)).map)
    expect((await smooth(0.2, 2)).map).not.toEqual((await smooth(0.2)).map)
  })
})

describe('Grad-CAM', () => {
  it('weights maps by their mean slopes, as finite differences give them', async () => {
    const answer = await by(CLASS, { kind: 'gradCam', layer: 'tanh1' })
    expect(answer.map.shape).toEqual([12, 12, 1])
    expect(answer.field).toEqual({ size: [3, 3], stride: [1, 1], start: [-1, -1] })
    const cells = SIDE * SIDE
    const network = Network.create(model.model, model.weights)
    await probing(model, CLASS, (prober) => {
      const { maps } = prober.mapsAndGradients(picture, 'tanh1')
      const tf = tensorflow()
      // All cells of one map are changed together, so the slope is the sum over the map: the number
      // of cells times the mean.
      const valueWith = (channel: number, by: number): number => {
        return tf.tidy(() => {
          const x = tf.tensor4d(picture, [1, SIDE, SIDE, 1])
          const output = tf.tensor4d(
            maps.map((value, i) => (i % 4 === channel ? value + by : value)),
            [1, SIDE, SIDE, 4],
          )
          return network.outputOf(x, 'dense1', { id: 'tanh1', output }).dataSync()[3] ?? NaN
        })
      }
      answer.weights?.forEach((weight, channel) => {
        const slope = (valueWith(channel, 1e-3) - valueWith(channel, -1e-3)) / 2e-3
        expect(Math.abs(weight * cells - slope)).toBeLessThan(0.02 * Math.abs(slope) + 5e-3)
      })
      answer.map.data.forEach((value, cell) => {
        const sum = [0, 1, 2, 3].reduce(
          (total, channel) =>
            total + (answer.weights?.[channel] ?? NaN) * (maps[cell * 4 + channel] ?? NaN),
          0,
        )
        expect(value).toBeCloseTo(sum, 5)
      })
    })
    network.dispose()
  })

  it('needs maps, and a target that reads them', async () => {
    await expect(by(CLASS, { kind: 'gradCam', layer: 'flatten' })).rejects.toMatchObject({
      code: 'unsupported',
    })
    await expect(
      by({ layer: 'conv1', channel: 0, place: null }, { kind: 'gradCam', layer: 'conv2' }),
    ).rejects.toThrow(/before it/)
    await expect(by(CLASS, { kind: 'gradCam', layer: 'ghost' })).rejects.toMatchObject({
      code: 'not-found',
    })
  })
})

describe('occlusion', () => {
  it('equals what single forward passes give', async () => {
    const answer = await by(CLASS, { kind: 'occlusion', patch: 5, stride: 3, fill: 0.25 })
    expect(answer.starts).toEqual([
      [0, 3, 6, 7],
      [0, 3, 6, 7],
    ])
    expect(answer.map.shape).toEqual([4, 4, 1])
    let at = 0
    for (const row of answer.starts?.[0] ?? []) {
      for (const column of answer.starts?.[1] ?? []) {
        const covered = picture.map((value, i) => {
          const [y, x] = [Math.floor(i / SIDE), i % SIDE]
          return y >= row && y < row + 5 && x >= column && x < column + 5 ? 0.25 : value
        })
        const logit = (await forwardInput(model, covered)).outputs.get('dense1')?.data[3] ?? NaN
        expect(answer.map.data[at++]).toBeCloseTo(answer.value - logit, 5)
      }
    }
  })

  it('can be cancelled, and reports its progress', async () => {
    const abort = new AbortController()
    const told: number[] = []
    const work = attribute(
      model,
      picture,
      CLASS,
      { kind: 'occlusion', patch: 1, stride: 1, fill: 0 },
      { onProgress: ({ done }) => told.push(done) },
    )
    await work
    expect(told.at(-1)).toBe(SIDE * SIDE)
    abort.abort()
    await expect(
      attribute(
        model,
        picture,
        CLASS,
        { kind: 'occlusion', patch: 3, stride: 1, fill: 0 },
        { signal: abort.signal },
      ),
    ).rejects.toMatchObject({ code: 'cancelled' })
  })
})

it('every answer fits the contract and leaves no tensors behind', async () => {
  const methods: AttributionMethod[] = [
    { kind: 'gradient' },
    { kind: 'smoothGrad', samples: 3, deviation: 0.1, seed: 0 },
    { kind: 'gradCam', layer: 'conv1' },
    { kind: 'occlusion', patch: 4, stride: 4, fill: 0 },
  ]
  const { memory } = tensorflow()
  const before = memory().numTensors
  for (const method of methods) {
    const answer = await by(CLASS, method)
    expect(attributionSchema.parse(answer)).toEqual(answer)
  }
  expect(memory().numTensors).toBe(before)
})
