import { dilatedKernel, outputLength, type Pair } from './geometry'

/** One axis of a sliding window. */
export interface Axis {
  readonly input: number
  readonly kernel: number
  /** Rows above and below, or columns left and right. */
  readonly padding: Pair
  readonly stride: number
  readonly dilation: number
}

/**
 * The formulas of chapter 6.2.2, from the general one to its special cases; p is the padding of
 * both sides together and k' the dilated kernel.
 * - `strided` ⌊(n − k' + p + s) / s⌋, always
 * - `unit` n − k' + p + 1, for stride 1
 * - `plain` n − k' + 1, for stride 1 without padding
 * - `kept` ⌊(n + s − 1) / s⌋, for p = k' − 1
 * - `same` n, for p = k' − 1 and stride 1
 * - `divisible` n / s, for p = k' − 1 and an input that the stride divides
 */
export const SHAPE_FORMULAS = ['strided', 'unit', 'plain', 'kept', 'same', 'divisible'] as const
export type ShapeFormula = (typeof SHAPE_FORMULAS)[number]

/** The facts about one axis that are known before anything is computed. */
export interface AxisArithmetic {
  /** k' = d(k − 1) + 1. */
  readonly extent: number
  /** p: both sides together. */
  readonly totalPadding: number
  /** Window positions; below 1 the window does not fit. */
  readonly output: number
  /** The formulas that hold here, all with the same value. */
  readonly formulas: readonly ShapeFormula[]
  /** Cells of the padded input after the last window, which no window reads. */
  readonly unread: number
  /**
   * Whether output cell i is centred on input cell i·s: an odd extent, and (k' − 1) / 2 before it.
   */
  readonly centred: boolean
}

function holds(formula: ShapeFormula, { input, padding, stride }: Axis, extent: number): boolean {
  const total = padding[0] + padding[1]
  const keeps = total === extent - 1
  switch (formula) {
    case 'strided':
      return true
    case 'unit':
      return stride === 1
    case 'plain':
      return stride === 1 && total === 0
    case 'kept':
      return keeps
    case 'same':
      return keeps && stride === 1
    case 'divisible':
      return keeps && input % stride === 0
  }
}

/** The value of a formula, as the chapter writes it. */
export function formulaValue(
  formula: ShapeFormula,
  { input, kernel, padding, stride, dilation }: Axis,
): number {
  const [extent, total] = [dilatedKernel(kernel, dilation), padding[0] + padding[1]]
  switch (formula) {
    case 'strided':
      return Math.floor((input - extent + total + stride) / stride)
    case 'unit':
      return input - extent + total + 1
    case 'plain':
      return input - extent + 1
    case 'kept':
      return Math.floor((input + stride - 1) / stride)
    case 'same':
      return input
    case 'divisible':
      return input / stride
  }
}

/** The arithmetic of one axis of chapter 6.2.2. */
export function axisArithmetic(axis: Axis): AxisArithmetic {
  const { input, kernel, padding, stride, dilation } = axis
  const extent = dilatedKernel(kernel, dilation)
  const totalPadding = padding[0] + padding[1]
  const output = outputLength(input, kernel, padding, stride, dilation)
  return {
    extent,
    totalPadding,
    output,
    formulas: SHAPE_FORMULAS.filter((formula) => holds(formula, axis, extent)),
    unread:
      output < 1 ? input + totalPadding : input + totalPadding - ((output - 1) * stride + extent),
    centred: extent % 2 === 1 && padding[0] === (extent - 1) / 2,
  }
}

/** The rule for the odd row of an odd padding. */
export type PaddingRule = 'chapter' | 'tensorflow'

/**
 * Splits a total padding over two sides: the chapter puts ⌈p / 2⌉ rows above (6.2.2.1),
 * TensorFlow's and PyTorch's "same" put ⌊p / 2⌋ there.
 */
export const splitPadding = (total: number, rule: PaddingRule): Pair =>
  rule === 'chapter'
    ? [Math.ceil(total / 2), Math.floor(total / 2)]
    : [Math.floor(total / 2), Math.ceil(total / 2)]
