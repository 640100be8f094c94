import { outputLength, type Pair } from '@shared/math/geometry'
import { fedPositions, readCells, startState } from '@shared/math/window-cells'
import { channelsOf, spatial } from '@renderer/composables/operation/request'
import { isPooling } from '@shared/operations'
import type { CellMark, ReadingMarks } from '@renderer/visualisations/grid/marks'
import { windowOf, type Pin, type SlidingState } from './state'
import { channelsRead } from './terms'

/** Output [height, width]; below 1 where the window does not fit. */
export function outputSizeOf(state: SlidingState): Pair {
  const window = windowOf(state)
  const size = spatial(state.input)
  return [0, 1].map((axis) => {
    const i = axis as 0 | 1
    return outputLength(
      size[i],
      window.kernel[i],
      window.padding[i],
      window.stride[i],
      window.dilation[i],
    )
  }) as unknown as Pair
}

export const outputChannelsOf = ({ operation, input, kernel }: SlidingState): number =>
  isPooling(operation) ? channelsOf(input) : (kernel.shape[0] ?? 1)

/** Marks by grid and sheet. */
export interface FocusMarks {
  readonly input: (sheet: number) => readonly CellMark[]
  readonly kernel: (sheet: number) => readonly CellMark[]
  readonly output: (sheet: number) => readonly CellMark[]
}

const none = (): readonly CellMark[] => []
const NOTHING: FocusMarks = { input: none, kernel: none, output: none }

/**
 * What lights up for the current cell: its window (backward view), or all cells that it feeds
 * (forward view).
 */
export function marksOf(state: SlidingState, focus: Pin | null | undefined): FocusMarks {
  if (focus?.grid === 'output') return backward(state, focus)
  if (focus?.grid === 'input') return forward(state, focus)
  return NOTHING
}

function backward(state: SlidingState, { sheet, row, column }: Pin): FocusMarks {
  const window = windowOf(state)
  const channels = channelsRead(state, sheet)
  const inputs = channelsOf(state.kernel)
  const [height, width] = window.kernel
  const read: CellMark = {
    kind: 'window',
    rows: readCells(window, 0, row),
    columns: readCells(window, 1, column),
  }
  const whole: CellMark = {
    kind: 'window',
    rows: Array.from({ length: height }, (_, i) => i),
    columns: Array.from({ length: width }, (_, i) => i),
  }
  return {
    input: (channel) => (channels.includes(channel) ? [read] : []),
    kernel: (index) => (Math.floor(index / inputs) === sheet ? [whole] : []),
    output: (output) =>
      output === sheet ? [{ kind: 'window', rows: [row], columns: [column] }] : [],
  }
}

function forward(state: SlidingState, { sheet, row, column }: Pin): FocusMarks {
  const window = windowOf(state)
  const size = outputSizeOf(state)
  const inputs = channelsOf(state.kernel)
  const [rows, columns] = [
    fedPositions(window, 0, size[0], row),
    fedPositions(window, 1, size[1], column),
  ]
  const fed: CellMark = {
    kind: 'feeds',
    rows: rows.map(({ position }) => position),
    columns: columns.map(({ position }) => position),
  }
  const flipped = state.operation === 'convolution'
  const tap = (axis: 0 | 1) => (entry: { readonly tap: number }) =>
    flipped ? window.kernel[axis] - 1 - entry.tap : entry.tap
  const used: CellMark = { kind: 'feeds', rows: rows.map(tap(0)), columns: columns.map(tap(1)) }
  return {
    input: (channel) =>
      channel === sheet ? [{ kind: 'window', rows: [row], columns: [column] }] : [],
    kernel: (index) =>
      channelsRead(state, Math.floor(index / inputs))[index % inputs] === sheet ? [used] : [],
    output: (output) => (channelsRead(state, output).includes(sheet) ? [fed] : []),
  }
}

/**
 * Which input cells are read at all, and where windows begin; for a stride of 1 the beginnings say
 * nothing and are left out.
 */
export function readingMarks(state: SlidingState): ReadingMarks {
  const window = windowOf(state)
  const size = spatial(state.input)
  const positions = outputSizeOf(state)
  const stepped = window.stride.some((step) => step > 1)
  return {
    isRead: (axis, cell) => fedPositions(window, axis, positions[axis], cell).length > 0,
    startAt: (axis, cell) => (stepped ? startState(window, axis, size[axis], cell) : undefined),
  }
}
