import { betweenPixels, resample, type Affine } from '@shared/math/reference/augment'
import vectors from '@shared/math/reference/augment/vectors.json'
import { describe, expect, it } from 'vitest'
import { warp } from '../../runtime/kernels/warp'
import { tensorflow } from '../../runtime/tensorflow'

const [HEIGHT, WIDTH] = [vectors.picture.length, vectors.picture[0]?.length ?? 0]
const picture = vectors.picture.map((row) => row.map((value) => [value]))

describe('a picture that is moved', () => {
  it.each(vectors.cases)('is that of PyTorch’s grid_sample: $name', ({ map, output }) => {
    const pixels = betweenPixels(map as unknown as Affine, HEIGHT, WIDTH)
    const loops = resample(picture, pixels).flat(2)
    const tf = tensorflow()
    const engine = tf.tidy(() => {
      const x = tf.tensor4d(vectors.picture.flat(), [1, HEIGHT, WIDTH, 1])
      const maps = tf.tensor2d([...pixels, 0, 0], [1, 8])
      return warp(tf, x, maps).dataSync<'float32'>()
    })
    output.flat().forEach((value, i) => {
      expect(loops[i]).toBeCloseTo(value, 12)
      expect(engine[i]).toBeCloseTo(value, 5)
    })
  })
})
