import type { TensorData } from '@shared/contract/common'
import { channelsOf, spatial } from '@renderer/composables/operation/request'
import { isPooling } from '@shared/operations'
import type { SlidingState } from './state'

/** Sides of grids that are made by hand; pictures may be larger. */
export const MAX_SIDE = 64
export const MAX_KERNEL = 11
export const MAX_CHANNELS = 8

/**
 * A volume of another shape with the same numbers where both have cells. What is new is 0, except
 * for a new sheet, which is the one before it plus 1, as the chapter makes its second channel and
 * its second kernel.
 */
export function resized({ shape, data }: TensorData, next: readonly number[]): TensorData {
  const [height, width] = [next.at(-2) ?? 1, next.at(-1) ?? 1]
  const [oldHeight, oldWidth] = [shape.at(-2) ?? 1, shape.at(-1) ?? 1]
  const [outputs, inputs] = next.length === 4 ? [next[0] ?? 1, next[1] ?? 1] : [1, next[0] ?? 1]
  const [oldOutputs, oldInputs] =
    shape.length === 4 ? [shape[0] ?? 1, shape[1] ?? 1] : [1, shape[0] ?? 1]
  const value = (output: number, input: number, row: number, column: number): number => {
    if (row >= oldHeight || column >= oldWidth) return 0
    const [o, i] = [Math.min(output, oldOutputs - 1), Math.min(input, oldInputs - 1)]
    return (
      (data[((o * oldInputs + i) * oldHeight + row) * oldWidth + column] ?? 0) +
      (output - o) +
      (input - i)
    )
  }
  const cells = Float32Array.from({ length: outputs * inputs * height * width }, (_, index) => {
    const sheet = Math.floor(index / (height * width))
    return value(
      Math.floor(sheet / inputs),
      sheet % inputs,
      Math.floor(index / width) % height,
      index % width,
    )
  })
  return { shape: next, data: cells }
}

/**
 * The kernels, biases and groups that fit so many input and output channels; groups fall back to 1
 * where they divide no longer.
 */
function withLayer(
  state: SlidingState,
  channels: number,
  outputs: number,
  groups: number,
): Partial<SlidingState> {
  const fitting = channels % groups === 0 && outputs % groups === 0 ? groups : 1
  return {
    kernel: resized(state.kernel, [outputs, channels / fitting, ...spatial(state.kernel)]),
    bias: Array.from({ length: outputs }, (_, index) => state.bias[index] ?? 0),
    groups: fitting,
    pin: null,
  }
}

const outputsOf = ({ kernel }: SlidingState): number => kernel.shape[0] ?? 1

/** Another input; kernels follow where it has other channels, and nothing is held any more. */
export function withInput(state: SlidingState, input: TensorData): Partial<SlidingState> {
  const channels = channelsOf(input)
  return {
    ...(channels === channelsOf(state.input)
      ? { pin: null }
      : withLayer(state, channels, outputsOf(state), state.groups)),
    input,
  }
}

export const withInputShape = (
  state: SlidingState,
  shape: readonly [channels: number, height: number, width: number],
): Partial<SlidingState> => withInput(state, resized(state.input, shape))

export const withOutputs = (state: SlidingState, outputs: number): Partial<SlidingState> =>
  withLayer(state, channelsOf(state.input), outputs, state.groups)

/** Groups that divide both numbers of channels. */
export const groupChoices = (state: SlidingState): readonly number[] =>
  Array.from({ length: channelsOf(state.input) }, (_, index) => index + 1).filter(
    (groups) => channelsOf(state.input) % groups === 0 && outputsOf(state) % groups === 0,
  )

export const withGroups = (state: SlidingState, groups: number): Partial<SlidingState> =>
  withLayer(state, channelsOf(state.input), outputsOf(state), groups)

export const withKernelSize = (
  state: SlidingState,
  size: readonly [number, number],
): Partial<SlidingState> => ({
  kernel: resized(state.kernel, [...state.kernel.shape.slice(0, 2), ...size]),
  pin: null,
})

/** The same kernel for every pair of channels. */
export function withKernel(
  state: SlidingState,
  rows: readonly (readonly number[])[],
): Partial<SlidingState> {
  const [outputs = 1, inputs = 1] = state.kernel.shape
  const cells = rows.flat()
  const data = Float32Array.from(
    { length: outputs * inputs * cells.length },
    (_, index) => cells[index % cells.length] ?? 0,
  )
  return {
    kernel: { shape: [outputs, inputs, rows.length, rows[0]?.length ?? 1], data },
    pin: null,
  }
}

/** So many rows and columns of the input around a cell, as far as it reaches. */
export function cutOut(
  input: TensorData,
  side: number,
  around: { readonly row: number; readonly column: number } | undefined,
): TensorData {
  const [height, width] = spatial(input)
  const [rows, columns] = [Math.min(side, height), Math.min(side, width)]
  const centre = around ?? { row: Math.floor(height / 2), column: Math.floor(width / 2) }
  const top = Math.min(height - rows, Math.max(0, centre.row - Math.floor(rows / 2)))
  const left = Math.min(width - columns, Math.max(0, centre.column - Math.floor(columns / 2)))
  const channels = channelsOf(input)
  const data = Float32Array.from({ length: channels * rows * columns }, (_, index) => {
    const [channel, row, column] = [
      Math.floor(index / (rows * columns)),
      Math.floor(index / columns) % rows,
      index % columns,
    ]
    return input.data[(channel * height + top + row) * width + left + column] ?? 0
  })
  return { shape: [channels, rows, columns], data }
}

/**
 * Another window of a pooling; its stride follows, as it does by default (chapter 6.2.4), where it
 * was the window before.
 */
export function withWindow(
  state: SlidingState,
  window: readonly [number, number],
): Partial<SlidingState> {
  const followed =
    isPooling(state.operation) &&
    state.stride[0] === state.window[0] &&
    state.stride[1] === state.window[1]
  return { window, ...(followed ? { stride: window } : {}), pin: null }
}
