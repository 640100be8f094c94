import { AppError } from '@shared/errors'
import { equivarianceError, invariance, shiftGrid } from '@shared/math/shift'
import { shiftLayer, type ShiftLayer } from '@shared/math/shift-layer'
import { strideOf } from './measures'
import type { ShiftState } from './state'

const layerOf = ({
  kernel,
  padding,
  stride,
  pool,
  window,
  poolStride,
}: ShiftState): ShiftLayer => ({
  kernel,
  padding,
  stride,
  pool: pool === 'none' ? null : { kind: pool, window, stride: poolStride },
})
const still = (state: ShiftState) => shiftLayer(state.input, layerOf(state))
const moved = (state: ShiftState) =>
  shiftLayer(shiftGrid(state.input, [state.down, state.right], state.edge), layerOf(state))

const text = (value: number): string =>
  Number.isFinite(value) ? String(Number(value.toPrecision(4))) : '\\infty'
const shiftOf = ([down, right]: readonly [number, number]): string => `T_{${down},${right}}`
const share = (distance: number, length: number, relative: number): string =>
  `\\frac{${text(distance)}}{${text(length)}}=${text(relative)}`

/** Nothing where a window does not fit: the experiment says so. */
function written(lines: () => readonly string[]): readonly string[] {
  try {
    return lines()
  } catch (thrown) {
    if (AppError.from(thrown).code === 'invalid-argument') return []
    throw thrown
  }
}

/** The two orders compared, with today's numbers: ‖f(TX) − Tf(X)‖ / ‖Tf(X)‖. */
export const liveEquivariance = (state: ShiftState): readonly string[] =>
  written(() => {
    const [before, after] = [still(state), moved(state)]
    const error = equivarianceError(
      before.pooled ?? before.convolution,
      after.pooled ?? after.convolution,
      [state.down, state.right],
      strideOf(state),
    )
    const [by, own] = [
      shiftOf([state.down, state.right]),
      shiftOf([error.shift[0], error.shift[1]]),
    ]
    return [
      `\\frac{\\lVert f(${by}X)-${own}f(X)\\rVert}{\\lVert ${own}f(X)\\rVert}=${share(error.distance, error.length, error.relative)}`,
    ]
  })

/** What changes in place, without pooling and with it: ‖f(TX) − f(X)‖ / ‖f(X)‖. */
export const liveInvariance = (state: ShiftState): readonly string[] =>
  written(() => {
    const [before, after] = [still(state), moved(state)]
    const by = shiftOf([state.down, state.right])
    const plain = invariance(before.convolution, after.convolution)
    const first = `\\frac{\\lVert f(${by}X)-f(X)\\rVert}{\\lVert f(X)\\rVert}=${share(plain.distance, plain.length, plain.relative)}`
    if (!before.pooled || !after.pooled) return [first]
    const pooled = invariance(before.pooled, after.pooled)
    return [
      first,
      `\\frac{\\lVert g(f(${by}X))-g(f(X))\\rVert}{\\lVert g(f(X))\\rVert}=${share(pooled.distance, pooled.length, pooled.relative)}`,
    ]
  })
