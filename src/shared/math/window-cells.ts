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

/** An output position that reads a cell, and the kernel's place that reads it. */
export interface Fed {
  readonly position: number
  readonly tap: number
}

/** The inverse: every output position that reads a cell of one axis. */
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

/** Whether a window begins at a cell. */
export type StartState = 'taken' | 'skipped' | undefined

/**
 * Whether a window begins at a cell of one axis, is skipped there by the stride, or would not fit.
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
