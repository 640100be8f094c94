import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { decodePicture } from './decode'
import { normalise, toInput } from './input'
import { preview } from './preview'
import type { RasterPicture } from './raster'

const fixtures = join(__dirname, 'testing/fixtures')
let scene: RasterPicture
beforeAll(async () => {
  scene = await decodePicture(readFileSync(join(fixtures, 'scene.png')))
})
const pillow = z
  .array(z.object({ height: z.number(), width: z.number(), data: z.string() }))
  .parse(JSON.parse(readFileSync(join(fixtures, 'resizes.json'), 'utf8')))

const fits = z
  .array(
    z.object({
      fitting: z.enum(['crop', 'pad']),
      height: z.number(),
      width: z.number(),
      data: z.string(),
    }),
  )
  .parse(JSON.parse(readFileSync(join(fixtures, 'fits.json'), 'utf8')))

const pictures = fc
  .record({ height: fc.integer({ min: 1, max: 12 }), width: fc.integer({ min: 1, max: 12 }) })
  .chain(({ height, width }) =>
    fc
      .uint8Array({ minLength: height * width * 4, maxLength: height * width * 4 })
      .map((rgba): RasterPicture => ({ height, width, channels: 3, rgba })),
  )

describe('toInput', () => {
  it.each(pillow)('resizes to $height × $width as Pillow does', ({ height, width, data }) => {
    const bytes = Buffer.from(data, 'base64')
    const input = toInput(scene, { height, width, channels: 3 }, {})
    const differences = Array.from(input, (value, i) =>
      Math.abs(value * 255 - bytes.readFloatLE(4 * i)),
    )
    expect(differences).toHaveLength(height * width * 3)
    expect(Math.max(...differences)).toBeLessThan(1e-3)
  })

  it.each(fits)(
    'fits to $height × $width by $fitting as Pillow does',
    ({ fitting, height, width, data }) => {
      const bytes = Buffer.from(data, 'base64')
      const input = toInput(scene, { height, width, channels: 3 }, { fitting })
      const differences = Array.from(input, (value, i) =>
        Math.abs(value * 255 - bytes.readFloatLE(4 * i)),
      )
      expect(differences).toHaveLength(height * width * 3)
      expect(Math.max(...differences)).toBeLessThan(1e-3)
    },
  )

  it('leaves the bars of a padded picture black, also inverted', () => {
    const size = { height: 10, width: 40, channels: 1 }
    const padded = toInput(scene, size, { fitting: 'pad' })
    const inverted = toInput(scene, size, { fitting: 'pad', invert: true })
    expect([padded[0], padded[39], inverted[0], inverted[39]]).toEqual([0, 0, 0, 0])
    expect(inverted[20]).toBeCloseTo(1 - (padded[20] ?? NaN), 6)
  })

  it('leaves a picture of the right size unchanged: value / 255', () => {
    fc.assert(
      fc.property(pictures, (picture) => {
        const expected = picture.rgba.filter((_, i) => i % 4 < 3)
        expect([...toInput(picture, { ...picture, channels: 3 })]).toEqual(
          [...expected].map((value) => Math.fround(value / 255)),
        )
      }),
    )
  })

  it('makes grey by Rec. 601 luma, exactly for pixels that are grey already', () => {
    fc.assert(
      fc.property(fc.nat(255), fc.nat(255), fc.nat(255), (red, green, blue) => {
        const one = (r: number, g: number, b: number) =>
          toInput(
            { height: 1, width: 1, channels: 3, rgba: Uint8Array.from([r, g, b, 255]) },
            { height: 1, width: 1, channels: 1 },
          )[0]
        expect(one(red, green, blue)).toBeCloseTo(
          (0.299 * red + 0.587 * green + 0.114 * blue) / 255,
          6,
        )
        expect(one(red, red, red)).toBe(Math.fround(red / 255))
      }),
    )
  })

  it('keeps a plain picture plain at every size, and inverts to 1 − x', () => {
    fc.assert(
      fc.property(
        fc.nat(255),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom(1, 3),
        (value, height, width, channels) => {
          const picture: RasterPicture = {
            height: 9,
            width: 7,
            channels: 1,
            rgba: new Uint8Array(9 * 7 * 4).fill(value),
          }
          for (const x of toInput(picture, { height, width, channels }))
            expect(x).toBeCloseTo(value / 255, 6)
          for (const x of toInput(picture, { height, width, channels }, { invert: true }))
            expect(x).toBeCloseTo(1 - value / 255, 6)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('refuses networks of two channels', () => {
    expect(() => toInput(scene, { height: 8, width: 8, channels: 2 })).toThrow(/2 channels/)
  })
})

describe('normalise', () => {
  it('takes one mean for all channels, or one each', () => {
    const data = Float32Array.from([0, 0.5, 1, 1, 0.5, 0])
    expect([...normalise(data, 3, { mean: [0.5], std: [0.5] })]).toEqual([-1, 0, 1, 1, 0, -1])
    expect([...normalise(data, 3, { mean: [0, 0.5, 1], std: [1, 0.5, 0.25] })]).toEqual([
      0, 0, 0, 1, 0, -4,
    ])
    expect(normalise(data, 3)).toBe(data)
    expect(() => normalise(data, 3, { mean: [0, 0], std: [1] })).toThrow(/normalisation.mean has 2/)
  })
})

describe('preview', () => {
  it('keeps proportions, and small pictures as they are', () => {
    expect(preview(scene, 512)).toEqual({ height: 37, width: 45, rgba: scene.rgba })
    const small = preview(scene, 9)
    expect([small.height, small.width, small.rgba.length]).toEqual([7, 9, 7 * 9 * 4])
    expect(small.rgba.filter((_, i) => i % 4 === 3).every((alpha) => alpha === 255)).toBe(true)
  })
})
