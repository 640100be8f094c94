import type { UnitDetail } from '@shared/contract/inspect'
import { AppError, phrase } from '@shared/errors'
import { extentOf } from '@shared/math/field/cells'
import type { Pair } from '@shared/math/geometry'
import type { Unit } from '@shared/math/unit'
import { unitField } from '@shared/model/field/unit-field'
import type { KeptPass, LayerValues } from './pass'

/**
 * One unit of a layer: its exact value, the input rows and columns that it sees (before clipping),
 * and the part of the picture inside, 0…1.
 * @throws AppError `not-found` for an unknown layer, `invalid-argument` for a unit outside the
 *   layer, `diverged` if its value is not a number
 */
export function unitDetail(pass: KeptPass, layer: string, unit: Unit): UnitDetail {
  const values = pass.outputs.get(layer)
  if (!values)
    throw new AppError('not-found', phrase`The network has no layer "${layer}".`, { layer })
  const value = valueAt(values, layer, unit)
  if (!Number.isFinite(value)) {
    throw new AppError(
      'diverged',
      phrase`This unit of "${layer}" is ${value}: the weights or an earlier layer's values are not finite.`,
      { layer, unit },
    )
  }
  const { rows, columns, clipped } = unitField(pass.loaded.model, layer, unit)
  const [height = 0, width = 0] = pass.input.shape
  const patch = cut(pass.input, clip(rows, height), clip(columns, width))
  return { value, field: { rows: [...rows], columns: [...columns] }, clipped, patch }
}

function valueAt(
  { shape, data }: LayerValues,
  layer: string,
  { row, column, channel }: Unit,
): number {
  const [height, width, channels] = extentOf(shape)
  if (row >= height || column >= width || channel >= channels) {
    throw new AppError(
      'invalid-argument',
      phrase`Layer "${layer}" of ${shape.join('×')} has no unit ${row}, ${column} in channel ${channel}.`,
      { layer, shape, unit: { row, column, channel } },
    )
  }
  return data[(row * width + column) * channels + channel] ?? NaN
}

/** The part of a range inside 0 … length − 1; if there is none, its end is before its start. */
const clip = ([first, last]: Pair, length: number): Pair => [
  Math.max(first, 0),
  Math.min(last, length - 1),
]

function cut({ shape, data }: KeptPass['input'], rows: Pair, columns: Pair): UnitDetail['patch'] {
  const [, width = 0, channels = 0] = shape
  const [height, length] = [rows[1] - rows[0] + 1, columns[1] - columns[0] + 1]
  // A field that is entirely in the padding sees nothing of the picture.
  if (height < 1 || length < 1) return null
  const patch = new Float32Array(height * length * channels)
  for (let row = 0; row < height; row += 1) {
    const from = ((rows[0] + row) * width + columns[0]) * channels
    patch.set(data.subarray(from, from + length * channels), row * length * channels)
  }
  return { shape: [height, length, channels], data: patch }
}
