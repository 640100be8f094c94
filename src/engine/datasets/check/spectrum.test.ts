import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tensorflow } from '../../runtime/tensorflow'
import { closePairs } from './close-pairs'
import { spectra } from './spectrum'

const [HEIGHT, WIDTH] = [9, 12]
const pixels = fc.array(fc.float({ min: 0, max: 1, noNaN: true }), {
  minLength: HEIGHT * WIDTH,
  maxLength: HEIGHT * WIDTH,
})

const describePictures = (pictures: readonly (readonly number[])[]): number[][] => {
  const tf = tensorflow()
  return tf.tidy(() =>
    spectra(
      tf.tensor2d(pictures.flat(), [pictures.length, HEIGHT * WIDTH]),
      HEIGHT,
      WIDTH,
    ).arraySync(),
  )
}

const distance = (a: readonly number[] = [], b: readonly number[] = []): number =>
  Math.hypot(...a.map((value, at) => value - (b[at] ?? 0)))

/** The picture moved around its border, and mirrored. */
const moved = (picture: readonly number[], dy: number, dx: number, mirrored: boolean): number[] =>
  picture.map((_, at) => {
    const [y, x] = [Math.floor(at / WIDTH), at % WIDTH]
    const column = (x + dx) % WIDTH
    return picture[((y + dy) % HEIGHT) * WIDTH + (mirrored ? WIDTH - 1 - column : column)] ?? 0
  })

describe('spectra', () => {
  it('stay the same when a picture is shifted around its border or mirrored', () => {
    fc.assert(
      fc.property(
        pixels,
        fc.nat(HEIGHT),
        fc.nat(WIDTH),
        fc.boolean(),
        (picture, dy, dx, mirrored) => {
          const [a, b] = describePictures([picture, moved(picture, dy, dx, mirrored)])
          expect(distance(a, b)).toBeLessThan(1e-5)
        },
      ),
      { numRuns: 30 },
    )
  })

  it('are no further apart than the pictures, by root mean square', () => {
    fc.assert(
      fc.property(pixels, pixels, (one, other) => {
        const [a, b] = describePictures([one, other])
        const rms = distance(one, other) / Math.sqrt(HEIGHT * WIDTH)
        expect(distance(a, b)).toBeLessThanOrEqual(rms + 1e-5)
      }),
      { numRuns: 30 },
    )
  })
})

describe('close pairs', () => {
  it('are all pairs within the limit', async () => {
    const tf = tensorflow()
    const points = [
      [0, 0],
      [1, 0],
      [0, 0.9],
      [5, 5],
      [5, 5.5],
    ]
    const tensor = tf.tensor2d(points)
    const pairs = await closePairs(tensor, 1)
    tensor.dispose()
    expect(pairs.map(({ first, second }) => [first, second])).toEqual([
      [0, 1],
      [0, 2],
      [3, 4],
    ])
    expect(pairs[2]?.distance).toBeCloseTo(0.5)
  })
})
