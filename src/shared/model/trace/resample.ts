import type { Layer } from '../../layers'
import { mapInput, type MapShape } from '../../layers/definition'
import type { AxisTaps } from '../../math/resample'
import type { LayerTrace } from './layer-trace'

/**
 * A layer whose rows and columns are resampled by themselves: Σ share of the row · share of the
 * column · value.
 */
export const resampled = <L extends Layer>(
  axes: (layer: L, input: MapShape) => readonly [AxisTaps, AxisTaps],
): LayerTrace<L> => ({
  unit({ layer, resolved, unit: [row, column, channel] }) {
    const [rows, columns] = axes(layer, mapInput(resolved.inputShapes))
    const taps = rows
      .of(row)
      .flatMap(([i, down]) =>
        columns.of(column).map(([j, across]) => [i, j, down * across] as const),
      )
    return {
      combine: 'sum',
      bias: 0,
      terms: [
        {
          input: 0,
          units: Int32Array.from(taps.flatMap(([i, j]) => [i, j, channel])),
          weights: Float32Array.from(taps, ([, , share]) => share),
        },
      ],
      padding: 0,
    }
  },
  quick: null,
})
