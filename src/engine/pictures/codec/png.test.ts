import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { decode, encode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import { decodePicture } from '../decode'
import { refusal } from '../testing/refusal'
import { makePng, packLines, pngChunk } from '../testing/make-png'

/** Red, green, blue of the pixel. */
const pixel = (
  picture: { rgba: Uint8Array; width: number },
  row: number,
  column: number,
): number[] => [
  ...picture.rgba.subarray(
    4 * (row * picture.width + column),
    4 * (row * picture.width + column) + 3,
  ),
]

describe('decodePicture of PNG files', () => {
  it('reads the pixels that fast-png writes, in every filter and both interlacings', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          width: fc.integer({ min: 1, max: 20 }),
          height: fc.integer({ min: 1, max: 20 }),
          channels: fc.constantFrom(1, 3),
          interlace: fc.constantFrom('null' as const, 'Adam7' as const),
        }),
        fc.infiniteStream(fc.nat(255)),
        async ({ width, height, channels, interlace }, values) => {
          const data = Uint8Array.from({ length: width * height * channels }, () =>
            Number(values.next().value),
          )
          const picture = await decodePicture(
            encode({ width, height, channels, data }, { interlace }),
          )
          expect([picture.height, picture.width, picture.channels]).toEqual([
            height,
            width,
            channels,
          ])
          const rgb = Array.from(
            { length: width * height * 3 },
            (_, i) => data[channels === 1 ? Math.floor(i / 3) : i],
          )
          expect([...picture.rgba].filter((_, i) => i % 4 < 3)).toEqual(rgb)
          expect([...picture.rgba].every((value, i) => i % 4 < 3 || value === 255)).toBe(true)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('reads what Pillow filtered as fast-png does', async () => {
    const file = readFileSync(join(__dirname, '../testing/fixtures/scene.png'))
    const picture = await decodePicture(file)
    expect([...picture.rgba].filter((_, i) => i % 4 < 3)).toEqual([...decode(file).data])
  })

  it.each(
    [1, 2, 4, 8, 16].flatMap((depth) => [false, true].map((interlaced) => ({ depth, interlaced }))),
  )('reads grey of $depth bits, interlaced: $interlaced', async ({ depth, interlaced }) => {
    const size = { width: 13, height: 11, depth, interlaced }
    const highest = 2 ** depth - 1
    const stored = (row: number, column: number) => (row * 7919 + column * 104729) % (highest + 1)
    const picture = await decodePicture(
      makePng({ ...size, colourType: 0, lines: packLines(size, stored) }),
    )
    for (let row = 0; row < 11; row++) {
      for (let column = 0; column < 13; column++) {
        const expected = Math.round((stored(row, column) * 255) / highest)
        expect(pixel(picture, row, column)).toEqual([expected, expected, expected])
      }
    }
    expect(picture.channels).toBe(1)
  })

  it.each(
    [1, 2, 4, 8].flatMap((depth) => [false, true].map((interlaced) => ({ depth, interlaced }))),
  )('reads palettes of $depth bits, interlaced: $interlaced', async ({ depth, interlaced }) => {
    const size = { width: 9, height: 10, depth, interlaced }
    const colours = Array.from({ length: 2 ** depth }, (_, i) => [i, (i * 5) % 256, 255 - i])
    const stored = (row: number, column: number) => (row * 3 + column) % 2 ** depth
    const picture = await decodePicture(
      makePng({
        ...size,
        colourType: 3,
        chunks: [pngChunk('PLTE', Uint8Array.from(colours.flat()))],
        lines: packLines(size, stored),
      }),
    )
    expect(pixel(picture, 9, 8)).toEqual(colours[stored(9, 8)])
    expect(pixel(picture, 2, 5)).toEqual(colours[stored(2, 5)])
    expect(picture.channels).toBe(3)
  })

  it('lays transparent pixels over white, from an alpha channel, a palette or one transparent colour', async () => {
    const alpha = await decodePicture(
      encode({
        width: 3,
        height: 1,
        channels: 4,
        data: Uint8Array.from([10, 20, 30, 255, 10, 20, 30, 0, 0, 0, 0, 51]),
      }),
    )
    expect([pixel(alpha, 0, 0), pixel(alpha, 0, 1), pixel(alpha, 0, 2)]).toEqual([
      [10, 20, 30],
      [255, 255, 255],
      [204, 204, 204],
    ])
    const palette = await decodePicture(
      makePng({
        width: 2,
        height: 1,
        colourType: 3,
        chunks: [
          pngChunk('PLTE', Uint8Array.from([9, 9, 9, 8, 8, 8])),
          pngChunk('tRNS', Uint8Array.from([0])),
        ],
        lines: Uint8Array.from([0, 0, 1]),
      }),
    )
    expect([pixel(palette, 0, 0), pixel(palette, 0, 1)]).toEqual([
      [255, 255, 255],
      [8, 8, 8],
    ])
    const key = await decodePicture(
      makePng({
        width: 2,
        height: 1,
        colourType: 2,
        chunks: [pngChunk('tRNS', Uint8Array.from([0, 1, 0, 2, 0, 3]))],
        lines: Uint8Array.from([0, 1, 2, 3, 1, 2, 4]),
      }),
    )
    expect([pixel(key, 0, 0), pixel(key, 0, 1)]).toEqual([
      [255, 255, 255],
      [1, 2, 4],
    ])
    expect([alpha, palette, key].map(({ channels }) => channels)).toEqual([4, 4, 4])
  })

  it.each([8, 16].flatMap((depth) => [false, true].map((interlaced) => ({ depth, interlaced }))))(
    'reads grey and colour with alpha of $depth bits over white, interlaced: $interlaced',
    async ({ depth, interlaced }) => {
      const size = { width: 9, height: 7, depth, interlaced }
      const highest = 2 ** depth - 1
      const stored = (row: number, column: number, sample: number) =>
        (row * 7919 + column * 104729 + sample * 15485863) % (highest + 1)
      const byte = (value: number): number => Math.round((value * 255) / highest)
      for (const [colourType, samples] of [
        [4, 2],
        [6, 4],
      ] as const) {
        const picture = await decodePicture(
          makePng({ ...size, colourType, lines: packLines({ ...size, samples }, stored) }),
        )
        for (let row = 0; row < size.height; row++) {
          for (let column = 0; column < size.width; column++) {
            const colours = colourType === 4 ? [0, 0, 0] : [0, 1, 2]
            const alpha = byte(stored(row, column, samples - 1)) / 255
            const expected = colours.map(
              (sample) => byte(stored(row, column, sample)) * alpha + 255 * (1 - alpha),
            )
            for (const [at, value] of pixel(picture, row, column).entries())
              expect(Math.abs(value - (expected[at] ?? NaN))).toBeLessThanOrEqual(1)
          }
        }
      }
    },
  )

  it('reads colours of 16 bits to the nearest of 8', async () => {
    const size = { width: 5, height: 4, depth: 16, samples: 3 }
    const stored = (row: number, column: number, sample: number) =>
      (row * 7919 + column * 104729 + sample * 15485863) % 65536
    const picture = await decodePicture(
      makePng({ ...size, colourType: 2, lines: packLines(size, stored) }),
    )
    for (let row = 0; row < 4; row++)
      for (let column = 0; column < 5; column++)
        expect(pixel(picture, row, column)).toEqual(
          [0, 1, 2].map((sample) => Math.round((stored(row, column, sample) * 255) / 65535)),
        )
  })

  it('reads 16 megapixels of one bit each', async () => {
    const line = Uint8Array.from({ length: 1 + 5000 / 8 }, (_, at) => (at === 0 ? 0 : 0b01010101))
    const lines = new Uint8Array(3200 * line.length)
    for (let row = 0; row < 3200; row++) lines.set(line, row * line.length)
    const picture = await decodePicture(makePng({ width: 5000, height: 3200, depth: 1, lines }))
    expect([picture.height, picture.width]).toEqual([3200, 5000])
    expect([pixel(picture, 3199, 4998), pixel(picture, 3199, 4999)]).toEqual([
      [0, 0, 0],
      [255, 255, 255],
    ])
  })
})

describe('decodePicture of hostile PNG files', () => {
  const refused = (bytes: Uint8Array): Promise<unknown> => refusal(bytes, 'a.png')

  it('refuses 12,000 × 12,000 pixels by the header, however small the file', async () => {
    const bomb = makePng({
      width: 12000,
      height: 12000,
      zlib: deflateSync(new Uint8Array(12000 * 12001)),
    })
    expect(bomb.length).toBeLessThan(200_000)
    expect(await refused(bomb)).toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('144.0 megapixels') as string,
    })
  })

  it('stops unpacking at the size that the header announces', async () => {
    const bomb = makePng({ width: 10, height: 10, zlib: deflateSync(new Uint8Array(200_000_000)) })
    const before = process.memoryUsage()
    expect(await decodePicture(bomb)).toMatchObject({ height: 10, width: 10 })
    const after = process.memoryUsage()
    expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(10_000_000)
    expect(after.rss - before.rss).toBeLessThan(100_000_000)
  })

  it('does not unpack colour profiles and texts at all', async () => {
    const profile = Buffer.concat([
      Buffer.from('bomb\0\0'),
      deflateSync(new Uint8Array(100_000_000)),
    ])
    const picture = await decodePicture(
      makePng({
        width: 1,
        height: 1,
        lines: Uint8Array.from([0, 7]),
        chunks: [pngChunk('iCCP', profile), pngChunk('zTXt', profile)],
      }),
    )
    expect(pixel(picture, 0, 0)).toEqual([7, 7, 7])
  })

  it('refuses a file cut off anywhere', async () => {
    const whole = readFileSync(join(__dirname, '../testing/fixtures/scene.png'))
    for (let length = 8; length < whole.length; length += 37)
      expect(await refused(whole.subarray(0, length))).toMatchObject({ code: 'invalid-image' })
  })

  it.each([
    ['too few pixels', makePng({ width: 4, height: 4, lines: new Uint8Array(10) })],
    ['an unknown filter', makePng({ width: 1, height: 1, lines: Uint8Array.from([9, 0]) })],
    ['no size', makePng({ width: 0, height: 5 })],
    ['an impossible depth', makePng({ width: 1, height: 1, depth: 4, colourType: 2 })],
    [
      'a missing palette',
      makePng({ width: 1, height: 1, colourType: 3, lines: new Uint8Array(2) }),
    ],
    ['a broken stream', makePng({ width: 1, height: 1, zlib: Uint8Array.from([1, 2, 3]) })],
    [
      'a second header',
      makePng({ width: 1, height: 1, chunks: [pngChunk('IHDR', new Uint8Array(13))] }),
    ],
  ])('refuses %s', async (_, bytes) => {
    expect(await refused(bytes)).toMatchObject({
      code: 'invalid-image',
      message: expect.stringContaining('a.png is a damaged PNG file') as string,
    })
  })

  it('never fails in an unforeseen way, whatever bytes are changed', async () => {
    const whole = readFileSync(join(__dirname, '../testing/fixtures/scene.png'))
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        async (changes) => {
          const bytes = Uint8Array.from(whole)
          for (const [at, value] of changes) bytes[at] = value
          const error = await refused(bytes)
          if (error)
            expect(error).toMatchObject({
              name: 'AppError',
              code: expect.stringMatching(/^(invalid-image|too-large|unsupported)$/) as string,
            })
        },
      ),
      { numRuns: 300 },
    )
  })
})
