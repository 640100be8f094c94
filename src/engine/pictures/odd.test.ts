import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { decodePicture } from './decode'
import { refusal } from './testing/refusal'

/** What Pillow reads (testing/make-odd.py), or that it refuses. */
const expectedSchema = z.record(
  z.string(),
  z.union([
    z.object({
      height: z.number(),
      width: z.number(),
      /** Levels that a sample may differ, and all of them on average. */
      tolerance: z.number(),
      mean: z.number().optional(),
      channels: z.number().optional(),
      frames: z.number().optional(),
      rgb: z.string(),
    }),
    z.object({ refused: z.literal(true) }),
  ]),
)

const fixtures = join(__dirname, 'testing/fixtures')
const bytesOf = (folder: string, name: string): Uint8Array =>
  readFileSync(join(fixtures, folder, name))
const listed = (folder: string) =>
  Object.entries(
    expectedSchema.parse(JSON.parse(readFileSync(join(fixtures, folder, 'expected.json'), 'utf8'))),
  )

describe.each(['odd', 'pngsuite'])('the files of %s', (folder) => {
  it.each(listed(folder))('%s is what Pillow reads', async (name, expected) => {
    const bytes = bytesOf(folder, name)
    if ('refused' in expected) {
      expect(await refusal(bytes, name)).toMatchObject({ code: 'invalid-image' })
      return
    }
    const picture = await decodePicture(bytes, name)
    expect([picture.height, picture.width]).toEqual([expected.height, expected.width])
    if (expected.channels !== undefined) expect(picture.channels).toBe(expected.channels)
    const rgb = inflateSync(Buffer.from(expected.rgb, 'base64'))
    const differences = Array.from(rgb, (value, i) =>
      Math.abs(value - (picture.rgba[4 * Math.floor(i / 3) + (i % 3)] ?? NaN)),
    )
    expect(Math.max(...differences)).toBeLessThanOrEqual(expected.tolerance)
    expect(differences.reduce((sum, value) => sum + value, 0)).toBeLessThanOrEqual(
      (expected.mean ?? expected.tolerance) * differences.length,
    )
  })
})

describe('what is said of a picture', () => {
  it.each([
    ['animated.gif', ['first-frame']],
    ['animated.webp', ['first-frame']],
    ['animated.avif', ['first-frame']],
    ['pages.tif', ['first-page']],
    ['alpha.png', ['over-white']],
    ['transparent.gif', ['over-white']],
    ['profile.jpg', ['from-profile']],
    ['profile.webp', ['from-profile']],
    ['no-end.jpg', ['damage-passed-over']],
    ['surplus-rows.png', ['damage-passed-over']],
  ])('%s: %j', async (name, notes) => {
    expect((await decodePicture(bytesOf('odd', name), name)).notes).toEqual(notes)
  })

  it.each(['plain.jpg', 'still.gif', 'lossless.webp', 'packbits.tif', '444.avif', '444.heic'])(
    'nothing of %s',
    async (name) => {
      expect(await decodePicture(bytesOf('odd', name), name)).not.toHaveProperty('notes')
    },
  )
})
