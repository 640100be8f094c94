import type { TensorData } from '@shared/contract/common'
import { referenceRows } from './reference'
import { outputShapeOf, type Operands } from './request'

/** How the engine's numbers compare with the reference's so far. */
export interface Check {
  /** Cells that have been compared, and all. */
  readonly done: number
  readonly total: number
  /** Largest absolute difference, and the largest absolute value it is to be seen against. */
  readonly difference: number
  readonly magnitude: number
}

/** float32 sums of up to some thousand products against float64, relative to the largest value. */
export const TOLERANCE = 1e-5
export const agrees = ({ difference, magnitude }: Check): boolean =>
  difference <= TOLERANCE * Math.max(1, magnitude)

/** Milliseconds of a frame that a check may take. */
const SLICE_MS = 4
/** Products of one slice at first; slices grow and shrink with the time they take. */
const FIRST_PRODUCTS = 20_000

/**
 * Compares an output with the reference operation, some rows at a time, so that no frame is held
 * up.
 * @param pause waits for the next moment with time to spare
 */
export async function* checkOutput(
  operands: Operands,
  output: TensorData,
  pause: () => Promise<void>,
  now: () => number = () => performance.now(),
): AsyncGenerator<Check> {
  const [channels, height, width] = outputShapeOf(operands)
  const { kernel, window } = operands
  const inputs = kernel ? (kernel.shape[1] ?? 1) : 1
  const productsOfRow = channels * width * inputs * window.kernel[0] * window.kernel[1]
  const total = channels * height * width
  let check: Check = {
    done: 0,
    total,
    difference: output.data.length === total ? 0 : Infinity,
    magnitude: 0,
  }
  let rows = Math.max(1, Math.floor(FIRST_PRODUCTS / productsOfRow))
  for (let first = 0; first < height;) {
    const begin = now()
    const last = Math.min(height, first + rows)
    check = compare(check, output, referenceRows(operands, first, last), first)
    yield check
    const spent = now() - begin
    if (spent < SLICE_MS / 2) rows *= 2
    else if (spent > SLICE_MS) rows = Math.max(1, Math.floor(rows / 2))
    first = last
    if (first < height) await pause()
  }
}

function compare(
  check: Check,
  { shape, data }: TensorData,
  sheets: ReturnType<typeof referenceRows>,
  first: number,
): Check {
  const [height, width] = [shape.at(-2) ?? 1, shape.at(-1) ?? 1]
  let { done, difference, magnitude } = check
  sheets.forEach((sheet, channel) =>
    sheet.forEach((row, offset) =>
      row.forEach((value, column) => {
        const engine = data[(channel * height + first + offset) * width + column] ?? Number.NaN
        const apart = Math.abs(engine - value)
        difference = Number.isNaN(apart) ? Infinity : Math.max(difference, apart)
        magnitude = Math.max(magnitude, Math.abs(value))
        done++
      }),
    ),
  )
  return { ...check, done, difference, magnitude }
}
