import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkLabels, parseIdx, parseIdxImages, parseIdxLabels } from './idx'
import { encodeIdx } from './testing/encode-idx'

describe('parseIdx', () => {
  it('gives back what was encoded', () => {
    const arrays = fc
      .array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 })
      .chain((shape) => {
        const size = shape.reduce((product, length) => product * length, 1)
        return fc.record({
          shape: fc.constant(shape),
          data: fc.uint8Array({ minLength: size, maxLength: size }),
        })
      })
    fc.assert(
      fc.property(arrays, ({ shape, data }) => {
        const parsed = parseIdx(encodeIdx(shape, data), 'a')
        expect(parsed.shape).toEqual(shape)
        expect([...parsed.data]).toEqual([...data])
      }),
    )
  })

  it('refuses a file with any other number of bytes than its dimensions make', () => {
    const file = encodeIdx([2, 3, 4], new Uint8Array(24))
    fc.assert(
      fc.property(fc.nat(file.length - 1), (length) => {
        expect(() => parseIdx(file.subarray(0, length), 'a')).toThrow(
          expect.objectContaining({ code: 'corrupt' }) as Error,
        )
      }),
    )
    expect(() => parseIdx(Buffer.concat([file, Buffer.from([0])]), 'a')).toThrow(
      '2 × 3 × 4 needs 40 bytes; it has 41',
    )
  })

  it('is not fooled by dimensions whose product overflows', () => {
    const file = encodeIdx([0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff], new Uint8Array(0))
    expect(() => parseIdx(file, 'a')).toThrow(/needs .* bytes/)
  })

  it('reads every number type, and names what is no IDX at all', () => {
    const of = (code: number, ...numbers: number[]) =>
      parseIdx(Uint8Array.from([0, 0, code, 1, 0, 0, 0, 1, ...numbers]), 'a').data[0]
    expect([
      of(0x08, 200),
      of(0x09, 200),
      of(0x0b, 1, 2),
      of(0x0c, 0, 0, 1, 2),
      of(0x0d, 0x3f, 0x80, 0, 0),
      of(0x0e, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0),
    ]).toEqual([200, -56, 258, 258, 1, 1])
    expect(() => parseIdx(Uint8Array.from([0, 0, 0x0a, 1, 0, 0, 0, 0]), 'a')).toThrow(
      'magic number',
    )
    expect(() => parseIdx(Buffer.from('GIF89a'), 'a')).toThrow('magic number')
    expect(() => parseIdx(new Uint8Array(0), 'a')).toThrow('magic number')
  })
})

describe('pictures and labels', () => {
  it('have as many dimensions as they need, and equal counts', () => {
    expect(parseIdxImages(encodeIdx([1, 2, 2, 3], new Uint8Array(12)), 'a')).toMatchObject({
      count: 1,
      height: 2,
      width: 2,
      channels: 3,
    })
    expect(() => parseIdxImages(encodeIdx([4], new Uint8Array(4)), 'a')).toThrow(
      'need 3 dimensions',
    )
    expect(() => parseIdxImages(encodeIdx([0, 2, 2], new Uint8Array(0)), 'a')).toThrow('0 × 2 × 2')
    expect(() => parseIdxImages(encodeIdx([1, 1, 1, 2], new Uint8Array(2)), 'a')).toThrow(
      '1 × 1 × 1 × 2',
    )
    expect(() => parseIdxLabels(encodeIdx([3], new Uint8Array(3)), 'b', 4)).toThrow(
      '3 labels for 4 pictures',
    )
    expect(() => parseIdxLabels(encodeIdx([2, 2], new Uint8Array(4)), 'b', 4)).toThrow(
      '1 dimension',
    )
    expect(() => checkLabels(Uint8Array.from([0, 9, 10]), 10, 'b')).toThrow(
      'label 2 is 10, but there are 10 classes',
    )
  })
})
