import type { Window } from './geometry'

/**
 * Rows (axis 0) or columns (axis 1) that the window at an output position reads; in the padding
 * they are negative or past the end.
 */
export const readCells = (
  { kernel, stride, dilation, padding }: Window,
  axis: 0 | 1,
  position: number,
): readonly number[] =>
  Array.from(
    { length: kernel[axis] },
    (_, tap) => position * stride[axis] - padding[axis][0] + tap * dilation[axis],
  )

/** An output position that reads a cell, and with which place of the kernel. */
export interface Fed {
  readonly position: number
  readonly tap: number
}

/** The other way round: every output position, of so many, that reads the cell of one axis. */
export function fedPositions(
  { kernel, stride, dilation, padding }: Window,
  axis: 0 | 1,
  positions: number,
  cell: number,
): readonly Fed[] {
  return Array.from({ length: kernel[axis] }, (_, tap) => ({
    tap,
    start: cell + padding[axis][0] - tap * dilation[axis],
  }))
    .filter(
      ({ start }) => start >= 0 && start % stride[axis] === 0 && start / stride[axis] < positions,
    )
    .map(({ tap, start }) => ({ tap, position: start / stride[axis] }))
}

/** What becomes of a cell as the place where a window could begin. */
export type StartState = 'taken' | 'skipped' | undefined

/**
 * Whether a window begins at a cell of one axis, is left out there by the stride, or would not fit.
 */
export function startState(
  { stride, padding, kernel, dilation }: Window,
  axis: 0 | 1,
  input: number,
  cell: number,
): StartState {
  const start = cell + padding[axis][0]
  const last = input + padding[axis][1] - dilation[axis] * (kernel[axis] - 1) - 1
  if (start < 0 || cell > last) return undefined
  return start % stride[axis] === 0 ? 'taken' : 'skipped'
}
