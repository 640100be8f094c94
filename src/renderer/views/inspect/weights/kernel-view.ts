/** A part of a filter that fits on the screen as a grid of numbers. */
export interface KernelView {
  readonly rows: number
  readonly columns: number
  /** Places in the filter's numbers, row by row. */
  readonly places: readonly number[]
}

/** Numbers of a dense unit shown at a time. */
const PAGE = 25
const ACROSS = 5

/** How many parts a filter has: input channels of a kernel, pages of a dense unit's inputs. */
export const partsOf = (shape: readonly number[]): number =>
  shape.length === 3 ? (shape[2] ?? 1) : Math.ceil((shape[0] ?? 0) / PAGE)

/**
 * One part of a filter as a grid.
 * @param shape [height, width, in] of a kernel, [in] of a dense unit
 */
export function kernelView(shape: readonly number[], part: number): KernelView {
  if (shape.length === 3) {
    const [rows = 1, columns = 1, inputs = 1] = shape
    return {
      rows,
      columns,
      places: Array.from({ length: rows * columns }, (_, i) => i * inputs + part),
    }
  }
  const count = Math.max(0, Math.min(PAGE, (shape[0] ?? 0) - part * PAGE))
  return {
    rows: Math.ceil(count / ACROSS),
    columns: Math.min(ACROSS, count),
    places: Array.from({ length: count }, (_, i) => part * PAGE + i),
  }
}

/** First and last input of a dense unit's page. */
export const pageEnds = (inputs: number, part: number): readonly [number, number] => [
  part * PAGE,
  Math.min(inputs, (part + 1) * PAGE) - 1,
]
