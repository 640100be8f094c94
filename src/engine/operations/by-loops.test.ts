import { afterEach, describe, expect, it, vi } from 'vitest'
import { PICTURE_OPERATIONS } from '.'

const awaited = vi.hoisted(() => ({ library: false }))
vi.mock('../runtime/tensorflow', async (original) => ({
  ...(await original<typeof import('../runtime/tensorflow')>()),
  isLibraryAwaited: () => awaited.library,
}))
afterEach(() => (awaited.library = false))

const numbers = (length: number): number[] =>
  Array.from({ length }, (_, index) => ((index * 37) % 19) / 4 - 2)
const grid = (height: number, width: number, from = 0): number[][] =>
  Array.from({ length: height }, (_, row) =>
    numbers(height * width + from).slice(from + row * width, from + (row + 1) * width),
  )
const sheets = (channels: number, height: number, width: number): number[][][] =>
  Array.from({ length: channels }, (_, channel) => grid(height, width, channel))

const CASES = [
  ['cross-correlation', { input: grid(5, 6), kernel: grid(2, 3), bias: 0.5 }],
  ['convolution', { input: grid(5, 6), kernel: grid(2, 3), padding: 1, stride: [2, 1] }],
  [
    'conv2d',
    {
      input: sheets(4, 7, 6),
      kernel: [sheets(2, 3, 3), sheets(2, 3, 3), sheets(2, 3, 3), sheets(2, 3, 3)],
      groups: 2,
      dilation: 2,
      padding: 'same',
      bias: [1, 2, 3, 4],
    },
  ],
  ['max-pool', { input: sheets(3, 6, 7), window: [2, 3], padding: 1, stride: 1, dilation: 2 }],
  ['avg-pool', { input: grid(5, 5), window: 3, padding: 1, stride: 2, countIncludePad: false }],
  ['avg-pool', { input: sheets(2, 6, 6), window: 2 }],
] as const

describe('operations without TensorFlow', () => {
  it.each(CASES)('%s gives what TensorFlow gives', (id, request) => {
    const expected = PICTURE_OPERATIONS[id].compute(request)
    awaited.library = true
    const found = PICTURE_OPERATIONS[id].compute(request)
    expect(found.shape).toEqual(expected.shape)
    found.data.forEach((value, index) => expect(value).toBeCloseTo(expected.data[index] ?? NaN, 4))
  })

  it('refuse a result beyond float32 too', () => {
    awaited.library = true
    expect(() =>
      PICTURE_OPERATIONS['cross-correlation'].compute({ input: [[3e38]], kernel: [[10]] }),
    ).toThrow(/beyond the range of float32/)
  })
})
