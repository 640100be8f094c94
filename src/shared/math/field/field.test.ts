import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { axisAhead, axisBack } from './axis'
import {
  area,
  boxesOf,
  boxOf,
  cells,
  cellsIn,
  clipCells,
  hasPlace,
  joinAreas,
  joinCells,
  placesOf,
  sameArea,
} from './cells'
import { flattening } from './connections'
import { intersect, members, span, unite, without, type Intervals } from './intervals'

const run = fc
  .tuple(fc.integer({ min: -6, max: 12 }), fc.integer({ min: 0, max: 4 }))
  .map(([first, more]) => [first, first + more] as const)
const intervals = fc.array(run, { maxLength: 4 }).map(unite)
const axis = fc.record({
  kernel: fc.integer({ min: 1, max: 4 }),
  stride: fc.integer({ min: 1, max: 4 }),
  dilation: fc.integer({ min: 1, max: 3 }),
  padding: fc.integer({ min: 0, max: 4 }),
})
const sorted = (numbers: Iterable<number>): number[] => [...new Set(numbers)].sort((a, b) => a - b)

describe('sets of whole numbers', () => {
  it('unite, intersect and subtract as sets do', () => {
    fc.assert(
      fc.property(intervals, intervals, (a, b) => {
        const [x, y] = [new Set(members(a)), new Set(members(b))]
        expect(members(unite([...a, ...b]))).toEqual(sorted([...x, ...y]))
        expect(members(intersect(a, b))).toEqual(sorted([...x].filter((n) => y.has(n))))
        expect(members(without(a, b))).toEqual(sorted([...x].filter((n) => !y.has(n))))
      }),
    )
  })

  it('have one form each: runs that touch are one', () => {
    expect(
      unite([
        [3, 4],
        [0, 1],
        [2, 2],
        [8, 9],
      ]),
    ).toEqual([
      [0, 4],
      [8, 9],
    ])
  })
})

describe('a window on one axis', () => {
  it('reads back exactly the cells of its kernel, holes of dilation and stride included', () => {
    fc.assert(
      fc.property(axis, intervals, (window, outputs) => {
        const read = members(outputs).flatMap((u) =>
          Array.from(
            { length: window.kernel },
            (_, a) => u * window.stride - window.padding + a * window.dilation,
          ),
        )
        expect(members(axisBack(window, outputs))).toEqual(sorted(read))
      }),
    )
  })

  it('is seen ahead by exactly the units that read it', () => {
    fc.assert(
      fc.property(axis, intervals, (window, inputs) => {
        const wanted = new Set(members(inputs))
        const units = Array.from({ length: 60 }, (_, i) => i - 30).filter((u) =>
          members(axisBack(window, span(u, u))).some((cell) => wanted.has(cell)),
        )
        expect(members(axisAhead(window, inputs))).toEqual(units)
      }),
    )
  })

  it('with a stride over its kernel leaves holes', () => {
    expect(axisBack({ kernel: 2, stride: 3, dilation: 1, padding: 1 }, span(0, 2))).toEqual([
      [-1, 0],
      [2, 3],
      [5, 6],
    ])
    expect(axisBack({ kernel: 3, stride: 1, dilation: 2, padding: 2 }, span(4, 4))).toEqual([
      [2, 2],
      [4, 4],
      [6, 6],
    ])
  })
})

describe('areas', () => {
  const rectangle = fc.tuple(intervals, intervals).map(([rows, columns]) => area(rows, columns))
  const placesOn = (rows: Intervals): number[] => members(rows)

  it('join exactly, in one form whatever the order', () => {
    fc.assert(
      fc.property(fc.array(rectangle, { maxLength: 4 }), (parts) => {
        const joined = joinAreas(parts)
        const backwards = joinAreas([...parts].reverse())
        expect(sameArea(joined, backwards)).toBe(true)
        for (const row of placesOn(span(-6, 16))) {
          for (const column of placesOn(span(-6, 16))) {
            if (parts.some((part) => hasPlace(part, row, column)) !== hasPlace(joined, row, column))
              throw new Error(`at ${row}, ${column}`)
          }
        }
        expect(
          boxesOf(joined).reduce(
            (sum, { rows, columns }) =>
              sum + (rows[1] - rows[0] + 1) * (columns[1] - columns[0] + 1),
            0,
          ),
        ).toBe(placesOf(joined))
      }),
      { numRuns: 60 },
    )
  })

  it('have a box, and none around nothing', () => {
    expect(boxOf(joinAreas([area(span(0, 1), span(0, 0)), area(span(5, 5), span(-2, 3))]))).toEqual(
      { rows: [0, 5], columns: [-2, 3] },
    )
    expect(boxOf([])).toBeNull()
  })
})

describe('cells', () => {
  it('keep channels apart that have different areas', () => {
    const wide = cells(span(0, 1), area(span(0, 2), span(0, 2)))
    const narrow = cells(span(1, 2), area(span(1, 1), span(1, 1)))
    const joined = joinCells([wide, narrow])
    expect(joined.map(({ keys }) => keys)).toEqual([[[0, 1]], [[2, 2]]])
    expect(cellsIn(joined)).toBe(9 + 9 + 1)
  })

  it('are clipped to the map', () => {
    expect(clipCells(cells(span(0, 0), area(span(-2, 1), span(3, 9))), [4, 5, 1])).toEqual(
      cells(span(0, 0), area(span(0, 1), span(3, 4))),
    )
    expect(clipCells(cells(span(0, 0), area(span(-2, -1), span(3, 9))), [4, 5, 1])).toEqual([])
  })

  it('go through a flatten and come back', () => {
    const extent = [3, 4, 5] as const
    const { back, ahead } = flattening(extent)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 59 }), { maxLength: 8 }), (indices) => {
        const units = cells(
          unite(indices.map((index) => [index, index] as const)),
          area(span(0, 0), span(0, 0)),
        )
        expect(ahead(back(units))).toEqual(units)
        expect(cellsIn(back(units))).toBe(new Set(indices).size)
      }),
    )
    expect(back(cells(span(27, 27), area(span(0, 0), span(0, 0))))).toEqual(
      cells(span(2, 2), area(span(1, 1), span(1, 1))),
    )
  })
})
