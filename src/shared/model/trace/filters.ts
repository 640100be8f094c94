import type { Layer } from '../../layers'
import { tableMask } from '../../layers/connection-table'
import { mapInput, type MapShape } from '../../layers/definition'
import type { Pair } from '../../math/geometry'
import type { Arithmetic, TraceCall } from './arithmetic'
import type { LayerCall, LayerTrace, Sums } from './layer-trace'
import type { coveredCells } from './window'

type Filters = Extract<Layer, { readonly kernel: unknown; readonly groups: number }>
/** The cells of a map that a cell of the output reads, each with the cell of the kernel for it. */
type CellsOf<L> = (layer: L, map: MapShape) => (place: Pair) => ReturnType<typeof coveredCells>

/**
 * A layer that sums cells of its map, each multiplied by a cell of a kernel: bias + Σ_c Σ_a Σ_b
 * weight[a, b, c, o] · input[cell of (a, b), c] over the channels c of the unit's group.
 */
export const filters = <L extends Filters>(cellsOf: CellsOf<L>): LayerTrace<L> => ({
  unit: (call) => unitOf(cellsOf, call),
  quick: { sums: (call) => sumsOf(cellsOf, call) },
})

/** The channels of its group that a filter reads, in their order in the kernel. */
function channelsRead(layer: Filters, output: number, channels: number): readonly number[] {
  const table = 'connections' in layer ? layer.connections?.[output] : undefined
  return table
    ? [...table].sort((a, b) => a - b)
    : Array.from({ length: channels }, (_, channel) => channel)
}

/** 1 where a filter reads a channel: [channels, outputs]; nothing where every filter reads all. */
function tableOf(layer: Filters, channels: number): Float32Array | undefined {
  const table = 'connections' in layer ? layer.connections : undefined
  return table && tableMask(table, [1, channels])
}

function unitOf<L extends Filters>(
  cellsOf: CellsOf<L>,
  { layer, resolved, unit: [i, j, output], weight }: TraceCall<L>,
): Arithmetic {
  const input = mapInput(resolved.inputShapes)
  const { cells, padding } = cellsOf(layer, input)([i, j])
  const { shape, data } = weight('weight')
  const [, columns = 1, channels = 1, outputs = 1] = shape
  const firstChannel = Math.floor(output / (outputs / layer.groups)) * channels
  const read = channelsRead(layer, output, channels)
  const units = new Int32Array(cells.length * read.length * 3)
  const weights = new Float32Array(cells.length * read.length)
  cells.forEach(({ row, column, tap: [a, b] }, cell) => {
    for (const [n, c] of read.entries()) {
      const at = cell * read.length + n
      units[3 * at] = row
      units[3 * at + 1] = column
      units[3 * at + 2] = firstChannel + c
      weights[at] = data[((a * columns + b) * channels + c) * outputs + output] ?? NaN
    }
  })
  const bias = layer.bias ? (weight('bias').data[output] ?? NaN) : 0
  return {
    combine: 'sum',
    bias,
    terms: [{ input: 0, units, weights }],
    padding: padding * read.length,
  }
}

/**
 * All channels of a place in loops over typed arrays in which neighbouring channels are adjacent.
 * Each sum has its terms in the order of {@link unitOf}, so that it is bit-identical to the sum unit
 * by unit.
 */
function sumsOf<L extends Filters>(
  cellsOf: CellsOf<L>,
  { layer, resolved, weight, inputs: [input = new Float64Array()] }: LayerCall<L>,
): Sums {
  const map = mapInput(resolved.inputShapes)
  const [, width, inputs] = map
  const cellsAt = cellsOf(layer, map)
  const { shape, data } = weight('weight')
  const [rows = 1, columns = 1, channels = 1, outputs = 1] = shape
  const bias = layer.bias ? weight('bias').data : undefined
  const perGroup = outputs / layer.groups
  const table = tableOf(layer, channels)
  const at: Sums['at'] = (place, [first, last], sums) => {
    for (let o = first; o <= last; o += 1) sums[o - first] = bias?.[o] ?? 0
    const { cells } = cellsAt(place)
    for (const {
      row,
      column,
      tap: [a, b],
    } of cells) {
      for (
        let group = Math.floor(first / perGroup);
        group <= Math.floor(last / perGroup);
        group += 1
      ) {
        const [from, to] = [
          Math.max(first, group * perGroup),
          Math.min(last, (group + 1) * perGroup - 1),
        ]
        const pixel = (row * width + column) * inputs + group * channels
        for (let c = 0; c < channels; c += 1) {
          const value = input[pixel + c] ?? NaN
          const weights = ((a * columns + b) * channels + c) * outputs
          for (let o = from; o <= to; o += 1)
            if (!table || table[c * outputs + o] === 1)
              sums[o - first] = (sums[o - first] ?? 0) + value * (data[weights + o] ?? NaN)
        }
      }
    }
    return cells.length * channels * (last - first + 1)
  }
  return { terms: rows * columns * channels, at }
}
