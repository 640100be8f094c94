import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blur, gaussianWeights } from './blur'
import { addNoise, normals } from './noise'
import type { Pixels } from './pixels'
import { stroke } from './stroke'
import { IDENTITY, isIdentity, transform } from './transform'
import { warp } from './warp'

const picture = fc
  .record({
    height: fc.integer({ min: 1, max: 9 }),
    width: fc.integer({ min: 1, max: 9 }),
    channels: fc.constantFrom(1, 3),
  })
  .chain((size) =>
    fc
      .array(fc.integer({ min: 0, max: 255 }), {
        minLength: size.height * size.width * size.channels,
        maxLength: size.height * size.width * size.channels,
      })
      .map((data): Pixels => ({ ...size, data: Float32Array.from(data) })),
  )
const square = picture.filter(({ height, width }) => height === width)
const at = ({ width, channels, data }: Pixels, row: number, column: number, channel = 0): number =>
  data[(row * width + column) * channels + channel] ?? NaN
const still = { shift: [0, 0], rotate: 0, scale: 1 } as const

describe('warp', () => {
  it('moves whole pixels exactly, the background coming in', () => {
    fc.assert(
      fc.property(
        picture,
        fc.integer({ min: -4, max: 4 }),
        fc.integer({ min: -4, max: 4 }),
        (given, down, right) => {
          const moved = warp(given, { ...still, shift: [down, right] }, 7)
          for (let row = 0; row < given.height; row++) {
            for (let column = 0; column < given.width; column++) {
              const [y, x] = [row - down, column - right]
              const inside = y >= 0 && x >= 0 && y < given.height && x < given.width
              expect(at(moved, row, column)).toBe(inside ? at(given, y, x) : 7)
            }
          }
        },
      ),
    )
  })

  it('turns a square by quarters exactly: clockwise, and four of them are none', () => {
    fc.assert(
      fc.property(square, (given) => {
        const last = given.height - 1
        const turned = warp(given, { ...still, rotate: 90 })
        for (let row = 0; row <= last; row++)
          for (let column = 0; column <= last; column++)
            expect(at(turned, column, last - row)).toBe(at(given, row, column))
        const round = [90, 90, 90].reduce((now, rotate) => warp(now, { ...still, rotate }), turned)
        expect(round.data).toEqual(given.data)
        expect(warp(given, { ...still, rotate: -270 }).data).toEqual(turned.data)
      }),
    )
  })

  it('keeps the middle where it is, whatever the scale and angle, and never leaves the range of values', () => {
    fc.assert(
      fc.property(
        square.filter(({ height }) => height % 2 === 1),
        fc.float({ min: -360, max: 360, noNaN: true }),
        fc.float({ min: Math.fround(0.3), max: 3, noNaN: true }),
        (given, rotate, scale) => {
          const warped = warp(given, { ...still, rotate, scale })
          const middle = (given.height - 1) / 2
          expect(at(warped, middle, middle)).toBeCloseTo(at(given, middle, middle), 3)
          expect(warped.data.every((value) => value >= -1e-3 && value <= 255.001)).toBe(true)
        },
      ),
    )
  })

  it('reads between pixels linearly', () => {
    const ramp: Pixels = { height: 1, width: 4, channels: 1, data: Float32Array.of(0, 10, 20, 30) }
    expect([...warp(ramp, { ...still, shift: [0, 0.5] }).data]).toEqual([0, 5, 15, 25])
    expect([...warp(ramp, { ...still, scale: 2 }).data]).toEqual([7.5, 12.5, 17.5, 22.5])
  })
})

