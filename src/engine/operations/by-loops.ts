import { AppError, phrase } from '@shared/errors'
import type { Window } from '@shared/math/geometry'
import * as reference from '@shared/math/reference'
import { toNested, type NumberArray } from './numbers'

/**
 * The operations by the textbook's loops: while an installed app has no TensorFlow yet, the lessons
 * compute with them. Sums are formed in double precision and rounded once, so the last digits may
 * differ from TensorFlow's.
 */

const sheetsOf = ({ shape, data }: NumberArray): reference.Sheets =>
  toNested(data, [1, ...shape].slice(-3)) as reference.Sheets

/** Channels first; without the level of channels where `flat`. */
function toNumbers(sheets: reference.Sheets, flat: boolean): NumberArray {
  const size = [sheets.length, sheets[0]?.length ?? 0, sheets[0]?.[0]?.length ?? 0]
  const data = Float32Array.from(sheets.flat(2))
  if (!data.every(Number.isFinite))
    throw new AppError(
      'too-large',
      phrase`The result is beyond the range of float32; use smaller numbers.`,
    )
  return { shape: flat ? size.slice(1) : size, data }
}

interface Convolution {
  readonly input: NumberArray
  /** [out, channels / groups, height, width]. */
  readonly kernels: NumberArray
  readonly bias: Float32Array
  readonly window: Window
  readonly groups: number
  readonly flat: boolean
}

/** @param flip turns each kernel by 180°, as a convolution does */
export function convolutionByLoops(
  { input, kernels, bias, window, groups, flat }: Convolution,
  flip: boolean,
): NumberArray {
  const nested = toNested(kernels.data, kernels.shape) as reference.Kernels
  const turned = flip ? nested.map((sheets) => sheets.map(reference.flip)) : nested
  return toNumbers(reference.conv2d(sheetsOf(input), turned, [...bias], window, groups), flat)
}

export const maxPoolByLoops = (input: NumberArray, window: Window, flat: boolean): NumberArray =>
  toNumbers(reference.maxPool2d(sheetsOf(input), window), flat)

export const avgPoolByLoops = (
  input: NumberArray,
  window: Window,
  flat: boolean,
  countIncludePad: boolean,
): NumberArray => toNumbers(reference.avgPool2d(sheetsOf(input), window, countIncludePad), flat)
