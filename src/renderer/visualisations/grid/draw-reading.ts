import type { ExplicitPadding } from '@shared/math/geometry'
import { GRID_ZOOM, visibleCells } from '../cells/zoom'
import type { Viewport } from './geometry'
import type { ReadingMarks } from './marks'

export interface ReadingStyle {
  readonly window: string
  readonly halo: string
  readonly hatch: string
}

interface Place {
  readonly padding: ExplicitPadding
  readonly padded: readonly [down: number, across: number]
}

/**
 * Hatches cells that no window reads, and marks in their corner the cells where windows begin
 * (filled) or were left out (hollow).
 */
export function drawReading(
  context: CanvasRenderingContext2D,
  reading: ReadingMarks,
  { padding, padded }: Place,
  { zoom, ratio, scroll, extent }: Viewport,
  style: ReadingStyle,
): void {
  if (zoom / ratio < GRID_ZOOM) return
  const [rows, columns] = ([0, 1] as const).map((axis) => {
    const [first, last] = visibleCells(
      scroll[1 - axis] ?? 0,
      extent[1 - axis] ?? 0,
      zoom,
      padded[axis],
    )
    return Array.from({ length: Math.max(0, last - first) }, (_, i) => {
      const cell = first + i - padding[axis][0]
      return {
        at: (first + i) * zoom - (scroll[1 - axis] ?? 0),
        read: reading.isRead(axis, cell),
        start: reading.startAt(axis, cell),
      }
    })
  })
  const corner = Math.min(7 * ratio, zoom / 3)
  for (const row of rows ?? []) {
    for (const column of columns ?? []) {
      if (!row.read || !column.read) hatch(context, column.at, row.at, zoom, ratio, style)
      if (row.start && column.start)
        drawCorner(
          context,
          column.at + ratio,
          row.at + ratio,
          corner,
          row.start === 'taken' && column.start === 'taken',
          ratio,
          style,
        )
    }
  }
}

function hatch(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  zoom: number,
  ratio: number,
  { hatch: colour, halo }: ReadingStyle,
): void {
  for (const [stroke, width] of [
    [halo, 3 * ratio],
    [colour, 1.25 * ratio],
  ] as const) {
    context.strokeStyle = stroke
    context.lineWidth = width
    context.beginPath()
    context.moveTo(x + zoom * 0.12, y + zoom * 0.88)
    context.lineTo(x + zoom * 0.88, y + zoom * 0.12)
    context.stroke()
  }
}

function drawCorner(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  size: number,
  filled: boolean,
  ratio: number,
  { window: colour, halo }: ReadingStyle,
): void {
  context.beginPath()
  context.moveTo(x, y)
  context.lineTo(x + size, y)
  context.lineTo(x, y + size)
  context.closePath()
  context.lineWidth = ratio
  context.strokeStyle = halo
  context.stroke()
  if (filled) {
    context.fillStyle = colour
    context.fill()
    return
  }
  context.strokeStyle = colour
  context.stroke()
}
