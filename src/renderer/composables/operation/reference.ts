import type { Window } from '@shared/math/geometry'
import {
  avgPool2d,
  conv2d,
  flip,
  maxPool2d,
  type Grid,
  type Kernels,
  type Sheets,
} from '@shared/math/reference'
import { sliceAxis } from '@shared/math/slice'
import { kindOf } from '@shared/operations'
import {
  channelsOf,
  rowsOf,
  sheetOf,
  spatial,
  type LessonOperation,
  type Operands,
} from './request'

/** Kernels as nested lists; a convolution's are turned by half a turn. */
export function kernelLists({ kernel, operation }: Operands): Kernels {
  if (!kernel) return []
  const [outputs = 1, inputs = 1, height = 1, width = 1] = kernel.shape
  const turn = kindOf(operation) === 'convolution' ? flip : (grid: Grid) => grid
  return Array.from({ length: outputs }, (_, output) =>
    Array.from({ length: inputs }, (_, input) =>
      turn(rowsOf(sheetOf(kernel, output * inputs + input), width, 0, height)),
    ),
  )
}

type Reference = (operands: Operands, input: Sheets, window: Window) => Sheets

const convolved: Reference = (operands, input, window) =>
  conv2d(input, kernelLists(operands), operands.bias, window, operands.groups)

/** The readable operation of each; the compiler names one that is forgotten here. */
const REFERENCES: Readonly<Record<LessonOperation, Reference>> = {
  'cross-correlation': convolved,
  convolution: convolved,
  'max-pool': (_, input, window) => maxPool2d(input, window),
  'avg-pool': ({ countIncludePad }, input, window) => avgPool2d(input, window, countIncludePad),
}

const compute: Reference = (operands, input, window) =>
  REFERENCES[operands.operation](operands, input, window)

/**
 * Rows `first` … `last` (excluded) of the output by the readable reference operation:
 * [channels][rows][width].
 */
export function referenceRows(operands: Operands, first: number, last: number): Sheets {
  const { input, window } = operands
  const [height, width] = spatial(input)
  const { from, to, padding } = sliceAxis(height, window, 0, first, last)
  // A row that reads padding alone still needs an input to have a width.
  const [start, end, rows] = to > from ? [from, to, padding] : [0, height, undefined]
  if (!rows)
    return compute(operands, wholeInput(operands), window).map((sheet) => sheet.slice(first, last))
  const sheets = Array.from({ length: channelsOf(input) }, (_, channel) =>
    rowsOf(sheetOf(input, channel), width, start, end),
  )
  return compute(operands, sheets, { ...window, padding: [rows, window.padding[1]] })
}

const wholeInput = ({ input }: Operands): Sheets => {
  const [height, width] = spatial(input)
  return Array.from({ length: channelsOf(input) }, (_, channel) =>
    rowsOf(sheetOf(input, channel), width, 0, height),
  )
}
