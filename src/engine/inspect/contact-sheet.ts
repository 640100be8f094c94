import type { LayerStatistics } from '@shared/contract/inspect'
import { encodeIndexed } from '../pictures/png/encode'
import type { LayerValues } from './pass'
import { Canvas } from './sheet/canvas'
import { drawText, formatNumber, TEXT_HEIGHT, textWidth } from './sheet/font'
import { GAP, layoutOf, type SheetLayout } from './sheet/layout'
import { BACKGROUND, inksOf, PALETTE, STEPS, TEXT } from './sheet/palette'
import { statistics } from './statistics'

const MARGIN = 8
const BAR_WIDTH = 12
/** The height that both labels of the bar need, one above the other. */
const MIN_HEIGHT = 3 * TEXT_HEIGHT

type Range = Pick<LayerStatistics, 'min' | 'max'>

/**
 * All maps of a layer in one PNG picture: side by side with a gap of one pixel, enlarged without
 * smoothing, in viridis with one scale from the layer's smallest to its largest value, which is
 * shown next to them. A vector's units are squares. The picture is drawn when the function returns;
 * it is then compressed on another thread.
 * @param range the layer's smallest and largest finite value, if they are known
 */
export function contactSheet(
  values: LayerValues,
  range: Range = statistics(values.data),
): Promise<Uint8Array> {
  const { width, height, scanlines } = draw(values, range)
  return encodeIndexed({ width, height, scanlines, palette: PALETTE })
}

function draw(values: LayerValues, { min, max }: Range): Canvas {
  const layout = layoutOf(values.shape)
  const labels = [formatNumber(max), formatNumber(min)] as const
  const height = Math.max(layout.height, MIN_HEIGHT)
  const barX = MARGIN + layout.width + MARGIN
  const canvas = new Canvas(
    barX + BAR_WIDTH + 4 + Math.max(...labels.map(textWidth)) + MARGIN,
    height + 2 * MARGIN,
    BACKGROUND,
  )
  drawMaps(canvas, values.shape, inksOf(values.data, min, max), layout)
  for (let row = 0; row < height; row += 1) {
    const ink = Math.round((1 - row / (height - 1)) * (STEPS - 1))
    canvas.fill(barX, MARGIN + row, BAR_WIDTH, 1, ink)
  }
  drawText(canvas, labels[0], barX + BAR_WIDTH + 4, MARGIN, TEXT)
  drawText(canvas, labels[1], barX + BAR_WIDTH + 4, MARGIN + height - TEXT_HEIGHT, TEXT)
  return canvas
}

/** @param inks the layer's values as colours, channels running fastest */
function drawMaps(
  canvas: Canvas,
  shape: readonly number[],
  inks: Uint8Array,
  { rows, columns, step, scale, maps, across }: SheetLayout,
): void {
  const width = shape.length === 1 ? 1 : (shape[1] ?? 1)
  const cells = new Uint8Array(columns)
  for (let map = 0; map < maps; map += 1) {
    const x = MARGIN + (map % across) * (columns * scale + GAP)
    const y = MARGIN + Math.floor(map / across) * (rows * scale + GAP)
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1)
        cells[column] = inks[(row * step * width + column * step) * maps + map] ?? 0
      canvas.squares(x, y + row * scale, cells, scale)
    }
  }
}
