import type { TensorData } from '@shared/contract/common'
import type { LayerMaps } from '@shared/contract/inspect'
import { mapsOf, unitIndex } from '@renderer/maps/units'
import { levelColours, type ColourScale } from '../colour/scale'
import { mapRange } from '../sheet/raster'
import { cellText } from '../cells/text'
import { GRID_ZOOM, NUMBER_ZOOM, visibleCells } from '../cells/zoom'
import { cssOf, isLight } from '../colour/word'
import type { CellGrid } from './grid'

export interface EnlargedDrawing {
  readonly grid: CellGrid
  readonly maps: LayerMaps
  /** Exact values, for the numbers. */
  readonly values: TensorData | undefined
  readonly scale: ColourScale
  readonly channel: number
  /** Everything below in device pixels. */
  readonly zoom: number
  readonly ratio: number
  readonly scroll: readonly [x: number, y: number]
  readonly extent: readonly [width: number, height: number]
  readonly font: string
}

/** Draws the cells that are on the screen, with hairlines and values where the zoom allows. */
export function drawEnlarged(context: CanvasRenderingContext2D, drawing: EnlargedDrawing): void {
  const { grid, maps, values, scale, channel, zoom, ratio, scroll, extent, font } = drawing
  const size = mapsOf(maps.shape)
  const colours = levelColours(mapRange(maps, channel), scale)
  const gap = zoom / ratio >= GRID_ZOOM ? 1 : 0
  const characters = zoom / ratio >= NUMBER_ZOOM && values ? Math.floor(zoom / ratio / 5.8) : 0
  context.clearRect(0, 0, extent[0], extent[1])
  context.font = `${Math.round(9.5 * ratio)}px ${font}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  const [firstColumn, lastColumn] = visibleCells(scroll[0], extent[0], zoom, grid.columns)
  const [firstRow, lastRow] = visibleCells(scroll[1], extent[1], zoom, grid.rows)
  for (let row = firstRow; row < lastRow; row++) {
    for (let column = firstColumn; column < lastColumn; column++) {
      const unit = grid.unitAt(row, column)
      if (!unit) continue
      const level =
        maps.quantised[(unit.channel * size.height + unit.row) * size.width + unit.column] ?? 0
      const colour = colours[level] ?? 0
      const [x, y] = [column * zoom - scroll[0], row * zoom - scroll[1]]
      context.fillStyle = cssOf(colour)
      context.fillRect(x, y, zoom - gap, zoom - gap)
      if (characters === 0) continue
      context.fillStyle = isLight(colour) ? '#000' : '#fff'
      context.fillText(
        cellText(values?.data[unitIndex(size, unit)] ?? 0, characters),
        x + zoom / 2,
        y + zoom / 2,
      )
    }
  }
}
