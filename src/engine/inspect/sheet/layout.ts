import { extentOf } from '@shared/math/field/cells'

/** The places of a layer's maps on a sheet; lengths are in pixels. */
export interface SheetLayout {
  /** Size of one map in shown cells, which are every `step`-th of the layer's. */
  readonly rows: number
  readonly columns: number
  readonly step: number
  /** Side of a cell in pixels. */
  readonly scale: number
  readonly maps: number
  /** Number of maps side by side. */
  readonly across: number
  readonly width: number
  readonly height: number
}

export const GAP = 1
/**
 * A small map is enlarged by an integer factor to about this side, and a single unit to a cell of
 * this side.
 */
const MAP_SIDE = 96
const UNIT_SIDE = 16
const MAX_PIXELS = 64_000_000
const ASPECT = 4 / 3

/** Arranges a layer's maps, or the units of a vector, in about the proportions of a screen. */
export function layoutOf(shape: readonly number[]): SheetLayout {
  const [height, width, channels] = extentOf(shape)
  const side = height === 1 && width === 1 ? UNIT_SIDE : MAP_SIDE
  const scale = Math.max(1, Math.floor(side / Math.max(height, width)))
  const pixels = height * width * scale ** 2 * channels
  // If the sheet would be too large to open, it shows every second, third … cell.
  const step = Math.ceil(Math.sqrt(pixels / MAX_PIXELS))
  const [rows, columns] = [Math.ceil(height / step), Math.ceil(width / step)]
  const [tileHeight, tileWidth] = [rows * scale + GAP, columns * scale + GAP]
  const across = Math.min(
    channels,
    Math.max(1, Math.round(Math.sqrt((channels * tileHeight * ASPECT) / tileWidth))),
  )
  const down = Math.ceil(channels / across)
  return {
    rows,
    columns,
    step,
    scale,
    maps: channels,
    across,
    width: across * tileWidth - GAP,
    height: down * tileHeight - GAP,
  }
}
