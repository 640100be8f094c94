import type { LayerOf } from '@shared/layers'
import { outputSize, type Pair, type Window } from '@shared/math/geometry'
import { cropping, onlyInput, type KerasNode, type Place } from './node'

/**
 * Consecutive windows of one axis that contain the same number of cells and are pooled together.
 */
interface Band {
  /** The cells of the windows, from `first` up to `end`, which is excluded. */
  readonly first: number
  readonly end: number
  /** Cells of a window. */
  readonly seen: number
}

/**
 * A mean that doesn't count its padding, for any padding. The mean over a rectangle is the mean
 * over its rows of the means over its columns, so each axis is handled separately, and windows that
 * extend beyond an edge become smaller windows.
 */
export function averageWithoutPadding(
  place: Place<LayerOf<'avgPool2d'>>,
  window: Window,
  size: Pair,
): readonly KerasNode[] {
  const [rows, columns] = outputSize(size, window)
  const down = averageAxis(
    place,
    0,
    bandsOf(window, 0, size[0], rows),
    size[0],
    window.stride[0],
    onlyInput(place),
  )
  const across = averageAxis(
    place,
    1,
    bandsOf(window, 1, size[1], columns),
    size[1],
    window.stride[1],
    down.at(-1)?.name ?? onlyInput(place),
  )
  return [...down, ...across]
}

/**
 * The windows of an axis of `length` cells, clipped to the map; complete windows are in one band.
 */
function bandsOf(
  { kernel, stride, padding }: Window,
  axis: 0 | 1,
  length: number,
  outputs: number,
): readonly Band[] {
  const bands: Band[] = []
  for (let unit = 0; unit < outputs; unit += 1) {
    const from = unit * stride[axis] - padding[axis][0]
    const first = Math.max(0, from)
    const end = Math.min(length, from + kernel[axis])
    const last = bands.at(-1)
    const whole = end - first === kernel[axis]
    if (last && whole && last.seen === kernel[axis]) bands.splice(-1, 1, { ...last, end })
    else bands.push({ first, end, seen: end - first })
  }
  return bands
}

/** Cuts out and averages each band, and joins the results. */
function averageAxis(
  place: Place<LayerOf<'avgPool2d'>>,
  axis: 0 | 1,
  bands: readonly Band[],
  length: number,
  stride: number,
  input: string,
): readonly KerasNode[] {
  const axisName = axis === 0 ? 'rows' : 'columns'
  const along = <T>(value: T, other: T): readonly [T, T] =>
    axis === 0 ? [value, other] : [other, value]
  const chains = bands.map(({ first, end, seen }, index): readonly KerasNode[] => {
    const cut =
      first === 0 && end === length
        ? []
        : [
            cropping(
              place.helper(`${axisName}_cut${index}`),
              along<Pair>([first, length - end], [0, 0]),
              input,
            ),
          ]
    const mean: KerasNode = {
      name: place.helper(`${axisName}_mean${index}`),
      className: 'AveragePooling2D',
      config: {
        pool_size: along(seen, 1),
        strides: along(stride, 1),
        padding: 'valid',
        data_format: 'channels_last',
      },
      inputs: [cut[0]?.name ?? input],
      weights: [],
    }
    return [...cut, mean]
  })
  const means = chains.flatMap((chain) => chain.at(-1)?.name ?? [])
  const joined: KerasNode = {
    name: place.helper(`${axisName}_joined`),
    className: 'Concatenate',
    config: { axis: axis + 1 },
    inputs: means,
    weights: [],
  }
  return means.length > 1 ? [...chains.flat(), joined] : chains.flat()
}