describe('blur', () => {
  it('has weights that add up to 1 and fall off as a Gaussian', () => {
    for (const sigma of [0.3, 1, 2.5]) {
      const weights = gaussianWeights(sigma)
      expect(
        weights.reduce((sum, weight, i) => sum + (i === 0 ? weight : 2 * weight), 0),
      ).toBeCloseTo(1, 12)
      expect((weights[1] ?? 0) / (weights[0] ?? 1)).toBeCloseTo(
        Math.exp(-1 / (2 * sigma * sigma)),
        12,
      )
    }
  })

  it('leaves an even picture as it is and takes nothing from none', () => {
    fc.assert(
      fc.property(
        picture,
        fc.float({ min: Math.fround(0.1), max: 3, noNaN: true }),
        (given, sigma) => {
          const even = { ...given, data: given.data.map(() => 80) }
          blur(even, sigma).data.forEach((value) => expect(value).toBeCloseTo(80, 3))
          expect(blur(given, 0)).toBe(given)
          const [low, high] = [Math.min(...given.data), Math.max(...given.data)]
          blur(given, sigma).data.forEach((value) =>
            expect(value >= low - 1e-3 && value <= high + 1e-3).toBe(true),
          )
        },
      ),
    )
  })

  it('spreads a point by the weights, on both axes and no channel into another', () => {
    const data = new Float32Array(7 * 7 * 3)
    data[(3 * 7 + 3) * 3 + 1] = 100
    const spread = blur({ height: 7, width: 7, channels: 3, data }, 1)
    const weights = gaussianWeights(1)
    expect(at(spread, 4, 2, 1)).toBeCloseTo(100 * (weights[1] ?? 0) ** 2, 4)
    expect(at(spread, 4, 2, 0)).toBe(0)
  })
})

describe('noise', () => {
  it('is normal: mean 0 and the deviation that was asked for', () => {
    let state = 12345
    const uniform = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32
    const noisy = addNoise(
      { height: 100, width: 100, channels: 1, data: new Float32Array(10_000) },
      20,
      normals(uniform),
    ).data
    const mean = noisy.reduce((sum, value) => sum + value, 0) / noisy.length
    expect(Math.abs(mean)).toBeLessThan(0.8)
    expect(
      Math.sqrt(noisy.reduce((sum, value) => sum + (value - mean) ** 2, 0) / noisy.length),
    ).toBeCloseTo(20, 0)
  })
})

describe('transform', () => {
  const never = (): number => {
    throw new Error('no noise was asked for')
  }

  it('by nothing gives the very bytes back, without drawing a number', () => {
    fc.assert(
      fc.property(picture, (given) => {
        expect(transform(Uint8Array.from(given.data), given, IDENTITY, never)).toEqual(
          Uint8Array.from(given.data),
        )
      }),
    )
    expect(isIdentity(IDENTITY)).toBe(true)
    expect(isIdentity({ ...IDENTITY, blur: 0.1 })).toBe(false)
  })

  it('stays inside the bytes’ range', () => {
    expect([
      ...transform(
        Uint8Array.of(0, 255),
        { height: 1, width: 2, channels: 1 },
        { ...IDENTITY, noise: 100 },
        () => 2,
      ),
    ]).toEqual([200, 255])
  })
})

describe('a stroke', () => {
  const size = { height: 9, width: 9, channels: 1 }
  const drawn = (diameter: number, from: readonly [number, number], to = from): Uint8Array => {
    const pixels = new Uint8Array(81)
    stroke(pixels, size, { size: diameter, colour: [255] }, from, to)
    return pixels
  }

  it('of size 1 on a pixel’s centre is that pixel', () => {
    expect([...drawn(1, [4, 3])].flatMap((value, i) => (value ? [i] : []))).toEqual([4 * 9 + 3])
  })

  it('covers an area as large as its disc', () => {
    for (const diameter of [2, 3.5, 6]) {
      const area = drawn(diameter, [4, 4]).reduce((sum, value) => sum + value / 255, 0)
      expect(Math.abs(area - (Math.PI * diameter ** 2) / 4)).toBeLessThan(0.12 * area + 0.3)
    }
  })

  it('is the same from either end, holds both ends, and stays on the picture', () => {
    const point = fc.tuple(
      fc.float({ min: -4, max: 12, noNaN: true }),
      fc.float({ min: -4, max: 12, noNaN: true }),
    )
    fc.assert(
      fc.property(point, point, fc.float({ min: 1, max: 8, noNaN: true }), (from, to, diameter) => {
        const line = drawn(diameter, from, to)
        drawn(diameter, to, from).forEach((value, i) =>
          expect(Math.abs(value - (line[i] ?? 0))).toBeLessThanOrEqual(1),
        )
        drawn(diameter, from).forEach((value, i) =>
          expect(line[i] ?? 0).toBeGreaterThanOrEqual(value - 1),
        )
      }),
    )
  })

  it('of the background takes away what is there', () => {
    const pixels = new Uint8Array(81).fill(200)
    stroke(pixels, size, { size: 3, colour: [0] }, [4, 4], [4, 4])
    expect(pixels[4 * 9 + 4]).toBe(0)
    expect(pixels[0]).toBe(200)
  })
})
