import { decode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import { contactSheet } from './contact-sheet'
import { formatNumber, textWidth } from './sheet/font'
import { layoutOf } from './sheet/layout'
import { PALETTE, STEPS } from './sheet/palette'

const MARGIN = 8
const LOW = [68, 1, 84]
const HIGH = [253, 231, 37]

/** A decoded sheet, and the colour of a pixel by its place from the maps' upper left corner. */
async function sheet(shape: readonly number[], data: Float32Array) {
  const { width, height, data: inks, palette } = decode(await contactSheet({ shape, data }))
  return {
    width,
    height,
    at: (x: number, y: number) => palette?.[inks[(y + MARGIN) * width + x + MARGIN] ?? NaN],
  }
}

describe('a contact sheet', () => {
  it('shows each map’s cells in viridis between the layer’s smallest and largest value, with a gap of a pixel', async () => {
    // Two maps of 1×2: [0, 1] and [1, 0].
    const { at } = await sheet([1, 2, 2], Float32Array.of(0, 1, 1, 0))
    const { scale, across } = layoutOf([1, 2, 2])
    expect(across).toBe(1)
    expect([at(0, 0), at(scale - 1, scale - 1), at(scale, 0)]).toEqual([LOW, LOW, HIGH])
    expect([at(0, scale), at(0, scale + 1), at(scale, scale + 1)]).toEqual([
      [24, 24, 27],
      HIGH,
      LOW,
    ])
  })

  it('has its scale next to it: the largest value above, the smallest below', async () => {
    const { at, width } = await sheet(
      [4, 4, 1],
      Float32Array.from({ length: 16 }, (_, i) => i),
    )
    const layout = layoutOf([4, 4, 1])
    expect(at(layout.width + MARGIN, 0)).toEqual(HIGH)
    expect(at(layout.width + MARGIN, layout.height - 1)).toEqual(LOW)
    expect(width).toBe(layout.width + 3 * MARGIN + 12 + 4 + textWidth('15'))
  })

  it('shows values that are not finite in a colour of their own, and can show a constant layer', async () => {
    const { at } = await sheet([2], Float32Array.of(NaN, 3))
    const { scale } = layoutOf([2])
    expect(layoutOf([2]).maps).toBe(2)
    expect([at(0, 0), at(scale + 1, 0)]).toEqual([[255, 0, 255], LOW])
  })

  it('enlarges every cell to a square and shows each value by its nearest colour', async () => {
    const shape = [5, 7, 3]
    const data = Float32Array.from({ length: 105 }, (_, i) => Math.sin(i * i))
    const { at } = await sheet(shape, data)
    const { scale, across } = layoutOf(shape)
    const [min, max] = [Math.min(...data), Math.max(...data)]
    for (let map = 0; map < 3; map += 1) {
      const left = (map % across) * (7 * scale + 1)
      const top = Math.floor(map / across) * (5 * scale + 1)
      for (let pixel = 0; pixel < 35 * scale * scale; pixel += 1) {
        const [x, y] = [pixel % (7 * scale), Math.floor(pixel / (7 * scale))]
        const cell = Math.floor(y / scale) * 7 + Math.floor(x / scale)
        const share = ((data[cell * 3 + map] ?? NaN) - min) / (max - min)
        expect(at(left + x, top + y)).toEqual(PALETTE[Math.round(share * (STEPS - 1))])
      }
    }
  })

  it.each([[[28, 28, 6]], [[5, 5, 16]], [[400]], [[10]], [[1, 1, 512]], [[224, 224, 64]]])(
    'of %j has about the proportions of a screen',
    (shape) => {
      const { width, height } = layoutOf(shape)
      expect(width / height).toBeGreaterThan(0.7)
      expect(width / height).toBeLessThan(3)
    },
  )

  it('of a huge layer is small enough to be opened', () => {
    const { width, height, step } = layoutOf([512, 512, 1024])
    expect(step).toBeGreaterThan(1)
    expect(width * height).toBeLessThan(80_000_000)
  })

  it('writes numbers in a short form', () => {
    expect([0, 0.5, -12.34567, 1e-7, 123456.7, -0].map(formatNumber)).toEqual([
      '0',
      '0.5',
      '-12.35',
      '1.00e-7',
      '1.23e+5',
      '0',
    ])
  })
})
