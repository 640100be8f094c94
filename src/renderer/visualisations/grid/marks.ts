/** Cells that lie in any of the rows and any of the columns, drawn over a grid. */
export interface CellMark {
  /**
   * `window`: read now, or written now. `feeds`: reached from the current cell. `cursor`: where the
   * keys are.
   */
  readonly kind: 'window' | 'feeds' | 'cursor'
  readonly rows: readonly number[]
  readonly columns: readonly number[]
}

/**
 * What the windows read of each axis, in coordinates that begin with the padding, at −padding; a
 * cell is read where its row and its column are.
 */
export interface ReadingMarks {
  isRead(axis: 0 | 1, cell: number): boolean
  /** Whether a window begins here, could but is skipped by the stride, or cannot. */
  startAt(axis: 0 | 1, cell: number): 'taken' | 'skipped' | undefined
}
