import { describe, expect, it } from 'vitest'
import { fromHalf, toHalf } from './half'

describe('halves', () => {
  // Values of IEEE 754 binary16 as NumPy writes them: np.float16(x).view(np.uint16).
  it.each([
    [1, 0x3c_00],
    [-2, 0xc0_00],
    [65504, 0x7b_ff],
    [2 ** -14, 0x04_00],
    [2 ** -24, 0x00_01],
    [1 / 3, 0x35_55],
    [0.1, 0x2e_66],
    [-0, 0x80_00],
    [Infinity, 0x7c_00],
    [1e6, 0x7c_00],
    [65519.99, 0x7b_ff],
    [65520, 0x7c_00],
    [1e-9, 0],
    [2049, 0x68_00],
    [2051, 0x68_02],
  ])('%d is %d', (value, bits) => {
    expect(toHalf(value)).toBe(bits)
  })

  it('come back as they were, every one of them', () => {
    for (let bits = 0; bits < 0x1_00_00; bits++) {
      const value = fromHalf(bits)
      if (Number.isNaN(value)) expect(fromHalf(toHalf(value))).toBeNaN()
      else expect(toHalf(value)).toBe(bits)
    }
  })

  it('are the nearest', () => {
    for (let i = 0; i < 2000; i++) {
      const value = Math.sin(i) * 2 ** ((i % 30) - 20)
      const size = Math.max(Math.abs(value), 2 ** -14)
      expect(Math.abs(fromHalf(toHalf(value)) - value)).toBeLessThanOrEqual(size * 2 ** -11)
    }
  })
})
