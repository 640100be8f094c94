import { channelsOf, sheetOf, spatial } from '@renderer/composables/operation/request'
import { isPooling } from '@shared/operations'
import { kernelCell } from './kernel'
import { windowOf, type SlidingState } from './state'
import { readCells } from '@shared/math/window-cells'

/** One cell of a window with what it is multiplied by. */
export interface Term {
  readonly value: number
  /** Absent while pooling. */
  readonly weight?: number
  /** Whether the cell lies in the padding. */
  readonly outside: boolean
}

/** What one output cell is made of: a list of terms an input channel. */
export interface CellTerms {
  readonly channels: readonly { readonly channel: number; readonly terms: readonly Term[] }[]
  readonly bias: number
  /** Of a mean. */
  readonly divisor: number
  readonly result: number
}

/** The input channels that an output channel reads. */
export function channelsRead(
  { operation, input, kernel, groups }: SlidingState,
  output: number,
): readonly number[] {
  if (isPooling(operation)) return [output]
  const inputs = channelsOf(kernel)
  const outputsPerGroup = (kernel.shape[0] ?? 1) / groups
  const first = Math.floor(output / outputsPerGroup) * inputs
  return Array.from({ length: inputs }, (_, index) => first + index).filter(
    (channel) => channel < channelsOf(input),
  )
}

/** The arithmetic of one output cell, written out; `result` is summed here, term by term. */
export function termsOf(
  state: SlidingState,
  output: number,
  row: number,
  column: number,
): CellTerms {
  const { operation, input, padWithZero } = state
  const window = windowOf(state)
  const pooling = isPooling(operation)
  const [height, width] = spatial(input)
  const [rows, columns] = [readCells(window, 0, row), readCells(window, 1, column)]
  const outsideValue = operation === 'max-pool' && !padWithZero ? -Infinity : 0
  const channels = channelsRead(state, output).map((channel, index) => {
    const sheet = sheetOf(input, channel)
    const terms = rows.flatMap((y, a) =>
      columns.map((x, b): Term => {
        const outside = y < 0 || x < 0 || y >= height || x >= width
        const value = outside ? outsideValue : (sheet[y * width + x] ?? 0)
        return pooling
          ? { value, outside }
          : { value, outside, weight: kernelCell(state, output, index, a, b) }
      }),
    )
    return { channel, terms }
  })
  const bias = pooling ? 0 : (state.bias[output] ?? 0)
  const all = channels.flatMap(({ terms }) => terms)
  const divisor =
    operation !== 'avg-pool'
      ? 1
      : state.countIncludePad
        ? all.length
        : all.filter(({ outside }) => !outside).length
  if (operation === 'max-pool')
    return { channels, bias, divisor, result: Math.max(...all.map(({ value }) => value)) }
  const sum = all.reduce((total, { value, weight = 1 }) => total + value * weight, bias)
  return { channels, bias, divisor, result: sum / divisor }
}
