import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '@shared/errors'
import { PictureThread } from './picture-thread'
import { writeBuiltWorker } from './testing/built-worker'
import { makePng, pngChunk } from './testing/make-png'

const MEMORY = 1.5e9
const CODES = ['invalid-image', 'too-large', 'unsupported']

let folder = ''
let thread: PictureThread
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-hostile-'))
  // Each file has the two seconds that any picture has, and what its bytes and pixels add.
  thread = new PictureThread(await writeBuiltWorker(folder), { startLimit: 60_000 })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const odd = (name: string): Promise<Uint8Array> =>
  readFile(join(__dirname, 'testing/fixtures/odd', name))

/** A file is opened, or refused with a sentence; never a crash, and never a hang. */
async function opensOrSays(bytes: Uint8Array, name: string): Promise<string> {
  try {
    const { raster } = await thread.decode(bytes, name)
    expect(raster.rgba).toHaveLength(4 * raster.height * raster.width)
    return 'opened'
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    expect(CODES).toContain(error.code)
    expect(error.message).toContain(name)
    expect(error.message).not.toContain('takes too long')
    return error.code
  }
}

describe('changed bytes', () => {
  it.each([
    ['plain.jpg', 60],
    ['progressive.jpg', 60],
    ['alpha.png', 60],
    ['lossy.webp', 60],
    ['animated.webp', 40],
    ['animated.gif', 60],
    ['rle8.bmp', 60],
    ['bitfields-565.bmp', 40],
    ['tiff-lzw.tif', 60],
    ['jpeg.tif', 40],
    ['444.avif', 40],
    ['444.heic', 60],
  ])('of %s', async (name, numRuns) => {
    const whole = await odd(name)
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          // Headers stand in front: half of the changes fall into the first 200 bytes.
          fc.tuple(
            fc.oneof(fc.nat(Math.min(200, whole.length - 1)), fc.nat(whole.length - 1)),
            fc.nat(255),
          ),
          { minLength: 1, maxLength: 6 },
        ),
        fc.option(fc.nat(whole.length)),
        async (changes, cut) => {
          const bytes = Uint8Array.from(whole)
          for (const [at, value] of changes) bytes[at] = value
          await opensOrSays(cut === null ? bytes : bytes.subarray(0, cut), name)
        },
      ),
      { numRuns },
    )
    expect(process.memoryUsage().rss).toBeLessThan(MEMORY)
    expect(await opensOrSays(whole, name)).toBe('opened')
  })
})

describe('bombs', () => {
  /** A header of so many pixels over next to no data. */
  const bombs: readonly (readonly [name: string, bytes: () => Promise<Uint8Array>])[] = [
    [
      'profile.png',
      () =>
        Promise.resolve(
          makePng({
            width: 1,
            height: 1,
            lines: Uint8Array.from([0, 7]),
            chunks: ['iCCP', 'zTXt'].map((type) =>
              pngChunk(
                type,
                Buffer.concat([Buffer.from('bomb\0\0'), deflateSync(new Uint8Array(2e8))]),
              ),
            ),
          }),
        ),
    ],
    [
      'wide.gif',
      async () => {
        const bytes = Buffer.from(await odd('still.gif'))
        bytes.writeUInt16LE(65_535, 6)
        bytes.writeUInt16LE(65_535, 8)
        return bytes
      },
    ],
    [
      'wide.bmp',
      async () => {
        const bytes = Buffer.from(await odd('rgb.bmp'))
        bytes.writeInt32LE(60_000, 18)
        bytes.writeInt32LE(60_000, 22)
        return bytes
      },
    ],
    [
      'wide.webp',
      async () => {
        const bytes = Buffer.from(await odd('animated.webp'))
        bytes.writeUIntLE(16_383, 24, 3)
        bytes.writeUIntLE(16_383, 27, 3)
        return bytes
      },
    ],
    [
      'many-frames.gif',
      async () => {
        const bytes = await odd('animated.gif')
        const frames = bytes.subarray(bytes.length / 2)
        return Buffer.concat([bytes, ...Array.from({ length: 20_000 }, () => frames)])
      },
    ],
    [
      'loop.tif',
      async () => {
        const bytes = Buffer.from(await odd('raw.tif'))
        // The first directory names itself as the next one.
        const at = bytes.readUInt32LE(4)
        bytes.writeUInt32LE(at, at + 2 + 12 * bytes.readUInt16LE(at))
        return bytes
      },
    ],
  ]

  it.each(bombs)('%s', async (name, bytes) => {
    const before = process.memoryUsage().rss
    expect(['opened', ...CODES]).toContain(await opensOrSays(await bytes(), name))
    expect(process.memoryUsage().rss - before).toBeLessThan(MEMORY)
  })
})
