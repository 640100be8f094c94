import { mapInput } from '../../layers/definition'
import type { GlobalAvgPool2d } from '../../layers/global-avg-pool2d'
import { poolWindow, type AvgPool2d, type MaxPool2d } from '../../layers/pooling'
import type { TraceStep } from './arithmetic'
import { coveredCells } from './window'

const unitsOf = (
  cells: readonly { readonly row: number; readonly column: number }[],
  channel: number,
): Int32Array => Int32Array.from(cells.flatMap(({ row, column }) => [row, column, channel]))

/** The largest value that the window covers; padding never wins. */
export const maxPool2d: TraceStep<MaxPool2d> = ({ layer, resolved, unit: [i, j, channel] }) => {
  const input = mapInput(resolved.inputShapes)
  const { cells, padding } = coveredCells(poolWindow(layer, input), [input[0], input[1]], [i, j])
  return { combine: 'max', terms: [{ input: 0, units: unitsOf(cells, channel) }], padding }
}

/** Σ input ÷ n, with n the window's cells, or those of them that lie on the map. */
export const avgPool2d: TraceStep<AvgPool2d> = ({ layer, resolved, unit: [i, j, channel] }) => {
  const input = mapInput(resolved.inputShapes)
  const { cells, padding } = coveredCells(poolWindow(layer, input), [input[0], input[1]], [i, j])
  const count = layer.countIncludePad ? cells.length + padding : cells.length
  return {
    combine: 'sum',
    bias: 0,
    terms: [
      {
        input: 0,
        units: unitsOf(cells, channel),
        weights: new Float32Array(cells.length).fill(1 / count),
      },
    ],
    padding,
  }
}

/** Σ input ÷ n over the whole map. */
export const globalAvgPool2d: TraceStep<GlobalAvgPool2d> = ({ resolved, unit: [, , channel] }) => {
  const [height, width] = mapInput(resolved.inputShapes)
  const cells = Array.from({ length: height * width }, (_, at) => ({
    row: Math.floor(at / width),
    column: at % width,
  }))
  return {
    combine: 'sum',
    bias: 0,
    terms: [
      {
        input: 0,
        units: unitsOf(cells, channel),
        weights: new Float32Array(cells.length).fill(1 / cells.length),
      },
    ],
    padding: 0,
  }
}
