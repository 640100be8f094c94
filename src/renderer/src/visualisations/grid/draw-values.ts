import { cellText, visibleCells } from '../enlarged/cells'
import { GRID_ZOOM, NUMBER_ZOOM, paddedSize } from './geometry'
import type { GridValues } from './values'

/** What part of a grid is on the screen, in device pixels. */
export interface Viewport {
  readonly zoom: number
  readonly ratio: number
  readonly scroll: readonly [x: number, y: number]
  readonly extent: readonly [width: number, height: number]
}

/** The window's colours and font, read from its styles. */
export interface GridStyle {
  readonly font: string
  readonly line: string
  readonly paddingFill: string
  readonly paddingText: string
}

const isLight = (colour: number): boolean => 0.299 * (colour & 255) + 0.587 * ((colour >> 8) & 255) + 0.114 * ((colour >> 16) & 255) > 140

/** Draws the visible cells: colours at once from the image, hairlines and numbers where the zoom allows. */
export function drawValues(context: CanvasRenderingContext2D, image: CanvasImageSource, pixels: Uint32Array, values: GridValues, viewport: Viewport, style: GridStyle): void {
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
    context.drawImage(image, from.column, from.row, width, height, (from.column + left) * zoom - scroll[0], (from.row + top) * zoom - scroll[1], width * zoom, height * zoom)
  }

  if (zoom / ratio >= GRID_ZOOM) drawLines(context, [firstRow, lastRow, down], [firstColumn, lastColumn, across], viewport, style.line)
  if (zoom / ratio < NUMBER_ZOOM) return
  const fontSize = fontSizeFor(zoom / ratio)
  const characters = Math.floor((zoom / ratio - 2) / (CHARACTER * fontSize))
  context.font = `${fontSize * ratio}px ${style.font}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  for (let row = firstRow; row < lastRow; row++) {
    for (let column = firstColumn; column < lastColumn; column++) {
      const [y, x] = [row - top, column - left]
      const inside = y >= 0 && x >= 0 && y < size[0] && x < size[1]
      const index = y * size[1] + x
      context.fillStyle = inside ? (isLight(pixels[index] ?? 0) ? '#000' : '#fff') : style.paddingText
      const text = inside ? cellText(values.data[index] ?? 0, characters).replace('-', '−') : values.paddingText
      context.fillText(text, (column + 0.5) * zoom - scroll[0], (row + 0.5) * zoom - scroll[1])
    }
  }
}

/** Width of a character of the monospaced font, in its sizes. */
const CHARACTER = 0.6
/** Cells grow faster than what is written in them. */
const fontSizeFor = (cell: number): number => (cell >= 60 ? 18 : cell >= 48 ? 15 : cell >= 36 ? 12 : 10.5)

type Span = readonly [first: number, last: number, count: number]

function drawLines(context: CanvasRenderingContext2D, rows: Span, columns: Span, { zoom, ratio, scroll, extent }: Viewport, colour: string): void {
  context.fillStyle = colour
  const thickness = Math.max(1, Math.round(ratio))
  const [right, bottom] = [Math.min(extent[0], columns[2] * zoom - scroll[0]), Math.min(extent[1], rows[2] * zoom - scroll[1])]
  for (let row = rows[0]; row <= rows[1]; row++) context.fillRect(0, Math.min(row * zoom - scroll[1], bottom - thickness), right, thickness)
  for (let column = columns[0]; column <= columns[1]; column++) context.fillRect(Math.min(column * zoom - scroll[0], right - thickness), 0, thickness, bottom)
}
