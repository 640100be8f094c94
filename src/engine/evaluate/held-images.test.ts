import { afterEach, describe, expect, it, vi } from 'vitest'
import { nativeOps, tensorflow } from '../runtime/tensorflow'
import { DeviceSplit } from './device-split'
import { heldImages } from './held-images'

afterEach(() => vi.restoreAllMocks())

const count = 7
/** Every byte occurs, also in float32 words that are NaN. */
const picturesOf = (shape: readonly number[]): Uint8Array =>
  Uint8Array.from(
    { length: shape.reduce((product, n) => product * n, count) },
    (_, i) => (i * 97) % 256,
  )

describe.each([[[28, 28, 1]], [[5, 3, 1]], [[2, 3, 3]], [[1, 1, 1]]])('pictures of %j', (shape) => {
  const images = picturesOf(shape)
  const examples = { images, labels: Uint8Array.from({ length: count }, (_, i) => i), count }

  const batch = (): { pixels: Float32Array; labels: Int32Array } =>
    tensorflow().tidy(() => {
      const split = new DeviceSplit(examples, shape)
      const { x, labels } = split.batch(tensorflow().tensor1d([6, 0, 3, 3], 'int32'))
      expect(x.shape).toEqual([4, ...shape])
      const values = {
        pixels: x.mul(255).round().dataSync<'float32'>(),
        labels: labels.dataSync<'int32'>(),
      }
      split.dispose()
      return values
    })

  it.each([false, true])(
    'come back byte by byte from how a device stores them, GPU: %s',
    (onGpu) => {
      vi.spyOn(nativeOps(), 'onGpu', 'get').mockReturnValue(onGpu)
      const size = images.length / count
      const { pixels, labels } = batch()
      expect([...pixels]).toEqual(
        [6, 0, 3, 3].flatMap((i) => [...images.subarray(i * size, (i + 1) * size)]),
      )
      expect([...labels]).toEqual([6, 0, 3, 3])
    },
  )

  it('take at most three more bytes per image', () => {
    const held = heldImages(images, count, shape, true)
    expect(held.values.byteLength - images.length).toBeLessThanOrEqual(3 * count)
    expect(held.shape).toEqual([count, held.values.length / count])
  })
})

it('are not copied if their words are aligned in memory', () => {
  const images = picturesOf([28, 28, 1])
  expect(heldImages(images, count, [28, 28, 1], true).values.buffer).toBe(images.buffer)
  // One byte further on no float32 array can view the memory.
  const moved = new Uint8Array(images.length + 1).subarray(1)
  moved.set(images)
  expect(new Uint8Array(heldImages(moved, count, [28, 28, 1], true).values.buffer)).toEqual(images)
})
