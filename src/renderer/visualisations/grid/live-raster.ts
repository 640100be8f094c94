import { imageData } from '../sheet/paint'
import { colourCells, type Box, type GridValues } from './values'

export interface LiveRaster {
  /** A pixel a cell, without the padding. */
  readonly pixels: Uint32Array
  readonly image: OffscreenCanvas
}

/**
 * The picture of a sheet, kept up to date: after a stroke only the cells that changed are coloured
 * and handed over anew, which on a million cells is the difference between a late frame and one in
 * time.
 */
export function createLiveRaster(): (values: GridValues) => LiveRaster {
  let shown: GridValues | undefined
  let raster: LiveRaster | undefined
  return (values) => {
    if (raster && values === shown) return raster
    const [height, width] = values.size
    const same = shown && raster && shown.size[0] === height && shown.size[1] === width
    if (!raster || !same)
      raster = {
        pixels: new Uint32Array(height * width),
        image: new OffscreenCanvas(width, height),
      }
    const changed =
      shown && same && looksAlike(shown, values)
        ? changedBox(shown.data, values.data, width)
        : { top: 0, left: 0, bottom: height, right: width }
    shown = values
    if (changed) {
      colourCells(raster.pixels, values, changed)
      const { top, left, bottom, right } = changed
      const pixels = imageData({ width, height, pixels: raster.pixels })
      raster.image
        .getContext('2d')
        ?.putImageData(pixels, 0, 0, left, top, right - left, bottom - top)
    }
    return raster
  }
}

const looksAlike = ({ scale: a }: GridValues, { scale: b }: GridValues): boolean =>
  a.table === b.table &&
  a.gamma === b.gamma &&
  a.signed === b.signed &&
  a.range.min === b.range.min &&
  a.range.max === b.range.max

/** The smallest box of cells that holds every difference of two sheets of the same size. */
export function changedBox(
  before: Float32Array,
  after: Float32Array,
  width: number,
): Box | undefined {
  let first = 0
  while (first < after.length && before[first] === after[first]) first++
  if (first >= after.length) return undefined
  let last = after.length - 1
  while (before[last] === after[last]) last--
  const [top, bottom] = [Math.floor(first / width), Math.floor(last / width) + 1]
  let [left, right] = [width, 0]
  for (let row = top; row < bottom; row++) {
    for (let column = 0; column < width; column++) {
      if (before[row * width + column] === after[row * width + column]) continue
      left = Math.min(left, column)
      right = Math.max(right, column + 1)
    }
  }
  return { top, left, bottom, right }
}
