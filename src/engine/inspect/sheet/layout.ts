import { extentOf } from '@shared/math/field/cells'

/** Where a layer's maps stand on a sheet; lengths are pixels. */
export interface SheetLayout {
  /** Size of one map in cells that are shown, every `step`-th of the layer's. */
  readonly rows: number
  readonly columns: number
  readonly step: number
  /** Pixels of a cell's side. */
  readonly scale: number
  readonly maps: number
  /** Maps beside each other. */
  readonly across: number
  readonly width: number
  readonly height: number
}

export const GAP = 1
/** A small map is enlarged by whole factors to about this side, a single unit to this cell. */
const MAP_SIDE = 96
const UNIT_SIDE = 16
const MAX_PIXELS = 64_000_000
const ASPECT = 4 / 3

/** Tiles a layer's maps (of a vector: its units) into about the proportions of a screen. */
export function layoutOf(shape: readonly number[]): SheetLayout {
  const [height, width, channels] = extentOf(shape)
  const side = height === 1 && width === 1 ? UNIT_SIDE : MAP_SIDE
  const scale = Math.max(1, Math.floor(side / Math.max(height, width)))
  const pixels = height * width * scale ** 2 * channels
  // A sheet that would be too large to open shows every second, third … cell.
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
