import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellBox, layoutSheet } from './layout'
import { magnify } from './magnify'

describe('a magnified sheet', () => {
  it('has every cell’s colour in all pixels of its box, and nothing in the gaps', () => {
    const size = fc.integer({ min: 1, max: 7 })
    fc.assert(
      fc.property(
        fc.record({ count: fc.integer({ min: 1, max: 9 }), height: size, width: size }),
        fc.integer({ min: 30, max: 200 }),
        fc.integer({ min: 8, max: 40 }),
        (maps, available, side) => {
          const layout = layoutSheet({ maps, available, side })
          const width = layout.columns * maps.width
          // Every cell a colour of its own, so that one in a wrong place is seen.
          const pixels = Uint32Array.from(
            { length: width * layout.rows * maps.height },
            (_, at) => at + 1,
          )
          const expected = new Uint32Array(layout.width * layout.height)
          for (let channel = 0; channel < maps.count; channel += 1) {
            for (let cell = 0; cell < maps.height * maps.width; cell += 1) {
              const [row, column] = [Math.floor(cell / maps.width), cell % maps.width]
              const box = cellBox(layout, { row, column, channel })
              const colour =
                pixels[
                  (Math.floor(channel / layout.columns) * maps.height + row) * width +
                    (channel % layout.columns) * maps.width +
                    column
                ] ?? 0
              for (let y = box.y; y < box.y + box.height; y += 1)
                expected.fill(
                  colour,
                  y * layout.width + box.x,
                  y * layout.width + box.x + box.width,
                )
            }
          }
          const sheet = magnify({ width, height: layout.rows * maps.height, pixels }, layout)
          expect([sheet.width, sheet.height]).toEqual([layout.width, layout.height])
          expect(sheet.pixels).toEqual(expected)
        },
      ),
    )
  })
})
