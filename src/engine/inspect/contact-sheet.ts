import { interpolateViridis } from 'd3-scale-chromatic'
import { encode } from 'fast-png'
import type { LayerValues } from './pass'
import { Canvas, type Colour } from './sheet/canvas'
import { drawText, formatNumber, TEXT_HEIGHT, textWidth } from './sheet/font'
import { GAP, layoutOf, type SheetLayout } from './sheet/layout'
import { statistics } from './statistics'

const BACKGROUND: Colour = [24, 24, 27]
const TEXT: Colour = [228, 228, 231]
/** What is not a number stands out from every colour of the map. */
const NOT_FINITE: Colour = [255, 0, 255]
const MARGIN = 8
const BAR_WIDTH = 12
/** Room for both labels of the bar, one above the other. */
const MIN_HEIGHT = 3 * TEXT_HEIGHT

const hexColour = (hex: string): Colour =>
  [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as unknown as Colour
const VIRIDIS: readonly Colour[] = Array.from({ length: 256 }, (_, i) =>
  hexColour(interpolateViridis(i / 255)),
)

/**
 * All maps of a layer on one picture (PNG): side by side with a gap of one pixel, enlarged without
 * smoothing, in viridis on one scale from the layer's smallest value to its largest, with the scale
 * beside them. A vector's units are squares.
 */
export function contactSheet(values: LayerValues): Uint8Array {
  const layout = layoutOf(values.shape)
  const { min, max } = statistics(values.data)
  const labels = [formatNumber(max), formatNumber(min)] as const
  const height = Math.max(layout.height, MIN_HEIGHT)
  const barX = MARGIN + layout.width + MARGIN
  const canvas = new Canvas(
    barX + BAR_WIDTH + 4 + Math.max(...labels.map(textWidth)) + MARGIN,
    height + 2 * MARGIN,
    BACKGROUND,
  )
  drawMaps(canvas, values, layout, min, max)
  for (let row = 0; row < height; row += 1) {
    canvas.fill(barX, MARGIN + row, BAR_WIDTH, 1, colourAt(1 - row / (height - 1), 0, 1))
  }
  drawText(canvas, labels[0], barX + BAR_WIDTH + 4, MARGIN, TEXT)
  drawText(canvas, labels[1], barX + BAR_WIDTH + 4, MARGIN + height - TEXT_HEIGHT, TEXT)
  return encode({
    width: canvas.width,
    height: canvas.height,
    data: canvas.data,
    channels: 3,
    depth: 8,
  })
}

function colourAt(value: number, min: number, max: number): Colour {
  if (!Number.isFinite(value)) return NOT_FINITE
  return VIRIDIS[max > min ? Math.round(((value - min) / (max - min)) * 255) : 0] ?? NOT_FINITE
}

function drawMaps(
  canvas: Canvas,
  { shape, data }: LayerValues,
  layout: SheetLayout,
  min: number,
  max: number,
): void {
  const { rows, columns, step, scale, maps, across } = layout
  const width = shape.length === 1 ? 1 : (shape[1] ?? 1)
  for (let map = 0; map < maps; map += 1) {
    const x = MARGIN + (map % across) * (columns * scale + GAP)
    const y = MARGIN + Math.floor(map / across) * (rows * scale + GAP)
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1) {
        const value = data[(row * step * width + column * step) * maps + map] ?? NaN
        canvas.fill(x + column * scale, y + row * scale, scale, scale, colourAt(value, min, max))
      }
    }
  }
}
