import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { encode } from 'jpeg-js'
import { describe, expect, it } from 'vitest'
import { decodePicture } from '../decode'
import { refusal } from '../testing/refusal'

const fixture = (name: string): Uint8Array =>
  readFileSync(join(__dirname, '../testing/fixtures', name))
const refused = (bytes: Uint8Array): Promise<unknown> => refusal(bytes, 'a.jpg')
/** Where the frame header's marker FF C0 … C2 stands. */
const frameOf = (bytes: Uint8Array): number =>
  bytes.findIndex((byte, at) => byte === 0xff && [0xc0, 0xc1, 0xc2].includes(bytes[at + 1]!))
const changed = (
  bytes: Uint8Array,
  ...changes: readonly (readonly [number, number])[]
): Uint8Array => {
  const copy = Uint8Array.from(bytes)
  for (const [at, value] of changes) copy[at] = value
  return copy
}

describe('decodePicture of JPEG files', () => {
  it.each([
    { name: 'baseline.jpg', highest: 1, mean: 0.2, channels: 3 },
    { name: 'progressive.jpg', highest: 1, mean: 0.2, channels: 3 },
    { name: 'turned.jpg', highest: 1, mean: 0.2, channels: 3 },
    { name: 'grey-restarts.jpg', highest: 1, mean: 0.2, channels: 1 },
    { name: 'cmyk.jpg', highest: 1, mean: 0.2, channels: 3 },
    { name: 'subsampled.jpg', highest: 1, mean: 0.2, channels: 3 },
  ])('$name is what Pillow reads', async ({ name, highest, mean, channels }) => {
    const [ours, theirs] = [
      await decodePicture(fixture(name)),
      await decodePicture(fixture(`${name}.png`)),
    ]
    expect([ours.height, ours.width, ours.channels]).toEqual([
      theirs.height,
      theirs.width,
      channels,
    ])
    const differences = Array.from(ours.rgba, (value, i) => Math.abs(value - theirs.rgba[i]!))
    expect(Math.max(...differences)).toBeLessThanOrEqual(highest)
    expect(
      differences.reduce((sum, difference) => sum + difference, 0) / differences.length,
    ).toBeLessThan(mean)
  })

  it('passes over what a camera appended', async () => {
    const file = fixture('baseline.jpg')
    expect(await decodePicture(Buffer.concat([file, fixture('cmyk.jpg')]))).toEqual(
      await decodePicture(file),
    )
  })
})

describe('decodePicture of hostile JPEG files', () => {
  it('refuses a file cut off anywhere, also inside its pixels', async () => {
    for (const name of ['baseline.jpg', 'progressive.jpg']) {
      const whole = fixture(name)
      for (let length = 3; length < whole.length; length += 41)
        expect(await refused(whole.subarray(0, length))).toMatchObject({ code: 'invalid-image' })
    }
  })

  it('refuses a huge frame by its header', async () => {
    const bytes = fixture('baseline.jpg')
    const at = frameOf(bytes) + 5
    expect(
      await refused(changed(bytes, [at, 0xff], [at + 1, 0], [at + 2, 0xff], [at + 3, 0])),
    ).toMatchObject({ code: 'too-large' })
  })

  it('names the kinds that it can not read', async () => {
    const bytes = fixture('baseline.jpg')
    const at = frameOf(bytes)
    expect(await refused(changed(bytes, [at + 1, 0xc3]))).toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('of a kind of JPEG that is not opened') as string,
    })
    // Frames of 12 bits a sample are opened.
    expect(await refused(changed(bytes, [at + 4, 12]))).toBeUndefined()
    expect(await refused(changed(bytes, [at + 11, 0x50]))).toMatchObject({ code: 'invalid-image' })
  })

  it('refuses more scans than any encoder writes', async () => {
    const side = 4000
    const grey = Buffer.from(encode({ width: 8, height: 8, data: Buffer.alloc(256, 90) }, 50).data)
    const frame = frameOf(grey) + 5
    const scan = grey.lastIndexOf(Buffer.from([0xff, 0xda]))
    grey.writeUInt16BE(side, frame)
    grey.writeUInt16BE(side, frame + 2)
    const scans = Array<Buffer>(40).fill(grey.subarray(scan, grey.length - 2))
    expect(
      await refused(Buffer.concat([grey.subarray(0, scan), ...scans, Buffer.from([0xff, 0xd9])])),
    ).toMatchObject({ code: 'too-large', message: expect.stringContaining('scans') as string })
  })

  it('never fails in an unforeseen way, whatever bytes are changed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('baseline.jpg', 'progressive.jpg', 'turned.jpg', 'grey-restarts.jpg'),
        fc.array(fc.tuple(fc.nat(1200), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        async (name, changes) => {
          const bytes = fixture(name)
          const error = await refused(
            changed(bytes, ...changes.filter(([at]) => at > 2 && at < bytes.length)),
          )
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
