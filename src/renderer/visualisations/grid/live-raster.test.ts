import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changedBox } from './live-raster'
import { colourCells } from './values'

const WIDTH = 7
const sheets = fc.tuple(
  fc.array(fc.integer({ min: 0, max: 3 }), { minLength: WIDTH * 5, maxLength: WIDTH * 5 }),
  fc.array(fc.tuple(fc.nat(WIDTH * 5 - 1), fc.integer({ min: 0, max: 3 })), { maxLength: 6 }),
)

describe('a sheet that is painted on', () => {
  it('is the same picture whether all of it is coloured or what changed', () => {
    const table = Uint32Array.from({ length: 256 }, (_, i) => i * 3 + 1)
    const scale = { range: { min: 0, max: 3 }, table, gamma: 1, signed: false }
    fc.assert(
      fc.property(sheets, ([numbers, strokes]) => {
        const before = Float32Array.from(numbers)
        const after = before.slice()
        for (const [at, value] of strokes) after[at] = value
        const values = (data: Float32Array) => ({
          data,
          size: [5, WIDTH] as const,
          padding: [
            [0, 0],
            [0, 0],
          ] as const,
          paddingText: '',
          scale,
        })
        const whole = { top: 0, left: 0, bottom: 5, right: WIDTH }
        const [patched, anew] = [new Uint32Array(35), new Uint32Array(35)]
        colourCells(patched, values(before), whole)
        colourCells(anew, values(after), whole)
        const box = changedBox(before, after, WIDTH)
        expect(box === undefined).toBe(before.every((value, at) => value === after[at]))
        if (box) colourCells(patched, values(after), box)
        expect([...patched]).toEqual([...anew])
      }),
    )
  })
})
