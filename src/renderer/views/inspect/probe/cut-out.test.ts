import { expect, it } from 'vitest'
import { cutOut } from './cut-out'

it('a patch is cut out of its picture, transparent in the padding', () => {
  const images = {
    height: 2,
    width: 3,
    channels: 1,
    pixels: Uint8Array.of(1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16),
  }
  const { width, height, pixels } = cutOut(images, 1, { rows: [-1, 0], columns: [1, 3] })
  expect([width, height]).toEqual([3, 2])
  expect([...pixels].map((word) => (word >>> 24 ? word & 255 : null))).toEqual([
    null,
    null,
    null,
    12,
    13,
    null,
  ])
  const colour = { height: 1, width: 1, channels: 3, pixels: Uint8Array.of(1, 2, 3) }
  expect(cutOut(colour, 0, { rows: [0, 0], columns: [0, 0] }).pixels[0]).toBe(0xff030201)
})
