import type { LayerMaps, LayerStatistics } from '@shared/contract/inspect'
import { formatShape, formatSignificant } from '@renderer/i18n/format'
import { mapsOf } from '@renderer/maps/units'
import { centred, tableIndex, type ColourScale } from '@renderer/visualisations/colour/scale'
import { cssColour } from '@renderer/visualisations/colour/tables'
import { pngOf } from '@renderer/visualisations/save/png'
import { layoutSheet, type SheetLayout } from '@renderer/visualisations/sheet/layout'
import { paintSheet } from '@renderer/visualisations/sheet/paint'
import { rasterise } from '@renderer/visualisations/sheet/raster'

export interface ContactLayer {
  readonly layer: LayerStatistics
  readonly maps: LayerMaps
  readonly scale: (channel: number) => ColourScale
  /** Whether all maps of the layer have this scale; a bar would mislead otherwise. */
  readonly shared: boolean
}

export interface ContactStyle {
  readonly title: string
  readonly background: string
  readonly text: string
  readonly font: string
}

const WIDTH = 1600
const MARGIN = 32
const CAPTION = 34
const BAR = 180
const LABEL = 90
/** A canvas may not be taller; layers beyond would be cut, so maps become smaller first. */
const TALLEST = 16_000

interface Placed extends ContactLayer {
  readonly layout: SheetLayout
  readonly y: number
}

/** Places the layers below each other; returns their places and the height of the whole. */
export function placeLayers(
  layers: readonly ContactLayer[],
  side: number,
): { placed: readonly Placed[]; height: number } {
  let y = MARGIN + CAPTION
  const placed = layers.map((each): Placed => {
    const layout = layoutSheet({
      maps: mapsOf(each.layer.shape),
      available: WIDTH - 2 * MARGIN,
      side,
    })
    const at = y
    y += CAPTION + layout.height + MARGIN / 2
    return { ...each, layout, y: at }
  })
  const height = y + MARGIN / 2
  return height > TALLEST && side > 8
    ? placeLayers(layers, Math.floor(side * 0.7))
    : { placed, height }
}

type Write = (text: string, x: number, y: number, align?: CanvasTextAlign) => void

function drawBar(
  context: OffscreenCanvasRenderingContext2D,
  scale: ColourScale,
  y: number,
  write: Write,
): void {
  const { min, max } = scale.signed ? centred(scale.range) : scale.range
  const left = WIDTH - MARGIN - LABEL - BAR
  for (let i = 0; i < BAR; i++) {
    context.fillStyle = cssColour(
      scale.table,
      tableIndex(min + (i / (BAR - 1)) * (max - min), scale),
    )
    context.fillRect(left + i, y + 9, 1, 12)
  }
  write(formatSignificant(min, 3), left - 8, y + 20, 'right')
  write(formatSignificant(max, 3), left + BAR + 8, y + 20)
}

/** Draws every layer's maps with id, shape and scale, and encodes the picture as PNG. */
export async function contactSheet(
  layers: readonly ContactLayer[],
  side: number,
  style: ContactStyle,
): Promise<Uint8Array> {
  const { placed, height } = placeLayers(layers, side)
  const canvas = new OffscreenCanvas(WIDTH, Math.min(height, TALLEST))
  const context = canvas.getContext('2d')
  if (!context) throw new Error('This window can draw no picture.')
  context.fillStyle = style.background
  context.fillRect(0, 0, canvas.width, canvas.height)
  const write: Write = (text, x, y, align = 'left') => {
    context.fillStyle = style.text
    context.textAlign = align
    context.fillText(text, x, y)
  }
  context.font = `600 20px ${style.font}`
  write(style.title, MARGIN, MARGIN + 16)
  context.font = `14px ${style.font}`
  for (const { layer, maps, scale, shared, layout, y } of placed) {
    write(`${layer.id}  ${formatShape(layer.shape)}`, MARGIN, y + 20)
    if (shared) drawBar(context, scale(0), y, write)
    else
      write(
        `${formatSignificant(layer.min, 3)} … ${formatSignificant(layer.max, 3)}`,
        WIDTH - MARGIN,
        y + 20,
        'right',
      )
    context.save()
    context.translate(MARGIN, y + CAPTION)
    paintSheet(context, rasterise(maps, layout, scale), layout)
    context.restore()
  }
  return pngOf(canvas)
}
