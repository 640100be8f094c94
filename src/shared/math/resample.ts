/** Cells of an axis that one cell of the output reads, each with its share of the value. */
export type Taps = readonly (readonly [cell: number, share: number])[]

/** One axis of a layer that computes each cell of its output from some cells of the same axis. */
export interface AxisTaps {
  /** Cells of the output. */
  readonly length: number
  readonly of: (unit: number) => Taps
}

/** [cells of the output, cells of the input]: the share that each has of each. */
export function sharesOf({ length, of }: AxisTaps, input: number): Float32Array {
  const shares = new Float32Array(length * input)
  for (let unit = 0; unit < length; unit += 1)
    for (const [cell, share] of of(unit)) shares[unit * input + cell] = share
  return shares
}

/**
 * Each cell is the one before it in the input: cell ⌊u · n / m⌋, as PyTorch's `nearest`; for a whole
 * factor every cell is repeated, as in Keras too.
 */
export const nearestTaps = (input: number, output: number): AxisTaps => ({
  length: output,
  of: (unit) => [[Math.floor((unit * input) / output), 1]],
})

/**
 * Between the two cells around (u + ½) · n / m − ½, the centres of the cells being laid over each
 * other (PyTorch's `align_corners=False`, Keras and ONNX's half_pixel); beyond the outermost centre
 * the outermost cell.
 */
export const bilinearTaps = (input: number, output: number): AxisTaps => ({
  length: output,
  of(unit) {
    const at = Math.max(((unit + 0.5) * input) / output - 0.5, 0)
    const first = Math.min(Math.floor(at), input - 1)
    const share = at - first
    return share === 0 || first === input - 1
      ? [[first, 1]]
      : [
          [first, 1 - share],
          [first + 1, share],
        ]
  },
})

/**
 * The cells from ⌊u · n / m⌋ up to ⌈(u + 1) · n / m⌉, which is excluded: windows that cover an axis
 * and are as equal as they can be (PyTorch's adaptive pooling).
 */
export const adaptiveRun = (
  input: number,
  output: number,
  unit: number,
): readonly [from: number, end: number] => [
  Math.floor((unit * input) / output),
  Math.ceil(((unit + 1) * input) / output),
]

/** The mean of each run. */
export const adaptiveTaps = (input: number, output: number): AxisTaps => ({
  length: output,
  of(unit) {
    const [from, end] = adaptiveRun(input, output, unit)
    return Array.from({ length: end - from }, (_, i) => [from + i, 1 / (end - from)] as const)
  },
})

/** Cells beyond the ends of an axis: mirrored without the outermost cell, or the outermost cell. */
export type Continuation = 'reflect' | 'replicate'

/** An axis with `before` and `after` more cells; a reflection needs fewer of them than cells. */
export const continuedTaps = (
  input: number,
  [before, after]: readonly [number, number],
  mode: Continuation,
): AxisTaps => ({
  length: before + input + after,
  of(unit) {
    const cell = unit - before
    const last = input - 1
    if (mode === 'replicate') return [[Math.min(Math.max(cell, 0), last), 1]]
    return [[last - Math.abs(last - Math.abs(cell)), 1]]
  },
})
