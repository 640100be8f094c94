import { describe, expect, it } from 'vitest'
import type { AscentSettings, ProbeTarget } from '@shared/contract/probe'
import { tensorflow } from '../runtime/tensorflow'
import { ascend, startPicture } from './ascent'
import { smallModel, smallPicture, SIDE } from './testing/small'

const model = smallModel()
const target: ProbeTarget = { layer: 'conv2', channel: 1, place: [2, 2] }
const settings: AscentSettings = { rate: 0.02, decay: 0, smoothness: 0, jitter: 0, seed: 4 }
const climb = (
  steps: number,
  change: Partial<AscentSettings> = {},
  more: { from?: Float32Array; step?: number } = {},
) => ascend(model, { target, settings: { ...settings, ...change }, step: 0, steps, ...more })

/** Sum of squared differences between neighbours. */
const roughness = (picture: Float32Array): number =>
  picture.reduce(
    (sum, value, i) => sum + (i % SIDE < SIDE - 1 ? (value - (picture[i + 1] ?? value)) ** 2 : 0),
    0,
  )

describe('activation maximisation', () => {
  it('makes the value grow, and gives it before each step and after the last', async () => {
    const { picture, values } = await climb(40)
    expect(values).toHaveLength(41)
    expect(values.at(-1)! - values[0]!).toBeGreaterThan(0.3)
    expect(picture.every((pixel) => pixel >= 0 && pixel <= 1)).toBe(true)
    expect((await climb(1, {}, { from: picture })).values[0]).toBeCloseTo(values.at(-1)!, 5)
  })

  it('gives the same picture in slices as in one run, and another one from another seed', async () => {
    const jitter = { jitter: 2, decay: 0.1, smoothness: 0.1 }
    const whole = await climb(12, jitter)
    const first = await climb(5, jitter)
    const second = await climb(7, jitter, { from: first.picture, step: 5 })
    expect(second.picture).toEqual(whole.picture)
    expect([...first.values.subarray(0, 5), ...second.values]).toEqual([...whole.values])
    expect((await climb(12, { ...jitter, seed: 5 })).picture).not.toEqual(whole.picture)
  })

  it('leaves the picture outside the field unchanged, where the unit sees nothing', async () => {
    const from = smallPicture()
    const { picture } = await climb(5, {}, { from })
    // conv2's unit (2, 2) sees rows and columns 3…10.
    for (let i = 0; i < picture.length; i++) {
      const [row, column] = [Math.floor(i / SIDE), i % SIDE]
      if (row < 3 || row > 10 || column < 3 || column > 10) expect(picture[i]).toBe(from[i])
    }
  })

  it('is smoother with smoothness and closer to grey with decay', async () => {
    const plain = (await climb(30)).picture
    expect(roughness((await climb(30, { smoothness: 4 })).picture)).toBeLessThan(
      0.7 * roughness(plain),
    )
    const spread = (picture: Float32Array): number =>
      picture.reduce((sum, pixel) => sum + (pixel - 0.5) ** 2, 0)
    expect(spread((await climb(30, { decay: 6 })).picture)).toBeLessThan(0.7 * spread(plain))
  })

  it('begins with a grey picture that depends on the seed, leaves no tensors and can be cancelled', async () => {
    expect(startPicture([SIDE, SIDE, 1], 1)).toEqual(startPicture([SIDE, SIDE, 1], 1))
    expect(startPicture([SIDE, SIDE, 1], 1)).not.toEqual(startPicture([SIDE, SIDE, 1], 2))
    const before = tensorflow().memory().numTensors
    await climb(3, { jitter: 1 })
    await expect(
      ascend(model, { target, settings, step: 0, steps: 3 }, AbortSignal.abort()),
    ).rejects.toMatchObject({ code: 'cancelled' })
    expect(tensorflow().memory().numTensors).toBe(before)
  })
})
