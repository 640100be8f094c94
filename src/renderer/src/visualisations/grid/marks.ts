/** Cells that lie in any of the rows and any of the columns, drawn over a grid. */
export interface CellMark {
  /** `window`: read now, or written now. `feeds`: reached from the cell in hand. `cursor`: where the keys are. */
  readonly kind: 'window' | 'feeds' | 'cursor'
  readonly rows: readonly number[]
  readonly columns: readonly number[]
}

/** Which rows and columns are never read, and where windows begin; both in padded coordinates from −padding on. */
export interface ReadingMarks {
  readonly isRead: (row: number, column: number) => boolean
  /** Whether a window starts here, could but is skipped by the stride, or cannot. */
  readonly startAt: (row: number, column: number) => 'taken' | 'skipped' | undefined
}

export interface GridMarks {
  readonly cells: readonly CellMark[]
  readonly reading?: ReadingMarks
}
