import type { ThreeLayers } from '@shared/contract/experiments'
import {
  matrixOf,
  matrixPattern,
  NO_WEIGHT,
  type MatrixPattern,
} from '@shared/math/convolution-matrix'
import type { Pair } from '@shared/math/geometry'
import type { CellMark } from '@renderer/visualisations/grid/marks'
import type { LayerKind61 } from './state'

/** A layer as a matrix of [n², n²], and which weight stands where. */
export interface LayerMatrix {
  readonly weights: Float32Array
  /** Of the two that share weights. */
  readonly pattern: MatrixPattern | undefined
  readonly kernel: readonly (readonly number[])[] | undefined
}

/** The middle of V, up to the radius. */
export function middle(
  kernel: readonly (readonly number[])[],
  radius: number,
): readonly (readonly number[])[] {
  const centre = (kernel.length - 1) / 2
  return kernel
    .slice(centre - radius, centre + radius + 1)
    .map((row) => row.slice(centre - radius, centre + radius + 1))
}

export function matrixFor(
  layer: LayerKind61,
  side: number,
  radius: number,
  layers: ThreeLayers,
): LayerMatrix {
  if (layer === 'dense')
    return { weights: layers.dense.weights.data, pattern: undefined, kernel: undefined }
  const reach = layer === 'local' ? radius : side - 1
  const kernel = middle(layers.kernel, reach)
  const pattern = matrixPattern([side, side], {
    kernel: [kernel.length, kernel.length],
    stride: [1, 1],
    dilation: [1, 1],
    padding: [
      [reach, reach],
      [reach, reach],
    ],
  })
  return { weights: matrixOf(pattern, kernel), pattern, kernel }
}

/** The cell of the kernel that stands in an entry of the matrix. */
export function kernelCell(
  { pattern, kernel }: LayerMatrix,
  { row, column }: { readonly row: number; readonly column: number },
): { readonly row: number; readonly column: number } | undefined {
  const cell = pattern?.cells[row * pattern.columns + column] ?? NO_WEIGHT
  const width = kernel?.length ?? 0
  return cell === NO_WEIGHT ? undefined : { row: Math.floor(cell / width), column: cell % width }
}

/** Every entry of the matrix with the same weight: where a shared weight is used. */
export function sameWeight(
  { pattern }: LayerMatrix,
  { row, column }: { readonly row: number; readonly column: number },
): readonly CellMark[] {
  const cell = pattern?.cells[row * pattern.columns + column] ?? NO_WEIGHT
  if (!pattern || cell === NO_WEIGHT) return []
  const marks: CellMark[] = []
  pattern.cells.forEach((other, at) => {
    if (other === cell)
      marks.push({
        kind: 'feeds',
        rows: [Math.floor(at / pattern.columns)],
        columns: [at % pattern.columns],
      })
  })
  return marks
}

/** The input cells that an output cell reads: those with a weight in its row. */
export function readBy({ pattern }: LayerMatrix, row: number, size: Pair): readonly CellMark[] {
  if (!pattern)
    return [
      {
        kind: 'window',
        rows: Array.from({ length: size[0] }, (_, i) => i),
        columns: Array.from({ length: size[1] }, (_, j) => j),
      },
    ]
  const cells = Array.from(
    pattern.cells.subarray(row * pattern.columns, (row + 1) * pattern.columns).entries(),
  )
    .filter(([, cell]) => cell !== NO_WEIGHT)
    .map(([at]) => at)
  const rows = [...new Set(cells.map((at) => Math.floor(at / size[1])))]
  const columns = [...new Set(cells.map((at) => at % size[1]))]
  return cells.length > 0 ? [{ kind: 'window', rows, columns }] : []
}
