import { GRID_ZOOM, NUMBER_ZOOM, visibleCells } from '../cells/zoom'
import { drawNumbers, type GridStyle } from './draw-numbers'
import { paddedSize, type Viewport } from './geometry'
import type { GridValues } from './values'

/**
 * Draws the visible cells: colours at once from the image, hairlines and numbers where the zoom
 * allows.
 */
export function drawValues(
  context: CanvasRenderingContext2D,
  image: CanvasImageSource,
  pixels: Uint32Array,
  values: GridValues,
  viewport: Viewport,
  style: GridStyle,
): void {
  const { size, padding } = values
  const { zoom, ratio, scroll, extent } = viewport
  const [top, left] = [padding[0][0], padding[1][0]]
  const [down, across] = paddedSize(values)
  context.fillStyle = style.paddingFill
  context.fillRect(0, 0, extent[0], extent[1])
  const [firstColumn, lastColumn] = visibleCells(scroll[0], extent[0], zoom, across)
  const [firstRow, lastRow] = visibleCells(scroll[1], extent[1], zoom, down)

  const from = { row: Math.max(0, firstRow - top), column: Math.max(0, firstColumn - left) }
  const to = { row: Math.min(size[0], lastRow - top), column: Math.min(size[1], lastColumn - left) }
  if (to.row > from.row && to.column > from.column) {
    context.imageSmoothingEnabled = zoom < 1
    const [width, height] = [to.column - from.column, to.row - from.row]
    context.drawImage(
      image,
      from.column,
      from.row,
      width,
      height,
      (from.column + left) * zoom - scroll[0],
      (from.row + top) * zoom - scroll[1],
      width * zoom,
      height * zoom,
    )
  }

  if (zoom / ratio >= GRID_ZOOM)
    drawLines(
      context,
      [firstRow, lastRow, down],
      [firstColumn, lastColumn, across],
      viewport,
      style.line,
    )
  if (zoom / ratio < NUMBER_ZOOM) return
  drawNumbers(
    context,
    pixels,
    values,
    [firstRow, lastRow],
    [firstColumn, lastColumn],
    viewport,
    style,
  )
}

type Span = readonly [first: number, last: number, count: number]

function drawLines(
  context: CanvasRenderingContext2D,
  rows: Span,
  columns: Span,
  { zoom, ratio, scroll, extent }: Viewport,
  colour: string,
): void {
  context.fillStyle = colour
  const thickness = Math.max(1, Math.round(ratio))
  const [right, bottom] = [
    Math.min(extent[0], columns[2] * zoom - scroll[0]),
    Math.min(extent[1], rows[2] * zoom - scroll[1]),
  ]
  for (let row = rows[0]; row <= rows[1]; row++)
    context.fillRect(0, Math.min(row * zoom - scroll[1], bottom - thickness), right, thickness)
  for (let column = columns[0]; column <= columns[1]; column++)
    context.fillRect(Math.min(column * zoom - scroll[0], right - thickness), 0, thickness, bottom)
}
