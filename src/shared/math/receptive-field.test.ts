import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  extendField,
  fieldCenter,
  fieldOfUnit,
  INPUT_FIELD,
  mergeFields,
  type LayerField,
} from './receptive-field'
import vectors from './vectors.json'

/** A square layer (kernel, leading padding, stride) after a field. */
const step = (field: LayerField, [kernel, padding, stride]: readonly number[]): LayerField =>
  extendField(field, {
    kernel: [kernel ?? 1, kernel ?? 1],
    padding: [padding ?? 0, padding ?? 0],
    stride: [stride ?? 1, stride ?? 1],
  })
const chain = (layers: readonly (readonly number[])[]): LayerField =>
  layers.reduce<LayerField>(step, INPUT_FIELD)
/** [size, stride, padding] as the vectors write it, on both axes. */
const square = ([size = 0, stride = 0, padding = 0]: readonly number[]): LayerField => ({
  size: [size, size],
  stride: [stride, stride],
  // 0 − padding, so that no padding is 0 and not −0.
  start: [0 - padding, 0 - padding],
  aligned: true,
})

describe('receptive fields of published networks', () => {
  it('alexnet_v2', () => {
    let field: LayerField = INPUT_FIELD
    for (const layer of vectors.alexnet_v2.layers) {
      field = step(field, [layer.kernel, layer.padding, layer.stride])
      expect(field, layer.id).toEqual(square(layer.field))
    }
  })

  it('vgg_16', () => {
    let field: LayerField = INPUT_FIELD
    vectors.vgg_16.convolutions.forEach((count, block) => {
      for (let i = 0; i < count; i += 1) field = step(field, [3, 1, 1])
      field = step(field, [2, 0, 2])
      expect(field, `pool${block + 1}`).toEqual(square(vectors.vgg_16.pools[block] ?? []))
    })
  })

  it('names the first and last cell that a unit sees, before clipping', () => {
    const { layers, unit, sees } = vectors['two layers (k, p, s)']
    const { rows, columns } = fieldOfUnit(chain(layers), [unit, unit + 1])
    expect(rows).toEqual(sees)
    expect(columns).toEqual([2, 7])
  })

  it('is [n, 1, 0] for an n×n kernel without padding', () => {
    expect(chain([[7, 0, 1]])).toEqual(square([7, 1, 0]))
  })
})

describe('receptive fields through maps that are enlarged', () => {
  // A kernel of 4 at a stride of 1/2, one cell cut off: extent (4 − 1)/2 + 1, padding (4 − 1 − 1)/2.
  const enlarged = extendField(INPUT_FIELD, {
    kernel: [2.5, 2.5],
    stride: [0.5, 0.5],
    padding: [1, 1],
  })

  it('step between cells: a unit sees the whole ones in its box', () => {
    expect(enlarged).toEqual({
      size: [2.5, 2.5],
      stride: [0.5, 0.5],
      start: [-1, -1],
      aligned: false,
    })
    const rows = [0, 1, 2, 3].map((unit) => fieldOfUnit(enlarged, [unit, 0]).rows)
    expect(rows).toEqual([
      [-1, 0],
      [0, 1],
      [0, 1],
      [1, 2],
    ])
  })

  it('step by whole cells again behind as large a stride, whatever it is', () => {
    for (const s of [2, 3, 5, 49])
      expect(
        step(
          extendField(INPUT_FIELD, { kernel: [1, 1], stride: [1 / s, 1 / s], padding: [0, 0] }),
          [1, 0, s],
        ),
      ).toMatchObject({ size: [1, 1], stride: [1, 1], start: [0, 0] })
  })
})

describe('receptive fields where branches meet', () => {
  const map = [4, 4] as const

  it('is the larger one if strides and centres agree', () => {
    const { paths, field } = vectors.branches
    expect(mergeFields(paths.map(chain), map)).toEqual(square(field))
    expect(mergeFields(paths.map(chain).reverse(), map)).toEqual(square(field))
  })

  it('is the box around all, not aligned, if the centres differ, and stays so', () => {
    const joined = mergeFields([chain([[3, 1, 1]]), chain([[3, 0, 1]])], map)
    expect(joined).toEqual({ size: [4, 4], stride: [1, 1], start: [-1, -1], aligned: false })
    expect(joined && step(joined, [3, 1, 2])).toEqual({
      size: [6, 6],
      stride: [2, 2],
      start: [-2, -2],
      aligned: false,
    })
    expect(mergeFields([joined, chain([[4, 1, 1]])], map)?.aligned).toBe(false)
  })

  it('is null if the strides differ, or a path has none', () => {
    expect(mergeFields([chain([[1, 0, 2]]), chain([[1, 0, 4]])], map)).toBeNull()
    expect(mergeFields([chain([[1, 0, 2]]), null], map)).toBeNull()
  })

  it('does not ask for equal strides where there is one unit', () => {
    expect(mergeFields([chain([[3, 1, 2]]), chain([[3, 1, 4]])], [1, 1])).toMatchObject({
      size: [3, 3],
      aligned: true,
    })
  })
})

describe('the centre of a field', () => {
  it('lies between two cells where the size is even', () => {
    expect(fieldCenter(chain([[5, 2, 1]]))).toEqual([0, 0])
    expect(
      fieldCenter(
        chain([
          [5, 2, 1],
          [2, 0, 2],
        ]),
      ),
    ).toEqual([0.5, 0.5])
  })
})

/** Input cells that unit u of a chain reads, by walking back through the layers cell by cell. */
function cellsOf(layers: readonly (readonly [number, number, number])[], unit: number): number[] {
  let cells = new Set([unit])
  for (const [kernel, padding, stride] of [...layers].reverse()) {
    const before = new Set<number>()
    for (const cell of cells)
      for (let k = 0; k < kernel; k += 1) before.add(cell * stride - padding + k)
    cells = before
  }
  return [...cells].sort((a, b) => a - b)
}

describe('the closed form', () => {
  const layer = fc.tuple(
    fc.integer({ min: 1, max: 5 }),
    fc.integer({ min: 0, max: 3 }),
    fc.integer({ min: 1, max: 3 }),
  )

  it('spans exactly the cells found by walking back through any chain', () => {
    fc.assert(
      fc.property(
        fc.array(layer, { maxLength: 4 }),
        fc.integer({ min: 0, max: 20 }),
        (layers, unit) => {
          const cells = cellsOf(layers, unit)
          expect(fieldOfUnit(chain(layers), [unit, 0]).rows).toEqual([cells[0], cells.at(-1)])
        },
      ),
    )
  })

  it('keeps the axes apart', () => {
    fc.assert(
      fc.property(layer, layer, ([k1, p1, s1], [k2, p2, s2]) => {
        const both = extendField(INPUT_FIELD, {
          kernel: [k1, k2],
          padding: [p1, p2],
          stride: [s1, s2],
        })
        expect([both.size[0], both.stride[0], both.start[0]]).toEqual([k1, s1, 0 - p1])
        expect([both.size[1], both.stride[1], both.start[1]]).toEqual([k2, s2, 0 - p2])
      }),
    )
  })
})
