import type { ShiftedOutputs } from '@shared/contract/experiments'
import type { TensorData } from '@shared/contract/common'
import type { Pair } from '@shared/math/geometry'
import {
  equivarianceError,
  invariance,
  type EquivarianceError,
  type Invariance,
} from '@shared/math/shift'
import { lineLook, type ChartLine } from '@renderer/charts/chart-line'
import { REACH, type ShiftState } from './state'

/** The unmoved picture first, then the current one, then those of the curve. */
export const shiftsOf = ({ down, right, axis }: ShiftState): readonly Pair[] => [
  [0, 0],
  [down, right],
  ...Array.from({ length: 2 * REACH + 1 }, (_, i): Pair =>
    axis === 'right' ? [0, i - REACH] : [i - REACH, 0],
  ),
]

type Grid = number[][]

/** One map of [shifts, height, width]. */
export function mapAt({ shape, data }: TensorData, at: number): Grid {
  const [, height = 1, width = 1] = shape
  return Array.from({ length: height }, (_, i) =>
    Array.from(data.subarray((at * height + i) * width, (at * height + i + 1) * width)),
  )
}

/** How many input cells one cell of the output stands for, on each axis. */
export const strideOf = ({ stride, pool, poolStride }: ShiftState): Pair => {
  const all = pool === 'none' ? stride : stride * poolStride
  return [all, all]
}

/** The layer's own output: after pooling, if there is one. */
export const finalOf = (outputs: ShiftedOutputs): TensorData =>
  outputs.pooled ?? outputs.convolution

export function errorNow(state: ShiftState, outputs: ShiftedOutputs): EquivarianceError {
  const maps = finalOf(outputs)
  return equivarianceError(
    mapAt(maps, 0),
    mapAt(maps, 1),
    [state.down, state.right],
    strideOf(state),
  )
}

/** What stays in place, before and after pooling. */
export function invarianceNow(outputs: ShiftedOutputs): {
  readonly convolution: Invariance
  readonly pooled: Invariance | undefined
} {
  return {
    convolution: invariance(mapAt(outputs.convolution, 0), mapAt(outputs.convolution, 1)),
    pooled: outputs.pooled
      ? invariance(mapAt(outputs.pooled, 0), mapAt(outputs.pooled, 1))
      : undefined,
  }
}

/** A place where both maps are zero has no relative error; it is left out of the curve. */
const finite = (points: readonly { readonly x: number; readonly y: number }[]) =>
  points.filter(({ y }) => Number.isFinite(y))

/** The equivariance error of every shift along the axis. */
export function errorLine(state: ShiftState, outputs: ShiftedOutputs, name: string): ChartLine {
  const maps = finalOf(outputs)
  const [still, ...others] = [0, ...Array.from({ length: 2 * REACH + 1 }, (_, i) => i + 2)].map(
    (at) => mapAt(maps, at),
  )
  return {
    name,
    ...lineLook(1),
    points: finite(
      others.map((map, i) => ({
        x: i - REACH,
        y: equivarianceError(still ?? [], map, shiftsOf(state)[i + 2] ?? [0, 0], strideOf(state))
          .relative,
      })),
    ),
  }
}

/** How much of the map changes in place, before and after pooling. */
export function changeLines(
  outputs: ShiftedOutputs,
  names: { readonly convolution: string; readonly pooled: string },
): readonly ChartLine[] {
  const line = (maps: TensorData, name: string, look: number): ChartLine => ({
    name,
    ...lineLook(look),
    points: finite(
      Array.from({ length: 2 * REACH + 1 }, (_, i) => ({
        x: i - REACH,
        y: invariance(mapAt(maps, 0), mapAt(maps, i + 2)).relative,
      })),
    ),
  })
  return [
    line(outputs.convolution, names.convolution, 0),
    ...(outputs.pooled ? [line(outputs.pooled, names.pooled, 2)] : []),
  ]
}
