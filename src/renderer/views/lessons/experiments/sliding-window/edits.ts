import type { TensorData } from '@shared/contract/common'
import type { History } from '@renderer/composables/history/history'
import type { Cell } from '@renderer/visualisations/grid/geometry'
import type { Pin, SlidingState } from './state'

type Grid = 'input' | 'kernel'

/** The changes that the experiment's parts make, each one step of its history. */
export interface Edits {
  set(changes: Partial<SlidingState>): void
  preview(changes: Partial<SlidingState>): void
  commit(): void
  pin(pin: Pin | null): void
  /** One number of a grid's sheet. */
  cell(grid: Grid, sheet: number, cell: Cell, value: number): void
  /** Numbers from a place on, as far as the sheet reaches. */
  block(grid: Grid, sheet: number, cell: Cell, rows: readonly (readonly number[])[]): void
  /** Part of a stroke under way; `commit` ends it. */
  stroke(sheet: number, cells: readonly Cell[], value: number): void
}

/** A volume with some cells of a sheet changed; those outside are left out. */
export function withCells(
  volume: TensorData,
  sheet: number,
  cells: readonly { readonly row: number; readonly column: number; readonly value: number }[],
): TensorData {
  const [height, width] = [volume.shape.at(-2) ?? 1, volume.shape.at(-1) ?? 1]
  const data = volume.data.slice()
  for (const { row, column, value } of cells) {
    if (row >= 0 && column >= 0 && row < height && column < width)
      data[(sheet * height + row) * width + column] = value
  }
  return { shape: volume.shape, data }
}

export function editsOf(history: () => History<SlidingState>): Edits {
  const state = (): SlidingState => history().state.value
  const set = (changes: Partial<SlidingState>): void => history().set({ ...state(), ...changes })
  const preview = (changes: Partial<SlidingState>): void =>
    history().preview({ ...state(), ...changes })
  return {
    set,
    preview,
    commit: () => history().commit(),
    pin: (pin) => history().amend({ ...state(), pin }),
    cell: (grid, sheet, { row, column }, value) =>
      set({ [grid]: withCells(state()[grid], sheet, [{ row, column, value }]) }),
    block(grid, sheet, { row, column }, rows) {
      const cells = rows.flatMap((line, y) =>
        line.map((value, x) => ({ row: row + y, column: column + x, value })),
      )
      set({ [grid]: withCells(state()[grid], sheet, cells) })
    },
    stroke: (sheet, cells, value) =>
      preview({
        input: withCells(
          state().input,
          sheet,
          cells.map((cell) => ({ ...cell, value })),
        ),
      }),
  }
}
