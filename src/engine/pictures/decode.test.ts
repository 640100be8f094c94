import { describe, expect, it } from 'vitest'
import { storedOrientation } from './codec/orientation'
import { PICTURE_BYTES } from './limits'
import { refusal } from './testing/refusal'

describe('decodePicture', () => {
  it.each([
    ['Photoshop', '8BPS\0\x01'],
    ['JPEG XL', '\xff\x0a\x7a\x45'],
    ['JPEG 2000', '\0\0\0\x0cjP  \r\n'],
    ['ICO', '\0\0\x01\0'],
    ['SVG', '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['PDF', '%PDF-1.7'],
  ])('refuses %s by name and says what is accepted', async (format, text) => {
    expect(await refusal(Buffer.from(text, 'latin1'), 'cat.png')).toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(
        new RegExp(`^cat.png is an? .*${format}.*PNG, JPEG, WebP, GIF, BMP, TIFF, AVIF and HEIC`),
      ) as string,
    })
  })

  it.each([
    ['an empty file', ''],
    ['text', 'hello, this is no picture'],
    ['text that begins like a BMP', 'BMW, Audi and others are cars of Germany'],
  ])('refuses %s', async (_, text) => {
    expect(await refusal(Buffer.from(text), 'cat.png')).toMatchObject({
      code: 'invalid-image',
      message: expect.stringContaining('PNG, JPEG, WebP, GIF, BMP, TIFF, AVIF and HEIC') as string,
    })
  })

  it('refuses a file over 64 MB unread', async () => {
    expect(await refusal(new Uint8Array(PICTURE_BYTES + 1), 'cat.png')).toMatchObject({
      code: 'too-large',
    })
  })
})

describe('EXIF', () => {
  it('counts as upright where it is damaged', () => {
    expect(storedOrientation(new Uint8Array(3))).toBe(1)
    expect(storedOrientation(Uint8Array.from([0x49, 0x49, 0x2a, 0, 0xff, 0xff, 0xff, 0xff]))).toBe(
      1,
    )
    expect(
      storedOrientation(Uint8Array.from([0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0xff, 0xff, 1, 0x12])),
    ).toBe(1)
  })
})
